"""The days of a group are too few for the hours that the course asks, and the trainer reads so."""

from datetime import date, time

import pytest

from modules.completion import actions as completion
from modules.completion.queries import contract
from tests.conftest import text_of
from trainer.db import db
from trainer.groups.models import Group
from trainer.planning import actions, queries
from trainer.planning.models import CourseDay
from trainer.planning.rules import Shortage, When, shortages

NOBODY = "Met deze dagen haalt niemand de 10 uur lesdagen."


@pytest.fixture
def group(scene):
    """The course group with the days of the training, still without dates."""
    db.session.query(CourseDay).delete()
    db.session.commit()
    found = db.session.get(Group, scene.extra["course_id"])
    actions.plan_from_template(found)
    return found


@pytest.fixture
def second(group):
    """The second lesson day."""
    return next(day for day in queries.days(group) if day.name == "Lesdag 2")


@pytest.fixture
def shortened(second):
    """The second lesson day, of three hours instead of six: nine in all."""
    actions.change_day(second, second.when, 180, "", "")
    return second


def test_days_lack_what_is_asked_by_kind_and_exactly_enough_is_enough():
    assert shortages({"lesson": 540, "practice": 360}, {"lesson": 10, "practice": 6}) == [Shortage("lesson", 540, 10)]
    assert shortages({"lesson": 600}, {"lesson": 10, "practice": 6}) == [Shortage("practice", 0, 6)]
    assert Shortage("lesson", 570, 10).planned == "Samen tellen ze voor 9,5 uur."
    assert Shortage("practice", 0, 6).planned == "Er is nog geen praktijkdag."


def test_who_shortens_a_day_too_far_reads_it_on_saving(browser, second, plan):
    trainer, fields = browser("trainer"), {"held_on": "", "starts_at": "", "ends_at": "", "place": ""}
    assert "haalt niemand" not in text_of(trainer.get(plan))
    page = trainer.post(f"/cursusdagen/{second.id}/wijzigen", data=fields | {"hours": "3"}, follow_redirects=True)

    assert page.request.path == plan
    assert f"{NOBODY} Samen tellen ze voor 9 uur. Voeg een dag toe" in text_of(page)
    assert "haalt niemand" not in text_of(browser("owner").get(plan))


def test_who_cancels_a_day_reads_that_the_others_are_too_few(browser, second):
    page = browser("trainer").post(f"/cursusdagen/{second.id}/afzeggen", data={"cancelled": "1"}, follow_redirects=True)

    assert NOBODY in text_of(page)


def test_too_few_hours_wait_for_the_trainer_on_the_start_page_and_on_voortgang(browser, shortened, group):
    trainer, progress = browser("trainer"), f"/groepen/{group.id}/voortgang"
    for address in ("/", progress):
        page = text_of(trainer.get(address))
        assert NOBODY in page and "Er wacht nu niets op jou." not in page
    assert "Bespreek samen" not in text_of(trainer.get(progress))

    actions.change_day(shortened, shortened.when, 240, "", "")
    for address in ("/", progress):
        assert NOBODY not in text_of(trainer.get(address))


def test_too_few_hours_wait_no_more_when_everyone_has_an_exception(browser, scene, shortened, group, plan):
    wanted = contract().requirement("lesdagen")
    for person in queries.people_of(group):
        completion.make_exception(scene.people["trainer"], group, person, wanted, "Haalt het in")

    assert NOBODY not in text_of(browser("trainer").get("/"))
    assert NOBODY in text_of(browser("trainer").get(plan))


def test_a_group_without_days_is_not_said_to_have_too_few(browser, scene, group, plan):
    db.session.query(CourseDay).delete()
    db.session.commit()

    assert "haalt niemand" not in text_of(browser("trainer").get(plan))
    assert "haalt niemand" not in text_of(browser("trainer").get("/"))


def test_who_can_reach_the_hours_no_more_waits_for_the_trainer_on_voortgang(browser, scene, group):
    first, second = (day for day in queries.days(group) if day.kind == "lesson")
    everyone = queries.people_of(group)
    for day in (first, second):
        actions.change_day(day, When(date(2026, 1, day.number), time(9), time(16), ""), 360, "", "")
        actions.register(scene.people["trainer"], day, {each.id: ("present", None) for each in everyone})
    mate = scene.people["mate"]
    actions.register(scene.people["trainer"], second, {mate.id: ("absent", None)})
    page = browser("trainer").get(f"/groepen/{group.id}/voortgang")

    text = text_of(page)
    assert "Lesdagen 1 cursist Nodig: 10 uur. Met de dagen die nog komen lukt dat niet meer." in text
    assert text.partition("Bespreek samen hoe de uren ingehaald worden.")[2].strip().startswith(mate.name)
    assert "haalt niemand" not in text
