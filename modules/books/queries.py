"""Reads for the books: the whole course as it is on the site."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from flask import current_app

from modules.books import rules
from modules.books.checklist_rules import read_checklists
from modules.books.print_rules import Converter, Node, Unprintable, parse
from modules.books.rules import Chapter, Contents, Edition, Indicator, Theme
from modules.library import queries as library
from modules.library.lesson_rules import Lesson
from modules.library.rendering import render
from modules.library.rules import Course, Module
from modules.library.toml_rules import Problem
from modules.methods import queries as methods

HERE = Path(__file__).parent
TEMPLATE = HERE / "typst" / "book.typ"
CHECKLISTS = library.CONTENT / "books"

# The indicators stand in the observatieformulier, which this package may not know: `app.py` hands in a function under
# this name in `app.extensions`. It returns of each theme its name, whether lower is better, and its codes with their text.
INDICATORS = "books.indicators"


def contents() -> Contents:
    """Return all that the books are made of. A module that no book can show is left out, and named in the problems."""
    return _contents(library.course())


def chapter(module: Module) -> Chapter | None:
    """Return a module as a chapter, or None when no book can show it."""
    return next((each for each in contents().chapters if each.module is module), None)


def edition(chapters: tuple[Chapter, ...], made_on: str) -> Edition:
    """Return the edition of a book with these chapters that is made now."""
    return rules.edition(contents(), chapters, _code(), made_on=made_on)


def drawings(chapters: tuple[Chapter, ...]) -> Iterator[tuple[str, Path]]:
    """Yield the drawings of a book, by their path in it."""
    for module in (each.module for each in chapters):
        for name in sorted(module.figures):
            path = library.figure_path(module, name)
            if path is not None:
                yield _place(module, name), path


@lru_cache(maxsize=2)
def _contents(course: Course) -> Contents:
    chapters, problems = [], list(course.problems)
    for module in course.modules:
        bodies = tuple(
            parse(render(lesson.text, lambda name, of=module: f"/{_place(of, name)}").html) for lesson in module.lessons
        )
        faults = [
            fault
            for lesson, body in zip(module.lessons, bodies, strict=True)
            if (fault := _fault(module, lesson, body))
        ]
        problems += faults
        chapters += [] if faults else [Chapter(len(chapters) + 1, module, bodies)]
    texts = {path.name: path.read_text() for path in CHECKLISTS.glob("*.toml")}
    checklists, faults = read_checklists(texts, chapters)
    return Contents(tuple(chapters), methods.guide(), _themes(), tuple(checklists), (*problems, *faults))


def _themes() -> tuple[Theme, ...]:
    return tuple(
        Theme(title, lower_is_better, tuple(Indicator(code, text) for code, text in items))
        for title, lower_is_better, items in current_app.extensions[INDICATORS]()
    )


def _fault(module: Module, lesson: Lesson, body: Node) -> Problem | None:
    try:
        Converter(lambda address: None).blocks(body)
    except Unprintable as fault:
        return Problem(f"{module.slug}/{lesson.slug}", None, str(fault))
    return None


def _place(module: Module, name: str) -> str:
    return f"figures/{module.slug}/{name}"


@cache
def _code() -> bytes:
    """Return what makes the books: when it changes they are made anew."""
    files = [*HERE.glob("*.py"), *CHECKLISTS.glob("*.toml"), TEMPLATE]
    return b"".join(path.read_bytes() for path in sorted(files))
