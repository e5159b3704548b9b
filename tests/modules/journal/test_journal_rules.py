"""What may stand in a journal, when two windows clash, what is found, and who waits for whom."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from modules.journal import rules
from modules.journal.rules import Piece, Said
from modules.library import queries as library

TODAY = date(2026, 11, 26)
PIECE = Piece(TODAY, "Na het overleg", "plan/kleine-stappen", "Zij koos zélf een stap.")


def test_a_title_is_one_line():
    assert rules.one_line(" Wat\r\n zag  je? ") == "Wat zag je?"


@pytest.mark.parametrize(
    ("day", "is_right"),
    [(TODAY, True), (date(2000, 1, 1), True), (TODAY + timedelta(days=1), False), (date(1999, 12, 31), False)],
)
def test_a_day_is_not_still_to_come(day, is_right):
    assert (rules.date_problem(day, TODAY) is None) == is_right


@pytest.mark.parametrize(
    ("given", "seen", "clashes"),
    [
        (replace(PIECE, text="Anders"), 2, False),
        (replace(PIECE, text="Anders"), 1, True),
        (replace(PIECE, heading="Anders"), 1, True),
        (PIECE, 1, False),
    ],
)
def test_only_something_else_after_another_save_is_a_clash(given, seen, clashes):
    assert rules.is_conflict(PIECE, given, stored_revision=2, seen_revision=seen) == clashes


@pytest.mark.parametrize(
    ("module", "words", "found"),
    [
        ("", "", True),
        ("plan", "", True),
        ("profiel", "", False),
        ("", "ZÉLF overleg", True),
        ("", "zelf-regie", False),
        ("plan", "stap koos", True),
        ("plan", "stap stilte", False),
    ],
)
def test_a_piece_is_found_by_its_module_and_all_words(module, words, found):
    assert rules.matches(PIECE, module, words) == found


def test_a_piece_knows_its_module_and_its_lesson():
    assert (PIECE.module_slug, PIECE.lesson_slug) == ("plan", "kleine-stappen")
    assert (replace(PIECE, topic="plan").module_slug, replace(PIECE, topic="plan").lesson_slug) == ("plan", None)
    assert (replace(PIECE, topic="").module_slug, replace(PIECE, topic="").lesson_slug) == (None, None)


NINE = datetime(2026, 11, 3, 9, tzinfo=UTC)


def at(hours):
    return NINE + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("said", "settled", "since"),
    [
        ([], None, at(0)),
        ([("writer", 1)], None, at(0)),
        ([("trainer", 1)], None, None),
        ([("trainer", 1), ("writer", 2), ("writer", 3)], None, at(2)),
        ([("trainer", 1), ("writer", 2), ("trainer", 3)], None, None),
        ([("trainer", 1), ("writer", 2)], at(4), None),
        ([("trainer", 1), ("writer", 2), ("writer", 5)], at(4), at(5)),
    ],
)
def test_a_writer_waits_from_the_sharing_or_from_what_they_wrote_back(said, settled, since):
    spoken = [Said(side, at(hours)) for side, hours in said]
    assert rules.waiting_since(at(0), spoken, settled) == since


def test_personal_data_gets_a_hint():
    assert "een adres" in rules.hints("Titel", "Zij woont op Dorpsstraat 12.")[0]
    assert rules.hints("Titel", "C7 vertelde over haar week.") == []


def test_a_question_of_a_lesson_stands_above_the_piece_that_begins_there():
    course = library.shipped()
    lesson = course.modules[0].lessons[0]
    topic = f"{course.modules[0].slug}/{lesson.slug}"

    assert lesson.reflections
    assert rules.asked(course, topic, 1, TODAY) == Piece(TODAY, lesson.reflections[0], topic, "")
    assert rules.asked(course, topic, 99, TODAY).heading == ""
    assert rules.asked(course, "bestaat/niet", 1, TODAY) == Piece(TODAY, "", "", "")


def test_every_question_of_the_course_fits_above_a_piece():
    questions = [
        each for module in library.shipped().modules for lesson in module.lessons for each in lesson.reflections
    ]
    assert len(questions) > 40
    assert all(0 < len(each) <= rules.MAX_HEADING for each in questions)


def test_what_is_no_longer_in_the_course_can_still_be_kept():
    topics = rules.topics(library.shipped(), "oude-module/oude-les")
    assert [("oude-module/oude-les", "oude-module/oude-les")] in topics.values()


@pytest.mark.parametrize(
    ("start", "stored", "same"),
    [
        (("Wat zag je?", "plan/kleine-stappen"), ("Wat zag je?", "plan/kleine-stappen"), True),
        (("", "plan/kleine-stappen"), ("", "plan/kleine-stappen"), True),
        (("Wat zag je?", "plan/kleine-stappen"), ("Wat deed je?", "plan/kleine-stappen"), False),
        (("Wat zag je?", "plan/kleine-stappen"), ("Wat zag je?", "profiel"), False),
        # An empty page asks nothing, so nothing was begun from it.
        (("", ""), ("", ""), False),
    ],
)
def test_a_piece_was_begun_from_the_same_question_on_the_same_day(start, stored, same):
    began = Piece(TODAY, *start, "")

    assert rules.is_begun_from(began, Piece(TODAY, *stored, "Ik keek.")) is same
    assert not rules.is_begun_from(began, Piece(TODAY - timedelta(days=1), *stored, "Ik keek."))
