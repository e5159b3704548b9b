"""The course as it is delivered: what every lesson and every check of ours has."""

import re
import tomllib
from collections import Counter

import pytest

from modules.assignments.form_rules import KINDS
from modules.library import queries as library
from modules.library.lesson_rules import INDICATOR
from modules.library.readability_rules import readability
from modules.library.rendering import LINK
from modules.methods import queries as methods
from observation.form import queries as form

LESSONS = [(module.slug, lesson) for module in library.shipped().modules for lesson in module.lessons]
EXPLAINED_IN = ("werkalliantie", "interprofessioneel")
NAMED = re.compile(r"\b(?:WA|IPS)\d\d\b")
CLAIM = re.compile(
    r"\b(bewezen|bewijst|effect(en|ief|ieve|iever)?|evidence\w*|aantoonbaar|aangetoond|gegarandeerd|garant\w*|leidt tot|werkzaam"
    r"|werkt (beter|echt|het best)|(betere?|hogere|snellere) (resultaten|uitkomsten)|sneller aan het werk)\b",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(geen|niet|nooit|pas als|zonder verschil)\b", re.IGNORECASE)


@pytest.mark.parametrize(("module", "lesson"), LESSONS, ids=lambda each: getattr(each, "slug", each))
def test_a_lesson_has_a_scene_something_to_think_over_and_how_it_shows_in_an_overleg(module, lesson):
    blocks = re.findall(r"^/// (\w+) \|", lesson.text, re.M)

    assert {"scène", "denkvraag", "overleg"} <= set(blocks)


@pytest.mark.parametrize(("module", "lesson"), LESSONS, ids=lambda each: getattr(each, "slug", each))
def test_a_lesson_names_in_its_text_exactly_the_indicators_of_its_header(module, lesson):
    assert set(NAMED.findall(lesson.text)) == set(lesson.indicators)


@pytest.mark.parametrize(("module", "lesson"), LESSONS, ids=lambda each: getattr(each, "slug", each))
def test_a_lesson_names_existing_indicators_by_their_exact_words(module, lesson):
    items = form.current().items
    for label, code in re.findall(r"\*([^*]+)\* \(((?:WA|IPS)\d\d)\)", lesson.text):
        assert items[code].text == label


@pytest.mark.parametrize(("module", "lesson"), LESSONS, ids=lambda each: getattr(each, "slug", each))
def test_a_lesson_has_a_readable_length_and_sources(module, lesson):
    read = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", lesson.text)
    read = re.sub(r"<br>|[|*#/>\-\[\]()]", " ", re.sub(r"\]\([^)]*\)", "]", read))

    assert 350 <= len(read.split()) <= 700
    assert readability(lesson.text).longest_length <= 25
    assert lesson.sources
    assert all(INDICATOR.fullmatch(code) for code in lesson.indicators)


@pytest.mark.parametrize("module", library.shipped().modules, ids=lambda module: module.slug)
def test_nothing_in_a_module_claims_an_effect_that_was_not_found(module):
    explanations = [option.explanation for question in module.check.questions for option in question.options]
    texts = [module.summary, *[lesson.text for lesson in module.lessons], *explanations]
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.!?])\s+", text)]
    claims = [sentence for sentence in sentences if CLAIM.search(sentence) and not DENIED.search(sentence)]

    assert claims == []


@pytest.mark.parametrize(("module", "lesson"), LESSONS, ids=lambda each: getattr(each, "slug", each))
def test_a_link_inside_the_site_leads_somewhere(module, lesson):
    lessons = {f"{slug}/{each.slug}" for slug, each in LESSONS}
    for kind, target in LINK.findall(lesson.text):
        known = {"les": lessons, "opdracht": KINDS, "methode": {each.slug for each in methods.guide().methods}}
        assert target in known[kind]


def test_each_indicator_of_the_form_is_explained_once_in_its_order():
    explained = [
        code for module in EXPLAINED_IN for slug, lesson in LESSONS for code in lesson.explains if slug == module
    ]

    assert explained == list(form.current().items)


def test_the_right_answer_of_a_check_is_not_always_at_the_same_place_nor_always_the_longest():
    for module in library.shipped().modules:
        places = [[option.correct for option in question.options].index(True) for question in module.check.questions]
        longest = [
            max(question.options, key=lambda option: len(option.text)).correct for question in module.check.questions
        ]

        assert len(set(places)) > 1, module.slug
        assert sum(longest) < len(longest), module.slug
        assert 6 <= len(module.check.questions) <= 10


def test_the_factors_are_the_twenty_and_seven_of_the_source_in_the_words_of_the_lessons():
    factors = tomllib.loads((library.CONTENT / "factors.toml").read_text())["factors"]
    lessons = "".join(lesson.text for slug, lesson in LESSONS if slug == "integraal-werken")

    assert Counter((each["direction"], each["level"]) for each in factors) == {
        ("bevorderend", "organisatie"): 6,
        ("bevorderend", "team"): 4,
        ("bevorderend", "individu"): 10,
        ("belemmerend", "organisatie"): 3,
        ("belemmerend", "team"): 1,
        ("belemmerend", "individu"): 3,
    }
    assert [each["text"] for each in factors if f"| {each['text']} |" not in lessons] == []


def test_every_link_inside_the_site_in_our_lessons_answers(as_participant):
    addresses = set()
    for module, lesson in LESSONS:
        page = as_participant.get(f"/cursus/{module}/{lesson.slug}").text
        article = page.partition('class="lesson__body"')[2].partition("</article>")[0]
        addresses |= set(re.findall(r'href="(/[^"#]+)', article))

    assert addresses
    assert {address for address in addresses if as_participant.get(address).status_code != 200} == set()


def test_the_form_leads_from_each_indicator_to_the_row_that_explains_it(as_participant):
    page = as_participant.get("/observatieformulier").text
    found = re.findall(r'<a class="utrecht-link" href="(/cursus/[^"#]+)#([^"]+)">', page)

    assert [anchor for _, anchor in found] == [f"deel-{code}" for code in form.current().items]
    lessons = {where: as_participant.get(where).text for where, _ in found}
    assert [anchor for where, anchor in found if f'<td id="{anchor}">' not in lessons[where]] == []


# A beginner gets these questions in the voormeting, before any lesson.
LEANS_ON_A_LESSON = re.compile(
    r"deze module|deze les|de les\b|tabel \d|hoofdstuk|paragraaf|onze (?:leesregel|uitleg)", re.I
)


@pytest.mark.parametrize("module", library.shipped().modules, ids=lambda module: module.slug)
def test_every_question_can_be_understood_without_the_lesson(module):
    texts = [text for each in module.check.questions for text in (each.text, *(option.text for option in each.options))]

    assert [text for text in texts if LEANS_ON_A_LESSON.search(text)] == []
