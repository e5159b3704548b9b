"""The start page on a wide window: the cards fit, without holes between them."""

from itertools import pairwise

import pytest

from tests.browser.conftest import Visit
from tests.browser.live import Site
from tests.browser.test_accessibility import FITS

pytestmark = [pytest.mark.browser, pytest.mark.looks]

# Of each column its cards from above, as (top, bottom).
COLUMNS = """() => {
  const found = {};
  for (const card of document.querySelectorAll(".columns > .card")) {
    const box = card.getBoundingClientRect();
    (found[Math.round(box.left)] ??= []).push([box.top, box.bottom]);
  }
  return Object.values(found).map((cards) => cards.sort((one, other) => one[0] - other[0]));
}"""


@pytest.mark.parametrize(("width", "count"), [(1440, 2), (820, 1), (390, 1)])
def test_between_the_cards_of_the_start_page_there_are_no_holes(
    site: Site, visit: Visit, width: int, count: int
) -> None:
    page = visit(site.demo("cursist"), viewport={"width": width, "height": 900})
    page.goto("/")

    columns = page.evaluate(COLUMNS)

    assert len(columns) == count
    assert sum(len(cards) for cards in columns) >= 4
    for cards in columns:
        assert all(10 < below[0] - above[1] < 30 for above, below in pairwise(cards))
    assert max(cards[0][0] for cards in columns) - min(cards[0][0] for cards in columns) < 1
    assert page.evaluate(FITS)
