"""Intervisie with several people at one session: who ends an agreement, who was first, and who has yet to score."""

from datetime import date

import pytest
from sqlalchemy import select

from observation.intervisie import actions
from observation.intervisie.models import Agreement, Session
from tests.conftest import text_of
from tests.observation.conftest import submitted
from trainer.db import db
from trainer.web import today


@pytest.fixture
def session(world):
    """Return a session of the group; Ann and Bas submitted their own form of its overleg, Cem did not."""
    for person in (world.ann, world.bas):
        submitted(world.meeting, person)
    return actions.add_session(world.ann, world.group, world.meeting, date(2026, 4, 1), "Wie was aan het woord?")


def rows(model):
    db.session.expire_all()
    return db.session.scalars(select(model).order_by(model.id)).all()


def typed(world, **fields):
    data = {"question": "Vraag", "discussed": "Tekst van Bas", "revision": "1", "owner": world.bas.id}
    return data | {"what": "Doorvragen", "due_on": today().isoformat()} | fields


@pytest.mark.parametrize(
    ("who", "status"), [("ann", 404), ("cem", 404), ("trainer", 404), ("bas", 302), ("guide", 302)]
)
def test_only_who_does_it_or_a_trainer_in_the_group_ends_or_removes_an_agreement(world, sign_in, session, who, status):
    row = actions.add_agreement(session, world.bas, "Doorvragen", today())
    guide = world.join("Lot Trainer", group=world.group, role="trainer")
    client = sign_in(guide if who == "guide" else getattr(world, who))

    assert client.post(f"/afspraken/{row.id}/gedaan", data={"done": "1"}).status_code == status
    assert (rows(Agreement)[0].done_at is not None) is (status == 302)
    assert client.post(f"/afspraken/{row.id}/verwijderen").status_code == status
    assert len(rows(Agreement)) == (0 if status == 302 else 1)


@pytest.mark.parametrize("route", ["", "/afspraken"])
def test_when_someone_else_was_first_notes_and_agreement_both_stay_as_typed(world, sign_in, session, route):
    actions.change_session(session, question="Vraag", discussed="Tekst van Ann", seen_revision=1)
    response = sign_in(world.bas).post(f"/intervisies/{session.id}{route}", data=typed(world))

    assert response.status_code == 422
    assert "Nu opgeslagen: Vraag Tekst van Ann" in text_of(response)
    assert "Tekst van Bas</textarea>" in response.text
    assert 'value="Doorvragen"' in response.text
    assert (rows(Session)[0].discussed, rows(Agreement)) == ("Tekst van Ann", [])


def test_an_agreement_without_the_notes_in_the_form_leaves_the_notes(world, sign_in, session):
    actions.change_session(session, question="Vraag", discussed="Tekst van Ann", seen_revision=1)
    data = {"owner": world.bas.id, "what": "Doorvragen", "due_on": today().isoformat()}
    response = sign_in(world.bas).post(f"/intervisies/{session.id}/afspraken", data=data)

    assert response.status_code in (302, 422)
    assert (rows(Session)[0].question, rows(Session)[0].discussed) == ("Vraag", "Tekst van Ann")


def test_before_submitting_no_page_tells_what_was_written_or_agreed(world, sign_in, session):
    cem = sign_in(world.cem)
    addresses = (f"/intervisies/{session.id}", f"/groepen/{world.group.id}/intervisie", "/")
    before = [text_of(cem.get(address)) for address in addresses]
    actions.change_session(session, question="Wie zweeg?", discussed="Zij scoorden nooit", seen_revision=1)
    actions.add_agreement(session, world.bas, "Doorvragen", today())
    assert [text_of(cem.get(address)) for address in addresses] == before
    assert cem.post(f"/intervisies/{session.id}", data=typed(world)).status_code == 404
    assert rows(Session)[0].discussed == "Zij scoorden nooit"

    submitted(world.meeting, world.cem)
    assert "Zij scoorden nooit" in cem.get(addresses[0]).text
    assert "Doorvragen" in text_of(cem.get(addresses[1]))
