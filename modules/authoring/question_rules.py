"""What the buttons in the form of a knowledge check do: add, remove and move questions and answers."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from modules.authoring.rules import unused_id
from modules.authoring.text_rules import OptionText, QuestionText

MAX_QUESTIONS, MAX_OPTIONS = 60, 8
Item = TypeVar("Item")


def new_question(taken: Collection[str], lesson: str) -> QuestionText:
    """Return an empty question with two empty answers; `taken` are ids that answers may hang on."""
    return QuestionText(unused_id(taken), lesson=lesson, options=(OptionText("a"), OptionText("b")))


def changed(before: Sequence[QuestionText], questions: Sequence[QuestionText]) -> list[int]:
    """Return the places of the questions that are new or no longer as they were."""
    return [place for place, each in enumerate(questions) if each not in before]


def acted(
    questions: Sequence[QuestionText], act: str, taken: Collection[str], lessons: Sequence[str]
) -> tuple[list[QuestionText], int | None]:
    """Return the questions after a button, and the place of the one to go on with; an unknown button does nothing."""
    name, *places = act.split(":")
    if name == "add-question":
        lesson = questions[-1].lesson if questions else next(iter(lessons), "")
        added = [*questions, new_question({*taken, *(each.id for each in questions)}, lesson)]
        return added[:MAX_QUESTIONS], len(added[:MAX_QUESTIONS]) - 1
    numbers = [int(place) for place in places if place.isdecimal() and len(place) < 4]
    if not numbers or len(numbers) != len(places) or numbers[0] >= len(questions):
        return list(questions), None
    if name.endswith("-question") and len(numbers) == 1:
        done = _in_list(questions, name.removesuffix("-question"), numbers[0])
        place = max(0, min(numbers[0] + {"up": -1, "down": 1}.get(name.removesuffix("-question"), 0), len(done) - 1))
        return done, None if name == "remove-question" else place
    question = questions[numbers[0]]
    options = _option_acted(question.options, name, numbers[1:])
    changed = replace(question, options=tuple(options))
    return [changed if place == numbers[0] else each for place, each in enumerate(questions)], numbers[0]


def _option_acted(options: Sequence[OptionText], name: str, numbers: Sequence[int]) -> list[OptionText]:
    if name == "add-option":
        fresh = OptionText(unused_id([each.id for each in options], letters=True))
        return [*options, fresh][: max(MAX_OPTIONS, len(options))]
    if len(numbers) != 1 or numbers[0] >= len(options) or not name.endswith("-option"):
        return list(options)
    return _in_list(options, name.removesuffix("-option"), numbers[0])


def _in_list(items: Sequence[Item], act: str, place: int) -> list[Item]:
    found = list(items)
    to = place + {"up": -1, "down": 1}.get(act, 0)
    if act == "remove":
        del found[place]
    elif 0 <= to < len(found):
        found.insert(to, found.pop(place))
    return found
