"""The files of a module as what stands in the fields of a form, and back again.

What the form does not know stays in the file, and a header that nobody changed stays as it was written.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from modules.authoring.rules import CHECK_FILE, MODULE_FILE, fingerprint
from modules.library.toml_rules import Problem, Table, parse

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
MARK = "+++"
FIELD = re.compile(r"\b(veld|lijst) '(\w+)'")
QUESTION = re.compile(r"questions-(\d+)(?:-options-(\d+))?")
OWN_FIELD = re.compile(r"^veld '\w+'")
# What is wrong in a question, for who knows no ids and no files.
IN_QUESTION = (
    (re.compile(r"vraag '[^']*' heeft (?:geen goed antwoord|\d+ goede antwoorden)\. .*"), "kies welk antwoord klopt."),
    (re.compile(r"vraag '[^']*' heeft minstens twee antwoorden nodig\."), "geef minstens twee antwoorden."),
    (re.compile(r"vraag '[^']*'"), "deze vraag"),
)
EMPTY = re.compile(r"veld '(\w+)' (?:is leeg|ontbreekt)\.")
TO_FILL_IN = {"text": "vul de tekst in.", "explanation": "vul de uitleg in.", "lesson": "kies een les."}
LABELS = {
    "title": "Titel",
    "summary": "Samenvatting",
    "aim": "Doel",
    "minutes": "Leestijd",
    "indicators": "Indicatoren",
    "sources": "Bronnen",
    "lessons": "Lessen",
    "questions": "Vragen",
    "text": "Tekst",
    "lesson": "Les",
    "explanation": "Uitleg",
}
WIDE = 100
# So much of a line says which one it is.
QUOTED = 40


@dataclass(frozen=True)
class LessonText:
    """What stands in the form of a lesson; lists as they are typed, `text` is its Markdown."""

    title: str = ""
    aim: str = ""
    minutes: str = ""
    indicators: str = ""
    sources: str = ""
    text: str = ""


@dataclass(frozen=True)
class ModuleText:
    """What stands in the form of a module."""

    title: str = ""
    summary: str = ""
    aim: str = ""
    sources: str = ""


@dataclass(frozen=True)
class OptionText:
    """What stands in the form at one answer."""

    id: str
    text: str = ""
    correct: bool = False
    explanation: str = ""


@dataclass(frozen=True)
class QuestionText:
    """What stands in the form at one question; `lesson` is the name of a lesson's file."""

    id: str
    text: str = ""
    lesson: str = ""
    options: tuple[OptionText, ...] = ()


def fit_for_file(text: str) -> str:
    """Return typed text with plain line ends and without signs that no file should hold."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def lesson_text(file: str) -> LessonText | None:
    """Return a lesson as its form shows it, or None when its header cannot be read."""
    header, mark, text = file.removeprefix(f"{MARK}\n").partition(f"\n{MARK}\n")
    table, problems = parse("", header)
    if problems or not mark or not file.startswith(f"{MARK}\n"):
        return None
    values = table.values
    return LessonText(
        title=_words(values.get("title")),
        aim=_words(values.get("aim")),
        minutes=_words(values.get("minutes")),
        indicators=" ".join(_listed(values.get("indicators"))),
        sources="\n".join(_listed(values.get("sources"))),
        text=text.strip("\n"),
    )


def lesson_title(file: str, otherwise: str) -> str:
    """Return the title of a lesson, or something else when it has none that can be read."""
    known = lesson_text(file)
    return known.title if known and known.title.strip() else otherwise


def lesson_file(given: LessonText, before: str) -> str:
    """Return the file of a lesson with what the form holds; `before` is the file as it was."""
    header, _, _ = before.removeprefix(f"{MARK}\n").partition(f"\n{MARK}\n")
    if (known := lesson_text(before)) is None or _head(known) != _head(given):
        values = parse("", header)[0].values if known else {}
        header = toml_text(dict(values) | _header(given)).strip("\n")
    return f"{MARK}\n{header}\n{MARK}\n\n" + given.text.strip("\n") + "\n"


def _head(given: LessonText) -> tuple[object, ...]:
    return (given.title, given.aim, given.minutes, given.indicators.split(), _lines(given.sources))


def _header(given: LessonText) -> dict[str, Any]:
    return {
        "title": given.title,
        "aim": given.aim,
        # What is no number stays as it was typed; the check of the course names it.
        "minutes": int(given.minutes) if re.fullmatch(r"[0-9]{1,4}", given.minutes) else given.minutes,
        "indicators": [code.upper() for code in re.split(r"[\s,;]+", given.indicators) if code],
        "sources": _lines(given.sources),
    }


def module_text(file: str) -> ModuleText | None:
    """Return the data of a module as its form shows it, or None when the file cannot be read."""
    table, problems = parse("", file)
    if problems:
        return None
    words = {name: _words(table.values.get(name)) for name in ("title", "summary", "aim")}
    return ModuleText(**words, sources="\n".join(_listed(table.values.get("sources"))))


def module_file(given: ModuleText, lessons: Sequence[str], before: str) -> str:
    """Return `module.toml` with what the form holds and this list of lessons."""
    if module_text(before) == given and listed_lessons(before) == list(lessons):
        return before
    values = {"title": given.title, "summary": given.summary, "aim": given.aim, "lessons": list(lessons)}
    return toml_text(dict(parse("", before)[0].values) | values | {"sources": _lines(given.sources)}, multiline=True)


def module_seen(file: str) -> str:
    """Return what tells two states of the data of a module apart."""
    return fingerprint(repr(module_text(file)).encode())


def listed_lessons(file: str) -> list[str]:
    """Return the lessons that `module.toml` names, in their order."""
    return _listed(parse("", file)[0].values.get("lessons"))


def check_text(file: str) -> list[QuestionText] | None:
    """Return the questions as their form shows them, or None when the file cannot be read."""
    table, problems = parse("", file)
    questions = table.values.get("questions", [])
    if problems or not isinstance(questions, list) or not all(isinstance(each, dict) for each in questions):
        return None
    return [_question(each) for each in questions]


def _question(values: Mapping[str, Any]) -> QuestionText:
    options = [each for each in values.get("options") or [] if isinstance(each, dict)]
    words = {name: _words(values.get(name)) for name in ("id", "text", "lesson")}
    return QuestionText(**words, options=tuple(_option(each) for each in options))


def _option(values: Mapping[str, Any]) -> OptionText:
    words = {name: _words(values.get(name)) for name in ("id", "text", "explanation")}
    return OptionText(**words, correct=values.get("correct") is True)


def check_file(questions: Sequence[QuestionText], before: str) -> str:
    """Return `check.toml` with these questions; what else stood at a question stays."""
    if check_text(before) == list(questions):
        return before
    known = {_words(each.get("id")): each for each in parse("", before)[0].values.get("questions", [])}
    return toml_text({"questions": [_question_values(each, known.get(each.id, {})) for each in questions]})


def _question_values(question: QuestionText, before: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in before.items() if name != "options"}
    options = [
        {"id": each.id, "text": each.text, "correct": each.correct, "explanation": each.explanation}
        for each in question.options
    ]
    return {"id": question.id} | kept | {"text": question.text, "lesson": question.lesson, "options": options}


def toml_text(values: Mapping[str, Any], path: str = "", multiline: bool = False) -> str:
    """Return values as TOML: texts, numbers, flags, lists of those, and blocks."""
    lines, blocks = [], []
    for key, value in values.items():
        if isinstance(value, dict):
            blocks.append(f"\n[{path}{key}]\n{toml_text(value, f'{path}{key}.')}")
        elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            blocks += [f"\n[[{path}{key}]]\n{toml_text(each, f'{path}{key}.')}" for each in value]
        else:
            lines.append(f"{key} = {_value(value, multiline)}\n")
    text = "".join(lines + blocks)
    return text if path else text.lstrip("\n")


def _value(value: Any, multiline: bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        items = [_value(each, multiline) for each in value]
        return (
            "[\n" + "".join(f"  {item},\n" for item in items) + "]" if multiline and items else f"[{', '.join(items)}]"
        )
    # A string of JSON is one of TOML, but for the sign that TOML wants written out.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") if isinstance(value, str) else str(value)


def _words(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _listed(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def beside(file: str, text: str, problems: Sequence[Problem]) -> dict[str, list[str]]:
    """Return the problems of one file by the field that they stand beside.

    A field is the path to it (`questions-0-options-1-text`); in a lesson `text` holds what is wrong in the Markdown,
    each with its line in the field. What belongs to no field stands under an empty name.
    """
    first, fields = _fields(file, text)
    found: dict[str, list[str]] = {}
    lines = text.split("\n")
    for each in sorted(problems, key=lambda problem: problem.line or 0):
        if each.file == file and first and each.line and each.line >= first:
            found.setdefault("text", []).append(at_line(lines[first - 1 :], each.line - first + 1, each.sentence))
        elif each.file == file:
            words = OWN_FIELD.sub(
                "dit veld", _in_question(each.sentence) if file.endswith(CHECK_FILE) else each.sentence
            )
            found.setdefault(fields.get(each.line or 0, ""), []).append(words[:1].upper() + words[1:])
    return found


def at_line(lines: Sequence[str], number: int, sentence: str) -> str:
    """Return what is said of a line, with the first words of that line: a text on screen has no numbers."""
    words = " ".join(lines[number - 1].split()) if number <= len(lines) else ""
    shown = words if len(words) <= QUOTED else words[:QUOTED].rsplit(" ", 1)[0] + " …"
    return f"Regel {number}, '{shown}': {sentence}" if shown else f"Regel {number}: {sentence}"


def anchor(file: str, text: str, problem: Problem) -> str | None:
    """Return where on the page of its file a problem stands: a line of a lesson, a question of the check; or None."""
    first, fields = _fields(file, text)
    if first and problem.line and problem.line >= first:
        return f"regel-{problem.line - first + 1}"
    question = QUESTION.match(fields.get(problem.line or 0, ""))
    return f"vraag-{question[1]}" if question and file == CHECK_FILE else None


def in_private(file: str, text: str, problems: Sequence[Problem]) -> list[str]:
    """Return the lines that look personal as an author reads them; of a lesson `text` is only its Markdown."""
    if file.endswith(".md"):
        return [at_line(text.split("\n"), each.line or 0, each.sentence) for each in problems]
    return [spoken(file, text, each) for each in problems]


def spoken(file: str, text: str, problem: Problem) -> str:
    """Return a problem as an author reads it who knows pages and no files; `file` is its name in the module."""
    first, fields = _fields(file, text)
    where = {MODULE_FILE: "Gegevens", CHECK_FILE: "Toets"}.get(
        file
    ) or f"Les '{lesson_title(text, file.removesuffix('.md'))}'"
    if first and problem.line and problem.line >= first:
        number, lines = problem.line - first + 1, text.split("\n")[first - 1 :]
        return f"{where}, {at_line(lines, number, problem.sentence).replace('Regel', 'regel', 1)}"
    if file == CHECK_FILE and (question := QUESTION.match(fields.get(problem.line or 0, ""))):
        answer = f", antwoord {_answer(text, *map(int, question.groups()))}" if question[2] else ""
        return f"{where}, vraag {int(question[1]) + 1}{answer}: {_in_question(problem.sentence)}"
    return f"{where}: " + FIELD.sub(lambda found: f"{found[1]} '{LABELS.get(found[2], found[2])}'", problem.sentence)


def _in_question(sentence: str) -> str:
    for named, words in IN_QUESTION:
        sentence = named.sub(words, sentence)
    return EMPTY.sub(lambda found: TO_FILL_IN.get(found[1], found[0]), sentence)


def _answer(text: str, question: int, option: int) -> str:
    """Return what an answer is called on the page of the check."""
    options = (check_text(text) or [])[question].options
    return options[option].id if option < len(options) else str(option + 1)


def _fields(file: str, text: str) -> tuple[int | None, dict[int, str]]:
    """Return the line where the Markdown of a lesson begins (None for another file), and the field on each line."""
    first, table = _table(file, text)
    fields: dict[int, str] = {}
    for path, line in sorted(table.lines.items(), key=lambda each: len(each[0])):
        if path:
            fields.setdefault(line, "-".join(str(part) for part in path))
    return first, fields


def _table(file: str, text: str) -> tuple[int | None, Table]:
    """Return the line where the Markdown of a lesson begins (None for another file), and its TOML."""
    if not file.endswith(".md"):
        return None, parse(file, text)[0]
    header, _, body = text.removeprefix(f"{MARK}\n").partition(f"\n{MARK}\n")
    blank = len(body) - len(body.lstrip("\n"))
    return header.count("\n") + 4 + blank, parse(file, header, 2)[0]
