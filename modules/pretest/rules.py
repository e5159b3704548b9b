"""Decisions about the measurements: which questions, who gets which half, when, and what the counts say."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from modules.checks.rules import UNANSWERED, UNKNOWN_OPTION, Answer, Review, Score, review_one
from modules.library.check_rules import Question
from modules.library.rules import Course, Module

# About as many questions as fit in twenty minutes; the same number from every module.
QUESTIONS = 22
# Fewest people whose answers a trainer sees together.
MIN_PEOPLE = 5
# No option of a question can be called this.
DONT_KNOW = "?"
DONT_KNOW_WORDS = "Dat weet ik nog niet"


class Phase(StrEnum):
    """Before the course, or after it."""

    BEFORE = "before"
    AFTER = "after"


class Half(StrEnum):
    """One half of the questions."""

    A = "A"
    B = "B"


PHASE_LABELS = {Phase.BEFORE: "voormeting", Phase.AFTER: "nameting"}
OTHER = {Half.A: Half.B, Half.B: Half.A}


@dataclass(frozen=True)
class Asked:
    """One question of a measurement, with what was chosen and whether that was right then."""

    module_slug: str
    question_id: str
    content_hash: str
    option_id: str | None = None
    is_right: bool | None = None

    @property
    def key(self) -> str:
        """Return what the question is called in a form: no slug has a dot in it."""
        return f"{self.module_slug}.{self.question_id}"


@dataclass(frozen=True)
class PretestStanding:
    """How far one person is in one measurement."""

    id: int
    skipped: bool
    started: bool
    submitted_at: datetime | None


@dataclass(frozen=True)
class Tally:
    """How often something was right, not right, and not known yet."""

    right: int = 0
    wrong: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """Return how many answers there are."""
        return self.right + self.wrong + self.unknown

    @property
    def score(self) -> Score:
        """Return how many of all answers were right."""
        return Score(self.right, self.total)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.wrong + other.wrong, self.unknown + other.unknown)


def pairs(module: Module) -> list[tuple[Question, Question]]:
    """Return the questions of a module two by two: the first is in half A, the second in half B.

    Questions are paired in the order of their ids, so that moving one changes nothing, and a question that is added
    with the next id changes no other. Which of two goes where is settled by their names. One that is left over waits
    for a partner. Neighbours are often about the same lesson, which makes the halves alike.
    """
    ordered = sorted(module.check.questions, key=lambda question: _natural(question.id))
    found = []
    for first, second in zip(ordered[::2], ordered[1::2], strict=False):
        swap = _number(module.slug, first.id) % 2
        found.append((second, first) if swap else (first, second))
    return found


def draw(course: Course, half: Half, avoid: Collection[str] = ()) -> list[Asked]:
    """Return the questions of a measurement: as many of every module, always the same ones.

    `avoid` are the keys of questions that this person was asked before.
    """
    drawn: list[Asked] = []
    each = max(1, round(QUESTIONS / max(1, len(course.modules))))
    for module in course.modules:
        side = [pair[half == Half.B] for pair in _shuffled(module)]
        left = [question for question in side if f"{module.slug}.{question.id}" not in avoid]
        chosen = sorted(left[:each], key=lambda question: _natural(question.id))
        drawn += [Asked(module.slug, question.id, question.content_hash) for question in chosen]
    return drawn


def _shuffled(module: Module) -> list[tuple[Question, Question]]:
    """Return the pairs in an order of chance that stays the same, so that both halves draw the same pairs."""
    return sorted(pairs(module), key=lambda pair: _number("paar", module.slug, pair[0].id))


def _natural(name: str) -> list[str | int]:
    """Return a key by which `q10` comes after `q9`."""
    return [int(part) if number % 2 else part for number, part in enumerate(re.split(r"(\d+)", name))]


def _number(*names: str) -> int:
    return int.from_bytes(sha256("/".join(names).encode()).digest()[:8], "big")


def half_to_give(before: Half | None, given: Mapping[Half, int]) -> Half:
    """Return the half that someone starts with: the other one than before, else the one fewest others have."""
    return OTHER[before] if before else min(Half, key=lambda half: given.get(half, 0))


def open_phase(finished: int, total: int) -> Phase | None:
    """Return the measurement that can be made now, from how many modules someone finished.

    Before: until half of them. After: when all are finished. In between none.
    """
    if 2 * finished < total:
        return Phase.BEFORE
    return Phase.AFTER if total and finished >= total else None


def is_offered(phase: Phase, standing: PretestStanding | None, *, learned: bool) -> bool:
    """Return whether the start page speaks of the measurement that is open.

    Once someone read a lesson it is too late to begin one that is called 'before'; one that was begun in time waits.
    """
    if standing and (standing.skipped or standing.submitted_at):
        return False
    return phase == Phase.AFTER or not learned or bool(standing and standing.started)


def problems(questions: Mapping[str, Question], given: Mapping[str, str]) -> dict[str, str]:
    """Return, by question, why the answers cannot be handed in yet."""
    found = {}
    for key, question in questions.items():
        if not given.get(key):
            found[key] = UNANSWERED
        elif not accepts(question, given[key]):
            found[key] = UNKNOWN_OPTION
    return found


def accepts(question: Question, option_id: str | None) -> bool:
    """Return whether this is an answer to the question."""
    return option_id == DONT_KNOW or question.option(option_id) is not None


def questions_of(course: Course, asked: Iterable[Asked]) -> dict[str, Question]:
    """Return the questions that are still in the course, by key and in order."""
    found = ((each.key, course.question(each.module_slug, each.question_id)) for each in asked)
    return {key: question for key, question in found if question}


def judge(course: Course, asked: Sequence[Asked], given: Mapping[str, str]) -> list[Asked]:
    """Return the judged answers, each with the version of its question that was judged.

    What left the course meanwhile cannot be judged and does not count. Raises ValueError on incomplete answers.
    """
    questions = questions_of(course, asked)
    if problems(questions, given):
        raise ValueError("The answers are not complete.")
    judged = []
    for each in asked:
        if question := questions.get(each.key):
            option = question.option(given[each.key])
            right = option is not None and option.correct
            each = replace(each, content_hash=question.content_hash, option_id=given[each.key], is_right=right)
        judged.append(each)
    return judged


def tally(asked: Iterable[Asked]) -> Tally:
    """Return how often answers were right, not right, and not known; what was not judged does not count."""
    judged = [each for each in asked if each.is_right is not None]
    right = sum(bool(each.is_right) for each in judged)
    unknown = sum(each.option_id == DONT_KNOW for each in judged)
    return Tally(right, len(judged) - right - unknown, unknown)


@dataclass(frozen=True)
class Section:
    """The questions of one module in a measurement. Without a module it left the course."""

    module: Module | None
    asked: tuple[Asked, ...]

    @property
    def title(self) -> str:
        """Return the title of the module."""
        return self.module.title if self.module else "Een module die er niet meer is"

    @property
    def tally(self) -> Tally:
        """Return the counts of this module."""
        return tally(self.asked)

    def question(self, each: Asked) -> Question | None:
        """Return a question of this section as it now is, or None when it is gone."""
        return self.module.check.question(each.question_id) if self.module else None

    def changed(self, each: Asked) -> bool:
        """Return whether a question is another one now than it was."""
        question = self.question(each)
        return question is not None and question.content_hash != each.content_hash

    def review(self, each: Asked) -> Review:
        """Return one answer beside its question."""
        answer = Answer(each.question_id, each.option_id or "", bool(each.is_right))
        return review_one(self.question(each), answer)


def sections(course: Course, asked: Iterable[Asked]) -> list[Section]:
    """Return the questions by module, in the order in which they were asked."""
    found: dict[str, list[Asked]] = {}
    for each in asked:
        found.setdefault(each.module_slug, []).append(each)
    return [Section(course.module(slug), tuple(rows)) for slug, rows in found.items()]


def most_new(found: Iterable[Section]) -> Section | None:
    """Return what to look forward to: fewest right, then most not known, then first. None when all was right."""
    open_ = [each for each in found if each.module and each.tally.total > each.tally.right]
    return min(open_, key=lambda each: (each.tally.right, -each.tally.unknown), default=None)


@dataclass(frozen=True)
class GroupRow:
    """One module in the counts of a group; a phase of which too few people were asked about it is absent."""

    title: str
    tallies: Mapping[Phase, Tally]


def group_rows(course: Course, counts: Mapping[tuple[str, Phase], tuple[int, Tally]]) -> list[GroupRow]:
    """Return the counts per module in the order of the course.

    `counts` holds how many people were asked about a module and what they answered. Fewer than `MIN_PEOPLE` are left
    out, per module too: one module added later must not show what a single person answered.
    """
    rows = []
    for module in course.modules:
        shown = {
            phase: counts[module.slug, phase][1]
            for phase in Phase
            if counts.get((module.slug, phase), (0, None))[0] >= MIN_PEOPLE
        }
        rows += [GroupRow(module.title, shown)] if shown else []
    return rows
