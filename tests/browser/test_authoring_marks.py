"""The row of buttons above the text of a lesson: marks at the caret or around what is selected, as if they were typed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.live import Site

pytestmark = pytest.mark.browser

KEPT = "Alles is opgeslagen als concept."


@pytest.fixture
def page(site: Site, visit: Visit) -> Iterator[Page]:
    """Yield the page of a lesson; what the test made of it is thrown away."""
    page = visit(site.demo("trainer"))
    page.goto("/redactie/plan")
    page.locator("#lessen + ol a").first.click()
    page.wait_for_load_state("load")
    yield page
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.goto("/redactie/plan")
    page.get_by_text("Gooi het concept weg").click()
    page.get_by_role("button", name="Ja, gooi weg").click()


def text_of(page: Page) -> Locator:
    """Return the field with the text of the lesson."""
    return page.get_by_label("Tekst", exact=True)


def select(page: Page, words: str) -> None:
    """Select these words in the text; with no words the caret goes to its end."""
    at = "const at = words ? area.value.indexOf(words) : area.value.length;"
    text_of(page).evaluate(
        f"(area, words) => {{ {at} area.focus(); area.setSelectionRange(at, at + words.length) }}", words
    )


def press(page: Page, name: str) -> None:
    """Reach a button with the keyboard and press it."""
    page.get_by_role("group", name="Voeg in de tekst in").get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def test_a_button_marks_what_is_selected_and_one_undo_takes_it_back(page: Page) -> None:
    text, preview = text_of(page), page.get_by_role("group", name="Voorbeeld")
    text.fill("Een rustige zin.")
    for name, words, after in (
        ("Vet", "rustige", "Een **rustige** zin."),
        ("Link", "rustige", "Een [rustige](https://) zin."),
        ("Kop", "rustige", "## Een rustige zin.\n"),
        ("Denkvraag", "rustige", "/// denkvraag | Titel\nEen rustige zin.\n///\n"),
    ):
        select(page, words)
        press(page, name)
        expect(text).to_have_value(after)
        expect(text).to_be_focused()
        page.keyboard.press("Control+z")
        expect(text).to_have_value("Een rustige zin.")
    press(page, "Denkvraag")
    expect(preview.locator(".admonition.reflect")).to_be_visible()


def test_what_still_has_to_be_typed_is_selected(page: Page) -> None:
    text = text_of(page)
    text.fill("Een zin.")
    select(page, "zin")
    press(page, "Link")
    page.keyboard.type("https://voorbeeld.nl")
    expect(text).to_have_value("Een [zin](https://voorbeeld.nl).")

    select(page, "")
    press(page, "Scène")
    page.keyboard.type("Zij lacht.")
    expect(text).to_have_value("Een [zin](https://voorbeeld.nl).\n\n/// scène | Titel\nZij lacht.\n///\n")
    select(page, "Zij lacht.")
    press(page, "Vet")
    expect(text).to_have_value("Een [zin](https://voorbeeld.nl).\n\n/// scène | Titel\n**Zij lacht.**\n///\n")


def test_each_selected_line_becomes_a_point_and_the_same_button_makes_it_plain_again(page: Page) -> None:
    text, preview = text_of(page), page.get_by_role("group", name="Voorbeeld")
    text.fill("Vooraf\neen\ntwee\nAchteraf")
    select(page, "een\ntwee\n")
    press(page, "Lijst")
    expect(text).to_have_value("Vooraf\n\n- een\n- twee\n\nAchteraf")
    expect(preview.get_by_role("listitem")).to_have_text(["een", "twee"])
    select(page, "- een\n- twee")
    press(page, "Lijst")
    expect(text).to_have_value("Vooraf\n\neen\ntwee\n\nAchteraf")

    text.fill("- een\ntwee")
    select(page, "")
    press(page, "Lijst")
    expect(text).to_have_value("- een\n- twee\n")


def test_a_block_never_cuts_the_sentence_that_the_caret_is_in(page: Page) -> None:
    text = text_of(page)
    text.fill("Een zin.\nEn nog een.")
    select(page, "")
    text.press("ArrowLeft")
    press(page, "In een overleg")
    expect(text).to_have_value("Een zin.\nEn nog een.\n\n/// overleg | Titel\nTekst\n///\n")


def test_a_block_never_comes_inside_another(page: Page) -> None:
    text = text_of(page)
    scene, reflect, card = (
        "/// scène | Titel\nMijn scène\n///",
        "/// denkvraag | Titel\nTekst\n///",
        "/// omdraaikaart | Titel\nTekst\n///",
    )
    text.fill("Een zin.")
    select(page, "")
    press(page, "Scène")
    page.keyboard.type("Mijn scène")
    press(page, "Denkvraag")
    press(page, "Omdraaikaart")
    expect(text).to_have_value(f"Een zin.\n\n{scene}\n\n{reflect}\n\n{card}\n")

    for selected in ("Mijn scène", "Een zin.\n/// scène", "scène\n///"):
        text.fill(f"Een zin.\n{scene}\nNog een.")
        select(page, selected)
        press(page, "Denkvraag")
        expect(text).to_have_value(f"Een zin.\n{scene}\n\n{reflect}\n\nNog een.")

    text.fill(f"Een zin.\n{scene}")
    select(page, "Een zin.\n")
    press(page, "Omdraaikaart")
    expect(text).to_have_value(f"/// omdraaikaart | Titel\nEen zin.\n///\n\n{scene}")
    expect(page.get_by_text("Dit blok is niet gesloten")).to_be_hidden()


def test_a_block_comes_before_the_one_that_the_caret_stands_in_front_of(page: Page) -> None:
    text = text_of(page)
    text.fill("/// scène | Titel\nZij lacht.\n///")
    text.press("Control+Home")
    press(page, "Denkvraag")
    expect(text).to_have_value("/// denkvraag | Titel\nTekst\n///\n\n/// scène | Titel\nZij lacht.\n///")


def test_the_preview_goes_along_with_the_caret_and_stays_where_it_was_scrolled_to_within_a_part(page: Page) -> None:
    text, headings = text_of(page), page.get_by_role("group", name="Voorbeeld").get_by_role("heading", level=2)
    expect(headings.last).not_to_be_in_viewport()
    select(page, "")
    page.keyboard.press("End")
    expect(headings.last).to_be_in_viewport()
    page.get_by_role("group", name="Voorbeeld").hover()
    page.mouse.wheel(0, -5000)
    expect(headings.last).not_to_be_in_viewport()
    page.keyboard.type("Nog een zin.")
    expect(page.get_by_text("Nog een zin.").last).to_be_attached()
    expect(headings.last).not_to_be_in_viewport()
    text.press("Control+Home")
    expect(headings.first).to_be_in_viewport()
    page.keyboard.type("## Een nieuwe kop\n\nTekst eronder.\n\n")
    expect(headings.first).to_have_text("Een nieuwe kop")
