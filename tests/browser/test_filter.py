"""Finding one row in a long list, without a name that goes to the site."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.live import Site

pytestmark = pytest.mark.browser


def test_typing_words_shows_the_people_who_have_them_and_sends_nothing(site: Site, visit: Visit) -> None:
    for name in ("Zoë Zoekbaar", "Zoe Ánders", *(f"Rij {number}" for number in range(10))):
        site.newcomer(name)
    page = visit(site.demo("beheerder"))
    page.goto("/mensen")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/static/" not in request.url else None)
    rows, field = page.locator("tbody tr"), page.get_by_label("Zoek in deze lijst")
    everyone = rows.count()

    field.press_sequentially("zoe CURSIST")
    expect(rows.filter(visible=True)).to_have_count(2)
    expect(page.get_by_text(f"2 van {everyone}")).to_be_visible()
    field.press_sequentially(" anders")
    expect(rows.filter(visible=True)).to_have_text(["Zoe Ánders cursist open"])
    field.fill("niemand heet zo")
    expect(page.get_by_text(f"0 van {everyone}")).to_be_visible()
    field.press("Enter")
    field.fill("")
    expect(rows.filter(visible=True)).to_have_count(everyone)
    assert asked == []
