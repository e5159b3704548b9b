"""Decisions about knowledge checks: what is missing, what is right, what to say about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from modules.library.check_rules import Check, Option, Question

UNANSWERED = "Kies een antwoord."
UNKNOWN_OPTION = "Dit antwoord hoort niet bij deze vraag. Kies er een uit de lijst."


@dataclass(frozen=True)
class Answer:
    """What was chosen, and whether it was right then."""

    question_id: str
    option_id: str
    is_right: bool


@dataclass(frozen=True)
class Score:
    """How one attempt went."""

    right: int
    total: int

    @property
    def words(self) -> str:
        """Return `6 van 8 goed`."""
        return f"{self.right} van {self.total} goed"


@dataclass(frozen=True)
class Made:
    """One time that a check was made."""

    id: int
    submitted_at: datetime
    score: Score


@dataclass(frozen=True)
class Scores:
    """The first and the best of all attempts at one check."""

    first: Score
    best: Score
    count: int


@dataclass(frozen=True)
class Review:
    """One question of an attempt. Without a question it has left the check since."""

    question: Question | None
    answer: Answer
    chosen: Option | None

    @property
    def verdict(self) -> str:
        """Return `Goed` or `Nog niet goed`, as it was judged then."""
        return "Goed" if self.answer.is_right else "Nog niet goed"

    def mark(self, option: Option) -> str | None:
        """Return what this option was, in one phrase, or None for one that was neither chosen nor right."""
        if option == self.chosen:
            return f"Jouw antwoord: {self.verdict.lower()}"
        return "Het goede antwoord" if option.correct else None


def problems(check: Check, given: Mapping[str, str]) -> dict[str, str]:
    """Return, by question, why the answers cannot be handed in yet."""
    found = {}
    for question in check.questions:
        if not given.get(question.id):
            found[question.id] = UNANSWERED
        elif question.option(given[question.id]) is None:
            found[question.id] = UNKNOWN_OPTION
    return found


def known(check: Check, given: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that belong to a question of this check."""
    return {
        question.id: given[question.id]
        for question in check.questions
        if question.option(given.get(question.id)) is not None
    }


def judge(check: Check, given: Mapping[str, str]) -> list[Answer]:
    """Return the judged answers. Raises ValueError when they cannot be handed in yet."""
    if problems(check, given):
        raise ValueError("The answers are not complete.")
    answers = []
    for question in check.questions:
        option = question.option(given[question.id])
        answers.append(Answer(question.id, given[question.id], option is not None and option.correct))
    return answers


def review(check: Check, answers: Sequence[Answer]) -> list[Review]:
    """Return the answers beside their questions in the order of the check; vanished questions come last."""
    order = {question.id: place for place, question in enumerate(check.questions)}
    rows = []
    for answer in sorted(answers, key=lambda answer: order.get(answer.question_id, len(order))):
        rows.append(review_one(check.question(answer.question_id), answer))
    return rows


def review_one(question: Question | None, answer: Answer) -> Review:
    """Return one answer beside its question, if that is still there."""
    return Review(question, answer, question.option(answer.option_id) if question else None)


def kind_words(score: Score) -> str:
    """Return a sentence that helps the reader on; never a grade."""
    if score.right == score.total:
        return "Alles goed. Je kunt met deze stof aan de slag in je volgende overleg."
    if score.right * 2 >= score.total:
        return "Het meeste heb je al scherp. Bij de andere vragen zie je welke les je verder helpt."
    return "Deze stof heeft nog wat tijd nodig, en dat mag. Bij elke gemiste vraag staat welke les je helpt."


def scores(attempts: Sequence[Score]) -> Scores | None:
    """Return the first and best score of attempts in order of time, or None when there are none."""
    if not attempts:
        return None
    best = max(attempts, key=lambda score: score.right / score.total)
    return Scores(attempts[0], best, len(attempts))
