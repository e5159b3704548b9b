"""Screens about progress: the course, a module, finishing it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from modules.checks import queries as checks
from modules.completion import actions, queries
from modules.library import queries as library
from modules.library.rules import Module
from trainer.people.rules import Role

blueprint = Blueprint("completion", __name__)
Page = str | Response | tuple[str, int]


@blueprint.get("/cursus")
def index() -> Page:
    """Show all modules; a trainer or beheerder also sees what is wrong with those that are held back."""
    return render_template(
        "modules/completion/index.html",
        statuses=queries.overview(current_user),
        problems=() if current_user.role == Role.PARTICIPANT else library.course().problems,
    )


@blueprint.get("/cursus/<module_slug>")
def show(module: Module) -> Page:
    """Show one module: its lessons, its check, the next step."""
    return _show(module)


@blueprint.post("/cursus/<module_slug>/afronden")
def finish(module: Module) -> Page:
    """Finish a module; what is still open comes back as a sentence."""
    if problem := actions.finish(current_user, module):
        return _show(module, problem), 409
    flash(f"Je hebt de module '{module.title}' afgerond.")
    return redirect(url_for("modules.completion.show", module_slug=module.slug))


def _show(module: Module, problem: str | None = None) -> str:
    return render_template(
        "modules/completion/show.html",
        module=module,
        status=queries.status(current_user, module),
        scores=checks.scores(current_user, module),
        problem=problem,
    )
