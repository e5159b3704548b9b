"""Reads for the books: the whole course as it is on the site."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from flask import current_app

from modules.assignments import queries as assignments
from modules.assignments.form_rules import Form
from modules.books import rules, shelf
from modules.books.checklist_rules import read_checklists
from modules.books.html_rules import Node, parse
from modules.books.print_rules import Converter, Unprintable
from modules.books.rules import Chapter, Contents, Indicator, Kind, Stock, Theme
from modules.lessons.queries import INDICATORS as INDICATORS
from modules.library import queries as library
from modules.library.lesson_rules import Lesson
from modules.library.rendering import render
from modules.library.rules import Course, Module
from modules.library.toml_rules import Problem
from modules.methods import queries as methods

HERE = Path(__file__).parent
TEMPLATE = HERE / "typst" / "book.typ"
CHECKLISTS = library.CONTENT / "books"


def contents() -> Contents:
    """Return all that the books are made of. A module that no book can show is left out, and named in the problems."""
    return _contents(library.course())


def chapter(module: Module) -> Chapter | None:
    """Return a module as a chapter, or None when no book can show it."""
    return next((each for each in contents().chapters if each.module is module), None)


def problems() -> tuple[Problem, ...]:
    """Return what is wrong in the texts for the books alone."""
    return _stock(library.course()).problems


def left_out() -> tuple[str, ...]:
    """Return a sentence on each module that is in no book now."""
    return _stock(library.course()).left_out


def version(module: Module | None = None) -> str:
    """Return which version of the books this is, or of the book of one module."""
    stock = _stock(library.course())
    hashes = ",".join(each.content_hash for each in ([module] if module else stock.modules))
    other = repr((methods.guide(), _themes(), _forms(), stock.left_out))
    return rules.version([_code(), hashes.encode(), other.encode()])


def kept(kind: Kind, *, answers: bool) -> Path | None:
    """Return where this version of a book is, or None when it was not made yet."""
    return shelf.kept(rules.name(kind, answers=answers), version())


def drawings(chapters: tuple[Chapter, ...]) -> Iterator[tuple[str, Path]]:
    """Yield the drawings of a book, by their path in it."""
    for module in (each.module for each in chapters):
        for name in sorted(module.figures):
            path = library.figure_path(module, name)
            if path is not None:
                yield _place(module, name), path


@lru_cache(maxsize=2)
def _stock(course: Course) -> Stock:
    """Return what is asked often; the texts of all lessons as trees are only needed to make a book."""
    found = _contents(course)
    return Stock(tuple(each.module for each in found.chapters), found.problems, found.left_out)


def _contents(course: Course) -> Contents:
    chapters: list[Chapter] = []
    unprintable: list[Problem] = []
    for module in course.modules:
        bodies = tuple(_body(module, lesson) for lesson in module.lessons)
        faults = [*_faults(module, bodies)]
        chapters += [] if faults else [Chapter(len(chapters) + 1, module, bodies)]
        unprintable += faults
    texts = {path.name: path.read_text() for path in CHECKLISTS.glob("*.toml")}
    checklists, problems = read_checklists(texts, chapters)
    return Contents(
        chapters=tuple(chapters),
        guide=methods.guide(),
        themes=_themes(),
        checklists=tuple(checklists),
        forms=_forms(),
        problems=(*unprintable, *problems),
        left_out=rules.left_out((*course.problems, *unprintable)),
    )


def _body(module: Module, lesson: Lesson) -> Node:
    return parse(render(lesson.text, lambda name: f"/{_place(module, name)}").html)


def _faults(module: Module, bodies: tuple[Node, ...]) -> Iterator[Problem]:
    for lesson, body in zip(module.lessons, bodies, strict=True):
        try:
            Converter(lambda address: None).blocks(body)
        except Unprintable as fault:
            yield Problem(f"{module.slug}/{lesson.slug}", None, str(fault))


def _forms() -> tuple[Form, ...]:
    """Return the forms of the assignments, with the first set of rows where they need one."""
    shelf = assignments.shelf()
    rows = shelf.row_sets[:1]
    return tuple(form.with_rows(rows[0]) if form.asks_for_rows and rows else form for form in shelf.forms.values())


def _themes() -> tuple[Theme, ...]:
    return tuple(
        Theme(title, lower_is_better, tuple(Indicator(code, text) for code, text in items))
        for title, lower_is_better, items in current_app.extensions[INDICATORS]()
    )


def _place(module: Module, name: str) -> str:
    return f"figures/{module.slug}/{name}"


@cache
def _code() -> bytes:
    """Return what makes the books: when it changes they are made anew."""
    files = [*HERE.glob("*.py"), *CHECKLISTS.glob("*.toml"), TEMPLATE]
    return b"".join(path.read_bytes() for path in sorted(files))
