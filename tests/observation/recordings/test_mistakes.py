"""A mistake in what was written down is taken back the same day by who wrote it, and stays in the history."""

from datetime import timedelta

import pytest

from observation.recordings import actions, queries
from observation.recordings.rules import Decision, Purpose
from tests.conftest import text_of
from tests.observation.conftest import consent
from tests.observation.recordings.test_consent import history, send, typed
from trainer.db import db, now, writing

MISTAKE = "Vergissing: nog niet gevraagd"


def page(client, world):
    return client.get(f"/overleggen/{world.meeting.id}/toestemming")


def written_yesterday(attendee):
    with writing():
        for row in history(attendee):
            row.recorded_at = now() - timedelta(days=1)
    db.session.expire_all()


def correct(client, world, **fields):
    answers = {"scoring": "corrected", "intervisie": "corrected"} | fields
    return send(client, world, typed(world.client, **answers))


@pytest.mark.parametrize("answer", ["given", "refused"])
def test_a_mistake_becomes_not_asked_yet_and_stays_in_the_history(world, sign_in, answer):
    ann = sign_in(world.ann)
    assert MISTAKE not in page(ann, world).text
    send(ann, world, typed(world.client, scoring=answer))
    assert page(ann, world).text.count(MISTAKE) == 2
    assert correct(ann, world, intervisie="refused").status_code == 302

    assert [(row.purpose, row.decision) for row in history(world.client)] == [
        ("scoren", answer),
        ("intervisie", "refused"),
        ("scoren", "corrected"),
    ]
    assert history(world.client)[-1].recorded_by_id == world.ann.id
    said = queries.answers(world.meeting)
    assert [said[purpose][0].decision for purpose in Purpose] == [None, "refused"]
    words = text_of(page(ann, world))
    assert "De toestemming is opgeslagen." in words
    assert "Scoren met het observatieformulier nog niet gevraagd ja nee" in words


def test_after_a_mistake_the_recording_plays_for_nobody(recorded, sign_in):
    ann, play = sign_in(recorded.ann), f"/overleggen/{recorded.meeting.id}/opname/scoren"
    assert ann.get(play).status_code == 200
    assert correct(ann, recorded, intervisie="given").status_code == 302

    assert ann.get(play).status_code == 403
    assert queries.waiting_for([recorded.meeting.id], Purpose.SCORING) == {recorded.meeting.id: "toestemming ontbreekt"}
    assert "Nog geen toestemming van: Mevrouw van het overleg." in text_of(page(ann, recorded))
    send(ann, recorded, typed(recorded.client, intervisie="given"))
    assert ann.get(play).status_code == 200


def by_another(world):
    return world.trainer


def on_another_day(world):
    written_yesterday(world.client)
    return world.ann


def after_a_withdrawal(world):
    actions.withdraw(world.ann, world.client)
    return world.ann


def a_yes_after_a_withdrawal(world):
    actions.withdraw(world.ann, world.client)
    consent_today = dict.fromkeys(Purpose, Decision.GIVEN)
    assert actions.decide(world.ann, world.client, consent_today, actions.today(), "signed") is None
    return world.ann


def after_an_earlier_answer(world):
    written_yesterday(world.client)
    consent(world.ann, world.client, "refused", "refused")
    return world.ann


@pytest.mark.parametrize(
    "what", [by_another, on_another_day, after_a_withdrawal, a_yes_after_a_withdrawal, after_an_earlier_answer]
)
def test_what_is_no_mistake_of_today_cannot_be_called_one(agreed, sign_in, what):
    client = sign_in(what(agreed))
    before = [row.id for row in history(agreed.client)]
    assert 'value="corrected"' not in page(client, agreed).text.split(f'id="aanwezige-{agreed.care.id}"')[0]
    response = correct(client, agreed)

    assert response.status_code == 422
    assert "Een vergissing verbeter je op de dag zelf" in text_of(response)
    assert [row.id for row in history(agreed.client)] == before


def test_calling_an_answer_a_mistake_twice_adds_nothing(world, sign_in):
    ann = sign_in(world.ann)
    send(ann, world, typed(world.client))
    correct(ann, world)
    assert correct(ann, world).status_code == 422

    assert len(history(world.client)) == 4


def test_who_said_no_by_mistake_still_stays_among_those_present(world, sign_in):
    ann = sign_in(world.ann)
    send(ann, world, typed(world.client, scoring="refused"))
    correct(ann, world)
    ann.post(f"/aanwezigen/{world.client.id}/verwijderen")

    assert len(history(world.client)) == 4


def test_a_withdrawal_stays_one_when_another_answer_of_the_same_person_changes(recorded, sign_in):
    actions.withdraw(recorded.ann, recorded.client)
    ann = sign_in(recorded.ann)
    day = actions.today().isoformat()
    send(ann, recorded, typed(recorded.client, scoring="refused", intervisie="given", decided_on=day))

    assert [row.decision for row in history(recorded.client)][-3:] == ["withdrawn", "withdrawn", "given"]
    for person in (recorded.ann, recorded.bas):
        words = text_of(sign_in(person).get(f"/overleggen/{recorded.meeting.id}"))
        assert "trok toestemming in" in words
        assert "zei nee" not in words
        assert "trok het ja in" not in words
