"""Finding one row in a long list, without a name that goes to the site."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.live import Site
from trainer.people.rules import Role

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
    trainer = site.newcomer("Tara Kiest", Role.TRAINER)
    course = site.course_of(trainer, 12)
    page = visit(trainer)
    page.goto(f"{course}/intervisiegroep")
    page.get_by_label("Naam van de groep").fill("Kring van twaalf")
    page.get_by_role("button", name="Opslaan").click()
    field, choices = page.get_by_label("Zoek in deze lijst"), page.locator("#erbij label")

    field.fill("anne-c")
    page.get_by_label("Anne-C").check()
    field.fill("anne-g")
    expect(choices.filter(visible=True)).to_contain_text(["Anne-C", "Anne-G"])
    page.get_by_label("Anne-G").check()
    field.press("Enter")
    expect(page.get_by_label("Anne-G")).to_be_checked()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text(re.compile("Anne-C .* en Anne-G .* horen nu bij Kring van twaalf"))).to_be_visible()
