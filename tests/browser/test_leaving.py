"""Words that were typed in a form with one button: who goes away is asked first."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.live import COURSE, SMALL, Site
from trainer.people.rules import Role

pytestmark = pytest.mark.browser

WHY = f"/groepen/{COURSE}/modelgetrouwheid/waarom"


def crumb(page: Page) -> list[str]:
    """Go away by the crumb; return what was asked."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator(".crumbs a").last.click()
    page.wait_for_url("**/modelgetrouwheid")
    return asked


def test_leaving_warns_only_while_something_was_typed(site: Site, visit: Visit) -> None:
    page = visit(site.demo("trainer"))
    page.goto(WHY)
    assert crumb(page) == []

    page.goto(WHY)
    page.get_by_label("Waarom anders").first.press_sequentially("De zaal was dicht")
    assert crumb(page) == ["beforeunload"]


def test_what_was_refused_is_not_left_either_and_sending_asks_nothing(site: Site, visit: Visit) -> None:
    page = visit(site.demo("trainer"))
    page.goto(WHY)
    note = page.get_by_label("Waarom anders").first
    note.fill("x" * 1001)
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Er is nog niets opgeslagen.").wait_for()
    page.locator("h1").click()
    assert crumb(page) == ["beforeunload"]


def test_what_is_sent_without_a_network_stays_on_the_page(site: Site, visit: Visit) -> None:
    page = visit(site.demo("trainer"))
    page.goto(WHY)
    note = page.get_by_label("Waarom anders").first
    note.fill("De zaal was dicht")
    page.context.set_offline(True)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Er is geen verbinding. Alles staat nog op deze pagina.")).to_be_visible()
    expect(note).to_have_value("De zaal was dicht")
    page.context.set_offline(False)
    assert crumb(page) == ["beforeunload"]


def test_a_lesson_stays_where_there_is_no_network(site: Site, visit: Visit) -> None:
    page = visit(site.newcomer("Trijn Trein"))
    page.goto("/cursus/strength-model/krachten-eerst")
    page.context.set_offline(True)
    page.get_by_role("button", name="Klaar,").click()
    expect(page.get_by_text("Er is geen verbinding. Je kunt hier verder lezen.")).to_be_in_viewport()
    page.context.set_offline(False)
    page.get_by_role("button", name="Klaar,").click()
    page.wait_for_url(lambda url: not url.endswith("krachten-eerst"))


def test_an_opinion_and_what_a_team_will_try_are_not_lost_without_a_question(site: Site, visit: Visit) -> None:
    trainer, member = site.demo("trainer"), site.newcomer("Mila Mening")
    page = visit(member)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{site.evaluated_course(trainer, member)}/evaluatie/einde")
    page.locator("textarea").last.press_sequentially("Meer oefenen")
    page.get_by_role("link", name="Terug").click()
    page.wait_for_url("**/evaluatie")
    assert asked == ["beforeunload"]

    other = visit(site.demo("cursist"))
    other.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    other.goto(f"/groepen/{SMALL}/scans/team")
    other.get_by_label("Eén ding dat jullie proberen").press_sequentially("Samen bellen")
    other.get_by_role("link", name="Start", exact=True).click()
    other.wait_for_url(f"{site.address}/")
    assert asked == ["beforeunload", "beforeunload"]


def test_dates_that_were_typed_are_not_lost_by_loading_the_page_again(site: Site, visit: Visit) -> None:
    page = visit(site.demo("trainer"))
    page.goto(f"/groepen/{COURSE}/planning/datums")
    place = page.get_by_label("Plaats").last
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == []

    place.press_sequentially("Zaal De Linde")
    page.reload()
    assert asked == ["beforeunload"]
    page.get_by_label("Van").last.fill("12:00")
    page.get_by_label("Tot").last.fill("09:00")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Er is nog niets opgeslagen").wait_for()
    page.locator("h1").click()
    page.reload()
    assert asked == ["beforeunload"] * 2


def test_hours_that_are_typed_choose_partly_and_presence_is_not_left_without_a_question(
    site: Site, visit: Visit
) -> None:
    trainer = site.newcomer("Pia Presentie", Role.TRAINER)
    page = visit(trainer)
    page.goto(site.day_today(trainer, 2))
    row = page.get_by_role("group", name="Anne-B")
    row.get_by_label("uren").press_sequentially("2")
    expect(row.get_by_label("deels", exact=True)).to_be_checked()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Start", exact=True).click()
    assert asked == ["beforeunload"]
    expect(row.get_by_label("uren")).to_have_value("2")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("De aanwezigheid is opgeslagen.")).to_be_visible()
    expect(row.get_by_label("deels", exact=True)).to_be_checked()
    assert asked == ["beforeunload"]


@pytest.mark.parametrize(
    ("address", "button"),
    [
        ("/cursus/strength-model/toets", "Kijk na"),
        ("/opdrachten/nieuw/profiel", "Begin"),
        ("/mijn-gegevens", "Verander wachtwoord"),
    ],
)
def test_going_back_to_a_form_that_was_refused_shows_the_form(
    site: Site, visit: Visit, address: str, button: str
) -> None:
    page = visit(site.newcomer("Tess Terug"))
    page.goto(address)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state("load")
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    page.get_by_role("link", name="Start", exact=True).click()
    page.wait_for_url(f"{site.address}/")
    page.go_back()
    expect(page).to_have_url(f"{site.address}{address}")
    expect(page.get_by_role("button", name=button, exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name=button, exact=True)).to_be_visible()


def test_what_was_refused_comes_into_sight_on_a_phone(site: Site, visit: Visit) -> None:
    page = visit(site.newcomer("Tess Telefoon"), viewport={"width": 390, "height": 664})
    page.goto("/mijn-gegevens")
    page.get_by_label("Huidig wachtwoord").last.fill("niet dit")
    page.get_by_role("button", name="Verander wachtwoord").click()
    wrong = page.get_by_role("alert").filter(has_text="Er is nog iets niet goed ingevuld.")
    expect(wrong).to_be_focused()
    expect(wrong).to_be_in_viewport()
