"""What books there are, what goes into them, and which version of them this is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from modules.assignments.form_rules import Form
from modules.books.html_rules import Node
from modules.books.typst_rules import Label
from modules.library.lesson_rules import Lesson
from modules.library.rules import Module
from modules.library.toml_rules import Problem
from modules.methods.rules import Guide

VERSION_LENGTH = 12


class Kind(StrEnum):
    """The books of the whole course; the value stands in their address."""

    HANDBOOK = "praktijkboek"
    WORKBOOK = "trainingsmap"


TITLES = {Kind.HANDBOOK: "Praktijkboek", Kind.WORKBOOK: "Trainingsmap"}
SUBTITLES = {
    Kind.HANDBOOK: "Alle lessen van de cursus om op te zoeken, met de methodengids en de indicatoren van het observatieformulier.",
    Kind.WORKBOOK: "Je werkboek bij de cursus, met ruimte om te schrijven, toetsen, formulieren en lijsten om af te vinken.",
}

DESCRIPTIONS = {
    Kind.HANDBOOK: (
        "Alle lessen, per module, met figuren, tabellen en bronnen.",
        "Een inhoudsopgave met bladzijden. Elke verwijzing noemt de bladzijde.",
        "De indicatoren van het observatieformulier, met de lessen die erbij horen.",
        "De methodengids op alfabet, met wat elke bron zegt.",
    ),
    Kind.WORKBOOK: (
        "Per module het doel, vragen om over na te denken en ruimte om te schrijven.",
        "De toetsen, om te maken.",
        "Lege formulieren voor het Profiel en het Plan.",
        "Lijsten om af te vinken, en het programma van de cursusdagen.",
    ),
}
ABOUT_ANSWERS = {
    False: "De antwoorden lees je op de site, als je een toets hebt gemaakt. Zo kun je eerst zelf kijken.",
    True: "De antwoorden staan achterin. In de map van een cursist staan zij niet.",
}


@dataclass(frozen=True)
class Indicator:
    """One indicator of the observatieformulier, worded as printed."""

    code: str
    text: str


@dataclass(frozen=True)
class Theme:
    """The indicators that belong together; in an unfavourable theme less is better."""

    title: str
    is_unfavourable: bool
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, eq=False)
class Chapter:
    """A module with its place in the course and the text of each of its lessons as HTML."""

    number: int
    module: Module
    bodies: tuple[Node, ...]

    def pages(self) -> list[tuple[str, Lesson, Node]]:
        """Return every lesson with its number in the book and its text."""
        pairs = zip(self.module.lessons, self.bodies, strict=True)
        return [(f"{self.number}.{lesson.number}", lesson, body) for lesson, body in pairs]


@dataclass(frozen=True, eq=False)
class Checklist:
    """A list of a lesson to tick off, with a name of its own."""

    title: str
    origin: str
    items: tuple[Node, ...]


@dataclass(frozen=True)
class Edition:
    """When a book was made, and of what; with the `answers` of the checks only for who trains."""

    version: str
    made_on: str
    left_out: tuple[str, ...]
    answers: bool = False


@dataclass(frozen=True)
class Contents:
    """All that the books are made of, and what is wrong in it."""

    chapters: tuple[Chapter, ...]
    guide: Guide
    themes: tuple[Theme, ...]
    checklists: tuple[Checklist, ...]
    forms: tuple[Form, ...]
    # What is wrong in the texts for the books alone, for their author; and a sentence on each module without a place.
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Stock:
    """The modules that have a place in the books, what is wrong in their texts, and what was left out."""

    modules: tuple[Module, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]


def name(kind: Kind, *, answers: bool) -> str:
    """Return what the file of a book is called; only the trainingsmap has answers."""
    return f"{kind}-met-antwoorden" if answers and kind == Kind.WORKBOOK else kind.value


def version(parts: Iterable[bytes]) -> str:
    """Return the short fingerprint of all that a book is made of."""
    digest = sha256()
    for part in parts:
        digest.update(f"{len(part)}\0".encode() + part)
    return digest.hexdigest()[:VERSION_LENGTH]


def left_out(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Return a sentence on each module in which something is wrong."""
    folders = dict.fromkeys(each.file.partition("/")[0] for each in problems if "/" in each.file)
    return tuple(f"De module '{folder}': er klopt iets niet in de bestanden." for folder in folders)


def labels(chapters: Iterable[Chapter], guide: Guide | None = None) -> Mapping[str, Label]:
    """Return, by address on the site, the label of everything in a book that can be linked to."""
    found = {}
    for chapter in chapters:
        module = chapter.module
        found[module_address(module)] = Label(f"module-{module.slug}")
        for lesson in module.lessons:
            found[lesson_address(module, lesson)] = Label(f"les-{module.slug}-{lesson.slug}")
    for method in guide.methods if guide else ():
        found[f"/methoden/{method.slug}"] = Label(f"methode-{method.slug}")
    return found


def module_address(module: Module) -> str:
    """Return the address of a module on the site."""
    return f"/cursus/{module.slug}"


def lesson_address(module: Module, lesson: Lesson) -> str:
    """Return the address of a lesson on the site, as a link in another lesson has it."""
    return f"{module_address(module)}/{lesson.slug}"
