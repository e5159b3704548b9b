"""Decisions about questions that come back: when, how many, and what an answer changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from modules.checks.rules import UNANSWERED, UNKNOWN_OPTION, Answer
from modules.library.check_rules import Question

# Days between an answer and the next time that a question comes back.
LADDER = (2, 7, 21)
PER_DAY = 5

Key = tuple[str, str]


@dataclass(frozen=True)
class Event:
    """One answer to one question on a day: in a check, or when it came back."""

    key: Key
    day: date
    is_right: bool
    repeated: bool = False


@dataclass(frozen=True)
class Plan:
    """What someone repeats today, how many they did today, and when the next one comes (None: never)."""

    due: tuple[Key, ...]
    done_today: int
    next_day: date | None


def due_days(events: Iterable[Event]) -> dict[Key, date | None]:
    """Return when each answered question comes back; None for one that went up the whole ladder.

    The first answer starts the ladder. A wrong answer starts it anew, a right one on or after its day moves on. A
    right answer before its day, such as in a check that is made twice in a row, changes nothing.
    """
    steps: dict[Key, int] = {}
    due: dict[Key, date | None] = {}
    for event in sorted(events, key=lambda event: event.day):
        planned = due.get(event.key)
        if event.key not in due or not event.is_right:
            steps[event.key] = 0
        elif planned is None or event.day < planned:
            continue
        else:
            steps[event.key] += 1
        step = steps[event.key]
        due[event.key] = event.day + timedelta(days=LADDER[step]) if step < len(LADDER) else None
    return due


def plan(events: Sequence[Event], known: Sequence[Key], today: date) -> Plan:
    """Return what to repeat today, the longest waiting first; `known` are the questions that exist, in order."""
    order = {key: place for place, key in enumerate(known)}
    waiting = sorted((day, order[key], key) for key, day in due_days(events).items() if day and key in order)
    done = sum(event.repeated and event.day == today for event in events)
    left = max(0, PER_DAY - done)
    ready = [key for day, _, key in waiting if day <= today]
    later = [max(day, today + timedelta(days=1)) for day, _, key in waiting if key not in ready[:left]]
    return Plan(tuple(ready[:left]), done, min(later, default=None))


def problems(questions: Mapping[Key, Question], given: Mapping[Key, str]) -> dict[Key, str]:
    """Return, by question, why the answers cannot be looked at yet."""
    found = {}
    for key, question in questions.items():
        if not given.get(key):
            found[key] = UNANSWERED
        elif question.option(given[key]) is None:
            found[key] = UNKNOWN_OPTION
    return found


def judge(question: Question, option_id: str) -> Answer:
    """Return one judged answer."""
    option = question.option(option_id)
    return Answer(question.id, option_id, option is not None and option.correct)
