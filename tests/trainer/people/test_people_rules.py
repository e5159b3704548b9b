"""Decisions about accounts, as tables."""

from datetime import UTC, datetime, timedelta

import pytest

from trainer.people.rules import (
    LINK_LIFETIME,
    RESET_LIFETIME,
    ROLE_LABELS,
    Role,
    invitable_roles,
    link_is_valid,
    password_problem,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SHORT = "Kies een wachtwoord van minstens 12 tekens. Een zin mag ook."
LONG = "Kies een wachtwoord van hooguit 200 tekens."
DULL = "Gebruik meer verschillende tekens."
OWN_EMAIL = "Gebruik je e-mailadres niet in je wachtwoord."
OWN_NAME = "Gebruik je naam niet in je wachtwoord."


@pytest.mark.parametrize(
    ("password", "problem"),
    {
        "": SHORT,
        "elf tekens!": SHORT,
        "twaalf teken": None,
        "vier groene fietsen": None,
        "abcde" * 40: None,
        "abcde" * 40 + "f": LONG,
        "aaaaaaaaaaaa": DULL,
        "abcdabcdabcd": DULL,
        "abcdeabcdeab": None,
        "ünïcödé wörd": None,
        "carla@werk.example 1": OWN_EMAIL,
        "CARLA@WERK.EXAMPLE 1": OWN_EMAIL,
        "dit is carla cursist": OWN_NAME,
        "dit is CARLA CURSIST": OWN_NAME,
        "carla houdt van kaas": None,
    }.items(),
)
def test_a_password_is_long_enough_varied_and_not_about_oneself(password, problem):
    assert password_problem(password, name="Carla Cursist", email="Carla@werk.example") == problem


@pytest.mark.parametrize(("name", "problem"), [("Bo", None), ("Bas", None), ("Anna", OWN_NAME), ("", None)])
def test_a_very_short_name_may_stand_in_a_password_by_chance(name, problem):
    assert password_problem(f"groene {name} fietsen", name=name) == problem


@pytest.mark.parametrize(
    ("inviter", "roles"),
    {
        Role.ADMIN: {Role.ADMIN, Role.TRAINER, Role.PARTICIPANT},
        Role.TRAINER: {Role.TRAINER, Role.PARTICIPANT},
        Role.PARTICIPANT: set(),
    }.items(),
)
def test_nobody_invites_someone_into_a_higher_role_than_their_own(inviter, roles):
    assert set(invitable_roles(inviter)) == roles


@pytest.mark.parametrize(
    ("expires", "used", "valid"),
    [
        (timedelta(seconds=1), None, True),
        (timedelta(0), None, False),
        (timedelta(seconds=-1), None, False),
        (timedelta(days=1), timedelta(hours=-1), False),
    ],
)
def test_a_link_works_until_it_expires_or_was_used(expires, used, valid):
    used_at = None if used is None else NOW + used

    assert link_is_valid(expires_at=NOW + expires, used_at=used_at, now=NOW) is valid


def test_an_invitation_lasts_two_weeks_and_a_new_password_a_day():
    assert (timedelta(days=14), timedelta(hours=24)) == (LINK_LIFETIME, RESET_LIFETIME)


def test_every_role_has_a_dutch_word():
    assert ROLE_LABELS == {"admin": "beheerder", "trainer": "trainer", "participant": "cursist"}
