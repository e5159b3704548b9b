"""The guide to methods: its files, and its pages over HTTP."""

import re

import pytest

from modules.methods import queries, rules
from tests.conftest import text_of

METHOD = """
title = "Kring"
summary = "Samen."
target_group = ""
domains = ["wonen"]
labour = ""
prevention = ""
theory = ""
steps = []
remark = ""
in_table = false
year = 2012
source = "Bron"
page = "blz. 1"

[[claims]]
topic = "bewijs"
text = "Het werkt."
place = "blz. 2"
"""
MENTIONED = '[[entries]]\ntitle = "A"\ntext = "B"\nplace = "C"\n'


def test_the_guide_as_delivered_has_the_fifteen_rows_of_the_table_and_no_faults():
    guide = queries.guide()

    assert guide.problems == ()
    assert sum(method.in_table for method in guide.methods) == 15
    assert len(guide.methods) == 22


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (METHOD.replace("wonen", "zee"), "kring.toml, regel 5: onbekend domein 'zee'."),
        (METHOD.replace('"bewijs"', '"smaak"'), "onbekend onderwerp 'smaak'."),
        (METHOD.replace("year = 2012", "jaar = 2012"), "onbekend veld 'jaar'."),
        (METHOD.replace('title = "Kring"', 'title = ""'), "veld 'title' is leeg."),
    ],
)
def test_a_fault_in_a_file_is_named_with_its_place(wrong, sentence):
    problems = rules.read_guide({"kring.toml": wrong, rules.MENTIONED: MENTIONED}).problems

    assert any(sentence in str(problem) for problem in problems)


def test_a_good_file_is_read_and_empty_means_that_the_source_says_nothing():
    (method,) = rules.read_guide({"kring.toml": METHOD, rules.MENTIONED: MENTIONED}).methods

    assert (method.slug, method.target_group, method.claims_about("bewijs")[0].text) == ("kring", "", "Het werkt.")


def test_both_statements_of_a_source_that_contradicts_itself_are_shown_with_their_place(as_participant):
    text = text_of(as_participant.get("/methoden/rups"))

    assert "heeft zijn effect bewezen. (par. 2.3)" in text
    assert "De evaluatie kon niet goed genoeg worden gedaan" in text
    assert "Spreekt de bron zichzelf tegen" in text


@pytest.mark.parametrize(
    ("address", "there", "not_there"),
    [
        ("/methoden", "22 van 22 methoden", "Geen methode past"),
        ("/methoden?zoek=PROSTITUTIE", "1 van 22 methoden", "Wraparound"),
        ("/methoden?domein=wonen", "Achter de voordeur", "Uitstapprogramma"),
        ("/methoden?zoek=zonnebloem", "Geen methode past bij deze keuze.", "Uitstapprogramma"),
        ("/methoden?zoek=zonnebloem", "Zoek ‘zonnebloem’ in de hele cursus", "Uitstapprogramma"),
        ("/methoden?zoek=schulden", "Participatiehuis", "Geen methode past"),
    ],
)
def test_methods_are_found_by_word_and_domain(as_participant, address, there, not_there):
    text = text_of(as_participant.get(address)).partition("Alleen genoemd")[0]

    assert there in text and not_there not in text


def test_the_list_and_the_head_of_a_method_lead_to_a_comparison(as_participant):
    link = 'href="/methoden/rups/naast"'
    assert link in as_participant.get("/methoden").text
    head = as_participant.get("/methoden/rups").text.split("Wat de bron zegt")[0]
    assert f"{link}>Vergelijk met een andere methode<" in head


def test_two_methods_stand_side_by_side(as_participant):
    text = text_of(as_participant.get("/methoden/rups/naast?ander=ivb"))

    assert "Uitstapprogramma" in text and "De bron over bewijs" in text
    assert "Kies een tweede methode." in text_of(as_participant.get("/methoden/rups/naast?ander=niets"))
    assert as_participant.get("/methoden/niets").status_code == 404


def test_every_table_that_is_named_has_its_number(app):
    for method in queries.guide().methods:
        said = (method.prevention, method.theory, method.remark, *(claim.text for claim in method.claims))
        assert not re.search(r"\bde tabel\b", "\n".join(said), re.IGNORECASE), method.slug


def test_a_second_method_is_chosen_by_the_reader_and_not_by_the_page(as_participant):
    empty, both = as_participant.get("/methoden/rups/naast"), as_participant.get("/methoden/rups/naast?ander=ivb")
    page = empty.get_data(as_text=True)

    assert '<option value="" selected>Kies een methode</option>' in page and page.count(" selected>") == 1
    assert '<option value="ivb" selected>' in both.get_data(as_text=True)
    assert "Tweede methode" in text_of(empty)


def test_what_lies_side_by_side_names_its_sources(as_participant):
    text = text_of(as_participant.get("/methoden/eigen-kracht-conferentie/naast?ander=ivb"))

    assert "ja in tabel 2.7, niet uitdrukkelijk in de tekst (par. 5.4)" in text
    assert text.count("(tabel 2.7, vanaf blz. 17)") > 2 and "AStri" in text


def test_a_place_has_no_brackets_of_its_own_because_it_stands_between_brackets():
    guide = queries.guide()
    places = [claim.place for method in guide.methods for claim in method.claims]

    assert [place for place in (*places, *(each.place for each in guide.mentioned)) if "(" in place] == []


def test_a_subject_and_a_domain_have_one_name_on_every_page(as_participant):
    alone = as_participant.get("/methoden/participatiehuis")
    both = as_participant.get("/methoden/participatiehuis/naast?ander=wraparound-care")

    for page in (alone, both):
        assert "Werk &amp; inkomen" in page.text and "werk &amp; inkomen" not in page.text
        assert not re.search(r">(?:Preventie|Arbeidstoeleiding)<", page.text)
    assert {"Op weg naar werk", "Voorkomen"} <= set(re.findall(r">([^<>]+)</h3>", alone.text))
    assert "Niet aan één domein gebonden" in text_of(both)
    assert "Domein Niet aan één domein gebonden" in text_of(as_participant.get("/methoden/wraparound-care"))


def test_methods_that_are_in_no_domain_can_be_chosen_too(as_participant):
    page = as_participant.get("/methoden?domein=geen")
    text = text_of(page).partition("Alleen genoemd")[0]

    assert '<option value="geen" selected>Niet aan één domein gebonden</option>' in page.text
    assert "6 van 22 methoden" in text and "Presentiebenadering" in text and "Participatiehuis" not in text


@pytest.mark.parametrize("other", ["", "niets", "rups"])
def test_who_compares_without_a_second_method_reads_beside_the_field_what_to_do(as_participant, other):
    first, page = as_participant.get("/methoden/rups/naast"), as_participant.get(f"/methoden/rups/naast?ander={other}")
    said = "Kies eerst een tweede methode uit de lijst."

    assert said not in first.text and 'aria-invalid="true"' not in first.text
    assert f'id="ander-error">{said}<' in page.text
    assert 'aria-describedby="ander-error" aria-invalid="true"' in page.text


def test_side_by_side_a_subject_is_told_once_and_is_not_called_empty_when_the_source_says_something(as_participant):
    page = text_of(as_participant.get("/methoden/srh/naast?ander=wraparound-care"))

    assert page.count("Op weg naar werk") == 1 and "De bron over arbeidstoeleiding" not in page
    work = page.partition("Op weg naar werk")[2].partition("Wraparound Care")[0]
    assert "twee SRH-trainers" in work and "De bron zegt er niets over" not in work
    assert "Wat het is" in page and "SRH helpt je om naast iemand te staan" in page
    alone = text_of(as_participant.get("/methoden/srh"))
    assert "Op weg naar werk Zie onder, bij ‘Op weg naar werk’." in alone
    assert "Voorkomen De bron zegt er niets over." in alone
