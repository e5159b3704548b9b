"""Decisions about groups, as tables."""

import pytest

from trainer.groups.rules import (
    GROUP_ROLE_LABELS,
    GroupKind,
    GroupRole,
    joining_problem,
    removal_problem,
    role_problem,
    size_advice,
    size_words,
)
from trainer.people.rules import Role

FIRST_THE_COURSE = "Voeg deze persoon eerst toe aan de cursusgroep."
NO_TRAINER = "Alleen wie trainer is op het platform, kan trainer zijn van een groep."
FULL = "Een intervisiegroep heeft hooguit 8 cursisten. Maak een tweede groep."
INTERVISIE, COURSE = GroupKind.INTERVISIE, GroupKind.COURSE
PARTICIPANT, TRAINER, OBSERVER = GroupRole.PARTICIPANT, GroupRole.TRAINER, GroupRole.OBSERVER


@pytest.mark.parametrize(
    ("kind", "role", "platform_role", "members", "in_parent", "problem"),
    [
        (COURSE, PARTICIPANT, Role.PARTICIPANT, 0, True, None),
        (COURSE, PARTICIPANT, Role.PARTICIPANT, 200, True, None),
        (COURSE, TRAINER, Role.TRAINER, 200, False, None),
        (INTERVISIE, PARTICIPANT, Role.PARTICIPANT, 0, True, None),
        (INTERVISIE, PARTICIPANT, Role.PARTICIPANT, 7, True, None),
        (INTERVISIE, PARTICIPANT, Role.PARTICIPANT, 8, True, FULL),
        (INTERVISIE, PARTICIPANT, Role.PARTICIPANT, 9, True, FULL),
        (INTERVISIE, TRAINER, Role.TRAINER, 8, True, None),
        (INTERVISIE, OBSERVER, Role.PARTICIPANT, 8, True, None),
        (INTERVISIE, PARTICIPANT, Role.TRAINER, 7, True, None),
        (COURSE, TRAINER, Role.PARTICIPANT, 0, True, NO_TRAINER),
        (INTERVISIE, TRAINER, Role.PARTICIPANT, 0, True, NO_TRAINER),
        (INTERVISIE, PARTICIPANT, Role.PARTICIPANT, 0, False, FIRST_THE_COURSE),
        (INTERVISIE, TRAINER, Role.TRAINER, 0, False, FIRST_THE_COURSE),
        (INTERVISIE, OBSERVER, Role.PARTICIPANT, 0, False, FIRST_THE_COURSE),
        (INTERVISIE, PARTICIPANT, Role.PARTICIPANT, 8, False, FIRST_THE_COURSE),
    ],
)
def test_who_may_join(kind, role, platform_role, members, in_parent, problem):
    found = joining_problem(kind=kind, role=role, platform_role=platform_role, members=members, in_parent=in_parent)

    assert found == problem


@pytest.mark.parametrize(("members", "missing"), [(0, 3), (1, 2), (2, 1), (3, None), (8, None)])
def test_a_group_of_fewer_than_three_is_advised_to_grow(members, missing):
    advice = size_advice(members)

    assert (advice is None) is (missing is None)
    assert missing is None or advice == (
        "Een intervisiegroep heeft 3 tot 8 cursisten; trainers en meekijkers tellen niet mee. "
        f"Voeg er nog {missing} toe."
    )


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ([], ""),
        (["participant"], "1 cursist"),
        (["trainer", "participant", "participant"], "2 cursisten, 1 trainer"),
        (["trainer", "trainer", "observer", "observer"], "2 trainers, 2 meekijkers"),
        (["participant", "observer"], "1 cursist, 1 meekijker"),
    ],
)
def test_the_size_of_a_group_says_exactly_what_it_counts(roles, words):
    assert size_words(roles) == words


def test_every_role_in_a_group_has_a_dutch_word():
    assert GROUP_ROLE_LABELS == {"trainer": "trainer", "participant": "cursist", "observer": "meekijker"}


@pytest.mark.parametrize(
    ("others", "used_in", "problem"),
    [
        (0, [], None),
        (1, [], "andere leden"),
        (0, ["course_day"], "cursusdagen"),
        (0, ["trajectory", "certificate"], "ingevulde gegevens"),
        (
            2,
            ["people_group", "course_day", "evaluation"],
            "andere leden, intervisiegroepen, cursusdagen en ingevulde gegevens",
        ),
    ],
)
def test_why_a_group_cannot_be_removed(others, used_in, problem):
    why = problem and f"Je kunt een groep verwijderen als die leeg is. Hier zijn nog {problem}."

    assert removal_problem(others, used_in) == why


@pytest.mark.parametrize(
    ("new", "roles", "problem"),
    [
        (Role.TRAINER, {"Voorjaar": "participant"}, None),
        (Role.PARTICIPANT, {}, None),
        (Role.PARTICIPANT, {"Voorjaar": "participant", "Zomer": "observer"}, None),
        (
            Role.PARTICIPANT,
            {"Voorjaar": "trainer", "Zomer": "participant", "Herfst": "trainer"},
            "Deze persoon is nog trainer van Voorjaar en Herfst. "
            "Geef daar eerst een ander als trainer, en haal deze persoon eruit.",
        ),
        (Role.ADMIN, {}, None),
        (
            Role.ADMIN,
            {"Voorjaar": "participant", "Zomer": "observer", "Herfst": "trainer"},
            "Een beheerder zit in geen groep. Haal deze persoon eerst uit Voorjaar, Zomer en Herfst.",
        ),
    ],
)
def test_another_role_on_the_platform_waits_until_it_fits_the_groups(new, roles, problem):
    assert role_problem(new, roles) == problem
