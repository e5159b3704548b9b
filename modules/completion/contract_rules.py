"""The contract of the course as frozen dataclasses, read from its file, and what it means for one person."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from modules.library.toml_rules import SLUG, Kind, Problem, Table, field_problems, read_file, suggestion

FILE = "contract.toml"
MAX_ID = 40


class RequirementKind(StrEnum):
    """What a requirement looks at."""

    LESSONS = "lessons"
    CHECKS = "checks"
    PRESENCE = "presence"
    PROFILE = "profile"
    PLAN = "plan"
    INTERVISIE = "intervisie"
    SCORED = "scored"


FILE_FIELDS = {"course": Kind.TEXT, "description": Kind.TEXT, "requirements": Kind.TABLES}
SHARED_FIELDS = {"id": Kind.TEXT, "kind": Kind.TEXT, "title": Kind.TEXT, "why": Kind.TEXT}
OWN_FIELDS: dict[RequirementKind, dict[str, Kind]] = {
    RequirementKind.CHECKS: {"share": Kind.SHARE},
    RequirementKind.PRESENCE: {"day": Kind.TEXT, "hours": Kind.COUNT},
    RequirementKind.INTERVISIE: {"count": Kind.COUNT},
    RequirementKind.SCORED: {"count": Kind.COUNT},
}
DAYS = ("lesson", "practice")


@dataclass(frozen=True)
class Requirement:
    """One thing that counts, why, and its threshold; of the thresholds only those of its kind are filled."""

    id: str
    kind: str
    title: str
    why: str
    share: float = 0
    day: str = ""
    hours: int = 0
    count: int = 0

    @property
    def norm(self) -> str:
        """Return in words how much is asked: `10 uur`, `elke toets voor 70% goed`, `2 keer`; empty when simply all is."""
        if self.share:
            return f"elke toets voor {round(self.share * 100)}% goed"
        return f"{self.hours} uur" if self.hours else f"{self.count} keer" if self.count else ""


@dataclass(frozen=True)
class Contract:
    """What counts for the course. With problems there are no requirements, and then nobody can have met them."""

    course: str
    description: str
    requirements: tuple[Requirement, ...]
    hash: str
    problems: tuple[Problem, ...] = ()

    def requirement(self, requirement_id: str) -> Requirement | None:
        """Return the requirement with this id, or None."""
        return next((each for each in self.requirements if each.id == requirement_id), None)


def read_contract(texts: Mapping[str, str]) -> Contract:
    """Return the contract in these files, by file name."""
    table, problems = read_file(FILE, texts, FILE_FIELDS)
    blocks = [] if problems else table.tables("requirements")
    for block in blocks:
        problems += _block_problems(block)
    problems = problems or _double_problems(blocks)
    content_hash = hashlib.sha256(texts.get(FILE, "").encode()).hexdigest()[:12]
    if problems:
        return Contract("", "", (), content_hash, tuple(problems))
    requirements = tuple(Requirement(**_values(block)) for block in blocks)
    return Contract(table.values["course"], table.values["description"], requirements, content_hash)


def _values(block: Table) -> dict[str, Any]:
    return {field.name: block.values[field.name] for field in fields(Requirement) if field.name in block.values}


def _block_problems(block: Table) -> list[Problem]:
    kind = block.values.get("kind")
    if kind not in list(RequirementKind):
        known = [each.value for each in RequirementKind]
        return [block.problem(f"onbekende soort '{kind}'.{suggestion(str(kind), known)}", "kind")]
    problems = field_problems(block, SHARED_FIELDS | OWN_FIELDS.get(RequirementKind(kind), {}))
    if problems:
        return problems
    name = block.values["id"]
    if not SLUG.fullmatch(name) or len(name) > MAX_ID:
        problems.append(
            block.problem(f"'{name}' kan geen id zijn. Gebruik kleine letters, cijfers en streepjes.", "id")
        )
    if kind == RequirementKind.PRESENCE and block.values["day"] not in DAYS:
        problems.append(block.problem(f"veld 'day' moet een van deze zijn: {', '.join(DAYS)}.", "day"))
    return problems


def _double_problems(blocks: Sequence[Table]) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for block in blocks:
        if block.values["id"] in seen:
            problems.append(block.problem(f"id '{block.values['id']}' staat er twee keer.", "id"))
        seen.add(block.values["id"])
    return problems


class State(StrEnum):
    """How someone stands with one requirement."""

    MET = "met"
    EXCEPTION = "exception"
    OPEN = "open"
    UNKNOWN = "unknown"


STATE_LABELS = {
    State.MET: "gehaald",
    State.EXCEPTION: "uitzondering",
    State.OPEN: "nog open",
    State.UNKNOWN: "nog niet te bepalen",
}


@dataclass(frozen=True)
class Item:
    """One piece of evidence: what it is, whether it counts (None: not yet), what is known of it, its day and its page."""

    words: str
    counts: bool | None
    note: str
    endpoint: str
    values: Mapping[str, Any]
    on: date | None = None


@dataclass(frozen=True)
class Met:
    """How far someone is with one requirement. With a `reason` that cannot be determined, and it never counts.

    `says` stands in the place of the count where a count says little: there is one Profiel. `out_of_reach` means that
    nothing that is planned brings it nearer, so that the trainer has to think of something.
    """

    done: float = 0
    needed: float = 0
    unit: str = ""
    items: tuple[Item, ...] = ()
    act: str = ""
    by_trainer: bool = False
    reason: str = ""
    says: str = ""
    out_of_reach: bool = False

    @property
    def state(self) -> State:
        """Return whether it is met, open, or cannot be determined."""
        if self.reason:
            return State.UNKNOWN
        return State.MET if self.done >= self.needed else State.OPEN

    @property
    def words(self) -> str:
        """Return `6 van 10 uur`, or why nothing can be said."""
        return self.reason or self.says or f"{_number(self.done)} van {_number(self.needed)} {self.unit}".strip()


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def is_complete(states: Sequence[State]) -> bool:
    """Return whether everything is met or excepted; a contract without requirements never is."""
    return bool(states) and all(state in (State.MET, State.EXCEPTION) for state in states)


def issue_problem(states: Sequence[State]) -> str | None:
    """Return the sentence that says why no certificate can be given yet, or None."""
    if not states:
        return "De lijst met wat telt heeft een fout. Vraag de beheerder van de teksten om hem te herstellen."
    if is_complete(states):
        return None
    left = sum(state not in (State.MET, State.EXCEPTION) for state in states)
    return f"Dit kan als alles gehaald is. Nog open: {left} van {len(states)}."
