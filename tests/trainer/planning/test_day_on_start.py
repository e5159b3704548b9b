"""On a day itself: saying that you are there is the first thing on the start page."""

import pytest

from tests.conftest import text_of
from tests.trainer.planning.conftest import at
from trainer.planning import actions
from trainer.planning.rules import PresenceState

CARD = "Ben je bij lesdag 1?"


def start_page(browser, who="owner"):
    return browser(who).get("/")


def test_while_the_code_works_the_day_comes_first_with_a_button(browser, day, monkeypatch):
    at(monkeypatch, 2026, 11, 30, 9, 0)

    page = start_page(browser)

    text = text_of(page)
    assert "Verder in de cursus" in text and "Nu aan de beurt" not in text
    assert f"Dag Olga Eigenaar {CARD} 9.30 tot 16.30 uur, Zaal 2. Je trainer laat een code zien in de zaal." in text
    assert f'href="/cursusdagen/{day.id}#erbij-kop">Meld je aan</a>' in page.text
    assert 'id="erbij-kop"' in browser("owner").get(f"/cursusdagen/{day.id}").text


@pytest.mark.parametrize("moment", [(2026, 11, 29, 12, 0), (2026, 11, 30, 8, 59), (2026, 11, 30, 17, 1)])
def test_before_and_after_that_time_it_does_not(browser, day, monkeypatch, moment):
    at(monkeypatch, *moment)

    assert CARD not in text_of(start_page(browser))


def test_who_signed_in_is_not_asked_again(browser, day, monkeypatch):
    at(monkeypatch, 2026, 11, 30, 9, 30)
    browser("owner").post(f"/cursusdagen/{day.id}/code", data={"code": day.code})

    assert CARD not in text_of(start_page(browser))
    assert CARD in text_of(start_page(browser, "mate"))


def test_who_reported_not_to_come_can_still_sign_in(browser, scene, day, monkeypatch):
    at(monkeypatch, 2026, 11, 30, 9, 30)
    actions.report_absence(scene.people["owner"], day)

    assert CARD in text_of(start_page(browser))


def test_what_the_trainer_wrote_down_asks_nothing_any_more(browser, scene, day, monkeypatch):
    at(monkeypatch, 2026, 11, 30, 9, 30)
    owner = scene.people["owner"].id
    actions.register(scene.people["trainer"], day, {owner: (PresenceState.EXCUSED, None)}, {owner: ""})

    assert CARD not in text_of(start_page(browser))


@pytest.mark.parametrize("who", ["trainer", "onlooker", "other_member"])
def test_only_who_follows_the_course_is_asked(browser, day, monkeypatch, who):
    at(monkeypatch, 2026, 11, 30, 9, 30)

    assert CARD not in text_of(start_page(browser, who))


def test_a_day_that_was_cancelled_asks_nobody(browser, day, monkeypatch):
    at(monkeypatch, 2026, 11, 30, 9, 30)
    actions.set_cancelled(day, cancelled=True)

    assert CARD not in text_of(start_page(browser))
