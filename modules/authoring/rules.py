"""What the files of a module are called, what changed between two states of them, and what deserves a second look."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from modules.library.lesson_rules import LESSON_FILE
from modules.library.rules import RESERVED, RESERVED_MODULES
from modules.library.toml_rules import MAX_SLUG, Problem
from trainer.people.privacy_rules import personal_data_among_numbers
from trainer.text_rules import listed

Files = Mapping[str, bytes]
MODULE_FILE, CHECK_FILE = "module.toml", "check.toml"
FIGURES = "figures/"
FILE_NAME = re.compile(
    r"(?:[a-z0-9]+(?:-[a-z0-9]+)*\.(?:md|toml))|(?:figures/[a-z0-9]+(?:-[a-z0-9]+)*\.(?:svg|png|jpg))"
)
MAX_NAME, MAX_NOTE = 120, 300
MAX_TEXT = 200_000
NEW = "new"
LINK = re.compile(r"\bles:([a-z0-9-]+/[a-z0-9-]+)")
# What a source, a link or a reference says is no personal data of a client.
SOURCES = re.compile(r"^sources = (?:\[\n.*?^\]|[^\n]*)", re.M | re.S)
NOT_PROSE = re.compile(
    r"\]\([^)]*\)|https?://\S+|^lesson = .*$|\bdoi:?\s?\S+|\b10\.\d{4,9}/\S+"
    r"|\b(?:isbn|issn)(?:-1[03])?:?\s?[\dx][\dx -]{7,19}"
    r"|\b(?:project|rapport|publicatie|kamerstuk)(?:nummer|nr\.?)?:?\s?\d{4,12}\b",
    re.I,
)


class Overtaken(Exception):
    """Someone else changed what was on screen."""


@dataclass(frozen=True)
class Change:
    """One file that is not as it was: new, changed or gone."""

    name: str
    kind: str


def fingerprint(content: bytes | None) -> str:
    """Return what tells two states of one file apart; empty when there is no such file."""
    return "" if content is None else sha256(content).hexdigest()[:16]


def slug_of(words: str, longest: int = 60) -> str:
    """Return words as an address: small letters, digits and hyphens; empty when nothing is left."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")


def is_known(name: str) -> bool:
    """Return whether a module can have a file of this name."""
    return FILE_NAME.fullmatch(name) is not None and len(name) <= MAX_NAME


def changes(old: Files, new: Files) -> list[Change]:
    """Return what changed between two states of a module, by file."""
    found = [(name, "nieuw" if name not in old else "weg" if name not in new else "veranderd") for name in {*old, *new}]
    return [Change(name, kind) for name, kind in sorted(found) if old.get(name) != new.get(name)]


def lesson_names(files: Iterable[str]) -> list[str]:
    """Return the names of the lessons among these files, without `.md`."""
    return sorted(name.removesuffix(".md") for name in files if name.endswith(".md"))


def lesson_slug(name: str) -> str | None:
    """Return the address of a lesson by the name of its file, or None when it has none."""
    found = LESSON_FILE.fullmatch(name)
    return found[1] if found else None


def lost_slugs(old: Files, new: Files) -> list[str]:
    """Return the addresses of lessons that were there and are gone."""
    before, after = ([lesson_slug(name) for name in lesson_names(files)] for files in (old, new))
    return [slug for slug in before if slug and slug not in after]


def new_lesson_name(title: str, names: Iterable[str]) -> str:
    """Return the name of the file of a new lesson: a number and its title, different from those that are there."""
    taken = {lesson_slug(name) for name in names}
    numbers = [int(name[:2]) for name in names if LESSON_FILE.fullmatch(name)]
    slug = unused(slug_of(title) or "les", {*RESERVED, *(each for each in taken if each)})
    return f"{min(max(numbers, default=0) + 1, 99):02}-{slug}"


def unused(name: str, taken: Iterable[str]) -> str:
    """Return a name, with a number behind it when it is taken."""
    known = set(taken)
    return next(each for each in (name, *(f"{name}-{number}" for number in range(2, 999))) if each not in known)


def unused_id(taken: Iterable[str], letters: bool = False) -> str:
    """Return the first id of the row q1, q2, … or a, b, … that was never taken."""
    known = set(taken)
    row = (chr(97 + place) for place in range(26)) if letters else (f"q{number}" for number in range(1, 9999))
    return next(each for each in row if each not in known)


def moved(names: list[str], name: str, step: int) -> list[str]:
    """Return the list with one name a place earlier (-1) or later (1)."""
    place = names.index(name) if name in names else -1
    if place < 0 or not 0 <= place + step < len(names):
        return names
    without = [each for each in names if each != name]
    return [*without[: place + step], name, *without[place + step :]]


def ordered(names: list[str], asked: list[str]) -> list[str]:
    """Return the order that was asked for, or the order as it is when that names other modules."""
    return asked if sorted(asked) == sorted(names) else names


def put_back(names: list[str], name: str, earlier: list[str]) -> list[str]:
    """Return the list with one more name: behind the nearest one that stood before it earlier; at the end if unknown."""
    if name in names or name not in earlier:
        return names if name in names else [*names, name]
    before = [each for each in earlier[: earlier.index(name)] if each in names]
    place = names.index(before[-1]) + 1 if before else 0
    return [*names[:place], name, *names[place:]]


def slug_problem(slug: str, taken: Iterable[str]) -> str | None:
    """Return why a new module cannot have this address, or None."""
    if not slug:
        return "Geef de module een titel met letters."
    if slug in taken or slug in ("nieuw", "importeren", "volgorde", *RESERVED_MODULES) or len(slug) > MAX_SLUG:
        return "Er is al iets met dit adres. Kies een andere titel."
    return None


def of_module(slug: str, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems of one module and of the order of the course."""
    return [each for each in problems if each.file.startswith(f"{slug}/") or each.file == "course.toml"]


def dead_links(texts: Mapping[str, str], lessons: set[str]) -> list[Problem]:
    """Return the links to lessons that do not exist; `lessons` are `module/les`."""
    return [
        Problem(file, number, f"de link les:{target} gaat naar een les die er niet is.")
        for file, number, target in _links(texts)
        if target not in lessons
    ]


def hidden_links(texts: Mapping[str, str], lessons: set[str], shown: Collection[str]) -> list[Problem]:
    """Return the links to lessons of modules outside the course; a warning, because such a module may come back."""
    return [
        Problem(file, number, f"de link les:{target} gaat naar een module die niet in de cursus staat.")
        for file, number, target in _links(texts)
        if target in lessons and target.partition("/")[0] not in shown
    ]


def _links(texts: Mapping[str, str]) -> Iterator[tuple[str, int, str]]:
    for file, text in texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            for target in LINK.findall(line):
                yield file, number, target


def links_to(slug: str, text: str) -> bool:
    """Return whether a text has a link to a lesson of this module."""
    return any(target.startswith(f"{slug}/") for target in LINK.findall(text))


def private(file: str, text: str) -> list[Problem]:
    """Return the lines that look as if they hold personal data; a warning, because a text may have a good reason."""
    found = []
    prose = SOURCES.sub(lambda sources: "\n" * sources[0].count("\n"), text)
    for number, line in enumerate(prose.split("\n"), 1):
        if words := personal_data_among_numbers(NOT_PROSE.sub(" ", line)):
            found.append(Problem(file, number, f"dit lijkt op {listed(words)}."))
    return found
