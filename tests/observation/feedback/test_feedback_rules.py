"""Pairs, differences and distributions as exact functions of counts, with the published test vectors."""

from collections import Counter
from itertools import product

import pytest

from observation.feedback import rules
from observation.feedback.rules import Distribution, Pairs
from observation.form import queries

FORM = queries.current()
FREQUENCY, YES_NO = FORM.scale_by_id["frequentie"], FORM.scale_by_id["ja_nee"]
STEPS = FREQUENCY.steps


def pairs_of(*counted):
    """Return the pairs over recordings that two raters scored, from (how many recordings, one, other)."""
    found = Pairs()
    for times, one, other in counted:
        for _ in range(times):
            found += rules.pairs(FREQUENCY, Counter([STEPS[one], STEPS[other]]))
    return found


# domain.md §10: two raters, 30 recordings, categories 0-3; the column "exact".
@pytest.mark.parametrize(
    ("counted", "exact"),
    [
        ([(27, 0, 0), (1, 1, 1), (1, 0, 1), (1, 1, 0)], 0.933),
        ([(28, 0, 0), (1, 0, 1), (1, 1, 0)], 0.933),
        ([(30, 0, 0)], 1.000),
        ([(7, 0, 0), (7, 1, 1), (7, 2, 2), (7, 3, 3), (1, 1, 2), (1, 2, 1)], 0.933),
        ([(5, 0, 0), (5, 1, 1), (6, 2, 2), (5, 3, 3), (2, 0, 1), (3, 1, 2), (2, 2, 3), (2, 2, 1)], 0.700),
    ],
)
def test_equal_is_the_published_percentage(counted, exact):
    found = pairs_of(*counted)

    assert found.scored_pairs == 30
    assert round(found.equal / found.scored_pairs, 3) == exact
    assert rules.percentage(found.equal, found.scored_pairs) == round(100 * exact)
    assert found.within_one == 30


def test_who_guesses_is_within_one_step_in_ten_of_sixteen_pairs():
    found = pairs_of(*((1, one, other) for one, other in product(range(4), repeat=2)))

    assert (found.scored_pairs, found.equal, found.within_one) == (16, 4, 10)
    assert found.within_one / found.scored_pairs == 0.625


@pytest.mark.parametrize(("one", "other"), list(product(range(4), repeat=2)))
def test_a_pair_is_equal_or_within_one_step_or_neither(one, other):
    found = pairs_of((1, one, other))

    assert found == Pairs(1, int(one == other), int(abs(one - other) <= 1), 1, 1)


@pytest.mark.parametrize(
    ("scale", "answers", "found"),
    [
        (FREQUENCY, {}, Pairs()),
        (FREQUENCY, {"vaak": 1}, Pairs()),
        (FREQUENCY, {"vaak": 2}, Pairs(1, 1, 1, 1, 1)),
        (FREQUENCY, {"vaak": 3}, Pairs(3, 3, 3, 3, 3)),
        (FREQUENCY, {"nooit": 1, "soms": 1, "vaak": 1}, Pairs(3, 0, 2, 3, 3)),
        (FREQUENCY, {"nooit": 2, "altijd": 2}, Pairs(6, 2, 2, 6, 6)),
        (FREQUENCY, {"nvt": 2}, Pairs(0, 0, 0, 1, 1)),
        (FREQUENCY, {"vaak": 1, "nvt": 1}, Pairs(0, 0, 0, 1, 0)),
        (FREQUENCY, {"vaak": 2, "nvt": 1}, Pairs(1, 1, 1, 3, 1)),
        (FREQUENCY, {"vaak": 2, "soms": 1, "nvt": 2}, Pairs(3, 1, 3, 10, 4)),
        (YES_NO, {"ja": 2}, Pairs(1, 1, 1, 1, 1)),
        (YES_NO, {"ja": 1, "nee": 1}, Pairs(1, 0, 0, 1, 1)),
        (YES_NO, {"ja": 2, "nee": 1}, Pairs(3, 1, 1, 3, 3)),
    ],
)
def test_pairs_are_counted_with_nvt_apart(scale, answers, found):
    assert rules.pairs(scale, Counter(answers)) == found


def test_pairs_over_items_are_the_sum_over_items():
    assert Pairs(3, 1, 2, 4, 3) + Pairs(1, 1, 1, 1, 1) == Pairs(4, 2, 3, 5, 4)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (0, 0, None),
        (0, 4, 0),
        (4, 4, 100),
        (1, 3, 33),
        (2, 3, 67),
        (10, 16, 63),
        (1, 8, 13),
        (3, 8, 38),
        (7, 8, 88),
        (1, 200, 1),
    ],
)
def test_a_percentage_is_whole_and_a_half_goes_up(part, whole, shown):
    assert rules.percentage(part, whole) == shown


@pytest.mark.parametrize(
    ("scale", "answers", "steps"),
    [
        (FREQUENCY, [], 0),
        (FREQUENCY, [None, None], 0),
        (FREQUENCY, ["vaak"], 0),
        (FREQUENCY, ["vaak", "vaak", None], 0),
        (FREQUENCY, ["nooit", "soms"], 1),
        (FREQUENCY, ["nooit", "vaak"], 2),
        (FREQUENCY, ["altijd", "nooit", "soms"], 3),
        (FREQUENCY, ["nvt", "nvt"], 0),
        (FREQUENCY, ["nvt", None], 0),
        (FREQUENCY, ["nvt", "nooit"], 4),
        (FREQUENCY, ["nvt", "altijd", "altijd"], 4),
        (YES_NO, ["ja", "nee"], 1),
        (YES_NO, ["nee", "nee"], 0),
    ],
)
def test_a_difference_is_the_largest_number_of_steps_and_nvt_against_a_score_comes_first(scale, answers, steps):
    assert rules.difference(scale, answers) == steps


@pytest.mark.parametrize(
    ("counts", "middle", "high", "scored"),
    [
        ({}, None, 0, 0),
        ({"nvt": 3}, None, 0, 0),
        ({"nooit": 1}, "nooit", 0, 1),
        ({"soms": 1, "vaak": 1}, "soms", 1, 2),
        ({"soms": 1, "vaak": 2}, "vaak", 2, 3),
        ({"nooit": 1, "altijd": 1}, "nooit", 1, 2),
        ({"nooit": 2, "altijd": 3, "nvt": 9}, "altijd", 3, 5),
        ({"nooit": 1, "soms": 1, "vaak": 1, "altijd": 1}, "soms", 2, 4),
    ],
)
def test_a_distribution_has_a_middle_and_leaves_nvt_out(counts, middle, high, scored):
    found = rules.distribution(FREQUENCY, counts)

    assert (found.middle, found.high, found.scored) == (middle, high, scored)
    assert found.not_applicable == counts.get("nvt", 0)
    assert [step for step, _ in found.steps] == list(STEPS)


def shape(*counts):
    return Distribution(tuple(zip(STEPS, counts, strict=True)), 0)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            (1, 5, 1, 0),
            (0, 1, 5, 2),
            "Het middelste antwoord schoof van 'soms' naar 'vaak' ('vaak' of 'altijd' bij 1 van 7 antwoorden, "
            "daarna bij 7 van 8).",
        ),
        (
            (0, 3, 1, 0),
            (0, 4, 1, 0),
            "Het middelste antwoord bleef 'soms' ('vaak' of 'altijd' bij 1 van 4 antwoorden, daarna bij 1 van 5).",
        ),
        ((0, 0, 0, 0), (0, 4, 1, 0), None),
        ((0, 4, 1, 0), (0, 0, 0, 0), None),
    ],
)
def test_a_shift_is_told_in_words_with_its_counts(before, after, words):
    assert rules.shift(shape(*before), shape(*after)) == words


def all_answers(**per_theme):
    """Return counts where all frequency indicators of a theme got these answers."""
    return {
        item.id: Counter(per_theme[item.theme])
        for item in FORM.items.values()
        if item.theme in per_theme and item.scale == "frequentie"
    }


def test_strong_themes_come_first_and_conflicten_last_whatever_its_scores():
    best = {theme: {"altijd": 1} for theme in FORM.themes}
    found = rules.themes(FORM, all_answers(**best | {"band": {"vaak": 1, "soms": 1}, "visie_doelen": {"nooit": 1}}))

    assert [theme.id for theme in found][-3:] == ["band", "visie_doelen", "conflicten"]
    assert [theme.id for theme in found if theme.negative] == ["conflicten"]


def test_conflicten_is_not_reversed():
    found = rules.themes(FORM, all_answers(conflicten={"nooit": 3, "soms": 1}))[-1]

    assert found.distribution.steps == (("nooit", 15), ("soms", 5), ("vaak", 0), ("altijd", 0))
    assert found.distribution.middle == "nooit"


def test_within_a_theme_what_was_seen_most_comes_first_and_what_nobody_scored_last():
    counts = {"WA01": {"nooit": 1}, "WA02": {"altijd": 1}, "WA04": {"vaak": 1, "soms": 1}, "WA05": {"nvt": 2}}
    theme = next(t for t in rules.themes(FORM, {i: Counter(c) for i, c in counts.items()}) if t.id == "taakgerichtheid")

    assert [each.item.id for each in theme.items][:3] == ["WA02", "WA04", "WA01"]
    assert {each.item.id for each in theme.items[3:]} == {"WA03", "WA05", "WA06", "WA07"}
    assert (theme.scored_items, theme.all_items, theme.distribution.not_applicable) == (3, 7, 2)


def test_within_conflicten_what_was_seen_least_comes_first_and_what_nobody_scored_last():
    counts = {"IPS15": {"altijd": 1}, "IPS17": {"nooit": 1}, "IPS18": {"nvt": 1}}
    theme = rules.themes(FORM, {item: Counter(each) for item, each in counts.items()})[-1]

    assert [each.item.id for each in theme.items][:2] == ["IPS17", "IPS15"]


def test_the_yes_or_no_indicator_stands_apart_from_the_distribution_of_its_theme():
    theme = next(t for t in rules.themes(FORM, {"WA22": Counter(ja=3, nee=1)}) if t.id == "band")

    assert theme.distribution.scored == 0
    assert [(each.item.id, each.distribution.steps) for each in theme.yes_no] == [("WA22", (("ja", 3), ("nee", 1)))]
    assert (theme.scored_items, theme.all_items) == (1, 11)


def test_strengths_are_seen_often_or_always_by_everyone_the_most_often_always_first():
    counts = {
        "WA01": Counter(altijd=1, vaak=1),
        "WA02": Counter(altijd=2),
        "WA03": Counter(altijd=2, soms=1),
        "WA04": Counter(vaak=2, nvt=1),
        "WA05": Counter(altijd=3),
        "WA06": Counter(nvt=3),
        # For most there was no occasion: that is no strength of the overleg.
        "WA07": Counter(altijd=1, nvt=2),
        "WA08": Counter(altijd=1, nvt=1),
        "IPS15": Counter(altijd=3),
        "WA22": Counter(ja=3),
    }
    found = rules.strengths(rules.themes(FORM, counts))

    assert [each.item.id for each in found] == ["WA05", "WA02", "WA01", "WA04"]


def test_there_are_no_more_than_five_strengths():
    assert len(rules.strengths(rules.themes(FORM, all_answers(band={"altijd": 2})))) == 5


@pytest.mark.parametrize(
    ("shared", "words"), [(0, "Nu zijn dat er 0."), (1, "Nu is dat er 1."), (9, "Nu zijn dat er 9.")]
)
def test_below_ten_shared_overleggen_no_coefficient_is_shown_and_it_says_why(shared, words):
    sentence = rules.no_coefficient(shared)

    assert sentence.startswith(
        "Hoe goed jullie het eens zijn, is nog niet in één getal te zeggen. Een getal daarvoor (de alfa van Krippendorff) zegt pas iets vanaf 10 overleggen"
    )
    assert words in sentence


@pytest.mark.parametrize("shared", [10, 11, 40])
def test_from_ten_shared_overleggen_it_says_that_it_is_not_computed_here(shared):
    assert rules.no_coefficient(shared).startswith(f"Dezelfde mensen scoorden nu {shared} overleggen.")


def test_side_by_side_every_indicator_knows_how_far_people_are_apart():
    forms = [{"WA01": "nooit", "WA02": "vaak", "WA03": None}, {"WA01": "altijd", "WA02": "nvt"}]
    theme = rules.comparison(FORM, forms)[0]

    assert theme.theme.id == "taakgerichtheid"
    assert [(row.item.id, row.difference) for row in theme.apart] == [("WA02", 4), ("WA01", 3)]
    assert [row.item.id for row in theme.same] == ["WA03", "WA04", "WA05", "WA06", "WA07"]
    assert theme.pairs == Pairs(1, 0, 0, 2, 1)


def test_themes_to_talk_about_come_first_then_other_differences_each_in_printed_order():
    themes = list(FORM.themes)
    one = {"WA02": "vaak", "IPS15": "vaak", "IPS01": "vaak"}
    found = rules.comparison(FORM, [one, {"WA02": "soms", "IPS15": "nooit", "IPS01": "soms"}])
    order = [theme.theme.id for theme in found]

    assert order[:3] == ["conflicten", "taakgerichtheid", "visie_doelen"]
    assert order[3:] == [theme for theme in themes if theme not in order[:3]]
    assert [theme.opens for theme in found[:2]] == [True, False]


def test_what_people_discuss_first_is_two_steps_apart_or_more():
    forms = [{"WA01": "nooit", "WA02": "vaak", "IPS01": "vaak"}, {"WA01": "vaak", "WA02": "soms", "IPS01": "nvt"}]
    found = rules.comparison(FORM, forms)

    assert [row.item.id for row in rules.most_apart(found)] == ["IPS01", "WA01"]
    assert [row.item.id for row in rules.most_apart(found, most=1)] == ["IPS01"]


def test_the_spread_counts_indicators_by_how_far_apart_they_were_seen():
    forms = [dict.fromkeys(FORM.items, "vaak") for _ in range(2)]
    forms[1] |= {"WA01": "soms", "WA02": "nooit", "WA03": "altijd", "WA04": "nvt"}
    found = {theme.theme.id: rules.spread(theme.rows) for theme in rules.comparison(FORM, forms)}

    assert found["taakgerichtheid"].steps == (("same", 3), ("near", 2), ("far", 1), ("nvt", 1))
    assert found["doelgerichtheid"].steps == (("same", 4), ("near", 0), ("far", 0), ("nvt", 0))
    assert found["taakgerichtheid"].scored == 7
