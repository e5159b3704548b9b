"""Decisions about answers of a scan: what stands out, what changed, what a group may see of it.

An answer, *weet ik niet* and no answer are three things. Nothing here adds answers up to a score.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modules.scans.scan_rules import ANSWERS, STEPS, UNKNOWN, Item, Scan

# From so many people a group sees how often each answer was given.
MIN_SHARED = 3
MOST_SHOWN = 5
MAX_NOTE = 2000
EMPTY = "Kies bij minstens één punt een antwoord."
NOTE_EMPTY = "Schrijf op wat jullie gaan proberen."
NOTE_TOO_LONG = f"Deze tekst is te lang. Er passen {MAX_NOTE} tekens in; maak hem korter."

Given = Mapping[str, str]


def accepted(scan: Scan, typed: Given) -> dict[str, str]:
    """Return the answers that this scan knows; what else was sent is no answer."""
    return {item.code: typed[item.code] for item in scan.items if typed.get(item.code) in ANSWERS}


@dataclass(frozen=True)
class Own:
    """Someone's own answers, strengths first. Items without an answer are `open`."""

    strengths: list[Item]
    partly: list[Item]
    not_yet: list[Item]
    unknown: list[Item]
    open: list[Item]


def own(scan: Scan, given: Given) -> Own:
    """Return what someone's answers say."""

    def chosen(answer: str) -> list[Item]:
        return [item for item in scan.items if given.get(item.code) == answer]

    def at(end: str) -> list[Item]:
        return [item for item in scan.items if given.get(item.code) == getattr(item.part, end)]

    return Own(
        strengths=at("favourable"),
        partly=chosen("some"),
        not_yet=at("unfavourable"),
        unknown=chosen(UNKNOWN),
        open=[item for item in scan.items if item.code not in given],
    )


@dataclass(frozen=True)
class Moved:
    """One item that got another answer than the time before, in words."""

    item: Item
    before: str
    after: str


@dataclass(frozen=True)
class Shift:
    """What changed since an earlier time. Only items with a step at both times can be compared."""

    easier: list[Moved]
    harder: list[Moved]
    same: int
    not_comparable: int

    @property
    def sentence(self) -> str:
        """Return the change in words."""
        compared = len(self.easier) + len(self.harder) + self.same
        if not compared:
            return "Er is geen punt waarbij je beide keren iets koos. Vergelijken kan dus niet."
        words = f"Je kunt {compared} {'punt' if compared == 1 else 'punten'} vergelijken: "
        words += f"{len(self.easier)} makkelijker, {len(self.harder)} lastiger en {self.same} hetzelfde."
        if self.not_comparable:
            words += f" Bij {self.not_comparable} ontbreekt een antwoord, of wist je het niet."
        return words


def shift(scan: Scan, before: Given, after: Given) -> Shift:
    """Return what changed between two times."""
    easier, harder = list[Moved](), list[Moved]()
    same = other = 0
    for item in scan.items:
        first, last = before.get(item.code, ""), after.get(item.code, "")
        if first not in STEPS or last not in STEPS:
            other += 1
        elif first == last:
            same += 1
        else:
            up = STEPS.index(last) > STEPS.index(first)
            moved = Moved(item, item.part.labels[first], item.part.labels[last])
            (easier if up != item.part.hinders else harder).append(moved)
    return Shift(easier, harder, same, other)


@dataclass(frozen=True)
class Counted:
    """How often each answer was given to one item, without names."""

    item: Item
    counts: Mapping[str, int]

    @property
    def people(self) -> int:
        """Return how many people gave an answer."""
        return sum(self.counts.values())

    @property
    def shown(self) -> bool:
        """Return whether enough people answered to show the counts."""
        return self.people >= MIN_SHARED

    @property
    def chose(self) -> int:
        """Return how many people chose a step."""
        return sum(self.counts.get(step, 0) for step in STEPS)

    @property
    def favourable(self) -> int:
        """Return how many people see a strength here."""
        return self.counts.get(self.item.part.favourable, 0)

    @property
    def apart(self) -> tuple[int, int]:
        """Return how far the answers are apart: how many stand at both ends, and how many of those there are."""
        ends = (self.counts.get(STEPS[0], 0), self.counts.get(STEPS[-1], 0))
        return min(ends), sum(ends)

    @property
    def sentence(self) -> str:
        """Return the counts in words: `2 keer niet, 1 keer een beetje`."""
        labels = self.item.part.labels
        return ", ".join(f"{self.counts[each]} keer {labels[each]}" for each in ANSWERS if self.counts.get(each))


def counted(scan: Scan, shared: Sequence[Given]) -> list[Counted]:
    """Return the counts of every item over what people shared."""
    return [Counted(item, Counter(each[item.code] for each in shared if item.code in each)) for item in scan.items]


def strengths(counts: Sequence[Counted]) -> list[Counted]:
    """Return what most people see as a strength and nobody as the opposite, the most shared first."""
    found = [each for each in counts if each.shown and each.favourable * 2 > each.people and not each.apart[0]]
    return sorted(found, key=lambda each: -each.favourable)[:MOST_SHOWN]


def differences(counts: Sequence[Counted]) -> list[Counted]:
    """Return where people chose both ends, the largest differences first."""
    found = [each for each in counts if each.shown and each.apart[0]]
    return sorted(found, key=lambda each: each.apart, reverse=True)[:MOST_SHOWN]


def too_few(people: int) -> str | None:
    """Return why a group sees no counts yet, or None."""
    missing = MIN_SHARED - people
    if missing <= 0:
        return None
    have = {0: "Nog niemand deelde", 1: "Eén persoon deelde"}.get(people, "Twee mensen deelden")
    more = "Er is nog één nodig" if missing == 1 else f"Er zijn er nog {missing} nodig"
    return f"{have} antwoorden met deze groep. {more}. Met minder dan {MIN_SHARED} weet je te snel wie wat koos."


def note_problem(text: str) -> str | None:
    """Return why a note cannot be kept, or None."""
    if not text:
        return NOTE_EMPTY
    return NOTE_TOO_LONG if len(text) > MAX_NOTE else None
