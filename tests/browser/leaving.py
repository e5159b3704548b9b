"""Leaving a page on which everything is saved while it is typed."""

from playwright.sync_api import Page

ASKS = """() => {
  const event = new Event('beforeunload', { cancelable: true });
  return !window.dispatchEvent(event);
}"""


def expect_calm(page: Page) -> None:
    """Look at whether leaving asks only while the field that has the focus holds a word that is not saved."""
    page.context.set_offline(True)
    page.keyboard.type("!")
    assert page.evaluate(ASKS)
    page.keyboard.press("Backspace")
    assert not page.evaluate(ASKS)
    page.context.set_offline(False)


def leave(page: Page) -> list[str]:
    """Leave by a link in the menu, straight from the field, and return what the browser asked."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="Start", exact=True).first.click()
    page.wait_for_url("**/")
    return asked
