"""Answers of a check stay when the page goes away, also after the network was gone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.live import Site

pytestmark = pytest.mark.browser

CHECK = "/cursus/strength-model/toets"


def choose(page: Page, question: int) -> None:
    """Choose the second answer of a question."""
    page.get_by_role("radiogroup").nth(question).get_by_role("radio").nth(1).check()


def test_what_was_chosen_survives_a_reload_and_a_lost_network(site: Site, visit: Visit) -> None:
    page = visit(site.newcomer("Hanna Bewaarder"))
    page.goto(CHECK)
    with page.expect_response("**/toets"):
        choose(page, 0)
    page.reload()
    expect(page.locator("input:checked")).to_have_count(1)

    page.context.set_offline(True)
    choose(page, 1)
    state = page.locator("[data-draft-state]")
    expect(state).to_contain_text("Bewaren lukt nu niet.")
    page.context.set_offline(False)
    expect(state).to_have_text("Alles is weer bewaard.")
    page.reload()
    expect(page.locator("input:checked")).to_have_count(2)

    for question in range(page.get_by_role("radiogroup").count()):
        choose(page, question)
    page.get_by_role("button", name="Kijk na").click()
    page.get_by_role("link", name="Opnieuw proberen").click()
    expect(page.get_by_role("radiogroup").first).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(0)
