"""Fixtures of the browser tests: Chromium, the live site, and visitors who are signed in."""

import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from tests.browser.live import PASSWORD, Site, Visitor, live_site
from tests.everything import chromium

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1440, "height": 900}
# A save or a page may be slow where the whole suite runs on two cores.
PATIENCE = 30_000
Visit = Callable[..., Page]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it aloud when browser tests did not run."""
    skipped = sum("tests/browser/" in report.nodeid for report in terminalreporter.stats.get("skipped", []))
    if skipped:
        terminalreporter.section(f"{skipped} BROWSERTESTS OVERGESLAGEN: GEEN CHROMIUM", sep="!", red=True, bold=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield one Chromium for the run."""
    path = chromium()
    if path is None:
        reason = "GEEN CHROMIUM GEVONDEN: deze browsertest is NIET gedraaid. Installeer chromium of zet CHROMIUM=/pad."
        if os.environ.get("BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Yield the live site; only where there is a browser to visit it."""
    with live_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def faults() -> list[str]:
    """Return what the scripts and the styles of the visited pages complained about."""
    return []


@pytest.fixture(autouse=True)
def _nothing_broke(site: Site, faults: list[str]) -> Iterator[None]:
    """Fail a test in which a script broke, the content policy was crossed or the site logged an error."""
    before = site.log.stat().st_size
    yield
    assert faults == []
    with site.log.open() as log:
        log.seek(before)
        assert log.read() == ""


@pytest.fixture
def visit(browser: Browser, site: Site, faults: list[str]) -> Iterator[Visit]:
    """Return a function that opens a window of its own for someone, signed in, or for a stranger."""
    contexts = []

    def open_window(visitor: Visitor | None = None, **options: Any) -> Page:
        context = browser.new_context(**window(site) | options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if visitor is not None:
            context.add_cookies([site.cookie(visitor)])
        watch(context, faults)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


def window(site: Site) -> dict[str, Any]:
    """Return how a window is opened: Dutch, on a desk, without moving parts."""
    return {"base_url": site.address, "locale": "nl-NL", "viewport": DESKTOP, "reduced_motion": "reduce"}


def watch(context: Any, faults: list[str]) -> None:
    """Write down what goes wrong in a page; an answer that is a refusal is the test's own matter."""

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(message.text)

    context.on("console", said)
    context.on("weberror", lambda error: faults.append(str(error.error)))


def every(found: Locator) -> list[Locator]:
    """Return all that match once the page is whole: halfway, it has less, and asking for all does not wait."""
    found.page.wait_for_load_state("load")
    expect(found).not_to_have_count(0)
    return found.all()


def path_of(page: Page) -> str:
    """Return the address of a page without the host."""
    return re.sub(r"^https?://[^/]+", "", page.url)


def sign_in(page: Page, visitor: Visitor) -> None:
    """Sign in as people do: on the page, with address and password."""
    page.goto("/inloggen")
    page.get_by_label("E-mailadres").fill(visitor.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", name=f"Dag {visitor.name}")).to_be_visible()
