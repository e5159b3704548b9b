"""What may not be typed where a pseudonym or a function belongs, the PDCA step, and dates."""

from datetime import date

import pytest

from observation.meetings import rules
from observation.meetings.rules import Domain

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("text", [*rules.FUNCTIONS, "naaste", "buurman", "POH-GGZ", "coördinator van het wijkteam"])
def test_a_function_may_stand_as_it_is(text):
    assert rules.function_problem(text) is None


@pytest.mark.parametrize(
    "text", ["Jan Jansen", "Fatima El Idrissi", "Jan de Vries", "Ali el Amrani", "Karin van der Berg"]
)
def test_a_name_is_no_function(text):
    assert rules.function_problem(text) == (
        "Dit lijkt op een naam. Schrijf de functie op, bijvoorbeeld 'klantmanager inkomen'."
    )


def test_a_function_with_personal_data_is_refused():
    assert rules.function_problem("werkcoach 06-12345678") == (
        "Dit lijkt op een telefoonnummer. Schrijf alleen de functie op."
    )


@pytest.mark.parametrize(
    ("number", "step"),
    [
        (1, "samen een plan maken en beginnen"),
        (2, "terugkijken en bijstellen"),
        (99, "terugkijken en bijstellen"),
    ],
)
def test_the_first_overleg_is_plan_do_and_later_ones_check_act(number, step):
    assert rules.cycle_step(number) == step


@pytest.mark.parametrize(
    ("present", "missing"),
    [
        ([], [Domain.CARE, Domain.WORK]),
        (["geen"], [Domain.CARE, Domain.WORK]),
        (["zorg_welzijn"], [Domain.WORK]),
        (["werk_inkomen", "geen"], [Domain.CARE]),
        (["zorg_welzijn", "werk_inkomen"], []),
        (["zorg_welzijn", "zorg_welzijn", "werk_inkomen", "geen"], []),
    ],
)
def test_the_domain_of_which_nobody_was_present_is_named(present, missing):
    assert rules.missing_domains(present) == missing


@pytest.mark.parametrize(
    ("held_on", "problem"),
    [
        (date(2026, 11, 22), None),
        (date(2026, 11, 21), None),
        (date(2000, 1, 1), None),
        (date(2026, 11, 23), "Deze datum ligt in de toekomst. Vul de dag in waarop het overleg was."),
        (date(1999, 12, 31), "Deze datum ligt te ver terug. Controleer het jaar."),
        (date(226, 11, 22), "Deze datum ligt te ver terug. Controleer het jaar."),
    ],
)
def test_an_overleg_was_held_today_or_before(held_on, problem):
    assert rules.date_problem(held_on, today=TODAY) == problem


@pytest.mark.parametrize(
    ("what", "starts"),
    [
        ((), []),
        (("recorded",), ["Er hoort een opname bij dit overleg. Zolang die er is"]),
        (("recorded", "said_no"), ["Iemand die erbij was, zei nee", "Er hoort ook een opname bij."]),
        (("scored", "said_no"), ["Iemand begon al met scoren.", "Iemand die erbij was, zei nee"]),
        (("recorded", "discussed"), ["Een intervisiegroep heeft een bijeenkomst", "Er hoort ook een opname bij."]),
    ],
)
def test_all_that_keeps_an_overleg_is_said_and_what_lasts_first(what, starts):
    known = {name: name in what for name in ("recorded", "scored", "said_no", "discussed")}
    found = rules.removal_problems(**known)

    assert len(found) == len(starts)
    assert all(sentence.startswith(start) for sentence, start in zip(found, starts, strict=True))


def test_client_numbers_stand_in_the_order_in_which_people_count():
    numbers = ["C10", "12", "C9", "c9b", "B2", "C9"]
    assert sorted(numbers, key=rules.number_key) == ["B2", "C9", "C9", "c9b", "C10", "12"]
