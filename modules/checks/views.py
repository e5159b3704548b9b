"""Screens about the knowledge check: make it, see how it went."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from modules.checks import actions, queries, rules
from modules.checks.models import CheckAttempt
from modules.checks.rules import Score
from modules.library.rules import Module

blueprint = Blueprint("checks", __name__)
Page = str | Response | tuple[str, int]

# Before a question's id in the form, so that no question can be called like another field.
FIELD = "vraag-"


@blueprint.get("/cursus/<module_slug>/toets")
def show(module: Module) -> Page:
    """Show all questions."""
    return _show(module, {}, {})


@blueprint.post("/cursus/<module_slug>/toets")
def submit(module: Module) -> Page:
    """Hand in the answers; with one missing they come back as they were given."""
    given = {question.id: request.form.get(FIELD + question.id, "") for question in module.check.questions}
    if problems := rules.problems(module.check, given):
        return _show(module, given, problems), 422
    attempt = actions.submit(current_user, module, given)
    return redirect(url_for("modules.checks.result", module_slug=module.slug, attempt_id=attempt.id))


@blueprint.get("/cursus/<module_slug>/toets/<int:attempt_id>/uitslag")
def result(module: Module, attempt: CheckAttempt) -> Page:
    """Show how an attempt went, with the explanation of every option."""
    score = Score(attempt.right, attempt.total)
    return render_template(
        "modules/checks/result.html",
        module=module,
        attempt=attempt,
        score=score,
        words=rules.kind_words(score),
        reviews=rules.review(module.check, queries.answers(attempt)),
    )


def _show(module: Module, given: dict[str, str], problems: dict[str, str]) -> str:
    return render_template("modules/checks/show.html", module=module, given=given, problems=problems, prefix=FIELD)
