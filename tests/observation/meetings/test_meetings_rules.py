"""What may not be typed where a pseudonym or a function belongs, the PDCA step, and dates."""

from datetime import date

import pytest

from observation.meetings import rules
from observation.meetings.rules import Domain

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("number", ["111222333", "123456782", "010464554", "10464554", "999999990"])
def test_a_bsn_passes_the_elfproef(number):
    assert rules.is_bsn(number)


@pytest.mark.parametrize(
    "number", ["111222334", "123456789", "000000000", "00000000", "1112223333", "1234567", "", "11122233a", "C7"]
)
def test_what_does_not_pass_the_elfproef_is_no_bsn(number):
    assert not rules.is_bsn(number)


@pytest.mark.parametrize("digit", range(9))
def test_one_wrong_digit_makes_a_bsn_fail(digit):
    right = "123456782"
    wrong = right[:digit] + str((int(right[digit]) + 1) % 10) + right[digit + 1 :]

    assert not rules.is_bsn(wrong)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("111222333", ["een BSN"]),
        ("1112.22.333", ["een BSN"]),
        ("111 222 333", ["een BSN"]),
        ("C111222333", ["een BSN"]),
        ("01-02-1985", ["een geboortedatum"]),
        ("1/2/85", ["een geboortedatum"]),
        ("1985-02-01", ["een geboortedatum"]),
        ("6511 AB", ["een postcode"]),
        ("6511AB", ["een postcode"]),
        ("Kerkstraat 12", ["een adres"]),
        ("Lange Hezelstraat 7b", ["een adres"]),
        ("Waalkade 3", ["een adres"]),
        ("jan@voorbeeld.nl", ["een e-mailadres"]),
        ("06-12345678", ["een telefoonnummer"]),
        ("06 1234 5679", ["een telefoonnummer"]),
        ("024-3612345", ["een telefoonnummer"]),
        ("+31687654321", ["een telefoonnummer"]),
        ("Kerkstraat 12, 6511 AB", ["een postcode", "een adres"]),
    ],
)
def test_personal_data_is_recognised(text, found):
    assert rules.personal_data_in(text) == found


@pytest.mark.parametrize("text", ["C7", "C12", "klant 4", "team 2026", "nummer 123456", "wijkteam Noord", ""])
def test_what_is_no_personal_data_is_left_alone(text):
    assert rules.personal_data_in(text) == []


@pytest.mark.parametrize("text", ["C7", "c7", "C 7", "C-7", "7", "123456", "NIJM12", "ab123456", " C7 "])
def test_a_number_that_says_nothing_is_a_pseudonym(text):
    assert rules.pseudonym_problem(text) is None


@pytest.mark.parametrize(
    "text",
    ["Jansen", "Jan Jansen", "mevrouw J.", "Fatima", "C", "C7 Jansen", "C7a", "Nijmegen7", "1234567", "Ann-Sophie"],
)
def test_a_name_or_description_is_no_pseudonym(text):
    assert rules.pseudonym_problem(text) == (
        "Gebruik een kort nummer dat niet naar iemand verwijst, zoals C7: hooguit 4 letters en 6 cijfers, geen naam."
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("111222333", "een BSN"),
        ("010464554", "een BSN"),
        ("01-02-1985", "een geboortedatum"),
        ("6511 AB", "een postcode"),
        ("Kerkstraat 12", "een adres"),
        ("Kerkstraat 12 6511 AB", "een postcode en een adres"),
        ("j@test.nl", "een e-mailadres"),
        ("0612345678", "een telefoonnummer"),
    ],
)
def test_personal_data_as_a_pseudonym_is_refused_by_what_it_looks_like(text, what):
    assert rules.pseudonym_problem(text) == (
        f"Dit lijkt op {what}. Gebruik alleen een nummer dat buiten dit platform niets zegt, zoals C7."
    )


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


@pytest.mark.parametrize(("number", "step"), [(1, "Plan/Do"), (2, "Check/Act"), (3, "Check/Act"), (99, "Check/Act")])
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
