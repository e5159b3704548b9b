"""Decisions about a day that was moved: which moment people knew first, and how that is said."""

from datetime import date, timedelta

from trainer.planning.rules import When, clock, time_words

# How long a change is news. Who moves a day again in that time, moves it from where it stood before.
NEWS = timedelta(days=14)
WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def kept(first: When | None, before: When, after: When, *, is_fresh: bool) -> When | None:
    """Return the moment that people first knew a day by, now that it changes, or None when that is no other one.

    `first` is what was kept until now, `is_fresh` whether the change before this one is still news.
    """
    old = first if first and is_fresh else before
    return old if _is_moved(old, after) else None


def moved_words(was: When | None, when: When) -> str:
    """Return `Eerst do 3 dec, nu do 10 dec`, or an empty string for a day that was not moved."""
    if was is None or was.held_on is None or not _is_moved(was, when):
        return ""
    if was.held_on == when.held_on:
        return f"Eerst {time_words(was)}, nu {time_words(when)}"
    with_year = when.held_on is not None and _short(was.held_on)[3:] == _short(when.held_on)[3:]
    old = _short(was.held_on, with_year=with_year)
    if when.held_on is None:
        return f"Eerst {old}, nu nog geen datum"
    new = _short(when.held_on, with_year=with_year)
    if was.starts_at and when.starts_at and was.starts_at != when.starts_at:
        return f"Eerst {old} om {clock(was.starts_at)} uur, nu {new} om {clock(when.starts_at)} uur"
    return f"Eerst {old}, nu {new}"


def _is_moved(was: When, when: When) -> bool:
    moments = [(each.held_on, each.starts_at, each.ends_at) for each in (was, when)]
    return was.held_on is not None and moments[0] != moments[1]


def _short(day: date, *, with_year: bool = False) -> str:
    year = f" {day.year}" if with_year else ""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"
