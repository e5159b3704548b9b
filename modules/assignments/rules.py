"""Decisions about assignments: what stands where on a form, what is missing, whose turn it is, what changed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import SequenceMatcher
from enum import StrEnum

from modules.assignments import day_rules
from modules.assignments.form_rules import DAYS, Form, Section, WordHint
from trainer.people.privacy_rules import recognisable_in
from trainer.text_rules import listed

MAX_TEXT = 6000
MAX_STEPS = 40
MAX_ATTACHMENT = 10 * 1024 * 1024
TOO_LONG = f"Deze tekst is te lang. Er passen {MAX_TEXT} tekens in; maak hem korter."
UNKNOWN_FIELD = "Dit veld staat niet in het formulier."
UNKNOWN_CHOICE = "Kies een van de antwoorden op het scherm."
HANDED_IN = "Deze versie is ingeleverd en staat vast."
ANSWERED = "Dit antwoord is verstuurd en staat vast."


class Side(StrEnum):
    """Whose words: those of the cursist, or those of the trainer who answers."""

    OWN = "own"
    ANSWER = "answer"


class Verdict(StrEnum):
    """What the trainer answers in one word."""

    ENOUGH = "enough"
    CONTINUE = "continue"


class Choice(StrEnum):
    """What the trainer saw of a criterion."""

    SEEN = "seen"
    NOT_YET = "not_yet"
    NOT_APPLICABLE = "nvt"


VERDICT_LABELS = {Verdict.ENOUGH: "voldoende", Verdict.CONTINUE: "verder werken"}
CHOICE_LABELS = {Choice.SEEN: "gezien", Choice.NOT_YET: "nog niet", Choice.NOT_APPLICABLE: "n.v.t."}
ANSWER_LABELS = {str(key): words for key, words in (*VERDICT_LABELS.items(), *CHOICE_LABELS.items())}
VERDICT_KEY, OVERALL_KEY = "oordeel", "algemeen"


@dataclass(frozen=True)
class Given:
    """What stands in a field."""

    text: str = ""
    revision: int = 0


@dataclass(frozen=True)
class Saved:
    """What stands in a field after a save. `conflict`: another window was first and nothing was kept."""

    stored: Given
    conflict: bool = False
    problem: str | None = None


def as_typed(kept: Mapping[str, Given], typed: Mapping[str, Given], refused: Mapping[str, Saved]) -> dict[str, Given]:
    """Return what a page shows: what was refused as it was typed, under the revision that now stands."""
    return dict(kept) | {key: replace(typed[key], revision=saved.stored.revision) for key, saved in refused.items()}


@dataclass(frozen=True)
class Cell:
    """One field on the page, with the key under which its text is kept."""

    key: str
    label: str
    help: str
    size: str
    name: str
    optional: bool = False

    @property
    def spoken(self) -> str:
        """Return the label as it reads among other words: a number alone says nothing."""
        return _spoken(self.label)


def _spoken(label: str) -> str:
    return f"nummer {label}" if label.isdigit() else label


@dataclass(frozen=True)
class Line:
    """A row of cells: an area of life, a step (with its number), or the fields of a section."""

    label: str
    help: str
    cells: tuple[Cell, ...]
    step: int | None = None


@dataclass(frozen=True)
class Part:
    """A section with its lines."""

    section: Section
    lines: tuple[Line, ...]


def layout(form: Form, steps: Sequence[int]) -> tuple[Part, ...]:
    """Return everything that can be filled in, in the order of the page; `steps` are the numbers of the steps."""
    return tuple(Part(section, _lines(section, steps)) for section in form.sections)


def _lines(section: Section, steps: Sequence[int]) -> tuple[Line, ...]:
    if section.kind == "rows":
        return tuple(Line(row.label, row.help, _cells(section, f"{row.id}.", row.label)) for row in section.rows)
    if section.kind == "steps":
        numbered = list(enumerate(steps, 1))
        return tuple(Line(f"Stap {at}", "", _cells(section, f"stap-{n}.", f"Stap {at}"), n) for at, n in numbered)
    return (Line("", "", _cells(section, "", "")),)


def _cells(section: Section, prefix: str, row: str) -> tuple[Cell, ...]:
    # A field that is called by a number only makes sense with its section before it.
    before = row or (section.title if any(field.label.isdigit() for field in section.fields) else "")
    return tuple(
        Cell(
            prefix + field.id,
            field.label,
            field.help,
            field.size,
            f"{before}: {_spoken(field.label)}" if before else field.label,
            field.optional,
        )
        for field in section.fields
    )


def cells(form: Form, steps: Sequence[int]) -> dict[str, Cell]:
    """Return every field by its key."""
    return {cell.key: cell for part in layout(form, steps) for line in part.lines for cell in line.cells}


def answer_keys(form: Form, steps: Sequence[int]) -> dict[str, tuple[str, ...]]:
    """Return every field of an answer with its choices; no choices means text."""
    keys: dict[str, tuple[str, ...]] = {}
    for criterion in form.criteria:
        keys[f"criterium.{criterion.id}"] = tuple(Choice)
        keys[f"criterium.{criterion.id}.tekst"] = ()
    keys |= {f"bij.{key}": () for key in cells(form, steps)}
    return keys | {OVERALL_KEY: (), VERDICT_KEY: tuple(Verdict)}


def field_names(form: Form, steps: Sequence[int]) -> dict[str, str]:
    """Return what each field of a version and of its answer is called on the page."""
    names = {key: cell.name for key, cell in cells(form, steps).items()}
    names |= {f"bij.{key}": f"Opmerking bij {name}" for key, name in names.items()}
    for criterion in form.criteria:
        names[f"criterium.{criterion.id}"] = criterion.text
        names[f"criterium.{criterion.id}.tekst"] = f"{criterion.text}: toelichting"
    return names | {OVERALL_KEY: "Tekst bij het geheel", VERDICT_KEY: "Voldoende of verder werken?"}


def taken_away(all_steps: Sequence[int], standing: Sequence[int]) -> dict[int | None, list[int]]:
    """Return the steps that were taken away by the step that they stood before; under None those at the end."""
    found: dict[int | None, list[int]] = {}
    gone: list[int] = []
    for number in all_steps:
        gone.append(number)
        if number in standing:
            found[number], gone = gone[:-1], []
    return found | {None: gone}


def problem(keys: Mapping[str, tuple[str, ...]], key: str, text: str) -> str | None:
    """Return why this cannot be kept in this field, as a Dutch sentence, or None."""
    if key not in keys:
        return UNKNOWN_FIELD
    if keys[key] and text not in ("", *keys[key]):
        return UNKNOWN_CHOICE
    return TOO_LONG if len(text) > MAX_TEXT else None


def is_conflict(stored: Given, text: str, seen_revision: int) -> bool:
    """Return whether keeping this would overwrite what another window saved. The same text again is no conflict."""
    return stored.text != text and stored.revision != seen_revision


def answer_missing(form: Form, given: Mapping[str, Given]) -> dict[str, str]:
    """Return what an answer still needs before it can be sent: Dutch sentences, by the field that each is about."""
    asked = {f"criterium.{each.id}": f"Kies bij ‘{each.text}’ wat je zag." for each in form.criteria}
    asked |= {OVERALL_KEY: "Schrijf een tekst bij het geheel.", VERDICT_KEY: "Kies ‘voldoende’ of ‘verder werken’."}
    return {key: sentence for key, sentence in asked.items() if not given.get(key, Given()).text}


def recognisable(form: Form, steps: Sequence[int], given: Mapping[str, Given]) -> list[tuple[Cell, str]]:
    """Return the fields whose text looks like personal data, with in Dutch what it looks like; a day is none."""
    found = []
    for cell in cells(form, steps).values():
        text = given.get(cell.key, Given()).text
        if cell.size not in DAYS and (personal := recognisable_in(text)):
            found.append((cell, listed(personal)))
    return found


def hints(text: str, size: str, words: Sequence[WordHint], today: date) -> list[str]:
    """Return soft hints about a text: words that are better described, what looks like personal data, a day that is none.

    A day in a Plan looks like a date of birth; there it is what was asked for.
    """
    found = day_rules.hints(text, size, today) if size in DAYS else []
    if size not in DAYS and (personal := recognisable_in(text)):
        found.append(f"Dit lijkt op {listed(personal)}. Schrijf het zo dat niemand te herkennen is.")
    spoken = {word.lower(): word for word in re.findall(r"[\w'-]+", text.replace("’", "'"))}
    for hint in words:
        if used := [spoken[word] for word in hint.words if word in spoken]:
            found.append(f"Je schrijft ‘{used[0]}’. {hint.instead}")
    return found


# ── Whose turn it is ──────────────────────────────────────────────────────────────────────────────────────────────


class Turn(StrEnum):
    """With whom an assignment lies."""

    WRITER = "writer"
    TRAINER = "trainer"
    DONE = "done"


def turn(handed_in_at: datetime | None, verdict: str | None) -> Turn:
    """Return with whom an assignment lies, from its newest version."""
    if verdict == Verdict.ENOUGH:
        return Turn.DONE
    return Turn.TRAINER if handed_in_at and not verdict else Turn.WRITER


def is_open(side: str, handed_in_at: datetime | None, verdict: str | None, mine: bool) -> bool:
    """Return whether the writer (`mine`) or else a trainer may read this side of a version."""
    if side == Side.OWN:
        return mine or handed_in_at is not None
    return not mine or verdict is not None


# ── What changed ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Piece:
    """A piece of a text: kept, added or taken away."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """What changed in one field."""

    key: str
    name: str
    pieces: tuple[Piece, ...]


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """Return the difference between two texts, word by word."""
    old, new = _words(before), _words(after)
    pieces: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        pieces += [Piece("gone", "".join(old[a:b]))] if a < b else []
        pieces += [Piece("new", "".join(new[c:d]))] if c < d else []
    return tuple(pieces)


def _words(text: str) -> list[str]:
    """Return a text as words, each with the space after it: then a changed sentence reads as one."""
    return re.findall(r"\s*\S+\s*|\s+", text) if text else []


def changes(
    before: Mapping[str, Cell], after: Mapping[str, Cell], old: Mapping[str, Given], new: Mapping[str, Given]
) -> list[Change]:
    """Return the fields of two versions that differ, in the order of the newer one; a step that is gone comes last."""
    gone = {key: cell for key, cell in before.items() if key not in after}
    found = []
    for key, cell in {**after, **gone}.items():
        was = old.get(key, Given()).text if key in before else ""
        now = new.get(key, Given()).text if key in after else ""
        if was != now:
            name = f"{cell.name} (weggehaald)" if key in gone else cell.name
            found.append(Change(key, name, word_changes(was, now)))
    return found


# ── Attachments ───────────────────────────────────────────────────────────────────────────────────────────────────

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# What the field offers. Who chooses a photo on an iPhone that asks for a jpg, gets one.
ACCEPTED = ",".join([*(f".{ending}" for ending in MEDIA_TYPES), ".jpeg", *MEDIA_TYPES.values()])
_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_SIGNATURES = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))


def ending_of(start: bytes, names: Sequence[str]) -> str | None:
    """Return what kind of file this is by its content: its first bytes, and the names inside when it is an archive.

    A Word file with macros is none of them.
    """
    for signature, ending in _SIGNATURES:
        if start.startswith(signature):
            return ending
    is_word = "word/document.xml" in names and "[Content_Types].xml" in names
    return "docx" if is_word and not any("vbaproject" in name.lower() for name in names) else None


def is_iphone_photo(start: bytes, name: str) -> bool:
    """Return whether this is a photo as an iPhone keeps it (heic or heif), by its content or else by its name."""
    return (start[4:8] == b"ftyp" and start[8:12] in _HEIF) or name.lower().endswith((".heic", ".heif"))
