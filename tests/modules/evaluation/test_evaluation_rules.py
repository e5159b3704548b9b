"""When people are asked, what is wrong in an answer, and how few people are never shown."""

from datetime import date, timedelta

import pytest

from modules.evaluation import form_rules, queries, rules
from modules.evaluation.form_rules import Form, Option, Question
from modules.evaluation.rules import Occasion, Planned

DAY = date(2026, 11, 30)
MARK = Question("mark", "mark", "acceptatie", "Cijfer?", "Cijfer", "", True, form_rules.MARKS)
FIT = Question("fit", "choice", "acceptatie", "Past het?", "Past", "", True, (Option("ja", "ja"), Option("nee", "nee")))
WHERE = Question("where", "choices", "behoefte", "Waar?", "Waar", "", False, (Option("a", "A"), Option("b", "B")))
OPEN = Question("open", "text", "behoefte", "Nog iets?", "Nog", "", False)
FORM = Form("Titel", "Begin", (MARK, FIT, WHERE, OPEN))
FINE = {"mark": ("7",), "fit": ("ja",)}
TEXT = """
title = "Titel"
intro = "Begin"

[[questions]]
id = "fit"
kind = "choice"
measure = "acceptatie"
text = "Past het?"
short = "Past"
help = ""
required = true

[[questions.options]]
id = "ja"
text = "ja"
"""


@pytest.mark.parametrize(
    ("days", "end", "later"),
    [
        ([], None, None),
        ([Planned(DAY, True)], None, None),
        ([Planned(DAY, False), Planned(None, False)], None, None),
        ([Planned(DAY, False), Planned(None, True)], DAY, date(2027, 2, 28)),
        ([Planned(DAY, False), Planned(date(2026, 12, 4), True)], DAY, date(2027, 2, 28)),
        ([Planned(date(2026, 12, 4), False), Planned(DAY, False)], date(2026, 12, 4), date(2027, 3, 4)),
    ],
)
def test_people_are_asked_on_the_last_day_that_goes_on_and_three_months_later(days, end, later):
    assert rules.opens_on(days, Occasion.END) == end
    assert rules.opens_on(days, Occasion.FOLLOW_UP) == later


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], "er zijn nog geen cursusdagen gepland"),
        ([Planned(None, True)], "er zijn nog geen cursusdagen gepland"),
        ([Planned(None, False)], "één cursusdag heeft nog geen datum"),
        ([Planned(None, False)] * 2, "2 cursusdagen hebben nog geen datum"),
    ],
)
def test_what_cannot_be_known_yet_says_why(days, words):
    assert words in rules.why_unknown(days)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, {"mark": "Kies een cijfer.", "fit": "Kies een antwoord."}),
        ({"mark": ("11",)}, {"mark": "Kies een van de antwoorden hieronder."}),
        ({"mark": ("7,5",)}, {"mark": "Kies een van de antwoorden hieronder."}),
        ({"fit": ("ja", "nee")}, {"fit": "Kies een van de antwoorden hieronder."}),
        ({"where": ("a", "b")}, {}),
        ({"where": ("c",)}, {"where": "Kies een van de antwoorden hieronder."}),
        ({"open": ("x" * 2000,)}, {}),
        ({"open": ("x" * 2001,)}, {"open": "Dit is te lang: 2001 tekens. Maak er hooguit 2000 van."}),
        (
            {"open": ("Mail jan@wijk.example",)},
            {"open": "Dit lijkt op een e-mailadres. Haal het weg, dan blijft iedereen onherkenbaar."},
        ),
    ],
)
def test_a_wrong_answer_is_named_at_its_question(given, wrong):
    assert rules.problems(FORM, FINE | given if given else {}) == wrong


@pytest.mark.parametrize(("given", "shown"), [(0, 0), (1, 0), (2, 0), (3, 3), (4, 3), (5, 3), (6, 6), (8, 6)])
def test_the_counts_grow_by_three_people_at_a_time(given, shown):
    assert rules.counted([DAY] * given, today=DAY) == shown


@pytest.mark.parametrize(
    ("given", "days_after", "shown"),
    [(4, 30, 3), (4, 31, 4), (2, 31, 0)],
)
def test_who_is_left_over_joins_when_nobody_can_change_anything_any_more(given, days_after, shown):
    assert rules.counted([DAY] * given, today=DAY + timedelta(days=days_after)) == shown
    assert rules.counted([DAY] * (given - 1) + [DAY + timedelta(days=1)], today=DAY + timedelta(days=31)) == min(
        shown, 3
    )


def test_a_tally_counts_people_and_keeps_what_was_not_answered_apart():
    mark, fit, where, words = rules.tally(
        FORM,
        [
            FINE | {"where": ("a", "b"), "open": ("Goed",)},
            {"mark": ("8",), "fit": ("nee",), "where": ("a",)},
            {"mark": ("10",)},
        ],
    )

    assert (mark.answered, mark.middle, mark.highest) == (3, 8.0, 1)
    assert (fit.answered, fit.counts) == (2, (("ja", 1), ("nee", 1)))
    assert (where.answered, where.counts) == (2, (("A", 2), ("B", 1)))
    assert (words.texts, words.middle) == (("Goed",), None)


def test_texts_are_put_in_another_order():
    (found,) = rules.tally(Form("", "", (OPEN,)), [{"open": (text,)} for text in "abc"])

    assert rules.shuffled(found, list.reverse).texts == ("c", "b", "a")


def test_the_questions_as_delivered_have_no_faults_and_share_the_known_reasons():
    content = queries.content()
    asked = {question.id: question for question in content.forms[Occasion.FOLLOW_UP].questions}

    assert content.problems == ()
    assert {option.id for option in asked["reasons"].options} == set(rules.REASONS)
    assert {value.measure for value in content.source.values} == set(form_rules.MEASURES)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (TEXT.replace('help = ""', 'hulp = ""'), "onbekend veld 'hulp'. Bedoel je 'help'?"),
        (TEXT.replace('"choice"', '"keuze"'), "f.toml, regel 7: onbekende soort vraag 'keuze'."),
        (TEXT.replace('"acceptatie"', '"smaak"'), "regel 8: onbekende maat 'smaak'."),
        (TEXT.replace('"choice"', '"text"'), "onbekend veld 'options'."),
        (TEXT.partition("[[questions.options]]")[0], "veld 'options' ontbreekt."),
        (TEXT + '\n[[questions.options]]\nid = "ja"\ntext = "nee"\n', "id 'ja' is er al"),
    ],
)
def test_a_fault_in_the_questions_is_named_with_its_place(wrong, sentence):
    form, problems = form_rules.read_form("f.toml", {"f.toml": wrong})

    assert form is None
    assert any(sentence in str(problem) for problem in problems)


def test_a_fault_in_what_the_source_found_is_named():
    text = 'title = "T"\nremark = "R"\n[[values]]\nmeasure = "smaak"\nlabel = "L"\nvalue = "V"\npeople = "P"\n'
    source, problems = form_rules.read_source("s.toml", {"s.toml": text})

    assert (source, [str(each) for each in problems]) == (None, ["s.toml, regel 4: onbekende maat 'smaak'."])
