"""On paper: side by side, the feedback and a form are short, say which overleg they are about, and have no empty page."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.live import COURSE, FIRST, SMALL, TRAJECTORY, Site
from trainer.people.rules import Role

pytestmark = [pytest.mark.browser, pytest.mark.looks]

# What no pen can press, and what stands on the screen for finding one's way.
NOT_ON_PAPER = "video, audio, button:not(.moment), nav, .site-header, .site-footer, .demo-strip"
SEEN = f"[...document.querySelectorAll('{NOT_ON_PAPER}')].filter((each) => each.checkVisibility()).length"


def pages(page: Page) -> int:
    """Return on how many sheets of A4 a page is printed."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (f"/overleggen/{FIRST}/naast-elkaar", 6),
        (f"/overleggen/{FIRST}/terugkoppeling", 3),
        (f"/trajecten/{TRAJECTORY}/terugkoppeling", 2),
        ("/formulieren/2", 4),
    ],
)
def test_on_paper_a_page_is_short(site: Site, visit: Visit, path: str, most: int) -> None:
    page = visit(site.demo("cursist"))
    page.goto(path)
    assert 1 <= pages(page) <= most
    page.emulate_media(media="print")
    assert page.evaluate(SEEN) == 0
    assert re.search(r"\d{1,2} [a-z]+ \d{4}", page.locator("main").inner_text())


@pytest.mark.parametrize("voor", ["client", "professionals"])
def test_the_form_to_sign_is_one_sheet(site: Site, visit: Visit, voor: str) -> None:
    page = visit(site.demo("trainer"))
    page.goto(f"/toestemming/tekst?voor={voor}&overleg={FIRST}")
    assert page.get_by_role("button", name="Druk af").is_visible()
    assert pages(page) == 1
    page.emulate_media(media="print")
    assert page.evaluate(SEEN) == 0


EDGE = "[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].flatMap((each) => [...(each.cssRules || [])]))"


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        (f"{COURSE}/modelgetrouwheid", ".fidelity__row"),
        (f"{COURSE}/voortgang", ".overview__table tbody tr"),
        (f"{COURSE}/metingen/groep", ".measured"),
        (f"{SMALL}/scans/team", ".counts"),
    ],
)
def test_on_paper_a_page_about_a_group_keeps_off_the_edge_and_splits_no_row(
    site: Site, visit: Visit, path: str, whole: str
) -> None:
    page = visit(site.demo("trainer"))
    page.goto(f"/groepen/{path}")
    page.emulate_media(media="print")
    assert page.evaluate(f"{EDGE}.some((each) => each.constructor.name === 'CSSPageRule')")
    assert page.locator(whole).first.evaluate("(row) => getComputedStyle(row).breakInside") == "avoid"


@pytest.mark.parametrize("path", ["modelgetrouwheid", "metingen/groep"])
def test_on_paper_a_page_about_a_group_takes_two_sheets(site: Site, visit: Visit, path: str) -> None:
    page = visit(site.demo("trainer"))
    page.goto(f"/groepen/{COURSE}/{path}")
    assert pages(page) <= 2


def test_on_paper_everything_that_was_folded_is_there(site: Site, visit: Visit) -> None:
    page = visit(site.demo("cursist"))
    page.goto(f"/overleggen/{FIRST}/naast-elkaar")
    page.get_by_role("button", name="Alles dicht").click()
    page.emulate_media(media="print")
    hidden = "[...document.querySelectorAll('.compared')].filter((each) => each.getBoundingClientRect().height === 0)"
    assert page.evaluate(f"{hidden}.length") == 0


def test_on_paper_the_planning_has_nothing_to_press(site: Site, visit: Visit) -> None:
    page = visit(site.demo("trainer"))
    page.goto(f"/groepen/{COURSE}/planning")
    page.emulate_media(media="print")
    assert page.get_by_text("Lesdag 2").first.is_visible()
    assert pages(page) == 1
    assert page.evaluate(SEEN) == 0
    assert (
        page.evaluate("[...document.querySelectorAll('select, label')].some((each) => each.checkVisibility())") is False
    )
    for words in ("Wijzig", "Plan", "Nog een cursusdag", "Zet deze cursusdagen in je eigen agenda"):
        assert not any(each.is_visible() for each in page.get_by_text(words, exact=True).all()), words


def test_on_paper_a_day_is_a_list_to_sign(site: Site, visit: Visit) -> None:
    tom = site.newcomer("Tom Trainer", Role.TRAINER)
    page = visit(tom)
    page.goto(site.day_today(tom, 12))
    sheet = page.get_by_role("table")
    assert sheet.count() == 0
    page.emulate_media(media="print")
    rows = sheet.locator("tbody tr")
    assert rows.count() == 12
    assert rows.first.inner_text().split("\t")[1].strip() == "aanwezig"
    empty = rows.nth(1).locator("td").bounding_box()
    assert empty and empty["height"] > 30 and empty["width"] > 200 and rows.nth(1).locator("td").inner_text() == ""
    assert not page.locator("fieldset").first.is_visible() and not page.get_by_text("Code van deze dag").is_visible()
    assert page.evaluate(SEEN) == 0
    assert pages(page) == 1
