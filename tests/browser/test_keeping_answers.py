"""Answers of a check stay when the page goes away, also after the network was gone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.live import Site

pytestmark = pytest.mark.browser

CHECK = "/cursus/strength-model/toets"
# Whether the bar with the count lies over what has the focus.
IN_SIGHT = """() => {
  const bar = document.querySelector('.draft-bar').getBoundingClientRect();
  const focused = document.activeElement.getBoundingClientRect();
  return focused.bottom <= bar.top || focused.top >= bar.bottom;
}"""


def choose(page: Page, question: int) -> None:
    """Choose the second answer of a question."""
    page.get_by_role("radiogroup").nth(question).get_by_role("radio").nth(1).check()


def test_what_was_chosen_survives_a_reload_and_a_lost_network(site: Site, visit: Visit) -> None:
    page = visit(site.newcomer("Hanna Bewaarder"))
    page.goto(CHECK)
    with page.expect_response("**/toets"):
        choose(page, 0)
    count = page.locator("[data-draft-count]")
    total = page.get_by_role("radiogroup").count()
    expect(count).to_have_text(f"1 van {total} beantwoord, opgeslagen")
    expect(count).to_be_in_viewport()
    page.reload()
    expect(page.locator("input:checked")).to_have_count(1)
    expect(count).to_have_text(f"1 van {total} beantwoord, opgeslagen")
    page.get_by_role("radio").first.focus()
    for _ in range(total):
        page.keyboard.press("Tab")
        page.wait_for_function(IN_SIGHT)

    page.context.set_offline(True)
    choose(page, 1)
    state = page.locator("[data-draft-state]")
    expect(state).to_contain_text("Opslaan lukt nu niet.")
    expect(count).to_have_text(f"2 van {total} beantwoord")
    page.get_by_role("button", name="Kijk na").click()
    expect(page.get_by_role("alert")).to_contain_text("Er is geen verbinding.")
    page.context.set_offline(False)
    expect(state).to_have_text("Alles is weer opgeslagen.")
    page.reload()
    expect(page.locator("input:checked")).to_have_count(2)

    for question in range(page.get_by_role("radiogroup").count()):
        choose(page, question)
    page.get_by_role("button", name="Kijk na").click()
    page.get_by_role("link", name="Opnieuw proberen").first.click()
    expect(page.get_by_role("radiogroup").first).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(0)
