"""Finding one row in a long list, without a name that goes to the site."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.live import Site
from trainer.groups import queries as groups
from trainer.people import queries as people

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


def test_who_was_ticked_stays_in_sight_while_someone_else_is_looked_for(site: Site, visit: Visit) -> None:
    for number in range(12):
        site.newcomer(f"Kies {number:02}")
    someone = site.newcomer("Zij van de kring")
    with site.inside():
        circle = max(row.group_id for row in groups.memberships_of(people.by_email(someone.email)))
    page = visit(site.demo("beheerder"))
    page.goto(f"/groepen/{circle}")
    field, choices = page.get_by_label("Zoek in deze lijst").last, page.locator("#erbij label")

    field.fill("kies 03")
    page.get_by_label("Kies 03").check()
    field.fill("kies 07")
    expect(choices.filter(visible=True)).to_contain_text(["Kies 03", "Kies 07"])
    page.get_by_label("Kies 07").check()
    field.press("Enter")
    expect(page.get_by_label("Kies 07")).to_be_checked()
    page.get_by_label("Rol in deze groep").select_option(label="Meekijker")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("Kies 03 en Kies 07 horen nu bij")).to_be_visible()
