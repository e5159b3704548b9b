"""A cursist follows the module: from signing in to having finished it."""

import re

import pytest
from playwright.sync_api import Page, expect

from modules.library import queries as library
from modules.library.rules import Module
from tests.browser.conftest import Visit, path_of, sign_in
from tests.browser.live import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def module(site: Site) -> Module:
    """Return the first module of the course."""
    with site.inside():
        return library.course().modules[0]


def test_a_cursist_reads_makes_the_check_and_finishes_the_module(site: Site, visit: Visit, module: Module) -> None:
    page = visit()
    sign_in(page, site.newcomer("Fatma Lezer"))
    page.get_by_role("link", name="Begin met de eerste les").click()
    _stop_halfway_and_come_back(page, module)
    for number, lesson in enumerate(module.lessons, start=1):
        expect(page.get_by_role("heading", level=1)).to_have_text(lesson.title)
        last = number == len(module.lessons)
        page.get_by_role("button", name="Klaar, naar de toets" if last else "Klaar, naar de volgende les").click()
    _forget_one_question(page, module)
    _read_the_result(page, module)
    page.get_by_role("link", name="Terug naar de module").click()
    steps = len(module.lessons) + 1
    expect(page.get_by_text(f"{steps} van {steps} stappen klaar")).to_be_visible()
    page.get_by_role("button", name="Afronden").click()
    expect(page.get_by_text(f"Je hebt de module '{module.title}' afgerond.")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("^Afgerond op"))).to_be_visible()
    page.get_by_role("link", name="Start").click()
    expect(page.get_by_text(re.compile("^1 van [0-9]+ modules afgerond$"))).to_be_visible()


def _stop_halfway_and_come_back(page: Page, module: Module) -> None:
    """Read to the last heading of the first lesson, leave, and come back to that very heading."""
    page.wait_for_load_state("load")
    heading = page.locator(".lesson__body h2[id]").last
    place = heading.get_attribute("id")
    with page.expect_response(re.compile("/plek$")) as kept:
        heading.evaluate("heading => window.scrollTo(0, heading.getBoundingClientRect().top + scrollY - 20)")
    assert kept.value.status == 204
    page.get_by_role("link", name="Start").click()
    page.get_by_role("link", name="Ga verder").click()
    page.wait_for_load_state("load")
    assert path_of(page) == f"/cursus/{module.slug}/{module.lessons[0].slug}#{place}"
    assert page.evaluate(f"document.getElementById({place!r}).getBoundingClientRect().top < innerHeight / 3")


def _forget_one_question(page: Page, module: Module) -> None:
    """Answer all questions but the third, wrongly at the first; what was chosen stays."""
    questions = module.check.questions
    for number, question in enumerate(questions, start=1):
        if number == 3:
            continue
        wanted = next(option for option in question.options if option.correct == (number != 1))
        page.get_by_role("radiogroup").nth(number - 1).get_by_label(wanted.text, exact=True).check()
    page.get_by_role("button", name="Kijk na").click()
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text("1 vraag heeft nog geen antwoord")
    expect(page.locator("input:checked")).to_have_count(len(questions) - 1)
    problem.get_by_role("link").click()
    expect(page.locator(":target")).to_be_in_viewport()
    third = page.get_by_role("radiogroup").nth(2)
    expect(third.get_by_text("Kies een antwoord.")).to_be_in_viewport()
    right = next(option for option in questions[2].options if option.correct)
    third.get_by_label(right.text, exact=True).check()
    page.get_by_role("button", name="Kijk na").click()


def _read_the_result(page: Page, module: Module) -> None:
    """See how it went, with why each answer is right or not, and the lesson to read again."""
    questions = module.check.questions
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{len(questions) - 1} van {len(questions)} goed")
    missed = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=questions[0].text))
    expect(missed).to_contain_text("Nog niet goed")
    expect(missed.get_by_role("link", name=re.compile("^Lees les 1 terug:"))).to_be_visible()
    for option in questions[0].options:
        expect(missed).to_contain_text(option.explanation)
    chosen = next(option for option in questions[0].options if not option.correct)
    expect(missed.get_by_role("listitem").filter(has_text="Jouw antwoord")).to_contain_text(chosen.text)


def test_a_cursist_may_take_a_lesson_back(site: Site, visit: Visit, module: Module) -> None:
    page = visit(site.newcomer("Gijs Lezer"))
    page.goto(f"/cursus/{module.slug}/{module.lessons[1].slug}")
    page.get_by_role("button", name="Klaar, naar de volgende les").click()
    page.get_by_role("link", name=f"Vorige les: {module.lessons[1].title}").click()
    expect(page.get_by_text("Deze les is klaar.")).to_be_visible()
    page.get_by_role("button", name="Toch nog niet klaar").click()
    expect(page.get_by_text("Deze les is klaar.")).to_have_count(0)
    expect(page.get_by_role("button", name="Klaar, naar de volgende les")).to_be_visible()
