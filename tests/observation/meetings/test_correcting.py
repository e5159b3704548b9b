"""Putting right what was a mistake: numbers and days, what can be deleted and what stays, and who was there."""

from datetime import date

import pytest
from sqlalchemy import select

from observation.intervisie import actions as intervisie
from observation.meetings import actions, rules
from observation.meetings.models import Attendee, BroughtMeeting, Meeting, Trajectory
from observation.recordings import actions as recordings
from tests.conftest import not_done, text_of
from tests.observation.conftest import consent, start
from trainer.db import db


def rows(model):
    db.session.expire_all()
    return db.session.scalars(select(model).order_by(model.id)).all()


@pytest.mark.parametrize("number", ["C8", " C8 ", "C7"])
def test_the_number_of_a_traject_is_put_right(world, sign_in, number):
    ann, address = sign_in(world.ann), f"/trajecten/{world.trajectory.id}"
    assert f'href="{address}/gegevens"' in ann.get(address).text
    assert ann.post(f"{address}/gegevens", data={"client_number": number}).location == address

    assert rows(Trajectory)[0].client_number == number.strip()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "Vul dit veld in."),
        ("Fatima", "Bedenk zelf een kort nummer, zoals C7"),
        ("111222333", "Dit lijkt op een BSN."),
        ("C8", "Dit nummer bestaat al in deze cursusgroep."),
    ],
)
def test_a_number_that_cannot_be_is_refused_and_stays_in_the_field(world, sign_in, number, sentence):
    actions.add_trajectory(world.ann, world.course, "C8")
    response = sign_in(world.ann).post(f"/trajecten/{world.trajectory.id}/gegevens", data={"client_number": number})

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert f'value="{number}"' in response.text
    assert rows(Trajectory)[0].client_number == "C7"


def test_the_hint_about_the_number_is_the_same_everywhere(world, sign_in):
    ann = sign_in(world.ann)
    hint = "Een kort nummer dat je zelf bedenkt, zoals C7. Wie erbij hoort, bewaar je alleen in je eigen organisatie."

    for page in ("/trajecten/nieuw", f"/trajecten/{world.trajectory.id}/gegevens"):
        assert hint in text_of(ann.get(page))


def test_an_empty_traject_is_deleted_and_one_with_an_overleg_is_not(world, sign_in):
    empty = actions.add_trajectory(world.ann, world.course, "C8")
    ann = sign_in(world.ann)
    gone = ann.post(f"/trajecten/{empty.id}/verwijderen", follow_redirects=True)
    assert "Traject C8 is verwijderd." in text_of(gone)

    address = f"/trajecten/{world.trajectory.id}"
    sentence = "Er staat nog een overleg in dit traject. Alleen een leeg traject kun je verwijderen."
    assert sentence in text_of(ann.get(f"{address}/gegevens"))
    assert f"{address}/verwijderen" not in ann.get(f"{address}/gegevens").text
    assert not_done(ann.post(f"{address}/verwijderen", follow_redirects=True)) == sentence
    assert [row.client_number for row in rows(Trajectory)] == ["C7"]


def test_an_overleg_without_forms_and_recording_is_deleted_with_what_hangs_on_it(agreed, sign_in):
    ann = sign_in(agreed.ann)
    page = ann.get(f"/overleggen/{agreed.meeting.id}/gegevens")
    assert "C7, overleg 1 verdwijnt, ook uit de groepen waarin het is ingebracht." in text_of(page)
    response = ann.post(f"/overleggen/{agreed.meeting.id}/verwijderen", follow_redirects=True)

    assert "C7, overleg 1 is verwijderd." in text_of(response)
    assert [*rows(Meeting), *rows(Attendee), *rows(BroughtMeeting)] == []
    assert [row.client_number for row in rows(Trajectory)] == ["C7"]


def with_recording(world, recording):
    assert recordings.add_recording(world.ann, world.meeting, recording("film.mp4")) is None


def with_form(world, recording):
    start(world.meeting, world.bas)


def with_no(world, recording):
    consent(world.ann, world.care, "refused", "given")


def with_session(world, recording):
    intervisie.add_session(world.ann, world.group, world.meeting, date(2026, 3, 9), "")


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (with_session, "Een intervisiegroep heeft een bijeenkomst over dit overleg."),
        (with_recording, "begon iemand met scoren, dan blijft het overleg ook zonder opname bewaard."),
        (with_form, "Iemand begon al met scoren. Die formulieren blijven bewaard, en het overleg dus ook."),
        (with_no, "Iemand die erbij was, zei nee of trok toestemming in. Dat antwoord blijft bewaard"),
    ],
)
def test_an_overleg_that_something_hangs_on_stays_and_the_page_says_why(agreed, sign_in, recording, what, sentence):
    what(agreed, recording)
    ann, address = sign_in(agreed.ann), f"/overleggen/{agreed.meeting.id}"
    page = ann.get(f"{address}/gegevens")

    assert sentence in text_of(page)
    assert f"{address}/verwijderen" not in page.text
    assert sentence in text_of(ann.post(f"{address}/verwijderen", follow_redirects=True))
    assert len(rows(Meeting)) == 1


def test_the_way_back_from_the_page_leads_to_the_overleg(world, sign_in):
    page = sign_in(world.ann).get(f"/overleggen/{world.meeting.id}/gegevens").text

    assert f'<li><a href="/overleggen/{world.meeting.id}">Overleg 1</a></li>' in page


def test_what_lasts_is_said_before_the_recording_so_that_none_is_destroyed_for_nothing(agreed, sign_in, recording):
    with_recording(agreed, recording)
    start(agreed.meeting, agreed.ann)
    with_session(agreed, recording)
    words = text_of(sign_in(agreed.ann).get(f"/overleggen/{agreed.meeting.id}/gegevens"))

    assert "Zolang die er is, kun je" not in words
    assert words.index("Iemand begon al met scoren.") < words.index("Een intervisiegroep heeft een bijeenkomst")
    assert words.index("Een intervisiegroep heeft een bijeenkomst") < words.index("Er hoort ook een opname bij.")


def test_a_form_that_was_begun_just_before_keeps_the_overleg(world, sign_in, monkeypatch):
    start(world.meeting, world.bas)
    monkeypatch.setattr(rules, "removal_problems", lambda **known: [])
    response = sign_in(world.ann).post(f"/overleggen/{world.meeting.id}/verwijderen")

    assert response.status_code == 409
    assert len(rows(Meeting)) == 1


@pytest.mark.parametrize(
    ("role", "name"), [("client", "Cliënt"), ("relative", "Naaste")], ids=["de cliënt", "een naaste"]
)
def test_that_the_client_or_a_naaste_was_there_is_said_with_one_button(world, sign_in, role, name):
    second = actions.add_meeting(actions.add_trajectory(world.ann, world.course, "C8"), 1, date(2026, 3, 2))
    ann, address = sign_in(world.ann), f"/overleggen/{second.id}"
    page = ann.get(address)
    assert f'<input type="hidden" name="present_as" value="{role}">' in page.text
    ann.post(f"{address}/aanwezigen", data={"present_as": role})

    made = rows(Attendee)[-1]
    assert (made.function, made.domain, made.present_as) == (name, "geen", role)
    again = ann.get(address)
    assert ("De cliënt was erbij" in text_of(again)) is (role != "client")
    assert "Naaste naaste" not in text_of(again)


def test_a_second_naaste_gets_a_name_of_its_own_and_what_was_typed_goes_first(world, sign_in):
    ann, address = sign_in(world.ann), f"/overleggen/{world.meeting.id}/aanwezigen"
    for data in ({}, {}, {"function": "Buurman", "domain": "werk_inkomen"}):
        ann.post(address, data={"present_as": "relative"} | data)

    assert [(row.function, row.domain) for row in rows(Attendee)[3:]] == [
        ("Naaste", "geen"),
        ("Naaste 2", "geen"),
        ("Buurman", "geen"),
    ]


def test_what_does_not_come_back_stands_apart_from_daily_acts_and_only_for_who_may(recorded, sign_in):
    address = f"/overleggen/{recorded.meeting.id}"
    daily, apart = sign_in(recorded.ann).get(address).text.split('id="weghalen"')
    gone = [f"/aanwezigen/{recorded.care.id}/verwijderen", f"{address}/opname-vernietigen"]

    assert [act for act in gone if act in daily] == []
    assert [act for act in gone if act in apart] == gone
    assert f"{address}/gegevens#verwijderen-kop" in apart
    assert "weghalen" not in sign_in(recorded.bas).get(address).text
