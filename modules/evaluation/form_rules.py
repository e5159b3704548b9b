"""The questions of an evaluation and what the source found, read from texts, and what can be wrong in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from modules.library.toml_rules import Kind, Problem, Table, field_problems, read_file

# The four measures of the feasibility study, each with what it asks.
MEASURES = {
    "acceptatie": "Zijn mensen er tevreden over?",
    "behoefte": "Willen mensen het gebruiken?",
    "implementatie": "Lukt het om het uit te voeren zoals bedoeld?",
    "praktische bruikbaarheid": "Werkt het in het werk van alledag?",
}
MARK, CHOICE, CHOICES, TEXT = "mark", "choice", "choices", "text"
FORM_FIELDS = {"title": Kind.TEXT, "intro": Kind.TEXT, "questions": Kind.TABLES}
QUESTION_FIELDS = {
    "id": Kind.TEXT,
    "kind": Kind.TEXT,
    "measure": Kind.TEXT,
    "text": Kind.TEXT,
    "short": Kind.TEXT,
    "help": Kind.NOTE,
    "required": Kind.FLAG,
}
OPTION_FIELDS = {"id": Kind.TEXT, "text": Kind.TEXT}
SOURCE_FIELDS = {"title": Kind.TEXT, "remark": Kind.TEXT, "values": Kind.TABLES}
VALUE_FIELDS = {"measure": Kind.TEXT, "label": Kind.TEXT, "value": Kind.TEXT, "people": Kind.TEXT}
MAX_ID = 40


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen."""

    id: str
    text: str


MARKS = tuple(Option(str(mark), str(mark)) for mark in range(1, 11))


@dataclass(frozen=True)
class Question:
    """One question; `short` is what it is called beside the counts. A question for a text has no options."""

    id: str
    kind: str
    measure: str
    text: str
    short: str
    help: str
    required: bool
    options: tuple[Option, ...] = ()

    @property
    def many(self) -> bool:
        """Return whether more than one option can be chosen."""
        return self.kind == CHOICES


@dataclass(frozen=True)
class Form:
    """The questions of one occasion."""

    title: str
    intro: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Value:
    """One thing that the source found, with how many people it rests on."""

    measure: str
    label: str
    value: str
    people: str


@dataclass(frozen=True)
class Source:
    """What the source found, and where that stands."""

    title: str
    remark: str
    values: tuple[Value, ...]


def read_form(file: str, texts: Mapping[str, str]) -> tuple[Form | None, list[Problem]]:
    """Return the questions in a file, or None with what is wrong in it."""
    table, problems = read_file(file, texts, FORM_FIELDS)
    if problems:
        return None, problems
    blocks = table.tables("questions")
    problems = [problem for block in blocks for problem in _question_problems(block)] + _twice(blocks)
    if problems:
        return None, problems
    return Form(table.values["title"], table.values["intro"], tuple(_question(block) for block in blocks)), []


def _question(block: Table) -> Question:
    values: dict[str, Any] = dict(block.values)
    if values["kind"] == MARK:
        return Question(**values, options=MARKS)
    options = block.tables("options") if "options" in values else []
    return Question(**values | {"options": tuple(Option(**option.values) for option in options)})


def _question_problems(block: Table) -> list[Problem]:
    kind = block.values.get("kind")
    if kind not in (MARK, CHOICE, CHOICES, TEXT):
        return [block.problem(f"onbekende soort vraag '{kind}'.", "kind")]
    fields = QUESTION_FIELDS | ({"options": Kind.TABLES} if kind in (CHOICE, CHOICES) else {})
    problems = field_problems(block, fields)
    if problems:
        return problems
    problems = _measure_problems(block)
    if "options" in block.values:
        options = block.tables("options")
        problems += [fault for option in options for fault in field_problems(option, OPTION_FIELDS)]
        problems += _twice(options)
    return problems


def _measure_problems(block: Table) -> list[Problem]:
    measure = block.values["measure"]
    return [] if measure in MEASURES else [block.problem(f"onbekende maat '{measure}'.", "measure")]


def _twice(blocks: list[Table]) -> list[Problem]:
    problems, seen = [], set()
    for block in blocks:
        name = block.values.get("id")
        if name in seen or (isinstance(name, str) and len(name) > MAX_ID):
            problems.append(block.problem(f"id '{name}' is er al, of is langer dan {MAX_ID} tekens.", "id"))
        seen.add(name)
    return problems


def read_source(file: str, texts: Mapping[str, str]) -> tuple[Source | None, list[Problem]]:
    """Return what the source found, or None with what is wrong in the file."""
    table, problems = read_file(file, texts, SOURCE_FIELDS)
    if problems:
        return None, problems
    blocks = table.tables("values")
    problems = [fault for block in blocks for fault in field_problems(block, VALUE_FIELDS)]
    problems = problems or [fault for block in blocks for fault in _measure_problems(block)]
    if problems:
        return None, problems
    values = tuple(Value(**block.values) for block in blocks)
    return Source(table.values["title"], table.values["remark"], values), []
