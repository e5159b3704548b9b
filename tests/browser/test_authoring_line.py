"""The line that says how the draft stands floats over the form, and never over what is typed or has the focus."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.live import Site

pytestmark = pytest.mark.browser

KEPT = "Alles is opgeslagen als concept."
LONG = "\n\n".join(f"Alinea {number}." for number in range(40))


def floats_over(page: Page, thing: Locator) -> float:
    """Return how much of a thing is under the line or under the edge of the window, from its lower side."""
    line, box = page.locator("[data-save-state]").bounding_box(), thing.bounding_box()
    assert line and box
    return max(0, round(box["y"] + box["height"] - min(line["y"], page.viewport_size["height"])))


def type_at_the_edge(page: Page, words: str) -> Locator:
    """Type at the end of the text while its last line stands at the lower edge of the window; return the field."""
    text = page.get_by_label("Tekst", exact=True)
    text.press("Control+End")
    text.evaluate("area => window.scrollBy(0, area.getBoundingClientRect().bottom - window.innerHeight)")
    page.keyboard.type(words)
    return text


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_what_is_typed_stays_above_the_line_whatever_is_said(site: Site, visit: Visit, width: int) -> None:
    page, other = (visit(site.demo("trainer"), viewport={"width": width, "height": 900}) for _ in range(2))
    page.goto("/redactie/plan")
    address = page.locator("#lessen + ol a").first.get_attribute("href") or ""
    page.goto(address)
    page.get_by_label("Tekst", exact=True).fill(LONG)
    expect(page.get_by_text(KEPT)).to_be_visible()

    # What is wrong is told above the text, and does not push it away.
    text = type_at_the_edge(page, "\n\n/// scen\n\n/// denkvraag")
    expect(page.get_by_text("onbekend blok 'scen'")).to_be_attached()
    expect(page.get_by_text(KEPT)).to_be_visible()
    assert floats_over(page, text) == 0
    page.keyboard.press("Tab")
    sources = page.get_by_label("Bronnen")
    expect(sources).to_be_focused()
    assert floats_over(page, sources) == 0

    other.goto(address)
    other.get_by_label("Doel").fill("Van een ander.")
    expect(other.get_by_text(KEPT)).to_be_visible()
    type_at_the_edge(page, "Nog een zin.")
    expect(page.get_by_role("button", name="Sla toch mijn tekst op")).to_be_visible()
    assert floats_over(page, text) == 0

    page.get_by_role("button", name="Sla toch mijn tekst op").click()
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.goto("/redactie/plan")
    page.get_by_text("Gooi het concept weg").click()
    page.get_by_role("button", name="Ja, gooi weg").click()
