"""Of a day that was moved people read when it was first, on every page where they look for it."""

from dataclasses import replace
from datetime import date, time, timedelta
from threading import Event

import pytest

from tests.conftest import text_of
from tests.trainer.planning.conftest import DAY
from trainer.db import db, now
from trainer.planning import actions, change_rules, cli
from trainer.planning.models import CourseDay, DayMail
from trainer.planning.rules import When
from trainer.web import long_date, today

FIRST = When(date(2026, 12, 3), time(9, 30), time(12, 30), "Zaal 2")
EMPTY = When(None, None, None, "")


def at(on, starts="9:30", ends="12:30", place="Zaal 2"):
    """Return a moment in december 2026."""
    begin, end = (time(*map(int, each.split(":"))) for each in (starts, ends))
    return When(date(2026, 12, on), begin, end, place)


@pytest.mark.parametrize(
    ("was", "when", "words"),
    [
        (FIRST, at(10), "Eerst do 3 dec, nu do 10 dec"),
        (FIRST, at(10, ends="13:00"), "Eerst do 3 dec, nu do 10 dec"),
        (FIRST, at(10, "10:00"), "Eerst do 3 dec om 9.30 uur, nu do 10 dec om 10.00 uur"),
        (FIRST, at(3, "10:00", "13:00"), "Eerst 9.30 tot 12.30 uur, nu 10.00 tot 13.00 uur"),
        (FIRST, EMPTY, "Eerst do 3 dec, nu nog geen datum"),
        (replace(FIRST, held_on=date(2026, 1, 14)), at(14), "Eerst wo 14 jan, nu ma 14 dec"),
        (
            replace(FIRST, held_on=date(2026, 1, 14)),
            replace(FIRST, held_on=date(2027, 1, 14)),
            "Eerst wo 14 jan 2026, nu do 14 jan 2027",
        ),
        (None, FIRST, ""),
        (EMPTY, FIRST, ""),
        (FIRST, at(3, place="Zaal 3"), ""),
    ],
)
def test_a_change_is_said_by_the_moment_that_it_was_and_the_one_that_it_is(was, when, words):
    assert change_rules.moved_words(was, when) == words


@pytest.mark.parametrize(
    ("first", "before", "after", "is_fresh", "kept"),
    [
        # What people knew first is what they have in their calendar, however often it moves in one go.
        (None, FIRST, at(10), False, FIRST),
        (FIRST, at(10), at(11), True, FIRST),
        (FIRST, at(10), at(11), False, at(10)),
        (FIRST, at(10), at(3), True, None),
        (FIRST, at(10), at(10, place="Zaal 3"), True, FIRST),
        (FIRST, at(10), at(10, place="Zaal 3"), False, None),
        (None, EMPTY, at(10), True, None),
        (FIRST, EMPTY, at(10), True, FIRST),
    ],
)
def test_the_first_moment_is_kept_until_the_day_stayed_the_same_for_a_while(first, before, after, is_fresh, kept):
    assert change_rules.kept(first, before, after, is_fresh=is_fresh) == kept


def moved(day, weeks):
    """Plan a day a week from now, move it by some more weeks, and return what is then said of it."""
    soon = today() + timedelta(weeks=1)
    actions.change_day(day, replace(day.when, held_on=soon), 360, "Krachten", "")
    db.session.execute(db.update(CourseDay).values(was_on=None, was_starts_at=None, was_ends_at=None))
    db.session.commit()
    actions.change_day(day, replace(day.when, held_on=soon + timedelta(weeks=weeks)), 360, "Krachten", "")
    return f"{day.moved} (veranderd op {long_date(today())})"


def test_everyone_reads_when_a_moved_day_was_first_on_each_page(browser, day, plan):
    words = moved(day, 1)

    assert words.startswith("Eerst ") and ", nu " in words
    for who in ("owner", "trainer"):
        for page in ("/", plan, f"/cursusdagen/{day.id}", "/agenda"):
            assert words in text_of(browser(who).get(page)), (who, page)


def test_what_changed_otherwise_is_said_in_words_that_are_no_date_of_the_day(browser, day):
    actions.change_day(day, replace(day.when, place="Zaal 3"), 360, "Krachten", "")

    text = text_of(browser("owner").get(f"/cursusdagen/{day.id}"))
    assert f"Hier is iets aan veranderd op {long_date(today())}" in text and "Eerst" not in text


def test_a_day_that_does_not_go_on_says_since_when_and_names_no_new_date(browser, day):
    moved(day, 1)
    actions.set_cancelled(day, cancelled=True)

    text = text_of(browser("owner").get(f"/cursusdagen/{day.id}"))
    assert f"Afgezegd op {long_date(today())}" in text and "Eerst " not in text


def test_a_day_that_was_held_no_longer_says_in_the_plan_that_it_was_moved(browser, day, plan):
    moved(day, -2)

    assert "Eerst " not in text_of(browser("owner").get(plan))
    assert "Eerst " in text_of(browser("owner").get(f"/cursusdagen/{day.id}"))


def test_after_two_weeks_without_a_change_the_last_known_moment_is_the_first(day):
    actions.change_day(day, replace(day.when, held_on=DAY + timedelta(days=1)), 360, "", "")
    assert day.was.held_on == DAY
    db.session.execute(db.update(CourseDay).values(changed_at=now() - timedelta(days=15)))
    db.session.commit()
    actions.change_day(day, replace(day.when, held_on=DAY + timedelta(days=2)), 360, "", "")

    assert day.was.held_on == DAY + timedelta(days=1)


def test_the_mail_says_when_the_day_was_first(day, post_office, monkeypatch):

    monkeypatch.setattr(cli, "today", lambda: DAY - timedelta(days=10))
    db.session.query(DayMail).delete()
    actions.change_day(day, replace(day.when, held_on=DAY + timedelta(days=7)), 360, "", "")
    cli.send_waiting(Event())

    lines = post_office.sent_to("owner@wereld.example").get_content().splitlines()
    assert lines[2:5] == [
        "Veranderd: Lesdag 1 van Training najaar.",
        "maandag 7 december 2026, 9.30 tot 16.30 uur",
        "Eerst ma 30 nov, nu ma 7 dec",
    ]
