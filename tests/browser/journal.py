"""Steps on the pages of the journal that several tests take."""

from playwright.sync_api import Locator, Page


def text_field(page: Page) -> Locator:
    """Return the field for the text."""
    return page.get_by_label("Je tekst")


def search_journal(page: Page) -> None:
    """Search in the journal for what is not there."""
    page.get_by_label("Woorden").fill("zeppelin")
    page.get_by_role("main").get_by_role("button", name="Zoek").click()
    page.get_by_text("Geen stuk past hierbij").wait_for()


def clash(page: Page) -> None:
    """Type in a window that is older than what was saved, something that looks like personal data."""
    page.evaluate("document.getElementById('revision').value = '999'")
    text_field(page).fill("Zij woont op Dorpsstraat 12.")
    page.get_by_role("button", name="Neem dat over").wait_for()
