"""The files of a module in the words of its pages, to compare two states of it without the language of files."""

import re
from collections.abc import Iterator, Mapping

from modules.authoring.rules import CHECK_FILE, FIGURES, MODULE_FILE
from modules.authoring.text_rules import (
    LessonText,
    QuestionText,
    check_text,
    lesson_text,
    lesson_title,
    listed_lessons,
    module_text,
)
from modules.library.lesson_rules import BLOCK_END, BLOCK_NAMES, BLOCK_START, IMAGE

# Bold and slanted words; the signs around them say nothing to who compares.
EMPHASIS = re.compile(r"(\*\*|\*)(?=\S)(.+?)(?<=\S)\1")


def heading(name: str, texts: Mapping[str, str]) -> str:
    """Return what a file is called on the pages of the editor; `name` is its place in the module."""
    if name.startswith(FIGURES):
        return f"Afbeelding {name.removeprefix(FIGURES)}"
    return {MODULE_FILE: "Gegevens", CHECK_FILE: "Toets"}.get(name) or f"Les: {_title(name, texts)}"


def in_words(name: str, texts: Mapping[str, str]) -> str:
    """Return a file as lines a person reads; one that no form can show stays as it is. `texts` are all files."""
    file = texts.get(name, "")
    lines = None
    if name == MODULE_FILE and file:
        lines = _module(file, texts)
    elif name == CHECK_FILE and (questions := check_text(file)) is not None:
        lines = [line for place, each in enumerate(questions, 1) for line in _question(place, each, texts)]
    elif name.endswith(".md") and (lesson := lesson_text(file)) is not None:
        lines = [*_head(lesson), "", *_text(lesson.text)]
    return file if lines is None else "\n".join(lines)


def _title(name: str, texts: Mapping[str, str]) -> str:
    return lesson_title(texts.get(name, ""), name.removesuffix(".md"))


def _module(file: str, texts: Mapping[str, str]) -> list[str] | None:
    if (known := module_text(file)) is None:
        return None
    lessons = [f"Les: {_title(f'{name}.md', texts)}" for name in listed_lessons(file)]
    words = [f"Titel: {known.title}", f"Samenvatting: {known.summary}", f"Doel: {known.aim}"]
    return [*words, *lessons, *_sources(known.sources)]


def _head(lesson: LessonText) -> Iterator[str]:
    yield f"Titel: {lesson.title}"
    yield f"Doel: {lesson.aim}"
    yield f"Leestijd: {lesson.minutes} minuten"
    if lesson.indicators:
        yield f"Indicatoren: {lesson.indicators}"
    yield from _sources(lesson.sources)


def _text(text: str) -> Iterator[str]:
    """Yield the lines of a text; a picture, and where a block begins and ends, say what they are."""
    in_code = False
    for line in text.split("\n"):
        in_code ^= line.startswith("```")
        block = None if in_code else BLOCK_START.fullmatch(line)
        if block and block[1] in BLOCK_NAMES:
            yield f"{BLOCK_NAMES[block[1]]}: {(block[2] or '').strip()}"
        else:
            yield "Einde van het blok" if BLOCK_END.fullmatch(line.strip()) and not in_code else _shown(line, in_code)


def _shown(line: str, in_code: bool) -> str:
    if in_code:
        return line
    line = IMAGE.sub(lambda found: f"Afbeelding {found[2].removeprefix(FIGURES)}: {found[1]}", line)
    return EMPHASIS.sub(r"\2", line)


def _sources(sources: str) -> list[str]:
    return [f"Bron: {line}" for line in sources.split("\n") if line]


def _question(place: int, question: QuestionText, texts: Mapping[str, str]) -> Iterator[str]:
    if place > 1:
        yield ""
    yield f"Vraag: {question.text}"
    yield f"Les die dit uitlegt: {_title(f'{question.lesson}.md', texts)}"
    for option in question.options:
        yield f"Antwoord {option.id} ({'goed' if option.correct else 'fout'}): {option.text}"
        yield f"Uitleg: {option.explanation}"
