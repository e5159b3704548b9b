"""The books: all lessons on paper, tagged PDFs, one file per version, and a broken module that stays out."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from modules.books import actions, queries, shelf
from modules.books.handbook_rules import handbook
from modules.books.html_rules import parse
from modules.books.rules import Edition, Kind
from modules.books.workbook_rules import reflections, workbook
from modules.library import queries as library
from tests.conftest import not_done, text_of
from trainer.planning.rules import TEMPLATE
from trainer.web import long_date, today

DAY = date(2026, 11, 26)
EDITION = Edition("0123456789ab", "26 november 2026", ())
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 40" width="72" height="40"><path d="M0 0h9v9z"/></svg>'
)


@pytest.fixture
def figures():
    """A drawing with a size, unlike the one of the other tests, which no book can show."""
    return {"sterk/figures/plant.svg": DRAWING}


@pytest.fixture
def books(app, tmp_path, monkeypatch):
    """An empty shelf, gone after the test; returns its folder."""
    monkeypatch.setattr(app, "instance_path", str(tmp_path / "instance"))
    return tmp_path / "instance" / "books"


@pytest.fixture(scope="module")
def shipped(app):
    """All that the books are made of, as we ship it."""
    with app.app_context():
        return queries.contents()


@pytest.fixture
def presses(monkeypatch):
    """Count how often something is pressed."""
    made, press = [], actions._pressed
    monkeypatch.setattr(actions, "_pressed", lambda *given: made.append(1) or press(*given))
    return made


def test_every_lesson_and_every_list_that_we_ship_can_be_printed(shipped):
    assert shipped.problems == ()
    assert len(shipped.chapters) == len(library.shipped().modules)
    assert len(shipped.checklists) == 13
    assert {form.kind for form in shipped.forms} == {"profiel", "plan"}


def test_the_praktijkboek_holds_every_lesson_method_and_indicator(shipped):
    text = handbook(shipped, EDITION)

    assert text.count("#lesson(") == sum(len(each.module.lessons) for each in shipped.chapters)
    assert text.count("#method(") == len(shipped.guide.methods)
    assert set(re.findall(r"label: <indicator-(\w+)>", text)) == {
        each.code for theme in shipped.themes for each in theme.indicators
    }
    assert "explains: true" in text


def test_the_trainingsmap_says_of_the_days_what_is_published_and_what_we_chose(shipped):
    text = workbook(shipped, TEMPLATE, EDITION)

    assert "heeft ook 2 lesdagen, 3 praktijkdagen en 2 intervisies." in text
    assert "Praktijkdag 3 en de duur" not in text
    assert "Die uren kozen wij zelf" in text


def explained(chapters):
    """Return what is told about the options of all questions."""
    questions = [question for each in chapters for question in each.module.check.questions]
    return [option.explanation[:40] for question in questions for option in question.options]


def test_the_trainingsmap_of_a_cursist_holds_every_question_and_no_answer(shipped):
    text = workbook(shipped, TEMPLATE, EDITION)

    assert text.count("#check(") == len(shipped.chapters)
    assert "Antwoorden bij de toetsen" not in text and "right: " not in text and "achterin" not in text
    assert not any(explanation in text for explanation in explained(shipped.chapters))
    assert "De antwoorden staan niet in deze map." in text


def test_the_trainingsmap_of_a_trainer_gives_the_answers_only_at_the_back(shipped):
    text = workbook(shipped, TEMPLATE, replace(EDITION, answers=True))
    before, _, after = text.partition("Antwoorden bij de toetsen")
    questions = [question for each in shipped.chapters for question in each.module.check.questions]
    right = [option.explanation for question in questions for option in question.options if option.correct]

    assert text.count("#think(") == sum(len(reflections(body)) for each in shipped.chapters for body in each.bodies)
    assert before.count("#check(") == len(shipped.chapters)
    assert after.count("right: ") == len(questions)
    assert not any(explanation[:40] in before for explanation in right)
    assert text.count("Intervisie 1") == 1


def test_questions_to_think_over_are_found_inside_other_blocks_too():
    body = parse('<div><div class="admonition reflect"><p>Denk</p></div></div><div class="admonition scene"></div>')
    assert [each.text() for each in reflections(body)] == ["Denk"]


def test_the_whole_praktijkboek_is_a_tagged_dutch_pdf(app):
    # On the shelf of the whole run, so that other tests that ask for this book find it there.
    pdf = actions.course_book(Kind.HANDBOOK, today=DAY).read_bytes()

    assert pdf.startswith(b"%PDF-")
    for mark in (b"/MarkInfo", b"/StructTreeRoot", b"pdfuaid:part>1<", b"/Lang(nl-NL)", b"/Outlines", b"Praktijkboek"):
        assert mark in pdf, mark
    assert set(re.findall(rb"/Lang\((.*?)\)", pdf)) == {b"nl-NL"}
    assert pdf.count(b"/S/Figure") >= sum(len(module.figures) for module in library.shipped().modules)
    assert len(re.findall(rb"/Type/Page\b", pdf)) > 100
    # A validator takes a table without heads too.
    assert len(re.findall(rb"/S/TH\b", pdf)) >= 2 * len(re.findall(rb"/S/Table\b", pdf)) > 50


@pytest.mark.parametrize("book", ["praktijkboek", "trainingsmap"])
@pytest.mark.parametrize("role", ["participant", "trainer", "admin"])
def test_everyone_who_signed_in_reads_what_a_book_is(role, book, sign_in, books):
    page = text_of(sign_in(role).get(f"/cursus/{book}"))

    assert "Dat duurt enkele seconden" in page
    assert "Versie Gemaakt uit de lessen zoals ze nu zijn, zodra je downloadt." in page
    assert queries.version() not in page and "Grootte" not in page


def test_a_book_is_downloaded_and_its_page_then_tells_how_large_it_is_and_of_which_day(
    as_participant, course_dir, books
):
    answer = as_participant.get("/cursus/trainingsmap.pdf")

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == "attachment; filename=trainingsmap.pdf"
    assert answer.data.startswith(b"%PDF-")
    page = text_of(as_participant.get("/cursus/trainingsmap"))
    assert "Grootte 0,1 MB" in page
    assert f"Versie Van {long_date(today())}, gemaakt uit de lessen zoals ze nu zijn." in page


def test_who_trains_gets_the_trainingsmap_with_the_answers_and_a_cursist_one_without(
    as_participant, as_trainer, course_dir, books, monkeypatch
):
    monkeypatch.setattr(actions, "_pressed", lambda text, chapters, folder: _written(folder / "book.pdf", text))
    own, full = (client.get("/cursus/trainingsmap.pdf") for client in (as_participant, as_trainer))

    assert "right: " in full.text and "right: " not in own.text
    assert full.headers["Content-Disposition"] == "attachment; filename=trainingsmap-met-antwoorden.pdf"
    assert "De antwoorden lees je op de site, als je een toets hebt gemaakt." in text_of(
        as_participant.get("/cursus/trainingsmap")
    )
    page = text_of(as_trainer.get("/cursus/trainingsmap"))
    assert "De antwoorden staan achterin. In de map van een cursist staan zij niet." in page
    # Each is made once and keeps its own place.
    assert as_participant.get("/cursus/trainingsmap.pdf").data == own.data


def test_one_module_is_printed_by_itself(as_participant, course_dir, books):
    answer = as_participant.get("/cursus/sterk/module.pdf")

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert b"Kijken naar krachten" in answer.data
    assert "/cursus/sterk/module.pdf" in as_participant.get("/cursus/sterk").text


def test_a_sign_that_no_font_has_keeps_no_module_out_of_the_book(app, course_dir, books, presses):
    lesson = course_dir / "sterk/01-begin.md"
    lesson.write_text(lesson.read_text() + "\nGoed gedaan 🎉 en 👍🏽.\n")

    assert b"Kijken naar krachten" in actions.course_book(Kind.HANDBOOK, today=DAY).read_bytes()
    assert len(presses) == 1


def test_a_link_inside_the_book_is_described_by_the_name_of_where_it_leads(app, course_dir, books):
    pdf = actions.course_book(Kind.HANDBOOK, today=DAY).read_bytes()
    described = set(re.findall(rb"/Contents\((.*?)\)", pdf))

    for name in (rb"Over dit boek", rb"Module 1: Kijken naar krachten", rb"Les 1\.1: .+"):
        assert any(re.fullmatch(name + rb", pagina \d+", each) for each in described), name
    assert not [each for each in described if re.match(rb",|[\d.]+, ", each)]


def test_who_asks_twice_at_once_gets_one_book(app, course_dir, books, presses):
    def ask(_):
        with app.test_request_context():
            return actions.course_book(Kind.HANDBOOK, today=DAY).read_bytes()

    with ThreadPoolExecutor(3) as pool:
        found = set(pool.map(ask, range(3)))

    assert len(found) == 1
    assert len(presses) == 1


def test_a_changed_lesson_gives_a_new_version_and_the_old_file_goes(app, course_dir, books, monkeypatch):
    monkeypatch.setattr(actions, "_pressed", lambda text, chapters, folder: _written(folder / "book.pdf", text))
    before = actions.course_book(Kind.WORKBOOK, today=DAY)
    module = actions.module_book(library.find_module("sterk"), today=DAY)
    lesson = course_dir / "sterk/01-begin.md"
    lesson.write_text(lesson.read_text() + "\nNog een zin.\n")
    after = actions.course_book(Kind.WORKBOOK, today=DAY)

    assert before.name != after.name
    assert (before.exists(), after.exists(), module.exists()) == (False, True, True)
    assert sorted(path.name for path in books.iterdir()) == [".lock", "module-sterk", "trainingsmap"]


def _written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_a_book_that_fails_halfway_leaves_nothing_behind(books, app):
    (books / "work-of-a-killed-site").mkdir(parents=True)

    def fail(folder):
        (folder / "half").write_text("half")
        raise actions.NotMade

    with pytest.raises(actions.NotMade):
        shelf.keep("praktijkboek", "0123456789ab", fail)
    assert shelf.kept("praktijkboek", "0123456789ab") is None
    assert sorted(path.name for path in books.iterdir()) == [".lock", "praktijkboek"]
    assert list((books / "praktijkboek").iterdir()) == []


def test_a_module_with_a_fault_stays_out_and_the_book_says_so(as_participant, course_dir, books):
    (course_dir / "course.toml").write_text('modules = ["sterk", "stuk"]\n')
    (course_dir / "stuk").mkdir()
    (course_dir / "stuk/module.toml").write_text("title = 3\n")
    contents = queries.contents()

    assert [each.module.slug for each in contents.chapters] == ["sterk"]
    assert "De module ‘stuk’: er klopt iets niet" in handbook(contents, Edition("0", "vandaag", contents.left_out))
    assert "De module 'stuk': er klopt iets niet" in text_of(as_participant.get("/cursus/praktijkboek")).replace(
        "&#39;", "'"
    )


def test_a_drawing_that_cannot_be_printed_keeps_only_its_own_module_out(as_participant, course_dir, books, monkeypatch):
    for file in (course_dir / "sterk").rglob("*"):
        other = course_dir / "heel" / file.relative_to(course_dir / "sterk")
        other.parent.mkdir(parents=True, exist_ok=True)
        if file.is_file():
            other.write_bytes(file.read_bytes())
    (course_dir / "sterk/figures/plant.svg").write_text("<svg")
    (course_dir / "course.toml").write_text('modules = ["heel", "sterk"]\n')
    texts, press = [], actions._pressed
    monkeypatch.setattr(actions, "_pressed", lambda text, *given: texts.append(text) or press(text, *given))
    answer = as_participant.get("/cursus/praktijkboek.pdf")

    assert answer.status_code == 200
    assert "een figuur of een tekst is niet te drukken" in texts[-1]
    assert texts[-1].count("#opener(") == 1


def test_a_book_that_cannot_be_made_at_all_sends_the_reader_back_with_a_sentence(
    as_participant, course_dir, books, monkeypatch
):
    monkeypatch.setattr(actions, "_pressed", lambda *given: None)
    for address, back in (("praktijkboek.pdf", "/cursus/praktijkboek"), ("sterk/module.pdf", "/cursus/sterk")):
        answer = as_participant.get(f"/cursus/{address}")
        assert (answer.status_code, answer.location) == (302, back)
        assert "Het boek kan nu niet worden gemaakt" in not_done(as_participant.get(back))
