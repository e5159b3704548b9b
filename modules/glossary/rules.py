"""The glossary as frozen dataclasses, read from the text of its file, and what can be wrong in it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from modules.library.toml_rules import Kind, Problem, Table, field_problems, read_file, suggestion

FILE = "glossary.toml"
OURS = "onze uitleg"
WORD_FIELDS = {
    "term": Kind.TEXT,
    "also": Kind.TEXTS,
    "text": Kind.TEXT,
    "source": Kind.TEXT,
    "outdated": Kind.NOTE,
    "see": Kind.TEXTS,
    "links": Kind.TEXTS,
}
# A link as authors write it: les:module/les or methode:naam.
LINK = re.compile(r"(les|methode):([a-z0-9/-]+)")


@dataclass(frozen=True)
class Word:
    """One word; `outdated` says since when another word is used, or is empty."""

    slug: str
    term: str
    also: tuple[str, ...]
    text: str
    source: str
    outdated: str
    see: tuple[str, ...]
    links: tuple[str, ...]


@dataclass(frozen=True)
class Glossary:
    """All words in the order of the alphabet, and the problems in the file."""

    words: tuple[Word, ...]
    problems: tuple[Problem, ...]

    def word(self, slug: str) -> Word | None:
        """Return the word with this slug, or None."""
        return next((word for word in self.words if word.slug == slug), None)

    def letters(self) -> list[tuple[str, list[Word]]]:
        """Return the words per first letter."""
        return [(letter, list(words)) for letter, words in groupby(self.words, lambda word: word.slug[0].upper())]


def slug_of(term: str) -> str:
    """Return a term as part of an address: `cliëntoverleg (samen)` is `clientoverleg-samen`."""
    plain = unicodedata.normalize("NFKD", term).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def read_glossary(texts: Mapping[str, str], known: Collection[str] | None = None) -> Glossary:
    """Return the glossary in these files; with `known` every link has to be one of those."""
    table, problems = read_file(FILE, texts, {"words": Kind.TABLES})
    if problems:
        return Glossary((), tuple(problems))
    blocks = table.tables("words")
    faults = [(block, field_problems(block, WORD_FIELDS)) for block in blocks]
    good = [block for block, found in faults if not found]
    problems = [problem for _, found in faults for problem in found]
    problems += list(_double_problems(good)) + list(_see_problems(good))
    problems += [] if known is None else list(_link_problems(good, known))
    words = sorted((_word(block) for block in good), key=lambda word: word.slug)
    return Glossary(tuple(words), tuple(problems))


def _word(block: Table) -> Word:
    values = block.values
    return Word(
        slug=slug_of(values["term"]),
        term=values["term"],
        also=tuple(values["also"]),
        text=values["text"],
        source=values["source"],
        outdated=values["outdated"],
        see=tuple(slug_of(term) for term in values["see"]),
        links=tuple(values["links"]),
    )


def _double_problems(blocks: Collection[Table]) -> Iterator[Problem]:
    counts = Counter(slug_of(block.values["term"]) for block in blocks)
    for block in blocks:
        if counts[slug_of(block.values["term"])] > 1:
            yield block.problem(f"het woord '{block.values['term']}' staat er twee keer.", "term")


def _see_problems(blocks: Collection[Table]) -> Iterator[Problem]:
    terms = {slug_of(block.values["term"]): block.values["term"] for block in blocks}
    for block in blocks:
        for term in block.values["see"]:
            if slug_of(term) not in terms:
                sentence = f"het woord '{term}' bestaat niet.{suggestion(term, terms.values())}"
                yield block.problem(sentence, "see", term)


def _link_problems(blocks: Collection[Table], known: Collection[str]) -> Iterator[Problem]:
    for block in blocks:
        for link in block.values["links"]:
            if link not in known:
                yield block.problem(f"'{link}' is geen les of methode.{suggestion(link, known)}", "links", link)
