"""Decisions about knowledge checks."""

import pytest

from modules.checks.rules import Score, judge, kind_words, review, scores
from modules.library.rules import read_course


@pytest.fixture
def check(texts, figures):
    """The check of the small course."""
    return read_course(texts, figures).modules[0].check


def test_incomplete_answers_are_never_judged(check):
    for given in ({}, {"q1": "a"}, {"q1": "a", "q2": "z"}):
        with pytest.raises(ValueError, match="not complete"):
            judge(check, given)


def test_answers_are_shown_in_the_order_of_the_check(check):
    answers = judge(check, {"q2": "b", "q1": "a"})

    rows = review(check, list(reversed(answers)))

    assert [(row.question.id, row.chosen.id, row.answer.is_right) for row in rows] == [
        ("q1", "a", True),
        ("q2", "b", False),
    ]


def test_the_best_score_is_a_share_because_the_number_of_questions_may_change():
    found = scores([Score(6, 8), Score(4, 4), Score(5, 8)])

    assert (found.first, found.best, found.count) == (Score(6, 8), Score(4, 4), 3)


def test_without_attempts_there_is_no_score():
    assert scores([]) is None


def test_the_words_are_kind_at_every_score():
    said = {kind_words(Score(right, 8)) for right in range(9)}

    assert len(said) == 3
    assert kind_words(Score(4, 8)) == kind_words(Score(7, 8)) != kind_words(Score(8, 8))
    assert not any(word in sentence.lower() for sentence in said for word in ("fout", "onvoldoende", "cijfer"))
