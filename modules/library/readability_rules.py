"""How hard a text reads: sentence length, syllables and the Flesch-Douma measure. A help for authors, not a verdict."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

# Headings, table lines, pictures, block fences and sources are no running text.
NOT_PROSE = re.compile(r"^(?:#|\||!\[|///|\s*$)")
MARKUP = re.compile(r"\]\([^)]*\)|[*_\[\]`>]|^\s*(?:[-*]|\d+\.)\s+", re.M)
SENTENCE_END = re.compile(r"(?<=[.!?:])['’”)]*\s+")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Two or three vowels that are one sound; a trema begins a new one (ge-eerd, ge-ind).
VOWELS = re.compile(
    r"aai|eeu|ieu|oei|ooi|ëe|ëi|aa|ae|ai|au|ee|ei|eu|ie|ij|oe|oi|oo|ou|ui|uu|[aeiouyáàâäéèêëíìîïóòôöúùûü]"
)


@dataclass(frozen=True)
class Readability:
    """What was counted in one text. Lengths are in words."""

    words: int
    sentences: int
    syllables: int
    longest: str

    @property
    def mean_length(self) -> float:
        """Return how many words a sentence has on average."""
        return self.words / self.sentences

    @property
    def longest_length(self) -> int:
        """Return how many words the longest sentence has."""
        return len(WORD.findall(self.longest))

    @property
    def score(self) -> float:
        """Return the Flesch-Douma measure; higher reads easier, 60 to 70 is called normal.

        206.84 - 0.77 x syllables per 100 words - 0.93 x words per sentence (W.H. Douma, De leesbaarheid van
        landbouwbladen, Wageningen 1960).
        """
        return 206.84 - 77 * self.syllables / self.words - 0.93 * self.mean_length


def readability(markdown: str) -> Readability | None:
    """Return what can be counted in the running text of a lesson, or None when it has none."""
    found = sentences(markdown)
    words = [word for sentence in found for word in WORD.findall(sentence)]
    if not words:
        return None
    longest = max(found, key=lambda sentence: len(WORD.findall(sentence)))
    return Readability(len(words), len(found), sum(map(syllables, words)), longest)


def sentences(markdown: str) -> list[str]:
    """Return the sentences of the running text; an item of a list is one by itself."""
    lines = [line for line in markdown.splitlines() if not NOT_PROSE.match(line)]
    pieces = [MARKUP.sub("", line) for line in lines]
    found = [sentence.strip() for piece in pieces for sentence in SENTENCE_END.split(piece)]
    return [sentence for sentence in found if WORD.search(sentence)]


def syllables(word: str) -> int:
    """Return how many syllables a Dutch word has, counted by its vowel sounds; at least 1."""
    return max(1, len(VOWELS.findall(word.lower())))


def five_numbers(values: Sequence[float]) -> tuple[float, ...]:
    """Return lowest, first quartile, middle, third quartile and highest of two values or more."""
    return min(values), *quantiles(values, n=4, method="inclusive"), max(values)
