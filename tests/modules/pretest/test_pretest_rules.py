"""Decisions about the measurements: which questions, whose half, when."""

from collections import Counter
from dataclasses import replace

import pytest

from modules.library.check_rules import Check, Option, Question
from modules.library.rules import Course, Module, read_course
from modules.pretest.rules import (
    DONT_KNOW,
    MIN_PEOPLE,
    Asked,
    Half,
    Phase,
    PretestStanding,
    Tally,
    draw,
    group_rows,
    half_to_give,
    is_offered,
    judge,
    most_new,
    open_phase,
    pairs,
    problems,
    questions_of,
    sections,
    tally,
)
from trainer.db import now


def module(slug: str, *ids: str) -> Module:
    """A module without lessons and with these questions; option a is right."""
    options = tuple(Option(name, f"Antwoord {name}", name == "a", "Uitleg.") for name in "abc")
    questions = tuple(Question(name, f"{slug} {name}?", "les", options) for name in ids)
    return Module(slug, slug, "", "", (), (), Check(questions), frozenset(), "0" * 12)


def numbered(count: int) -> list[str]:
    return [f"q{number}" for number in range(1, count + 1)]


def sides(found: Module) -> dict[str, Half]:
    return {question.id: half for pair in pairs(found) for question, half in zip(pair, Half, strict=True)}


@pytest.mark.parametrize("count", [2, 3, 8, 9, 12])
def test_the_halves_of_a_module_are_equal(count):
    halves = Counter(sides(module("een", *numbered(count))).values())

    assert halves == {Half.A: count // 2, Half.B: count // 2}


@pytest.mark.parametrize("slug", ["een", "twee", "drie", "vier", "vijf"])
def test_a_question_that_is_added_or_moved_sends_no_other_to_the_other_half(slug):
    before = sides(module(slug, *numbered(8)))

    assert sides(module(slug, *reversed(numbered(8)))) == before
    for count in (9, 10, 12):
        after = sides(module(slug, *numbered(count)))
        assert {name: after[name] for name in before} == before


def test_names_settle_who_goes_where_and_not_the_order_of_the_file():
    found = [sides(module(f"module-{number}", "q1", "q2"))["q1"] for number in range(20)]

    assert set(found) == set(Half)


@pytest.mark.parametrize(
    ("modules", "each"), [(1, 5), (2, 5), (7, 3), (8, 3), (9, 2), (11, 2), (12, 2), (15, 1), (30, 1)]
)
def test_every_module_gives_as_many_questions(modules, each):
    course = Course(tuple(module(f"module-{number}", *numbered(10)) for number in range(modules)), ())
    for half in Half:
        assert set(Counter(asked.module_slug for asked in draw(course, half)).values()) == {each}


def test_the_halves_share_no_question_and_a_draw_is_always_the_same():
    course = Course((module("een", *numbered(9)), module("twee", *numbered(3))), ())
    a, b = draw(course, Half.A), draw(course, Half.B)

    assert {each.key for each in a}.isdisjoint(each.key for each in b)
    assert Counter(each.module_slug for each in a) == Counter(each.module_slug for each in b) == {"een": 4, "twee": 1}
    assert draw(course, Half.A) == a
    assert all(len(each.content_hash) == 12 and each.option_id is None for each in a)


def test_what_someone_was_asked_before_is_not_drawn_again():
    course = Course((module("een", *numbered(8)),), ())
    first = draw(course, Half.A)[0].key

    left = [each.key for each in draw(course, Half.A, {first})]
    assert first not in left
    assert len(left) == 3


def test_the_shipped_kind_of_content_gives_a_draw(texts, figures):
    course = read_course(texts, figures)

    assert {each.key for half in Half for each in draw(course, half)} == {"sterk.q1", "sterk.q2"}


@pytest.mark.parametrize(
    ("before", "given", "half"),
    [
        (None, {}, Half.A),
        (None, {Half.A: 1}, Half.B),
        (None, {Half.A: 1, Half.B: 1}, Half.A),
        (None, {Half.A: 2, Half.B: 4}, Half.A),
        (Half.A, {Half.B: 9}, Half.B),
        (Half.B, {}, Half.A),
    ],
)
def test_people_get_the_half_that_fewest_have_and_after_it_the_other_one(before, given, half):
    assert half_to_give(before, given) == half


@pytest.mark.parametrize(
    ("finished", "total", "phase"),
    [
        (0, 0, None),
        (0, 1, Phase.BEFORE),
        (1, 1, Phase.AFTER),
        (3, 8, Phase.BEFORE),
        (4, 8, None),
        (7, 8, None),
        (8, 8, Phase.AFTER),
        (3, 7, Phase.BEFORE),
        (4, 7, None),
    ],
)
def test_before_lasts_until_half_of_the_modules_and_after_begins_at_the_end(finished, total, phase):
    assert open_phase(finished, total) == phase


STARTED, SKIPPED = PretestStanding(1, False, True, None), PretestStanding(1, True, False, None)


@pytest.mark.parametrize(
    ("phase", "standing", "learned", "offered"),
    [
        (Phase.BEFORE, None, False, True),
        (Phase.BEFORE, None, True, False),
        (Phase.BEFORE, STARTED, True, True),
        (Phase.BEFORE, SKIPPED, False, False),
        (Phase.BEFORE, replace(STARTED, submitted_at=now()), False, False),
        (Phase.AFTER, None, True, True),
        (Phase.AFTER, SKIPPED, True, False),
    ],
)
def test_the_start_page_speaks_of_a_measurement_only_while_it_waits(phase, standing, learned, offered):
    assert is_offered(phase, standing, learned=learned) is offered


def test_judging_counts_right_wrong_and_not_known_apart_and_leaves_out_what_is_gone():
    course = Course((module("een", *numbered(8)),), ())
    asked = draw(course, Half.A)
    given = dict(zip([each.key for each in asked], ["a", "b", DONT_KNOW, "a"], strict=True))

    assert tally(judge(course, asked, given)) == Tally(right=2, wrong=1, unknown=1)
    last = asked[-1].question_id
    smaller = Course((module("een", *[name for name in numbered(8) if name != last]),), ())
    assert tally(judge(smaller, asked, given)) == Tally(right=1, wrong=1, unknown=1)


def test_incomplete_answers_are_named_and_never_judged():
    course = Course((module("een", "q1", "q2"),), ())
    asked = draw(course, Half.A)
    for given in ({}, {asked[0].key: "z"}):
        assert list(problems(questions_of(course, asked), given)) == [asked[0].key]
        with pytest.raises(ValueError, match="not complete"):
            judge(course, asked, given)


def test_a_question_that_changed_or_vanished_is_known_by_its_fingerprint():
    course = Course((module("een", "q1", "q2"), module("twee", "q1", "q2")), ())
    changed = module("een", "q1", "q2")
    questions = tuple(replace(question, text="Anders?") for question in changed.check.questions)
    later = Course((replace(changed, check=Check(questions)),), ())

    same = sections(course, draw(course, Half.A))
    first, second = sections(later, draw(course, Half.A))
    assert [section.changed(section.asked[0]) for section in same] == [False, False]
    assert first.changed(first.asked[0])
    assert (second.module, second.question(second.asked[0])) == (None, None)


def test_a_trainer_sees_no_module_that_too_few_people_were_asked_about():
    course = Course((module("een", "q1"), module("twee", "q1"), module("drie", "q1")), ())
    enough, few = (MIN_PEOPLE, Tally(3, 1, 1)), (MIN_PEOPLE - 1, Tally(4, 0, 0))
    counts = {
        ("een", Phase.BEFORE): enough,
        ("een", Phase.AFTER): few,
        ("twee", Phase.BEFORE): few,
        ("weg", Phase.BEFORE): enough,
    }

    (row,) = group_rows(course, counts)
    assert (row.title, row.tallies) == ("een", {Phase.BEFORE: Tally(3, 1, 1)})


@pytest.mark.parametrize(
    ("chosen", "slug"),
    [
        ({"een": "aa", "twee": "ab", "drie": "bb"}, "drie"),
        ({"een": "ab", "twee": "a?", "drie": "ab"}, "twee"),
        ({"een": "aa", "twee": "ab", "drie": "ab"}, "twee"),
        ({"een": "aa", "twee": "aa", "drie": "aa"}, None),
    ],
)
def test_most_is_new_where_least_was_right_or_most_was_not_known(chosen, slug):
    course = Course(tuple(module(each, "q1", "q2") for each in chosen), ())
    given = {
        f"{each}.q{number}": option for each, options in chosen.items() for number, option in enumerate(options, 1)
    }
    asked = [Asked(*key.split("."), "0" * 12) for key in given]

    found = most_new(sections(course, judge(course, asked, given)))

    assert (found and found.module.slug) == slug
