"""Decisions about searching: what a word is, how a page is cut into places, what is shown of a find."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html.parser import HTMLParser
from itertools import groupby

from trainer.text_rules import listed

MAX_QUERY, MAX_WORDS = 200, 8
# A part of a compound: `overleg` in `cliëntoverleg`.
MIN_LEFT, MIN_RIGHT, MIN_INFIX = 4, 3, 4
# What may stand between the two halves.
LINKS = ("", "s", "e", "en")
# A word with fewer letters is no slip of the pen; in one with more than `SHORT`, two letters may be wrong. With two
# letters `vergadering` is `verandering`.
SHORTEST, SHORT = 5, 11
SNIPPET, WHOLE, BEFORE = 30, 45, 8

WORD = re.compile(r"[^\W_]+")
ACCENT = re.compile("[\u0300-\u036f]")
# Words that say nothing about what someone looks for. They are left out unless nothing else was typed.
STOP = frozenset(
    re.findall(
        r"\w+",
        """aan al alle als ben bent bij dan dat de deze die dit doe doen doet door dus een en er ga gaan gaat geen had hadden heb
    hebben heeft hem het hier hij hoe hun iets ik in is ja je jij jou jouw jullie kan ken krijg krijgen kun kunnen kunt me met mij mijn moest moet
    moeten na naar niet nog nu of om onder ons onze ook op over steeds te tegen telkens toch tot uit uw van veel vind vinden voor waar
    waarom wanneer want waren was wat we wel welk welke werd wie wij wil willen worden wordt wou zal ze zich zij zijn zo zonder zou
    zouden zullen""",
    )
)
# What people say for something that the course has another word for. Looked at only when their word stands nowhere.
OTHER_WORD = {
    "meewerken": "weerstand",
    "tegenwerken": "weerstand",
    "tegenstribbelen": "weerstand",
    "ongemotiveerd": "weerstand",
    "onwillig": "weerstand",
    "weigeren": "weerstand",
    "weigert": "weerstand",
}
# No half of a compound: `overleg` is no `leg`.
NO_PART = STOP | frozenset(
    re.findall(
        r"\w+",
        """achter and baar binnen buiten code den half heid hoog laag lijk links loos mede men mis neer orde pen samen ten ter
    terug tussen uur ver weer zaam""",
    )
)


class Found(StrEnum):
    """The kinds of what is found."""

    LESSON = "les"
    MODULE = "module"
    METHOD = "methode"
    WORD = "woord"
    INDICATOR = "indicator"
    PAGE = "pagina"


LABELS = {
    Found.LESSON: ("les", "lessen"),
    Found.MODULE: ("module", "modules"),
    Found.METHOD: ("methode", "methoden"),
    Found.WORD: ("woord", "woorden"),
    Found.INDICATOR: ("indicator", "indicatoren"),
    Found.PAGE: ("pagina", "pagina's"),
}


@dataclass(frozen=True)
class Place:
    """One place that can be found: a page, or what stands under one heading of it."""

    kind: Found
    title: str
    heading: str
    text: str
    address: str
    # What the page is called besides its title.
    also: str = ""

    @property
    def page(self) -> str:
        """Return the address without the heading: the places of one page have it in common."""
        return (
            self.address if self.kind in (Found.WORD, Found.INDICATOR, Found.PAGE) else self.address.partition("#")[0]
        )


@dataclass(frozen=True)
class Hit:
    """A page that was found: the best place in it, what it says there, and other places."""

    place: Place
    pieces: list[tuple[str, bool]]
    others: list[Place]


@dataclass(frozen=True)
class Answer:
    """What was found for one query. `unknown` are typed words that stand nowhere, each with what looks like it.

    For a typed word that stands nowhere, another was looked for: what looks like it (`meant`), or its last part or what the
    course calls it (`part`).
    """

    hits: dict[Found, list[Hit]]
    total: dict[Found, int]
    all_words: bool = True
    unknown: dict[str, list[str]] = field(default_factory=dict)
    used: tuple[str, ...] = ()
    left_out: bool = False
    meant: dict[str, str] = field(default_factory=dict)
    part: dict[str, str] = field(default_factory=dict)

    @property
    def looked_for(self) -> list[str]:
        """Return the words that were looked for and stand somewhere: as typed, or what came in their place."""
        return [self.meant.get(word) or self.part.get(word) or word for word in self.used if word not in self.unknown]

    @property
    def sentence(self) -> str:
        """Return how much was found, in words: `3 lessen, 1 methode en 2 woorden`."""
        parts = [f"{count} {LABELS[kind][count != 1]}" for kind, count in self.total.items()]
        return listed(parts)


def fold(text: str) -> str:
    """Return a text in small letters and without accents, so that `client` finds `Cliënt`."""
    return text.lower() if text.isascii() else ACCENT.sub("", unicodedata.normalize("NFD", text.lower()))


def words(text: str) -> list[str]:
    """Return the words of a text, folded; whatever else was typed is no word."""
    return WORD.findall(fold(text))


def query_words(typed: str) -> tuple[list[str], bool]:
    """Return what someone looks for, each word once, and whether some of it was left out."""
    found = list(dict.fromkeys(words(typed[:MAX_QUERY])))
    telling = [word for word in found if word not in STOP and len(word) > 1] or found
    return telling[:MAX_WORDS], len(typed) > MAX_QUERY or len(telling) > MAX_WORDS


def halves(word: str, known: Collection[str]) -> list[str]:
    """Return the two words that a compound is made of, when both are known; a linking s, e or en may stand between."""
    for cut in range(len(word) - MIN_RIGHT, MIN_LEFT - 1, -1):
        left, right = word[:cut], word[cut:]
        if right in NO_PART or right not in known:
            continue
        for link in LINKS:
            stem = left.removesuffix(link) if left.endswith(link) else ""
            if len(stem) >= MIN_LEFT and stem in known and stem not in NO_PART:
                return [stem, right]
    return []


def last_part(word: str, known: Mapping[str, str]) -> str | None:
    """Return the longest known word that an unknown compound ends in: of `huurschuld` it is `schuld`.

    What stands before it has to begin a known word: a `statushouder` is no `ouder`.
    """
    for cut in range(MIN_LEFT, len(word) - MIN_INFIX + 1):
        left, right = word[:cut], word[cut:]
        if right in known and right not in NO_PART:
            lefts = [stem for link in LINKS if len(stem := left.removesuffix(link)) >= MIN_LEFT]
            if any(each.startswith(stem) for stem in lefts for each in known):
                return known[right]
    return None


def parts(word: str, known: Collection[str]) -> list[str]:
    """Return all words inside a compound: of `schuldhulpverlener` first the two halves, then theirs."""
    found = halves(word, known)
    return [inner for half in found for inner in (half, *parts(half, known))]


def longer(part: str, known: Collection[str]) -> list[str]:
    """Return the known words that begin with a part of a word, or in which it follows a known word."""

    def fits(before: str) -> bool:
        return not before or (len(before) >= MIN_LEFT and before not in NO_PART and before in known)

    if len(part) < MIN_INFIX or part in NO_PART:
        return []
    return [word for word in known if part in word and fits(word.partition(part)[0])]


def near(word: str, known: Mapping[str, str]) -> list[str]:
    """Return at most two known words that this one is nearly, as they are written; in `known` the likeliest stand first.

    A slip of the pen leaves the first letter and most of the others: one edit in a short word, two in a long one.
    """
    if len(word) < SHORTEST:
        return []
    alike = [each for each in known if each[0] == word[0] and -1 <= len(each) - len(word) <= 2 and each not in STOP]
    for edits in range(1, 2 if len(word) <= SHORT else 3):
        if close := [known[each] for each in alike if within(word, each, edits)]:
            return close[:2]
    return []


def within(one: str, other: str, edits: int) -> bool:
    """Return whether so many letters left out, put in, changed or swapped at most make one word of the other."""
    while one[:1] == other[:1] != "":
        one, other = one[1:], other[1:]
    if not (one and other and edits):
        return len(one) + len(other) <= edits
    steps = [(one[1:], other), (one, other[1:]), (one[1:], other[1:])]
    if one[:2] == other[1::-1]:
        steps.append((one[2:], other[2:]))
    return any(within(*step, edits - 1) for step in steps)


class _Sections(HTMLParser):
    """Cuts a page at its headings."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        self._in_heading = self._in_furniture = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("id")
        # A link that is not printed belongs to the page and not to its text.
        self._in_furniture |= tag == "a" and "no-print" in (dict(attrs).get("class") or "")
        if tag in ("h2", "h3", "h4") and anchor:
            self.found.append((anchor, [], []))
            self._in_heading = True
        elif tag == "br":
            self.found[-1][2].append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h2", "h3", "h4"):
            self._in_heading = False
        elif tag == "a":
            self._in_furniture = False
        elif tag in ("p", "li", "td", "th", "summary") and self.found[-1][2]:
            self.found[-1][2].append("\n")

    def handle_data(self, data: str) -> None:
        _, heading, text = self.found[-1]
        if not self._in_furniture:
            (heading if self._in_heading else text).append(data)


def sections(html: str) -> list[tuple[str, str, str]]:
    """Return the places of a page: anchor, heading and text, the piece before the first heading first."""
    parser = _Sections()
    parser.feed(html)
    parser.close()
    return [
        (anchor, _line(heading), _sentences("".join(text).split("\n")))
        for anchor, heading, text in parser.found
        if anchor or "".join(text).strip()
    ]


def _sentences(lines: Iterable[str]) -> str:
    """Return lines as one text; what ends without a sign, such as a cell of a table, ends with a full stop."""
    whole = [line for each in lines if (line := _line([each]))]
    return " ".join(line if line[-1] in ".!?:;,…'’\"" else f"{line}." for line in whole)


def _line(pieces: Iterable[str]) -> str:
    return " ".join("".join(pieces).split())


def snippet(text: str, wanted: Callable[[str], Collection[str]]) -> list[tuple[str, bool]]:
    """Return a piece of a text around the words that were looked for, cut up as (text, whether to mark it).

    `wanted` says which of the words that were looked for a word of the text stands for.
    """
    found = [(word.start(), word.end(), frozenset(wanted(fold(word[0])))) for word in WORD.finditer(text)]
    # What is short is shown whole: half an explanation explains nothing.
    begin, length = (0, WHOLE) if len(found) <= WHOLE else (_best_begin(text, found), SNIPPET)
    chosen, pieces = found[begin : begin + length], list[tuple[str, bool]]()
    position = chosen[0][0] if chosen else 0
    for start, end, meant in chosen:
        if meant:
            pieces += [(text[position:start], False), (text[start:end], True)]
            position = end
    last = chosen[-1][1] if chosen else 0
    rest = text[position:last] + ("…" if begin + length < len(found) else text[last:])
    pieces = [("… " if begin else "", False), *pieces, (rest, False)]
    joined = [("".join(each for each, _ in run), mark) for mark, run in groupby(pieces, lambda piece: piece[1])]
    return [(each.replace("\n", " "), mark) for each, mark in joined if each]


def _best_begin(text: str, found: Sequence[tuple[int, int, frozenset[str]]]) -> int:
    """Return the word to begin with: a little before where most of the words stand together."""
    best, most = 0, (0, 0)
    for number, (_, _, meant) in enumerate(found):
        if meant:
            inside = [each[2] for each in found[number : number + SNIPPET - BEFORE] if each[2]]
            count = (len(frozenset[str]().union(*inside)), len(inside))
            best, most = (number, count) if count > most else (best, most)
    if not best:
        return 0
    # A sentence that begins just before it is a better beginning.
    for number in range(best, max(best - 2 * BEFORE, 0), -1):
        if re.search(r"[.!?:\n]", text[found[number - 1][1] : found[number][0]]):
            return number
    return max(best - BEFORE, 0) if best > 2 * BEFORE else 0


def spelling(texts: Iterable[str]) -> dict[str, str]:
    """Return every word of these texts as it is written most, by its folded form; the words that stand there most first."""
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        for word in WORD.findall(text.lower()):
            counts.setdefault(fold(word), Counter())[word] += 1
    often = sorted(counts.items(), key=lambda each: -each[1].total())
    return {word: ways.most_common(1)[0][0] for word, ways in often}
