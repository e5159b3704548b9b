"""Steps on the pages of an assignment that several tests take."""

from playwright.sync_api import Locator, Page, expect


def begin(page: Page, number: str) -> None:
    """Begin a Plan about a client, or go on with it."""
    page.goto("/opdrachten/nieuw/plan")
    page.get_by_label("Nummer").fill(number)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name=f"Plan van {number}")).to_be_visible()
    # With its script: without a network that would not come any more.
    page.wait_for_load_state("load")


def goal(page: Page) -> Locator:
    """Return the field for the goal."""
    return page.get_by_label("Doel in eigen woorden")


def begin_plan(page: Page) -> None:
    """Begin a Plan, or go on with it, and type what gets a hint."""
    begin(page, "C9")
    goal(page).fill("Minder depressief zijn")
    page.get_by_text("Je schrijft ‘depressief’").wait_for()


def hand_in_plan(page: Page) -> None:
    """Look at what is still empty in a Plan."""
    begin_plan(page)
    page.get_by_role("button", name="Naar inleveren").click()
    page.get_by_text("Nog leeg").wait_for()


def attach_nothing(page: Page) -> None:
    """Send the form of an attachment without a file."""
    begin_plan(page)
    page.get_by_role("button", name="Bijlage").click()
    page.get_by_role("button", name="Voeg toe").click()
    page.locator("[aria-invalid=true]").first.wait_for()
