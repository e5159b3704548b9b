"""Decisions about meeting days: the template, what changed, when a code counts, what presence counts for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import combinations, pairwise, product


class DayKind(StrEnum):
    """What a meeting day is for."""

    LESSON = "lesson"
    PRACTICE = "practice"
    INTERVISIE = "intervisie"


class PresenceState(StrEnum):
    """How someone was there."""

    PRESENT = "present"
    PARTLY = "partly"
    EXCUSED = "excused"
    ABSENT = "absent"


KIND_LABELS = {DayKind.LESSON: "Lesdag", DayKind.PRACTICE: "Praktijkdag", DayKind.INTERVISIE: "Intervisie"}
KIND_WORDS = {DayKind.LESSON: "lesdagen", DayKind.PRACTICE: "praktijkdagen", DayKind.INTERVISIE: "intervisiedagen"}
STATE_LABELS = {
    PresenceState.PRESENT: "aanwezig",
    PresenceState.PARTLY: "deels",
    PresenceState.EXCUSED: "afwezig met bericht",
    PresenceState.ABSENT: "afwezig",
}

# Read aloud in a room without mistakes: no O and 0, no I and 1.
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 5
# Who is early or leaves last can still say that they are there.
CODE_MARGIN = timedelta(minutes=30)
REMIND_BEFORE = timedelta(days=2)
YEAR = timedelta(days=366)


@dataclass(frozen=True)
class PlannedDay:
    """One day of the template."""

    kind: DayKind
    number: int
    subject: str
    minutes: int


# Order, number and hours of the training of Brongers e.a. (BMC Public Health 2020, table 1; slides: 2 lesson days,
# 3 practice days, 2 intervisies). The third practice day and the length of an intervisie are ours.
TEMPLATE = (
    PlannedDay(DayKind.PRACTICE, 1, "Kennismaken, wat kun je al, samen aan een Profiel beginnen", 180),
    PlannedDay(DayKind.LESSON, 1, "Het Strength Model, een gesprek voeren en nabespreken, opdracht Profiel", 360),
    PlannedDay(DayKind.PRACTICE, 2, "Je Profiel laten zien en feedback krijgen", 180),
    PlannedDay(DayKind.LESSON, 2, "Gesprekken oefenen, doelen in eigen woorden, opdracht Plan", 360),
    PlannedDay(DayKind.PRACTICE, 3, "Je Plan laten zien en feedback krijgen", 180),
    PlannedDay(DayKind.INTERVISIE, 1, "Een overleg samen bekijken: wat zagen we?", 120),
    PlannedDay(DayKind.INTERVISIE, 2, "Terugkomen op de afspraken, een volgend overleg bekijken", 120),
)


@dataclass(frozen=True)
class When:
    """What people have to know of a day; None means not planned yet."""

    held_on: date | None
    starts_at: time | None
    ends_at: time | None
    place: str


def in_order(days: Sequence[tuple[int, date | None, time | None]]) -> list[int]:
    """Return the ids of days, given as (id, date, begin) in the order in which they were made, as one reads them.

    By date; a day without a date stays behind the one that it was made after.
    """
    planned = sorted((on, starts or time(), day_id) for day_id, on, starts in days if on)
    found = [day_id for _, _, day_id in planned]
    before = None
    for day_id, on, _ in days:
        if on is None:
            found.insert(found.index(before) + 1 if before is not None else 0, day_id)
        before = day_id
    return found


def filled_down(days: Sequence[tuple[When, str]]) -> list[tuple[When, str]]:
    """Return days, given as (when, trainers) in the order in which they stand on the page: one with a date and without a
    place or trainers has those of the day above it."""
    found, place, led_by = [], "", ""
    for when, own in days:
        place, led_by = when.place or place, own or led_by
        found.append((replace(when, place=place), led_by) if when.held_on else (when, own))
    return found


def order_notices(days: Iterable[tuple[str, int]]) -> list[str]:
    """Return a sentence for each day, given as (kind, number) by date, that comes before one that the template has
    first, or before one of its own kind with a lower number."""
    places = {(planned.kind.value, planned.number): place for place, planned in enumerate(TEMPLATE)}
    days = list(days)
    found = [pair for pair in pairwise(day for day in days if day in places) if places[pair[0]] > places[pair[1]]]
    for kind in DayKind:
        found += [pair for pair in pairwise(day for day in days if day[0] == kind) if pair[0][1] > pair[1][1]]
    return [f"{name(*day)} staat nu vóór {name(*after)}." for day, after in dict.fromkeys(found)]


def overlap_notices(days: Sequence[tuple[str, When]], elsewhere: Sequence[tuple[str, When]] = ()) -> list[str]:
    """Return a sentence for each two days, given as (name, when), that are at the same time: two of these, or one of these
    and one that the same person has elsewhere."""
    pairs = [*combinations(days, 2), *product(days, elsewhere)]
    return [
        f"{name} en {after} zijn op dezelfde tijd." for (name, when), (after, then) in pairs if _overlap(when, then)
    ]


def _overlap(when: When, then: When) -> bool:
    if when.held_on is None or when.held_on != then.held_on:
        return False
    if when.starts_at is None or when.ends_at is None or then.starts_at is None or then.ends_at is None:
        return False
    return when.starts_at < then.ends_at and then.starts_at < when.ends_at


@dataclass(frozen=True)
class Shortage:
    """All days of one kind together count for fewer minutes than the hours that the course asks."""

    kind: str
    minutes: int
    asked: int

    @property
    def words(self) -> str:
        """Return that nobody gets there: `Met deze dagen haalt niemand de 10 uur lesdagen.`"""
        return f"Met deze dagen haalt niemand de {self.asked} uur {KIND_WORDS[DayKind(self.kind)]}."

    @property
    def planned(self) -> str:
        """Return what there is: `Samen tellen ze voor 9 uur.`"""
        if not self.minutes:
            return f"Er is nog geen {KIND_LABELS[DayKind(self.kind)].lower()}."
        return f"Samen tellen ze voor {hours_typed(self.minutes)} uur."


def shortages(minutes: Mapping[str, int], asked: Mapping[str, int]) -> list[Shortage]:
    """Return what days with these minutes lack of the hours that are asked, both by kind of day."""
    return [
        Shortage(kind, minutes.get(kind, 0), hours)
        for kind, hours in asked.items()
        if minutes.get(kind, 0) < hours * 60
    ]


def name(kind: str, number: int) -> str:
    """Return what a day is called: `Praktijkdag 2`."""
    return f"{KIND_LABELS[DayKind(kind)]} {number}"


def time_words(when: When) -> str:
    """Return `9.30 tot 16.30 uur`, or an empty string when it was not planned."""
    if when.starts_at is None or when.ends_at is None:
        return ""
    return f"{clock(when.starts_at)} tot {clock(when.ends_at)} uur"


def clock(at: time | datetime) -> str:
    """Return `9.30`."""
    return f"{at.hour}.{at.minute:02}"


def when_mark(when: When, minutes: int) -> str:
    """Return all that a row of the page with all dates says, as one line."""
    return f"{when.held_on or ''} {when.starts_at or ''} {when.ends_at or ''} {minutes} {when.place}"


def matters(before: When, after: When) -> bool:
    """Return whether people have to hear of this change: a first date, another date, time or place, or no date any more."""
    return before != after and (after.held_on is not None or before.held_on is not None)


def date_problem(on: date | None, *, today: date) -> str | None:
    """Return the sentence that says that a date lies too far away to be meant, or None.

    A course is sometimes written down when it is over, so not everything in the past is a slip of the pen.
    """
    if on and on < today - YEAR:
        return "Deze datum ligt meer dan een jaar terug. Klopt het jaar?"
    if on and on > today + 2 * YEAR:
        return "Deze datum ligt meer dan twee jaar vooruit. Klopt het jaar?"
    return None


def past_notice(name: str, on: date | None, *, today: date) -> str | None:
    """Return the sentence that asks whether a day that was just planned is meant to be over, or None."""
    if on is None or on >= today:
        return None
    return f"{name} staat nu op een dag die al geweest is: {on.day}-{on.month}-{on.year}. Klopt de datum?"


def when_problem(when: When, minutes: int | None) -> tuple[str, str] | None:
    """Return the field and the sentence that says why a day cannot be planned so, or None."""
    if when.held_on and when.starts_at is None:
        return "starts_at", "Vul in hoe laat de cursusdag begint."
    if when.starts_at and when.ends_at is None:
        return "ends_at", "Vul in hoe laat de cursusdag eindigt."
    if when.ends_at and when.starts_at is None:
        return "starts_at", "Vul in hoe laat de cursusdag begint."
    if when.starts_at and when.ends_at and when.ends_at <= when.starts_at:
        return "ends_at", "De eindtijd ligt vóór de begintijd."
    if when.starts_at and when.ends_at and minutes and minutes > _length(when.starts_at, when.ends_at):
        return "hours", "Dit zijn meer uren dan de cursusdag duurt."
    return None


@dataclass(frozen=True)
class Known:
    """What was written down of who was at a day: whether of anyone more than that they would not come, and the most
    minutes of who was there in part."""

    was_held: bool = False
    longest_part: int = 0


def known_problem(when: When, minutes: int, known: Known, *, today: date) -> tuple[str, str] | None:
    """Return the field and the sentence that says why a day does not fit what was written down of it, or None."""
    if known.was_held and (when.held_on is None or when.held_on > today):
        return "held_on", "Er is al ingevuld wie er was. Haal dat eerst weg, of voeg een nieuwe cursusdag toe."
    if minutes < known.longest_part:
        part = hours_typed(known.longest_part)
        return "hours", f"Iemand was er voor een deel, {part} uur. Verander eerst de aanwezigheid, of vul meer uren in."
    return None


def _length(starts_at: time, ends_at: time) -> int:
    return (ends_at.hour - starts_at.hour) * 60 + ends_at.minute - starts_at.minute


def closed_problem(when: When, *, cancelled: bool, at: datetime) -> str | None:
    """Return the sentence that says why nobody can sign in for this day now, or None.

    `at` is Dutch time without a zone. It is open from half an hour before until half an hour after.
    """
    if cancelled or when.held_on is None or when.starts_at is None or when.ends_at is None:
        return "Deze cursusdag gaat niet door of is nog niet gepland."
    opens = datetime.combine(when.held_on, when.starts_at) - CODE_MARGIN
    if at < opens:
        return f"De code werkt op de dag zelf, vanaf {clock(opens)} uur."
    if is_over(when, at=at):
        return "De tijd om je zelf aan te melden is voorbij. Vraag je trainer om het in te vullen."
    return None


def code_times(when: When) -> tuple[str, str]:
    """Return from when until when the code of a planned day works: `9.00` and `17.00`."""
    if when.held_on is None or when.starts_at is None or when.ends_at is None:
        return "", ""
    opens, closes = (datetime.combine(when.held_on, at) for at in (when.starts_at, when.ends_at))
    return clock(opens - CODE_MARGIN), clock(closes + CODE_MARGIN)


def is_over(when: When, *, at: datetime) -> bool:
    """Return whether a day was held so long ago that its code works no more; `at` is Dutch time without a zone."""
    if when.held_on is None or when.ends_at is None:
        return False
    return at > datetime.combine(when.held_on, when.ends_at) + CODE_MARGIN


def register_problem(when: When, *, cancelled: bool) -> str | None:
    """Return the sentence that says why nobody's presence can be written down for this day, or None."""
    if cancelled:
        return "Deze cursusdag gaat niet door. Je vult dan geen aanwezigheid in."
    if when.held_on is None:
        return "Deze cursusdag heeft nog geen datum. Op de dag zelf vul je in wie er was."
    return None


def states_on(when: When, *, today: date) -> tuple[PresenceState, ...]:
    """Return what can be written down of someone: before the day only that they will not come."""
    return (PresenceState.EXCUSED,) if is_ahead(when, today=today) else tuple(PresenceState)


def is_ahead(when: When, *, today: date) -> bool:
    """Return whether a planned day is still to come, not counting today."""
    return when.held_on is not None and when.held_on > today


def report_problem(when: When, *, cancelled: bool, at: datetime) -> str | None:
    """Return the sentence that says why someone cannot report any more whether they will come, or None.

    `at` is Dutch time without a zone. It can be done until the day begins.
    """
    if cancelled or when.held_on is None or when.starts_at is None:
        return "Deze cursusdag gaat niet door of is nog niet gepland."
    if at >= datetime.combine(when.held_on, when.starts_at):
        return "Deze cursusdag is al begonnen. Laat het je trainer zelf weten."
    return None


def code_problem(code: str, typed: str) -> str | None:
    """Return the sentence that says that this is not the code of the day, or None. Spaces and capitals do not matter."""
    if re.sub(r"[\s-]", "", typed).upper() != code:
        return "Deze code klopt niet. Kijk nog eens op het scherm in de zaal."
    return None


def counted_minutes(state: str | None, given: int | None, day_minutes: int) -> int:
    """Return how many minutes of a day count: all, the part that was written down, or none."""
    if state == PresenceState.PRESENT:
        return day_minutes
    return min(given or 0, day_minutes) if state == PresenceState.PARTLY else 0


def presence_problem(
    state: str, minutes: int | None, day_minutes: int, allowed: Sequence[str | None] = tuple(PresenceState)
) -> str | None:
    """Return the sentence that says why presence cannot be written down so, or None."""
    if state not in allowed:
        return "Kies een van de antwoorden die hier staan."
    if state != PresenceState.PARTLY:
        return None
    if minutes is None:
        return "Vul bij 'deels' in hoeveel uren iemand er was."
    if not 0 < minutes <= day_minutes:
        return "Vul bij 'deels' meer dan 0 uren in, en niet meer dan de dag telt."
    return None


def presence_mark(state: str | None, minutes: int | None) -> str:
    """Return how someone was there as one word."""
    return f"{state or ''}{minutes or ''}"


def meanwhile(person: str, by: str | None, state: str | None, minutes: int | None) -> str:
    """Return the sentence that says what was written down of someone while a form was open, and by whom."""
    if state is None:
        return "Hier staat intussen niets meer. Kies opnieuw."
    words = STATE_LABELS[PresenceState(state)] + (f", {hours_typed(minutes)} uur" if minutes else "")
    if by != person:
        return f"{by} vulde dit intussen in: {words}. Kies opnieuw."
    if state == PresenceState.EXCUSED:
        return f"{person} meldde zich intussen zelf af. Kies opnieuw."
    return f"{person} meldde zich intussen zelf aan: {words}. Kies opnieuw."


def hours_typed(minutes: int) -> str:
    """Return minutes as one types hours: `2,5`, precise enough to be the same minutes again."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def hours(minutes: int) -> float:
    """Return minutes as hours."""
    return minutes / 60


def reminders_due(days: Iterable[tuple[int, date]], *, today: date) -> list[int]:
    """Return the ids of the days, given as (id, date), that people should hear of now."""
    return [day_id for day_id, held_on in days if today <= held_on <= today + REMIND_BEFORE]
