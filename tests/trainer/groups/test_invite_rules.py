"""Reading a pasted list: from a mail, a document or a sheet with more columns than are needed."""

import pytest

from trainer.groups.invite_rules import read_invitees


@pytest.mark.parametrize(
    "line",
    [
        "Iris de Boer, iris@test.example",
        "Iris de Boer <Iris@Test.example>",
        "iris@test.example;Iris de Boer",
        "Iris de Boer\tiris@test.example",
        '  "Iris de Boer" iris@test.example,',
        '"Boer, Iris de" <iris@test.example>',
        "Boer, Iris de <iris@test.example>",
        "1. Iris de Boer iris@test.example",
        "- Iris de Boer, iris@test.example",
    ],
)
def test_a_line_of_a_sheet_or_a_mail_is_a_name_and_an_address(line):
    read = read_invitees(f"\n{line}\n\nBo, bo@test.example", lambda typed: True)

    assert read.problems == [] and read.certain
    assert [(each.name, each.email) for each in read.invitees] == [
        ("Iris de Boer", "iris@test.example"),
        ("Bo", "bo@test.example"),
    ]


def test_a_line_of_several_people_from_a_mail_invites_each():
    line = 'Iris de Boer <iris@test.example>; "Bakker, Bo" <bo@test.example>;'
    read = read_invitees(line, lambda typed: True)
    assert ([each.name for each in read.invitees], read.problems) == (["Iris de Boer", "Bo Bakker"], [])


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (" \n", ["Vul minstens één regel in."]),
        ("Bo, bo@test.example\nIris", ["Regel 2 (Iris): zet er een e-mailadres bij."]),
        ("Bo, bo@fout", ["Regel 1 (Bo, bo@fout): dit e-mailadres klopt niet. Bijvoorbeeld: naam@organisatie.nl."]),
        (
            "Bo bo@test.example bo2@test.example",
            [
                "Regel 1 (Bo bo@test.example bo2@test.example): zet elke persoon op een eigen regel, met één e-mailadres.",
            ],
        ),
        ("bo@test.example", ["Regel 1 (bo@test.example): zet de naam erbij."]),
        (
            f"{'x' * 101}, bo@test.example",
            [f"Regel 1 ({'x' * 60}…): een naam kan hooguit 100 tekens lang zijn."],
        ),
        (
            "Bo, bo@test.example\nJan Twee, BO@test.example",
            ["Regel 2 (Jan Twee, BO@test.example): dit adres staat er al, bij Bo."],
        ),
        ("Naam\tE-mail\n", ["Vul minstens één regel in."]),
        ("x" * 200_000, [f"Regel 1 ({'x' * 60}…): zet er een e-mailadres bij."]),
        (
            "bo@test.example\nBo\nIris, iris@test.example",
            ["Regel 1 (bo@test.example): zet de naam erbij.", "Regel 2 (Bo): zet er een e-mailadres bij."],
        ),
        ("Bo, bo@test.example\n" * 21, ["Dit zijn 21 regels. Nodig er hooguit 20 tegelijk uit."]),
    ],
)
def test_each_line_that_is_not_right_is_named_with_its_words(text, problems):
    read = read_invitees(text, lambda typed: "fout" not in typed)

    assert (read.invitees, read.problems) == ([], problems)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("1\tde Vries\tAnneke\ta@test.example\t06-12345678\tWijkteam Noord", "Anneke de Vries"),
        ("Sara\tVis\ta@test.example\t12-03-1980\tBSN 123456782", "Sara Vis"),
        ("Sara Vis 12-03-1980 a@test.example", "Sara Vis"),
        ("Sara Vis, 0612345678, a@test.example", "Sara Vis"),
        ("Bakker, Joke; a@test.example", "Joke Bakker"),
        ("Vries, Anna de, a@test.example", "Anna de Vries"),
        ("Naam\tE-mail\tTelefoon\nVries, Anna de\ta@test.example\t0612345678", "Anna de Vries"),
        ('Naam;E-mail\n"El Amrani, Youssef";a@test.example', "Youssef El Amrani"),
        ('"Groot, Piet";"a@test.example"', "Piet Groot"),
        ("a@test.example\tBo Smit\tUWV", "Bo Smit"),
        ("Voornaam;Tussenvoegsel;Achternaam;Team;E-mail\nJan;de;Boer;UWV;a@test.example", "Jan de Boer"),
        ("Team;Achternaam;Voornaam;E-mail\nUWV;Boer;Jan;a@test.example", "Jan Boer"),
    ],
)
def test_a_row_of_a_sheet_gives_a_name_without_what_is_private_and_is_shown_first(line, name):
    read = read_invitees(line, lambda typed: True)
    again = read_invitees("\n".join(each.line for each in read.invitees), lambda typed: True)

    assert [(each.name, each.email) for each in read.invitees] == [(name, "a@test.example")]
    assert (read.problems, read.certain) == ([], False)
    assert (again.invitees, again.certain) == (read.invitees, True)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Wim Smit – a@test.example", "Wim Smit"),
        ("Mevr. A. Groen (Anja) a@test.example", "Mevr. A. Groen (Anja)"),
        ("Noor Cursist (demo), a@test.example", "Noor Cursist (demo)"),
        ("Piet Groot mailto:a@test.example", "Piet Groot"),
        ("Naam, e-mail\nPiet Groot, a@test.example\nPiet Groot, A@test.example", "Piet Groot"),
    ],
)
def test_signs_around_a_name_are_not_part_of_it_and_a_row_above_or_twice_is_no_mistake(line, name):
    read = read_invitees(line, lambda typed: True)

    assert ([each.name for each in read.invitees], read.problems) == ([name], [])
