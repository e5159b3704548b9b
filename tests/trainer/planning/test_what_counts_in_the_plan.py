"""What a page adds up, asks and leaves standing: cancelled days, a day that still goes on, a date in the wrong year."""
# Times on a screen are Dutch time without a zone.
# ruff: noqa: DTZ001

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.conftest import text_of
from tests.trainer.planning.conftest import at
from trainer.planning import actions, queries, views


def test_the_hours_of_all_days_say_that_a_cancelled_day_is_not_among_them(browser, day, plan):
    second = actions.add_day(day.group, "practice")
    assert "Alle dagen samen: 9 uur, ook de dagen zonder datum." in text_of(browser("owner").get(plan))
    actions.set_cancelled(day, cancelled=True)
    assert "Alle dagen samen: 3 uur, ook de dagen zonder datum en zonder wat niet doorgaat." in text_of(
        browser("owner").get(plan)
    )
    actions.change_day(second, day.when, 180, "", "")

    assert "Alle dagen samen: 3 uur, zonder wat niet doorgaat." in text_of(browser("owner").get(plan))


def test_a_day_without_a_date_that_was_cancelled_is_not_said_to_be_counted(browser, day, plan):
    actions.set_cancelled(actions.add_day(day.group, "practice"), cancelled=True)

    assert "Alle dagen samen: 6 uur, zonder wat niet doorgaat." in text_of(browser("owner").get(plan))


@pytest.mark.parametrize(
    ("moment", "asked"),
    [
        ((2026, 11, 30, 8, 0), False),
        ((2026, 11, 30, 16, 29), False),
        ((2026, 11, 30, 16, 30), True),
        ((2026, 12, 1, 0, 1), True),
    ],
)
def test_presence_is_asked_of_a_trainer_once_the_day_is_over(browser, day, monkeypatch, moment, asked):
    at(monkeypatch, *moment)

    assert ("Aanwezigheid van lesdag 1" in text_of(browser("trainer").get("/"))) is asked
    assert bool(queries.days_to_register([day.group], datetime(*moment))) is asked


def test_a_day_in_the_wrong_year_stays_on_the_page_with_all_dates_until_presence_is_known(
    browser, scene, day, plan, monkeypatch
):
    monkeypatch.setattr(views, "today", lambda: date(2026, 11, 27))
    actions.change_day(day, replace(day.when, held_on=date(2026, 1, 14)), 360, "", "")
    actions.register(scene.people["trainer"], day, {scene.people["mate"].id: ("excused", None)})
    trainer, row = browser("trainer"), f"d{day.id}-"
    page = trainer.get(f"{plan}/datums")

    assert 'value="2026-01-14"' in page.text
    assert "Lesdag 1 Deze dag is al geweest" in text_of(page)
    fields = {"held_on": "2027-01-14", "starts_at": "09:30", "ends_at": "16:30", "hours": "6", "place": "Zaal 2"}
    trainer.post(
        f"{plan}/datums", data={f"{row}{name}": value for name, value in (fields | {"seen": day.seen}).items()}
    )
    assert day.held_on == date(2027, 1, 14)
    assert "al geweest" not in text_of(trainer.get(f"{plan}/datums"))

    actions.change_day(day, replace(day.when, held_on=date(2026, 1, 14)), 360, "", "")
    actions.register(scene.people["trainer"], day, {scene.people["owner"].id: ("present", None)})
    assert trainer.get(f"{plan}/datums").location == plan
    assert "alle datums" not in text_of(trainer.get(plan))
