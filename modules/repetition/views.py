"""Screens about questions that come back: answer them, see how it went, switch them off."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from modules.checks.rules import review_one
from modules.library import queries as library
from modules.library.check_rules import Question
from modules.repetition import actions, queries, rules
from modules.repetition.rules import Key
from trainer.web import today

blueprint = Blueprint("repetition", __name__)
Page = str | Response | tuple[str, int]

# Before a question's key in the form: the slug of its module, a dot, its id.
FIELD = "vraag-"


@blueprint.get("/herhalen")
def show() -> Page:
    """Show the questions of today, or when the next ones come."""
    return _show(_due(), {}, {})


@blueprint.post("/herhalen")
def answer() -> Page:
    """Look at the answers; with one missing they come back as they were given."""
    asked = set(request.form.getlist("asked"))
    questions = {key: question for key, question in _due().items() if _name(key) in asked}
    given = {key: request.form.get(FIELD + _name(key), "") for key in questions}
    if problems := rules.problems(questions, given):
        return _show(questions, given, problems), 422
    actions.answer(current_user, library.course(), given, today())
    return redirect(url_for("modules.repetition.result"))


@blueprint.get("/herhalen/uitslag")
def result() -> Page:
    """Show what was answered today, with the explanation of every option."""
    course = library.course()
    answered = queries.answers_of(current_user, today())
    return render_template(
        "modules/repetition/result.html",
        reviews=[
            (course.module(slug), review_one(course.question(slug, question_id), each))
            for (slug, question_id), each in answered
        ],
        right=sum(each.is_right for _, each in answered),
        plan=queries.plan(current_user, today()),
    )


@blueprint.post("/herhalen/aan-of-uit")
def switch() -> Page:
    """Switch the questions on or off."""
    on = request.form.get("on") == "1"
    actions.set_on(current_user, on)
    flash("Herhaalvragen staan weer aan." if on else "Herhaalvragen staan uit. Je kunt ze altijd weer aanzetten.")
    return redirect(url_for("modules.repetition.show"))


def _due() -> dict[Key, Question]:
    course = library.course()
    found = ((key, course.question(*key)) for key in queries.plan(current_user, today()).due)
    return {key: question for key, question in found if question}


def _name(key: Key) -> str:
    return ".".join(key)


def _show(questions: dict[Key, Question], given: dict[Key, str], problems: dict[Key, str]) -> str:
    return render_template(
        "modules/repetition/show.html",
        questions=[(_name(key), question, library.find_module(key[0])) for key, question in questions.items()],
        given={_name(key): value for key, value in given.items()},
        problems={_name(key): value for key, value in problems.items()},
        prefix=FIELD,
        is_on=queries.is_on(current_user),
        plan=queries.plan(current_user, today()),
        ladder=rules.LADDER,
        per_day=rules.PER_DAY,
    )
