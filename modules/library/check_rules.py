"""A knowledge check: questions with options of which exactly one is right, and what can be wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from modules.library.toml_rules import (
    MAX_SLUG,
    SLUG,
    Kind,
    Problem,
    Table,
    field_problems,
    read_file,
    suggestion,
)

CHECK_FIELDS = {"questions": Kind.TABLES}
QUESTION_FIELDS = {"id": Kind.TEXT, "text": Kind.TEXT, "lesson": Kind.TEXT, "options": Kind.TABLES}
OPTION_FIELDS = {"id": Kind.TEXT, "text": Kind.TEXT, "correct": Kind.FLAG, "explanation": Kind.TEXT}


@dataclass(frozen=True)
class Option:
    """One possible answer, with the explanation of why it is right or not."""

    id: str
    text: str
    correct: bool
    explanation: str


@dataclass(frozen=True)
class Question:
    """One question; `lesson` is the slug of the lesson that explains it."""

    id: str
    text: str
    lesson: str
    options: tuple[Option, ...]

    def option(self, option_id: str | None) -> Option | None:
        """Return the option with this id, or None."""
        return next((option for option in self.options if option.id == option_id), None)

    @property
    def content_hash(self) -> str:
        """Return the short fingerprint of what is asked, of every answer and of which one is right."""
        options = "".join(f"\0{option.id}\0{option.text}\0{option.correct}" for option in self.options)
        return sha256((self.text + options).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Check:
    """The knowledge check of a module."""

    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question | None:
        """Return the question with this id, or None."""
        return next((question for question in self.questions if question.id == question_id), None)


def read_check(file: str, texts: Mapping[str, str], lessons: list[str] | None) -> tuple[Check | None, list[Problem]]:
    """Return the knowledge check, or None with what is wrong in its file; `lessons` None means unknown."""
    table, problems = read_file(file, texts, CHECK_FIELDS)
    if problems:
        return None, problems
    blocks = table.tables("questions")
    problems = _id_problems(blocks, "een andere vraag")
    for block in blocks:
        problems += _question_problems(block, lessons)
    if problems:
        return None, problems
    return Check(tuple(_question(block) for block in blocks)), []


def _question(block: Table) -> Question:
    options = tuple(Option(**option.values) for option in block.tables("options"))
    words = {name: block.values[name] for name in ("id", "text")}
    return Question(**words, lesson=block.values["lesson"].partition("-")[2], options=options)


def _question_problems(block: Table, lessons: list[str] | None) -> list[Problem]:
    problems = field_problems(block, QUESTION_FIELDS)
    name, lesson = block.values.get("id", ""), block.values.get("lesson")
    if lessons is not None and isinstance(lesson, str) and lesson.strip() and lesson not in lessons:
        sentence = f"les '{lesson}' bestaat niet in deze module.{suggestion(lesson, lessons)}"
        problems.append(block.problem(sentence, "lesson"))
    if not block.has_tables("options"):
        return problems
    options = block.tables("options")
    if len(options) < 2:
        problems.append(block.problem(f"vraag '{name}' heeft minstens twee antwoorden nodig."))
    marks = [option.values.get("correct") for option in options]
    if all(isinstance(mark, bool) for mark in marks) and marks.count(True) != 1:
        count = f"{marks.count(True)} goede antwoorden" if any(marks) else "geen goed antwoord"
        sentence = f"vraag '{name}' heeft {count}. Zet bij precies één antwoord correct = true."
        problems.append(block.problem(sentence))
    problems += [fault for option in options for fault in field_problems(option, OPTION_FIELDS)]
    return problems + _id_problems(options, f"een ander antwoord in vraag '{name}'")


def _id_problems(blocks: list[Table], owner: str) -> list[Problem]:
    problems, seen = [], set()
    for block in blocks:
        name = block.values.get("id")
        if not isinstance(name, str) or not name.strip():
            continue
        if not SLUG.fullmatch(name) or len(name) > MAX_SLUG:
            sentence = f"id '{name}' mag alleen kleine letters, cijfers en streepjes hebben."
            problems.append(block.problem(sentence, "id"))
        if name in seen:
            problems.append(block.problem(f"id '{name}' is al van {owner}.", "id"))
        seen.add(name)
    return problems
