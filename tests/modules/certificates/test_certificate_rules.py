"""Codes and hours."""

from datetime import date

import pytest

from modules.certificates import rules
from modules.certificates.rules import CODE_LENGTH, AttendedDay, hours, hours_words, spaced, typed_code
from trainer.planning.rules import CODE_LETTERS

CODE = "ABCDEFGHJKLMNPQRSTUV"


def test_a_code_holds_more_than_eighty_bits():
    assert len(CODE_LETTERS) ** CODE_LENGTH >= 2**80


def test_a_code_is_printed_in_groups_and_read_back():
    assert spaced(CODE) == "ABCDE-FGHJK-LMNPQ-RSTUV"
    assert typed_code(spaced(CODE)) == CODE


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (" abcde fghjk lmnpq rstuv ", CODE),
        ("abcde–fghjk–lmnpq–rstuv", CODE),
        ("ABCDE", None),
        (CODE + "A", None),
        (CODE[:-1] + "0", None),
        ("", None),
        ("ß" * 20, None),
    ],
)
def test_a_code_is_read_as_people_type_it(typed, code):
    assert typed_code(typed) == code


@pytest.mark.parametrize(
    ("minutes", "intervisie", "words"),
    [
        (900, 240, "15 uur les- en praktijkdagen en 4 uur intervisie"),
        (135, 0, "2,25 uur les- en praktijkdagen"),
        (0, 120, "2 uur intervisie"),
        (0, 0, "geen uren op cursusdagen"),
    ],
)
def test_hours_in_words(minutes, intervisie, words):
    assert hours_words(minutes, intervisie) == words


def test_intervisie_is_counted_apart_and_a_day_without_hours_is_left_out():
    days = [
        AttendedDay(date(2026, 3, number), kind, kind, "", minutes, "")
        for number, kind, minutes in (
            (3, "practice", 180),
            (1, "lesson", 360),
            (2, "intervisie", 120),
            (4, "lesson", 0),
        )
    ]
    found = hours(days)

    assert [day.held_on.day for day in found.days] == [1, 3]
    assert (found.minutes, found.intervisie_minutes) == (540, 120)
    assert rules.hour_number(found.minutes) == "9"
