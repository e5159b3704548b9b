"""In the dark nothing on a page is a bright block, and a colour says the same as in the light."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.live import FIRST, Site

pytestmark = [pytest.mark.browser, pytest.mark.looks]


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


BACKGROUND = """(each, name) => {
  const sample = each.appendChild(document.createElement("i"));
  sample.style.background = `var(${name})`;
  const colour = getComputedStyle(sample).backgroundColor;
  sample.remove();
  return getComputedStyle(each).backgroundColor === colour;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_went_well_has_not_the_colour_of_a_warning(site: Site, visit: Visit, scheme: str) -> None:
    page = visit(site.demo("trainer"), color_scheme=scheme)
    page.goto(f"/overleggen/{FIRST}/terugkoppeling")
    strengths = page.locator(".card", has_text="Dit lukte vaak of altijd").first
    assert not strengths.evaluate(BACKGROUND, "--ks-warm")
    assert strengths.evaluate(BACKGROUND, "--ks-soft")
