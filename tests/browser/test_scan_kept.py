"""What someone chose in a scan stays in the browser until it is saved."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.live import Site

pytestmark = pytest.mark.browser


def warnings(page: Page) -> list[str]:
    """Return a list that gets a line whenever the browser asks whether to leave, and leave."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    return asked


def test_answers_of_a_scan_come_back_until_they_are_saved(site: Site, visit: Visit) -> None:
    page = visit(site.newcomer("Sanne Scanner"))
    asked = warnings(page)
    page.goto("/scans/team")
    points = page.locator("fieldset.point")
    for number in range(8):
        points.nth(number).locator("label").first.click()
    page.get_by_role("link", name="Start", exact=True).first.click()
    page.wait_for_url("**/")
    # The page says that the browser keeps it, so it does not ask either.
    assert asked == []

    page.goto("/scans/team")
    expect(page.locator("input:checked")).to_have_count(8)
    expect(page.locator("[data-scan-state]")).to_have_text("Wat je eerder koos, staat er nog.")
    expect(page.locator("[data-scan-count]")).to_have_text(re.compile(r"^8 van \d+ gekozen, bewaard in deze browser$"))
    expect(page.get_by_role("button", name="Opslaan")).to_be_in_viewport()
    page.close()

    page = page.context.new_page()
    asked = warnings(page)
    page.goto("/scans/team")
    expect(page.locator("input:checked")).to_have_count(8)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Alleen jij ziet deze antwoorden.")).to_be_visible()
    page.get_by_text("Verwijder deze keer").click()
    page.get_by_role("button", name="Ja, verwijder").click()
    page.goto("/scans/team")
    expect(page.get_by_role("button", name="Opslaan")).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(0)
    assert asked == []


@pytest.mark.parametrize("width", [390, 820])
def test_choosing_an_answer_moves_nothing_on_the_page(site: Site, visit: Visit, width: int) -> None:
    page = visit(site.newcomer("Stien Stilstand"))
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/scans/jezelf")
    places = "() => [...document.querySelectorAll('.answer')].map((each) => each.getBoundingClientRect()).map((r) => [r.x + scrollX, r.y + scrollY, r.width])"
    before = page.evaluate(places)
    points = page.locator("fieldset.point")
    for number in range(points.count()):
        points.nth(number).locator("label").nth(number % 4).click()

    assert page.evaluate(places) == before
