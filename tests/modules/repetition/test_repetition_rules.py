"""When a question comes back."""

from datetime import date, timedelta

import pytest

from modules.repetition.rules import PER_DAY, Event, due_days, plan

FIRST = date(2026, 3, 1)
KEY = ("sterk", "q1")


def events(*answers, key=KEY, repeated=False):
    """Answers as (days after the first of March, right or not)."""
    return [Event(key, FIRST + timedelta(days=day), is_right, repeated) for day, is_right in answers]


@pytest.mark.parametrize(
    ("answers", "after"),
    [
        ([(0, True)], 2),
        ([(0, False)], 2),
        ([(0, True), (2, True)], 9),
        ([(0, True), (2, True), (9, True)], 30),
        ([(0, True), (2, True), (9, True), (30, True)], None),
        # Later than planned: the next step counts from the day of the answer.
        ([(0, True), (5, True)], 12),
        ([(0, True), (2, True), (20, True)], 41),
        # A wrong answer starts anew, wherever it was, also at the end.
        ([(0, True), (2, False)], 4),
        ([(0, True), (2, True), (9, False)], 11),
        ([(0, True), (2, True), (9, False), (11, True)], 18),
        ([(0, True), (2, True), (9, True), (30, True), (40, False)], 42),
        # Too early does not count as remembering, such as a check that is made again at once.
        ([(0, False), (0, True), (1, True)], 2),
        ([(0, True), (2, True), (3, True)], 9),
        ([(0, True), (2, True), (9, True), (30, True), (40, True)], None),
        # On one day the order does not matter.
        ([(0, True), (2, True), (2, False)], 4),
        ([(0, True), (2, False), (2, True)], 4),
    ],
)
def test_a_question_climbs_the_ladder(answers, after):
    due = due_days(events(*answers))[KEY]

    assert due == (None if after is None else FIRST + timedelta(days=after))


@pytest.mark.parametrize(
    ("answered", "due"),
    [
        (date(2026, 1, 30), date(2026, 2, 1)),
        (date(2026, 2, 27), date(2026, 3, 1)),
        (date(2028, 2, 27), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 1, 2)),
    ],
)
def test_the_first_step_crosses_months_and_years(answered, due):
    assert due_days([Event(KEY, answered, True)]) == {KEY: due}


def known(count):
    return [("sterk", f"q{number}") for number in range(1, count + 1)]


def test_five_come_back_on_a_day_the_longest_waiting_first():
    keys = known(8)
    answered = [event for number, key in enumerate(keys) for event in events((-number, True), key=key)]

    today = plan(answered, keys, FIRST + timedelta(days=2))

    assert list(today.due) == list(reversed(keys))[:PER_DAY]
    assert today.next_day == FIRST + timedelta(days=3)


def test_what_was_repeated_today_counts_and_what_is_left_comes_tomorrow():
    keys = known(7)
    checked = [event for key in keys for event in events((0, True), key=key)]
    repeated = [event for key in keys[:3] for event in events((2, key != keys[0]), key=key, repeated=True)]

    today = plan(checked + repeated, keys, FIRST + timedelta(days=2))
    assert (list(today.due), today.done_today) == (keys[3:5], 3)

    more = [event for key in keys[3:5] for event in events((2, True), key=key, repeated=True)]
    full = plan(checked + repeated + more, keys, FIRST + timedelta(days=2))
    assert (full.due, full.done_today, full.next_day) == ((), 5, FIRST + timedelta(days=3))

    tomorrow = plan(checked + repeated + more, keys, FIRST + timedelta(days=3))
    assert (list(tomorrow.due), tomorrow.next_day) == (keys[5:], FIRST + timedelta(days=4))


def test_answers_in_a_check_take_nothing_from_the_five_of_today():
    keys = known(6)
    answered = [event for key in keys[:5] for event in events((0, True), key=key)] + events((2, True), key=keys[5])

    assert list(plan(answered, keys, FIRST + timedelta(days=2)).due) == keys[:5]


def test_a_question_that_left_the_course_does_not_come_back():
    assert plan(events((0, False)), [], FIRST + timedelta(days=9)).due == ()


def test_without_answers_nothing_ever_comes():
    today = plan([], known(3), FIRST)

    assert (today.due, today.done_today, today.next_day) == ((), 0, None)
