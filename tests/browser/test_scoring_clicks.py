"""The keys of the scoring page after a click: on an indicator, beside it, on a heading. None of them leaves the keys dead."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.live import Site
from tests.browser.scoring import answer, expect_saved, left_open, note

pytestmark = pytest.mark.browser

CURRENT = re.compile(r"\bis-current\b")


@pytest.fixture
def page(site: Site, visit: Visit) -> Page:
    """Return the form that someone just began, before anything was clicked."""
    koos = site.newcomer("Koos Klikker")
    page = visit(koos)
    page.goto(site.begun_form(koos))
    return page


def click_beside(page: Page) -> None:
    """Click where there is nothing: the margin beside the form."""
    form = page.locator("[data-form]").bounding_box()
    assert form
    page.mouse.click(form["x"] - 8, 500)


@pytest.mark.parametrize("place", ["legend", ".code", ".item__answers"])
def test_a_click_on_an_indicator_makes_it_the_one_that_the_keys_work_on(page: Page, place: str) -> None:
    # In the row of answers: to the right of the last one.
    row = page.locator(f"#WA03 {place}")
    row.scroll_into_view_if_needed()
    before, box = page.evaluate("scrollY"), row.bounding_box()
    assert box
    row.click(position={"x": box["width"] - 4, "y": box["height"] / 2})
    expect(page.locator("#WA03")).to_have_class(CURRENT)
    assert page.evaluate("scrollY") == before
    page.keyboard.press("3")
    expect(answer(page, "WA03", "vaak")).to_be_checked()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("0")
    expect(answer(page, "WA04", "n.v.t.")).to_be_checked()
    expect(page.locator(".is-current")).to_have_count(1)


@pytest.mark.parametrize("where", ["heading", "part", "beside", "help"])
def test_a_click_elsewhere_keeps_the_indicator_and_its_keys(page: Page, where: str) -> None:
    page.locator("#WA02 legend").click()
    if where == "beside":
        click_beside(page)
    elif where == "heading":
        page.get_by_role("heading", name="Taakgerichtheid").click()
    elif where == "part":
        page.locator(".step__part:visible").click()
    else:
        page.locator("summary", has_text="Toetsen").click()
    expect(page.locator("#WA02")).to_have_class(CURRENT)
    page.keyboard.press("4")
    expect(answer(page, "WA02", "altijd")).to_be_checked()
    page.get_by_role("heading", name="Taakgerichtheid").click()
    page.keyboard.press("Delete")
    expect(left_open(page, "Taakgerichtheid")).to_have_text("7 open")
    page.get_by_role("heading", name="Taakgerichtheid").click()
    page.keyboard.press("m")
    page.keyboard.type("Hij lacht, 3 keer")
    expect(page.locator("#WA02 [data-moment]").get_by_role("textbox")).to_have_value("Hij lacht, 3 keer")
    expect_saved(page)


def test_before_anything_was_used_the_keys_work_on_the_first_indicator_of_the_theme(page: Page) -> None:
    click_beside(page)
    page.keyboard.press("2")
    expect(answer(page, "WA01", "soms")).to_be_checked()
    page.get_by_role("button", name="Volgend thema").click()
    page.keyboard.press("4")
    expect(left_open(page, "Doelgerichtheid")).to_have_text("3 open")
    expect(left_open(page, "Taakgerichtheid")).to_have_text("6 open")


def test_a_click_in_a_text_field_leaves_what_is_typed_there_alone(page: Page) -> None:
    page.locator("#WA02 legend").click()
    page.get_by_role("searchbox").click()
    page.keyboard.type("3 momenten")
    expect(page.get_by_role("searchbox")).to_have_value("3 momenten")
    page.keyboard.press("Escape")
    page.locator("#WA03").get_by_text("Observatie").click()
    page.keyboard.type("1 vraag")
    expect(note(page, "WA03")).to_have_value("1 vraag")
    expect_saved(page)
    expect(left_open(page, "Taakgerichtheid")).to_have_text("7 open")


def test_who_does_not_want_the_keys_switches_them_off_and_this_browser_remembers_it(page: Page) -> None:
    page.locator(".keys summary").click()
    page.get_by_label("Gebruik deze sneltoetsen").uncheck()
    page.reload()
    page.locator("#WA03 legend").click()
    page.keyboard.press("3")
    expect(answer(page, "WA03", "vaak")).not_to_be_checked()

    page.locator(".keys summary").click()
    page.get_by_label("Gebruik deze sneltoetsen").check()
    page.locator("#WA03 legend").click()
    page.keyboard.press("3")
    expect(answer(page, "WA03", "vaak")).to_be_checked()
