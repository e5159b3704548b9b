"""Meeting days over HTTP: plan, change, who was there, calendars."""
# Times on a screen are Dutch time without a zone.

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import event

from tests.conftest import text_of
from tests.trainer.planning.conftest import DAY, at
from trainer.db import db, now
from trainer.groups import actions as groups
from trainer.groups.models import Group, Membership
from trainer.planning import actions, queries
from trainer.planning.models import CourseDay, Presence
from trainer.planning.rules import When
from trainer.web import long_date, today


def fields(**changes):
    return {
        "held_on": (today() + timedelta(days=4)).isoformat(),
        "starts_at": "09:30",
        "ends_at": "16:30",
        "hours": "6",
        "place": "Zaal 2",
    } | changes


def test_a_trainer_gets_the_days_of_the_training_in_one_click(browser, scene, plan):
    db.session.query(CourseDay).delete()
    db.session.commit()
    trainer = browser("trainer")

    assert "Er is nog niets gepland" in text_of(trainer.get(plan))
    trainer.post(f"{plan}/sjabloon")
    trainer.post(f"{plan}/sjabloon")
    text = text_of(trainer.get(plan))

    assert "Praktijkdag 3" in text and "Intervisie 2" in text and "Praktijkdag 4" not in text
    assert "eigen Profiel en Plan. Alle dagen samen: 25 uur, ook de dagen zonder datum." in text


def test_who_only_follows_the_course_sees_the_plan_without_buttons(browser, plan, day):
    text = text_of(browser("owner").get(plan))

    assert "maandag 30 november 2026, 9.30 tot 16.30 uur, Zaal 2" in text
    assert "Wijzig" not in text and "Toevoegen" not in text


def test_a_changed_day_is_told_to_the_group_on_the_start_page(browser, scene, monkeypatch):
    trainer, day_id = browser("trainer"), scene.ids["day_id"]
    soon = today() + timedelta(days=3)
    trainer.post(f"/cursusdagen/{day_id}/wijzigen", data=fields(held_on=soon.isoformat()))
    assert "Zaal 2" in text_of(browser("owner").get("/"))
    assert "veranderd op" not in text_of(browser("owner").get("/"))

    trainer.post(f"/cursusdagen/{day_id}/wijzigen", data=fields(held_on=soon.isoformat(), place="Zaal 3"))
    text = text_of(browser("owner").get("/"))
    assert "Zaal 3" in text and "Hier is iets aan veranderd op" in text
    assert "Zaal 3" not in text_of(browser("other_member").get("/"))


def test_the_start_page_also_tells_of_a_later_day_that_changed_of_late(browser, scene, day):
    for weeks in (1, 2, 3):
        each = actions.add_day(day.group, "practice")
        actions.change_day(each, replace(day.when, held_on=today() + timedelta(weeks=weeks)), 180, "", "")
    actions.change_day(day, replace(day.when, held_on=today() + timedelta(weeks=4)), 360, "Krachten", "")
    long_ago = db.update(CourseDay).values(changed_at=now() - timedelta(days=15))
    db.session.execute(long_ago)
    db.session.commit()
    member = browser("owner")
    assert "Lesdag 1" not in text_of(member.get("/"))

    browser("trainer").post(f"/cursusdagen/{day.id}/wijzigen", data=fields(held_on=str(day.held_on), place="Zaal 9"))
    text = f"Zaal 9 Hier is iets aan veranderd op {long_date(today())} Krachten"
    for page in ("/", "/agenda"):
        assert text in text_of(member.get(page))
    assert f"iets aan veranderd op {long_date(today())}" in text_of(member.get(f"/cursusdagen/{day.id}"))
    db.session.execute(long_ago)
    db.session.commit()
    assert "Zaal 9" not in text_of(member.get("/"))


def test_a_day_of_which_presence_is_known_moves_to_no_later_day_and_keeps_its_hours(browser, scene, day):
    trainer, held = browser("trainer"), today() - timedelta(days=1)
    actions.change_day(day, replace(day.when, held_on=held), 360, "", "")
    actions.register(scene.people["trainer"], day, {scene.people["owner"].id: ("partly", 90)})
    later = trainer.post(f"/cursusdagen/{day.id}/wijzigen", data=fields())
    assert (later.status_code, "Er is al ingevuld wie er was." in text_of(later)) == (422, True)
    shorter = trainer.post(f"/cursusdagen/{day.id}/wijzigen", data=fields(held_on=str(held), hours="1"))
    assert (shorter.status_code, "Iemand was er voor een deel, 1,5 uur." in text_of(shorter)) == (422, True)
    assert trainer.post(f"/cursusdagen/{day.id}/wijzigen", data=fields(held_on=str(held), hours="2")).status_code == 302


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends_at": "08:00"}, "De eindtijd ligt vóór de begintijd."),
        ({"starts_at": ""}, "Vul in hoe laat de cursusdag begint."),
        ({"hours": "veel"}, "Vul een aantal uren in, bijvoorbeeld 3 of 2,5."),
        ({"hours": ""}, "Vul een aantal uren in, bijvoorbeeld 3 of 2,5."),
        ({"hours": "13"}, "Vul een aantal uren in, bijvoorbeeld 3 of 2,5."),
        ({"hours": "nan"}, "Vul een aantal uren in, bijvoorbeeld 3 of 2,5."),
        ({"hours": "8"}, "Dit zijn meer uren dan de cursusdag duurt."),
        ({"place": "x" * 201}, "Dit kan hooguit 200 tekens lang zijn."),
    ],
)
def test_a_wrong_plan_is_explained_beside_the_field_and_keeps_what_was_typed(browser, scene, changes, sentence):
    response = browser("trainer").post(
        f"/cursusdagen/{scene.ids['day_id']}/wijzigen", data=fields(subject="Mijn onderwerp") | changes
    )

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "Mijn onderwerp" in response.text


def test_a_wrong_date_is_explained_in_dutch(browser, scene):
    response = browser("trainer").post(
        f"/cursusdagen/{scene.ids['day_id']}/wijzigen", data=fields(held_on="30 november")
    )

    assert response.status_code == 422
    assert "Ongeldige datum." in text_of(response)


def test_a_day_without_trainers_of_its_own_has_those_of_the_group(browser, scene, day):
    trainer = scene.people["trainer"].name
    address = f"/cursusdagen/{day.id}"
    assert "Trainers Ties" in text_of(browser("owner").get(address))
    actions.change_day(day, day.when, 360, "", "")
    assert f"Trainers {trainer}" in text_of(browser("owner").get(address))


def test_half_hours_are_written_with_a_comma(browser, scene):
    browser("trainer").post(f"/cursusdagen/{scene.ids['day_id']}/wijzigen", data=fields(hours="2,5"))

    assert queries.find_day(scene.ids["day_id"]).minutes == 150


def test_days_without_a_date_wait_for_the_trainer_and_days_at_one_time_are_pointed_out(browser, scene, day):
    trainer, group = browser("trainer"), day.group
    waits = "2 cursusdagen nog zonder datum"
    assert waits not in text_of(trainer.get("/"))
    first, second = actions.add_day(group, "practice"), actions.add_day(group, "practice")
    assert waits in text_of(trainer.get("/")) and waits in text_of(trainer.get(f"/groepen/{group.id}/voortgang"))
    assert "zonder datum" not in text_of(browser("owner").get("/"))

    for each in (first, second):
        actions.change_day(each, day.when, 180, "", "")
    text = text_of(trainer.get(f"/groepen/{group.id}/planning"))
    assert waits not in text_of(trainer.get("/"))
    assert "Praktijkdag 1 en Praktijkdag 2 zijn op dezelfde tijd." in text and "Bedoel je dat zo?" in text


def test_who_is_expected_in_two_groups_at_one_time_hears_it(browser, scene, day):
    actions.change_day(day, replace(day.when, held_on=today() + timedelta(days=4)), 360, "", "")
    trainer = browser("trainer")
    text = "Lesdag 1 van Training najaar en Praktijkdag 1 van Training winter zijn op dezelfde tijd."
    assert text not in text_of(trainer.get("/agenda"))
    other = groups.add_course_group(scene.people["trainer"], "Training winter")
    actions.change_day(actions.add_day(other, "practice"), day.when, 180, "", "")

    assert text in text_of(trainer.get("/agenda"))
    said = "Lesdag 1 en Praktijkdag 1 van Training winter zijn op dezelfde tijd."
    assert said in text_of(trainer.get(f"/groepen/{day.group_id}/planning"))
    assert "op dezelfde tijd" not in text_of(browser("owner").get("/agenda"))
    assert "op dezelfde tijd" not in text_of(browser("admin").get(f"/groepen/{day.group_id}/planning"))


def test_a_cancelled_day_says_so_and_can_go_on_after_all(browser, day):
    trainer = browser("trainer")
    text = text_of(trainer.post(f"/cursusdagen/{day.id}/afzeggen", data={"cancelled": "1"}, follow_redirects=True))
    assert text.count("ursusdag gaat niet door") == 1
    assert "Met ‘Gaat toch door’ draai je dit terug." in text
    assert "draai je dit terug" not in text_of(browser("owner").get(f"/cursusdagen/{day.id}"))
    assert "Deze cursusdag gaat niet door" in text_of(browser("owner").get(f"/cursusdagen/{day.id}"))
    assert "Zet in je agenda" not in text_of(browser("owner").get(f"/cursusdagen/{day.id}"))

    trainer.post(f"/cursusdagen/{day.id}/afzeggen")
    assert "gaat niet door" not in text_of(browser("owner").get(f"/cursusdagen/{day.id}"))


def test_a_day_with_presence_is_not_removed(browser, scene, day):
    actions.register(scene.people["trainer"], day, {scene.people["owner"].id: ("present", None)})
    trainer = browser("trainer")
    page = trainer.get(f"/cursusdagen/{day.id}")
    assert "Daarom kun je deze cursusdag niet verwijderen. Je kunt wel zeggen dat hij niet doorgaat." in text_of(page)
    assert "Die uren tellen voor niemand zolang de dag niet doorgaat." in text_of(page)
    assert f"/cursusdagen/{day.id}/verwijderen" not in page.text

    response = trainer.post(f"/cursusdagen/{day.id}/verwijderen", follow_redirects=True)
    assert "Je kunt wel zeggen dat de dag niet doorgaat." in text_of(response)

    actions.register(scene.people["trainer"], day, {scene.people["owner"].id: ("", None)})
    trainer.post(f"/cursusdagen/{day.id}/verwijderen")
    assert queries.find_day(scene.ids["day_id"]) is None


def test_a_cursist_signs_in_with_the_code_on_the_day_itself(browser, scene, day, monkeypatch):
    at(monkeypatch, 2026, 11, 30, 9, 15)
    owner = browser("owner")
    assert "Code van vandaag" in text_of(owner.get(f"/cursusdagen/{day.id}"))

    owner.post(f"/cursusdagen/{day.id}/code", data={"code": "abcde"})

    assert "Je staat als: aanwezig" in text_of(owner.get(f"/cursusdagen/{day.id}"))
    assert db.session.get(Presence, (day.id, scene.people["owner"].id)).recorded_by_id == scene.people["owner"].id


@pytest.mark.parametrize(
    ("moment", "code", "sentence"),
    [
        ((2026, 11, 30, 8, 0), "ABCDE", "De code werkt op de dag zelf"),
        ((2026, 11, 30, 18, 0), "ABCDE", "voorbij"),
        ((2026, 11, 30, 12, 0), "FOUT", "Deze code klopt niet."),
        ((2026, 11, 30, 12, 0), "", "Vul de code in die in de zaal staat."),
    ],
)
def test_a_wrong_or_late_code_writes_nothing(browser, scene, day, monkeypatch, moment, code, sentence):
    at(monkeypatch, *moment)
    response = browser("owner").post(f"/cursusdagen/{day.id}/code", data={"code": code})

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert db.session.get(Presence, (day.id, scene.people["owner"].id)) is None


def test_what_the_trainer_wrote_down_is_not_changed_by_a_code(browser, scene, day, monkeypatch):
    at(monkeypatch, 2026, 11, 30, 12, 0)
    owner = scene.people["owner"]
    actions.register(scene.people["trainer"], day, {owner.id: ("partly", 60)})
    browser("owner").post(f"/cursusdagen/{day.id}/code", data={"code": "ABCDE"})

    assert db.session.get(Presence, (day.id, owner.id)).state == "partly"


def test_only_trainers_see_the_code_and_only_until_it_stops_working(browser, day, monkeypatch):
    at(monkeypatch, 2026, 11, 30, 17, 1)
    assert "ABCDE" not in browser("trainer").get(f"/cursusdagen/{day.id}").text
    at(monkeypatch, 2026, 11, 30, 16, 59)
    assert "ABCDE" in text_of(browser("trainer").get(f"/cursusdagen/{day.id}"))
    for kind in ("owner", "onlooker", "admin"):
        assert "ABCDE" not in browser(kind).get(f"/cursusdagen/{day.id}").text


def test_a_trainer_writes_down_who_was_there_in_four_states(browser, scene, day, monkeypatch):
    at(monkeypatch, 2026, 11, 30, 9, 0)
    ids = {kind: scene.people[kind].id for kind in ("owner", "mate", "invited", "classmate")}
    chosen = {"owner": "present", "mate": "partly", "invited": "excused", "classmate": "absent"}
    data = {f"state-{ids[kind]}": state for kind, state in chosen.items()} | {f"hours-{ids['mate']}": "2,5"}
    browser("trainer").post(f"/cursusdagen/{day.id}/aanwezigheid", data=data)

    assert {each.person.id: (each.state, each.counted) for each in queries.presence(day)} == {
        ids["owner"]: ("present", 360),
        ids["mate"]: ("partly", 150),
        ids["invited"]: ("excused", 0),
        ids["classmate"]: ("absent", 0),
    }


def test_presence_in_part_without_hours_saves_nothing_and_keeps_all_that_was_chosen(browser, scene, day, monkeypatch):
    at(monkeypatch, 2026, 12, 1, 9, 0)
    owner, mate = scene.people["owner"].id, scene.people["mate"].id
    response = browser("trainer").post(
        f"/cursusdagen/{day.id}/aanwezigheid",
        data={f"state-{owner}": "present", f"state-{mate}": "partly", f"hours-{mate}": "een paar"},
    )

    assert response.status_code == 422
    assert "meer dan 0 uren in" in text_of(response)
    assert f'name="state-{owner}" value="present" checked' in response.text
    assert 'value="een paar"' in response.text
    assert [each.state for each in queries.presence(day)] == [None] * 4


def held(day, on):
    actions.change_day(day, When(on, time(9, 30), time(16, 30), ""), day.minutes, "", "")


def test_not_registered_is_not_absent(browser, day, plan):
    held(day, today())
    text = text_of(browser("owner").get(plan))

    assert "Je trainer vulde nog niet in of je er was" in text and "Afwezig" not in text


def test_of_a_day_that_is_still_to_come_nothing_has_to_be_filled_in_yet(browser, day, plan):
    held(day, today() + timedelta(days=9))

    assert "vulde nog niet in" not in text_of(browser("owner").get(plan))


def test_a_day_waits_to_be_registered_until_something_is_written_down_of_every_cursist_on_that_day(scene, day):
    second = actions.add_day(day.group, "lesson")
    for each in (day, second):
        actions.change_day(each, When(DAY, time(9, 30), time(16, 30), ""), 360, "", "")
    people, evening = [each.person.id for each in queries.presence(day)], datetime.combine(DAY, time(20))
    written = dict.fromkeys(people, ("present", None))

    actions.register(scene.people["trainer"], day, dict.fromkeys(people[:1], ("present", None)))
    assert set(queries.days_to_register([day.group], evening)) == {day, second}
    actions.register(scene.people["trainer"], day, written)
    assert list(queries.days_to_register([day.group], evening)) == [second]
    actions.register(scene.people["trainer"], second, written)
    assert list(queries.days_to_register([day.group], evening)) == []


def test_the_start_page_asks_once_for_the_days_of_all_groups_of_a_trainer(browser, scene):
    trainer, asked = scene.people["trainer"], []

    def keep(*args):
        asked.extend([args[2]] if "EXISTS" in args[2] and "FROM presence" in args[2] else [])

    for name in ("Training zomer", "Training winter"):
        group = Group(name=name, kind="course")
        db.session.add(group)
        db.session.flush()
        db.session.add(Membership(person_id=trainer.id, group_id=group.id, role="trainer"))
        db.session.add(Membership(person_id=scene.people["stranger"].id, group_id=group.id, role="participant"))
        db.session.commit()
        held = When(today() - timedelta(days=1), time(9), time(12), "")
        actions.change_day(actions.add_day(group, "lesson"), held, 60, "", "")
    event.listen(db.engine, "before_cursor_execute", keep)
    try:
        page = text_of(browser("trainer").get("/"))
    finally:
        event.remove(db.engine, "before_cursor_execute", keep)

    assert "Training zomer" in page and page.count("Aanwezigheid van lesdag 1") == 2
    assert len(asked) == 1


def test_a_day_goes_into_a_calendar_with_its_place_and_dutch_time(browser, day):
    response = browser("owner").get(f"/cursusdagen/{day.id}/agenda.ics")
    (event,) = Calendar.from_ical(response.data).walk("VEVENT")

    assert response.mimetype == "text/calendar"
    assert event["SUMMARY"] == "Lesdag 1 – Training najaar"
    assert event["LOCATION"] == "Zaal 2"
    assert event.decoded("DTSTART").isoformat() == "2026-11-30T09:30:00+01:00"
    assert (event["SEQUENCE"], event["STATUS"]) == (1, "CONFIRMED")


def test_a_private_calendar_follows_changes_and_can_be_revoked(browser, anonymous, day, scene):
    owner = browser("owner")
    address = text_of(owner.post("/agenda", follow_redirects=True))
    assert "Adres van je agenda" in address
    # What works now is not ended by one touch of the button beside it.
    assert "Het adres dat nu in je agenda staat, werkt daarna niet meer." in address
    token = actions.new_calendar_link(scene.people["owner"])
    actions.set_cancelled(day, True)

    (event,) = Calendar.from_ical(anonymous.get(f"/agenda/{token}.ics").data).walk("VEVENT")
    assert event["STATUS"] == "CANCELLED"

    owner.post("/agenda/stoppen")
    assert anonymous.get(f"/agenda/{token}.ics").status_code == 404


def test_a_new_calendar_address_ends_the_old_one(anonymous, scene):
    old = actions.new_calendar_link(scene.people["owner"])
    new = actions.new_calendar_link(scene.people["owner"])

    assert anonymous.get(f"/agenda/{old}.ics").status_code == 404
    assert anonymous.get(f"/agenda/{new}.ics").status_code == 200


def test_a_day_with_presence_of_someone_who_left_the_group_is_not_removed(browser, scene, day):
    actions.register(scene.people["trainer"], day, {scene.people["mate"].id: ("present", None)})
    browser("trainer").post(f"/lidmaatschappen/{_member_id(scene)}/verwijderen")
    browser("trainer").post(f"/cursusdagen/{day.id}/verwijderen")

    assert queries.find_day(scene.ids["day_id"]) is not None


def _member_id(scene):
    ids = {"person_id": scene.people["mate"].id, "group_id": scene.extra["course_id"]}
    return db.session.scalar(db.select(Membership.id).filter_by(**ids))
