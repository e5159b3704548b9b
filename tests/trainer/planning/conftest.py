"""One planned day of the course group of the world, and the clock."""
# Times on a screen are Dutch time without a zone.
# ruff: noqa: DTZ001

from datetime import date, datetime, time

import pytest

import home
from trainer.planning import actions, queries, views
from trainer.planning.rules import When

DAY = date(2026, 11, 30)


@pytest.fixture
def plan(scene):
    """Return the address of the plan of the course group."""
    return f"/groepen/{scene.extra['course_id']}/planning"


@pytest.fixture
def day(scene):
    """Return the lesson day, planned on `DAY` from 9.30 to 16.30."""
    found = queries.find_day(scene.ids["day_id"])
    actions.change_day(found, When(DAY, time(9, 30), time(16, 30), "Zaal 2"), 360, "Krachten", "Ties")
    return found


def at(monkeypatch, *moment):
    """Let the clock in the Netherlands say this moment."""
    monkeypatch.setattr(views, "dutch_time", lambda: datetime(*moment))
    monkeypatch.setattr(home, "dutch_time", lambda: datetime(*moment))
