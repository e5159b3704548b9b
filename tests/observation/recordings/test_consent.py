"""Writing down consent: per person present and purpose, with its day, and taking it back. Nothing is overwritten."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from observation.recordings import actions
from observation.recordings.models import Consent
from tests.conftest import text_of
from tests.observation.conftest import consent, forget_consent
from trainer.db import db
from trainer.web import today


def history(attendee):
    db.session.expire_all()
    return db.session.scalars(select(Consent).filter_by(attendee_id=attendee.id).order_by(Consent.id)).all()


def decisions(attendee):
    """Return what was decided last per purpose."""
    return {row.purpose: row.decision for row in history(attendee)}


def typed(attendee, **fields):
    data = {"scoring": "given", "intervisie": "refused", "decided_on": "2026-03-01", "given_as": "signed"} | fields
    return {f"a{attendee.id}-{name}": value for name, value in data.items()}


def send(client, world, *parts):
    data = {name: value for part in parts for name, value in part.items()}
    return client.post(f"/overleggen/{world.meeting.id}/toestemming", data=data)


def chosen(page, attendee, purpose):
    found = re.findall(rf'<input checked[^>]*name="a{attendee.id}-{purpose}"[^>]*value="(\w*)"', page)
    assert len(found) == 1
    return found[0]


def test_what_someone_decided_is_kept_per_purpose(world, sign_in):
    ann = sign_in(world.ann)
    response = send(ann, world, typed(world.client))

    assert response.location == f"/overleggen/{world.meeting.id}/toestemming"
    assert decisions(world.client) == {"scoren": "given", "intervisie": "refused"}
    row = history(world.client)[0]
    assert (row.decided_on, row.given_as, row.text_version) == (date(2026, 3, 1), "signed", "2026-11.2")
    assert row.recorded_by_id == world.ann.id
    page = ann.get(response.location).text
    assert "De toestemming is opgeslagen." in page
    assert chosen(page, world.client, "scoring") == "given"
    assert chosen(page, world.client, "intervisie") == "refused"
    assert chosen(page, world.care, "scoring") == ""
    assert 'value="2026-03-01"' in page


def test_everyone_present_is_written_down_at_once(world, sign_in):
    parts = [typed(attendee, intervisie="given") for attendee in world.attendees]
    assert send(sign_in(world.ann), world, *parts).status_code == 302

    for attendee in world.attendees:
        assert decisions(attendee) == {"scoren": "given", "intervisie": "given"}


def test_whose_part_is_not_sent_or_not_asked_is_left_alone(agreed, sign_in):
    nothing = typed(agreed.care, scoring="", intervisie="")
    assert send(sign_in(agreed.ann), agreed, typed(agreed.client), nothing).status_code == 302

    assert decisions(agreed.client) == {"scoren": "given", "intervisie": "refused"}
    for attendee in (agreed.care, agreed.work):
        assert [row.decision for row in history(attendee)] == ["given", "given"]


def test_who_was_not_asked_needs_no_day(agreed, sign_in):
    nothing = typed(agreed.care, scoring="", intervisie="", decided_on="")
    assert send(sign_in(agreed.ann), agreed, typed(agreed.client), nothing).status_code == 302

    assert decisions(agreed.client)["intervisie"] == "refused"
    assert decisions(agreed.care) == {"scoren": "given", "intervisie": "given"}


def test_each_answer_is_added_and_the_last_one_counts(world, sign_in):
    ann = sign_in(world.ann)
    for answer, day in (("given", "2026-03-01"), ("refused", "2026-03-04"), ("given", "2026-03-09")):
        send(ann, world, typed(world.client, scoring=answer, intervisie="", decided_on=day))

    assert [(row.decision, row.decided_on.day) for row in history(world.client)] == [
        ("given", 1),
        ("refused", 4),
        ("given", 9),
    ]


def test_saving_the_page_again_as_it_stands_adds_nothing(world, sign_in):
    ann = sign_in(world.ann)
    for _ in range(3):
        send(ann, world, typed(world.client))

    assert len(history(world.client)) == 2


@pytest.mark.parametrize(
    ("decided_on", "sentence"),
    [
        ("morgen", "Deze datum ligt in de toekomst. Vul de dag in waarop iemand antwoord gaf."),
        ("1026-03-01", "Deze datum is meer dan een jaar voor het overleg. Controleer het jaar."),
        ("", "Vul een datum in."),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_what_was_typed_for_everyone_stays(world, sign_in, decided_on, sentence):
    decided_on = (today() + timedelta(days=1)).isoformat() if decided_on == "morgen" else decided_on
    wrong, fine = typed(world.client, decided_on=decided_on), typed(world.care, scoring="refused", intervisie="given")
    response = send(sign_in(world.ann), world, wrong, fine)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert chosen(response.text, world.client, "scoring") == "given"
    assert chosen(response.text, world.client, "intervisie") == "refused"
    assert chosen(response.text, world.care, "scoring") == "refused"
    assert re.search(rf'name="a{world.client.id}-decided_on"[^>]* value="{decided_on}"', response.text)
    assert response.text.count('<option selected value="signed">') == 2
    assert history(world.client) == history(world.care) == []


def test_today_is_a_day_on_which_consent_can_be_given(world, sign_in):
    assert send(sign_in(world.ann), world, typed(world.client, decided_on=today().isoformat())).status_code == 302
    assert history(world.client)[0].decided_on == today()


@pytest.mark.parametrize(
    "fields",
    [
        {"scoring": "misschien"},
        {"intervisie": "withdrawn"},
        {"given_as": "telepathie"},
        {"scoring": "misschien", "decided_on": ""},
    ],
)
def test_an_answer_that_is_not_on_the_list_is_refused_in_dutch(world, sign_in, fields):
    response = send(sign_in(world.ann), world, typed(world.client, **fields))

    assert response.status_code == 422
    assert "Not a valid choice" not in response.text
    assert history(world.client) == []


def test_a_day_that_is_no_day_is_refused_in_dutch(world, sign_in):
    response = send(sign_in(world.ann), world, typed(world.client, decided_on="gisteren"))

    assert response.status_code == 422
    assert "Not a valid date" not in response.text
    assert history(world.client) == []


def test_what_was_said_on_the_recording_is_of_the_day_of_the_overleg(world, sign_in):
    ann = sign_in(world.ann)
    response = send(ann, world, typed(world.client, given_as="spoken"))
    assert response.status_code == 422
    assert "Wat iemand op de opname zei, is van de dag van het overleg: 2 maart 2026." in text_of(response)
    assert history(world.client) == []

    assert send(ann, world, typed(world.client, given_as="spoken", decided_on="2026-03-02")).status_code == 302
    assert len(history(world.client)) == 2


def test_a_day_of_the_overleg_that_changes_is_held_against_what_was_said_on_the_recording(world, sign_in):
    ann, toestemming = sign_in(world.ann), f"/overleggen/{world.meeting.id}/toestemming"
    spoken = typed(world.client, given_as="spoken", decided_on="2026-03-02")
    send(ann, world, spoken)
    overleg = f"/overleggen/{world.meeting.id}"
    assert "Twee datums passen niet bij elkaar." not in text_of(ann.get(overleg))
    ann.post(f"{overleg}/gegevens", data={"number": "1", "held_on": "2026-03-05"})

    sentence = "Het overleg was op 5 maart 2026. Op de opname antwoordde, volgens de toestemming: Mevrouw van het overleg op 2 maart 2026."
    assert sentence in text_of(ann.get(overleg))
    assert sentence in text_of(ann.get(toestemming))
    assert "Twee datums" not in text_of(sign_in(world.bas).get(overleg))
    assert send(ann, world, spoken, typed(world.care)).status_code == 302
    assert decisions(world.care)["scoren"] == "given"


def test_a_mistake_in_the_last_card_is_told_at_the_top_with_the_way_to_it(agreed, sign_in):
    fine, wrong = typed(agreed.client), typed(agreed.work, decided_on="2023-03-01", scoring="misschien")
    response = send(sign_in(agreed.ann), agreed, fine, wrong)
    top = response.text.split('id="mag-kop"')[0]

    assert response.text.count('role="alert"') == response.text.count('id="fouten"') == 1
    assert "Er is nog niets opgeslagen." in top
    assert "Dit is wat er nu opgeslagen is." in text_of(response)
    assert f'href="#a{agreed.work.id}-decided_on">Klantmanager inkomen, datum van het antwoord: Deze datum is' in top
    assert f'href="#aanwezige-{agreed.work.id}">Klantmanager inkomen, Scoren met het observatieformulier: Kies' in top
    assert f'id="a{agreed.work.id}-decided_on"' in response.text
    assert decisions(agreed.client)["intervisie"] == "given"


def test_a_yes_before_it_was_taken_back_is_told_at_the_top_and_the_others_are_saved(agreed, sign_in):
    actions.withdraw(agreed.ann, agreed.work)
    wrong = typed(agreed.work, decided_on="2026-03-01")
    top = send(sign_in(agreed.ann), agreed, typed(agreed.client), wrong).text.split('id="mag-kop"')[0]

    assert "Wat hier niet bij staat, is wel opgeslagen." in top
    assert "Klantmanager inkomen, datum van het antwoord: De toestemming is daarna ingetrokken." in top
    assert decisions(agreed.client)["intervisie"] == "refused"


def test_someone_of_another_overleg_is_not_written_down_here(agreed, sign_in):
    second = agreed.next_meeting()
    data = typed(agreed.client, scoring="refused")
    sign_in(agreed.ann).post(f"/overleggen/{second.id}/toestemming", data=data)

    assert decisions(agreed.client)["scoren"] == "given"


def test_taking_consent_back_stops_the_recording_at_once_for_both_purposes(recorded, sign_in):
    ann, bas = sign_in(recorded.ann), sign_in(recorded.bas)
    addresses = [f"/overleggen/{recorded.meeting.id}/opname/{purpose}" for purpose in ("scoren", "intervisie")]
    assert [bas.get(address).status_code for address in addresses] == [200, 200]
    response = ann.post(f"/aanwezigen/{recorded.client.id}/intrekken", follow_redirects=True)

    assert [bas.get(address).status_code for address in addresses] == [403, 403]
    assert "De toestemming van Mevrouw van het overleg is ingetrokken. De opname speelt niet meer." in text_of(response)
    assert "Het bestand is er nog: vernietig het." in text_of(response)
    assert [(row.decision, row.withdrawn_at is not None) for row in history(recorded.client)] == [
        ("given", False),
        ("given", False),
        ("withdrawn", True),
        ("withdrawn", True),
    ]


def test_taking_back_is_an_event_of_its_own_without_the_way_in_which_the_yes_was_given(recorded, sign_in):
    actions.withdraw(recorded.ann, recorded.client)

    assert {(row.decision, row.given_as) for row in history(recorded.client)} == {
        ("given", "signed"),
        ("withdrawn", ""),
    }
    page = sign_in(recorded.ann).get(f"/overleggen/{recorded.meeting.id}/toestemming").text
    assert re.search(rf'name="a{recorded.client.id}-given_as".*?<option selected value="">', page, re.S)


def test_taking_back_leaves_a_refusal_a_refusal_and_twice_is_the_same_as_once(world):
    consent(world.ann, world.client, "given", "refused")
    actions.withdraw(world.ann, world.client)
    actions.withdraw(world.ann, world.client)

    assert decisions(world.client) == {"scoren": "withdrawn", "intervisie": "refused"}
    assert len(history(world.client)) == 3


def test_who_took_consent_back_can_give_it_again_from_that_day_on(recorded, sign_in):
    actions.withdraw(recorded.ann, recorded.client)
    ann = sign_in(recorded.ann)
    play = f"/overleggen/{recorded.meeting.id}/opname/scoren"
    page = ann.get(f"/overleggen/{recorded.meeting.id}/toestemming").text
    assert chosen(page, recorded.client, "scoring") == "refused"

    earlier = (today() - timedelta(days=1)).isoformat()
    refused = send(ann, recorded, typed(recorded.client, intervisie="given", decided_on=earlier))
    assert refused.status_code == 422
    assert "De toestemming is daarna ingetrokken." in text_of(refused)
    assert ann.get(play).status_code == 403

    send(ann, recorded, typed(recorded.client, intervisie="given", decided_on=today().isoformat()))
    assert decisions(recorded.client) == {"scoren": "given", "intervisie": "given"}
    assert ann.get(play).status_code == 200


def test_the_page_as_it_stands_does_not_give_back_what_was_taken_back(recorded, sign_in):
    actions.withdraw(recorded.ann, recorded.client)
    ann = sign_in(recorded.ann)
    page = ann.get(f"/overleggen/{recorded.meeting.id}/toestemming").text
    as_shown = {name: chosen(page, recorded.client, name) for name in ("scoring", "intervisie")}
    send(ann, recorded, typed(recorded.client, **as_shown))

    assert ann.get(f"/overleggen/{recorded.meeting.id}/opname/scoren").status_code == 403


@pytest.mark.parametrize("who", ["bas", "dia"])
def test_only_who_edits_the_overleg_writes_consent_down(agreed, sign_in, who):
    client = sign_in(getattr(agreed, who))
    assert client.get(f"/overleggen/{agreed.meeting.id}/toestemming").status_code == 404
    assert send(client, agreed, typed(agreed.client)).status_code == 404
    assert client.post(f"/aanwezigen/{agreed.client.id}/intrekken").status_code == 404

    assert decisions(agreed.client) == {"scoren": "given", "intervisie": "given"}


def test_the_page_says_per_purpose_whether_it_may(agreed, sign_in):
    consent(agreed.ann, agreed.client, "given", "refused")
    words = text_of(sign_in(agreed.ann).get(f"/overleggen/{agreed.meeting.id}/toestemming"))

    assert "Bespreken in een intervisiegroep Mevrouw van het overleg zei nee op 1 maart 2026." in words
    assert "Daarom speelt de opname hiervoor niet, voor niemand. iemand zei nee" in words
    assert "Scoren met het observatieformulier Er is nog geen opname van dit overleg. mag" in words


def test_who_was_not_asked_yet_is_named(agreed, sign_in):
    forget_consent(agreed.care)
    words = text_of(sign_in(agreed.ann).get(f"/overleggen/{agreed.meeting.id}/toestemming"))

    assert words.count("Nog geen toestemming van: Wijkverpleegkundige.") == 1
