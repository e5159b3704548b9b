"""Screens about lessons: read, keep the place, mark done."""

from functools import lru_cache

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from modules.completion import queries as completion
from modules.lessons import actions, queries
from modules.lessons.rules import done_lessons, opening_counts
from modules.library.lesson_rules import Lesson
from modules.library.rendering import body
from modules.library.rules import Module

blueprint = Blueprint("lessons", __name__)
Page = str | Response | tuple[str, int]


@blueprint.get("/cursus/<module_slug>/<lesson_slug>")
def show(module: Module, lesson_slug: str) -> Page:
    """Show a lesson, and remember that this one is open."""
    opened = _found(module, lesson_slug)
    readings = queries.readings_of(current_user, module)
    if opening_counts(readings, opened.slug):
        actions.open_lesson(current_user, module, opened)
    return render_template(
        "modules/lessons/show.html",
        module=module,
        lesson=opened,
        article=_article(module, opened),
        before=module.before(opened),
        after=module.after(opened),
        done=opened.slug in done_lessons(readings),
        following=completion.status_after(current_user, module, opened, readings),
    )


@blueprint.post("/cursus/<module_slug>/<lesson_slug>/plek")
def keep_place(module: Module, lesson_slug: str) -> Page:
    """Keep the heading where the reader is; the page's script sends it."""
    opened = _found(module, lesson_slug)
    section = request.form.get("section") or None
    if section is not None and section not in body(module, opened).sections:
        abort(422)
    actions.keep_place(current_user, module, opened, section)
    return "", 204


@blueprint.post("/cursus/<module_slug>/<lesson_slug>/klaar")
def mark_done(module: Module, lesson_slug: str) -> Response:
    """Mark a lesson as done and go on to what is still open: a lesson, the check, or finishing the module."""
    opened = _found(module, lesson_slug)
    actions.mark_done(current_user, module, opened)
    readings = queries.readings_of(current_user, module)
    following = completion.status_after(current_user, module, opened, readings)
    return redirect(url_for(following.endpoint, **following.values))


@blueprint.post("/cursus/<module_slug>/<lesson_slug>/niet-klaar")
def mark_not_done(module: Module, lesson_slug: str) -> Response:
    """Take 'klaar' back."""
    opened = _found(module, lesson_slug)
    actions.mark_not_done(current_user, module, opened)
    return redirect(_address(module, opened))


@lru_cache(maxsize=256)
def _article(module: Module, lesson: Lesson) -> Markup:
    """Return what a lesson shows to everyone, once per version of the content; Jinja escaped it."""
    html = render_template(
        "modules/lessons/article.html",
        module=module,
        lesson=lesson,
        body=body(module, lesson),
        indicators=queries.indicator_texts(),
    )
    return Markup(html)  # noqa: S704


def _found(module: Module, slug: str) -> Lesson:
    return module.lesson(slug) or abort(404)


def _address(module: Module, lesson: Lesson) -> str:
    return url_for("modules.lessons.show", module_slug=module.slug, lesson_slug=lesson.slug)
