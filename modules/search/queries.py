"""Reads for searching: all that is published, and the index over it, made once per version of the content."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from flask import current_app, url_for

from modules.glossary import queries as glossary
from modules.library import queries as library
from modules.library.rendering import body
from modules.library.rules import Course
from modules.methods import queries as methods
from modules.methods.rules import Method
from modules.search.index import Index
from modules.search.rules import Found, Place, sections
from trainer.people.models import Person
from trainer.people.rules import Role


class _Page(NamedTuple):
    """A page of the site itself. `for_all`: a beheerder has it too."""

    title: str
    also: str
    text: str
    endpoint: str
    book: str | None = None
    for_all: bool = True

    @property
    def address(self) -> str:
        return url_for(self.endpoint, book=self.book)


_PAGES = (
    _Page(
        "Wat telt",
        "certificaat, afronden, voortgang, urenoverzicht",
        "Wat bij het afronden van de cursus hoort. Is alles gehaald, dan geeft je trainer je een certificaat.",
        "modules.completion.contract",
        for_all=False,
    ),
    _Page(
        "Je agenda",
        "agenda, cursusdagen, planning",
        "De dagen van je cursus, ook voor je eigen agenda.",
        "trainer.planning.agenda",
    ),
    _Page(
        "Logboek", "dagboek", "Schrijven voor jezelf en delen met je trainer.", "modules.journal.index", for_all=False
    ),
    _Page(
        "Opdrachten",
        "opdracht, inleveren, praktijkopdrachten",
        "Je Profiel en je Plan: invullen, inleveren en antwoord lezen.",
        "modules.assignments.index",
        for_all=False,
    ),
    _Page(
        "Herhaalvragen",
        "herhalen, herhaling",
        "Vragen uit de toetsen die een paar keer terugkomen.",
        "modules.repetition.show",
    ),
    _Page("Scans", "scan, zelfscan", "Even stilstaan bij je eigen werk.", "modules.scans.index"),
    _Page(
        "Praktijkboek",
        "boek, downloaden",
        "Alle lessen als boek, om op te zoeken.",
        "modules.books.show",
        book="praktijkboek",
    ),
    _Page(
        "Trainingsmap",
        "werkboek, map",
        "De map van de training, om in te schrijven.",
        "modules.books.show",
        book="trainingsmap",
    ),
    _Page(
        "Mijn gegevens",
        "account, wachtwoord, uitloggen",
        "Je naam, je e-mailadres en je wachtwoord.",
        "trainer.people.me",
    ),
)


def hidden_from(person: Person) -> frozenset[str]:
    """Return the addresses of pages that this person does not have."""
    if person.role != Role.ADMIN:
        return frozenset()
    return frozenset(page.address for page in _PAGES if not page.for_all)


def _pages() -> Iterator[Place]:
    for page in _PAGES:
        yield Place(Found.PAGE, page.title, "", page.text, page.address, page.also)


def index() -> Index:
    """Return the index over what is published now."""
    return _index(library.course())


@lru_cache(maxsize=2)
def _index(course: Course) -> Index:
    # What stands outside the course is handed in: app.py knows it.
    more: list[Place] = current_app.extensions["more_places"]()
    return Index([*_lessons(course), *_methods(), *_words(), *_pages(), *more])


def _lessons(course: Course) -> Iterator[Place]:
    for module in course.modules:
        address = url_for("modules.completion.show", module_slug=module.slug)
        yield Place(Found.MODULE, module.title, "", f"{module.summary}\n{module.aim}", address)
        for lesson in module.lessons:
            address = url_for("modules.lessons.show", module_slug=module.slug, lesson_slug=lesson.slug)
            yield Place(Found.LESSON, lesson.title, "", lesson.aim, address)
            for anchor, heading, text in sections(body(module, lesson).html):
                where = f"{address}#{anchor}" if anchor else address
                yield Place(Found.LESSON, lesson.title, heading, text, where)


def _methods() -> Iterator[Place]:
    guide = methods.guide()
    for method in guide.methods:
        address = url_for("modules.methods.show", method_slug=method.slug)
        yield Place(Found.METHOD, method.title, "", _method_text(method), address)
    for number, entry in enumerate(guide.mentioned, 1):
        address = url_for("modules.methods.index", genoemd=number, _anchor=f"genoemd-{number}")
        yield Place(Found.METHOD, entry.title, "", entry.text, address)


def _method_text(method: Method) -> str:
    said = (method.summary, method.target_group, method.labour, method.prevention, method.theory, method.remark)
    claims = [claim.text for claim in method.claims]
    return "\n".join(filter(None, (*said, *method.steps, *claims)))


def _words() -> Iterator[Place]:
    for word in glossary.glossary().words:
        address = url_for("modules.glossary.index", _anchor=f"woord-{word.slug}")
        text = "\n".join(filter(None, (word.text, word.outdated)))
        yield Place(Found.WORD, word.term, "", text, address, ", ".join(word.also))
