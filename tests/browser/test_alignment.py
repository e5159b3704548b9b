"""What looks like a link begins where the text around it begins."""

import pytest

from tests.browser.assignments import begin
from tests.browser.conftest import Visit
from tests.browser.live import Site

pytestmark = [pytest.mark.browser, pytest.mark.looks]
# How far the words of each link-like button that begins a line stand from the inside of the box that it is in.
OFFSETS = """() => [...document.querySelectorAll('.utrecht-button--subtle')].filter((each) => each.offsetParent).flatMap((each) => {
  const range = document.createRange();
  range.selectNodeContents(each);
  const box = each.closest('.confirm, .step-acts, .buttons, .act');
  const off = range.getClientRects()[0].left - box.getBoundingClientRect().left;
  return box.firstElementChild === each ? [Math.round(off)] : [];
})"""


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_a_link_like_button_begins_where_the_text_begins(visit: Visit, site: Site, width: int) -> None:
    page = visit(site.newcomer(f"Rein Recht {width}"), viewport={"width": width, "height": 900})
    begin(page, "C51")
    offsets = page.evaluate(OFFSETS)

    assert len(offsets) == 5 and set(offsets) == {0}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_link_like_button_beside_other_words_stays_on_one_line(visit: Visit, site: Site) -> None:
    page = visit(site.demo("cursist"), viewport={"width": 390, "height": 900})
    page.goto("/overleggen/1")
    box = page.get_by_text("Neem terug", exact=True).first.bounding_box()

    assert box and box["height"] < 50
