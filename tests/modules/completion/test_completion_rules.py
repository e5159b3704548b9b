"""Decisions about progress."""

import pytest

from modules.completion import rules
from modules.completion.rules import CheckMade, ReadingPlace, StepKind, next_module, progress

LESSONS = ["een", "twee", "drie"]
ENOUGH, SHORT = CheckMade(6, 8, 6), CheckMade(5, 8, 6)


def step(done=(), last=None, check=None, finished=False):
    return progress(LESSONS, frozenset(done), last, check=check, finished=finished).step


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
    assert step(LESSONS, check=ENOUGH).kind == StepKind.FINISH
    assert step(LESSONS, check=ENOUGH, finished=True).kind == StepKind.REVIEW


def test_a_finished_module_stays_finished_when_a_lesson_is_added():
    assert step(["een"], check=ENOUGH, finished=True).kind == StepKind.REVIEW


@pytest.mark.parametrize(
    ("done", "check", "missing"),
    [
        (
            (),
            None,
            "Afronden kan als je alle lessen hebt gelezen en de toets hebt gemaakt. Nog open: 3 lessen en de toets.",
        ),
        (
            ("een", "twee"),
            ENOUGH,
            "Afronden kan als je alle lessen hebt gelezen en de toets hebt gemaakt. Nog open: 1 les.",
        ),
        (LESSONS, None, "Afronden kan als je alle lessen hebt gelezen en de toets hebt gemaakt. Nog open: de toets."),
        (LESSONS, ENOUGH, None),
        (LESSONS, SHORT, None),
    ],
)
def test_what_finishing_waits_for_is_said(done, check, missing):
    assert progress(LESSONS, frozenset(done), None, check=check, finished=False).missing == missing


def test_progress_counts_the_check_and_ignores_lessons_that_are_gone():
    found = progress(LESSONS, frozenset({"een", "verdwenen"}), None, check=ENOUGH, finished=False)

    assert (found.done, found.total, found.percentage) == (2, 4, 50)
    assert found.words == "2 van 4 stappen klaar"


def test_a_check_with_too_few_right_is_made_and_is_no_step_that_is_done():
    found = progress(LESSONS, frozenset(LESSONS), None, check=SHORT, finished=False)

    assert found.words == "3 van 4 stappen klaar"
    assert found.step.kind == StepKind.FINISH
    assert (
        found.step.sentence == "De lessen zijn klaar. Je kunt de module afronden, en de toets later opnieuw proberen."
    )
    assert progress(LESSONS, frozenset(LESSONS), None, check=ENOUGH, finished=False).words == "4 van 4 stappen klaar"


def test_a_check_says_how_many_were_right_and_how_many_it_takes():
    assert SHORT.words == "Toets gemaakt: 5 van 8 goed, 6 nodig"
    assert (SHORT.short, SHORT.short_words) == (1, "nog één goed nodig")
    assert CheckMade(4, 8, 6).short_words == "nog 2 goed nodig"
    assert (ENOUGH.short, CheckMade(8, 8, 6).short) == (0, 0)
    assert CheckMade(0, 8, None).short == 0


def test_a_hundred_percent_is_only_said_when_everything_is_done():
    lessons = [str(number) for number in range(300)]
    found = progress(lessons, frozenset(lessons), None, check=None, finished=False)

    assert found.percentage == 99


@pytest.mark.parametrize(
    ("done", "last", "check", "sentence"),
    [
        ((), None, None, "Je kunt op elk moment stoppen. We bewaren waar je bent."),
        ((), ReadingPlace("een"), None, "Nog 3 lessen en de toets. Daarna kun je de module afronden."),
        (("een", "twee"), ReadingPlace("drie"), None, "Dit is je laatste les. Daarna volgt de toets."),
        (("een", "twee"), ReadingPlace("drie"), ENOUGH, "Dit is je laatste les. Daarna kun je de module afronden."),
    ],
)
def test_the_next_step_says_why_it_counts(done, last, check, sentence):
    assert step(done, last, check).sentence == sentence


@pytest.mark.parametrize(
    ("finished", "worked_in", "expected"),
    [
        (set(), [], "a"),
        ({"a"}, ["a"], "b"),
        ({"a"}, ["a", "c", "b"], "c"),
        ({"b"}, ["gone"], "a"),
        ({"a", "b", "c"}, ["c"], None),
    ],
)
def test_the_course_goes_on_where_someone_was_and_else_with_the_first_open_module(finished, worked_in, expected):
    assert next_module(["a", "b", "c"], finished, worked_in) == expected


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
