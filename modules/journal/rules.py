"""Decisions about a journal: what may stand in it, when two windows clash, what is found, and who waits for whom."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from modules.library.rules import Course
from trainer.people.privacy_rules import recognisable_in
from trainer.text_rules import listed, tidy

MAX_TEXT = 10_000
MAX_HEADING = 500
MAX_MESSAGE = 4_000
MAX_SEARCH = 100
FIRST_DAY = date(2000, 1, 1)
NO_GROUP = "Je zit nog niet als cursist in een cursusgroep. Vraag je trainer om je toe te voegen; dan kun je delen."


class Side(StrEnum):
    """Whose words: those of the writer, or those of a trainer who answers."""

    WRITER = "writer"
    TRAINER = "trainer"


@dataclass(frozen=True)
class Piece:
    """What stands in one piece. `topic` is empty, `module` or `module/les`."""

    written_on: date
    heading: str
    topic: str
    text: str

    @property
    def module_slug(self) -> str | None:
        """Return the module that it belongs to, or None."""
        return self.topic.partition("/")[0] or None

    @property
    def lesson_slug(self) -> str | None:
        """Return the lesson that it belongs to, or None."""
        return self.topic.partition("/")[2] or None


@dataclass(frozen=True)
class Saved:
    """What stands in a piece after a save. `conflict`: another window was first and nothing was kept."""

    entry_id: int
    revision: int
    stored: Piece
    conflict: bool = False


def one_line(text: str | None) -> str:
    """Return a text as one line."""
    return " ".join(tidy(text).split())


def date_problem(day: date, today: date) -> str | None:
    """Return why a piece cannot have this date, as a Dutch sentence, or None."""
    if day > today:
        return "Deze dag komt nog. Kies vandaag of een dag die al geweest is."
    return "Kies een dag na 1999." if day < FIRST_DAY else None


def is_conflict(stored: Piece, given: Piece, stored_revision: int, seen_revision: int) -> bool:
    """Return whether keeping this would overwrite what another window saved. The same piece again is no conflict."""
    return stored != given and stored_revision != seen_revision


def hints(*texts: str) -> list[str]:
    """Return soft hints about what looks like personal data; they keep nobody from saving."""
    found = recognisable_in("\n".join(texts))
    return [f"Dit lijkt op {listed(found)}. Schrijf het zo dat niemand te herkennen is."] if found else []


def topics(course: Course, current: str = "") -> dict[str, list[tuple[str, str]]]:
    """Return what a piece can belong to, by module: (topic, words). What is no longer in the course stays if it is `current`."""
    found = {
        module.title: [
            (module.slug, f"{module.title}: de hele module"),
            *((f"{module.slug}/{lesson.slug}", lesson.title) for lesson in module.lessons),
        ]
        for module in course.modules
    }
    if current and not topic_name(course, current):
        found["Niet meer in de cursus"] = [(current, current)]
    return found


def topic_name(course: Course, topic: str) -> str:
    """Return `Het Plan maken` or `Het Plan maken, les Kleine stappen`; empty when the course does not have it."""
    module_slug, _, lesson_slug = topic.partition("/")
    module = course.module(module_slug)
    if module is None or not lesson_slug:
        return module.title if module else ""
    lesson = module.lesson(lesson_slug)
    return f"{module.title}, les {lesson.title}" if lesson else ""


def asked(course: Course, topic: str, number: int, today: date) -> Piece:
    """Return the piece to begin with: about this lesson, with its question of this number above it; else an empty one."""
    module_slug, _, lesson_slug = topic.partition("/")
    module = course.module(module_slug)
    lesson = module.lesson(lesson_slug) if module else None
    if lesson is None:
        return Piece(today, "", topic if topic_name(course, topic) else "", "")
    question = lesson.reflections[number - 1] if 0 < number <= len(lesson.reflections) else ""
    return Piece(today, question[:MAX_HEADING], topic, "")


def is_begun_from(start: Piece, stored: Piece) -> bool:
    """Return whether a piece was begun from the same question on the same day as this start; an empty one asks nothing."""
    return bool(start.heading or start.topic) and replace(stored, text="") == replace(start, text="")


def matches(piece: Piece, module_slug: str, words: str) -> bool:
    """Return whether a piece belongs to this module and holds all these words; empty asks for nothing."""
    text = f"{piece.heading}\n{piece.text}".casefold()
    in_module = not module_slug or piece.module_slug == module_slug
    return in_module and all(word in text for word in words.casefold().split())


@dataclass(frozen=True)
class Said:
    """Who spoke and when."""

    side: str
    sent_at: datetime


def waiting_since(shared_at: datetime, said: Iterable[Said], settled_at: datetime | None) -> datetime | None:
    """Return since when a writer waits for an answer, or None.

    They wait from the sharing on; after an answer, from what they wrote back, unless a trainer read it and said that
    it needs none.
    """
    spoken = list(said)
    answers = [each.sent_at for each in spoken if each.side == Side.TRAINER]
    if not answers:
        return shared_at
    closed = max(max(answers), settled_at or max(answers))
    return min((each.sent_at for each in spoken if each.side == Side.WRITER and each.sent_at > closed), default=None)
