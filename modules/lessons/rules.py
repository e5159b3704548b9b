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


def left_at(readings: Sequence[Reading]) -> Reading | None:
    """Return the lesson in which someone last did something: ticked it off, or kept a place. Opening one is not doing."""
    return max(_worked(readings), key=lambda reading: reading.done_at or reading.last_opened_at, default=None)


def worked_in(readings: Sequence[Reading]) -> list[str]:
    """Return the modules in which someone ticked off a lesson, the last one first.

    Those with no more than a place count only as long as nothing was ticked off: who looks around in a later module keeps
    a place there too, and did not choose to go on with it.
    """
    worked = _worked(readings)
    ticked = [each for each in worked if each.done_at is not None]
    order = sorted(ticked or worked, key=lambda each: each.done_at or each.last_opened_at, reverse=True)
    return list(dict.fromkeys(each.module_slug for each in order))


def _worked(readings: Sequence[Reading]) -> list[Reading]:
    return [reading for reading in readings if reading.done_at or reading.section]


def done_lessons(readings: Sequence[Reading]) -> frozenset[str]:
    """Return the slugs of the lessons that are done."""
    return frozenset(reading.lesson_slug for reading in readings if reading.done_at is not None)
