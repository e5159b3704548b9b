"""The command for the first beheerder of an empty installation."""

import pytest

from trainer.people import queries

GOOD = "vier groene fietsen"


@pytest.fixture
def first_admin(app):
    """Return a function that runs the command and types these lines."""

    def run(*lines):
        return app.test_cli_runner().invoke(args=["people", "first-admin"], input="\n".join(lines) + "\n")

    return run


def test_the_first_beheerder_can_sign_in(first_admin, client):
    result = first_admin("Bo Beheerder", "Bo@Test.example", GOOD, GOOD)

    assert result.exit_code == 0, result.output
    assert "Gelukt. Je kunt straks inloggen met dit adres." in result.output
    assert client.post("/inloggen", data={"email": "bo@test.example", "password": GOOD}).status_code == 302
    assert queries.by_email("bo@test.example").role == "admin"


def test_the_password_is_not_on_the_screen(first_admin):
    assert GOOD not in first_admin("Bo Beheerder", "bo@test.example", GOOD, GOOD).output


def test_a_weak_password_is_asked_again_with_the_reason(first_admin):
    result = first_admin("Bo Beheerder", "bo@test.example", "kort", "bo beheerder is hier", GOOD, GOOD)

    assert result.exit_code == 0, result.output
    assert "Kies een wachtwoord van minstens 12 tekens." in result.output
    assert "Gebruik je naam niet in je wachtwoord." in result.output


def test_two_different_passwords_are_asked_again(first_admin):
    result = first_admin("Bo Beheerder", "bo@test.example", GOOD, "vier gele fietsen", GOOD, GOOD)

    assert result.exit_code == 0, result.output
    assert "De twee wachtwoorden zijn niet gelijk." in result.output
    assert "Error" not in result.output


@pytest.mark.parametrize("email", ["bo", "bo@", "bo test@example", "bo@test@example.nl"])
def test_an_address_with_which_nobody_could_sign_in_is_asked_again(first_admin, client, email):
    result = first_admin("Bo Beheerder", email, "bo@test.example", GOOD, GOOD)

    assert result.exit_code == 0, result.output
    assert "Vul een e-mailadres in, bijvoorbeeld naam@organisatie.nl." in result.output
    assert client.post("/inloggen", data={"email": "bo@test.example", "password": GOOD}).status_code == 302


def test_a_name_that_does_not_fit_is_asked_again(first_admin):
    result = first_admin("x" * 101, "Bo Beheerder", "bo@test.example", GOOD, GOOD)

    assert result.exit_code == 0, result.output
    assert "Een naam kan hooguit 100 tekens lang zijn." in result.output
    assert queries.by_email("bo@test.example").name == "Bo Beheerder"


def test_there_is_only_one_first_beheerder(first_admin, participant):
    result = first_admin("Bo Beheerder", "bo@test.example", GOOD, GOOD)

    assert result.exit_code == 1
    assert "Er is al een account." in result.output
    assert queries.by_email("bo@test.example") is None
