"""Decisions about groups."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from trainer.people.rules import Role
from trainer.text_rules import listed

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
NO_GROUP = "Dit adres hoort bij een account dat niet in een groep kan. Gebruik een ander adres."
WITHOUT_TRAINER = "Deze groep heeft dan geen trainer meer."
HANGS_ON = {"people_group": "intervisiegroepen", "course_day": "cursusdagen"}


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


def role_problem(new: Role, roles: Mapping[str, str]) -> str | None:
    """Return the sentence that says why someone cannot get another role on the platform, or None.

    `roles` is what they are in each of their groups, by its name. A beheerder sees no scores and is in no group; only
    a trainer of the platform is trainer of a group.
    """
    if new == Role.TRAINER:
        return None
    kept = [name for name, role in roles.items() if new == Role.ADMIN or role == GroupRole.TRAINER]
    if not kept:
        return None
    if new == Role.ADMIN:
        return f"Een beheerder zit in geen groep. Haal deze persoon eerst uit {listed(kept)}."
    return f"Deze persoon is nog trainer van {listed(kept)}. Geef daar eerst een ander als trainer, en haal deze persoon eruit."


def leaving_problem(*, kind: str, role: str, other_trainers: int, platform_role: str) -> str | None:
    """Return the sentence that says why a member cannot be taken out by someone with this platform role, or None.

    A course group without a trainer is lost for who made it; a beheerder still sees it and may.
    """
    is_last = kind == GroupKind.COURSE and role == GroupRole.TRAINER and not other_trainers
    return f"{WITHOUT_TRAINER} Voeg eerst een andere trainer toe." if is_last and platform_role != Role.ADMIN else None


def removal_problem(others: int, used_in: Collection[str]) -> str | None:
    """Return the sentence that says why a group cannot be removed, or None.

    `others` is how many members there are besides who removes it; `used_in` names the tables with something about it.
    """
    parts = ["andere leden"] if others else []
    parts += [words for table, words in HANGS_ON.items() if table in used_in]
    if set(used_in) - HANGS_ON.keys():
        parts.append("ingevulde gegevens")
    if not parts:
        return None
    return f"Je kunt een groep verwijderen als die leeg is. Hier zijn nog {listed(parts)}."
