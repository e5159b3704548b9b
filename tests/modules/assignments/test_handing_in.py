"""A cursist looks back at what is still empty and hands in; from then on it is locked."""

import pytest

from modules.assignments import actions, queries
from modules.assignments.models import Version
from modules.assignments.rules import Side
from tests.conftest import text_of
from tests.modules.assignments.conftest import newest, page_of, put
from trainer.db import db


def test_before_handing_in_what_is_empty_is_named_and_it_may_be_handed_in_anyway(as_participant, course, begin, write):
    version = begin("plan", course)
    write(version, "doel", "Weer koken")
    page = text_of(as_participant.get(f"{page_of(version)}/inleveren"))

    assert "Het doel: Waarom dit ertoe doet" in page
    assert "Kleine stappen: nog geen stap" in page and "Stap 1" not in page
    assert "Doel in eigen woorden" not in page
    write(version, "stap-2.wat", "Bellen")
    page = text_of(as_participant.get(f"{page_of(version)}/inleveren"))
    assert "Stap 2: Wie , Vóór wanneer" in page and "nog geen stap" not in page
    assert "Ook leeg, dat mag: Stap 2 (gedaan op)." in page
    assert "Stap 1" not in page and "Stap 3" not in page
    as_participant.post(f"{page_of(version)}/inleveren")
    assert newest(version.assignment.person).handed_in_at is not None


def test_before_handing_in_what_looks_like_personal_data_is_named_with_its_field(as_participant, course, begin, write):
    version = begin("profiel", course)
    write(version, "hulpvraag", "Mevrouw wil rust.")
    write(version, "geld.nu", "BSN 123456782, bel 06-12345678")
    page = as_participant.get(f"{page_of(version)}/inleveren")

    assert "Geld en spullen: Nu : dit lijkt op een BSN en een telefoonnummer." in text_of(page)
    assert f'href="{page_of(version)}#geld.nu"' in page.text
    write(version, "geld.nu", "Schulden bij drie winkels")
    page = text_of(as_participant.get(f"{page_of(version)}/inleveren"))
    assert "dit lijkt op" not in page and "Kan iemand de cliënt herkennen?" in page


def test_a_profiel_with_all_that_is_asked_lacks_nothing_and_says_softly_what_may_stay_empty(
    as_participant, course, begin, write
):
    version = begin("profiel", course)
    for key in ("hulpvraag", "geld.nu", "geld.wens", "geld.eerder", "prioriteit-1", "prioriteit-2", "bronnen"):
        write(version, key, "Iets")
    page = text_of(as_participant.get(f"{page_of(version)}/inleveren"))

    assert "Nog leeg" not in page and "Toch inleveren" not in page and "Lever in" in page
    assert "Alles waar we om vragen, is ingevuld." in page
    assert "Ook leeg, dat mag: Wonen en dagelijks leven ; Werk, leren en weten ; " in page
    assert "; Prioriteiten (nummer 3, nummer 4)." in page and "Geld en spullen" not in page


def test_on_paper_what_is_empty_takes_one_line(as_participant, course, begin, write):
    version = begin("profiel", course)
    for key in ("geld.nu", "gezondheid.wens", "prioriteit-1"):
        write(version, key, "Iets")
    page = text_of(as_participant.get(f"{page_of(version)}/afdrukken"))

    assert "Nu Iets Wens – Eerder – Gezondheid Nu – Wens Iets Eerder – Nog leeg: Wonen en dagelijks leven; " in page
    assert "Prioriteiten 1 Iets Bronnen in de omgeving Nog leeg" in page
    assert page.count("Nog leeg") == 3


def test_a_version_that_was_handed_in_is_locked_and_shows_what_was_typed_too_late(as_participant, course, begin, write):
    version = begin("plan", course)
    write(version, "doel", "Weer koken")
    as_participant.post(f"{page_of(version)}/inleveren")

    assert put(as_participant, version, "doel", "Iets anders", 1).status_code == 422
    late = as_participant.post(page_of(version), data={"t-doel": "Iets anders", "r-doel": "1"})
    assert late.status_code == 422
    assert "Doel in eigen woorden Iets anders" in text_of(late)
    as_participant.post(page_of(version), data={"step": "nieuw"})
    assert queries.steps(version) == [1, 2, 3]
    assert queries.given(version, Side.OWN)["doel"].text == "Weer koken"


def test_without_a_group_one_fills_in_and_reads_why_handing_in_must_wait(as_participant, participant, begin, course):
    db.session.execute(db.delete(course.__class__.metadata.tables["membership"]))
    db.session.commit()
    version = begin("plan", None)

    assert put(as_participant, version, "doel", "Weer koken").status_code == 200
    page = as_participant.get(f"{page_of(version)}/inleveren")
    assert "Je zit nog niet als cursist in een cursusgroep" in page.text
    assert "Lever in" not in page.text
    assert as_participant.post(f"{page_of(version)}/inleveren").status_code == 409
    assert newest(participant).handed_in_at is None


def test_who_began_without_a_group_hands_in_to_the_one_that_came_later(as_participant, begin, course, write):
    version = begin("plan", None)
    write(version, "doel", "Weer koken")
    as_participant.post(f"{page_of(version)}/inleveren")

    assert db.session.get(Version, version.id).assignment.group_id == course.id


def test_steps_in_which_nothing_stands_are_only_there_to_fill_in(as_participant, course, begin, write):
    version = begin("plan", course)
    for _ in range(10):
        as_participant.post(page_of(version), data={"step": "nieuw"})
    write(version, "stap-2.wat", "Bellen")
    assert "Stap 13" in text_of(as_participant.get(page_of(version)))
    assert actions.hand_in(version, course) is None

    for page in ("", "/afdrukken"):
        words = text_of(as_participant.get(page_of(version) + page))
        assert "Stap 2 Wat Bellen" in words
        assert "Stap 1" not in words and "Stap 3" not in words


def test_a_plan_without_a_step_says_so_wherever_it_is_read(as_participant, course, begin, write):
    version = begin("plan", course)
    write(version, "doel", "Weer koken")
    assert actions.hand_in(version, course) is None

    for page in ("", "/afdrukken"):
        assert "Kleine stappen Nog leeg Eén plan voor iedereen" in text_of(as_participant.get(page_of(version) + page))


def test_a_side_of_a_profiel_that_is_empty_everywhere_is_something_to_look_at_again(
    as_participant, course, begin, write
):
    version = begin("profiel", course)
    for key in ("hulpvraag", "geld.nu", "geld.wens", "prioriteit-1", "prioriteit-2", "bronnen"):
        write(version, key, "Iets")
    page = as_participant.get(f"{page_of(version)}/inleveren")
    words = text_of(page)

    assert "Kijk hier nog eens naar: Eerder" in words
    assert "Alles" not in words.split("Waar je trainer naar kijkt")[0]
    assert f'href="{page_of(version)}#dagelijks-leven.eerder"' in page.text
    assert "Lever in" in words and "Toch inleveren" not in words


@pytest.mark.parametrize("kind", ["profiel", "plan"])
def test_an_assignment_in_which_nothing_stands_is_not_handed_in(as_participant, course, begin, write, kind):
    version = begin(kind, course)
    key = "hulpvraag" if kind == "profiel" else "doel"
    write(version, key, "Iets")
    write(version, key, "")
    page = as_participant.get(f"{page_of(version)}/inleveren")
    answer = as_participant.post(f"{page_of(version)}/inleveren")

    assert "Er staat nog niets in deze opdracht." in text_of(page)
    assert 'type="submit">Toch' not in page.text and "Lever in" not in page.text
    assert answer.status_code == 409 and text_of(answer).count(actions.NOTHING_YET) == 1
    assert newest(version.assignment.person).handed_in_at is None


def test_a_field_that_is_called_by_a_number_is_named_so_that_it_reads(as_participant, course, begin, write):
    version = begin("profiel", course)
    write(version, "hulpvraag", "Rust")
    write(version, "prioriteit-3", "Bel 06-12345678")
    page = text_of(as_participant.get(f"{page_of(version)}/inleveren"))

    assert "Prioriteiten: nummer 1 , nummer 2" in page
    assert "Prioriteiten: nummer 3 : dit lijkt op een telefoonnummer." in page
