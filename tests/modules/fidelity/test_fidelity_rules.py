"""Planned beside given, in words and counts."""

from datetime import date

import pytest

from modules.fidelity import rules
from modules.fidelity.rules import Attendance, Day, Remark
from trainer.planning.rules import TEMPLATE

TODAY = date(2026, 11, 30)
PAST, COMING, FUTURE = date(2026, 11, 29), TODAY, date(2026, 12, 1)
NOTHING = Attendance(0, 0, 0)


def row(name, days=(), attendance=NOTHING, people=4, counts=None, time=Remark(), asked=None):  # noqa: B008
    found = rules.rows(days, attendance, people, counts or {}, time, asked or {}, today=TODAY)
    return next(each for each in found if each.id == name)


def test_the_published_training_stands_beside_every_plan():
    published = {each.id: each.published for each in rules.rows([], NOTHING, 0, {}, Remark(), {}, today=TODAY)}

    assert published["lesson"] == "2 lesdagen, 12 uur"
    assert published["practice"] == "3 praktijkdagen, 9 uur (daarvan 3 uur onze aanname)"
    assert published["intervisie"] == "2 intervisies, 4 uur (de uren zijn onze aanname)"


def test_what_we_filled_in_ourselves_are_hours_of_days_of_the_template():
    assert {(planned.kind, planned.number) for planned in TEMPLATE} > rules.OUR_HOURS


@pytest.mark.parametrize(
    ("days", "planned", "given", "detail"),
    [
        ([], "niets gepland", None, "Er is nog niets gepland."),
        ([Day("lesson", 360, PAST, False)], "1 lesdag, 6 uur", "1 lesdag, 6 uur", ""),
        ([Day("lesson", 360, COMING, False)], "1 lesdag, 6 uur", "0 lesdagen, 0 uur", "1 nog te gaan"),
        (
            [Day("lesson", 150, PAST, False), Day("lesson", 360, PAST, True), Day("lesson", 360, None, False)],
            "3 lesdagen, 14,5 uur (met 1 vervallen dag)",
            "1 lesdag, 2,5 uur",
            "1 vervallen, 1 nog zonder datum",
        ),
        ([Day("lesson", 360, TODAY, False, True)], "1 lesdag, 6 uur", "1 lesdag, 6 uur", ""),
        ([Day("lesson", 360, FUTURE, False, True)], "1 lesdag, 6 uur", "0 lesdagen, 0 uur", "1 nog te gaan"),
        (
            [Day("lesson", 360, TODAY, True, True)] * 2,
            "2 lesdagen, 12 uur (met 2 vervallen dagen)",
            "0 lesdagen, 0 uur",
            "2 vervallen",
        ),
        ([Day("practice", 180, PAST, False)], "niets gepland", None, "Er is nog niets gepland."),
    ],
)
def test_a_day_counts_as_given_when_it_is_over_or_presence_was_registered_and_it_was_not_cancelled(
    days, planned, given, detail
):
    found = row("lesson", days)

    assert (found.planned, found.given, found.detail) == (planned, given, detail)


def test_an_intervisie_of_the_planning_is_called_otherwise_than_a_session_of_a_group():
    found = row("intervisie", [Day("intervisie", 120, PAST, False)])
    sessions = row("sessions_held")

    assert (found.planned, found.given) == ("1 intervisiedag, 2 uur", "1 intervisiedag, 2 uur")
    assert (found.label, found.about) == ("Intervisiedagen", "cursusdagen uit de planning")
    assert (sessions.label, sessions.about) == (
        "Intervisiebijeenkomsten",
        "van een intervisiegroep, over een overleg",
    )


@pytest.mark.parametrize(
    ("attendance", "given", "detail"),
    [
        (NOTHING, None, "Er is nog geen dag gegeven waarop cursisten aanwezig konden zijn."),
        (Attendance(600, 1440, 0), "10 uur van 24 uur tot nu toe", ""),
        (Attendance(600, 1440, 360), "10 uur van 24 uur tot nu toe", "Van 6 uur is nog niets ingevuld."),
    ],
)
def test_presence_is_hours_of_hours_and_not_filled_in_is_not_absent(attendance, given, detail):
    found = row("presence", [Day("lesson", 360, PAST, False)], attendance)

    assert (found.planned, found.given, found.detail) == ("24 uur, alle cursisten samen", given, detail)


def test_what_was_planned_for_all_together_says_that_cancelled_days_are_in_it():
    found = row("presence", [Day("lesson", 360, PAST, False), Day("intervisie", 120, PAST, True)])

    assert found.planned == "32 uur, alle cursisten samen (met 1 vervallen dag)"


@pytest.mark.parametrize(
    ("name", "counts", "given"),
    [
        ("profile_handed_in", {"profile_handed_in": 3}, "3 van 4"),
        ("profile_handed_in", {"profile_handed_in": 0}, "0 van 4"),
        ("profile_handed_in", {}, None),
        ("sessions_held", {"sessions_held": 0}, "0 bijeenkomsten in de groep"),
    ],
)
def test_what_nobody_counts_is_not_known_which_is_not_none(name, counts, given):
    found = row(name, counts=counts)

    assert found.given == given
    assert bool(found.detail) == (given is None)


def test_what_is_planned_of_overleggen_and_intervisie_is_what_counts_for_the_course():
    asked, counts = {"scored": 2, "intervisie": 3}, {"meetings_scored": 1, "sessions_held": 1}
    scored, held = (row(name, counts=counts, asked=asked) for name in ("meetings_scored", "sessions_held"))

    assert scored.planned == "2 per cursist"
    assert (scored.given, scored.detail) == ("1 overleg in de groep", "door een of meer mensen")
    assert held.planned == "samen met de intervisiedagen 3 per cursist"
    assert row("meetings_scored", counts=counts).planned == "geen vast aantal"


@pytest.mark.parametrize(
    ("people", "given"),
    [
        (2, [None, None, None]),
        (3, [None, None, None]),
        (4, ["6 uur van 12 uur tot nu toe", "1 van 4", "1 bijeenkomst in de groep"]),
    ],
)
def test_a_cursist_sees_no_count_that_is_about_one_or_two_others(people, given):
    counts = {"profile_handed_in": 1, "sessions_held": 1}
    found = rules.rows([], Attendance(360, 720, 0), people, counts, Remark(), {}, today=TODAY)
    seen = {each.id: each.given for each in rules.for_member(found, people)}

    assert [seen[name] for name in ("presence", "profile_handed_in", "sessions_held")] == given


@pytest.mark.parametrize(
    ("time", "given", "detail"),
    [
        (Remark(), None, "De trainers vulden dit nog niet in."),
        (Remark(answer="ja"), "ja", ""),
        (
            Remark(answer="nee", reasons=frozenset({"tasks", "time"})),
            "nee",
            "te weinig tijd vanuit het management, taken veranderden",
        ),
    ],
)
def test_time_from_management_is_what_trainers_say_with_the_known_reasons(time, given, detail):
    found = row("time", time=time)

    assert (found.given, found.detail) == (given, detail)
