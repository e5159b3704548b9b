"""The journal in the browser: saved while typing, in two windows, and after the session ended."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit, path_of, sign_in
from tests.browser.journal import text_field
from tests.browser.leaving import expect_calm, leave
from tests.browser.live import Site
from tests.browser.scoring import expect_saved, state

pytestmark = pytest.mark.browser


def test_from_a_question_in_a_lesson_to_a_piece_that_is_saved_while_typing(visit: Visit, site: Site) -> None:
    cursist = site.newcomer("Loes Logboek")
    page = visit(cursist)
    page.goto("/cursus/strength-model/krachten-eerst")
    page.get_by_role("link", name="Schrijf dit in je logboek").click()
    text_field(page).fill("Zij kookt voor de buurt")
    expect_saved(page)
    assert path_of(page).endswith("/wijzigen")

    other = page.context.new_page()
    other.goto(path_of(page))
    text_field(other).fill("Uit het andere venster")
    expect_saved(other)
    text_field(page).fill("Uit dit venster")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Uit het andere venster")
    expect(text_field(page)).to_have_value("Uit dit venster")
    alert.get_by_role("button", name="Houd wat hier staat").click()
    expect_saved(page)

    page.context.clear_cookies()
    text_field(page).fill("Getypt na het uitloggen")
    expect(state(page)).to_contain_text("Je bent uitgelogd.")
    sign_in(page.context.new_page(), cursist)
    expect_saved(page)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Je stuk is opgeslagen.")).to_be_visible()
    expect(page.get_by_text("Getypt na het uitloggen")).to_be_visible()


def test_leaving_a_saved_piece_asks_nothing(visit: Visit, site: Site) -> None:
    page = visit(site.newcomer("Rosa Rustig"))
    page.goto("/logboek/nieuw")
    text_field(page).press_sequentially("Zij kookt")
    expect_saved(page)
    expect_calm(page)
    assert leave(page) == []


def test_an_answer_that_was_not_sent_waits_in_the_browser_until_it_is(visit: Visit, site: Site) -> None:
    page = visit(site.demo("trainer"))
    page.goto("/logboek/gedeeld")
    page.locator("main a[href^='/logboek/gedeeld/']").first.click()
    page.wait_for_load_state("load")
    address = path_of(page)
    page.locator("[data-message] textarea").fill("Mooi dat je dit zag.")
    page.close()

    page = page.context.new_page()
    page.goto(address)
    expect(page.locator("[data-message] textarea")).to_have_value("Mooi dat je dit zag.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Verstuur je antwoord").click()
    expect(page.get_by_text("Er is geen verbinding. Alles staat nog op deze pagina.")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Verstuur je antwoord").click()
    expect(page.get_by_role("listitem").filter(has_text="Mooi dat je dit zag.")).to_be_visible()
    expect(page.locator("[data-message] textarea")).to_have_value("")
    page.reload()
    expect(page.locator("[data-message] textarea")).to_have_value("")
