"""The order of the days of a course, what a day takes over, and what a page says before, on and after the day."""
# Times on a screen are Dutch time without a zone.

from datetime import time, timedelta

from tests.conftest import text_of
from tests.trainer.planning.conftest import DAY, at
from trainer.db import db
from trainer.groups.models import Group
from trainer.planning import actions, queries
from trainer.planning.models import CourseDay
from trainer.planning.rules import When
from trainer.web import today


def test_days_keep_the_order_of_the_training_and_the_trainer_reads_where_dates_say_otherwise(browser, scene, plan):
    db.session.query(CourseDay).delete()
    db.session.commit()
    group = db.session.get(Group, scene.extra["course_id"])
    actions.plan_from_template(group)
    lesson, practice = (
        next(d for d in queries.days(group) if d.name == name) for name in ("Lesdag 1", "Praktijkdag 2")
    )
    actions.change_day(lesson, When(DAY, time(9), time(16), ""), 360, "", "")
    names = [day.name for day in queries.days(group)]
    assert names[:3] == ["Praktijkdag 1", "Lesdag 1", "Praktijkdag 2"]
    assert "staat nu vóór" not in text_of(browser("trainer").get(plan))

    actions.change_day(practice, When(DAY - timedelta(days=1), time(9), time(16), ""), 180, "", "")
    assert "Praktijkdag 2 staat nu vóór Lesdag 1." in text_of(browser("trainer").get(plan))
    assert "staat nu vóór" not in text_of(browser("owner").get(plan))


def test_a_day_without_a_date_takes_over_place_and_trainers_of_the_day_before(browser, day):
    following = actions.add_day(day.group, "practice")
    page = browser("trainer").get(f"/cursusdagen/{following.id}/wijzigen")
    assert 'value="Zaal 2"' in page.text and 'value="Ties"' in page.text
    assert "Een adres of een link. Zelfde als Lesdag 1." in text_of(page)

    actions.change_day(following, When(DAY + timedelta(days=1), time(9), time(12), ""), 180, "", "")
    assert 'value="Zaal 2"' not in browser("trainer").get(f"/cursusdagen/{following.id}/wijzigen").text


def test_nobody_was_at_a_day_that_was_cancelled(browser, scene, day, monkeypatch):
    at(monkeypatch, 2026, 12, 1, 12, 0)
    actions.set_cancelled(day, True)
    address, data = f"/cursusdagen/{day.id}", {f"state-{scene.people['owner'].id}": "present"}
    page = browser("trainer").get(address)
    assert f"{address}/aanwezigheid" not in page.text
    assert "Wie was erbij?" not in text_of(page)
    answer = browser("trainer").post(f"{address}/aanwezigheid", data=data, follow_redirects=True)

    assert "gaat niet door. Je vult dan" in text_of(answer)
    assert [each.state for each in queries.presence(day)] == [None] * 4


def test_a_cursist_reads_what_goes_before_on_and_after_the_day(browser, day, monkeypatch):
    owner, address = browser("owner"), f"/cursusdagen/{day.id}"
    at(monkeypatch, 2026, 11, 30, 8, 0)
    assert "Op de dag zelf meld je je hier aan" in text_of(owner.get(address))
    at(monkeypatch, 2026, 11, 30, 17, 1)
    text = text_of(owner.get(address))
    assert "Was je erbij? De tijd om je zelf aan te melden is voorbij." in text
    assert "Op de dag zelf" not in text
    actions.set_cancelled(day, True)
    assert "erbij?" not in text_of(owner.get(address))


def typed(**changes):
    """Return what the page of one day sends."""
    return {"held_on": "", "starts_at": "09:30", "ends_at": "16:30", "hours": "6", "place": "Zaal 2"} | changes


def test_a_day_gets_no_date_of_years_ago_but_keeps_the_one_that_it_has(browser, day):
    trainer, address = browser("trainer"), f"/cursusdagen/{day.id}/wijzigen"
    answer = trainer.post(address, data=typed(held_on="2017-03-09"))
    assert answer.status_code == 422
    assert "Deze datum ligt meer dan een jaar terug. Klopt het jaar?" in text_of(answer)
    assert 'value="2017-03-09"' in answer.text

    actions.change_day(day, When(DAY.replace(year=2017), time(9), time(16), ""), 360, "", "")
    trainer.post(address, data=typed(held_on="2017-11-30", place="Zaal 3"))
    assert queries.find_day(day.id).place == "Zaal 3"


def test_the_times_of_a_day_may_be_left_empty_only_without_a_date(browser, day):
    trainer, address = browser("trainer"), f"/cursusdagen/{day.id}/wijzigen"
    page = text_of(trainer.get(address))
    assert "Van (mag leeg zonder datum)" in page and "Tot (mag leeg zonder datum)" in page
    assert "Datum (mag leeg)" in page

    soon = (today() + timedelta(days=4)).isoformat()
    answer = trainer.post(address, data=typed(held_on=soon, starts_at="", ends_at=""))
    assert "Vul in hoe laat de cursusdag begint." in text_of(answer)
    assert trainer.post(address, data=typed(starts_at="", ends_at="")).status_code == 302
