"""The start page has the very next days without a gap, and apart from those the later ones that changed of late."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conftest import text_of
from trainer.db import db
from trainer.planning import actions
from trainer.planning.models import CourseDay
from trainer.web import today

HEADING, APART, ALL = "Eerstvolgende cursusdagen", "Later, en pas veranderd", "Alle cursusdagen in je agenda"


@pytest.fixture
def series(day):
    """Six practice days, one a week, that were planned long ago; the lesson day comes after them."""
    made = []
    for weeks in range(1, 7):
        each = actions.add_day(day.group, "practice")
        actions.change_day(each, replace(day.when, held_on=today() + timedelta(weeks=weeks)), 180, "", "")
        made.append(each)
    actions.change_day(day, replace(day.when, held_on=today() + timedelta(weeks=8)), 360, "Krachten", "")
    db.session.execute(db.update(CourseDay).values(revision=1, changed_at=day.changed_at - timedelta(days=15)))
    db.session.commit()
    return made


def card(page):
    """Return the words of the card about the days, before and after the heading of what changed."""
    before, _, after = text_of(page).partition(HEADING)[2].partition(ALL)[0].partition(APART)
    return before, after


def names(text):
    """Return which of the days are named in a text, in its order."""
    known = [f"Praktijkdag {number}" for number in range(1, 7)] + ["Lesdag 1"]
    return sorted((name for name in known if name in text), key=text.index)


def test_the_very_next_days_stand_there_and_how_many_come_after_them(browser, series):
    next_ones, changed = card(browser("owner").get("/"))

    assert names(next_ones) == ["Praktijkdag 1", "Praktijkdag 2", "Praktijkdag 3"]
    assert "Hierna komen nog 4 cursusdagen." in next_ones
    assert changed == ""


def test_a_later_day_that_changed_of_late_stands_apart_and_never_as_the_next(browser, series, day):
    actions.change_day(series[4], replace(series[4].when, place="Zaal 9"), 180, "", "")
    actions.change_day(series[0], replace(series[0].when, place="Zaal 9"), 180, "", "")
    page = browser("owner").get("/")
    next_ones, changed = card(page)

    assert names(next_ones) == ["Praktijkdag 1", "Praktijkdag 2", "Praktijkdag 3"]
    assert names(changed) == ["Praktijkdag 5"]
    assert f'href="/agenda">{ALL}</a>' in page.text


def test_a_day_that_does_not_go_on_stands_between_the_next_ones_and_is_none_of_them(browser, series):
    actions.set_cancelled(series[1], cancelled=True)
    next_ones, changed = card(browser("owner").get("/"))

    assert names(next_ones) == ["Praktijkdag 1", "Praktijkdag 2", "Praktijkdag 3", "Praktijkdag 4"]
    assert "Gaat niet door" in next_ones and "Hierna komen nog 3 cursusdagen." in next_ones
    assert changed == ""


def test_when_all_days_stand_there_none_come_after_them(browser, day):
    actions.change_day(day, replace(day.when, held_on=today() + timedelta(weeks=1)), 360, "", "")

    assert "Hierna komen" not in text_of(browser("owner").get("/"))


def test_who_trains_finds_the_day_of_today_at_the_top_with_its_code(browser, series):
    assert "Vandaag: praktijkdag 1" not in text_of(browser("trainer").get("/"))
    actions.change_day(series[0], replace(series[0].when, held_on=today()), 180, "", "")

    page = browser("trainer").get("/")
    assert "Vandaag: praktijkdag 1" in text_of(page)
    assert f'href="/cursusdagen/{series[0].id}">Naar de code en de aanwezigheid' in page.text
    assert "Vandaag: praktijkdag 1" not in text_of(browser("owner").get("/"))
