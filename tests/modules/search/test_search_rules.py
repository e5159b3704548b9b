"""What a word is, how compounds come apart, and the piece of text that is shown."""

import pytest

from modules.search import rules
from modules.search.index import stem
from modules.search.rules import Answer, Found

KNOWN = {
    "client",
    "overleg",
    "schuld",
    "schulden",
    "hulp",
    "hulpverlener",
    "verlener",
    "gezin",
    "plan",
    "over",
    "leg",
    "huurder",
    "ouder",
    "verandering",
    "wet",
}


@pytest.mark.parametrize(
    "family",
    [
        "overleg overleggen overlegde",
        "client clienten",
        "schuld schulden",
        "gezin gezinnen",
        "werk werken werkt gewerkt",
        "begeleid begeleiden begeleiding begeleidt",
        "gezond gezonde gezondheid",
        "samenwerken samenwerking samengewerkt",
        "kracht krachten krachtig",
        "gebied gebieden",
    ],
)
def test_the_forms_of_one_word_have_one_stem(family):
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gezin", "zin"),
        ("beleid", "begeleid"),
        ("weten", "wetten"),
        ("geld", "gel"),
        ("geweld", "wel"),
        ("plan", "planning"),
    ],
)
def test_words_that_only_look_alike_have_different_stems(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("word", "inside"),
    [
        ("clientoverleg", ["client", "overleg"]),
        ("schuldhulpverlener", ["schuld", "hulpverlener", "hulp", "verlener"]),
        ("gezinsplan", ["gezin", "plan"]),
        ("overleg", []),
        ("planwet", ["plan", "wet"]),
        ("overlegt", []),
    ],
)
def test_a_compound_comes_apart_in_words_that_are_known(word, inside):
    assert rules.parts(word, KNOWN) == inside


@pytest.mark.parametrize(
    ("word", "last"),
    [
        ("huurschuld", "schuld"),
        ("huurhulpverlener", "hulpverlener"),
        ("ooverleg", None),
        ("huurxleg", None),
        ("huurwet", None),
        ("statushouder", None),
        ("huurdersgezin", "gezin"),
    ],
)
def test_an_unknown_compound_ends_in_a_known_word(word, last):
    assert rules.last_part(word, {each: each for each in KNOWN - {"leg"}}) == last


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("overlg", ["overleg"]),
        ("voerleg", []),
        ("ovelreg", ["overleg"]),
        ("overrleg", ["overleg"]),
        ("hulpverleenr", ["hulpverlener"]),
        ("hulpvrleneer", ["hulpverlener"]),
        ("hupvrleenr", []),
        ("schulde", ["schuld", "schulden"]),
        ("plek", []),
        ("gein", []),
        ("overtige", []),
        ("overs", []),
        ("vergadering", []),
        ("verandreing", ["verandering"]),
    ],
)
def test_a_word_is_taken_for_another_only_when_it_is_nearly_that_word(word, meant):
    assert rules.near(word, {each: each for each in sorted(KNOWN)}) == meant


@pytest.mark.parametrize(
    ("part", "longer"), [("samenredz", ["samenredzaam"]), ("rouw", []), ("moment", ["planmoment"]), ("zaam", [])]
)
def test_a_piece_of_a_word_begins_it_or_follows_a_word(part, longer):
    assert rules.longer(part, ["samenredzaam", "vertrouwen", "vrouw", "planmoment", "plan", "samenred"]) == longer


def test_what_is_not_printed_is_no_text_of_a_page():
    html = '<p>Wat zag je? <a class="no-print" href="/logboek/nieuw">Schrijf dit op</a> En <a href="/x">nu</a>?</p>'

    assert rules.sections(html) == [("", "", "Wat zag je? En nu?")]


def test_lines_in_one_cell_do_not_run_together():
    html = "<table><tr><td><strong>Te zien:</strong> 'Bij mij.'<br><strong>Bleef uit:</strong> stil</td></tr></table>"
    assert rules.sections(html) == [("", "", "Te zien: 'Bij mij.' Bleef uit: stil.")]


@pytest.mark.parametrize(
    ("typed", "wanted", "left_out"),
    [
        ("Cliënt", ["client"], False),
        ("wie is de regisseur", ["regisseur"], False),
        ("de het een", ["de", "het", "een"], False),
        ('"AND" (NEAR* title:', ["and", "near", "title"], False),
        ("foto's", ["foto"], False),
        ("  ", [], False),
        (
            "een twee drie vier vijf zes zeven acht negen tien",
            ["twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"],
            True,
        ),
        ("x" * 500, ["x" * 200], True),
    ],
)
def test_what_was_typed_becomes_plain_words(typed, wanted, left_out):
    assert rules.query_words(typed) == (wanted, left_out)


def marked(text, *wanted):
    return rules.snippet(text, lambda word: [each for each in wanted if each == word])


def test_the_words_that_were_looked_for_are_marked_and_nothing_is_lost():
    pieces = marked("Een plan, en nog een Plan.", "plan")

    assert [piece for piece, mark in pieces if mark] == ["plan", "Plan"]
    assert "".join(piece for piece, _ in pieces) == "Een plan, en nog een Plan."


def test_a_long_text_is_shown_from_the_sentence_where_the_words_stand_together():
    text = "Een plan. " + "Vulling zonder iets. " * 30 + "Samen maken zij een plan met doel. " + "En verder. " * 30
    shown = "".join(piece for piece, _ in marked(text, "plan", "doel"))

    assert shown.startswith("… Samen maken zij een plan met doel.") and shown.endswith("…")


def test_a_page_is_cut_at_its_headings():
    html = '<p>Begin <strong>hier</strong></p><h2 id="deel-a">Kop a</h2><p>Een.</p><table><tr><td>Twee</td><td>drie</td></tr></table>'

    assert rules.sections(html) == [("", "", "Begin hier."), ("deel-a", "Kop a", "Een. Twee. drie.")]


@pytest.mark.parametrize(
    ("total", "sentence"),
    [
        ({}, ""),
        ({Found.LESSON: 1}, "1 les"),
        ({Found.LESSON: 3, Found.METHOD: 1}, "3 lessen en 1 methode"),
        ({Found.WORD: 2, Found.LESSON: 3, Found.INDICATOR: 1}, "2 woorden, 3 lessen en 1 indicator"),
    ],
)
def test_how_much_was_found_is_said_in_words(total, sentence):
    assert Answer({}, total).sentence == sentence
