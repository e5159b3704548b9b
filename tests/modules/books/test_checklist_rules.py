"""Lists to tick off, taken from the lessons."""

import pytest

from modules.books.checklist_rules import FILE, read_checklists
from modules.books.html_rules import parse
from modules.books.rules import Chapter
from modules.library.rules import read_module

BODY = parse("<h2>Vooraf</h2><p>Doe dit:</p><ol><li>Bel</li><li>Vraag</li></ol><h2>Daarna</h2><p>Klaar.</p>")
LIST = '[[checklists]]\ntitle = "Voor je begint"\nlesson = "{lesson}"\nheading = "{heading}"\n'


@pytest.fixture
def chapters(texts, figures):
    """The small course as chapters, each lesson with the same text."""
    module, _ = read_module("sterk", texts, figures)
    return [Chapter(1, module, (BODY, BODY))]


def test_a_list_comes_from_under_its_heading(chapters):
    (found,), problems = read_checklists({FILE: LIST.format(lesson="sterk/begin", heading="Vooraf")}, chapters)

    assert problems == []
    assert (found.title, found.origin) == ("Voor je begint", "Les 1.1")
    assert [item.text() for item in found.items] == ["Bel", "Vraag"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            LIST.format(lesson="sterk/begin", heading="Voraf"),
            f"{FILE}, regel 4: les 'sterk/begin' heeft geen kop 'Voraf'. Bedoel je 'Vooraf'?",
        ),
        (
            LIST.format(lesson="sterk/begin", heading="Daarna"),
            f"{FILE}, regel 4: onder de kop 'Daarna' staat geen lijst.",
        ),
        ('[[checklists]]\ntitle = "Zonder les"\n', f"{FILE}, regel 1: veld 'lesson' ontbreekt."),
    ],
)
def test_a_list_that_is_not_there_is_named_with_its_line(text, problem, chapters):
    found, problems = read_checklists({FILE: text}, chapters)

    assert found == []
    assert str(problems[0]) == problem


def test_a_list_of_a_lesson_outside_the_course_is_passed_over(chapters):
    assert read_checklists({FILE: LIST.format(lesson="plan/stappen", heading="Vooraf")}, chapters) == ([], [])
