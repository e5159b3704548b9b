"""The progress of a group on a tablet, a phone and paper: a trainer sees at a glance how everyone stands."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.live import Site
from tests.browser.test_accessibility import FITS
from tests.browser.test_narrow import PHONE, TABLET
from tests.browser.test_print import pages
from trainer.people.rules import Role

pytestmark = [pytest.mark.browser, pytest.mark.looks]

Opened = Callable[[int, dict[str, int]], Page]
# A long name of four lines; a card was more than 500.
LOW = 100


@pytest.fixture(scope="module")
def courses(site: Site) -> dict[int, str]:
    """Return the pages of a small and of a large group, both of one trainer."""
    trainer = site.newcomer("Tara Trainer", Role.TRAINER)
    return {0: trainer.email} | {size: f"{site.course_of(trainer, size)}/voortgang" for size in (3, 25)}


@pytest.fixture
def opened(site: Site, visit: Visit, courses: dict[int, str]) -> Opened:
    """Return a function that opens the page of the group of a size in a window of a size."""

    def open_page(size: int, viewport: dict[str, int]) -> Page:
        page = visit(site.visitor(courses[0]), viewport=viewport)
        page.goto(courses[size])
        return page

    return open_page


def box(locator: Locator) -> dict[str, float]:
    """Return where something stands and how large it is."""
    found = locator.bounding_box()
    assert found is not None
    return dict(found)


def frame(page: Page) -> Locator:
    """Return the frame that the table moves in."""
    return page.get_by_role("region", name="Cursisten en wat telt")


@pytest.mark.parametrize("size", [3, 25])
@pytest.mark.parametrize("width", [700, 820, 1024, 1180])
def test_on_a_tablet_the_group_is_a_table_to_read_at_a_glance(opened: Opened, size: int, width: int) -> None:
    page = opened(size, TABLET | {"width": width})
    table = page.get_by_role("table", name="Cursisten en wat telt")
    frame(page).scroll_into_view_if_needed()
    expect(table.get_by_role("columnheader", name="Modules")).to_be_in_viewport(ratio=1)
    assert page.evaluate(FITS)
    rows = table.get_by_role("row").filter(has=page.get_by_role("rowheader"))
    assert rows.count() == size
    assert max(box(row)["height"] for row in rows.all()) <= LOW


def test_the_names_and_the_heads_stay_when_the_table_moves_in_its_frame(opened: Opened) -> None:
    page = opened(25, {"width": 700, "height": 600})
    moving = frame(page)
    moving.focus()
    name, head = page.get_by_role("rowheader").last, page.get_by_role("columnheader", name="Certificaat")
    expect(head).not_to_be_in_viewport()
    for key in (*["ArrowRight"] * 20, "End"):
        page.keyboard.press(key)
    expect(head).to_be_in_viewport(ratio=0.9)
    expect(name).to_be_in_viewport(ratio=0.9)
    assert box(name)["x"] - box(moving)["x"] < 2
    assert box(head)["y"] - box(moving)["y"] < 2
    assert page.evaluate("scrollX") == 0


@pytest.mark.parametrize("size", [3, 25])
def test_on_a_phone_a_cursist_is_a_short_card_with_what_is_open_first(opened: Opened, size: int) -> None:
    page = opened(size, PHONE)
    assert page.evaluate(FITS)
    cards = frame(page).locator("tbody tr")
    assert max(box(card)["height"] for card in cards.all()) <= PHONE["height"] / 3
    last = cards.nth(2)
    met, still_open = (last.locator("td").filter(has_text=words) for words in ("uitzondering", "nog open"))
    assert met.count() and still_open.count()
    assert max(box(each)["y"] for each in still_open.all()) < min(box(each)["y"] for each in met.all())


def test_on_paper_a_group_of_25_takes_three_sheets(opened: Opened) -> None:
    page = opened(25, TABLET)
    assert pages(page) <= 3
