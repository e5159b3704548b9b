"""Screens about the knowledge check: make it, see how it went."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from modules.checks import actions, queries, rules
from modules.checks.models import CheckAttempt
from modules.checks.rules import Score
from modules.completion import evidence_rules
from modules.completion import queries as completion
from modules.completion.rules import CheckMade
from modules.library.rules import Module
from trainer.web import wants_json

blueprint = Blueprint("checks", __name__)
Page = str | Response | tuple[str, int]

# Before a question's id in the form, so that no question can be called like another field.
FIELD = "vraag-"


@blueprint.get("/cursus/<module_slug>/toets")
def show(module: Module) -> Page:
    """Show all questions, with what was chosen before and not handed in yet."""
    return _show(module, rules.known(module.check, queries.draft(current_user, module)), {})


@blueprint.post("/cursus/<module_slug>/toets")
def submit(module: Module) -> Page:
    """Hand in the answers, or keep them for later; with one missing they come back as they were given."""
    given = {question.id: request.form.get(FIELD + question.id, "") for question in module.check.questions}
    if "later" in request.form:
        return _keep(module, given)
    if problems := rules.problems(module.check, given):
        actions.keep_draft(current_user, module, given)
        return _show(module, given, problems), 422
    attempt = actions.submit(current_user, module, given)
    return redirect(url_for("modules.checks.result", module_slug=module.slug, attempt_id=attempt.id))


@blueprint.get("/cursus/<module_slug>/toets/<int:attempt_id>/uitslag")
def result(module: Module, attempt: CheckAttempt) -> Page:
    """Show how an attempt went, with the explanation of every option."""
    score = Score(attempt.right, attempt.total)
    needed = evidence_rules.right_for_check(completion.contract().requirements, attempt.total)
    return render_template(
        "modules/checks/result.html",
        module=module,
        attempt=attempt,
        score=score,
        words=rules.kind_words(score),
        reviews=rules.review(module.check, queries.answers(attempt)),
        made=queries.made(current_user, module),
        this_time=CheckMade(score.right, score.total, needed),
        still_short=completion.status(current_user, module).progress.short_check,
    )


def _keep(module: Module, given: dict[str, str]) -> Page:
    actions.keep_draft(current_user, module, given)
    if wants_json():
        return "", 204
    if any(given.values()):
        flash("Je antwoorden zijn opgeslagen. Je gaat verder wanneer je wilt.")
    return redirect(url_for("modules.completion.show", module_slug=module.slug))


def _show(module: Module, given: dict[str, str], problems: dict[str, str]) -> str:
    return render_template("modules/checks/show.html", module=module, given=given, problems=problems, prefix=FIELD)
