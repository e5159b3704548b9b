"""Submitting: what is still empty is named, and what is submitted stands for every way of writing."""

import csv
import io

import pytest
from sqlalchemy import select

from observation.scoring import actions, queries
from observation.scoring.models import Evidence, Observation
from tests.conftest import text_of
from tests.observation.conftest import fill, start, submitted
from trainer.db import db

SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def ann(world, sign_in):
    return sign_in(world.ann)


def submitted_at(observation):
    db.session.expire_all()
    return db.session.get(Observation, observation.id).submitted_at


def test_an_empty_form_cannot_be_submitted(world, ann):
    observation = start(world.meeting, world.ann)
    response = ann.post(f"/formulieren/{observation.id}/inleveren")

    assert response.status_code == 422
    assert "54 indicatoren hebben nog geen antwoord." in text_of(response)
    assert "Lever in" not in text_of(response)
    assert submitted_at(observation) is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_still_empty_is_named_with_a_link(world, ann, method):
    observation = start(world.meeting, world.ann)
    fill(observation, but={"WA03": None, "IPS32": None, "WA01": "nvt"}, note="wel een tekst")
    page = getattr(ann, method)(f"/formulieren/{observation.id}/inleveren")
    words = text_of(page)

    assert "Gescoord 51 n.v.t. 1 Nog open 2" in words
    assert "2 indicatoren hebben nog geen antwoord." in words
    assert f'href="/formulieren/{observation.id}#WA03">Ieders verantwoordelijkheid bespreken</a>' in page.text
    assert f'href="/formulieren/{observation.id}#IPS32">Open houding, spontaniteit</a>' in page.text
    assert page.text.count(f'href="/formulieren/{observation.id}#') == 2
    assert submitted_at(observation) is None


@pytest.mark.parametrize(
    ("empty", "nvt", "yes_or_no"),
    [(["WA03"], True, False), (["WA22"], False, True), (["WA03", "WA22"], True, True)],
)
def test_nvt_is_advised_only_where_it_can_be_chosen(world, ann, empty, nvt, yes_or_no):
    observation = start(world.meeting, world.ann)
    fill(observation, but=dict.fromkeys(empty))
    words = text_of(ann.get(f"/formulieren/{observation.id}/inleveren"))

    assert ("kies dan n.v.t." in words) is nvt
    own = "Bij “Balans in wie aan het woord is (cliënt-prof.)” kies je ja of nee: n.v.t. is daar niet te kiezen."
    assert (own in words) is yes_or_no


def test_nvt_and_the_open_questions_do_not_stand_in_the_way(world, ann):
    observation = start(world.meeting, world.ann)
    fill(observation, "nvt")
    assert "Alles is ingevuld." in text_of(ann.get(f"/formulieren/{observation.id}/inleveren"))

    response = ann.post(f"/formulieren/{observation.id}/inleveren")
    assert response.location == f"/overleggen/{world.meeting.id}/naast-elkaar"
    assert submitted_at(observation) is not None


def handed_in(client, observation):
    """Return what someone reads who just submitted this form."""
    return text_of(client.post(f"/formulieren/{observation.id}/inleveren", follow_redirects=True))


def test_who_is_first_is_not_told_that_others_can_be_seen(world, ann):
    observation = start(world.meeting, world.ann)
    fill(observation)
    # Dia shares no group with Ann: what she saw is not for Ann to read.
    submitted(world.meeting, world.dia)
    asked = text_of(ann.get(f"/formulieren/{observation.id}/inleveren"))
    words = handed_in(ann, observation)

    assert "Daarna zie je wat anderen zagen, als zij ook inleverden." in asked
    assert "Je formulier is ingeleverd." in words
    assert "Er valt nog niets te vergelijken." in words
    assert "wat anderen zagen" not in words
    assert "De namen zie je" not in words


def test_who_is_not_the_first_is_told_that_others_can_be_seen(world, ann):
    observation = start(world.meeting, world.ann)
    fill(observation)
    submitted(world.meeting, world.bas)
    words = handed_in(ann, observation)

    assert "Je formulier is ingeleverd. Je ziet nu ook wat anderen zagen." in words
    assert "De namen zie je" in words


def test_submitting_twice_is_the_same_as_once(world, ann):
    observation = submitted(world.meeting, world.ann)
    first = submitted_at(observation)

    assert ann.post(f"/formulieren/{observation.id}/inleveren").status_code == 302
    assert ann.get(f"/formulieren/{observation.id}/inleveren").location == f"/formulieren/{observation.id}"
    assert submitted_at(observation) == first


def test_a_submitted_form_says_so_and_has_no_fields(world, ann):
    observation = submitted(world.meeting, world.ann, note="zag ik")
    page = ann.get(f"/formulieren/{observation.id}")

    assert "Het staat vast." in text_of(page)
    assert "zag ik" in text_of(page)
    for field in ('type="radio"', "<textarea", "data-form"):
        assert field not in page.text


@pytest.fixture
def locked(world):
    """Return a submitted form with one moment in it, and a way to see that nothing of it changed."""
    observation = start(world.meeting, world.ann)
    fill(observation, note="zag ik")
    moment = actions.add_evidence(observation, "WA01", 187, "knikt")
    assert actions.submit(observation)

    def state():
        db.session.expire_all()
        marks = db.session.scalars(select(Evidence)).all()
        return (
            queries.given(observation),
            [(row.id, row.at_seconds, row.text) for row in marks],
            db.session.get(Observation, observation.id).submitted_at,
        )

    return observation, moment, state


@pytest.mark.parametrize(
    ("route", "sent"),
    [
        ("/formulieren/{form}/antwoorden/WA01", {"json": {"answer": "nooit", "note": "zag ik", "revision": 1}}),
        ("/formulieren/{form}/antwoorden/WA01", {"json": {"answer": None, "note": "", "revision": 1}}),
        ("/formulieren/{form}/antwoorden/MACRO", {"json": {"note": "De wet", "revision": 0}}),
        ("/formulieren/{form}/momenten", {"json": {"item": "WA01", "at": 3}}),
        ("/momenten/{moment}", {"json": {"text": "lacht"}}),
        ("/momenten/{moment}/verwijderen", {}),
    ],
)
def test_submitted_is_locked_for_every_way_of_writing_by_the_script(locked, ann, route, sent):
    observation, moment, state = locked
    before = state()
    response = ann.post(route.format(form=observation.id, moment=moment.id), headers=SCRIPT, **sent)

    assert response.status_code == 422
    assert "vast" in response.json["error"]
    assert state() == before


@pytest.mark.parametrize(
    ("route", "data", "status"),
    [
        ("/formulieren/{form}", {"a-WA01": "nooit", "r-WA01": "1"}, 422),
        ("/formulieren/{form}", {"m-WA01": "0:09"}, 422),
        ("/formulieren/{form}", {"n-MACRO": "De wet", "to": "submit"}, 422),
        ("/momenten/{moment}/verwijderen", {}, 302),
        ("/formulieren/{form}/inleveren", {}, 302),
    ],
)
def test_submitted_is_locked_for_every_way_of_writing_without_a_script(locked, ann, route, data, status):
    observation, moment, state = locked
    before = state()

    assert ann.post(route.format(form=observation.id, moment=moment.id), data=data).status_code == status
    assert state() == before


def test_starting_again_goes_to_the_form_that_was_submitted(world, ann):
    observation = submitted(world.meeting, world.ann)
    response = ann.post(f"/overleggen/{world.meeting.id}/formulier", data={"perspective": "self"})

    assert response.location == f"/formulieren/{observation.id}"
    assert submitted_at(observation) is not None


def test_nvt_and_nooit_stay_two_things_from_save_to_spreadsheet_and_empty_blocks_until_it_is_filled(world, ann):
    observation = start(world.meeting, world.ann)
    fill(observation, "soms", but={"WA01": "nvt", "WA02": "nooit", "WA03": None})
    assert ann.post(f"/formulieren/{observation.id}/inleveren").status_code == 422
    fill(observation, "soms", but={"WA01": "nvt", "WA02": "nooit"})
    assert ann.post(f"/formulieren/{observation.id}/inleveren").status_code == 302

    compared = ann.get(f"/overleggen/{world.meeting.id}/naast-elkaar").text
    for item, answer, label in (("WA01", "nvt", "n.v.t."), ("WA02", "nooit", "nooit"), ("WA03", "soms", "soms")):
        part = compared.split(f'id="{item}"')[1].split("</li>")[0]
        assert f'<span class="given given--{answer}">{label}</span>' in part
    content = ann.get(f"/overleggen/{world.meeting.id}/naast-elkaar.csv").get_data(as_text=True).lstrip("\ufeff")
    rows = {row["code"]: row["Ann Cursist"] for row in csv.DictReader(io.StringIO(content), delimiter=";")}
    assert (rows["WA01"], rows["WA02"], rows["WA03"], rows["WA22"]) == ("n.v.t.", "nooit", "soms", "nee")
    assert len(rows) == 56


def test_the_form_that_is_submitted_is_complete_even_when_it_was_emptied_in_between(world, ann):
    observation = start(world.meeting, world.ann)
    fill(observation)
    ann.get(f"/formulieren/{observation.id}/inleveren")
    actions.save(observation, "WA01", None, "", 1)

    assert ann.post(f"/formulieren/{observation.id}/inleveren").status_code == 422
    assert submitted_at(observation) is None
