"""The screen for searching."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from modules.search import queries
from modules.search.rules import LABELS, MAX_QUERY, MAX_WORDS, Found

blueprint = Blueprint("search", __name__)
MOST, MOST_OF_ONE = 6, 50


@blueprint.get("/zoeken")
def show() -> str:
    """Show what was found, of one kind or of all."""
    typed, chosen = request.args.get("zoek", "").strip(), request.args.get("soort", "")
    kind = Found(chosen) if chosen in set(Found) else None
    literal, most = bool(request.args.get("letterlijk")), MOST_OF_ONE if kind else MOST
    own = queries.own_pages(current_user)
    answer = queries.index().ask(typed, kind, most, literal=literal, own=own) if typed else None
    return render_template(
        "modules/search/show.html",
        typed=typed[:MAX_QUERY],
        kind=kind,
        literal="1" if literal else None,
        answer=answer,
        labels=LABELS,
        most_words=MAX_WORDS,
    )
