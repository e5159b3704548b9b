"""Planned beside given: the rows of the page, in words and counts. No score, and nothing to rank groups by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from modules.evaluation.rules import MIN_PEOPLE, REASONS
from trainer.planning.rules import KIND_WORDS, TEMPLATE, DayKind, hours

TIME = "time"
TIME_ANSWERS = ("ja", "deels", "nee")
SHORT_OF_TIME, OTHER = ("deels", "nee"), "other"
MAX_NOTE = 1000
NOT_IN_SOURCE = "staat niet in de bron"
ONE = {DayKind.LESSON: "lesdag", DayKind.PRACTICE: "praktijkdag", DayKind.INTERVISIE: "intervisiedag"}
# What the source calls them: whether its intervisies were days of the course, it does not say.
IN_SOURCE = KIND_WORDS | {DayKind.INTERVISIE: "intervisies"}
# Two things that are called alike; the page says at both which one it is.
ABOUT = {"intervisie": "cursusdagen uit de planning", "sessions_held": "van een intervisiegroep, over een overleg"}
# The days of the template of which the source gives the number and not the hours: article table 1 shows the first four
# days. Those hours we filled in ourselves.
OUR_HOURS = {(DayKind.PRACTICE, 3), (DayKind.INTERVISIE, 1), (DayKind.INTERVISIE, 2)}

# What other parts of the site count for a course group, by name: what a row is called, and what the published training
# asks.
COUNTED = (
    ("profile_handed_in", "Profiel ingeleverd", "door elke cursist"),
    ("profile_approved", "Profiel voldoende gevonden", NOT_IN_SOURCE),
    ("plan_handed_in", "Plan ingeleverd", "door elke cursist"),
    ("plan_approved", "Plan voldoende gevonden", NOT_IN_SOURCE),
    ("sessions_held", "Intervisiebijeenkomsten", NOT_IN_SOURCE),
    ("meetings_scored", "Overleggen gescoord", NOT_IN_SOURCE),
)
# Of these the course asks a number of every cursist, by the kind of requirement, and how that is said.
ASKED = {
    "sessions_held": ("intervisie", "samen met de intervisiedagen {} per cursist"),
    "meetings_scored": ("scored", "{} per cursist"),
}
# What is planned of these is of every cursist, and what is counted is of the group.
COUNTED_AS = {
    "sessions_held": ("bijeenkomst in de groep", "bijeenkomsten in de groep", ""),
    "meetings_scored": ("overleg in de groep", "overleggen in de groep", "door een of meer mensen"),
}
PER_PERSON = ("profile_handed_in", "profile_approved", "plan_handed_in", "plan_approved")


@dataclass(frozen=True)
class Day:
    """A day of the course as far as it matters here; `registered` says that it was written down who was there."""

    kind: str
    minutes: int
    held_on: date | None
    cancelled: bool
    registered: bool = False

    def is_given(self, today: date) -> bool:
        """Return whether this day is over, or is today and it is known who was there; and was not cancelled."""
        if self.cancelled or self.held_on is None:
            return False
        return self.held_on < today or (self.held_on == today and self.registered)


@dataclass(frozen=True)
class Attendance:
    """Minutes of all cursisten together on the days that were given: there, possible, and not filled in."""

    present: int
    possible: int
    unknown: int


@dataclass(frozen=True)
class Row:
    """One part of the training. `given` None cannot be told, and `detail` says why. `cancelled` says whether days that
    were cancelled are in what was planned.
    """

    id: str
    label: str
    published: str
    planned: str
    given: str | None
    detail: str = ""
    cancelled: bool = False

    @property
    def about(self) -> str:
        """Return which of two things that are called alike this is, or nothing."""
        return ABOUT.get(self.id, "")


@dataclass(frozen=True)
class Remark:
    """What was written at one row: why it went another way; at the row on time also an answer and known reasons."""

    note: str = ""
    answer: str | None = None
    reasons: frozenset[str] = frozenset()


def rows(
    days: Sequence[Day],
    attendance: Attendance,
    people: int,
    counts: Mapping[str, int],
    time: Remark,
    asked: Mapping[str, int],
    *,
    today: date,
) -> list[Row]:
    """Return all rows of a group with so many cursisten; `counts` are what other parts of the site counted, `asked` is
    how much of it counts for the course, by kind of requirement.
    """
    return [
        *(_days_row(kind, [day for day in days if day.kind == kind], today) for kind in DayKind),
        _attendance_row(days, attendance, people),
        *(_counted_row(*each, people, counts.get(each[0]), asked) for each in COUNTED),
        _time_row(time),
    ]


def _days_row(kind: DayKind, days: Sequence[Day], today: date) -> Row:
    given = [day for day in days if day.is_given(today)]
    return Row(
        kind.value,
        KIND_WORDS[kind].capitalize(),
        _published(kind),
        _amount(kind, [day.minutes for day in days]) + _with_cancelled(days) if days else "niets gepland",
        _amount(kind, [day.minutes for day in given]) if days else None,
        _days_detail(days, today) if days else "Er is nog niets gepland.",
        any(day.cancelled for day in days),
    )


def _published(kind: DayKind) -> str:
    """Return what the training has of these days: `2 lesdagen, 12 uur`, with what of it is ours and not of the source."""
    template = [day for day in TEMPLATE if day.kind == kind]
    words = f"{len(template)} {IN_SOURCE[kind]}, {hour_words(sum(day.minutes for day in template))}"
    ours = [day.minutes for day in template if (day.kind, day.number) in OUR_HOURS]
    if not ours:
        return words
    if len(ours) == len(template):
        return f"{words} (de uren zijn onze aanname)"
    return f"{words} (daarvan {hour_words(sum(ours))} onze aanname)"


def _amount(kind: DayKind, minutes: Sequence[int]) -> str:
    words = ONE[kind] if len(minutes) == 1 else KIND_WORDS[kind]
    return f"{len(minutes)} {words}, {hour_words(sum(minutes))}"


def _with_cancelled(days: Iterable[Day]) -> str:
    cancelled = sum(day.cancelled for day in days)
    if not cancelled:
        return ""
    return " (met 1 vervallen dag)" if cancelled == 1 else f" (met {cancelled} vervallen dagen)"


def hour_words(minutes: int) -> str:
    """Return `4,5 uur`, with at most two decimals."""
    return f"{hours(minutes):.2f}".rstrip("0").rstrip(".").replace(".", ",") + " uur"


def _days_detail(days: Iterable[Day], today: date) -> str:
    known = list(days)
    parts = (
        (sum(day.cancelled for day in known), "vervallen"),
        (sum(not (day.cancelled or day.held_on is None or day.is_given(today)) for day in known), "nog te gaan"),
        (sum(not day.cancelled and day.held_on is None for day in known), "nog zonder datum"),
    )
    return ", ".join(f"{count} {words}" for count, words in parts if count)


def _attendance_row(days: Sequence[Day], attendance: Attendance, people: int) -> Row:
    planned = people * sum(day.minutes for day in days)
    words = f"{hour_words(planned)}, alle cursisten samen{_with_cancelled(days)}"
    row = ("presence", "Aanwezigheid van cursisten", NOT_IN_SOURCE, words)
    if not attendance.possible:
        return Row(*row, None, "Er is nog geen dag gegeven waarop cursisten aanwezig konden zijn.")
    unknown = f"Van {hour_words(attendance.unknown)} is nog niets ingevuld." if attendance.unknown else ""
    given = f"{hour_words(attendance.present)} van {hour_words(attendance.possible)} tot nu toe"
    return Row(*row, given, unknown)


def _counted_row(
    name: str, label: str, published: str, people: int, count: int | None, asked: Mapping[str, int]
) -> Row:
    planned = _planned(name, people, asked)
    if count is None:
        return Row(name, label, published, planned, None, "Deze site kan dit nog niet zien.")
    if name in PER_PERSON:
        return Row(name, label, published, planned, f"{count} van {people}")
    one, many, detail = COUNTED_AS[name]
    return Row(name, label, published, planned, f"{count} {one if count == 1 else many}", detail)


def _planned(name: str, people: int, asked: Mapping[str, int]) -> str:
    if name in PER_PERSON:
        return f"{people} {'cursist' if people == 1 else 'cursisten'}"
    kind, words = ASKED[name]
    return words.format(asked[kind]) if asked.get(kind) else "geen vast aantal"


def _time_row(time: Remark) -> Row:
    row = (TIME, "Tijd van het management", "tijd en ruimte voor de uitvoering", "ja")
    reasons = ", ".join(words for reason, words in REASONS.items() if reason in time.reasons)
    if time.answer is None:
        return Row(*row, None, reasons or "De trainers vulden dit nog niet in.")
    return Row(*row, time.answer, reasons)


def for_member(found: Sequence[Row], people: int) -> list[Row]:
    """Return the rows as a cursist sees them: with few others besides, a count would be about one or two of them."""
    if people > MIN_PEOPLE:
        return list(found)
    why = f"Met zo weinig cursisten zou dit over een of twee anderen gaan. Je ziet het vanaf {MIN_PEOPLE + 1}."
    # What was scored too: beside one other cursist it would say what that one did before one's own form is in.
    about = ("presence", *PER_PERSON, "sessions_held", "meetings_scored")
    return [replace(row, given=None, detail=why) if row.id in about and row.given else row for row in found]


def problem(remark: Remark) -> str | None:
    """Return the sentence that says why a remark cannot be kept, or None."""
    if len(remark.note) > MAX_NOTE:
        return f"Dit is te lang: {len(remark.note)} tekens. Maak er hooguit {MAX_NOTE} van."
    if remark.reasons and remark.answer not in SHORT_OF_TIME:
        return "Bij een reden hoort ‘deels’ of ‘nee’. Kies een van die twee, of haal de reden weg."
    if OTHER in remark.reasons and not remark.note:
        return "Je koos ‘iets anders’. Schrijf erbij wat dat was."
    return None
