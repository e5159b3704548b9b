"""A cursist scores an overleg with the keyboard beside the recording, submits, and sees what others saw."""

import re
import time

import pytest
from playwright.sync_api import Page, Route, expect

from observation.form import queries as form
from tests.browser.conftest import Visit, path_of, sign_in
from tests.browser.live import FIRST, Site
from tests.browser.scoring import (
    answer,
    choose,
    expect_moments_saved,
    expect_plays_from,
    expect_saved,
    left_open,
    note,
    plays,
    position,
    state,
)

pytestmark = pytest.mark.browser

HAPPENS = "Om 10:32 komt moeder los"
SEEN = "De cliënt wordt gevraagd wat zij vindt."
OPEN_AFTER_THREE = len(form.current().items) - 3


def test_a_cursist_scores_with_the_keyboard_submits_and_sees_three_people_side_by_side(
    site: Site, visit: Visit
) -> None:
    page = visit()
    sign_in(page, site.demo("cursist2"))
    page.get_by_role("link", name="C7, overleg 1").click()
    page.get_by_role("button", name="Begin met scoren").click()
    _answer_three_by_keyboard(page)
    _write_what_was_seen(page)
    marked = _mark_a_moment(page)
    page.reload()
    _expect_all_is_there(page, marked)
    _hear_what_is_open(page)
    _answer_the_rest_by_keyboard(page)
    page.keyboard.type("Meedoen in de buurt telt mee.")
    page.get_by_role("button", name="Naar inleveren").click()
    expect(page.get_by_text("Alles is ingevuld.")).to_be_visible()
    page.get_by_role("button", name="Lever in").click()
    _see_the_others(page)
    page.goto("/")
    expect(page.get_by_role("link", name="C7, overleg 1")).to_have_count(0)


def _answer_three_by_keyboard(page: Page) -> None:
    """Answer with 3, 1 and 0, change the second to 4, with the arrows in between."""
    theme = "Taakgerichtheid"
    page.wait_for_load_state("load")
    expect(left_open(page, theme)).to_have_text("7 open")
    answer(page, "WA01", "nooit").focus()
    page.keyboard.press("3")
    expect(answer(page, "WA01", "vaak")).to_be_checked()
    expect(left_open(page, theme)).to_have_text("6 open")
    for key in ("ArrowDown", "1", "ArrowDown", "0", "ArrowUp", "4"):
        page.keyboard.press(key)
    expect(answer(page, "WA02", "altijd")).to_be_checked()
    expect(answer(page, "WA02", "altijd")).to_be_focused()
    expect(answer(page, "WA03", "n.v.t.")).to_be_checked()
    expect(left_open(page, theme)).to_have_text("4 open")
    expect_saved(page)


def _write_what_was_seen(page: Page) -> None:
    """Go to the text with O, write, see it saved without a button, and go back with Esc."""
    page.keyboard.press("o")
    expect(note(page, "WA02")).to_be_focused()
    with page.expect_response(re.compile("/antwoorden/WA02$")):
        page.keyboard.type(SEEN)
    expect_saved(page)
    page.keyboard.press("Escape")
    expect(answer(page, "WA02", "altijd")).to_be_focused()


def _mark_a_moment(page: Page) -> str:
    """Mark the second at which the recording plays, say what happens, and jump back to it; return it as shown."""
    playing = plays(page)
    if playing:
        page.keyboard.press("k")
        expect_plays_from(page, 0)
        for _ in range(3):
            page.keyboard.press("l")
        expect_plays_from(page, 15)
    before = position(page)
    page.keyboard.press("m")
    moment = page.locator("#WA02 [data-moment] [data-at]")
    expect(moment).to_be_visible()
    expect(state(page)).to_have_text(re.compile(r"^Moment \d+:\d\d bewaard\.$"))
    marked = int(moment.get_attribute("data-at") or -1)
    assert int(before) <= marked <= position(page)
    _say_what_happens(page)
    if playing:
        page.keyboard.press("k")
        page.wait_for_function("document.getElementById('opname').paused")
        page.evaluate("document.getElementById('opname').currentTime = 100")
        moment.click()
        expect_plays_from(page, marked)
    return moment.inner_text()


def _say_what_happens(page: Page) -> None:
    """Type at once what happens at the moment, digits and letters of the commands included, and go back with Enter."""
    words = page.locator("#WA02 [data-moment]").get_by_role("textbox")
    expect(words).to_be_focused()
    expect(words).to_have_accessible_name(re.compile(r"^Wat gebeurt er op \d+:\d\d\?$"))
    with page.expect_response(re.compile("/momenten/[0-9]+$")):
        page.keyboard.type(HAPPENS)
        page.keyboard.press("Enter")
    expect(answer(page, "WA02", "altijd")).to_be_focused()
    expect(answer(page, "WA02", "altijd")).to_be_checked()


def _expect_all_is_there(page: Page, marked: str) -> None:
    expect(answer(page, "WA01", "vaak")).to_be_checked()
    expect(answer(page, "WA02", "altijd")).to_be_checked()
    expect(answer(page, "WA03", "n.v.t.")).to_be_checked()
    expect(note(page, "WA02")).to_have_value(SEEN)
    expect(page.locator("#WA02 [data-moment] [data-at]")).to_have_text(marked)
    expect(page.locator("#WA02 [data-moment]").get_by_role("textbox")).to_have_value(HAPPENS)
    expect(left_open(page, "Taakgerichtheid")).to_have_text("4 open")


def _hear_what_is_open(page: Page) -> None:
    """Try to submit: what is empty is named, and each name leads to its place in the form."""
    page.get_by_role("navigation", name="Thema's").get_by_role("link", name="Aanvullend").click()
    page.get_by_role("button", name="Naar inleveren").click()
    expect(page.get_by_text("Je kunt nog niet inleveren.")).to_be_visible()
    expect(page.get_by_text(f"{OPEN_AFTER_THREE} indicatoren hebben nog geen antwoord.")).to_be_visible()
    expect(page.get_by_role("button", name="Lever in")).to_have_count(0)
    page.get_by_role("link", name="Afspraken maken met de cliënt").click()
    expect(answer(page, "WA04", "nooit")).to_be_focused()
    expect(page.locator("#WA04")).to_be_in_viewport(ratio=1)


def _answer_the_rest_by_keyboard(page: Page) -> None:
    """Answer every indicator from here on with 'soms' or 'nee'; the arrow goes on to the next theme by itself."""
    for _ in range(OPEN_AFTER_THREE):
        page.keyboard.press("2")
        page.keyboard.press("ArrowDown")
    expect(note(page, "MACRO")).to_be_focused()
    for theme in form.current().themes.values():
        expect(left_open(page, theme.name)).to_have_text("klaar")
    expect_saved(page)


def _see_the_others(page: Page) -> None:
    page.wait_for_load_state("load")
    assert path_of(page) == f"/overleggen/{FIRST}/naast-elkaar"
    expect(page.get_by_text("Je formulier is ingeleverd.")).to_be_visible()
    row = page.locator("#WA02")
    if not row.is_visible():
        row.locator("xpath=ancestor::details/summary").click()
    for name in ("Tess Trainer", "Noor Cursist", "Sam Cursist"):
        expect(row.get_by_text(name)).to_be_visible()
    expect(row.get_by_text(SEEN)).to_be_visible()
    if plays(page):
        moment = page.locator(".compared:visible [data-at]").nth(2)
        moment.click()
        expect_plays_from(page, float(moment.get_attribute("data-at") or -1))


def test_what_is_typed_right_after_taking_a_moment_is_never_a_command(site: Site, visit: Visit) -> None:
    loes = site.newcomer("Loes Kijker")
    page = visit(loes)
    page.goto(site.begun_form(loes))
    answer(page, "WA01", "nooit").focus()
    # The site answers late, and the writer does not wait for it.
    page.route("**/momenten", lambda route: (page.wait_for_timeout(400), route.continue_()))
    page.keyboard.press("m")
    page.keyboard.type("3 knikken om 4 uur")
    expect(page.locator("#WA01 [data-moment]")).to_have_count(1)
    words = page.locator("#WA01 [data-moment]").get_by_role("textbox")
    expect(words).to_have_value("3 knikken om 4 uur")
    page.keyboard.press("Escape")
    expect(answer(page, "WA01", "nooit")).to_be_focused()
    expect(left_open(page, "Taakgerichtheid")).to_have_text("7 open")
    expect_saved(page)
    page.reload()
    expect(words).to_have_value("3 knikken om 4 uur")


def test_a_moment_can_be_removed_and_put_back(site: Site, visit: Visit) -> None:
    anna = site.newcomer("Anna Kijker")
    page = visit(anna)
    page.goto(site.begun_form(anna))
    page.locator("#WA01").get_by_role("button", name="Bewaar dit moment").click()
    page.get_by_role("button", name="Verwijder het moment op 0:00").click()
    expect(page.locator("#WA01 [data-moment]")).to_have_count(0)
    page.get_by_role("button", name="Zet 0:00 terug").click()
    expect(page.locator("#WA01 [data-moment]")).to_have_count(1)
    expect_moments_saved(page)
    page.reload()
    expect(page.locator("#WA01 [data-moment]")).to_have_count(1)


def test_enter_on_an_answer_takes_no_moment_away(site: Site, visit: Visit) -> None:
    karim = site.newcomer("Karim Kijker")
    page = visit(karim)
    page.goto(site.begun_form(karim))
    page.locator("#WA01").get_by_role("button", name="Bewaar dit moment").click()
    expect(page.locator("#WA01 [data-moment]")).to_have_count(1)
    choose(page, "WA02", "soms")
    page.keyboard.press("Enter")
    expect_saved(page)
    expect(page.locator("#WA01 [data-moment]")).to_have_count(1)
    page.reload()
    expect(page.locator("#WA01 [data-moment]")).to_have_count(1)


def test_an_answer_can_be_taken_away_again(site: Site, visit: Visit) -> None:
    mila = site.newcomer("Mila Kijker")
    page = visit(mila)
    page.goto(site.begun_form(mila))
    choose(page, "WA01", "soms")
    expect(left_open(page, "Taakgerichtheid")).to_have_text("6 open")
    page.keyboard.press("Delete")
    expect(left_open(page, "Taakgerichtheid")).to_have_text("7 open")
    expect_saved(page)
    page.reload()
    expect(page.locator("#WA01 input:checked:not([value=''])")).to_have_count(0)


def test_the_answer_in_the_address_keeps_the_focus_when_the_page_comes_slowly(site: Site, visit: Visit) -> None:
    bram = site.newcomer("Bram Kijker")
    page = visit(bram)

    def late(route: Route) -> None:
        time.sleep(0.5)
        route.continue_()

    page.route(re.compile(r"js/scoring\.js"), late)
    page.goto(f"{site.begun_form(bram)}#WA10")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    expect(answer(page, "WA10", "nooit")).to_be_focused()
