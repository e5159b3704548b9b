"""A trainer changes a sentence in a lesson, sees it beside the text, publishes it, and a cursist reads it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, sign_in
from tests.browser.live import Site

pytestmark = pytest.mark.browser

READ = "/cursus/feedback-en-intervisie/feedback-die-helpt"
SENTENCE = "Deze zin schreef een trainer zelf."
KEPT = "Alles is opgeslagen als concept."


def test_a_sentence_goes_from_the_keyboard_of_a_trainer_to_the_screen_of_a_cursist(site: Site, visit: Visit) -> None:
    page, reader = visit(), visit(site.demo("cursist"))
    reader.goto(READ)
    expect(reader.get_by_text(SENTENCE)).to_have_count(0)
    sign_in(page, site.demo("trainer"))
    _to_the_lesson(page)
    _write(page)
    reader.reload()
    expect(reader.get_by_text(SENTENCE)).to_have_count(0)

    _publish(page)
    reader.reload()
    expect(reader.get_by_text(SENTENCE)).to_be_visible()

    page.get_by_text("Terug naar de meegeleverde tekst").click()
    page.get_by_role("button", name="Ja, zet de meegeleverde tekst terug").click()
    expect(page.get_by_text("De meegeleverde tekst staat er weer.")).to_be_visible()
    reader.reload()
    expect(reader.get_by_text(SENTENCE)).to_have_count(0)


def _to_the_lesson(page: Page) -> None:
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Cursus").click()
    page.get_by_role("link", name="Cursus bewerken").click()
    page.get_by_role("link", name="Feedback en intervisie").click()
    page.get_by_role("link", name="Feedback die helpt").click()


def _write(page: Page) -> None:
    """A mistake is named while it is typed; a sentence is shown and kept while it is typed."""
    text, preview = page.get_by_label("Tekst", exact=True), page.get_by_role("group", name="Voorbeeld")
    before = text.input_value()
    text.fill(f"{before}\n\n/// scen | Fout\n///")
    expect(page.get_by_text("onbekend blok 'scen'")).to_be_visible()
    text.fill(f"{SENTENCE}\n\n{before}")
    expect(page.get_by_text("onbekend blok 'scen'")).to_be_hidden()
    expect(preview.get_by_text(SENTENCE)).to_be_visible()
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.reload()
    expect(text).to_have_value(re.compile(f"^{SENTENCE}"))
    text.press("Control+Home")
    page.get_by_role("button", name="Denkvraag").click()
    expect(preview.locator(".admonition.reflect")).not_to_have_count(0)
    text.fill(f"{SENTENCE}\n\n{before}")
    expect(page.get_by_text(KEPT)).to_be_visible()


def _publish(page: Page) -> None:
    page.get_by_role("link", name="Terug naar de module").click()
    page.get_by_role("link", name="Bekijk de verschillen en publiceer").click()
    expect(page.locator("ins").filter(has_text=SENTENCE)).to_be_visible()
    page.get_by_label("Wat is er veranderd?").fill("Een zin erbij")
    page.get_by_role("button", name="Publiceer").click()
    expect(page.get_by_text("is gepubliceerd. Cursisten zien het nu.")).to_be_visible()


def test_two_windows_of_one_lesson_never_overwrite_each_other_silently(site: Site, visit: Visit) -> None:
    first, second = visit(site.demo("trainer")), visit(site.demo("trainer"))
    for page in (first, second):
        page.goto("/redactie/werkalliantie")
        page.get_by_role("list").get_by_role("link", name="De taak").click()
    second.get_by_label("Doel").fill("Van de tweede.")
    expect(second.get_by_text(KEPT)).to_be_visible()
    first.get_by_label("Doel").fill("Van de eerste.")
    expect(first.get_by_text("Jouw tekst is nog niet opgeslagen.")).to_be_visible()
    second.reload()
    expect(second.get_by_label("Doel")).to_have_value("Van de tweede.")

    first.get_by_role("button", name="Sla toch mijn tekst op").click()
    expect(first.get_by_text(KEPT)).to_be_visible()
    second.reload()
    expect(second.get_by_label("Doel")).to_have_value("Van de eerste.")


def test_a_button_in_the_check_waits_for_the_save_that_is_under_way(site: Site, visit: Visit) -> None:
    page = visit(site.demo("trainer"))
    page.goto("/redactie/observeren/toets")
    questions = page.get_by_role("heading", name=re.compile(r"^Vraag \d"))
    count = questions.count()
    expect(page.get_by_label("Vraag", exact=True).first).to_be_hidden()
    page.locator(".question summary").first.click()
    page.get_by_label("Vraag", exact=True).first.fill("Anders gevraagd?")
    page.wait_for_timeout(1000)
    page.get_by_role("button", name="Voeg een vraag toe").click()

    expect(questions).to_have_count(count + 1)
    expect(page.locator(".question[open]")).to_have_count(1)
    expect(page.locator(".question[open]").get_by_text("Opgeslagen als concept.")).to_be_in_viewport()
    expect(page.get_by_label("Vraag", exact=True).first).to_have_value("Anders gevraagd?")
    page.goto("/redactie/observeren")
    page.get_by_text("Gooi het concept weg").click()
    page.get_by_role("button", name="Ja, gooi weg").click()
    expect(page.get_by_text("Het concept is weggegooid.")).to_be_visible()


def test_a_link_never_lands_in_the_line_that_opens_a_block_and_a_mistake_brings_you_to_its_line(
    site: Site, visit: Visit
) -> None:
    page = visit(site.demo("trainer"))
    page.goto("/redactie/plan")
    page.locator("#lessen + ol a").first.click()
    text, block = page.get_by_label("Tekst", exact=True), "/// scène | Een keuken\nZij lacht.\n///"
    text.fill(block)
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.reload()

    def put_link() -> None:
        page.get_by_label("Link naar een les", exact=True).select_option(index=1)
        page.get_by_role("button", name=re.compile("^Voeg in ?: de link")).click()

    put_link()
    expect(text).to_have_value(re.compile(r"^/// scène .*\n///\n\n\[[^\n]*\]\(les:[^\n]*\)\n$", re.S))
    expect(page.get_by_text("Ingevoegd aan het eind van de tekst, op regel 5.")).to_be_visible()
    text.fill(block)
    text.press("Control+Home")
    put_link()
    expect(text).to_have_value(re.compile(r"^\[[^\n]*\]\(les:[^\n]*\)\n\n/// scène "))
    expect(page.get_by_text("Ingevoegd op regel 1.")).to_be_visible()
    expect(page.get_by_role("group", name="Voorbeeld").locator(".admonition.scene")).to_be_visible()

    text.fill("Goed.\n\n[x](figures/geen)\n\n/// scen | Fout\n///")
    page.get_by_role("button", name="Regel 5, '/// scen | Fout'").click()
    expect(text).to_be_focused()
    assert text.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)") == "/// scen | Fout"
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.goto("/redactie/plan")
    page.get_by_text("Gooi het concept weg").click()
    page.get_by_role("button", name="Ja, gooi weg").click()
    expect(page.get_by_text("Het concept is weggegooid.")).to_be_visible()


def test_what_a_question_needs_is_told_calmly_and_goes_away_while_it_is_filled_in(site: Site, visit: Visit) -> None:
    page = visit(site.demo("trainer"))
    page.goto("/redactie/integraal-werken/toets")
    page.get_by_role("button", name="Voeg een vraag toe").click()
    question, left = page.locator(".question[open]"), page.get_by_role("link", name=re.compile("moet(en)? nog goed$"))
    badge, missing = question.get_by_text("moet nog goed"), question.get_by_text(re.compile("^(Vul|Kies) "))
    lacks = [
        "Kies welk antwoord klopt.",
        *["Vul de tekst in."] * 2,
        "Vul de uitleg in.",
        "Vul de tekst in.",
        "Vul de uitleg in.",
    ]
    expect(missing).to_have_text(lacks)
    expect(page.locator("[aria-invalid=true]")).to_have_count(0)

    page.get_by_role("button", name="Opslaan als concept").first.click()
    expect(left).to_be_in_viewport()
    expect(left).to_have_text("1 vraag moet nog goed")
    assert page.locator("main").evaluate("main => getComputedStyle(main).boxShadow") == "none"
    left.click()
    expect(badge).to_be_in_viewport()
    expect(question).to_have_count(1)
    for field in question.get_by_role("textbox").all():
        field.fill("Gevuld.")
    expect(missing.filter(visible=True)).to_have_text(["Kies welk antwoord klopt."])
    expect(badge).to_be_visible()
    question.get_by_role("radio").first.check()
    expect(badge).to_be_hidden()
    expect(left).to_be_hidden()
    question.get_by_role("textbox").last.fill("")
    expect(left).to_be_visible()
    expect(question.get_by_text("Vul de uitleg in.")).to_be_visible()

    page.goto("/redactie/integraal-werken")
    page.get_by_text("Gooi het concept weg").click()
    page.get_by_role("button", name="Ja, gooi weg").click()
    expect(page.get_by_text("Het concept is weggegooid.")).to_be_visible()
