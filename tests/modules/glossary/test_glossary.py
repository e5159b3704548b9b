"""The glossary: its file, and its page over HTTP."""

import pytest

from modules.glossary import queries, rules
from tests.conftest import text_of

WORDS = """
[[words]]
term = "Überzicht"
also = ["lijst"]
text = "Alles bij elkaar."
source = "onze uitleg"
outdated = ""
see = ["Plan"]
links = ["les:sterk/begin"]

[[words]]
term = "Plan"
also = []
text = "Wat je gaat doen."
source = "Een boek"
outdated = "Heette vroeger anders."
see = []
links = []
"""
KNOWN = ("les:sterk/begin", "methode:rups")


def read(text, known=KNOWN):
    return rules.read_glossary({rules.FILE: text}, known)


def test_the_glossary_as_delivered_explains_what_often_overlaps_and_has_no_faults(app):
    slugs = {word.slug for word in queries.glossary().words}

    assert queries.problems() == ()
    assert {"casemanager", "casusregisseur", "casusmanager", "wwb", "wajong", "pdca", "werkalliantie"} <= slugs
    assert 60 <= len(slugs) <= 160


def test_every_outdated_law_says_since_when():
    outdated = [word for word in queries.glossary().words if word.slug in ("wwb", "wsw", "awbz", "wmo", "wajong")]

    assert len(outdated) == 5
    assert [word.term for word in outdated if "2015" not in word.outdated] == []


def test_words_stand_in_the_order_of_the_alphabet_with_accents_left_out():
    glossary = read(WORDS)

    assert glossary.problems == ()
    assert [(letter, [word.term for word in words]) for letter, words in glossary.letters()] == [
        ("P", ["Plan"]),
        ("U", ["Überzicht"]),
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('["Plan"]', '["Plann"]', "regel 8: het woord 'Plann' bestaat niet. Bedoel je 'Plan'?"),
        (
            "les:sterk/begin",
            "les:sterk/beginn",
            "regel 9: 'les:sterk/beginn' is geen les of methode. Bedoel je 'les:sterk/begin'?",
        ),
        ('term = "Plan"', 'term = "Überzicht"', "het woord 'Überzicht' staat er twee keer."),
        ('outdated = ""', 'verouderd = ""', "onbekend veld 'verouderd'."),
        ('text = "Alles bij elkaar."', 'text = ""', "regel 5: veld 'text' is leeg."),
    ],
)
def test_a_fault_in_the_file_is_named_with_its_place(old, new, sentence):
    assert any(sentence in str(problem) for problem in read(WORDS.replace(old, new)).problems)


def test_the_page_shows_letters_sources_and_where_to_read_on(as_admin):
    response = as_admin.get("/woordenlijst")
    page, text = response.get_data(as_text=True), text_of(response)

    assert 'href="#letter-W"' in page and 'id="woord-wwb"' in page
    assert "Verouderd woord Sinds 2015 is dit de Participatiewet." in text
    assert "Les: Wie doet wat: casemanager en coördinator" in text and "Onze uitleg" in text


def test_a_link_to_a_lesson_that_is_not_published_now_is_left_out(as_participant, course_dir):
    page = as_participant.get("/woordenlijst").get_data(as_text=True)

    assert "/cursus/gezamenlijk-overleg" not in page and "/methoden/ivb" in page


def test_the_course_page_leads_to_the_glossary(as_participant):
    assert 'href="/woordenlijst"' in as_participant.get("/cursus").get_data(as_text=True)
