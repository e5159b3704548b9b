"""Who cannot come says so before the day, and the trainer sees it."""
# Times on a screen are Dutch time without a zone.

from datetime import time, timedelta

import pytest

from tests.conftest import text_of
from tests.trainer.planning.conftest import DAY, at
from trainer.planning import actions, queries
from trainer.planning.rules import When
from trainer.web import today


@pytest.fixture
def before(monkeypatch, day):
    """Let it be the evening before the day, and return the address of the day."""
    at(monkeypatch, 2026, 11, 29, 20, 0)
    return f"/cursusdagen/{day.id}"


def state_of(day, person):
    """Return what was written down of someone, or None."""
    found = queries.own_presence(person, day.group).get(day.id)
    return found and found.state


def test_a_cursist_reports_that_they_cannot_come_and_that_they_can_after_all(browser, scene, day, before):
    owner = browser("owner")
    assert "Ik kan niet komen" in text_of(owner.get(before))

    page = text_of(owner.post(f"{before}/afmelden", data={"absent": "1"}, follow_redirects=True))
    assert "Je bent afgemeld. Je trainer ziet dat je niet kunt komen." in page and "Ik kan toch komen" in page
    assert state_of(day, scene.people["owner"]) == "excused"

    page = text_of(owner.post(f"{before}/afmelden", follow_redirects=True))
    assert "Ik kan niet komen" in page and "Je bent afgemeld" not in page
    assert state_of(day, scene.people["owner"]) is None


def test_the_trainer_sees_on_the_day_and_in_the_plan_who_reported_and_who_wrote_it_down(
    browser, scene, day, before, plan
):
    actions.report_absence(scene.people["owner"], day)
    actions.register(scene.people["trainer"], day, {scene.people["mate"].id: ("excused", None)})

    text = text_of(browser("trainer").get(before))
    assert f"{scene.people['owner'].name} Heeft zichzelf afgemeld." in text
    assert f"{scene.people['mate'].name} Opgeschreven door {scene.people['trainer'].name}." in text
    actions.change_day(day, When(today() + timedelta(days=1), time(9), time(16), ""), 360, "", "")
    assert f"Afgemeld: {scene.people['mate'].name}" in text_of(browser("trainer").get(plan))
    assert "Afgemeld:" not in text_of(browser("owner").get(plan))


def test_the_start_page_says_who_will_not_come_to_the_next_days(browser, scene, day):
    actions.change_day(day, When(today() + timedelta(days=1), time(9), time(16), ""), 360, "", "")
    actions.report_absence(scene.people["owner"], day)

    assert f"Afgemeld: {scene.people['owner'].name}" in text_of(browser("trainer").get("/"))
    assert "Je bent afgemeld" in text_of(browser("owner").get("/"))
    assert "fgemeld" not in text_of(browser("mate").get("/"))


def test_the_agenda_and_the_plan_say_of_a_coming_day_that_one_reported_absence(browser, scene, day, plan):
    owner = browser("owner")
    actions.change_day(day, When(today() + timedelta(days=1), time(9), time(16), ""), 360, "", "")
    assert "Je bent afgemeld" not in text_of(owner.get("/agenda")) + text_of(owner.get(plan))
    way = f'href="/cursusdagen/{day.id}#afmelden">Meld je af'
    assert way in owner.get(plan).text and way not in browser("trainer").get(plan).text
    assert 'id="afmelden"' in owner.get(f"/cursusdagen/{day.id}").text
    actions.report_absence(scene.people["owner"], day)

    assert "Je bent afgemeld" in text_of(owner.get("/agenda"))
    assert "Je bent afgemeld" in (page := text_of(owner.get(plan))) and "met bericht" not in page
    assert "fgemeld" not in text_of(browser("mate").get("/agenda")) + text_of(browser("mate").get(plan))


def test_before_the_day_a_trainer_writes_down_only_who_cannot_come(browser, scene, day, before):
    trainer, owner = browser("trainer"), scene.people["owner"]
    page = trainer.get(before)
    assert "Wie kan niet komen?" in text_of(page) and "uren bij deels" not in text_of(page)
    assert 'value="excused"' in page.text and 'value="present"' not in page.text

    refused = trainer.post(f"{before}/aanwezigheid", data={f"state-{owner.id}": "present"})
    assert refused.status_code == 422 and state_of(day, owner) is None
    trainer.post(f"{before}/aanwezigheid", data={f"state-{owner.id}": "excused"})
    assert state_of(day, owner) == "excused"


def test_what_a_trainer_wrote_down_a_cursist_does_not_take_back(browser, scene, day, before):
    owner = scene.people["owner"]
    actions.register(scene.people["trainer"], day, {owner.id: ("excused", None)})
    assert "Ik kan toch komen" not in text_of(browser("owner").get(before))
    browser("owner").post(f"{before}/afmelden")

    assert state_of(day, owner) == "excused"


def test_once_the_day_has_begun_nobody_reports_any_more(browser, scene, day, monkeypatch):
    at(monkeypatch, 2026, 11, 30, 9, 30)
    owner, address = browser("owner"), f"/cursusdagen/{day.id}"
    assert "Ik kan niet komen" not in text_of(owner.get(address))
    answer = owner.post(f"{address}/afmelden", data={"absent": "1"}, follow_redirects=True)

    assert "Deze cursusdag is al begonnen. Laat het je trainer zelf weten." in text_of(answer)
    assert state_of(day, scene.people["owner"]) is None


def test_who_comes_after_all_still_signs_in_with_the_code(browser, scene, day, monkeypatch):
    actions.report_absence(scene.people["owner"], day)
    at(monkeypatch, 2026, 11, 30, 10, 0)
    owner, address = browser("owner"), f"/cursusdagen/{day.id}"
    assert f"{address}/code" in owner.get(address).text
    owner.post(f"{address}/code", data={"code": day.code})

    assert state_of(day, scene.people["owner"]) == "present"


def test_on_another_date_a_cursist_is_expected_again(scene, day):
    people = scene.people
    actions.report_absence(people["owner"], day)
    actions.register(people["trainer"], day, {people["mate"].id: ("excused", None)})
    actions.change_day(day, When(DAY, time(10), time(16, 30), "Zaal 3"), 360, "", "")
    assert state_of(day, people["owner"]) == "excused"
    actions.change_day(day, When(DAY + timedelta(days=7), time(10), time(16, 30), "Zaal 3"), 360, "", "")

    assert (state_of(day, people["owner"]), state_of(day, people["mate"])) == (None, "excused")


def test_saving_what_already_stood_is_no_mistake_before_the_day(browser, scene, day, before):
    owner = scene.people["owner"]
    actions.register(scene.people["trainer"], day, {owner.id: ("present", None)})
    browser("trainer").post(f"{before}/aanwezigheid", data={f"state-{owner.id}": "present"})

    assert state_of(day, owner) == "present"
