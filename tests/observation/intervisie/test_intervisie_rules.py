"""When something can be agreed for, and how far away a day is."""

from datetime import date

import pytest

from observation.intervisie import rules

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("due_on", "problem"),
    [
        (date(2026, 11, 22), None),
        (date(2026, 11, 23), None),
        (date(2026, 11, 21), "Deze datum is al geweest. Kies een dag die nog komt."),
        (date(2020, 1, 1), "Deze datum is al geweest. Kies een dag die nog komt."),
    ],
)
def test_something_is_agreed_for_today_or_later(due_on, problem):
    assert rules.due_problem(due_on, today=TODAY) == problem


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 11, 22), "vandaag"),
        (date(2026, 11, 23), "morgen"),
        (date(2026, 11, 24), "over 2 dagen"),
        (date(2026, 12, 22), "over 30 dagen"),
        (date(2026, 11, 21), "gisteren"),
        (date(2026, 11, 20), "2 dagen geleden"),
    ],
)
def test_a_day_is_told_by_how_far_away_it_is(due_on, words):
    assert rules.due_words(due_on, today=TODAY) == words
