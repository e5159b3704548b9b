"""What a scan is, read from the texts of its files, and what can be wrong in them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from modules.library.toml_rules import Kind, Problem, Table, field_problems, parse, read_file

FACTORS = "factors.toml"
FOLDER = "scans/"
SCAN_FIELDS = {
    "title": Kind.TEXT,
    "lead": Kind.TEXT,
    "source": Kind.TEXT,
    "shared": Kind.FLAG,
    "factors": Kind.FLAG,
    "questions": Kind.TEXTS,
    "parts": Kind.TABLES,
}
PART_FIELDS = {
    "id": Kind.TEXT,
    "title": Kind.TEXT,
    "question": Kind.TEXT,
    "hinders": Kind.FLAG,
    "no": Kind.TEXT,
    "some": Kind.TEXT,
    "yes": Kind.TEXT,
}
POINT_FIELDS = {"code": Kind.TEXT, "text": Kind.TEXT, "short": Kind.TEXT, "place": Kind.TEXT}
ITEM_FIELDS = POINT_FIELDS | {"part": Kind.TEXT}
FACTOR_FIELDS = POINT_FIELDS | {"level": Kind.TEXT, "direction": Kind.TEXT}
MAX_CODE = 10

NO, SOME, YES, UNKNOWN = "no", "some", "yes", "unknown"
STEPS = (NO, SOME, YES)
ANSWERS = (*STEPS, UNKNOWN)
UNKNOWN_WORDS = "weet ik niet"
# What goes before the short words of an item, so that a line says what is so; by whether its part hinders, and the answer.
LEADS = {
    (False, NO): "Nog niet",
    (True, NO): "Geen last van",
    (True, SOME): "Een beetje last van",
    (True, YES): "Veel last van",
}


@dataclass(frozen=True)
class Part:
    """A group of items that are answered with the same words. In a part that hinders, *niet* is the good news."""

    id: str
    title: str
    question: str
    hinders: bool
    no: str
    some: str
    yes: str

    @property
    def favourable(self) -> str:
        """Return the answer that is a strength."""
        return NO if self.hinders else YES

    @property
    def unfavourable(self) -> str:
        """Return the answer at the other end."""
        return YES if self.hinders else NO

    @property
    def labels(self) -> dict[str, str]:
        """Return the words of every answer."""
        return {NO: self.no, SOME: self.some, YES: self.yes, UNKNOWN: UNKNOWN_WORDS}


@dataclass(frozen=True)
class Item:
    """One thing to look at, with where it stands in the source. `short` names it, and can follow a colon."""

    code: str
    text: str
    short: str
    place: str
    part: Part

    @property
    def name(self) -> str:
        """Return the short words as they begin a line."""
        return self.short[0].upper() + self.short[1:]

    def says(self, answer: str) -> str:
        """Return what is so for who gave this answer."""
        lead = LEADS.get((self.part.hinders, answer))
        return f"{lead}: {self.short}" if lead else self.name


@dataclass(frozen=True)
class Scan:
    """One scan; `shared` says whether answers may be shared with a group."""

    slug: str
    title: str
    lead: str
    source: str
    shared: bool
    questions: tuple[str, ...]
    parts: tuple[Part, ...]
    items: tuple[Item, ...]
    content_hash: str

    def items_of(self, part: Part) -> list[Item]:
        """Return the items of one part."""
        return [item for item in self.items if item.part is part]


@dataclass(frozen=True)
class Scans:
    """The scans that are in order, and the problems of those that are not."""

    scans: tuple[Scan, ...]
    problems: tuple[Problem, ...]

    def scan(self, slug: str) -> Scan | None:
        """Return the scan with this slug, or None."""
        return next((scan for scan in self.scans if scan.slug == slug), None)


def read_scans(texts: Mapping[str, str]) -> Scans:
    """Return the scans in these files; names are paths from the content folder."""
    scans, problems = [], []
    for file in sorted((name for name in texts if name.startswith(FOLDER)), reverse=True):
        scan, found = _scan(file, texts)
        scans += [scan] if scan else []
        problems += found
    return Scans(tuple(scans), tuple(problems))


def _scan(file: str, texts: Mapping[str, str]) -> tuple[Scan | None, list[Problem]]:
    table, problems = parse(file, texts[file])
    factors = table.values.get("factors") is True
    problems = problems or field_problems(table, SCAN_FIELDS if factors else SCAN_FIELDS | {"items": Kind.TABLES})
    if problems:
        return None, problems
    parts = table.tables("parts")
    problems = [problem for part in parts for problem in field_problems(part, PART_FIELDS)]
    if problems:
        return None, problems
    known = {part.values["id"]: Part(**part.values) for part in parts}
    blocks, problems = _factors(texts) if factors else _items(table)
    problems = problems or list(_item_problems(blocks, known))
    if problems:
        return None, problems
    values = table.values
    return Scan(
        slug=PurePosixPath(file).stem,
        title=values["title"],
        lead=values["lead"],
        source=values["source"],
        shared=values["shared"],
        questions=tuple(values["questions"]),
        parts=tuple(known.values()),
        items=tuple(_item(block, known) for block in blocks),
        content_hash=sha256((texts[file] + (texts[FACTORS] if factors else "")).encode()).hexdigest()[:12],
    ), []


def _items(table: Table) -> tuple[list[Table], list[Problem]]:
    blocks = table.tables("items")
    return blocks, [problem for block in blocks for problem in field_problems(block, ITEM_FIELDS)]


def _factors(texts: Mapping[str, str]) -> tuple[list[Table], list[Problem]]:
    table, problems = read_file(FACTORS, texts, {"source": Kind.TEXT, "factors": Kind.TABLES})
    blocks = [] if problems else table.tables("factors")
    return blocks, problems + [problem for block in blocks for problem in field_problems(block, FACTOR_FIELDS)]


def _item_problems(blocks: Sequence[Table], known: Mapping[str, Part]) -> Iterator[Problem]:
    counts = Counter(block.values["code"] for block in blocks)
    for block in blocks:
        code = block.values["code"]
        if counts[code] > 1:
            yield block.problem(f"de code '{code}' staat er twee keer.", "code")
        if len(code) > MAX_CODE:
            yield block.problem(f"de code '{code}' is te lang.", "code")
        if _part_of(block) not in known:
            yield block.problem(f"het deel '{_part_of(block)}' bestaat niet in de scan.", "part")


def _part_of(block: Table) -> str:
    values = block.values
    return values["part"] if "part" in values else f"{values['level']}-{values['direction']}"


def _item(block: Table, known: Mapping[str, Part]) -> Item:
    values = block.values
    return Item(values["code"], values["text"], values["short"], values["place"], known[_part_of(block)])
