"""Decisions about groups."""

import re
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from trainer.people.rules import MAX_NAME, Role
from trainer.text_rules import listed

MIN_MEMBERS = 3
MAX_MEMBERS = 8
# As many personal links as one page can still hold in the session of who invites.
MAX_INVITEES = 20


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
# As a mail program writes someone: "Vries, Anne de" <anne@organisatie.nl>.
SURNAME_FIRST = re.compile(r'"?([^"<>,;]+), *([^"<>,;]+?)"? *<[^<>]+>')
BETWEEN_PEOPLE = re.compile(r"(?<=>)\s*[;,]")
NUMBERING = re.compile(r"^(?:\d{1,3}[.)]|[-*•–])\s+")
SHOWN_OF_LINE = 60
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


@dataclass(frozen=True)
class Invitee:
    """Someone who is invited together with others."""

    name: str
    email: str


def read_invitees(text: str, is_address: Callable[[str], bool]) -> tuple[list[Invitee], list[str]]:
    """Return whom a list of lines invites, and a sentence for each line that is wrong: then nobody is.

    A line is a name and an address in any order and with any sign between them, as it comes from a sheet or a mail.
    """
    found: dict[str, Invitee] = {}
    wrong: list[str] = []
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        return [], ["Vul minstens één regel in."]
    if len(lines) > MAX_INVITEES:
        return [], [f"Dit zijn {len(lines)} regels. Nodig er hooguit {MAX_INVITEES} tegelijk uit."]
    for number, person in [(number, each) for number, line in lines for each in _people_on(line)]:
        name, addresses = _name_and_addresses(person)
        if problem := _line_problem(name, addresses, is_address, known=found):
            shown = person if len(person) <= SHOWN_OF_LINE else f"{person[:SHOWN_OF_LINE]}…"
            wrong.append(f"Regel {number} ({shown}): {problem}")
        else:
            found[addresses[0].lower()] = Invitee(name, addresses[0].lower())
    return ([], wrong) if wrong else (list(found.values()), [])


def _people_on(line: str) -> list[str]:
    """Return the parts of a line that are someone: without a number or a dash before it, and as a mail lists people."""
    return [part.strip() for part in BETWEEN_PEOPLE.split(NUMBERING.sub("", line)) if part.strip()]


def _name_and_addresses(line: str) -> tuple[str, list[str]]:
    words = re.split(r"[\s,;<>]+", line.strip(" ,;<>\t"))
    if surname_first := SURNAME_FIRST.match(line):
        name = f"{surname_first[2]} {surname_first[1]}"
    else:
        name = " ".join(word for word in words if "@" not in word)
    return " ".join(name.split()).strip(" \"'()"), [word for word in words if "@" in word]


def _line_problem(
    name: str, addresses: Sequence[str], is_address: Callable[[str], bool], *, known: Container[str]
) -> str | None:
    if not addresses:
        return "zet er een e-mailadres bij."
    if len(addresses) > 1:
        return "zet elke persoon op een eigen regel, met één e-mailadres."
    if not is_address(addresses[0]):
        return "dit e-mailadres klopt niet. Bijvoorbeeld: naam@organisatie.nl."
    if not name:
        return "zet de naam erbij."
    if len(name) > MAX_NAME:
        return f"een naam kan hooguit {MAX_NAME} tekens lang zijn."
    return "dit adres staat er al eerder." if addresses[0].lower() in known else None


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
