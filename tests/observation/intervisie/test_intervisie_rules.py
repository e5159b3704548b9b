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


@pytest.mark.parametrize(
    ("held_on", "problem"),
    [
        (TODAY, None),
        (date(2027, 11, 22), None),
        (date(2027, 11, 23), "Deze datum ligt meer dan een jaar vooruit. Controleer het jaar."),
        (date(2099, 1, 1), "Deze datum ligt meer dan een jaar vooruit. Controleer het jaar."),
        (date(2000, 1, 1), None),
        (date(1999, 12, 31), "Deze datum ligt te ver terug. Controleer het jaar."),
    ],
)
def test_a_session_lies_behind_or_at_most_a_year_ahead(held_on, problem):
    assert rules.held_on_problem(held_on, today=TODAY) == problem
