"""Decisions about evaluations: when they are open, what is wrong in one, and what may be shown of them together."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from modules.evaluation.form_rules import CHOICES, MARK, TEXT, Form, Question
from trainer.people.privacy_rules import personal_data_in
from trainer.text_rules import listed


class Occasion(StrEnum):
    """When someone is asked."""

    END = "end"
    FOLLOW_UP = "follow_up"


# What stands in the address.
SLUGS = {Occasion.END: "einde", Occasion.FOLLOW_UP: "na-drie-maanden"}
MONTHS_LATER = {Occasion.END: 0, Occasion.FOLLOW_UP: 3}
# As long as that someone may change what they gave.
CHANGEABLE = timedelta(days=30)
# Fewest people whose answers are shown together, and the step in which the counts grow: who looks before and after
# never sees what fewer people than this gave.
MIN_PEOPLE = 3
MAX_TEXT = 2000

# Why the training was not given as meant, by its researchers; and something else.
REASONS = {
    "time": "te weinig tijd vanuit het management",
    "tasks": "taken veranderden",
    "jobs": "er waren veel functiewijzigingen",
    "intervisie": "er was meer intervisie nodig om de methode eigen te maken",
    "other": "iets anders",
}

# By question what was chosen, or the one text that was typed.
Given = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Planned:
    """A day of the course as far as it matters here."""

    held_on: date | None
    cancelled: bool


def opens_on(days: Iterable[Planned], occasion: Occasion) -> date | None:
    """Return the day from which people are asked, or None when that is not known yet.

    That is the last planned day of the course, or three months after it. A day that was cancelled does not count.
    """
    dates = [day.held_on for day in days if not day.cancelled]
    if not dates or None in dates:
        return None
    return months_later(max(each for each in dates if each), MONTHS_LATER[occasion])


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def why_unknown(days: Iterable[Planned]) -> str:
    """Return the sentence that says why it is not known when people are asked."""
    open_days = sum(day.held_on is None for day in days if not day.cancelled)
    if not open_days:
        return "Wanneer de vragen opengaan, weten we nog niet: er zijn nog geen cursusdagen gepland."
    if open_days == 1:
        return "Wanneer de vragen opengaan, weten we nog niet: één cursusdag heeft nog geen datum."
    return f"Wanneer de vragen opengaan, weten we nog niet: {open_days} cursusdagen hebben nog geen datum."


def changeable_until(given_on: date) -> date:
    """Return the last day on which someone may change what they gave."""
    return given_on + CHANGEABLE


def problems(form: Form, given: Given) -> dict[str, str]:
    """Return by question the sentence that says what is wrong with its answer."""
    found = ((question.id, _problem(question, given.get(question.id, ()))) for question in form.questions)
    return {name: sentence for name, sentence in found if sentence}


def _problem(question: Question, given: tuple[str, ...]) -> str | None:
    if question.kind == TEXT:
        return _text_problem("".join(given))
    if question.required and not given:
        return "Kies een cijfer." if question.kind == MARK else "Kies een antwoord."
    known = {option.id for option in question.options}
    if not set(given) <= known or (len(given) > 1 and question.kind != CHOICES):
        return "Kies een van de antwoorden hieronder."
    return None


def _text_problem(text: str) -> str | None:
    if len(text) > MAX_TEXT:
        return f"Dit is te lang: {len(text)} tekens. Maak er hooguit {MAX_TEXT} van."
    if found := personal_data_in(text):
        return f"Dit lijkt op {listed(found)}. Haal het weg, dan blijft iedereen onherkenbaar."
    return None


def counted(given_on: Sequence[date], *, today: date) -> int:
    """Return how many forms, oldest first, are shown together: none below three, then in steps of three.

    What is left over joins when none of the forms can change any more.
    """
    whole = len(given_on) - len(given_on) % MIN_PEOPLE
    if whole and all(changeable_until(day) < today for day in given_on):
        return len(given_on)
    return whole


@dataclass(frozen=True)
class Tally:
    """How often each answer to one question was given, or the texts. `answered` counts people."""

    question: Question
    answered: int
    counts: tuple[tuple[str, int], ...]
    texts: tuple[str, ...] = ()

    @property
    def middle(self) -> float | None:
        """Return the middle mark, or None when there is none or this is no mark."""
        marks = [int(words) for words, count in self.counts for _ in range(count)] if self.question.kind == MARK else []
        return float(median(marks)) if marks else None

    @property
    def highest(self) -> int:
        """Return the largest of the counts."""
        return max((count for _, count in self.counts), default=0)


def tally(form: Form, forms: Sequence[Given]) -> list[Tally]:
    """Return what these people answered, by question."""
    return [
        _tally(question, [given[question.id] for given in forms if given.get(question.id)])
        for question in form.questions
    ]


def _tally(question: Question, answers: Sequence[tuple[str, ...]]) -> Tally:
    if question.kind == TEXT:
        return Tally(question, len(answers), (), tuple("".join(answer) for answer in answers))
    chosen = Counter(choice for answer in answers for choice in answer)
    return Tally(question, len(answers), tuple((option.text, chosen[option.id]) for option in question.options))


def shuffled(found: Tally, shuffle: Callable[[list[str]], None]) -> Tally:
    """Return a tally with its texts in another order, so that nobody is known by their place."""
    texts = list(found.texts)
    shuffle(texts)
    return replace(found, texts=tuple(texts))
