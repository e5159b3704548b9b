"""How each kind of requirement is met by what happened: from evidence of one person to how far they are."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from modules.assignments.rules import Turn
from modules.completion.contract_rules import Item, Met, Requirement, RequirementKind
from trainer.planning.rules import KIND_WORDS, STATE_LABELS, DayKind, PresenceState

NOT_BUILT = "Deze site kan dit nog niet zien."
NO_MODULES = "Er staat nog geen module klaar."
ASSIGNMENTS = {RequirementKind.PROFILE.value: "profiel", RequirementKind.PLAN.value: "plan"}
# What is farthest comes first.
ASSIGNMENT_WORDS = {
    Turn.DONE: "voldoende",
    Turn.TRAINER: "ingeleverd, wacht op antwoord",
    Turn.WRITER: "terug om verder te werken",
}
INTERVISIE_COUNTS = (
    "Een intervisiedag uit de planning telt als je er was, ook voor een deel. Een intervisiebijeenkomst van je "
    "intervisiegroep telt als er een verslag is, jij erbij was en zelf scoorde. Per dag telt er één, en wat de trainer "
    "voor die dag invult, gaat voor."
)


@dataclass(frozen=True)
class ModuleFact:
    """One module of the course as someone left it; `best` is (right, total) of the best time at its check."""

    slug: str
    title: str
    finished: bool = False
    best: tuple[int, int] | None = None


@dataclass(frozen=True)
class DayFact:
    """One day of the group that goes on, and how someone was there; `state` None is not registered."""

    id: int
    kind: str
    name: str
    held_on: date | None
    minutes: int
    state: str | None = None
    counted: int = 0

    def as_known(self, presence: tuple[str, int] | None, today: date) -> "DayFact":
        """Return this day with what was written down of someone: before it was held only that they will not come."""
        state, counted = presence or (None, 0)
        if self.held_on is None or (self.held_on > today and state != PresenceState.EXCUSED):
            return self
        return replace(self, state=state, counted=counted)

    def is_declined(self, today: date) -> bool:
        """Return whether someone said that they will not come to this day, which is still to come."""
        return self.state == PresenceState.EXCUSED and self.held_on is not None and self.held_on > today


@dataclass(frozen=True)
class Happened:
    """Something of the observation side: when, what it is called, and the id in its address."""

    on: date
    name: str
    id: int


@dataclass(frozen=True)
class AssignmentFact:
    """One Profiel or Plan that was handed in: with whom it lies and since when. `trainers` are those who can answer."""

    id: int
    kind: str
    name: str
    turn: Turn
    since: date
    trainers: str = ""


@dataclass(frozen=True)
class Evidence:
    """All that counts of one person. `sessions` and `scored` are None when nothing hands them in."""

    today: date
    modules: Sequence[ModuleFact] = ()
    days: Sequence[DayFact] = ()
    assignments: Sequence[AssignmentFact] = ()
    sessions: Sequence[Happened] | None = None
    scored: Sequence[Happened] | None = None


def met(requirement: Requirement, evidence: Evidence) -> Met:
    """Return how far someone is with a requirement."""
    meter = METERS.get(RequirementKind(requirement.kind))
    return meter(requirement, evidence) if meter else Met(reason=NOT_BUILT)


def lessons_met(requirement: Requirement, evidence: Evidence) -> Met:
    """Return how many modules were finished, of all."""
    items = tuple(
        Item(
            each.title,
            True if each.finished else None,
            "afgerond" if each.finished else "nog niet afgerond",
            "modules.completion.show",
            {"module_slug": each.slug},
        )
        for each in evidence.modules
    )
    return _all_met(items, "modules", "Rond de open modules af.")


def checks_met(requirement: Requirement, evidence: Evidence) -> Met:
    """Return at how many checks the best time reached the threshold, of all."""
    items = tuple(
        Item(
            each.title,
            True if each.best and each.best[0] >= needed_right(requirement.share, each.best[1]) else None,
            _check_words(each.best, requirement.share),
            "modules.checks.show",
            {"module_slug": each.slug},
        )
        for each in evidence.modules
    )
    return _all_met(items, "toetsen", "Maak de open toetsen. Je mag ze zo vaak doen als je wilt.")


def _all_met(items: tuple[Item, ...], unit: str, act: str) -> Met:
    if not items:
        return Met(reason=NO_MODULES)
    return Met(sum(item.counts is True for item in items), len(items), unit, items, act)


@cache
def needed_right(share: float, total: int) -> int:
    """Return how many answers have to be right; 0,7 of 10 is 7, whatever binary fractions make of it."""
    return math.ceil(round(share * total, 6))


def right_for_check(requirements: Sequence[Requirement], total: int) -> int | None:
    """Return how many answers have to be right for a check to count for the course; None when checks do not count."""
    shares = [each.share for each in requirements if each.kind == RequirementKind.CHECKS]
    return needed_right(shares[0], total) if shares else None


def _check_words(best: tuple[int, int] | None, share: float) -> str:
    if best is None:
        return "nog niet gemaakt"
    return f"{best[0]} van {best[1]} goed, nodig: {needed_right(share, best[1])}"


def presence_met(requirement: Requirement, evidence: Evidence) -> Met:
    """Return how many hours someone was at the days of one kind."""
    days = [day for day in evidence.days if day.kind == requirement.day]
    done = sum(day.counted for day in days) / 60
    items = tuple(_day_item(day, evidence.today) for day in days)
    act, by_trainer, out_of_reach = _presence_act(requirement, days, evidence.today)
    return Met(done, requirement.hours, "uur", items, act, by_trainer, out_of_reach=out_of_reach)


def _day_item(day: DayFact, today: date) -> Item:
    counts = True if day.counted else False if day.state else None
    return Item(day.name, counts, _day_words(day, today), "trainer.planning.show", {"day_id": day.id}, day.held_on)


def _day_words(day: DayFact, today: date) -> str:
    if day.held_on is None:
        return "nog te plannen"
    if day.state is None:
        return "nog niet ingevuld" if day.held_on <= today else "komt nog"
    if day.is_declined(today):
        return "afgemeld"
    hours = f", {day.counted / 60:.4g} uur".replace(".", ",") if day.counted else ""
    return STATE_LABELS[PresenceState(day.state)] + hours


def _presence_act(requirement: Requirement, days: Sequence[DayFact], today: date) -> tuple[str, bool, bool]:
    """Return what has to happen for more hours, whether that is up to the trainer, and whether no day can help."""
    words = KIND_WORDS[DayKind(requirement.day)]
    if any(day.state is None and day.held_on and day.held_on <= today for day in days):
        return f"De trainer vult de aanwezigheid in van de {words} die geweest zijn.", True, False
    declined = [day for day in days if day.is_declined(today)]
    open_days = [day for day in days if (day.held_on is None or day.held_on > today) and day not in declined]
    short = requirement.hours * 60 - sum(day.counted for day in days) - sum(day.minutes for day in open_days)
    if 0 < short <= sum(day.minutes for day in declined):
        return (
            "Met deze afmelding lukt het niet meer. Kom je toch? Zeg dat dan bij de dag. Lukt dat niet, bespreek dan met je "
            "trainer hoe je de uren inhaalt.",
            False,
            False,
        )
    if short > 0:
        return (
            f"Met de {words} die nog komen lukt het niet meer. Bespreek samen hoe de uren ingehaald worden.",
            True,
            True,
        )
    if any(day.held_on for day in open_days):
        return f"Kom naar de {words} die nog komen.", False, False
    return f"De trainer plant de {words} die nog geen datum hebben.", True, False


def assignment_met(requirement: Requirement, evidence: Evidence) -> Met:
    """Return whether a trainer found a Profiel or a Plan 'voldoende'; one is enough."""
    found = [each for each in evidence.assignments if each.kind == ASSIGNMENTS[requirement.kind]]
    items = tuple(
        Item(
            each.name,
            True if each.turn == Turn.DONE else None,
            _assignment_words(each),
            "modules.assignments.latest",
            {"assignment_id": each.id},
            each.since,
        )
        for each in found
    )
    turns = {each.turn for each in found}
    waiting = Turn.TRAINER in turns
    act = (
        "De trainer leest wat er is ingeleverd, en geeft antwoord."
        if waiting
        else _assignment_act(requirement, bool(found))
    )
    says = next((words for turn, words in ASSIGNMENT_WORDS.items() if turn in turns), "nog niet ingeleverd")
    return Met(int(Turn.DONE in turns), 1, "", items, act, waiting, says=says)


def _assignment_words(fact: AssignmentFact) -> str:
    return (
        f"sindsdien bij {fact.trainers or 'de trainer'}" if fact.turn == Turn.TRAINER else ASSIGNMENT_WORDS[fact.turn]
    )


def _assignment_act(requirement: Requirement, returned: bool) -> str:
    if returned:
        return f"Werk verder aan het {requirement.title} en lever het opnieuw in."
    return f"Vul een {requirement.title} in en lever het in."


def intervisie_met(requirement: Requirement, evidence: Evidence) -> Met:
    """Return how many intervisies someone took part in, see `INTERVISIE_COUNTS`."""
    if evidence.sessions is None:
        return Met(reason=NOT_BUILT)
    days = [day for day in evidence.days if day.kind == "intervisie"]
    registered = {day.held_on for day in days if day.state}
    sessions = [each for each in evidence.sessions if each.on not in registered]
    dates = {day.held_on for day in days if day.counted} | {each.on for each in sessions}
    items = [_day_item(day, evidence.today) for day in days]
    for each in sessions:
        note = "met verslag, het overleg zelf gescoord"
        items.append(Item(each.name, True, note, "observation.intervisie.show", {"session_id": each.id}, each.on))
    act, by_trainer = _intervisie_act(days, evidence.today)
    return Met(len(dates), requirement.count, "intervisies", tuple(items), act, by_trainer)


def _intervisie_act(days: Sequence[DayFact], today: date) -> tuple[str, bool]:
    if any(day.state is None and day.held_on and day.held_on <= today for day in days):
        return "De trainer vult de aanwezigheid in van de intervisiedagen die geweest zijn.", True
    to_plan = any(day.held_on is None for day in days)
    if to_plan and not any(day.held_on and day.held_on > today for day in days):
        return "De trainer plant de intervisiedagen die nog geen datum hebben.", True
    return (
        "Doe mee aan een volgende intervisie. Score het overleg vooraf. Zorg daarna voor een verslag, en dat er staat wie "
        "erbij waren.",
        False,
    )


def scored_met(requirement: Requirement, evidence: Evidence) -> Met:
    """Return for how many overleggen of the course group someone submitted their form."""
    if evidence.scored is None:
        return Met(reason=NOT_BUILT)
    items = tuple(
        Item(each.name, True, "ingeleverd", "observation.meetings.show", {"meeting_id": each.id}, each.on)
        for each in evidence.scored
    )
    return Met(len(items), requirement.count, "overleggen", items, "Score nog een overleg en lever je formulier in.")


Meter = Callable[[Requirement, Evidence], Met]
# A kind without a function cannot be determined yet, and never counts as met.
METERS: dict[RequirementKind, Meter] = {
    RequirementKind.LESSONS: lessons_met,
    RequirementKind.CHECKS: checks_met,
    RequirementKind.PRESENCE: presence_met,
    RequirementKind.PROFILE: assignment_met,
    RequirementKind.PLAN: assignment_met,
    RequirementKind.INTERVISIE: intervisie_met,
    RequirementKind.SCORED: scored_met,
}
