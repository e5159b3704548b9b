"""Files in TOML that know the line of every key, and the problems that are found in them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum
from typing import Any

Path = tuple[str | int, ...]
Lines = dict[Path, int]

HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")
KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_SLUG = 80
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"' + r"|'([^']*)'")
MULTILINE = ('"""', "'''")
TOML_ERROR = re.compile(r"(?P<words>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")
TOML_SENTENCES = {
    "Cannot overwrite a value": "dit veld staat er twee keer",
    "Invalid value": "hier staat geen geldige waarde. Zet tekst tussen aanhalingstekens",
    "Unclosed array": "een lijst is niet gesloten met ]",
    "Expected '=' after a key in a key/value pair": "hier ontbreekt het teken = na de naam van een veld",
    "Illegal character '\\n'": "een tekst is niet gesloten met een aanhalingsteken",
    "Unterminated string": "een tekst is niet gesloten met een aanhalingsteken",
}


class Kind(Enum):
    """What a field holds; the value is the sentence for who filled in something else."""

    TEXT = "moet tekst zijn, tussen aanhalingstekens"
    NOTE = "moet tekst zijn, tussen aanhalingstekens; leeg mag"
    COUNT = "moet een heel getal groter dan 0 zijn"
    SHARE = "moet een getal groter dan 0 en hooguit 1 zijn, zoals 0.7"
    FLAG = "moet true of false zijn"
    TEXTS = "moet een lijst van teksten zijn"
    TABLES = "moet uit blokken tussen dubbele haken bestaan"


@dataclass(frozen=True)
class Problem:
    """Something that an author has to put right; without a line it concerns the whole file."""

    file: str
    line: int | None
    sentence: str

    def __str__(self) -> str:
        """Return the problem as the author reads it."""
        return f"{self.file}{f', regel {self.line}' if self.line else ''}: {self.sentence}"


@dataclass(frozen=True)
class Table:
    """A file, or one block in it, with the line of every key and of every text in a list."""

    file: str
    values: Mapping[str, Any]
    lines: Lines = field(repr=False)
    path: Path = ()

    def line(self, *keys: str) -> int | None:
        """Return the line of a key, or of the nearest thing around it that has one."""
        path = self.path + keys
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)

    def problem(self, sentence: str, *keys: str) -> Problem:
        """Return a problem at the line of a key."""
        return Problem(self.file, self.line(*keys), sentence)

    def has_tables(self, key: str) -> bool:
        """Return whether there are blocks under a key, and nothing else."""
        return _fault(self.values.get(key), Kind.TABLES) is None

    def tables(self, key: str) -> list["Table"]:
        """Return the blocks under a key."""
        blocks = self.values[key]
        return [Table(self.file, block, self.lines, (*self.path, key, index)) for index, block in enumerate(blocks)]


def parse(file: str, text: str, first_line: int = 1) -> tuple[Table, list[Problem]]:
    """Read TOML that begins at `first_line` of a file. With a syntax error the table is empty."""
    lines = _key_lines(text, first_line)
    try:
        return Table(file, tomllib.loads(text), lines), []
    except tomllib.TOMLDecodeError as error:
        return Table(file, {}, lines), [_syntax_problem(file, text, first_line, str(error))]


def read_file(file: str, texts: Mapping[str, str], kinds: Mapping[str, Kind]) -> tuple[Table, list[Problem]]:
    """Read a whole file of texts and check its fields."""
    if file not in texts:
        return Table(file, {}, {}), [Problem(file, None, "dit bestand ontbreekt.")]
    table, problems = parse(file, texts[file])
    return table, problems or field_problems(table, kinds)


def field_problems(table: Table, kinds: Mapping[str, Kind]) -> list[Problem]:
    """Return what is wrong with the fields of a table: unknown, missing, of another kind, empty."""
    problems, meant = [], set()
    missing = [name for name in kinds if name not in table.values]
    for name in table.values:
        if name not in kinds:
            problems.append(table.problem(f"onbekend veld '{name}'.{suggestion(name, kinds)}", name))
            meant |= set(get_close_matches(name, missing, 1))
    problems += [table.problem(f"veld '{name}' ontbreekt.") for name in missing if name not in meant]
    for name, kind in kinds.items():
        if name in table.values and (fault := _fault(table.values[name], kind)):
            problems.append(table.problem(f"veld '{name}' {fault}.", name))
    return problems


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return ` Bedoel je 'title'?` when a known word looks like this one, else nothing."""
    close = get_close_matches(word, list(known), 1)
    return f" Bedoel je '{close[0]}'?" if close else ""


def _fault(value: Any, kind: Kind) -> str | None:
    match kind:
        case Kind.TEXT if isinstance(value, str):
            return None if value.strip() else "is leeg"
        case Kind.NOTE if isinstance(value, str):
            return None
        case Kind.COUNT if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return None
        case Kind.SHARE if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1:
            return None
        case Kind.FLAG if isinstance(value, bool):
            return None
        case Kind.TEXTS if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return None if all(item.strip() for item in value) else "heeft een lege tekst in de lijst"
        case Kind.TABLES if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            return None
    return kind.value


def _syntax_problem(file: str, text: str, first_line: int, error: str) -> Problem:
    found = TOML_ERROR.fullmatch(error)
    words = TOML_SENTENCES.get(found["words"] if found else "", "dit is geen geldige TOML")
    if found is None or found["line"] is None:
        return Problem(file, first_line + max(len(text.splitlines()) - 1, 0), f"{words}.")
    return Problem(file, first_line + int(found["line"]) - 1, f"{words} (teken {found['column']}).")


def _key_lines(text: str, first_line: int) -> Lines:
    """Return the line of every block, key, and text in a list."""
    lines: Lines = {(): first_line}
    counts: dict[Path, int] = {}
    block: Path = ()
    key: Path = ()
    inside = False
    for number, line in enumerate(text.split("\n"), first_line):
        if not inside:
            if line.lstrip().startswith("#"):
                continue
            if header := HEADER.match(line):
                block = key = _block_path(header[2].split("."), header[1] == "[[", counts)
                lines[block] = number
            elif found := KEY.match(line):
                key = (*block, found[1])
                lines.setdefault(key, number)
            for text_found in STRING.finditer(line):
                lines[*key, text_found[1] or text_found[2] or ""] = number
        inside ^= sum(line.count(mark) for mark in MULTILINE) % 2 == 1
    return lines


def _block_path(parts: list[str], repeated: bool, counts: dict[Path, int]) -> Path:
    path: Path = ()
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, parts[-1])
    if not repeated:
        return path
    counts[path] = counts.get(path, -1) + 1
    return (*path, counts[path])
