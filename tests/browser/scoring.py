"""Steps on the scoring page that several tests take."""

from playwright.sync_api import Locator, Page, expect

SAVED = "Alles is opgeslagen."
SEEKABLE = "() => { const media = document.getElementById('opname'); return media.readyState > 0 || media.error; }"


def state(page: Page) -> Locator:
    """Return the line that says whether everything is saved."""
    return page.locator("[data-save-state]")


def answer(page: Page, item: str, label: str) -> Locator:
    """Return the button of one answer at one indicator."""
    return page.locator(f"#{item}").get_by_role("radio", name=label, exact=True)


def choose(page: Page, item: str, label: str) -> None:
    """Give an answer with the mouse."""
    answer(page, item, label).check()


def note(page: Page, item: str) -> Locator:
    """Return where one writes what one saw at an indicator."""
    return page.locator(f"#{item}").get_by_role("textbox").first


def expect_saved(page: Page) -> None:
    """Wait until nothing waits to be saved."""
    expect(state(page)).to_have_text(SAVED)
    expect_nothing_kept(page)


def expect_nothing_kept(page: Page) -> None:
    """Wait until the browser holds nothing that the server does not have."""
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('krachtspiegel:'))")
    expect_moments_saved(page)


def expect_moments_saved(page: Page) -> None:
    """Wait until no moment is on its way."""
    expect(page.locator("[data-unsaved]")).to_have_count(0)


def left_open(page: Page, theme: str) -> Locator:
    """Return the words beside a theme that say how much is open."""
    return page.get_by_role("navigation", name="Thema's").get_by_role("link", name=theme).locator("[data-open]")


def plays(page: Page) -> bool:
    """Return whether this browser can play the recording: one without H.264 cannot, and says so."""
    page.wait_for_function(SEEKABLE)
    return bool(page.evaluate("document.getElementById('opname').error === null"))


def position(page: Page) -> float:
    """Return the second at which the recording stands."""
    return float(page.evaluate("document.getElementById('opname').currentTime"))


def expect_plays_from(page: Page, second: float) -> None:
    """Wait until the recording plays, just after this second."""
    page.wait_for_function(
        "(second) => { const media = document.getElementById('opname');"
        " return !media.paused && media.currentTime >= second && media.currentTime < second + 8; }",
        arg=second,
    )
