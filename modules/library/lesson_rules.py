"""A lesson: a header in TOML between two lines +++, a text in Markdown, and all that can be wrong in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from modules.library.readability_rules import MARKUP
from modules.library.toml_rules import Kind, Problem, Table, field_problems, parse, suggestion

LESSON_FIELDS = {
    "title": Kind.TEXT,
    "aim": Kind.TEXT,
    "minutes": Kind.COUNT,
    "indicators": Kind.TEXTS,
    "sources": Kind.TEXTS,
}

# The words with which an author begins a block, and what the block is. A card shows its title and turns over to its text.
BLOCKS = {"scène": "scene", "denkvraag": "reflect", "overleg": "overleg", "omdraaikaart": "card"}
# What a block is called on the pages of the editor, and above its text while it has no title.
BLOCK_NAMES = {"scène": "Scène", "denkvraag": "Denkvraag", "overleg": "In een overleg", "omdraaikaart": "Omdraaikaart"}
MIMETYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
FIGURE_TYPES = tuple(MIMETYPES)

LESSON_FILE = re.compile(r"\d\d-([a-z0-9]+(?:-[a-z0-9]+)*)")
INDICATOR = re.compile(r"(WA|IPS)\d\d")
# A row of a table that explains an indicator: | *Humor inzetten* (WA15) | … **Te zien:** … |
EXPLANATION = re.compile(r"^\| \*[^*|]+\* \(((?:WA|IPS)\d\d)\) \|.*\*\*Te zien:\*\*", re.M)
# A question to oneself, with its slashes, its head and its text.
REFLECT = re.compile(r"^(/{3,})[ \t]*denkvraag\b([^\n]*)\n(.*?)^\1[ \t]*$", re.M | re.S)
IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*([^)\s]*)[^)]*\)")
BLOCK_START = re.compile(r"/{3,}\s*([\w-]+)\s*(?:\|\s*(.*))?")
BLOCK_END = re.compile(r"/{3,}")


@dataclass(frozen=True, eq=False)
class Lesson:
    """One lesson; `text` is its Markdown."""

    slug: str
    number: int
    title: str
    aim: str
    minutes: int
    indicators: tuple[str, ...]
    sources: tuple[str, ...]
    text: str

    @cached_property
    def explains(self) -> tuple[str, ...]:
        """Return the codes of the indicators that have a row of explanation here."""
        return tuple(EXPLANATION.findall(self.text))

    @cached_property
    def reflections(self) -> tuple[str, ...]:
        """Return the questions to oneself in this lesson, each as plain text on one line."""
        return tuple(" ".join(MARKUP.sub("", found[3]).split()) for found in REFLECT.finditer(self.text))


def read_lesson(
    file: str, texts: Mapping[str, str], number: int, figures: frozenset[str]
) -> tuple[Lesson | None, list[Problem]]:
    """Return one lesson, or None with what is wrong in its file."""
    header, mark, text = texts[file].removeprefix("+++\n").partition("\n+++\n")
    if not texts[file].startswith("+++\n"):
        return None, [Problem(file, 1, "de kop ontbreekt. Zet boven en onder de kop een regel +++.")]
    if not mark:
        return None, [Problem(file, 1, "de kop is niet gesloten. Zet onder de kop een regel +++.")]
    table, problems = parse(file, header, 2)
    if not problems:
        problems = field_problems(table, LESSON_FIELDS) + list(_indicator_problems(table))
    problems += _text_problems(file, text, header.count("\n") + 4, figures)
    name = LESSON_FILE.fullmatch(PurePosixPath(file).stem)
    if problems or name is None:
        return None, problems
    values = table.values
    return Lesson(
        slug=name[1],
        number=number,
        title=values["title"],
        aim=values["aim"],
        minutes=values["minutes"],
        indicators=tuple(values["indicators"]),
        sources=tuple(values["sources"]),
        text=text,
    ), []


def _indicator_problems(table: Table) -> Iterator[Problem]:
    codes = table.values.get("indicators", [])
    for code in codes if isinstance(codes, list) else []:
        if isinstance(code, str) and code.strip() and not INDICATOR.fullmatch(code):
            yield table.problem(f"'{code}' is geen code van een indicator, zoals WA07 of IPS18.", "indicators", code)


def _text_problems(file: str, text: str, first_line: int, figures: frozenset[str]) -> list[Problem]:
    """Return what is wrong in the Markdown of a lesson: headings, blocks, images."""
    problems, opened, in_code = [], 0, False
    if not text.strip():
        problems.append(Problem(file, first_line, "de les heeft nog geen tekst."))
    for number, line in enumerate(text.split("\n"), first_line):
        in_code ^= line.startswith("```")
        if in_code:
            continue
        if line.startswith("# "):
            problems.append(Problem(file, number, "een kop in de tekst begint met ##; de titel staat al in de kop."))
        if BLOCK_END.fullmatch(line.strip()):
            if not opened:
                problems.append(Problem(file, number, "hier sluit een blok dat niet is begonnen."))
            opened = 0
        elif block := BLOCK_START.match(line):
            if opened:
                problems.append(Problem(file, opened, "dit blok is niet gesloten met een regel ///."))
            opened = number
            problems += [Problem(file, number, sentence) for sentence in _block_faults(block[1], block[2])]
        for image in IMAGE.finditer(line):
            problems += [Problem(file, number, sentence) for sentence in _image_faults(image[1], image[2], figures)]
    if opened:
        problems.append(Problem(file, opened, "dit blok is niet gesloten met een regel ///."))
    return problems


def _block_faults(kind: str, title: str | None) -> Iterator[str]:
    if kind not in BLOCKS:
        yield f"onbekend blok '{kind}'." + (suggestion(kind, BLOCKS) or f" Kies uit: {', '.join(BLOCKS)}.")
    elif not title:
        yield f"dit blok heeft geen titel. Schrijf bijvoorbeeld: /// {kind} | Titel"


def _image_faults(alt: str, address: str, figures: frozenset[str]) -> Iterator[str]:
    folder, _, name = address.rpartition("/")
    if not alt.strip():
        yield f"de afbeelding '{address}' heeft geen beschrijving. Schrijf tussen [ en ] wat er te zien is."
    if folder != "figures" or PurePosixPath(name).suffix not in FIGURE_TYPES:
        yield f"de afbeelding '{address}' hoort niet bij deze module. Voeg die toe bij Afbeeldingen, als svg, png of jpg."
    elif name not in figures:
        yield f"de afbeelding '{address}' bestaat niet.{suggestion(name, figures)}"
