"""What looks like personal data."""

import pytest

from trainer.people import privacy_rules as rules


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
        ("12 maart 1980", ["een geboortedatum"]),
        ("Geboren op 12 maart 2004", ["een geboortedatum"]),
        ("NL91ABNA0417164300", ["een rekeningnummer"]),
        ("NL91 ABNA 0417 1643 00, bel 06-12345678", ["een rekeningnummer", "een telefoonnummer"]),
        ("dossiernummer 20261234", ["een dossiernummer"]),
        ("Dossiernr. 2026-1234", ["een dossiernummer"]),
    ],
)
def test_personal_data_is_recognised(text, found):
    assert rules.personal_data_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "C7",
        "C12",
        "klant 4",
        "team 2026",
        "nummer 123456",
        "wijkteam Noord",
        "lesdag 12 maart 2026",
        "klantnummer C7",
        "",
    ],
)
def test_what_is_no_personal_data_is_left_alone(text):
    assert rules.personal_data_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Jan Jansen belde.",
        "Ik sprak Fatima el Amrani.",
        "Zij woont bij Piet van der Berg",
        "Mevrouw De Vries kookt",
        "met mw. Yildiz",
        "de heer Van den Brink",
        "familie Bakker helpt",
    ],
)
def test_someone_called_by_a_surname_is_a_name_and_nothing_that_is_refused(text):
    assert rules.recognisable_in(text) == ["een naam"]
    assert rules.personal_data_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mevrouw kookt voor de buurt.",
        "Mevrouw Z. kookt.",
        "Jan helpt haar.",
        "Noor, Sociale Zaken",
        "De Eigen Kracht-conferentie van het Leger des Heils",
        "Tom UWV gebeld",
        "Het Strength Model in Den Haag",
        "De familie helpt.",
    ],
)
def test_a_first_name_or_an_organisation_is_no_full_name(text):
    assert rules.recognisable_in(text) == []


@pytest.mark.parametrize("text", ["C7", "c7", "C 7", "C-7", "7", "123456", "NY12", "ab123456", " C7 "])
def test_a_number_that_says_nothing_is_a_pseudonym(text):
    assert rules.pseudonym_problem(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Jansen",
        "Jan Jansen",
        "mevrouw J.",
        "Fatima",
        "C",
        "C7 Jansen",
        "C7a",
        "Nijmegen7",
        "Jan1",
        "Noor12",
        "Ali-3",
        "1234567",
        "Ann-Sophie",
    ],
)
def test_a_name_or_description_is_no_pseudonym(text):
    assert rules.pseudonym_problem(text) == (
        "Bedenk zelf een kort nummer, zoals C7: hooguit 2 letters en 6 cijfers, geen naam."
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
        ("Kerkstraat 12 6511 AB 0612345678", "een postcode, een adres en een telefoonnummer"),
        ("j@test.nl", "een e-mailadres"),
        ("0612345678", "een telefoonnummer"),
    ],
)
def test_personal_data_as_a_pseudonym_is_refused_by_what_it_looks_like(text, what):
    assert rules.pseudonym_problem(text) == (f"Dit lijkt op {what}. Bedenk zelf een kort nummer, zoals C7.")


def test_a_very_long_text_is_looked_through_in_no_time():
    # A pattern that tries every length from every place would take minutes here.
    assert rules.personal_data_in("a" * 1_000_000) == []
    assert rules.pseudonym_problem("a" * 1_000_000)
