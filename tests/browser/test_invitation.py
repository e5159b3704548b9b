"""From an invitation to the start page of someone new."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.live import Site

pytestmark = pytest.mark.browser


def test_who_is_invited_chooses_a_password_by_the_copied_link_and_sees_the_start_page(site: Site, visit: Visit) -> None:
    desk = visit(site.demo("beheerder"), permissions=["clipboard-read", "clipboard-write"])
    desk.goto("/")
    desk.get_by_role("link", name="Iemand uitnodigen").click()
    desk.get_by_label("Naam").fill("Nadia Nieuw")
    desk.get_by_label("E-mailadres").fill("nadia@demo.example")
    desk.get_by_role("button", name="Uitnodigen").click()
    desk.get_by_role("button", name="Kopieer").click()
    expect(desk.get_by_text("Gekopieerd.")).to_be_visible()
    link = desk.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{site.address}/welkom/")
    desk.reload()
    expect(desk.get_by_label("Link")).to_have_count(0)

    home = visit()
    home.goto(link)
    expect(home.get_by_role("heading", level=1)).to_have_text("Welkom, Nadia Nieuw")
    home.get_by_label("Nieuw wachtwoord").fill("te kort")
    home.get_by_label("Nog een keer").fill("te kort")
    home.get_by_role("button", name="Opslaan en verder").click()
    expect(home.get_by_role("alert")).to_contain_text("minstens 12 tekens")
    home.get_by_label("Nieuw wachtwoord").fill("elke vrijdag soep voor de straat")
    home.get_by_label("Nog een keer").fill("elke vrijdag soep voor de straat")
    home.get_by_role("button", name="Opslaan en verder").click()
    expect(home.get_by_role("heading", level=1)).to_have_text("Dag Nadia Nieuw")
    expect(home.get_by_role("navigation", name="Hoofdmenu").get_by_role("link")).to_have_count(4)

    again = visit()
    again.goto(link)
    expect(again.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet meer")
