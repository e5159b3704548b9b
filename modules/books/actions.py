"""Making books. A book is made when someone first asks for it, once per version of the course."""

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from flask import current_app

from modules.books import queries, rules, shelf
from modules.books.handbook_rules import handbook, one_module
from modules.books.rules import Chapter, Contents, Edition, Kind
from modules.books.workbook_rules import workbook
from modules.library.rules import Module
from trainer.planning.rules import TEMPLATE
from trainer.web import long_date

PRESS_SECONDS = 180
PROJECT = Path(__file__).parents[2]
# What the process that makes a book reads and writes in its folder.
MAIN, MADE = "main.typ", "book.pdf"


class NotMade(RuntimeError):
    """A book that could not be made."""


def course_book(kind: Kind, *, today: date, answers: bool = False) -> Path:
    """Return where a book of the whole course is; it is made when it is not there. Raises NotMade."""
    edition = Edition(queries.version(), long_date(today), queries.left_out(), answers)
    return shelf.keep(
        rules.name(kind, answers=answers),
        edition.version,
        lambda folder: _course_book(kind, queries.contents(), edition, folder),
    )


def module_book(module: Module, *, today: date) -> Path:
    """Return where the book of one module is; it is made when it is not there. Raises NotMade."""
    edition = Edition(queries.version(module), long_date(today), ())
    return shelf.keep(f"module-{module.slug}", edition.version, lambda folder: _module_book(module, edition, folder))


def _module_book(module: Module, edition: Edition, folder: Path) -> Path:
    chapter = queries.chapter(module)
    return _needed(_pressed(one_module(chapter, edition), (chapter,), folder) if chapter else None)


def _course_book(kind: Kind, contents: Contents, edition: Edition, folder: Path) -> Path:
    """Make a book; when Typst cannot read a module, such as a drawing in it, make it without that one and say so."""
    if made := _pressed(_text(kind, contents, edition), contents.chapters, folder):
        return made
    readable = [each for each in contents.chapters if _pressed(one_module(each, edition), (each,), folder)]
    missing = [each.module.title for each in contents.chapters if each not in readable]
    sentences = [f"De module '{title}': een figuur of een tekst is niet te drukken." for title in missing]
    current_app.logger.error("Niet in het boek: %s", ", ".join(missing))
    fewer = replace(contents, chapters=tuple(readable))
    text = _text(kind, fewer, replace(edition, left_out=(*edition.left_out, *sentences)))
    return _needed(_pressed(text, fewer.chapters, folder))


def _text(kind: Kind, contents: Contents, edition: Edition) -> str:
    if kind == Kind.HANDBOOK:
        return handbook(contents, edition)
    return workbook(contents, TEMPLATE, edition)


def _needed(made: Path | None) -> Path:
    if made is None:
        raise NotMade
    return made


def _pressed(text: str, chapters: tuple[Chapter, ...], folder: Path) -> Path | None:
    """Return the PDF that a process of its own made of a text, or None when it could not."""
    (folder / MAIN).write_text(text)
    shutil.copy(queries.TEMPLATE, folder)
    for name, drawing in queries.drawings(chapters):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(drawing, folder / name)
    command = [sys.executable, "-m", "modules.books.press", str(folder.resolve())]
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=PROJECT, capture_output=True, text=True, timeout=PRESS_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        current_app.logger.error("Typst: %s", done.stderr.strip())
        return None
    return folder / MADE
