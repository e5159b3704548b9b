"""The screen of the glossary."""

from flask import Blueprint, render_template, url_for

from modules.glossary import queries
from modules.glossary.rules import OURS, Word
from modules.library import queries as library

blueprint = Blueprint("glossary", __name__)


@blueprint.get("/woordenlijst")
def index() -> str:
    """Show all words in the order of the alphabet."""
    glossary = queries.glossary()
    lessons, methods = queries.lesson_links(library.course()), queries.method_links()
    return render_template(
        "modules/glossary/index.html",
        glossary=glossary,
        letters=glossary.letters(),
        ours=OURS,
        further=lambda word: _further(word, lessons, methods),
    )


def _further(
    word: Word, lessons: dict[str, tuple[str, str, str]], methods: dict[str, tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return title and address of what a word leads to; what is not published now is left out."""
    found = []
    for link in word.links:
        if link in lessons:
            module, lesson, title = lessons[link]
            found.append((f"Les: {title}", url_for("modules.lessons.show", module_slug=module, lesson_slug=lesson)))
        elif link in methods:
            method, title = methods[link]
            found.append((f"Methode: {title}", url_for("modules.methods.show", method_slug=method)))
    return found
