"""The forms of the assignments as frozen dataclasses, read from the texts of their files, and what can be wrong in them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from modules.library.toml_rules import MAX_SLUG, SLUG, Kind, Problem, Table, field_problems, read_file

KINDS = ("profiel", "plan")
ROWS, WORDS = "rows.toml", "words.toml"
SECTION_KINDS = ("fields", "rows", "steps")
# A day that is still to come, and a day on which something was done.
DAYS = ("day", "done")
SIZES = ("line", "text", *DAYS)

FORM_FIELDS = {
    "title": Kind.TEXT,
    "summary": Kind.TEXT,
    "lesson": Kind.TEXT,
    "sections": Kind.TABLES,
    "criteria": Kind.TABLES,
}
SECTION_FIELDS = {"id": Kind.TEXT, "title": Kind.TEXT, "help": Kind.NOTE, "kind": Kind.TEXT, "fields": Kind.TABLES}
FIELD_FIELDS = {"id": Kind.TEXT, "label": Kind.TEXT, "help": Kind.NOTE, "size": Kind.TEXT}
CRITERION_FIELDS = {"id": Kind.TEXT, "text": Kind.TEXT, "help": Kind.NOTE}
SET_FIELDS = {"id": Kind.TEXT, "title": Kind.TEXT, "help": Kind.NOTE, "source": Kind.TEXT, "rows": Kind.TABLES}
ROW_FIELDS = {"id": Kind.TEXT, "label": Kind.TEXT, "help": Kind.NOTE}
HINT_FIELDS = {"words": Kind.TEXTS, "instead": Kind.TEXT}


@dataclass(frozen=True)
class Field:
    """One thing to fill in: a line, a longer text, or a day in words. An optional one may stay empty."""

    id: str
    label: str
    help: str
    size: str
    optional: bool = False


@dataclass(frozen=True)
class Row:
    """One area of life."""

    id: str
    label: str
    help: str


@dataclass(frozen=True)
class Section:
    """A part of a form: its fields once, once per row, or once per step that the writer adds."""

    id: str
    title: str
    help: str
    kind: str
    fields: tuple[Field, ...]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Criterion:
    """One thing that the trainer looks for."""

    id: str
    text: str
    help: str


@dataclass(frozen=True)
class Form:
    """The form of one kind of assignment; `rows_title` and `source` say which rows were chosen and where they are from."""

    kind: str
    title: str
    summary: str
    lesson: str
    sections: tuple[Section, ...]
    criteria: tuple[Criterion, ...]
    rows_title: str = ""
    source: str = ""

    @property
    def asks_for_rows(self) -> bool:
        """Return whether rows have to be chosen at the start."""
        return any(section.kind == "rows" for section in self.sections)

    def with_rows(self, chosen: "RowSet") -> "Form":
        """Return this form with the rows of a set."""
        sections = tuple(replace(each, rows=chosen.rows) if each.kind == "rows" else each for each in self.sections)
        return replace(self, sections=sections, rows_title=chosen.title, source=chosen.source)


@dataclass(frozen=True)
class RowSet:
    """A set of rows to choose from, with where it comes from."""

    id: str
    title: str
    help: str
    source: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class WordHint:
    """Words that are better described, and how."""

    words: tuple[str, ...]
    instead: str


@dataclass(frozen=True)
class Shelf:
    """All that the files of the assignments hold, and the problems in them."""

    forms: Mapping[str, Form]
    row_sets: tuple[RowSet, ...]
    hints: tuple[WordHint, ...]
    problems: tuple[Problem, ...]


def read_shelf(texts: Mapping[str, str]) -> Shelf:
    """Return what stands in these files, by file name. What has a problem is left out."""
    known = {ROWS, WORDS, *(f"{kind}.toml" for kind in KINDS)}
    problems = [Problem(file, None, "dit bestand hoort niet bij de opdrachten.") for file in set(texts) - known]
    forms: dict[str, Form] = {}
    for kind in KINDS:
        form, found = _form(kind, texts)
        forms |= {kind: form} if form else {}
        problems += found
    sets, found = _blocks(ROWS, texts, "sets", SET_FIELDS, _set_problems)
    hints, other = _blocks(WORDS, texts, "hints", HINT_FIELDS, lambda block: [])
    row_sets = tuple(RowSet(**dict(block.values) | {"rows": _made(Row, block, "rows")}) for block in sets)
    words = tuple(
        WordHint(tuple(word.lower() for word in block.values["words"]), block.values["instead"]) for block in hints
    )
    return Shelf(forms, row_sets, words, (*problems, *found, *other))


def _blocks(
    file: str, texts: Mapping[str, str], key: str, kinds: Mapping[str, Kind], more: Any
) -> tuple[list[Table], list[Problem]]:
    table, problems = read_file(file, texts, {key: Kind.TABLES})
    if problems:
        return [], problems
    blocks = table.tables(key)
    for block in blocks:
        problems += field_problems(block, kinds) or more(block)
    if "id" in kinds:
        problems += _id_problems(blocks)
    return ([] if problems else blocks), problems


def _set_problems(block: Table) -> list[Problem]:
    rows = block.tables("rows")
    return [fault for row in rows for fault in field_problems(row, ROW_FIELDS)] or _id_problems(rows)


def _form(kind: str, texts: Mapping[str, str]) -> tuple[Form | None, list[Problem]]:
    table, problems = read_file(f"{kind}.toml", texts, FORM_FIELDS)
    if problems:
        return None, problems
    sections, criteria = table.tables("sections"), table.tables("criteria")
    problems = [fault for each in sections for fault in _section_problems(each)]
    problems += [fault for each in criteria for fault in field_problems(each, CRITERION_FIELDS)]
    problems = problems or _id_problems(sections) + _id_problems(criteria) + _id_problems(_plain_fields(sections))
    if problems:
        return None, problems
    values = dict(table.values) | {
        "sections": tuple(Section(**dict(each.values) | {"fields": _made(Field, each, "fields")}) for each in sections),
        "criteria": _made(Criterion, table, "criteria"),
    }
    return Form(kind=kind, **values), []


def _plain_fields(sections: Sequence[Table]) -> list[Table]:
    """Return the fields that are named by their own id alone."""
    return [field for each in sections if each.values["kind"] == "fields" for field in each.tables("fields")]


def _section_problems(section: Table) -> list[Problem]:
    problems = field_problems(section, SECTION_FIELDS)
    if problems:
        return problems
    if section.values["kind"] not in SECTION_KINDS:
        problems.append(section.problem(f"onbekende soort '{section.values['kind']}'.", "kind"))
    fields = section.tables("fields")
    faults = [fault for field in fields for fault in _field_problems(field)]
    unknown = [] if faults else [field for field in fields if field.values["size"] not in SIZES]
    faults += [field.problem(f"onbekende maat '{field.values['size']}'.", "size") for field in unknown]
    return problems + (faults or _id_problems(fields))


def _field_problems(field: Table) -> list[Problem]:
    # Most fields are asked for; only one that may stay empty says so.
    may = {"optional": Kind.FLAG} if "optional" in field.values else {}
    return field_problems(field, FIELD_FIELDS | may)


def _id_problems(blocks: Sequence[Table]) -> list[Problem]:
    problems, seen = [], set()
    for block in blocks:
        name = str(block.values.get("id", ""))
        if not SLUG.fullmatch(name) or len(name) > MAX_SLUG // 2:
            sentence = f"id '{name}' mag alleen kleine letters, cijfers en streepjes hebben, hooguit 40."
            problems.append(block.problem(sentence, "id"))
        if name in seen:
            problems.append(block.problem(f"id '{name}' staat er twee keer.", "id"))
        seen.add(name)
    return problems


def _made(into: Any, table: Table, key: str) -> tuple[Any, ...]:
    return tuple(into(**block.values) for block in table.tables(key))


def kept(form: Form) -> str:
    """Return the form as a text, to be kept with the assignment that was started with it."""
    return json.dumps(asdict(form), ensure_ascii=False)


def from_kept(text: str) -> Form:
    """Return the form in a text that `kept` made."""
    values = json.loads(text)
    sections = [
        Section(
            **section
            | {
                "fields": tuple(Field(**field) for field in section["fields"]),
                "rows": tuple(Row(**row) for row in section["rows"]),
            }
        )
        for section in values["sections"]
    ]
    criteria = tuple(Criterion(**each) for each in values["criteria"])
    return Form(**values | {"sections": tuple(sections), "criteria": criteria})
