"""Decisions about progress."""

import pytest

from modules.completion import rules
from modules.completion.rules import ReadingPlace, StepKind, next_module, progress

LESSONS = ["een", "twee", "drie"]


def step(done=(), last=None, checked=False, finished=False):
    return progress(LESSONS, frozenset(done), last, checked=checked, finished=finished).step


@pytest.mark.parametrize(
    ("done", "last", "place"),
    [
        ((), None, ReadingPlace("een")),
        ((), ReadingPlace("een", "deel-x"), ReadingPlace("een", "deel-x")),
        (("een",), ReadingPlace("een", "deel-x"), ReadingPlace("twee")),
        (("een", "drie"), ReadingPlace("drie"), ReadingPlace("twee")),
        (("twee",), ReadingPlace("een", "deel-x"), ReadingPlace("een", "deel-x")),
        (("twee",), ReadingPlace("twee"), ReadingPlace("drie")),
        ((), ReadingPlace("verdwenen", "deel-x"), ReadingPlace("een")),
    ],
)
def test_reading_goes_on_at_the_exact_place(done, last, place):
    assert step(done, last).place == place
    assert step(done, last).kind == StepKind.LESSON


def test_after_the_lessons_come_the_check_and_finishing():
    assert step(LESSONS).kind == StepKind.CHECK
    assert step(LESSONS, checked=True).kind == StepKind.FINISH
    assert step(LESSONS, checked=True, finished=True).kind == StepKind.REVIEW


def test_a_finished_module_stays_finished_when_a_lesson_is_added():
    assert step(["een"], checked=True, finished=True).kind == StepKind.REVIEW


@pytest.mark.parametrize(
    ("done", "checked", "missing"),
    [
        ((), False, "Afronden kan als je alles hebt gedaan. Nog open: 3 lessen en de toets."),
        (("een", "twee"), True, "Afronden kan als je alles hebt gedaan. Nog open: 1 les."),
        (LESSONS, False, "Afronden kan als je alles hebt gedaan. Nog open: de toets."),
        (LESSONS, True, None),
    ],
)
def test_what_finishing_waits_for_is_said(done, checked, missing):
    assert progress(LESSONS, frozenset(done), None, checked=checked, finished=False).missing == missing


def test_progress_counts_the_check_and_ignores_lessons_that_are_gone():
    found = progress(LESSONS, frozenset({"een", "verdwenen"}), None, checked=True, finished=False)

    assert (found.done, found.total, found.percentage) == (2, 4, 50)
    assert found.words == "2 van 4 stappen klaar"


def test_a_hundred_percent_is_only_said_when_everything_is_done():
    lessons = [str(number) for number in range(300)]
    found = progress(lessons, frozenset(lessons), None, checked=False, finished=False)

    assert found.percentage == 99


@pytest.mark.parametrize(
    ("done", "last", "checked", "sentence"),
    [
        ((), None, False, "Je kunt op elk moment stoppen. We bewaren waar je bent."),
        ((), ReadingPlace("een"), False, "Nog 3 lessen en de toets. Daarna kun je de module afronden."),
        (("een", "twee"), ReadingPlace("drie"), False, "Dit is je laatste les. Daarna volgt de toets."),
        (("een", "twee"), ReadingPlace("drie"), True, "Dit is je laatste les. Daarna kun je de module afronden."),
    ],
)
def test_the_next_step_says_why_it_counts(done, last, checked, sentence):
    assert step(done, last, checked).sentence == sentence


@pytest.mark.parametrize(
    ("finished", "last_opened", "expected"),
    [
        (set(), None, "a"),
        ({"a"}, "a", "b"),
        ({"a"}, "c", "c"),
        ({"b"}, "gone", "a"),
        ({"a", "b", "c"}, "c", None),
    ],
)
def test_the_course_goes_on_where_someone_was_and_else_with_the_first_open_module(finished, last_opened, expected):
    assert next_module(["a", "b", "c"], finished, last_opened) == expected


@pytest.mark.parametrize(
    ("count", "places"),
    [
        (0, []),
        (1, [(1, 1)]),
        (100, [(1, 100)]),
        (101, [(1, 100), (101, 101)]),
        (250, [(1, 100), (101, 200), (201, 250)]),
    ],
)
def test_a_list_of_names_falls_into_parts_of_a_hundred(count, places):
    names = [f"{number:03}" for number in range(1, count + 1)]

    found = rules.parts(names)

    assert [(part.start, part.end) for part in found] == places
    assert [(int(part.first), int(part.last)) for part in found] == places


@pytest.mark.parametrize(("asked", "number"), [(-1, 1), (0, 1), (2, 2), (3, 2)])
def test_a_part_that_is_not_there_becomes_the_nearest(asked, number):
    assert rules.chosen_part(rules.parts(["x"] * 150), asked).number == number
    assert rules.chosen_part([], asked) is None
