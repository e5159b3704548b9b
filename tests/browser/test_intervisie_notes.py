"""Notes of an intervisie while they are typed: saved by themselves, never over someone else's, never lost."""

import pytest
from playwright.sync_api import Page, expect

from observation.intervisie.models import Session
from tests.browser.conftest import Visit, sign_in
from tests.browser.live import Site
from tests.browser.scoring import expect_nothing_kept
from trainer.db import db

pytestmark = pytest.mark.browser

OFFLINE = "Geen verbinding. Nog niet opgeslagen; wat je typt, blijft hier bewaard."


@pytest.fixture
def talk(site: Site) -> str:
    """Return the address of a session of its own."""
    return site.begun_session()


def expect_state(page: Page, words: str) -> None:
    expect(page.locator("[data-save-state]")).to_have_text(words)


def type_and_save(page: Page, talk: str, text: str) -> None:
    page.goto(talk)
    page.get_by_label("Wat is besproken?").fill(text)
    expect_state(page, "Nog niet opgeslagen…")
    expect_state(page, "Opgeslagen.")


def test_what_is_typed_is_saved_by_itself_and_by_the_button_after_it(site: Site, visit: Visit, talk: str) -> None:
    page = visit(site.demo("trainer"))
    type_and_save(page, talk, "We begonnen met wat goed ging.")
    page.reload()
    expect(page.get_by_label("Wat is besproken?")).to_have_value("We begonnen met wat goed ging.")

    page.get_by_label("Wat is besproken?").fill("En daarna de verschillen.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Opgeslagen.", exact=True)).to_be_visible()
    expect(page.get_by_label("Wat is besproken?")).to_have_value("En daarna de verschillen.")


def test_of_two_people_the_second_chooses_and_nothing_is_lost(site: Site, visit: Visit, talk: str) -> None:
    first, second = visit(site.demo("trainer")), visit(site.demo("cursist"))
    second.goto(talk)
    type_and_save(first, talk, "Tekst van Tess.")
    second.get_by_label("Wat is besproken?").fill("Tekst van Noor.")
    expect_state(second, "Nog niet opgeslagen: iemand anders sloeg intussen ook op. Kies hieronder.")
    expect(second.locator("[data-conflict]")).to_contain_text("Tekst van Tess.")

    second.get_by_role("button", name="Zet beide onder elkaar").click()
    expect(second.get_by_label("Wat is besproken?")).to_have_value("Tekst van Tess.\n\nTekst van Noor.")
    expect_state(second, "Opgeslagen.")
    first.reload()
    expect(first.get_by_label("Wat is besproken?")).to_have_value("Tekst van Tess.\n\nTekst van Noor.")


def test_without_a_connection_what_was_typed_waits_and_comes_back(site: Site, visit: Visit, talk: str) -> None:
    page = visit(site.demo("trainer"))
    page.goto(talk)
    page.context.set_offline(True)
    page.get_by_label("Wat is besproken?").fill("In de kelder getypt.")
    expect_state(page, OFFLINE)
    page.context.set_offline(False)
    expect_state(page, "Opgeslagen.")


def test_what_was_not_saved_when_the_window_closed_stands_there_again(site: Site, visit: Visit, talk: str) -> None:
    page = visit(site.demo("trainer"))
    page.goto(talk)
    page.context.set_offline(True)
    page.get_by_label("Wat is besproken?").fill("Net voor het einde.")
    expect_state(page, OFFLINE)
    again = page.context.new_page()
    page.close()
    again.context.set_offline(False)
    again.goto(talk)
    expect(again.get_by_label("Wat is besproken?")).to_have_value("Net voor het einde.")
    # A window that closes sends once more: was the network back by then, this one has nothing to save and says nothing.
    expect_nothing_kept(again)
    again.reload()
    expect(again.get_by_label("Wat is besproken?")).to_have_value("Net voor het einde.")


@pytest.mark.parametrize("field", ["Wat is besproken?", "Wat ga je proberen", None])
def test_leaving_warns_while_something_is_unsaved(site: Site, visit: Visit, talk: str, field: str | None) -> None:
    page = visit(site.demo("trainer"))
    page.goto(talk)
    page.route("**/intervisies/*", lambda way: way.abort() if way.request.method == "POST" else way.continue_())
    if field:
        page.get_by_label(field).press_sequentially("Nog niet af")
    else:
        page.get_by_label("Wat is besproken?").click()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/")

    assert asked == (["beforeunload"] if field else [])


def test_what_one_person_typed_is_not_saved_as_another_who_signed_in_meanwhile(
    site: Site, visit: Visit, talk: str
) -> None:
    page = visit()
    sign_in(page, site.demo("trainer"))
    page.goto(talk)
    page.context.clear_cookies()
    sign_in(page.context.new_page(), site.demo("cursist"))
    with page.expect_response(lambda response: response.request.method == "POST") as answer:
        page.get_by_label("Wat is besproken?").fill("Tekst van Tess.")
    assert answer.value.status == 400
    expect(page.locator("[data-save-state]")).to_contain_text("Nog niet opgeslagen.")
    with site.inside():
        assert db.session.get(Session, int(talk.rpartition("/")[2])).discussed == ""


def test_what_is_wrong_with_an_agreement_comes_into_sight(site: Site, visit: Visit, talk: str) -> None:
    page = visit(site.demo("trainer"), viewport={"width": 390, "height": 844})
    page.goto(talk)
    page.get_by_role("button", name="Spreek af").click()
    expect(page.get_by_role("alert")).to_contain_text("Er is nog iets niet goed ingevuld.")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(page.get_by_role("alert")).to_be_focused()


def test_who_was_there_is_kept_when_ticked_whatever_button_is_pressed_after_it(
    site: Site, visit: Visit, talk: str
) -> None:
    page = visit(site.demo("trainer"))
    page.goto(talk)
    state, box = page.locator("[data-attendance-state]"), page.get_by_role("group", name="Wie waren erbij?")
    expect(state).to_have_text("Nog niet ingevuld.")
    expect(page.get_by_role("button", name="Leg vast wie erbij waren")).to_be_hidden()
    someone = box.get_by_role("checkbox").first
    someone.check()
    expect(state).to_have_text("Opgeslagen wie erbij waren.")
    page.get_by_label("Wat is besproken?").fill("Wat goed ging.")
    page.get_by_role("button", name="Opslaan").click()
    expect(someone).to_be_checked()

    page.context.set_offline(True)
    box.get_by_role("checkbox").nth(1).check()
    expect(state).to_have_text("Geen verbinding. Nog niet opgeslagen: druk straks op de knop.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Leg vast wie erbij waren").click()
    expect(page.get_by_text("Opgeslagen wie erbij waren.")).to_be_visible()
    expect(box.get_by_role("checkbox", checked=True)).to_have_count(2)
