"""A client is only a number: written in another way it is the same client, and a second assignment is a choice."""

import pytest

from modules.assignments import actions, queries
from modules.assignments.models import Assignment
from tests.conftest import text_of
from tests.modules.assignments.conftest import newest
from trainer.db import db


def start(client, number, kind="plan", **fields):
    return client.post(f"/opdrachten/nieuw/{kind}", data={"client_number": number, **fields})


def numbers():
    return list(db.session.scalars(db.select(Assignment.client_number).order_by(Assignment.id)))


@pytest.fixture
def handed_in(course, begin, write):
    """A Plan about C12 that was handed in."""
    version = begin("plan", course, "C12")
    write(version, "doel", "Weer koken")
    assert actions.hand_in(version, course) is None
    return version


def test_a_number_is_kept_as_it_was_first_written(as_participant, course):
    start(as_participant, " C12 ")
    start(as_participant, "c12", "profiel", row_set="zeven-gebieden")

    assert numbers() == ["C12", "C12"]


def test_what_was_begun_goes_on_when_the_number_is_written_otherwise(as_participant, participant, course):
    start(as_participant, "c12")
    answer = start(as_participant, "C12")

    assert numbers() == ["c12"]
    assert "Hier ga je verder." in as_participant.get(answer.location).text


def test_numbers_of_someone_else_are_other_clients(as_participant, course, begin, make_person, join):
    other = make_person()
    join(other, course)
    begin("plan", course, "C12", person=other)
    start(as_participant, "c12")

    assert numbers() == ["C12", "c12"]


def test_beside_a_plan_a_profiel_is_found_however_its_number_was_written(as_participant, participant, course, begin):
    profile, plan = begin("profiel", course, "C12"), begin("plan", course, "C8")
    plan.assignment.client_number = "c12"
    db.session.commit()

    assert queries.profile_beside(plan.assignment, participant).id == profile.assignment_id


def test_numbers_used_before_are_there_to_tap_once_each(as_participant, course, begin):
    for number in ("C12", "C7"):
        begin("plan", course, number)
    begin("profiel", course, "C7")
    page = as_participant.get("/opdrachten/nieuw/plan")

    assert "Nummers die je eerder gebruikte: C12 C7" in text_of(page)
    assert page.text.count("data-fills=") == 2


def test_a_second_one_about_the_same_client_is_a_choice(as_participant, participant, handed_in):
    page = start(as_participant, "c12")

    assert page.status_code == 409 and numbers() == ["C12"]
    assert "Je hebt al een Plan voor C12." in text_of(page)
    assert f'href="/opdrachten/versies/{handed_in.id}"' in page.text
    assert 'value="c12"' in page.text and "Begin toch nog een Plan" in text_of(page)
    # For another number the question is asked again.
    assert start(as_participant, "C13", again="c12").status_code == 302
    answer = start(as_participant, "C12", again="c12")
    assert answer.status_code == 302 and numbers() == ["C12", "C13", "C12"]
    assert newest(participant).number == 1


def test_a_profiel_of_the_client_asks_nothing_about_a_plan(as_participant, course, begin):
    begin("profiel", course, "C12")

    assert start(as_participant, "C12").status_code == 302
