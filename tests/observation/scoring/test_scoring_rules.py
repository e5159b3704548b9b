"""What may stand at an item, when a save is a conflict, how far a form is, and how a moment is written."""

import pytest

from observation.form import queries
from observation.scoring import forms, rules
from observation.scoring.rules import Given

FORM = queries.current()


@pytest.mark.parametrize(
    ("item", "answer", "note", "problem"),
    [
        ("WA01", "nooit", "", None),
        ("WA01", "nvt", "geen gelegenheid", None),
        ("WA01", None, "", None),
        ("WA22", "nee", "", None),
        ("MESO", None, "Twee systemen.", None),
        ("WA01", "ja", "", rules.OUTSIDE_SCALE),
        ("WA01", "meestal", "", rules.OUTSIDE_SCALE),
        ("WA22", "vaak", "", rules.OUTSIDE_SCALE),
        ("WA22", "nvt", "", rules.OUTSIDE_SCALE),
        ("MACRO", "vaak", "", rules.OUTSIDE_SCALE),
        ("WA99", "vaak", "", rules.UNKNOWN_ITEM),
        ("", None, "", rules.UNKNOWN_ITEM),
        ("WA01", "vaak", "x" * 4000, None),
        ("WA01", "vaak", "x" * 4001, rules.NOTE_TOO_LONG),
    ],
)
def test_what_may_stand_at_an_item(item, answer, note, problem):
    assert rules.problem(FORM, item, answer, note) == problem


@pytest.mark.parametrize(
    ("stored", "answer", "note", "seen", "conflict"),
    [
        (Given(), "vaak", "", 0, False),
        (Given("soms", "", 1), "vaak", "", 1, False),
        (Given("soms", "", 1), "vaak", "", 0, True),
        (Given("soms", "", 3), "vaak", "", 2, True),
        (Given("soms", "", 3), "soms", "", 1, False),
        (Given("soms", "zag ik", 3), "soms", "", 1, True),
        (Given("soms", "", 1), None, "", 0, True),
        (Given(None, "", 2), None, "", 0, False),
        (Given(None, "", 2), "soms", "", 9, True),
    ],
)
def test_a_save_is_a_conflict_when_something_else_stands_than_was_seen(stored, answer, note, seen, conflict):
    assert rules.is_conflict(stored, answer, note, seen) is conflict


def test_nvt_empty_and_nooit_are_counted_apart():
    answers = dict.fromkeys(FORM.items, "nooit") | {"WA01": "nvt", "WA02": None}
    del answers["WA03"]
    found = rules.progress(FORM, answers)

    assert (found.scored, found.not_applicable, found.missing) == (51, 1, ("WA02", "WA03"))
    assert found.answered == 52


def test_an_untouched_form_misses_everything_and_the_open_questions_never_count():
    assert rules.progress(FORM, {}).missing == tuple(FORM.items)
    assert rules.progress(FORM, {"MACRO": None}).missing == tuple(FORM.items)


def test_progress_per_theme_adds_up_to_the_whole_form():
    answers = {"WA01": "nvt", "WA22": "nee", "IPS15": "nooit", "IPS32": "altijd"}
    found = rules.by_theme(FORM, answers)

    assert {theme: (each.scored, each.not_applicable) for theme, each in found.items() if each.answered} == {
        "taakgerichtheid": (0, 1),
        "band": (1, 0),
        "conflicten": (1, 0),
        "open_communicatie": (1, 0),
    }
    assert sum(len(each.missing) for each in found.values()) == 50


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("3:07", 187),
        ("03:07", 187),
        ("3.07", 187),
        (" 3:07 ", 187),
        ("187", 187),
        ("0:00", 0),
        ("0", 0),
        ("1:03:07", 3787),
        ("75:30", 4530),
        ("", None),
        ("3:7", None),
        ("3:", None),
        (":07", None),
        ("-3:07", None),
        ("3:07 ongeveer", None),
        ("drie minuten", None),
        ("1:2:3:4", None),
    ],
)
def test_a_moment_is_written_as_minutes_and_seconds(text, seconds):
    assert forms.seconds(text) == seconds


@pytest.mark.parametrize(
    ("body", "given"),
    [
        ({"answer": "vaak", "note": "zag ik", "revision": 2}, Given("vaak", "zag ik", 2)),
        ({"answer": "vaak"}, Given("vaak", "", 0)),
        ({"answer": "", "note": "x"}, Given(None, "x", 0)),
        ({"answer": None}, Given()),
        ({}, Given()),
        (None, None),
        ([], None),
        ("vaak", None),
        ({"answer": 3}, None),
        ({"answer": ["vaak"]}, None),
        ({"note": None}, None),
        ({"revision": "1"}, None),
        ({"revision": True}, None),
        ({"revision": 1.5}, None),
    ],
)
def test_one_save_has_one_shape(body, given):
    assert forms.one_given(body) == given


def test_items_that_are_not_in_the_form_that_was_sent_are_left_alone():
    fields = {"a-WA01": "vaak", "r-WA01": "3", "n-WA02": "zag ik", "a-WA03": "", "r-WA04": "9", "a-XX99": "vaak"}

    assert forms.all_given(FORM, fields) == {
        "WA01": Given("vaak", "", 3),
        "WA02": Given(None, "zag ik", 0),
        "WA03": Given(None, "", 0),
    }
