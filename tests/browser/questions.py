"""What a visitor does with a form of questions: the check of a module, and the measurements."""

from playwright.sync_api import Page

from tests.browser.conftest import every


def check_empty(page: Page) -> None:
    """Hand in a check without answers."""
    page.get_by_role("button", name="Kijk na").click()
    page.locator("[aria-invalid=true]").first.wait_for()


def measure(page: Page) -> None:
    """Begin the measurement before the course, or go on with it."""
    page.get_by_role("button", name="voormeting").click()
    page.get_by_role("button", name="Lever in").wait_for()


def measure_empty(page: Page) -> None:
    """Hand in a measurement without answers."""
    measure(page)
    page.get_by_role("button", name="Lever in").click()
    page.locator("[aria-invalid=true]").first.wait_for()


def measure_to_the_end(page: Page) -> None:
    """Choose the first answer everywhere and look at the counts."""
    measure(page)
    for question in every(page.get_by_role("radiogroup")):
        question.get_by_role("radio").first.check()
    page.get_by_role("button", name="Lever in").click()
    page.get_by_role("heading", name="Per module").wait_for()
