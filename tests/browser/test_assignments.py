"""An assignment in the browser: saved while typing, through two windows, no network, no session and no script."""

import pytest
from playwright.sync_api import expect

from tests.browser.assignments import begin, goal
from tests.browser.conftest import Visit, every, sign_in
from tests.browser.leaving import expect_calm, leave
from tests.browser.live import Site
from tests.browser.scoring import expect_saved, state

pytestmark = pytest.mark.browser


def test_from_an_empty_plan_to_voldoende(visit: Visit, site: Site) -> None:
    page = visit(site.newcomer("Pien Planner"))
    begin(page, "C41")
    goal(page).fill("Minder depressief zijn")
    expect(page.get_by_text("Je schrijft ‘depressief’")).to_be_visible()
    goal(page).fill("Weer koken voor de buurt")
    expect_saved(page)
    expect(page.get_by_text("Je schrijft ‘depressief’")).to_have_count(0)
    page.get_by_label("Stap 1: Wat").fill("De kantine bellen")
    page.get_by_role("button", name="Omlaag Stap 1").click()
    expect(page.get_by_label("Stap 2: Wat")).to_have_value("De kantine bellen")
    page.get_by_role("button", name="Naar inleveren").click()
    page.get_by_role("button", name="Toch inleveren").click()
    expect(page.get_by_text("Ligt bij Tess Trainer (demo)")).to_be_visible()

    trainer = visit(site.demo("trainer"))
    trainer.goto("/")
    trainer.get_by_role("link", name="Plan C41 van Pien Planner").click()
    for criterion in every(trainer.get_by_role("radio", name="gezien")):
        criterion.check()
    trainer.get_by_label("Tekst bij het geheel").fill("Ik hoor haar.")
    trainer.get_by_role("radio", name="Voldoende").check()
    trainer.get_by_role("button", name="Naar versturen").click()
    trainer.get_by_role("button", name="Verstuur het antwoord").click()
    expect(trainer.get_by_text("Je antwoord is verstuurd")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Ik hoor haar.")).to_be_visible()


def test_two_windows_show_both_texts_and_the_writer_chooses(visit: Visit, site: Site) -> None:
    first = visit(site.newcomer("Dora Dubbel"))
    begin(first, "C42")
    second = first.context.new_page()
    second.goto(first.url)
    goal(first).fill("Uit het ene venster.")
    expect_saved(first)
    goal(second).fill("Uit het andere venster")
    alert = second.get_by_role("alert")
    expect(alert).to_contain_text("In een ander venster staat hier nu: “Uit het ene venster.” Neem")
    expect(goal(second)).to_have_value("Uit het andere venster")
    alert.get_by_role("button", name="Houd wat hier staat").click()
    expect_saved(second)
    first.reload()
    expect(goal(first)).to_have_value("Uit het andere venster")


def test_a_button_brings_the_choice_that_is_still_open_into_view(visit: Visit, site: Site) -> None:
    first = visit(site.newcomer("Keet Keuze"), viewport={"width": 390, "height": 844})
    begin(first, "C48")
    second = first.context.new_page()
    second.goto(first.url)
    goal(first).fill("Uit het ene venster")
    expect_saved(first)
    goal(second).fill("Uit het andere venster")
    expect(second.get_by_role("alert")).to_be_visible()
    second.get_by_role("button", name="Naar inleveren").click()
    take = second.get_by_role("button", name="Neem dat over")
    expect(take).to_be_focused()
    expect(take).to_be_in_viewport()
    expect(second.get_by_text("In een ander venster staat hier nu")).to_be_in_viewport()
    expect(goal(second)).to_be_in_viewport()
    second.keyboard.press("Enter")
    expect_saved(second)
    second.keyboard.press("Tab")
    expect(goal(second)).to_be_focused()
    second.get_by_role("button", name="Naar inleveren").click()
    expect(second.get_by_role("button", name="Toch inleveren")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_a_step_that_was_taken_away_can_be_put_back_from_where_it_stood(visit: Visit, site: Site, width: int) -> None:
    page = visit(site.newcomer(f"Wim Wegdoener {width}"), viewport={"width": width, "height": 844})
    begin(page, "C49")
    for number in range(1, 4):
        page.get_by_label(f"Stap {number}: Wat").fill(f"De {number}e stap")
    expect_saved(page)
    page.get_by_role("button", name="Haal weg Stap 2").click()
    back = page.get_by_role("button", name="Zet terug De 2e stap")
    expect(back).to_be_in_viewport()
    after = page.get_by_label("Stap 2: Wat")
    expect(after).to_have_value("De 3e stap")
    expect(after).to_be_in_viewport()
    back.click()
    expect(page.get_by_label("Stap 2: Wat")).to_have_value("De 2e stap")
    expect(page.get_by_label("Stap 2: Wat")).to_be_in_viewport()


def test_nothing_typed_is_lost_without_network_or_session(visit: Visit, site: Site) -> None:
    cursist = site.newcomer("Olaf Offline")
    page = visit(cursist)
    begin(page, "C43")
    page.context.set_offline(True)
    goal(page).fill("Zonder netwerk getypt")
    expect(state(page)).to_have_text("Wacht op verbinding. Wat je typt, blijft hier bewaard.")
    page.context.set_offline(False)
    expect_saved(page)

    page.context.clear_cookies()
    page.get_by_label("Waarom dit ertoe doet").fill("Getypt na het uitloggen")
    expect(state(page)).to_contain_text("Je bent uitgelogd.")
    sign_in(page.context.new_page(), cursist)
    expect_saved(page)
    page.reload()
    expect(goal(page)).to_have_value("Zonder netwerk getypt")
    expect(page.get_by_label("Waarom dit ertoe doet")).to_have_value("Getypt na het uitloggen")


def test_without_a_script_the_page_is_one_form(visit: Visit, site: Site) -> None:
    page = visit(site.newcomer("Sem Scriptloos"), java_script_enabled=False)
    begin(page, "C44")
    goal(page).fill("Zonder script")
    page.get_by_role("button", name="Nog een stap").click()
    expect(goal(page)).to_have_value("Zonder script")
    expect(page.get_by_label("Stap 4: Wat")).to_be_visible()
    page.get_by_label("Stap 4: Wie").fill("buurvrouw")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Alles is opgeslagen.")).to_be_visible()
    expect(page.get_by_label("Stap 4: Wie")).to_have_value("buurvrouw")


def test_leaving_a_saved_plan_asks_nothing(visit: Visit, site: Site) -> None:
    page = visit(site.newcomer("Rik Rustig"))
    begin(page, "C45")
    goal(page).press_sequentially("Weer koken")
    expect_saved(page)
    expect_calm(page)
    assert leave(page) == []


def test_what_a_trainer_typed_while_it_was_taken_back_comes_back_when_it_is_handed_in_again(
    visit: Visit, site: Site
) -> None:
    page = visit(site.newcomer("Tara Terughaler"))
    begin(page, "C47")
    goal(page).fill("Weer koken voor de buurt")
    page.get_by_role("button", name="Naar inleveren").click()
    page.get_by_role("button", name="Toch inleveren").click()
    trainer = visit(site.demo("trainer"))
    trainer.goto("/")
    trainer.get_by_role("link", name="Plan C47 van Tara Terughaler").click()
    expect(trainer.get_by_role("heading", name="Het geheel")).to_be_visible()
    trainer.wait_for_load_state()
    answer = trainer.url
    page.get_by_text("Haal terug", exact=True).click()
    page.get_by_role("button", name="Ja, haal terug").click()
    expect(page.get_by_text("weer een concept")).to_be_visible()
    trainer.get_by_label("Tekst bij het geheel").fill("Ik hoor haar.")
    expect(trainer.get_by_role("alert")).to_contain_text("De cursist haalde deze opdracht terug.")
    trainer.goto("/opdrachten")
    page.get_by_role("button", name="Naar inleveren").click()
    page.get_by_role("button", name="Toch inleveren").click()

    trainer.goto(answer)
    expect(trainer.get_by_label("Tekst bij het geheel")).to_have_value("Ik hoor haar.")
    expect(state(trainer)).to_have_text("Wat je eerder typte, staat er weer. Alles is opgeslagen.")


def test_what_an_answer_still_needs_brings_you_to_its_place_in_a_page_that_scrolls_as_a_whole(
    visit: Visit, site: Site
) -> None:
    trainer = visit(site.demo("trainer"))
    trainer.goto("/opdrachten/versies/2/antwoord/versturen")
    trainer.get_by_role("link", name="Kies ‘voldoende’ of ‘verder werken’.").click()

    expect(trainer.get_by_role("group", name="Voldoende of verder werken?")).to_be_in_viewport()
    inside = "all => all.filter(each => each.scrollHeight > each.clientHeight + 1).map(each => each.id)"
    assert trainer.locator(".answering div").evaluate_all(inside) == []


@pytest.mark.parametrize("width", [820, 1440])
def test_what_is_typed_in_stands_on_one_line_however_much_is_said_above_it(
    visit: Visit, site: Site, width: int
) -> None:
    page = visit(site.newcomer(f"Lien Lijn {width}"), viewport={"width": width, "height": 900})
    page.goto("/opdrachten/nieuw/profiel")
    page.get_by_label("Nummer").fill("C50")
    page.get_by_role("button", name="Begin").click()
    for side_by_side in (
        ["prioriteit-1", "prioriteit-2"],
        [f"dagelijks-leven.{each}" for each in ("nu", "wens", "eerder")],
    ):
        boxes = [page.locator(f"[id='t-{key}']").bounding_box() for key in side_by_side]
        assert len({round(box["y"]) for box in boxes if box}) == 1


def test_a_number_that_was_used_before_is_tapped_instead_of_typed(visit: Visit, site: Site) -> None:
    page = visit(site.newcomer("Nel Nummer"), viewport={"width": 390, "height": 844})
    begin(page, "C51")
    page.goto("/opdrachten/nieuw/profiel")
    page.get_by_role("button", name="C51").click()
    expect(page.get_by_label("Nummer")).to_have_value("C51")
    expect(page.get_by_label("Nummer")).to_be_focused()


def test_a_name_is_made_unreadable_and_what_was_typed_in_vain_stays(visit: Visit, site: Site) -> None:
    page = visit(site.newcomer("Nora Naam"), viewport={"width": 390, "height": 844})
    begin(page, "C52")
    goal(page).fill("Ruben kookt weer")
    expect_saved(page)
    page.get_by_text("Staat er nog een naam in?").click()
    page.get_by_label("Naam of woord").fill("Marthe")
    page.get_by_role("button", name="Maak onleesbaar").click()
    expect(page.get_by_label("Naam of woord")).to_have_value("Marthe")
    expect(page.get_by_text("Dit woord staat nergens in deze opdracht.").last).to_be_visible()
    page.get_by_label("Naam of woord").fill("ruben")
    page.get_by_role("button", name="Maak onleesbaar").click()
    expect(page.get_by_text("Op 1 plek staat nu ▇▇▇.")).to_be_visible()
    expect(goal(page)).to_have_value("▇▇▇ kookt weer")


@pytest.mark.parametrize("kind", ["profiel", "plan"])
def test_all_parts_of_a_form_can_be_reached_on_a_phone_without_sliding(visit: Visit, site: Site, kind: str) -> None:
    page = visit(site.newcomer(f"Menno Menu {kind}"), viewport={"width": 390, "height": 844})
    page.goto(f"/opdrachten/nieuw/{kind}")
    page.get_by_label("Nummer").fill("C53")
    page.get_by_role("button", name="Begin").click()
    parts = every(page.get_by_role("navigation", name="Delen van het formulier").get_by_role("link"))
    assert len(parts) == 4
    for part in parts:
        box = part.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    # What is gone to stands under the bar and not behind it.
    parts[3].click()
    heading = page.get_by_role("heading", name=parts[3].inner_text())
    bar = page.locator(".save-bar").bounding_box()
    place = heading.bounding_box()
    assert bar and place and place["y"] >= bar["y"] + bar["height"]
