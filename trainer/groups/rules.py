"""Decisions about groups."""

from collections.abc import Sequence
from enum import StrEnum

from trainer.people.rules import Role

MIN_MEMBERS = 3
MAX_MEMBERS = 8


class GroupKind(StrEnum):
    """A course group follows a course; an intervisie group is a small part of it that meets for intervisie."""

    COURSE = "course"
    INTERVISIE = "intervisie"


class GroupRole(StrEnum):
    """What someone is in one group. An observer here is a meekijker, and not the observator of a form."""

    TRAINER = "trainer"
    PARTICIPANT = "participant"
    OBSERVER = "observer"


GROUP_ROLE_LABELS = {
    GroupRole.TRAINER: "trainer",
    GroupRole.PARTICIPANT: "cursist",
    GroupRole.OBSERVER: "meekijker",
}


def size_words(roles: Sequence[str]) -> str:
    """Return how many of each are in a group: `4 cursisten, 1 trainer`."""
    words = {
        GroupRole.PARTICIPANT: ("cursist", "cursisten"),
        GroupRole.TRAINER: ("trainer", "trainers"),
        GroupRole.OBSERVER: ("meekijker", "meekijkers"),
    }
    counts = [(sum(each == role for each in roles), *forms) for role, forms in words.items()]
    return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)


def size_advice(members: int) -> str | None:
    """Return a sentence when an intervisie group is too small, or None. Trainers and observers are not counted."""
    missing = MIN_MEMBERS - members
    if missing <= 0:
        return None
    return f"Een intervisiegroep heeft {MIN_MEMBERS} tot {MAX_MEMBERS} cursisten; trainers en meekijkers tellen niet mee. Voeg er nog {missing} toe."


def joining_problem(*, kind: str, role: str, platform_role: str, members: int, in_parent: bool) -> str | None:
    """Return a sentence that says why someone cannot join, or None.

    `members` counts the cursisten already in the group; `in_parent` whether the person is in the course group.
    A trainer's scores are never anonymous, so nobody becomes one by a group role alone.
    """
    if role == GroupRole.TRAINER and platform_role != Role.TRAINER:
        return "Alleen wie trainer is op het platform, kan trainer zijn van een groep."
    if kind != GroupKind.INTERVISIE:
        return None
    if not in_parent:
        return "Voeg deze persoon eerst toe aan de cursusgroep."
    if role == GroupRole.PARTICIPANT and members >= MAX_MEMBERS:
        return f"Een intervisiegroep heeft hooguit {MAX_MEMBERS} cursisten. Maak een tweede groep."
    return None
