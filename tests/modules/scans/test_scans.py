"""Filling in a scan, sharing it with a group and talking about it, over HTTP."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from modules.scans import actions, queries
from modules.scans.models import FilledScan, ScanAnswer, ScanShare
from tests.conftest import text_of
from trainer.db import db, now
from trainer.groups.models import Membership
from trainer.web import today

TEAM = {"punt-B01": "yes", "punt-B02": "no", "punt-H05": "yes"}


def fill(client, slug="team", **given):
    return client.post(f"/scans/{slug}", data=given or TEAM)


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def share(person, group, given, on=None):
    """Let a person fill in the team scan and share it."""
    filled = actions.fill(person, queries.find_scan("team"), given, on or today())
    actions.share(filled, group)
    return filled


def group_of(scene):
    return db.session.get(Membership, scene.ids["membership_id"]).group


def join(person, group):
    row = db.session.scalar(select(Membership).filter_by(person_id=person.id, group_id=group.id))
    row.agreed_at = now()
    db.session.commit()


def test_answers_are_kept_and_shown_strengths_first_to_their_owner_alone(as_participant, as_trainer, as_admin):
    response = fill(as_participant)
    text = text_of(as_participant.get(response.location))

    assert (
        text.index("Dit is er al")
        < text.index("Een plek waar beide domeinen samen werken")
        < text.index("Hier is ruimte")
    )
    assert "24 punten liet je leeg." in text
    assert {client.get(response.location).status_code for client in (as_trainer, as_admin)} == {404}


def test_every_line_of_a_result_says_what_is_so(as_participant):
    team = fill(as_participant, **{"punt-H05": "no", "punt-H02": "yes", "punt-B02": "no"})
    own = fill(as_participant, "jezelf", **{"punt-V07": "no"})
    there, _, narrow = text_of(as_participant.get(team.location)).partition("Hier is ruimte")

    assert "Geen last van: hoge werkdruk" in there and "De werkdruk is hoog" not in there
    assert "Veel last van: gebrek aan een gedeelde visie" in narrow
    assert "Nog niet: vaste mensen die je kunt bellen" in narrow
    assert "Nog niet: een computer met internet voor de mensen die ik begeleid" in text_of(
        as_participant.get(own.location)
    )


def test_a_whole_sentence_is_answered_with_whether_it_is_so(as_participant):
    text = text_of(as_participant.get("/scans/jezelf"))

    assert "als dat nodig is klopt niet klopt een beetje klopt weet ik niet" in text
    assert "Naar mensen toe gaan, ook thuis nog niet soms meestal weet ik niet" in text


def test_what_does_not_hinder_a_group_is_said_as_a_strength(scene, sign_in):
    group, people = group_of(scene), scene.people
    join(people["invited"], group)
    for kind in ("owner", "mate", "invited"):
        share(people[kind], group, {"H05": "no"})
    text = text_of(sign_in(people["mate"]).get(f"/groepen/{group.id}/scans/team"))
    there = text.partition("waar je verschillend koos")[0]

    assert "Geen last van: hoge werkdruk" in there and "De werkdruk is hoog" not in there
    assert "Dit speelt bij ons: 3 keer niet" in there


def test_the_same_day_is_one_time_and_the_form_shows_what_was_chosen(as_participant):
    first = fill(as_participant)
    page = as_participant.get("/scans/team").get_data(as_text=True)
    second = fill(as_participant, **{"punt-B01": "some"})

    assert first.location == second.location
    assert 'name="punt-B02" value="no" checked' in page
    assert (count(FilledScan), count(ScanAnswer)) == (1, 1)


@pytest.mark.parametrize("given", [{"iets": "anders"}, {"punt-B01": "tien"}])
def test_without_any_answer_nothing_is_kept_and_the_page_says_what_to_do(as_participant, given):
    response = fill(as_participant, **given)

    assert response.status_code == 422 and "Kies bij minstens één punt" in text_of(response)
    assert count(FilledScan) == 0


def test_a_later_time_begins_empty_and_is_laid_beside_the_time_before(as_participant, participant):
    scan = queries.find_scan("jezelf")
    actions.fill(participant, scan, {"C01": "no", "C02": "yes"}, today() - timedelta(days=90))
    form = as_participant.get("/scans/jezelf").get_data(as_text=True)
    response = fill(as_participant, "jezelf", **{"punt-C01": "some", "punt-C02": "yes"})
    text = text_of(as_participant.get(response.location))

    assert " checked" not in form
    assert "1 makkelijker, 0 lastiger en 1 hetzelfde" in text and "van nog niet naar soms" in text
    assert "intervisiegroep" not in text


def test_from_three_people_a_group_sees_counts_without_names(scene, sign_in):
    group, people = group_of(scene), scene.people
    join(people["invited"], group)
    share(people["owner"], group, {"B01": "yes", "B02": "no"})
    share(people["mate"], group, {"B01": "yes", "B02": "yes"})
    address = f"/groepen/{group.id}/scans/team"
    two = text_of(sign_in(people["mate"]).get(address))
    share(people["invited"], group, {"B01": "some", "B02": "yes"})
    three = text_of(sign_in(people["mate"]).get(address))

    assert "Twee mensen deelden" in two and "goed" not in two.partition("Drie vragen")[0]
    assert "3 mensen deelden hun antwoorden" in three
    assert (
        three.index("1 keer een beetje, 2 keer goed")
        < three.index("waar je verschillend koos")
        < three.index("1 keer niet, 2 keer goed")
    )
    assert not any(people[kind].name in three.partition("Wat we gaan proberen")[0] for kind in ("owner", "invited"))


def test_only_the_last_time_of_who_still_takes_part_counts(scene):
    group, people, scan = group_of(scene), scene.people, queries.find_scan("team")
    share(people["owner"], group, {"B01": "no"}, today() - timedelta(days=30))
    share(people["owner"], group, {"B01": "yes"})
    share(people["mate"], group, {"B01": "some"})
    share(people["other_member"], group, {"B01": "no"})
    db.session.get(Membership, scene.ids["membership_id"]).agreed_at = None
    db.session.commit()

    assert queries.answers_in(group, scan) == [{"B01": "yes"}]


def test_sharing_can_be_taken_back_also_by_who_left_the_group(scene, sign_in):
    filled, group = scene.ids["filled_id"], scene.ids["group_id"]
    owner = sign_in(scene.people["owner"])
    db.session.execute(Membership.__table__.delete().where(Membership.person_id == scene.people["owner"].id))
    db.session.commit()

    assert "Je deelt deze antwoorden met Intervisie Noord." in text_of(owner.get(f"/scans/ingevuld/{filled}"))
    assert owner.post(f"/scans/ingevuld/{filled}/terugnemen/{group}").status_code == 302
    assert count(ScanShare) == 0
    assert owner.post(f"/scans/ingevuld/{filled}/delen/{group}").status_code == 404


def test_a_scan_for_oneself_cannot_be_shared(scene, sign_in):
    owner, group = scene.people["owner"], scene.ids["group_id"]
    filled = actions.fill(owner, queries.find_scan("jezelf"), {"C01": "no"}, today())

    assert sign_in(owner).post(f"/scans/ingevuld/{filled.id}/delen/{group}").status_code == 404
    assert sign_in(owner).get(f"/groepen/{group}/scans/jezelf").status_code == 404


def test_removing_takes_answers_and_shares_along(scene, sign_in):
    sign_in(scene.people["owner"]).post(f"/scans/ingevuld/{scene.ids['filled_id']}/verwijderen")

    assert (count(FilledScan), count(ScanAnswer), count(ScanShare)) == (0, 0, 0)


def test_a_group_writes_down_what_it_will_try_and_only_its_writer_takes_that_away(scene, sign_in):
    mate, owner = sign_in(scene.people["mate"]), sign_in(scene.people["owner"])
    address = f"/groepen/{scene.ids['group_id']}/scans/team"
    owner.post(address, data={"text": "Wij bellen\r\nelke dinsdag"})
    page = mate.get(address)

    assert "elke dinsdag" in text_of(page) and "opgeschreven door Olga Eigenaar" in text_of(page)
    assert page.get_data(as_text=True).count("/scans/notities/") == 1
    assert mate.post(f"/scans/notities/{scene.ids['note_id']}/verwijderen").status_code == 302
    assert "Bellen" not in text_of(mate.get(address))


@pytest.mark.parametrize("text", ["", "x" * 2001])
def test_a_note_that_cannot_be_kept_stays_in_its_field(scene, sign_in, text):
    response = sign_in(scene.people["mate"]).post(f"/groepen/{scene.ids['group_id']}/scans/team", data={"text": text})

    assert response.status_code == 422 and text in response.get_data(as_text=True)
