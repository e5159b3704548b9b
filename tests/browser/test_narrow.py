"""Scoring and comparing on a phone and a tablet: one knows where one is, and gets on without endless scrolling."""

import re

import pytest
from playwright.sync_api import Page, expect

from observation.form import queries as form
from tests.browser.conftest import Visit
from tests.browser.live import COURSE, FIRST, Site
from tests.browser.scoring import choose, expect_plays_from, expect_saved, plays
from tests.browser.test_accessibility import FITS
from tests.browser.test_keyboard_only import walk_through
from trainer.people.rules import Role

pytestmark = [pytest.mark.browser, pytest.mark.looks]

PHONE, LYING, TABLET = {"width": 390, "height": 844}, {"width": 844, "height": 390}, {"width": 820, "height": 1180}
COMPARE = f"/overleggen/{FIRST}/naast-elkaar"
THEMES = len(form.current().themes)


@pytest.mark.parametrize("viewport", [PHONE, LYING, TABLET], ids=["phone", "lying", "tablet"])
def test_on_a_narrow_window_the_recording_hides_nothing_that_has_the_focus(
    site: Site, visit: Visit, viewport: dict[str, int]
) -> None:
    tim = site.newcomer("Tim Toetsen")
    page = visit(tim, viewport=viewport)
    page.goto(site.begun_form(tim))
    assert walk_through(page) > 25
    assert walk_through(page, "Shift+Tab") > 25


@pytest.mark.parametrize("viewport", [PHONE, TABLET], ids=["phone", "tablet"])
def test_side_by_side_the_recording_hides_nothing_that_has_the_focus(
    site: Site, visit: Visit, viewport: dict[str, int]
) -> None:
    page = visit(site.demo("cursist"), viewport=viewport)
    page.goto(COMPARE)
    assert walk_through(page) > 25
    assert walk_through(page, "Shift+Tab") > 25


def test_on_a_phone_one_always_sees_how_far_the_form_is(site: Site, visit: Visit) -> None:
    fay = site.newcomer("Fay Kijker")
    page = visit(fay, viewport=PHONE)
    page.goto(site.begun_form(fay))
    line = page.locator("[data-progress]")
    expect(line).to_have_text("0 van 54 ingevuld, thema 1 van 8")
    choose(page, "WA07", "soms")
    expect(line).to_have_text("1 van 54 ingevuld, thema 1 van 8")
    expect(line).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Volgend thema").click()
    expect(line).to_have_text("1 van 54 ingevuld, thema 2 van 8")
    expect(line).to_be_in_viewport(ratio=1)
    page.get_by_role("navigation", name="Thema's").get_by_role("link", name="Aanvullend").click()
    expect(line).to_have_text("1 van 54 ingevuld, aanvullend")


@pytest.mark.parametrize("viewport", [PHONE, LYING, TABLET], ids=["phone", "lying", "tablet"])
@pytest.mark.parametrize("path", ["form", "compare"])
def test_the_list_of_themes_scrolls_one_way_at_most(
    site: Site, visit: Visit, viewport: dict[str, int], path: str
) -> None:
    tom = site.newcomer("Tom Kijker") if path == "form" else site.demo("cursist")
    page = visit(tom, viewport=viewport)
    page.goto(site.begun_form(tom) if path == "form" else COMPARE)
    ways = page.evaluate(
        """() => [...document.querySelectorAll(".steps-nav, .steps-nav ol")].flatMap((each) => {
          const { overflowX, overflowY } = getComputedStyle(each);
          return [overflowX !== "visible" && each.scrollWidth > each.clientWidth && "x",
                  overflowY !== "visible" && each.scrollHeight > each.clientHeight && "y"].filter(Boolean);
        })"""
    )
    assert len(ways) <= 1


def test_on_a_phone_the_recording_leaves_three_quarters_for_the_form_and_can_be_wound_back(
    site: Site, visit: Visit
) -> None:
    lea = site.newcomer("Lea Kijker")
    page = visit(lea, viewport=PHONE)
    page.goto(site.begun_form(lea))
    page.locator("#WA05").scroll_into_view_if_needed()
    dock, picture = page.locator(".dock").bounding_box(), page.locator("#opname").bounding_box()
    assert dock and picture
    assert dock["y"] == 0 and dock["height"] < PHONE["height"] / 4
    # Narrower, and the browser leaves the bar out of its controls.
    assert picture["width"] >= 200

    page.set_viewport_size(LYING)
    page.locator("#WA05").scroll_into_view_if_needed()
    picture, form = page.locator("#opname").bounding_box(), page.locator("[data-form]").bounding_box()
    assert picture and form and picture["x"] + picture["width"] <= form["x"]
    expect(page.locator("#opname")).to_be_in_viewport(ratio=1)


def _folds(page: Page, state: str = "") -> int:
    return page.locator(f"[data-theme] details{state}").count()


def test_side_by_side_is_folded_per_theme_and_a_difference_is_never_far(site: Site, visit: Visit) -> None:
    page = visit(site.demo("cursist"), viewport=PHONE)
    page.goto(COMPARE)
    themes = page.get_by_role("navigation", name="Thema's")
    expect(themes.get_by_role("link")).to_have_count(THEMES + 1)
    first = page.locator("[data-theme]").first
    expect(first.locator("summary").first).to_contain_text("verschil")

    page.get_by_role("button", name="Alles dicht").click()
    assert _folds(page, "[open]") == 0
    # The themes alone: in how many groups someone is, which stands above them, depends on what ran before.
    heights = page.evaluate("[...document.querySelectorAll('[data-theme]')].map((each) => each.offsetHeight)")
    assert heights and sum(heights) < 2 * PHONE["height"]
    page.get_by_role("link", name="Excuses aanbieden").click()
    expect(page.locator(".compared").filter(has_text="Excuses aanbieden")).to_be_in_viewport()
    page.get_by_role("button", name="Alles open").click()
    assert _folds(page, "[open]") == _folds(page)

    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    expect(themes).to_be_in_viewport()
    page.get_by_role("button", name="Alles dicht").click()
    themes.get_by_role("link", name="Conflicten").click()
    expect(page.get_by_role("heading", name="Conflicten")).to_be_in_viewport()
    expect(page.locator("#thema-conflicten .comparisons > li").first).to_be_visible()


def test_on_a_phone_the_figures_fit_and_are_how_often_and_no_percentage(site: Site, visit: Visit) -> None:
    page = visit(site.demo("cursist"), viewport=PHONE)
    page.goto(COMPARE)
    page.get_by_role("link", name="De getallen staan onderaan").click()
    table = page.get_by_role("region", name="Hoe vaak we het eens zijn, per thema")
    expect(table).to_be_in_viewport()
    assert table.evaluate("(each) => each.scrollWidth <= each.clientWidth")
    assert " van " in table.inner_text() and "%" not in table.inner_text()


def test_a_moment_plays_also_when_the_recording_is_folded_away(site: Site, visit: Visit) -> None:
    page = visit(site.demo("cursist"), viewport=PHONE)
    page.goto(COMPARE)
    page.locator("summary", has_text="Opname").click()
    expect(page.locator("#opname")).not_to_be_visible()
    moment = page.locator(".compared:visible [data-at]").first
    moment.click()
    expect(page.locator("#opname")).to_be_in_viewport(ratio=1)
    if plays(page):
        expect_plays_from(page, float(moment.get_attribute("data-at") or -1))


def test_without_a_script_the_themes_fold_by_themselves(site: Site, visit: Visit) -> None:
    page = visit(site.demo("cursist"), viewport=PHONE, java_script_enabled=False)
    page.goto(COMPARE)
    expect(page.get_by_role("button", name="Alles open")).to_have_count(0)
    theme = page.locator("[data-theme]").first
    expect(theme.locator(".comparisons > li").first).to_be_visible()
    theme.get_by_role("heading", level=2).click()
    expect(theme.locator(".comparisons > li").first).not_to_be_visible()


def test_on_a_tablet_the_head_of_a_page_is_one_line(site: Site, visit: Visit) -> None:
    page = visit(site.demo("cursist"), viewport=TABLET)
    page.goto("/")
    menu, account = page.locator(".site-nav").bounding_box(), page.locator(".account").bounding_box()
    assert menu and account and abs(menu["y"] + menu["height"] / 2 - account["y"] - account["height"] / 2) < 8


@pytest.mark.parametrize("width", [721, 805, 820, 960, 1025, 1100])
@pytest.mark.parametrize("name", ["Tess Trainer (demo)", "Willemijn van den Berg-Zonderland"])
def test_the_head_of_a_page_is_one_line_whatever_ones_name_is(site: Site, visit: Visit, name: str, width: int) -> None:
    someone = site.demo("trainer") if "demo" in name else site.newcomer(name)
    page = visit(someone, viewport={"width": width, "height": 1180})
    page.goto("/")
    head, shown = page.locator(".site-header").bounding_box(), page.locator(".account summary span").bounding_box()
    assert head and head["height"] < 70
    assert shown and shown["width"] > 50
    assert page.evaluate(FITS)


@pytest.mark.parametrize(
    "path", ["/cursusdagen/1", f"/groepen/{COURSE}/modelgetrouwheid/waarom", "/opdrachten/nieuw/profiel"]
)
def test_what_one_ticks_has_one_look(site: Site, visit: Visit, path: str) -> None:
    page = visit(site.demo("cursist" if "opdrachten" in path else "trainer"))
    page.goto(path)
    brand = page.evaluate("getComputedStyle(document.querySelector('.brand__mark')).fill")
    look = "(each) => [getComputedStyle(each).accentColor, each.getBoundingClientRect().height > 18]"
    for each in page.locator("main input[type=radio]:visible").all():
        assert each.evaluate(look) == [brand, True]
    assert page.locator("main input[type=radio]:visible").count() > 0


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_the_code_in_the_room_is_large_and_the_page_shows_little_else(site: Site, visit: Visit, width: int) -> None:
    tom = site.newcomer("Tom Trainer", Role.TRAINER)
    page = visit(tom, viewport={"width": width, "height": 900})
    page.goto(site.day_today(tom, 2))
    page.get_by_role("link", name="Laat de code groot zien").click()
    code = page.locator(".room__code")
    box = code.bounding_box()
    assert box and box["height"] > width / 6 and re.fullmatch(r"[A-Z2-9]{5}", code.inner_text())
    assert page.evaluate(FITS)
    assert not page.locator(".site-header").is_visible() and "Hoeven" not in page.locator("body").inner_text()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.get_by_role("link", name="Terug naar de dag").click()
    expect(page.get_by_role("heading", name="Wie was erbij?")).to_be_visible()


# Nothing of what was typed lies outside the field.
WHOLE = "(field) => field.scrollWidth <= field.clientWidth && field.scrollHeight <= field.clientHeight"
SENTENCE = "Zij kijkt naar haar moeder, wacht even en begint dan zelf te vertellen over het werk dat zij graag deed."


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_the_words_of_a_moment_are_to_be_read_as_a_whole_and_can_be_taken_away(
    site: Site, visit: Visit, width: int
) -> None:
    mo = site.newcomer("Mo Kijker")
    page = visit(mo, viewport={"width": width, "height": 844})
    page.goto(site.begun_form(mo))
    item = page.locator("#WA01")
    item.get_by_role("button", name="Bewaar dit moment").click()
    words = item.locator("[data-moment]").get_by_role("textbox")
    low = words.evaluate("(field) => field.clientHeight")
    words.fill(SENTENCE)
    assert words.evaluate(WHOLE)
    assert low < 40
    assert page.evaluate(FITS)
    item.get_by_role("button", name="Verwijder het moment").scroll_into_view_if_needed()
    remove, card = item.get_by_role("button", name="Verwijder het moment").bounding_box(), item.bounding_box()
    assert remove and card and remove["x"] + remove["width"] <= card["x"] + card["width"]
    # A moment is one line wherever it is read, also when it was pasted with ends of lines in it.
    words.fill(SENTENCE.replace(" ", "\n"))
    expect(words).to_have_value(SENTENCE)
    expect_saved(page)
    page.reload()
    expect(words).to_have_value(SENTENCE)
    assert words.evaluate(WHOLE)
    assert page.evaluate(FITS)


def test_on_a_phone_the_state_of_every_day_of_the_plan_stands_in_one_place(site: Site, visit: Visit) -> None:
    page = visit(site.demo("cursist"), viewport=PHONE)
    page.goto(f"/groepen/{COURSE}/planning")
    states = page.locator(".rows__acts")
    assert states.count() > 2
    places = {round(box["x"]) for each in states.all() if (box := each.bounding_box())}
    assert len(places) == 1


def test_on_a_tablet_a_day_of_all_dates_is_low(site: Site, visit: Visit) -> None:
    page = visit(site.demo("trainer"), viewport=TABLET)
    page.goto(f"/groepen/{COURSE}/planning/datums")
    days = page.locator(".dates tbody tr")
    # Its name, one line of fields, and the place.
    assert max(box["height"] for each in days.all() if (box := each.bounding_box())) < 300
    assert page.evaluate(FITS)


def test_on_a_tablet_a_long_name_among_those_present_takes_one_line(site: Site, visit: Visit) -> None:
    someone = site.newcomer("Anne-Marie van der Hoeven-Brinkman")
    page = visit(site.demo("trainer"), viewport=TABLET)
    page.goto("/cursusdagen/1")
    name = page.locator(".presence legend", has_text=someone.name).bounding_box()
    assert name and name["height"] < 30


@pytest.mark.parametrize("width", [805, 820])
def test_on_a_tablet_all_answers_about_someone_stand_on_one_line(site: Site, visit: Visit, width: int) -> None:
    page = visit(site.demo("trainer"), viewport={"width": width, "height": 1180})
    page.goto("/cursusdagen/1")
    line = page.locator(".presence__states").first.bounding_box()
    assert line and line["height"] < 50


def test_a_table_in_a_lesson_fits_on_a_phone(site: Site, visit: Visit) -> None:
    page = visit(site.demo("cursist"), viewport=PHONE)
    for lesson in (
        "profiel/nu-wens-en-eerder",
        "plan/kleine-stappen",
        "strength-model/krachten-eerst",
        "gezamenlijk-overleg/wie-doet-wat",
    ):
        page.goto(f"/cursus/{lesson}")
        expect(page.get_by_role("group", name="Tabel").first).to_be_visible()
        wider = page.evaluate(
            "[...document.querySelectorAll('.scroll')].filter((box) => box.scrollWidth > box.clientWidth).length"
        )
        assert wider == 0, lesson
