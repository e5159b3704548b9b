"""Decisions about one observer's scores of one overleg."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from observation.form.rules import NOT_APPLICABLE, Instrument

MAX_NOTE = 4000
NOTE_TOO_LONG = (
    f"Deze tekst is te lang. Er passen {MAX_NOTE} tekens in; maak hem korter of verdeel hem over meer indicatoren."
)
UNKNOWN_ITEM = "Deze indicator staat niet in het formulier."
OUTSIDE_SCALE = "Dit antwoord hoort niet bij deze indicator. Kies een van de antwoorden op het scherm."


class Perspective(StrEnum):
    """From where someone scores: looking on, or having been present themselves."""

    OBSERVER = "observer"
    SELF = "self"


@dataclass(frozen=True)
class Given:
    """What stands at one item: an answer, a text or both. An empty answer is not given; n.v.t. is an answer."""

    answer: str | None = None
    note: str = ""
    revision: int = 0


@dataclass(frozen=True)
class Progress:
    """How far a form is: numbers of indicators."""

    scored: int
    not_applicable: int
    missing: tuple[str, ...]

    @property
    def answered(self) -> int:
        """Return how many indicators have an answer, n.v.t. included."""
        return self.scored + self.not_applicable


def problem(instrument: Instrument, item_id: str, answer: str | None, note: str) -> str | None:
    """Return why this cannot be kept at this item, as a Dutch sentence, or None."""
    if item_id not in instrument.items and item_id not in instrument.questions:
        return UNKNOWN_ITEM
    if not instrument.accepts(item_id, answer):
        return OUTSIDE_SCALE
    return NOTE_TOO_LONG if len(note) > MAX_NOTE else None


def is_conflict(stored: Given, answer: str | None, note: str, seen_revision: int) -> bool:
    """Return whether keeping this would overwrite what another window saved meanwhile.

    The same content again is no conflict: a save that is sent twice does nothing the second time.
    """
    return (stored.answer, stored.note) != (answer, note) and stored.revision != seen_revision


def progress(instrument: Instrument, answers: Mapping[str, str | None], only: Iterable[str] | None = None) -> Progress:
    """Return how far a form is, over all indicators or over `only` these ids."""
    ids = list(only) if only is not None else list(instrument.items)
    given = [answers.get(item) for item in ids]
    not_applicable = given.count(NOT_APPLICABLE)
    missing = tuple(item for item, answer in zip(ids, given, strict=True) if answer is None)
    return Progress(len(ids) - not_applicable - len(missing), not_applicable, missing)


def by_theme(instrument: Instrument, answers: Mapping[str, str | None]) -> dict[str, Progress]:
    """Return how far each theme is."""
    return {
        theme: progress(instrument, answers, [item.id for item in items])
        for theme, items in instrument.items_by_theme.items()
    }
