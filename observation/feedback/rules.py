"""Comparing forms and distributions, as exact functions of counts. No database, no Flask.

The form itself has no numbers. Everything computed here is the product's own, and the screens say so.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import comb

from observation.form.rules import NOT_APPLICABLE, Instrument, Item, Scale, Theme

# Below this number of shared overleggen an agreement coefficient says nothing: with two raters the 95% interval over
# ten overleggen is about one point wide on a scale from -1 to 1 (own simulation, docs/decisions/0006).
MIN_MEETINGS_FOR_COEFFICIENT = 10
# Fewest cursisten whose answers a trainer outside their intervisie group sees together.
MIN_PEOPLE = 5


@dataclass(frozen=True)
class Pairs:
    """Pairs of people who filled in the same indicator: how many there were, and how many of them saw the same.

    `equal` and `within_one` are over pairs that both gave a score; `same_scorable` is over all pairs that both gave an
    answer, and counts those that agree on whether the behaviour could be scored at all.
    """

    scored_pairs: int = 0
    equal: int = 0
    within_one: int = 0
    answered_pairs: int = 0
    same_scorable: int = 0

    def __add__(self, other: "Pairs") -> "Pairs":
        return Pairs(
            self.scored_pairs + other.scored_pairs,
            self.equal + other.equal,
            self.within_one + other.within_one,
            self.answered_pairs + other.answered_pairs,
            self.same_scorable + other.same_scorable,
        )


def pairs(scale: Scale, answers: Counter[str]) -> Pairs:
    """Return the pairs of people at one item of one overleg, from how often each answer was given.

    Of n raters there are n(n-1)/2 pairs. A yes/no item has no steps, so within one step is the same as equal.
    """
    steps = [answers[step] for step in scale.steps]
    scored, not_applicable = sum(steps), answers[NOT_APPLICABLE]
    equal = sum(comb(count, 2) for count in steps)
    next_to = sum(a * b for a, b in pairwise(steps)) if scale.kind == "ordinal" else 0
    return Pairs(
        scored_pairs=comb(scored, 2),
        equal=equal,
        within_one=equal + next_to,
        answered_pairs=comb(scored + not_applicable, 2),
        same_scorable=comb(scored, 2) + comb(not_applicable, 2),
    )


def percentage(part: int, whole: int) -> int | None:
    """Return a whole percentage, a half rounded up, or None when there is nothing to take it of."""
    return None if whole == 0 else (200 * part + whole) // (2 * whole)


def difference(scale: Scale, answers: Iterable[str | None]) -> int:
    """Return how far apart raters are on one item, to put differences first.

    0: all the same. 1-3: the largest number of steps between two scores. 4: some scored it and some found it not
    applicable, the difference that most needs a talk. Empty answers do not count.
    """
    given = {answer for answer in answers if answer is not None}
    if NOT_APPLICABLE in given and len(given) > 1:
        return 4
    places = [scale.steps.index(answer) for answer in given if answer in scale.steps]
    return max(places) - min(places) if places else 0


@dataclass(frozen=True)
class ItemComparison:
    """One indicator with forms side by side: how far they are apart, and how many pairs saw the same."""

    item: Item
    difference: int
    pairs: Pairs


@dataclass(frozen=True)
class ThemeComparison:
    """One theme with forms side by side, its indicators with the largest difference first."""

    theme: Theme
    rows: tuple[ItemComparison, ...]

    @property
    def apart(self) -> tuple[ItemComparison, ...]:
        """Return the indicators that people saw differently."""
        return tuple(row for row in self.rows if row.difference)

    @property
    def opens(self) -> bool:
        """Return whether there is something here to talk about first: two steps apart or more."""
        return any(row.difference >= 2 for row in self.rows)

    @property
    def same(self) -> tuple[ItemComparison, ...]:
        """Return the indicators that all saw the same."""
        return tuple(row for row in self.rows if not row.difference)

    @property
    def pairs(self) -> Pairs:
        """Return the pairs over all indicators of the theme."""
        return sum((row.pairs for row in self.rows), Pairs())


def comparison(instrument: Instrument, forms: Sequence[Mapping[str, str | None]]) -> list[ThemeComparison]:
    """Return forms (answers by item) side by side per theme: what to talk about first, then other differences, then the rest."""
    found = [
        ThemeComparison(instrument.themes[theme], _by_difference(instrument, items, forms))
        for theme, items in instrument.items_by_theme.items()
    ]
    return sorted(found, key=lambda theme: (not theme.opens, not theme.apart))


def _by_difference(
    instrument: Instrument, items: Iterable[Item], forms: Sequence[Mapping[str, str | None]]
) -> tuple[ItemComparison, ...]:
    rows = [_compared(instrument, item, [form.get(item.id) for form in forms]) for item in items]
    return tuple(sorted(rows, key=lambda row: -row.difference))


def _compared(instrument: Instrument, item: Item, answers: Sequence[str | None]) -> ItemComparison:
    scale = instrument.scale_of(item.id)
    counted = Counter(answer for answer in answers if answer is not None)
    return ItemComparison(item, difference(scale, answers), pairs(scale, counted))


def most_apart(found: Iterable[ThemeComparison], most: int = 12) -> list[ItemComparison]:
    """Return the indicators to talk about first: two steps or more apart, the largest difference first."""
    rows = [row for theme in found for row in theme.rows if row.difference >= 2]
    return sorted(rows, key=lambda row: -row.difference)[:most]


@dataclass(frozen=True)
class Distribution:
    """How often each answer was given, over one item or a theme. n.v.t. stands apart."""

    steps: tuple[tuple[str, int], ...]
    not_applicable: int

    @property
    def scored(self) -> int:
        """Return how many answers were a score."""
        return sum(count for _, count in self.steps)

    @property
    def high(self) -> int:
        """Return how many scores were in the upper half of the scale: vaak or altijd."""
        half = len(self.steps) // 2
        return sum(count for _, count in self.steps[half:])

    @property
    def middle(self) -> str | None:
        """Return the median answer (the lower one of two), or None without scores."""
        seen = 0
        for step, count in self.steps:
            seen += count
            if count and 2 * seen >= self.scored:
                return step
        return None


def spread(rows: Iterable[ItemComparison]) -> Distribution:
    """Return how many indicators all saw the same, one step apart, further apart, and scored beside n.v.t."""
    counted = Counter(row.difference for row in rows)
    far = counted[2] + counted[3]
    return Distribution((("same", counted[0]), ("near", counted[1]), ("far", far), ("nvt", counted[4])), 0)


def distribution(scale: Scale, answers: Mapping[str, int]) -> Distribution:
    """Return the distribution of counted answers on a scale."""
    return Distribution(tuple((step, answers.get(step, 0)) for step in scale.steps), answers.get(NOT_APPLICABLE, 0))


@dataclass(frozen=True)
class ItemFeedback:
    """One indicator with its distribution."""

    item: Item
    distribution: Distribution


@dataclass(frozen=True)
class ThemeFeedback:
    """One theme: the distribution over its indicators, and each of them. Yes/no indicators stand apart."""

    id: str
    name: str
    negative: bool
    distribution: Distribution
    items: tuple[ItemFeedback, ...]
    yes_no: tuple[ItemFeedback, ...]

    @property
    def scored_items(self) -> int:
        """Return how many indicators of this theme have at least one score."""
        return sum(1 for each in (*self.items, *self.yes_no) if each.distribution.scored)

    @property
    def all_items(self) -> int:
        """Return how many indicators this theme has."""
        return len(self.items) + len(self.yes_no)

    @property
    def share_high(self) -> float:
        """Return which part of the scores is vaak or altijd, from 0 to 1; 0 without scores."""
        return self.distribution.high / self.distribution.scored if self.distribution.scored else 0.0


def themes(instrument: Instrument, counts: Mapping[str, Counter[str]]) -> list[ThemeFeedback]:
    """Return feedback per theme from counted answers per item: strengths first, negatively worded themes last."""
    found = [_theme(instrument, theme_id, counts) for theme_id in instrument.themes]
    return sorted(found, key=lambda theme: (theme.negative, -theme.share_high))


def _theme(instrument: Instrument, theme_id: str, counts: Mapping[str, Counter[str]]) -> ThemeFeedback:
    theme, ordinal, yes_no = instrument.themes[theme_id], [], []
    total: Counter[str] = Counter()
    scale = next(scale for scale in instrument.scales if scale.kind == "ordinal")
    for item in instrument.items_by_theme[theme_id]:
        own = instrument.scale_by_id[item.scale]
        each = ItemFeedback(item, distribution(own, counts.get(item.id, Counter())))
        if own.kind == "ordinal":
            ordinal.append(each)
            total.update(counts.get(item.id, Counter()))
        else:
            yes_no.append(each)
    negative = theme.polarity == "negative"
    # The most favourable first; what nobody scored last.
    sign = 1 if negative else -1
    ordinal.sort(key=lambda each: (not each.distribution.scored, sign * _share_high(each.distribution)))
    return ThemeFeedback(theme_id, theme.name, negative, distribution(scale, total), tuple(ordinal), tuple(yes_no))


def _share_high(each: Distribution) -> float:
    return each.high / each.scored if each.scored else 0.0


def strengths(found: Sequence[ThemeFeedback], most: int = 5) -> list[ItemFeedback]:
    """Return the indicators that were seen most: all scores vaak or altijd, the most often 'altijd' first.

    Most observers have to have given a score: with as many n.v.t. there was hardly an occasion for it.
    """
    items = [each for theme in found if not theme.negative for each in theme.items]
    seen = [each for each in items if _is_strength(each.distribution)]
    seen.sort(key=lambda each: (-each.distribution.steps[-1][1] / each.distribution.scored, -each.distribution.scored))
    return seen[:most]


def _is_strength(each: Distribution) -> bool:
    return each.high == each.scored > each.not_applicable


def shift(before: Distribution, after: Distribution) -> str | None:
    """Return in Dutch how the distribution moved between two overleggen, or None when one of them has no scores."""
    if not before.scored or not after.scored:
        return None
    counts = f"'vaak' of 'altijd' bij {before.high} van {before.scored} antwoorden, daarna bij {after.high} van {after.scored}"
    if before.middle != after.middle:
        return f"Het middelste antwoord schoof van '{before.middle}' naar '{after.middle}' ({counts})."
    return f"Het middelste antwoord bleef '{after.middle}' ({counts})."


def no_coefficient(shared: int) -> str:
    """Return in Dutch why no agreement coefficient is shown."""
    if shared >= MIN_MEETINGS_FOR_COEFFICIENT:
        return (
            f"Dezelfde mensen scoorden nu {shared} overleggen. Dat is genoeg om in één getal te zeggen hoe goed jullie het eens "
            "zijn (de alfa van Krippendorff), maar dat rekenen we hier nog niet uit."
        )
    return (
        "Hoe goed jullie het eens zijn, is nog niet in één getal te zeggen. Een getal daarvoor (de alfa van Krippendorff) zegt pas iets vanaf "
        f"{MIN_MEETINGS_FOR_COEFFICIENT} overleggen die dezelfde mensen scoorden. Nu "
        f"{'is dat er 1' if shared == 1 else f'zijn dat er {shared}'}. Tot dan tellen we hoe vaak antwoorden gelijk zijn."
    )
