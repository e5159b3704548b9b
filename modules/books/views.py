"""Screens about the books: what each is, and the files themselves."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from modules.books import actions, queries, rules
from modules.books.rules import ABOUT_ANSWERS, DESCRIPTIONS, SUBTITLES, TITLES, Kind
from modules.library.rules import Module
from trainer.people.rules import Role
from trainer.web import dutch_day, today

blueprint = Blueprint("books", __name__)
Page = str | Response

NOT_MADE = "Het boek kan nu niet worden gemaakt. De lessen staan wel op de site. Vertel het aan wie de site beheert."


@blueprint.get("/cursus/praktijkboek", defaults={"book": Kind.HANDBOOK.value})
@blueprint.get("/cursus/trainingsmap", defaults={"book": Kind.WORKBOOK.value})
def show(book: str) -> Page:
    """Show what a book is, and of one that was made how large the file is and from which day."""
    kind = Kind(book)
    made = queries.kept(kind, answers=_with_answers())
    return render_template(
        "modules/books/show.html",
        kind=kind,
        title=TITLES[kind],
        subtitle=SUBTITLES[kind],
        described=DESCRIPTIONS[kind],
        about_answers=ABOUT_ANSWERS[_with_answers()] if kind == Kind.WORKBOOK else "",
        left_out=queries.left_out(),
        megabytes=made.stat().st_size / 1_000_000 if made else None,
        made_on=dutch_day(datetime.fromtimestamp(made.stat().st_mtime, UTC)) if made else None,
        others=[(TITLES[other], other) for other in Kind if other != kind],
    )


@blueprint.get("/cursus/praktijkboek.pdf", defaults={"book": Kind.HANDBOOK.value})
@blueprint.get("/cursus/trainingsmap.pdf", defaults={"book": Kind.WORKBOOK.value})
def download(book: str) -> Page:
    """Send a book; the first who asks for a new version waits a few seconds."""
    try:
        path = actions.course_book(Kind(book), today=today(), answers=_with_answers())
    except actions.NotMade:
        flash(NOT_MADE, "warning")
        return redirect(url_for("modules.books.show", book=book))
    name = rules.name(Kind(book), answers=_with_answers())
    return send_file(path, mimetype="application/pdf", as_attachment=True, download_name=f"{name}.pdf")


@blueprint.get("/cursus/<module_slug>/module.pdf")
def module(module: Module) -> Page:
    """Send one module, to print."""
    try:
        path = actions.module_book(module, today=today())
    except actions.NotMade:
        flash(NOT_MADE, "warning")
        return redirect(url_for("modules.completion.show", module_slug=module.slug))
    return send_file(path, mimetype="application/pdf", download_name=f"{module.slug}.pdf")


def _with_answers() -> bool:
    """Return whether the reader gets the answers to the checks on paper: a cursist is still to answer them."""
    return bool(current_user.role != Role.PARTICIPANT)
