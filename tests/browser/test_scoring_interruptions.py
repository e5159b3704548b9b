"""Scoring when something comes in between: no network, no session, another window, no script. Nothing is lost."""

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.conftest import Visit, every, sign_in
from tests.browser.live import PASSWORD, Site, Visitor
from tests.browser.scoring import (
    answer,
    choose,
    expect_moments_saved,
    expect_nothing_kept,
    expect_saved,
    left_open,
    note,
    state,
)

pytestmark = pytest.mark.browser

WAITING = "Wacht op verbinding. Wat je invult, blijft hier bewaard."
SIGNED_OUT = "Je bent uitgelogd. Log in een nieuw tabblad in; wat je invult, blijft hier bewaard."


@pytest.fixture
def scorer(site: Site) -> Visitor:
    """Return someone who just began."""
    return site.newcomer("Bram Kijker")


@pytest.fixture
def address(site: Site, scorer: Visitor) -> str:
    """Return the address of the form that they began."""
    return site.begun_form(scorer)


def test_answers_wait_while_there_is_no_network_and_are_saved_after(
    visit: Visit, scorer: Visitor, address: str
) -> None:
    page = visit(scorer)
    page.goto(address)
    page.context.set_offline(True)
    choose(page, "WA01", "soms")
    expect(state(page)).to_have_text(WAITING)
    choose(page, "WA02", "altijd")
    note(page, "WA02").fill("Zonder netwerk geschreven")
    page.locator("#WA03").get_by_role("button", name="Bewaar dit moment").click()
    expect(page.locator("#WA03").get_by_role("alert")).to_contain_text("is niet bewaard: er is geen verbinding")
    page.keyboard.type("Zij lacht")
    expect(left_open(page, "Taakgerichtheid")).to_have_text("5 open")
    page.context.set_offline(False)
    expect_saved(page)
    page.reload()
    expect(answer(page, "WA01", "soms")).to_be_checked()
    expect(answer(page, "WA02", "altijd")).to_be_checked()
    expect(note(page, "WA02")).to_have_value("Zonder netwerk geschreven")
    expect(page.locator("#WA03 [data-moment]").get_by_role("textbox")).to_have_value("Zij lacht")


def test_what_was_typed_survives_a_reload_without_network(visit: Visit, scorer: Visitor, address: str) -> None:
    page = visit(scorer)
    page.goto(address)
    page.on("dialog", lambda dialog: dialog.accept())
    page.context.set_offline(True)
    choose(page, "WA04", "vaak")
    note(page, "WA05").fill("Getypt en niet verstuurd")
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    # The page is gone; what comes back comes from this browser's memory.
    page.close()
    page.context.set_offline(False)
    page = page.context.new_page()
    page.goto(address)
    expect(answer(page, "WA04", "vaak")).to_be_checked()
    expect(note(page, "WA05")).to_have_value("Getypt en niet verstuurd")
    expect(left_open(page, "Taakgerichtheid")).to_have_text("6 open")
    # A window that closes sends once more: was the network back by then, this one has nothing to save and says nothing.
    expect_nothing_kept(page)
    page.reload()
    expect(note(page, "WA05")).to_have_value("Getypt en niet verstuurd")


def test_a_moment_that_could_not_be_sent_is_there_in_the_next_window(
    visit: Visit, scorer: Visitor, address: str
) -> None:
    page = visit(scorer)
    page.goto(address)
    _write_offline_at_a_moment(page)
    page.locator("#WA03").get_by_role("button", name="Bewaar dit moment").click()
    page.keyboard.type("Zij lacht")
    # What the browser holds, in a window that never heard of the first one.
    again = visit(storage_state=page.context.storage_state())
    again.goto(address)
    _expect_both_moments(again)
    expect_nothing_kept(again)
    again.reload()
    _expect_both_moments(again)
    # The first window comes back and sends what it still held: it stays one moment.
    again.goto("about:blank")
    page.context.set_offline(False)
    expect_nothing_kept(page)
    page.reload()
    _expect_both_moments(page)


def _write_offline_at_a_moment(page: Page) -> None:
    """Take a moment, and write at it when the network is gone."""
    page.locator("#WA01").get_by_role("button", name="Bewaar dit moment").click()
    expect_moments_saved(page)
    page.context.set_offline(True)
    page.locator("#WA01 [data-moment]").get_by_role("textbox").fill("Hij knikt")


def _expect_both_moments(page: Page) -> None:
    """Expect one moment at each of the two indicators, with its words."""
    for item, words in (("WA01", "Hij knikt"), ("WA03", "Zij lacht")):
        expect(page.locator(f"#{item} [data-moment]")).to_have_count(1)
        expect(page.locator(f"#{item} [data-moment]").get_by_role("textbox")).to_have_value(words)


def test_a_click_is_a_click_also_when_a_message_comes_between_down_and_up(
    visit: Visit, scorer: Visitor, address: str
) -> None:
    page = visit(scorer)
    page.goto(address)
    _write_offline_at_a_moment(page)
    page.locator("#WA03").get_by_role("button", name="Bewaar dit moment").hover()
    with page.expect_event("requestfailed"):
        page.mouse.down()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.mouse.up()
    expect(page.locator("#WA03 [data-moment]")).to_have_count(1)
    expect(page.locator("#WA01").get_by_role("alert")).to_contain_text("is niet bewaard")


def test_who_is_signed_out_meanwhile_signs_in_in_another_tab_and_goes_on(
    visit: Visit, scorer: Visitor, address: str
) -> None:
    page = visit()
    sign_in(page, scorer)
    page.goto(address)
    page.context.clear_cookies()
    choose(page, "WA01", "soms")
    expect(state(page)).to_contain_text(SIGNED_OUT)
    with page.context.expect_page() as opened:
        state(page).get_by_role("link", name="Inloggen").click()
    tab = opened.value
    tab.get_by_label("E-mailadres").fill(scorer.email)
    tab.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Inloggen").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text(f"Dag {scorer.name}")
    tab.close()
    expect_saved(page)
    choose(page, "WA02", "vaak")
    expect_saved(page)
    page.reload()
    expect(answer(page, "WA01", "soms")).to_be_checked()
    expect(answer(page, "WA02", "vaak")).to_be_checked()


def test_a_text_that_is_far_too_long_is_refused_with_its_reason(visit: Visit, scorer: Visitor, address: str) -> None:
    page = visit(scorer)
    page.goto(address)
    note(page, "WA01").fill("woord " * 12_000)
    expect(page.locator("#WA01").get_by_role("alert")).to_contain_text("Deze tekst is te lang.")
    note(page, "WA01").fill("woord")
    expect_saved(page)


def test_of_two_windows_the_later_one_chooses_and_overwrites_nothing_by_itself(
    visit: Visit, scorer: Visitor, address: str
) -> None:
    first, second = visit(scorer), visit(scorer)
    first.goto(address)
    second.goto(address)
    for item in ("WA01", "WA02"):
        choose(first, item, "soms")
        note(first, item).fill("In het eerste venster")
    expect_saved(first)

    choose(second, "WA01", "altijd")
    asked = second.locator("#WA01").get_by_role("alert")
    expect(asked).to_contain_text("In een ander venster staat hier nu: soms, “In het eerste venster”.")
    expect(state(second)).to_contain_text("Er is een keuze nodig: ")
    assert _stored(first, "WA01") == ("soms", "In het eerste venster")
    asked.get_by_role("button", name="Neem dat over").click()
    expect(answer(second, "WA01", "soms")).to_be_checked()
    expect(note(second, "WA01")).to_have_value("In het eerste venster")

    choose(second, "WA02", "altijd")
    asked = second.locator("#WA02").get_by_role("alert")
    expect(asked).to_be_visible()
    assert _stored(first, "WA02") == ("soms", "In het eerste venster")
    asked.get_by_role("button", name="Houd wat hier staat").click()
    expect_saved(second)
    expect(asked).to_have_count(0)
    assert _stored(first, "WA02") == ("altijd", "")
    assert _stored(first, "WA01") == ("soms", "In het eerste venster")


def _stored(page: Page, item: str) -> tuple[str, str]:
    """Return what a window with nothing of its own shows at an indicator, as (answer, text)."""
    page.reload()
    given = page.locator(f"#{item} input:checked").get_attribute("value")
    return given or "", note(page, item).input_value()


def test_without_a_script_the_whole_form_works_with_one_button(visit: Visit, scorer: Visitor, address: str) -> None:
    page = visit(scorer, java_script_enabled=False)
    page.goto(address)
    expect(page.get_by_role("button", name="Bewaar dit moment")).to_have_count(0)
    choose(page, "WA01", "vaak")
    choose(page, "IPS32", "nooit")
    note(page, "WA01").fill("Zonder script geschreven")
    note(page, "MESO").fill("Twee systemen")
    page.locator("#WA01").get_by_label("Moment").fill("0:07")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Alles is opgeslagen.")).to_be_visible()
    expect(answer(page, "WA01", "vaak")).to_be_checked()
    expect(answer(page, "IPS32", "nooit")).to_be_checked()
    expect(note(page, "WA01")).to_have_value("Zonder script geschreven")
    expect(note(page, "MESO")).to_have_value("Twee systemen")
    expect(page.locator("#WA01 .moment")).to_have_text("0:07")

    choose(page, "WA01", "nog open")
    note(page, "WA02").fill("Blijft staan")
    page.locator("#WA02").get_by_label("Moment").fill("zeven")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text("Schrijf het moment als minuten en seconden")
    expect(note(page, "WA02")).to_have_value("Blijft staan")
    expect(page.locator("#WA02").get_by_label("Moment")).to_have_value("zeven")
    expect(answer(page, "WA01", "vaak")).not_to_be_checked()


def test_without_a_script_enter_in_a_field_saves_and_takes_no_moment_away(
    visit: Visit, scorer: Visitor, address: str
) -> None:
    page = visit(scorer, java_script_enabled=False)
    page.goto(address)
    page.locator("#WA01").get_by_label("Moment").fill("0:07")
    page.locator("#WA01").get_by_label("Moment").press("Enter")
    expect(page.locator("#WA01 .moment")).to_have_text("0:07")
    note(page, "WA02").fill("Niet verliezen")
    page.locator("#WA02").get_by_label("Moment").fill("1:10")
    page.locator("#WA02").get_by_label("Moment").press("Enter")
    expect(page.locator("#WA02 .moment")).to_have_text("1:10")
    expect(page.locator("#WA01 .moment")).to_have_text("0:07")
    expect(note(page, "WA02")).to_have_value("Niet verliezen")
    page.get_by_role("button", name="Verwijder het moment op 0:07").click()
    expect(page.locator("#WA01 .moment")).to_have_count(0)
    expect(page.locator("#WA02 .moment")).to_have_text("1:10")


def test_without_a_script_a_form_is_submitted_and_the_others_are_seen(site: Site, visit: Visit) -> None:
    eva = site.newcomer("Eva Kijker")
    page = visit(eva, java_script_enabled=False)
    page.goto(site.begun_form(eva))
    for item in every(page.locator("fieldset.item:not(.item--open)")):
        item.locator("label.answer").nth(1).click()
    page.get_by_role("button", name="Naar inleveren").click()
    page.get_by_role("button", name="Lever in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Naast elkaar: C7, overleg 1")
    expect(page.get_by_text("Van: ")).to_contain_text("Eva Kijker")
