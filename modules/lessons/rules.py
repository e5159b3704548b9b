"""Decisions about reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """How far one person is in one lesson."""

    module_slug: str
    lesson_slug: str
    section: str | None
    last_opened_at: datetime
    done_at: datetime | None


def latest(readings: Sequence[Reading]) -> Reading | None:
    """Return the lesson that was opened last, or None."""
    return max(readings, key=lambda reading: reading.last_opened_at, default=None)


def opening_counts(readings: Sequence[Reading], lesson_slug: str) -> bool:
    """Return whether opening this lesson is news; opening the last one again is not, and costs no write."""
    last = latest(readings)
    return last is None or last.lesson_slug != lesson_slug


def done_lessons(readings: Sequence[Reading]) -> frozenset[str]:
    """Return the slugs of the lessons that are done."""
    return frozenset(reading.lesson_slug for reading in readings if reading.done_at is not None)
