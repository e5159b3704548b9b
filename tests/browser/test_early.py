"""Whoever is faster than the script of a page loses nothing: what was chosen or typed before it came is saved too."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.assignments import begin, goal
from tests.browser.conftest import Visit
from tests.browser.journal import text_field
from tests.browser.live import Site
from tests.browser.scoring import answer, expect_saved, note, state

pytestmark = pytest.mark.browser


@contextmanager
def before_the_script(page: Page, address: str, script: str) -> Iterator[None]:
    """Open a page, and hold its script back until the block is over."""
    held: list[Route] = []
    released = False
    # The route stays: taking it away while a script asks for the next one loses that, in one run of a hundred.
    page.route(re.compile(rf"js/{script}\.js"), lambda route: route.continue_() if released else held.append(route))
    page.goto(address, wait_until="commit")
    yield
    while not held:
        page.wait_for_timeout(50)
    released = True
    held.pop().continue_()


def test_an_answer_and_a_text_on_the_form(visit: Visit, site: Site) -> None:
    vera = site.newcomer("Vera Vroeg")
    page, address = visit(vera), site.begun_form(vera)
    with before_the_script(page, address, "scoring"):
        answer(page, "WA01", "vaak").check()
        note(page, "WA02").fill("Zij knikt")
    expect_saved(page)
    page.reload()
    expect(answer(page, "WA01", "vaak")).to_be_checked()
    expect(note(page, "WA02")).to_have_value("Zij knikt")


def test_a_goal_in_a_plan(visit: Visit, site: Site) -> None:
    page = visit(site.newcomer("Vigo Vroeg"))
    begin(page, "C51")
    with before_the_script(page, page.url, "assignments"):
        goal(page).fill("Weer zingen")
    expect_saved(page)
    page.reload()
    expect(goal(page)).to_have_value("Weer zingen")


def test_a_piece_in_the_journal(visit: Visit, site: Site) -> None:
    page = visit(site.newcomer("Vita Vroeg"))
    with before_the_script(page, "/logboek/nieuw", "journal"):
        text_field(page).fill("Zij kookt")
    expect_saved(page)
    page.reload()
    expect(text_field(page)).to_have_value("Zij kookt")


def test_the_notes_of_an_intervisie(visit: Visit, site: Site) -> None:
    page = visit(site.demo("trainer"))
    with before_the_script(page, site.begun_session(), "intervisie"):
        page.get_by_label("Wat is besproken?").fill("Eerst wat goed ging.")
    expect(state(page)).to_have_text("Opgeslagen.")
    page.reload()
    expect(page.get_by_label("Wat is besproken?")).to_have_value("Eerst wat goed ging.")


def test_an_answer_in_a_check(visit: Visit, site: Site) -> None:
    page = visit(site.newcomer("Vik Vroeg"))
    with before_the_script(page, "/cursus/plan/toets", "draft"):
        page.get_by_role("radio").nth(1).check()
    expect(page.locator("[data-draft-count]")).to_contain_text("1 van")
    expect(page.locator("[data-draft-count]")).to_contain_text("opgeslagen")
    page.reload()
    expect(page.get_by_role("radio").nth(1)).to_be_checked()


def test_an_answer_that_is_still_on_its_way_is_not_called_saved(visit: Visit, site: Site) -> None:
    page, held = visit(site.newcomer("Vos Vroeg")), list[Route]()
    page.route("**/toets", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    with before_the_script(page, "/cursus/plan/toets", "draft"):
        page.get_by_role("radio").nth(1).check()
    page.wait_for_load_state("load")
    count = page.locator("[data-draft-count]")
    expect(count).to_have_text(re.compile("opslaan…$"))
    held.pop().continue_()
    expect(count).to_have_text(re.compile("opgeslagen$"))


def test_a_text_in_the_editor(visit: Visit, site: Site) -> None:
    page = visit(site.demo("trainer"))
    page.goto("/redactie/profiel")
    address = page.locator("#lessen + ol a").first.get_attribute("href") or ""
    with before_the_script(page, address, "authoring"):
        page.get_by_label("Tekst", exact=True).fill("Eerder getypt.")
    expect(page.get_by_text("Alles is opgeslagen als concept.")).to_be_visible()
    expect(page.get_by_role("group", name="Voorbeeld")).to_contain_text("Eerder getypt.")
    page.reload()
    expect(page.get_by_label("Tekst", exact=True)).to_have_value("Eerder getypt.")
    page.goto("/redactie/profiel")
    page.get_by_text("Gooi het concept weg").click()
    page.get_by_role("button", name="Ja, gooi weg").click()
