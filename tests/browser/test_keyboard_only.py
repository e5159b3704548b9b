"""The whole way with Tab, Enter, the space bar and the arrows: focus is always to be seen, and never trapped."""

import pytest
from playwright.sync_api import Page, expect

from modules.library import queries as library
from tests.browser.conftest import Visit, path_of
from tests.browser.live import FIRST, PASSWORD, Site
from tests.browser.scoring import answer, expect_plays_from, expect_saved, left_open, note, plays

pytestmark = pytest.mark.browser

MOST_STOPS = 400
# What has the focus: what it is called, whether it is to be seen, and whether something lies over it.
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const name = element.labels?.[0]?.innerText || element.getAttribute("aria-label") || element.innerText || "";
  // A radio of the form is drawn by what stands beside it; a player draws the focus of its own buttons.
  const drawn = element.matches(".answer input") ? element.nextElementSibling : element;
  const style = getComputedStyle(drawn);
  // The box-shadow that NL Design System adds has the colour of the page; only the outline is to be seen.
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const box = drawn.getBoundingClientRect();
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const [x, y] = [(Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
                  (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
  const top = document.elementFromPoint(x, y);
  const covered = Boolean(top) && !drawn.contains(top) && !top.contains(drawn) && !element.contains(top);
  element.dataset.stop ??= String((window.stops = (window.stops || 0) + 1));
  return {
    id: element.dataset.stop, name: name.trim().replace(/\\s+/g, " ").replace(/^✓ /, ""),
    what: `${element.tagName} ${element.id || element.className} “${name.trim().slice(0, 40)}”`,
    seen: element.matches("video, audio") || (outlined && inView && !covered),
  };
}"""


def press_tab(page: Page, key: str = "Tab") -> str | None:
    """Go to what comes next; return what it is called, or None at the end of the page. It must be to be seen."""
    page.keyboard.press(key)
    focus = page.evaluate(FOCUS)
    if focus is None:
        return None
    assert focus["seen"], f"de focus is niet te zien op {focus['what']} ({path_of(page)})"
    return str(focus["name"])


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until the focus is on what starts with this name."""
    passed = []
    for _ in range(MOST_STOPS):
        passed.append(press_tab(page, key) or "")
        if passed[-1].startswith(name):
            return
    raise AssertionError(f"{name} is met Tab niet te bereiken; wel: {passed[:80]}")


def walk_through(page: Page, key: str = "Tab") -> int:
    """Press Tab from one end of the page to the other; return how many places there were."""
    page.evaluate("document.activeElement.blur()")
    for stops in range(MOST_STOPS):
        if press_tab(page, key) is None:
            return stops
    raise AssertionError(f"de focus komt niet van de pagina af: {path_of(page)}")


def test_one_signs_in_and_reads_a_lesson_with_the_keyboard(site: Site, visit: Visit) -> None:
    olga = site.newcomer("Olga Toetsen")
    with site.inside():
        lessons = len(library.course().modules[0].lessons)
    page = visit()
    page.goto("/inloggen")
    assert press_tab(page) == "Naar de inhoud"
    tab_to(page, "E-mailadres")
    page.keyboard.type(olga.email)
    assert press_tab(page) == "Wachtwoord"
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Dag {olga.name}")
    walk_through(page)
    tab_to(page, "Begin met de eerste les")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Les 1 van {lessons}")).to_be_visible()
    walk_through(page)
    tab_to(page, "Klaar, naar de volgende les")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Les 2 van {lessons}")).to_be_visible()
    tab_to(page, "Naar de inhoud")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, olga.name)
    page.keyboard.press("Enter")
    assert press_tab(page) == "Mijn gegevens"
    assert press_tab(page) == "Uitloggen"
    page.keyboard.press("Enter")
    expect(page.get_by_text("Je bent uitgelogd.")).to_be_visible()


def test_one_makes_the_check_with_the_keyboard(site: Site, visit: Visit) -> None:
    with site.inside():
        module = library.course().modules[0]
    page = visit(site.newcomer("Piet Toetsen"))
    page.goto(f"/cursus/{module.slug}/toets")
    questions = module.check.questions
    for question in questions:
        tab_to(page, question.options[0].text)
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        expect(page.get_by_label(question.options[1].text, exact=True)).to_be_checked()
    tab_to(page, "Kijk na")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"van {len(questions)} goed")
    assert walk_through(page) > len(questions)


def test_one_scores_with_the_keyboard_and_the_focus_goes_along_to_each_theme(site: Site, visit: Visit) -> None:
    ria = site.newcomer("Ria Toetsen")
    page = visit(ria)
    page.goto(site.begun_form(ria))
    assert walk_through(page) > 25
    tab_to(page, "nooit")
    expect(answer(page, "WA01", "nooit")).to_be_focused()
    page.keyboard.press("3")
    expect(left_open(page, "Taakgerichtheid")).to_have_text("6 open")
    # The arrows to the side choose as in any group of answers.
    page.keyboard.press("ArrowRight")
    expect(answer(page, "WA01", "altijd")).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(answer(page, "WA02", "nooit")).to_be_focused()
    tab_to(page, "Observatie", "Shift+Tab")
    expect(note(page, "WA02")).to_be_focused()
    page.keyboard.type("1 keer, met m en o")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    expect_saved(page)
    expect(note(page, "WA02")).to_have_value("1 keer, met m en o")
    tab_to(page, "Volgend thema")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=2, name="Doelgerichtheid")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    tab_to(page, "nooit")
    page.keyboard.press("4")
    expect(left_open(page, "Doelgerichtheid")).to_have_text("3 open")
    tab_to(page, "Taakgerichtheid", "Shift+Tab")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=2, name="Taakgerichtheid")
    expect(heading).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", level=2, name="Doelgerichtheid")).to_be_visible()


def test_one_compares_with_the_keyboard(site: Site, visit: Visit) -> None:
    page = visit(site.demo("cursist"))
    page.goto(f"/overleggen/{FIRST}/naast-elkaar")
    assert walk_through(page) > 30
    tab_to(page, "De getallen staan onderaan")
    page.keyboard.press("Enter")
    expect(page.get_by_text("We tellen paren")).to_be_visible()
    moment = page.locator(".compared:visible [data-at]").first
    tab_to(page, moment.inner_text())
    page.keyboard.press("Enter")
    if plays(page):
        expect_plays_from(page, float(moment.get_attribute("data-at") or -1))
