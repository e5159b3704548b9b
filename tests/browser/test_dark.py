"""In the dark nothing on a page is a bright block."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.live import Site

pytestmark = pytest.mark.browser


def test_in_the_dark_a_drawing_turns_over_and_on_paper_it_does_not(site: Site, visit: Visit) -> None:
    page = visit(site.demo("cursist"), color_scheme="dark")
    page.goto("/cursus/strength-model/zes-uitgangspunten")
    drawing = page.locator(".lesson__body img")
    turned = "invert(0.87) hue-rotate(180deg) saturate(0.9)"

    assert drawing.evaluate("each => getComputedStyle(each).filter") == turned
    page.emulate_media(media="print")
    assert drawing.evaluate("each => getComputedStyle(each).filter") == "none"
    page.emulate_media(media="screen", color_scheme="light")
    assert drawing.evaluate("each => getComputedStyle(each).filter") == "none"
