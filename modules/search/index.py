"""The index: a full-text table of SQLite in memory, made from the content once per process (docs/decisions/0014).

The words in it are stems, made here, so that every installation finds the same whatever its own database is.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache, partial
from threading import Lock

from snowballstemmer import stemmer

from modules.search import rules
from modules.search.rules import Answer, Found, Hit, Place

MOST_PLACES, MOST_OTHERS, MOST_FORMS = 1000, 3, 40
# How much a word weighs in a title, another name, a heading, a text, and as a part of a compound.
WEIGHTS = (10.0, 8.0, 5.0, 1.0, 0.3)
# The stemmer takes `ge` off too often: it makes one word of `beleid` and `begeleid`, and of `gezin` and `zin`. Words that
# begin like this keep it. Some others are wrong too: two stems for `schuld` and `schulden`, one for `plan` and `planning`.
KEEP_GE = ("begeleid", "gebied", "geld", "gelijk", "gemeen", "getal", "gevangen", "geweld", "gewoon", "gezin", "gezond")
OWN_STEM = {"schulden": "schuld", "planning": "planning", "planningen": "planning"}
_dutch, _careful = stemmer("dutch"), stemmer("dutch_porter")
_stemming = Lock()
NONE = frozenset[str]()


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """Return the stem of a folded word: `overleggen` and `overlegde` are both `overleg`."""
    with _stemming:
        if word.startswith(KEEP_GE):
            return re.sub(r"(.)\1$", r"\1", _careful.stemWord(re.sub("(ei)dt$", r"\1d", word)))
        return OWN_STEM.get(word) or _dutch.stemWord(word) or word


class Index:
    """Everything that can be found."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self._spelling = rules.spelling(_text(place) for place in self.places)
        self._stem_of = {word: stem(word) for word in self._spelling}
        self._stems = frozenset(self._stem_of.values())
        self._names = [_names(place) for place in self.places]
        self._own = {number: _name_stems(place) for number, place in enumerate(self.places) if place.kind is Found.PAGE}
        self._compounds = {word: rules.parts(word, self._spelling.keys()) for word in self._spelling}
        self._asking = Lock()
        self._table = sqlite3.connect(":memory:", check_same_thread=False)
        self._table.execute("CREATE VIRTUAL TABLE place USING fts5(title, also, heading, text, part, tokenize='ascii')")
        rows = ((number, *self._row(place)) for number, place in enumerate(self.places))
        self._table.executemany(
            "INSERT INTO place (rowid, title, also, heading, text, part) VALUES (?,?,?,?,?,?)", rows
        )

    def _row(self, place: Place) -> tuple[str, ...]:
        names = self._inside(f"{place.title} {place.also}")
        also = [*rules.words(place.also), *names]
        return (
            self._stemmed(rules.words(place.title)),
            self._stemmed(also),
            self._stemmed(rules.words(place.heading)),
            self._stemmed(rules.words(place.text)),
            self._stemmed(self._inside(f"{place.heading} {place.text}")),
        )

    def _stemmed(self, words: Iterable[str]) -> str:
        return " ".join(self._stem_of.get(word) or stem(word) for word in words)

    def _inside(self, text: str) -> list[str]:
        """Return the parts of the compounds in a text."""
        return [part for word in rules.words(text) for part in self._compounds.get(word, ())]

    def ask(
        self,
        typed: str,
        kind: Found | None = None,
        most: int = 8,
        *,
        literal: bool = False,
        own: Callable[[Place], list[Place]] = lambda _: [],
    ) -> Answer:
        """Return what was found, of one kind or of all, at most so many pages of each.

        Unless it is `literal`, another word is looked for in place of one that stands nowhere. `own` tells where the
        person who asks has a page of the site: nowhere, at one address or at several.
        """
        typed_words, left_out = rules.query_words(typed)
        forms = {word: self._forms(word) for word in typed_words}
        strange = [] if literal else [word for word, found in forms.items() if not found]
        meant, part = self._in_place_of(strange)
        forms |= {word: self._forms(rules.fold(other)) for word, other in (meant | part).items()}
        known = [each for each in forms.values() if each]
        unknown = {word: rules.near(word, self._spelling) for word, found in forms.items() if not found}
        rank = partial(self._rank, known, " ".join(rules.words(typed)))
        with_all = self._pages(self._numbers(known, " AND "), rank, own) if not unknown else []
        pages = with_all or self._pages(self._numbers(known, " OR "), rank, own)
        groups = {each: [page for page in pages if page[0].kind is each] for each in Found}
        order = dict.fromkeys(page[0].kind for page in pages)
        wanted = self._wanted({word: set(found) for word, found in forms.items()})
        return Answer(
            hits={
                each: [self._hit(page, wanted) for page in groups[each][:most]]
                for each in order
                if kind in (None, each)
            },
            total={each: len(groups[each]) for each in order},
            all_words=bool(with_all),
            unknown=unknown,
            used=tuple(typed_words),
            left_out=left_out,
            meant=meant,
            part=part,
        )

    def _in_place_of(self, strange: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
        """Return for words that stand nowhere what they were meant to be, and for the others what is said for them.

        That is the word that the course has for it, or the last part. A compound of two known words is no slip of the pen.
        """
        meant, part = dict[str, str](), dict[str, str]()
        for word in strange:
            if (other := rules.OTHER_WORD.get(word)) and self._forms(other):
                part[word] = other
                continue
            close = [] if rules.halves(word, self._spelling.keys()) else rules.near(word, self._spelling)
            if close:
                meant[word] = close[0]
            elif known := rules.last_part(word, self._spelling):
                part[word] = known
        return meant, part

    def _forms(self, word: str) -> list[str]:
        """Return the stems to look for: its own, or when that stands nowhere those of longer words."""
        own = stem(word)
        if own in self._stems:
            return [own]
        longer = rules.longer(word, self._spelling) or rules.longer(own, self._stems)
        return sorted({stem(each) for each in longer}, key=len)[:MOST_FORMS]

    def _numbers(self, forms: Sequence[Sequence[str]], between: str) -> list[tuple[int, float]]:
        """Return the numbers of the places with their weight, the best first. Only letters and digits get here."""
        if not forms:
            return []
        asked = between.join("(" + " OR ".join(f'"{each}"' for each in group) + ")" for group in forms)
        query = "SELECT rowid, bm25(place, ?, ?, ?, ?, ?) FROM place WHERE place MATCH ? ORDER BY 2 LIMIT ?"
        with self._asking:
            return self._table.execute(query, (*WEIGHTS, asked, MOST_PLACES)).fetchall()

    def _pages(
        self,
        numbers: Sequence[tuple[int, float]],
        rank: Callable[[int, float], tuple[int, bool, float]],
        own: Callable[[Place], list[Place]],
    ) -> list[list[Place]]:
        """Return the places per page, the best page first."""
        pages: dict[str, tuple[tuple[int, bool, float], list[Place]]] = {}
        for number, weight in numbers:
            place, place_rank = self.places[number], rank(number, weight)
            first, found = pages.get(place.page, (place_rank, []))
            pages[place.page] = (min(first, place_rank), [*found, *(own(place) if number in self._own else [place])])
        return [places for _, places in sorted(pages.values(), key=lambda page: page[0]) if places]

    def _rank(self, known: Sequence[Sequence[str]], exact: str, number: int, weight: float) -> tuple[int, bool, float]:
        """Return what a place is sorted by.

        Pages of the site go first when words that were typed name them, in their own order; then what is called exactly
        so, and then the rest by weight.
        """
        named = sum(not self._own.get(number, NONE).isdisjoint(each) for each in known)
        return -named, exact not in self._names[number], number if named else weight

    def _wanted(self, forms: dict[str, set[str]]) -> Callable[[str], list[str]]:
        @cache
        def wanted(word: str) -> list[str]:
            stems = {self._stem_of.get(each) for each in (word, *self._compounds.get(word, ()))}
            return [typed for typed, found in forms.items() if found & stems]

        return wanted

    def _hit(self, places: list[Place], wanted: Callable[[str], list[str]]) -> Hit:
        best = places[0]
        return Hit(best, rules.snippet(best.text, wanted), [each for each in places[1:] if each.heading][:MOST_OTHERS])


def _names(place: Place) -> frozenset[str]:
    return frozenset(" ".join(rules.words(name)) for name in (place.title, *place.also.split(",")))


def _name_stems(place: Place) -> frozenset[str]:
    return frozenset(stem(word) for word in rules.words(f"{place.title} {place.also}") if word not in rules.STOP)


def _text(place: Place) -> str:
    return f"{place.title} {place.also} {place.heading} {place.text}"
