"""Writing down consent: per person present and purpose, with its day, and taking it back."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from observation.recordings import actions
from observation.recordings.models import Consent
from tests.conftest import text_of
from tests.observation.conftest import consent
from trainer.db import db
from trainer.web import today


def decisions(attendee):
    db.session.expire_all()
    rows = db.session.scalars(select(Consent).filter_by(attendee_id=attendee.id))
    return {row.purpose: row.decision for row in rows}


def typed(attendee, **fields):
    data = {"scoring": "given", "intervisie": "refused", "decided_on": "2026-03-01", "given_as": "spoken"} | fields
    return {f"a{attendee.id}-{name}": value for name, value in data.items()}


def chosen(page, attendee, purpose):
    found = re.findall(rf'<input checked[^>]*name="a{attendee.id}-{purpose}"[^>]*value="(\w*)"', page)
    assert len(found) == 1
    return found[0]


def test_what_someone_decided_is_kept_per_purpose(world, sign_in):
    ann = sign_in(world.ann)
    response = ann.post(f"/aanwezigen/{world.client.id}/toestemming", data=typed(world.client))

    assert response.location == f"/overleggen/{world.meeting.id}/toestemming#aanwezige-{world.client.id}"
    assert decisions(world.client) == {"scoren": "given", "intervisie": "refused"}
    row = db.session.scalar(select(Consent).filter_by(purpose="scoren"))
    assert (row.decided_on, row.given_as, row.text_version) == (date(2026, 3, 1), "spoken", "2026-11")
    assert row.recorded_by_id == world.ann.id
    page = ann.get(f"/overleggen/{world.meeting.id}/toestemming").text
    assert chosen(page, world.client, "scoring") == "given"
    assert chosen(page, world.client, "intervisie") == "refused"
    assert chosen(page, world.care, "scoring") == ""
    assert 'value="2026-03-01"' in page


@pytest.mark.parametrize(
    ("decided_on", "sentence"),
    [
        ("morgen", "Deze datum ligt in de toekomst. Vul de dag in waarop iemand antwoord gaf."),
        ("1026-03-01", "Deze datum ligt te ver terug. Controleer het jaar."),
        ("", "Vul een datum in."),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_what_was_typed_stays(world, sign_in, decided_on, sentence):
    decided_on = (today() + timedelta(days=1)).isoformat() if decided_on == "morgen" else decided_on
    response = sign_in(world.ann).post(
        f"/aanwezigen/{world.client.id}/toestemming", data=typed(world.client, decided_on=decided_on)
    )

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert chosen(response.text, world.client, "scoring") == "given"
    assert chosen(response.text, world.client, "intervisie") == "refused"
    assert re.search(rf'name="a{world.client.id}-decided_on"[^>]* value="{decided_on}"', response.text)
    assert re.search(r'<option selected value="spoken">', response.text)
    assert decisions(world.client) == {}


def test_today_is_a_day_on_which_consent_can_be_given(world, sign_in):
    data = typed(world.client, decided_on=today().isoformat())

    assert sign_in(world.ann).post(f"/aanwezigen/{world.client.id}/toestemming", data=data).status_code == 302


@pytest.mark.parametrize("fields", [{"scoring": "misschien"}, {"intervisie": "withdrawn"}, {"given_as": "telepathie"}])
def test_an_answer_that_is_not_on_the_list_is_refused_in_dutch(world, sign_in, fields):
    response = sign_in(world.ann).post(
        f"/aanwezigen/{world.client.id}/toestemming", data=typed(world.client, **fields)
    )

    assert response.status_code == 422
    assert "Not a valid choice" not in response.text
    assert decisions(world.client) == {}


def test_a_mistaken_entry_can_be_put_back_to_not_asked(agreed, sign_in):
    data = typed(agreed.client, scoring="", intervisie="given")
    sign_in(agreed.ann).post(f"/aanwezigen/{agreed.client.id}/toestemming", data=data)

    assert decisions(agreed.client) == {"intervisie": "given"}


def test_one_form_changes_one_person_only(agreed, sign_in):
    sign_in(agreed.ann).post(f"/aanwezigen/{agreed.client.id}/toestemming", data=typed(agreed.client))

    assert decisions(agreed.care) == {"scoren": "given", "intervisie": "given"}


def test_taking_consent_back_stops_the_recording_at_once_for_both_purposes(recorded, sign_in):
    ann, bas = sign_in(recorded.ann), sign_in(recorded.bas)
    addresses = [f"/overleggen/{recorded.meeting.id}/opname/{purpose}" for purpose in ("scoren", "intervisie")]
    assert [bas.get(address).status_code for address in addresses] == [200, 200]
    response = ann.post(f"/aanwezigen/{recorded.client.id}/intrekken", follow_redirects=True)

    assert [bas.get(address).status_code for address in addresses] == [403, 403]
    assert "De toestemming van Mevrouw van het overleg is ingetrokken. De opname speelt niet meer." in text_of(response)
    assert "Bespreek of de opname vernietigd moet worden." in text_of(response)
    rows = db.session.scalars(select(Consent).filter_by(attendee_id=recorded.client.id)).all()
    assert [(row.decision, row.withdrawn_at is None) for row in rows] == [("withdrawn", False)] * 2


def test_taking_back_leaves_a_refusal_a_refusal(world):
    consent(world.ann, world.client, "given", "refused")
    actions.withdraw(world.ann, world.client)

    assert decisions(world.client) == {"scoren": "withdrawn", "intervisie": "refused"}


def test_who_took_consent_back_can_give_it_again(recorded, sign_in):
    actions.withdraw(recorded.ann, recorded.client)
    ann = sign_in(recorded.ann)
    page = ann.get(f"/overleggen/{recorded.meeting.id}/toestemming").text
    assert chosen(page, recorded.client, "scoring") == "refused"

    ann.post(f"/aanwezigen/{recorded.client.id}/toestemming", data=typed(recorded.client, intervisie="given"))
    assert decisions(recorded.client) == {"scoren": "given", "intervisie": "given"}
    assert ann.get(f"/overleggen/{recorded.meeting.id}/opname/scoren").status_code == 200


@pytest.mark.parametrize("who", ["bas", "dia"])
def test_only_who_edits_the_overleg_writes_consent_down(agreed, sign_in, who):
    client = sign_in(getattr(agreed, who))
    assert client.post(f"/aanwezigen/{agreed.client.id}/toestemming", data=typed(agreed.client)).status_code == 404
    assert client.post(f"/aanwezigen/{agreed.client.id}/intrekken").status_code == 404

    assert decisions(agreed.client) == {"scoren": "given", "intervisie": "given"}


def test_the_page_says_per_purpose_whether_it_may(agreed, sign_in):
    consent(agreed.ann, agreed.client, "given", "refused")
    words = text_of(sign_in(agreed.ann).get(f"/overleggen/{agreed.meeting.id}/toestemming"))

    assert "Bespreken in een intervisiegroep: Nog geen toestemming van: Mevrouw van het overleg." in words
    assert "Scoren met het observatieformulier: Nog geen toestemming" not in words


def test_the_text_that_people_agree_to_has_its_version_and_says_that_no_is_fine(as_participant):
    words = text_of(as_participant.get("/toestemming/tekst"))

    assert "Versie 2026-11." in words
    assert "Nee zeggen mag. Dat heeft geen gevolgen voor de hulp, je uitkering of je werk." in words
