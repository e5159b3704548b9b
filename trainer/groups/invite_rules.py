"""Whom a pasted list invites: lines of a mail, of a document, or rows of a sheet with more columns than are needed."""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from trainer.people.privacy_rules import PARTICLES
from trainer.people.rules import MAX_NAME

# As many personal links as one page can still hold in the session of who invites.
MAX_INVITEES = 20
SHOWN_OF_LINE = 60
# What is longer is no name and address, and more than csv can read.
LONGEST_LINE = 1000
# As a mail program writes someone: "Vries, Anne de" <anne@organisatie.nl>.
_SURNAME_FIRST = re.compile(r'"?([^"<>,;\t]+), *([^"<>,;\t]+?)"? *<[^<>]+>')
_BETWEEN_PEOPLE = re.compile(r"(?<=>)\s*[;,]")
_NUMBERING = re.compile(r"^(?:\d{1,3}[.)]|[-*•–])\s+")
# What stands above a column of a sheet, in the order in which the parts of a name are read.
_COLUMNS = {
    "first": ("voornaam", "roepnaam", "voornamen"),
    "particle": ("tussenvoegsel", "tussenvoegsels", "voorvoegsel"),
    "last": ("achternaam",),
    "full": ("naam", "namen", "cursist", "deelnemer", "volledige naam"),
    "address": ("e-mail", "email", "mail", "e-mailadres", "emailadres", "mailadres", "adres"),
}


@dataclass(frozen=True)
class Invitee:
    """Someone who is invited together with others."""

    name: str
    email: str

    @property
    def line(self) -> str:
        """Return the one way of writing someone that is always read as it stands."""
        return f"{self.name}, {self.email}"


@dataclass
class Reading:
    """What was read in a list: `problems` has a sentence for each line that is wrong, and then nobody is invited.

    `certain` is whether each name stood there as it is read; if not, who pasted the list looks at it first.
    """

    invitees: list[Invitee] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    certain: bool = True


def read_invitees(text: str, is_address: Callable[[str], bool]) -> Reading:
    """Return whom a list of lines invites.

    A line is a name and an address in any order and with any sign between them. What has a digit in it is no name, nor
    is what comes after the address in a row that had a name before it. Someone who is named twice is invited once.
    """
    reading = Reading()
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    columns = _columns(lines[0][1]) if lines else None
    lines = lines[1:] if columns is not None else lines
    if not lines:
        return Reading(problems=["Vul minstens één regel in."])
    if len(lines) > MAX_INVITEES:
        return Reading(problems=[f"Dit zijn {len(lines)} regels. Nodig er hooguit {MAX_INVITEES} tegelijk uit."])
    found: dict[str, Invitee] = {}
    for number, person in [(number, each) for number, line in lines for each in _people_on(line)]:
        names, addresses, certain = _parts(person, columns)
        name = " ".join(names)
        if problem := _line_problem(name, addresses, is_address) or _taken(name, addresses[0].lower(), found):
            shown = person if len(person) <= SHOWN_OF_LINE else f"{person[:SHOWN_OF_LINE]}…"
            reading.problems.append(f"Regel {number} ({shown}): {problem}")
        else:
            address = addresses[0].lower()
            found.setdefault(address, Invitee(name, address))
            reading.certain &= certain
    reading.invitees = [] if reading.problems else list(found.values())
    return reading


def _people_on(line: str) -> list[str]:
    """Return the parts of a line that are someone: without a number or a dash before it, and as a mail lists people."""
    return [part.strip() for part in _BETWEEN_PEOPLE.split(_NUMBERING.sub("", line)) if part.strip()]


def _cells(line: str) -> list[str]:
    sign = next((each for each in "\t;" if each in line), ",")
    return [cell.strip() for cell in next(csv.reader([line[:LONGEST_LINE]], delimiter=sign, skipinitialspace=True))]


def _columns(line: str) -> dict[str, int] | None:
    """Return where the columns of a sheet are, when this is the row above them; empty when it says too little."""
    cells = [cell.lower() for cell in _cells(line)]
    known = {cells.index(word): kind for kind, words in _COLUMNS.items() for word in words if word in cells}
    if not known or "@" in line:
        return None
    places = {kind: place for place, kind in known.items()}
    return places if "address" in places and len(places) > 1 else {}


def _parts(person: str, columns: dict[str, int] | None) -> tuple[list[str], list[str], bool]:
    """Return the parts of the name, the addresses, and whether the name stood there as it is read."""
    if surname_first := _SURNAME_FIRST.match(person):
        return [surname_first[2], surname_first[1]], _addresses(person), True
    cells = _cells(person)
    if columns:
        taken = [cells[place] for kind in _COLUMNS if (place := columns.get(kind, len(cells))) < len(cells)]
        names = [part for cell in taken if (name := _name(cell)) for part in _turned(name)]
        return names, list(chain.from_iterable(map(_addresses, taken))), False
    names, addresses, left_out = [], list[str](), False
    for cell in cells:
        after = bool(names and addresses)
        addresses += _addresses(cell)
        name = _name(cell)
        if name and not after:
            names += _turned(name)
        left_out |= bool(name and after) or any(sign.isdigit() for sign in _without_addresses(cell))
    # `de Vries, Anna` and `Vries, Anna de` begin with the surname; of other names in two cells only who typed them knows.
    if len(names) > 1 and (names[0].split()[0] in PARTICLES or names[-1].split()[-1] in PARTICLES):
        names = [*names[1:], names[0]]
    return names, addresses, not left_out and len(names) == 1


def _addresses(cell: str) -> list[str]:
    return [word.removeprefix("mailto:") for word in re.split(r"[\s,;<>\"]+", cell) if "@" in word]


def _without_addresses(cell: str) -> str:
    return " ".join(word for word in re.split(r"[\s<>]+", cell) if "@" not in word)


def _name(cell: str) -> str:
    """Return what is a name in a cell: nothing where a number stands with few words, like a telephone or a BSN."""
    words = _without_addresses(cell).split()
    kept = [word for word in words if not any(sign.isdigit() for sign in word)]
    if len(kept) < len(words) and len(kept) < 2:
        return ""
    return " ".join(kept).strip(" \"',;–-")


def _turned(name: str) -> list[str]:
    last, comma, first = name.partition(",")
    return [first.strip(), last.strip()] if comma and first.strip() else [last.strip()]


def _taken(name: str, address: str, known: Mapping[str, Invitee]) -> str | None:
    other = known.get(address)
    if other is None or other.name.casefold() == name.casefold():
        return None
    return f"dit adres staat er al, bij {other.name}."


def _line_problem(name: str, addresses: Sequence[str], is_address: Callable[[str], bool]) -> str | None:
    if not addresses:
        return "zet er een e-mailadres bij."
    if len(addresses) > 1:
        return "zet elke persoon op een eigen regel, met één e-mailadres."
    if not is_address(addresses[0]):
        return "dit e-mailadres klopt niet. Bijvoorbeeld: naam@organisatie.nl."
    if not name:
        return "zet de naam erbij."
    return f"een naam kan hooguit {MAX_NAME} tekens lang zijn." if len(name) > MAX_NAME else None
