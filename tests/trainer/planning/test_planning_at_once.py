"""All days of a training get their dates on one page."""

from datetime import date, time

import pytest

from tests.conftest import text_of
from trainer.db import db
from trainer.groups.models import Group
from trainer.planning import actions, queries, views
from trainer.planning.models import CourseDay, DayMail
from trainer.planning.rules import When, filled_down


@pytest.fixture
def group(scene):
    """The course group, without any day."""
    db.session.query(CourseDay).delete()
    db.session.commit()
    return db.session.get(Group, scene.extra["course_id"])


@pytest.fixture(autouse=True)
def first_of_november(monkeypatch):
    """Let it be the first of November."""
    monkeypatch.setattr(views, "today", lambda: date(2026, 11, 1))


@pytest.fixture
def days(group):
    """The days of the training, still without dates."""
    actions.plan_from_template(group)
    return queries.days(group)


def row(day, held_on="", starts_at="", ends_at="", place="", hours=None):
    """Return what a row of the page sends."""
    hours = str(day.minutes // 60) if hours is None else hours
    fields = {"held_on": held_on, "starts_at": starts_at, "ends_at": ends_at, "hours": hours, "place": place}
    fields["seen"] = day.seen
    return {f"d{day.id}-{name}": value for name, value in fields.items()}


def rows(days, first):
    """Return what the page sends with only these days filled in."""
    return {name: value for day, given in zip(days, first, strict=False) for name, value in row(day, *given).items()}


def test_a_group_without_days_goes_on_to_fill_in_all_dates_at_once(browser, plan, group):
    trainer = browser("trainer")
    page = trainer.post(f"{plan}/sjabloon", follow_redirects=True)

    assert page.request.path == f"{plan}/datums"
    text = text_of(page)
    assert text.index("Praktijkdag 1") < text.index("Lesdag 1") < text.index("Intervisie 2")
    assert page.text.count('type="date"') == 7
    assert "Vul alle datums in" in text_of(trainer.get(plan))


def test_all_days_are_planned_in_one_go_and_the_group_hears_of_each(browser, plan, days, group):
    given = [(f"2026-11-{number:02}", "09:00", "16:00", "Zaal 2" if number == 1 else "") for number in range(1, 8)]
    page = browser("trainer").post(f"{plan}/datums", data=rows(days, given), follow_redirects=True)

    assert (
        page.request.path == plan
        and "De groep ziet het in de agenda, en een verandering ook op de startpagina." in text_of(page)
    )
    assert [(day.held_on.day, day.place, day.revision) for day in queries.days(group)] == [
        (number, "Zaal 2", 1) for number in range(1, 8)
    ]
    assert [day.subject for day in queries.days(group)] == [day.subject for day in days]
    assert {mail.reason for mail in db.session.query(DayMail)} == {"Gepland"}
    assert db.session.query(DayMail).count() == 7 * len(queries.members(group))
    assert "Wijzig alle datums" in text_of(browser("trainer").get(plan))


def test_a_day_that_is_left_empty_is_planned_later(browser, plan, days, group):
    browser("trainer").post(f"{plan}/datums", data=rows(days, [("2026-11-02", "09:00", "12:00", "Zaal 2"), ()]))

    first, second, *_ = queries.days(group)
    assert (first.held_on, second.held_on, second.place) == (date(2026, 11, 2), None, "")
    page = browser("trainer").get(f"{plan}/datums").text
    assert page.count('type="date"') == 7 and page.count('value="2026-11-02"') == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("2026-11-03",), "Lesdag 1, van: Vul in hoe laat de cursusdag begint."),
        (("2026-11-03", "12:00", "09:00"), "Lesdag 1, tot: De eindtijd ligt vóór de begintijd."),
        (("30 november", "09:00", "16:00"), "Lesdag 1, datum: Ongeldige datum."),
        (("2017-11-03", "09:00", "16:00"), "Lesdag 1, datum: Deze datum ligt meer dan een jaar terug. Klopt het jaar?"),
        (("2026-11-03", "09:00", "12:00"), "Lesdag 1, telt voor hoeveel uur: Dit zijn meer uren dan"),
        (("2026-11-03", "09:00", "16:00", "x" * 201), "Lesdag 1, plaats: Dit kan hooguit 200 tekens lang zijn."),
        (("2026-11-03", "09:00", "16:00", "", "veel"), "Lesdag 1, telt voor hoeveel uur: Vul een aantal uren in"),
    ],
)
def test_a_row_that_is_wrong_says_so_and_keeps_all_that_was_typed(browser, plan, days, group, given, sentence):
    data = rows(days, [("2026-11-02", "09:00", "12:00", "Wijkcentrum"), given])
    page = browser("trainer").post(f"{plan}/datums", data=data)

    assert page.status_code == 422
    assert sentence in text_of(page)
    wrong, message = page.text.partition("<table")[2], sentence.partition(": ")[2]
    assert wrong.count(message) == 1 and wrong.count('aria-invalid="true"') == 1
    assert 'value="Wijkcentrum"' in page.text and 'value="2026-11-02"' in page.text
    assert all(f'value="{value}"' in page.text for value in given if value)
    assert [day.held_on for day in queries.days(group)] == [None] * 7


def test_a_day_that_was_planned_meanwhile_stays_as_it_is_and_is_asked_again(browser, plan, days, group):
    trainer = browser("trainer")
    data = rows(days, [("2026-11-02", "09:00", "12:00", "Daar"), ("2026-11-10", "09:00", "16:00", "")])
    actions.change_day(days[0], When(date(2026, 11, 9), time(9), time(12), "Hier"), 180, "", "")
    page = trainer.post(f"{plan}/datums", data=data)

    assert page.status_code == 422
    assert "Praktijkdag 1, datum: Iemand veranderde deze cursusdag intussen. Hier staat wat nu geldt." in text_of(page)
    assert 'value="Hier"' in page.text and 'value="2026-11-10"' in page.text and "Daar" not in page.text
    assert [day.held_on for day in queries.days(group)][:2] == [date(2026, 11, 9), None]

    data = rows(days[:1], [("2026-11-09", "09:00", "12:00", "Hier")]) | rows(days[1:], [data_of(data, days[1])])
    trainer.post(f"{plan}/datums", data=data)
    first, second, *_ = queries.days(group)
    assert (first.held_on, first.place) == (date(2026, 11, 9), "Hier")
    assert (second.held_on, second.place) == (date(2026, 11, 10), "Hier")


def data_of(data, day):
    """Return what was typed in the row of a day."""
    return [data[f"d{day.id}-{name}"] for name in ("held_on", "starts_at", "ends_at", "place")]


def test_a_series_is_moved_on_one_page_and_only_what_changed_is_told(browser, plan, days, group):
    trainer = browser("trainer")
    given = [(f"2026-11-{number:02}", "09:00", "16:00", "Zaal 2") for number in range(2, 6)]
    trainer.post(f"{plan}/datums", data=rows(days, given))
    actions.set_cancelled(days[3], True)
    page = trainer.get(f"{plan}/datums")
    assert page.text.count('type="date"') == 6 and page.text.count('value="Zaal 2"') == 3
    db.session.query(DayMail).delete()
    db.session.commit()
    moved = [given[0], ("2026-11-12", *given[1][1:]), ("2026-11-13", *given[2][1:])]
    trainer.post(f"{plan}/datums", data=rows(days, moved))

    assert [day.held_on.day for day in days[:3]] == [2, 12, 13]
    assert {(mail.day_id, mail.reason) for mail in db.session.query(DayMail)} == {
        (days[1].id, "Veranderd"),
        (days[2].id, "Veranderd"),
    }


def test_what_another_trainer_changed_in_a_row_that_was_left_alone_stays(browser, plan, days, group):
    data = rows(days, [(), ("2026-11-10", "09:00", "16:00", "")])
    actions.change_day(days[0], When(date(2026, 11, 9), time(9), time(12), "Hier"), 180, "", "")
    browser("trainer").post(f"{plan}/datums", data=data)

    assert [(day.held_on.day, day.place) for day in queries.days(group)[:2]] == [(9, "Hier"), (10, "Hier")]


def test_days_that_were_held_are_not_on_the_page_with_all_dates(browser, scene, plan, days, group, monkeypatch):
    for day in days:
        actions.change_day(day, When(date(2026, 11, 9), time(9), time(12), ""), 180, "", "Ties")
        actions.register(scene.people["trainer"], day, {scene.people["owner"].id: ("present", None)})
    monkeypatch.setattr(views, "today", lambda: date(2026, 11, 10))
    trainer = browser("trainer")

    assert "alle datums" not in text_of(trainer.get(plan))
    assert trainer.get(f"{plan}/datums").location == plan


def test_moving_a_day_leaves_its_trainers_alone(browser, plan, days, group):
    actions.change_day(days[0], When(date(2026, 11, 2), time(9), time(12), ""), 180, "", "Ties")
    actions.change_day(days[1], When(date(2026, 11, 3), time(9), time(16), ""), 360, "", "")
    browser("trainer").post(f"{plan}/datums", data=row(days[1], "2026-11-04", "09:00", "16:00"))

    assert (days[1].held_on, days[1].led_by) == (date(2026, 11, 4), "")


def test_place_and_trainers_are_those_of_the_day_above():
    def when(day, place=""):
        return When(date(2026, 11, day) if day else None, time(9), time(12), place)

    filled = filled_down([(when(3, "A"), "Ties"), (when(1), ""), (when(None), ""), (when(2, "B"), ""), (when(4), "")])

    assert [(each.place, led_by) for each, led_by in filled] == [
        ("A", "Ties"),
        ("A", "Ties"),
        ("", ""),
        ("B", "Ties"),
        ("B", "Ties"),
    ]


def test_a_row_without_a_place_has_that_of_the_row_above_also_when_the_dates_run_otherwise(browser, plan, days, group):
    given = [("2026-11-10", "09:00", "12:00", "De Linde"), ("2026-11-03", "09:00", "16:00", "")]
    trainer = browser("trainer")
    assert "dan komt daar de plaats van de dag erboven." in text_of(trainer.get(f"{plan}/datums"))
    trainer.post(f"{plan}/datums", data=rows(days, given))

    assert [day.place for day in days[:3]] == ["De Linde", "De Linde", ""]


def test_a_row_that_was_left_alone_keeps_no_other_from_being_saved(browser, plan, days, group):
    actions.change_day(days[0], When(date(2026, 11, 2), time(9), time(10), ""), 180, "", "")
    data = rows(days, [("2026-11-02", "09:00", "10:00"), ("2026-11-03", "09:00", "16:00")])
    browser("trainer").post(f"{plan}/datums", data=data)

    assert days[1].held_on == date(2026, 11, 3)
