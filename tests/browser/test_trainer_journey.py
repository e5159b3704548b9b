"""A trainer brings an overleg in, from the number of the client to an agreement that is kept."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, every, path_of, sign_in
from tests.browser.live import FIRST, PROJECT, Site
from tests.browser.scoring import plays
from trainer.web import today

pytestmark = pytest.mark.browser

RECORDING = PROJECT / "demo/recordings/overleg-2.mp4"
TEAM = "Demo: intervisiegroep Noord"
AGREED = "Elke vraag eerst aan de cliënt stellen"
# Slow enough to see how far it is: 2 MB in about two seconds.
SLOW = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 1_000_000}
PRESENT = (
    ("Cliënt", "geen", "Cliënt"),
    ("Klantmanager inkomen", "werk & inkomen", "Professional"),
    ("Wijkconsulent", "zorg & welzijn", "Casemanager"),
)


def test_a_trainer_brings_an_overleg_in_with_its_recording(site: Site, visit: Visit) -> None:
    with site.inside():
        yesterday = (today() - timedelta(days=1)).isoformat()
    page = visit()
    sign_in(page, site.demo("trainer"))
    _start_a_traject(page, yesterday)
    _write_down_who_were_there(page)
    _write_down_consent(page, yesterday)
    _upload(page, RECORDING)
    _look_and_seek(page)
    page.get_by_label("Intervisiegroep", exact=True).select_option(TEAM)
    page.get_by_role("button", name="Breng in").click()
    expect(page.get_by_text(f"Dit overleg is ingebracht in {TEAM}.")).to_be_visible()

    member = visit(site.demo("cursist3"))
    member.goto("/")
    member.get_by_role("link", name="C9, overleg 1").click()
    expect(member.get_by_role("button", name="Begin met scoren")).to_be_visible()


def _start_a_traject(page: Page, yesterday: str) -> None:
    """A name is refused; a number goes on to the overleg."""
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Overleggen").click()
    page.get_by_role("link", name="Nieuw cliënttraject").click()
    page.get_by_label("Nummer").fill("Jan Jansen")
    page.get_by_role("button", name="Verder naar het overleg").click()
    expect(page.get_by_role("alert")).to_contain_text(re.compile("Nummer: .*naam"))
    expect(page.get_by_label("Nummer")).to_have_value("Jan Jansen")
    page.get_by_label("Nummer").fill("C9")
    page.get_by_role("button", name="Verder naar het overleg").click()
    expect(page.get_by_label("Hoeveelste overleg in dit traject")).to_have_value("1")
    page.get_by_label("Datum van het overleg").fill(yesterday)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C9, overleg 1")


def _write_down_who_were_there(page: Page) -> None:
    """A domain that is missing is pointed out until someone of it is there."""
    missing = page.get_by_text("Er was niemand van zorg & welzijn.")
    for number, (function, domain, role) in enumerate(PRESENT):
        if not page.get_by_label("Functie").is_visible():
            page.get_by_text("Iemand anders toevoegen").click()
        page.get_by_label("Functie").fill(function)
        page.get_by_label("Domein").select_option(domain)
        page.get_by_label("Rol in het overleg").select_option(role)
        page.get_by_role("button", name="Toevoegen").click()
        expect(page.locator("#aanwezig").locator("xpath=..").get_by_role("strong")).to_have_count(number + 1)
        expect(missing).to_have_count(1 if number == 1 else 0)


def _write_down_consent(page: Page, yesterday: str) -> None:
    page.get_by_role("link", name="Toestemming vastleggen").click()
    for function, *_ in PRESENT:
        card = page.get_by_role("region", name=function, exact=True)
        for question in every(card.get_by_role("group")):
            question.get_by_label("ja", exact=True).check()
        card.get_by_label("Datum van het antwoord").fill(yesterday)
        card.get_by_label("Hoe is het vastgelegd?").select_option("signed")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("De toestemming is opgeslagen.")).to_be_visible()
    expect(page.get_by_text("mag", exact=True)).to_have_count(2)
    page.get_by_role("link", name="C9, overleg 1").click()


def _upload(page: Page, recording: Path) -> None:
    """Choose the file, see how far it is, and come back at the overleg."""
    page.get_by_role("link", name="Upload de opname").click()
    page.wait_for_load_state("load")
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text("Kies eerst een bestand.")).to_be_visible()
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW)
    page.get_by_label("Bestand").set_input_files(recording)
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^[1-9]\d?% verstuurd$"))
    assert 0 < page.get_by_role("progressbar").evaluate("bar => bar.value") <= 100
    expect(page.get_by_text("De opname is binnen.")).to_be_visible()
    wire.detach()
    expect(page.get_by_text("Opname van 1:58")).to_be_visible()


def _look_and_seek(page: Page) -> None:
    """Play the recording from the middle: the server sends the part that is asked for."""
    meeting = path_of(page).split("#")[0]
    page.get_by_role("button", name="Begin met scoren").click()
    source = page.locator("#opname source").get_attribute("src")
    part = page.request.get(source or "", headers={"Range": "bytes=1000-1999"})
    assert part.status == 206
    assert part.body() == RECORDING.read_bytes()[1000:2000]
    if plays(page):
        page.evaluate("document.getElementById('opname').currentTime = 90")
        page.wait_for_function(
            "() => { const m = document.getElementById('opname'); return !m.seeking && m.readyState > 1; }"
        )
        assert page.evaluate("Math.round(document.getElementById('opname').currentTime)") == 90
    page.goto(meeting)


def test_a_trainer_discusses_an_overleg_and_the_agreement_stands_with_its_owner_until_it_is_done(
    site: Site, visit: Visit
) -> None:
    with site.inside():
        soon = (today() + timedelta(days=7)).isoformat()
    page = visit(site.demo("trainer"))
    page.goto(f"/overleggen/{FIRST}")
    page.get_by_role("link", name="Leg de formulieren naast elkaar").click()
    expect(page.get_by_text(re.compile("Van: .*Tess Trainer.*Noor Cursist"))).to_be_visible()
    first = page.get_by_role("region", name="Bespreek deze eerst").get_by_role("link").first
    first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    page.get_by_role("link", name=f"Bespreek in {TEAM}").click()
    expect(page.get_by_label("Overleg", exact=True).locator("option:checked")).to_have_text("C7, overleg 1")
    page.get_by_label("Vraag voor de groep").fill("Hoe vragen we door?")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Wat is besproken?").fill("We zagen hetzelfde begin.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Opgeslagen.", exact=True)).to_be_visible()
    expect(page.get_by_label("Wat is besproken?")).to_have_value("We zagen hetzelfde begin.")

    page.get_by_label("Wat ga je proberen").fill(AGREED)
    page.get_by_role("button", name="Spreek af").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies iemand.")
    expect(page.get_by_label("Wat ga je proberen")).to_have_value(AGREED)
    owner = site.demo("cursist3")
    page.get_by_label("Wie", exact=True).select_option(owner.name)
    page.get_by_label("Vóór wanneer").fill(soon)
    page.get_by_role("button", name="Spreek af").click()
    expect(page.get_by_text(f"Afgesproken. {owner.name} ziet dit op de startpagina")).to_be_visible()

    home = visit(owner)
    home.goto("/")
    agreed = home.get_by_role("region", name="Dit ga je proberen").get_by_role("listitem").filter(has_text=AGREED)
    expect(agreed).to_contain_text("over 7 dagen")
    agreed.get_by_role("button", name="Gedaan").click()
    expect(home.get_by_text("De afspraak staat op gedaan.")).to_be_visible()
    expect(agreed).to_have_count(0)
    page.reload()
    expect(page.get_by_role("listitem").filter(has_text=AGREED)).to_contain_text("gedaan op")
