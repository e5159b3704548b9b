"""The code of the day on the screen in the room, and what is said of it when its time is over."""

import re

import pytest
import segno

from tests.conftest import text_of
from tests.trainer.planning.conftest import at
from trainer.planning import actions
from trainer.planning.rules import When


def test_the_screen_in_the_room_shows_the_code_and_where_to_type_it_and_nobody_who_was_absent(
    browser, scene, day, monkeypatch
):
    at(monkeypatch, 2026, 11, 30, 9, 10)
    actions.register(scene.people["trainer"], day, {scene.people["mate"].id: ("excused", None)})
    trainer, address = browser("trainer"), f"/cursusdagen/{day.id}"
    assert f'href="{address}/zaal"' in trainer.get(address).text
    page = trainer.get(f"{address}/zaal")
    text = text_of(page).partition("Lesdag 1")[2]

    assert "ABCDE" in text and "maandag 30 november 2026" in text
    assert f"localhost{address}" in text
    assert "De code werkt van 9.00 tot 17.00 uur." in text
    assert not [person.name for kind, person in scene.people.items() if kind != "trainer" and person.name in page.text]


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        ((2026, 11, 29, 9, 0), "De code werkt op de dag zelf, vanaf 9.00 uur."),
        ((2026, 11, 30, 17, 1), "De code werkte tot 17.00 uur."),
        ((2026, 12, 1, 9, 0), "De code werkte tot 17.00 uur."),
    ],
)
def test_before_and_after_its_time_the_screen_says_when_the_code_works(browser, day, monkeypatch, moment, sentence):
    at(monkeypatch, *moment)
    page = browser("trainer").get(f"/cursusdagen/{day.id}/zaal")

    assert sentence in text_of(page) and "ABCDE" not in page.text


def test_a_day_that_is_not_planned_or_not_held_has_no_code_on_the_screen(browser, day, monkeypatch):
    at(monkeypatch, 2026, 11, 30, 12, 0)
    trainer, address = browser("trainer"), f"/cursusdagen/{day.id}/zaal"
    actions.set_cancelled(day, True)
    assert "ABCDE" not in trainer.get(address).text
    actions.set_cancelled(day, False)
    actions.change_day(day, When(None, None, None, ""), 360, "", "")
    assert "ABCDE" not in trainer.get(address).text


def test_after_its_time_the_day_says_until_when_the_code_worked(browser, day, monkeypatch):
    trainer, address = browser("trainer"), f"/cursusdagen/{day.id}"
    at(monkeypatch, 2026, 11, 30, 16, 59)
    assert "Hij werkt van 9.00 tot 17.00 uur." in text_of(trainer.get(address))
    at(monkeypatch, 2026, 11, 30, 17, 1)
    text = text_of(trainer.get(address))

    assert "Met de code uit de zaal konden cursisten zich aanmelden tot 17.00 uur." in text
    assert "uit de zaal konden" not in text_of(browser("owner").get(address))


def test_a_day_at_the_edge_of_the_night_keeps_to_its_own_date(browser, day, monkeypatch):
    actions.change_day(
        day, When(day.held_on, day.when.starts_at.replace(0, 10), day.when.ends_at.replace(23, 50), ""), 360, "", ""
    )
    at(monkeypatch, 2026, 11, 30, 12, 0)

    assert "De code werkt van 23.40 tot 0.20 uur." in text_of(browser("trainer").get(f"/cursusdagen/{day.id}/zaal"))


def test_the_screen_counts_who_is_there_and_shows_the_address_as_a_picture_to_scan(
    app, browser, scene, day, monkeypatch
):
    at(monkeypatch, 2026, 11, 30, 9, 10)
    people, trainer = scene.people, browser("trainer")
    assert "0 van 4 zijn er" in text_of(trainer.get(f"/cursusdagen/{day.id}/zaal"))
    given = {people["mate"].id: ("partly", 60), people["invited"].id: ("absent", None)}
    actions.register(people["trainer"], day, given)
    assert "1 van 4 is er" in text_of(trainer.get(f"/cursusdagen/{day.id}/zaal"))
    actions.check_in(people["owner"], day)
    monkeypatch.setitem(app.config, "SITE_URL", "https://kracht.example")
    page = trainer.get(f"/cursusdagen/{day.id}/zaal")

    assert "2 van 4 zijn er" in text_of(page)
    address = f"https://kracht.example/cursusdagen/{day.id}"
    assert f"kracht.example/cursusdagen/{day.id}" in text_of(page)
    # Such a picture holds its address and nothing else, so the same address makes the same picture.
    path = re.search(r'd="([^"]+)"', segno.make(address, error="m").svg_inline(border=2))[1]
    assert f'd="{path}"' in page.text and 'aria-label="QR-code van dit adres"' in page.text


def test_before_and_after_its_time_nothing_is_counted_or_scanned(browser, day, monkeypatch):
    at(monkeypatch, 2026, 11, 30, 17, 1)
    page = browser("trainer").get(f"/cursusdagen/{day.id}/zaal")

    assert "van 4" not in text_of(page) and "QR-code" not in page.text
