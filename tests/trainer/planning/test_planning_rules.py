"""The rules of meeting days."""
# Times on a screen are Dutch time without a zone.
# ruff: noqa: DTZ001

from datetime import date, datetime, time

import pytest

from trainer.planning import rules
from trainer.planning.rules import TEMPLATE, DayKind, When

MONDAY = date(2026, 11, 23)
PLANNED = When(MONDAY, time(9, 30), time(16, 30), "Zaal 2")
EMPTY = When(None, None, None, "")


def test_the_template_is_that_of_the_training_two_lesson_days_three_practice_days_two_intervisies():
    counted = {kind: sum(planned.kind == kind for planned in TEMPLATE) for kind in DayKind}
    minutes = {kind: {planned.minutes for planned in TEMPLATE if planned.kind == kind} for kind in DayKind}

    assert counted == {"lesson": 2, "practice": 3, "intervisie": 2}
    assert minutes["lesson"] == {360}
    assert minutes["practice"] == {180}


@pytest.mark.parametrize(
    ("when", "minutes", "field"),
    [
        (EMPTY, 180, None),
        (PLANNED, 360, None),
        (PLANNED, 420, None),
        (PLANNED, 421, "hours"),
        (When(MONDAY, None, None, ""), 180, "starts_at"),
        (When(MONDAY, time(9), None, ""), 180, "ends_at"),
        (When(None, None, time(9), ""), 180, "starts_at"),
        (When(MONDAY, time(12), time(12), ""), 180, "ends_at"),
        (When(MONDAY, time(13), time(12), ""), 180, "ends_at"),
    ],
)
def test_a_day_is_planned_with_times_that_hold_its_hours(when, minutes, field):
    problem = rules.when_problem(when, minutes)

    assert (problem and problem[0]) == field


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (EMPTY, PLANNED, True),
        (PLANNED, PLANNED, False),
        (PLANNED, When(MONDAY, time(9, 30), time(16, 30), "Zaal 3"), True),
        (PLANNED, When(MONDAY, time(10), time(16, 30), "Zaal 2"), True),
        (PLANNED, EMPTY, True),
        (EMPTY, When(None, None, None, "Zaal 2"), False),
    ],
)
def test_people_hear_of_a_change_of_date_time_or_place(before, after, told):
    assert rules.matters(before, after) is told


@pytest.mark.parametrize(
    ("at", "typed", "part"),
    [
        (datetime(2026, 11, 23, 9, 0), "ABC23", None),
        (datetime(2026, 11, 23, 17, 0), "abc 23", None),
        (datetime(2026, 11, 23, 8, 59), "ABC23", "vanaf 9.00 uur"),
        (datetime(2026, 11, 23, 17, 1), "ABC23", "voorbij"),
        (datetime(2026, 11, 24, 12, 0), "ABC23", "voorbij"),
        (datetime(2026, 11, 23, 12, 0), "ABC24", "klopt niet"),
        (datetime(2026, 11, 23, 12, 0), "", "klopt niet"),
    ],
)
def test_a_code_counts_on_the_day_from_half_an_hour_before_until_half_an_hour_after(at, typed, part):
    problem = rules.closed_problem(PLANNED, cancelled=False, at=at) or rules.code_problem("ABC23", typed)

    assert problem is None if part is None else part in problem


@pytest.mark.parametrize(("when", "cancelled"), [(EMPTY, False), (PLANNED, True)])
def test_no_code_counts_for_a_day_without_a_date_or_that_was_cancelled(when, cancelled):
    at = datetime(2026, 11, 23, 12, 0)

    assert "niet door" in rules.closed_problem(when, cancelled=cancelled, at=at)


@pytest.mark.parametrize(
    ("state", "given", "counted"),
    [
        ("present", None, 360),
        ("partly", 120, 120),
        ("partly", 999, 360),
        ("excused", None, 0),
        ("absent", None, 0),
        (None, None, 0),
    ],
)
def test_presence_counts_whole_in_part_or_not(state, given, counted):
    assert rules.counted_minutes(state, given, 360) == counted


@pytest.mark.parametrize(
    ("state", "minutes", "part"),
    [
        ("present", None, None),
        ("partly", 60, None),
        ("partly", None, "hoeveel uren"),
        ("partly", 361, "niet meer dan"),
        ("partly", -1, "meer dan 0"),
        ("soms", None, "een van de antwoorden"),
    ],
)
def test_presence_in_part_says_how_much(state, minutes, part):
    problem = rules.presence_problem(state, minutes, 360)

    assert problem is None if part is None else part in problem


def test_a_reminder_is_due_two_days_before_and_not_after():
    days = [(number, date(2026, 11, 20 + number)) for number in range(1, 8)]

    assert rules.reminders_due(days, today=MONDAY) == [3, 4, 5]


@pytest.mark.parametrize(
    ("when", "cancelled", "part"),
    [
        (PLANNED, True, "gaat niet door"),
        (When(None, None, None, ""), False, "nog geen datum"),
        (PLANNED, False, None),
    ],
)
def test_why_no_presence_is_written_down(when, cancelled, part):
    problem = rules.register_problem(when, cancelled=cancelled)

    assert (problem is None) if part is None else (part in problem)


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        ({}, [1, 2, 3, 4]),
        ({1: 5, 3: 9}, [1, 2, 3, 4]),
        ({3: 5}, [1, 2, 3, 4]),
        ({1: 9, 3: 5}, [3, 4, 1, 2]),
        ({4: 2, 2: 7}, [1, 4, 2, 3]),
    ],
)
def test_days_stand_by_date_and_the_others_behind_the_day_that_they_follow(dates, order):
    days = [(each, date(2026, 3, dates[each]) if each in dates else None, None) for each in (1, 2, 3, 4)]

    assert rules.in_order(days) == order


@pytest.mark.parametrize(
    ("days", "notices"),
    [
        ([("practice", 1), ("lesson", 1), ("practice", 2)], []),
        ([("practice", 1), ("practice", 2), ("lesson", 1)], ["Praktijkdag 2 staat nu vóór Lesdag 1."]),
        # A day that the template does not have has no place of its own, but after the others of its kind.
        ([("lesson", 9), ("practice", 1)], []),
        ([("lesson", 3), ("lesson", 1)], ["Lesdag 3 staat nu vóór Lesdag 1."]),
        ([("lesson", 2), ("lesson", 1)], ["Lesdag 2 staat nu vóór Lesdag 1."]),
    ],
)
def test_dates_that_turn_the_training_round_are_named(days, notices):
    assert rules.order_notices(days) == notices


@pytest.mark.parametrize(
    ("day", "states"),
    [(22, ["excused"]), (23, ["present", "partly", "excused", "absent"]), (24, list(rules.PresenceState))],
)
def test_before_the_day_only_who_will_not_come_is_written_down(day, states):
    allowed = rules.states_on(PLANNED, today=date(2026, 11, day))

    assert list(allowed) == states
    assert (rules.presence_problem("present", None, 360, allowed) is None) is (day > 22)


@pytest.mark.parametrize(
    ("when", "cancelled", "at", "part"),
    [
        (PLANNED, False, datetime(2026, 11, 1, 12, 0), None),
        (PLANNED, False, datetime(2026, 11, 23, 9, 29), None),
        (PLANNED, False, datetime(2026, 11, 23, 9, 30), "al begonnen"),
        (PLANNED, True, datetime(2026, 11, 1, 12, 0), "gaat niet door"),
        (EMPTY, False, datetime(2026, 11, 1, 12, 0), "nog niet gepland"),
    ],
)
def test_who_cannot_come_says_so_until_the_day_begins(when, cancelled, at, part):
    problem = rules.report_problem(when, cancelled=cancelled, at=at)

    assert (problem is None) if part is None else (part in problem)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (None, None),
        (date(2017, 3, 9), "Deze datum ligt meer dan een jaar terug. Klopt het jaar?"),
        (date(2025, 11, 24), "Deze datum ligt meer dan een jaar terug. Klopt het jaar?"),
        (date(2025, 11, 25), None),
        (date(2028, 11, 27), None),
        (date(2028, 11, 28), "Deze datum ligt meer dan twee jaar vooruit. Klopt het jaar?"),
    ],
)
def test_a_date_far_away_is_a_slip_of_the_pen(on, sentence):
    assert rules.date_problem(on, today=date(2026, 11, 26)) == sentence


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (When(date(2026, 12, 8), time(15, 0), time(17, 0), ""), ["Lesdag 1 en Praktijkdag 1 zijn op dezelfde tijd."]),
        (When(date(2026, 12, 8), time(16, 0), time(17, 0), ""), []),
        (When(date(2026, 12, 8), None, None, ""), []),
        (When(date(2026, 12, 9), time(15, 0), time(17, 0), ""), []),
    ],
)
def test_two_days_at_the_same_time_are_pointed_out(second, said):
    first = When(date(2026, 12, 8), time(13, 0), time(16, 0), "")
    assert rules.overlap_notices([("Lesdag 1", first), ("Praktijkdag 1", second)]) == said
    # Two days elsewhere are a matter of the groups there.
    assert (
        rules.overlap_notices([("Lesdag 1", first)], [("Praktijkdag 1", second), ("Intervisie 1", second)][:1]) == said
    )


@pytest.mark.parametrize(
    ("held_on", "minutes", "known", "field"),
    [
        (date(2026, 12, 8), 180, rules.Known(), None),
        (date(2026, 12, 8), 180, rules.Known(was_held=True), "held_on"),
        (None, 180, rules.Known(was_held=True), "held_on"),
        (date(2026, 12, 7), 180, rules.Known(was_held=True, longest_part=180), None),
        (date(2026, 12, 7), 60, rules.Known(was_held=True, longest_part=90), "hours"),
    ],
)
def test_a_day_fits_what_was_written_down_of_who_was_there(held_on, minutes, known, field):
    found = rules.known_problem(When(held_on, None, None, ""), minutes, known, today=date(2026, 12, 7))
    assert (found and found[0]) == field


@pytest.mark.parametrize(
    ("on", "asked"), [(None, False), (date(2026, 12, 7), False), (date(2027, 1, 8), False), (date(2026, 1, 8), True)]
)
def test_a_day_that_is_planned_on_a_day_that_is_over_is_asked_about(on, asked):
    said = "Praktijkdag 1 staat nu op een dag die al geweest is: 8-1-2026. Klopt de datum?"
    assert rules.past_notice("Praktijkdag 1", on, today=date(2026, 12, 7)) == (said if asked else None)
