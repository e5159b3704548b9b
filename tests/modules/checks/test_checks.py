"""The knowledge check over HTTP."""

import pytest
from sqlalchemy import select

from modules.checks.models import CheckAnswer, CheckAttempt
from tests.conftest import text_of
from trainer.db import db

CHECK = "/cursus/sterk/toets"
RIGHT = {"vraag-q1": "a", "vraag-q2": "a"}
HALF = {"vraag-q1": "a", "vraag-q2": "b"}
MARKS = ("Jouw antwoord: goed", "Jouw antwoord: nog niet goed", "Het goede antwoord")

pytestmark = pytest.mark.usefixtures("course_dir")


def attempts():
    db.session.expire_all()
    return db.session.scalars(select(CheckAttempt).order_by(CheckAttempt.id)).all()


def test_all_questions_stand_on_one_page(as_participant):
    page = as_participant.get(CHECK).text

    assert page.count("<fieldset") == 2
    assert page.count('type="radio"') == 4
    assert "checked" not in page
    assert "Uitleg" not in page


def test_a_missing_answer_is_named_and_what_was_given_stays(as_participant):
    response = as_participant.post(CHECK, data={"vraag-q1": "b"})

    assert response.status_code == 422
    assert "1 vraag heeft nog geen antwoord dat we kunnen nakijken." in response.text
    assert '<a class="utrecht-link" href="#vraag-q2-a">Vraag 2: Kies een antwoord.</a>' in response.text
    assert 'href="#vraag-q1-a"' not in response.text
    assert 'id="vraag-q2-a"' in response.text
    assert 'id="vraag-q1-b" value="b" checked' in response.text
    assert response.text.count("checked") == 1
    assert attempts() == []


def test_an_option_of_no_question_is_refused(as_participant):
    response = as_participant.post(CHECK, data={"vraag-q1": "a", "vraag-q2": "z"})

    assert response.status_code == 422
    assert "Vraag 2: Dit antwoord hoort niet bij deze vraag. Kies er een uit de lijst." in response.text
    assert attempts() == []


def test_an_attempt_is_kept_with_its_answers_and_its_version(as_participant, participant):
    as_participant.post(CHECK, data=HALF)

    (attempt,) = attempts()
    assert (attempt.person_id, attempt.module_slug, attempt.right, attempt.total) == (
        participant.id,
        "sterk",
        1,
        2,
    )
    assert len(attempt.content_hash) == 12
    answers = db.session.scalars(select(CheckAnswer).filter_by(attempt_id=attempt.id)).all()
    assert {(answer.question_id, answer.option_id, answer.is_right) for answer in answers} == {
        ("q1", "a", True),
        ("q2", "b", False),
    }


def test_the_result_explains_every_option_and_links_the_lesson_of_what_was_missed(as_participant):
    page = as_participant.post(CHECK, data=HALF, follow_redirects=True).text

    assert "1 van 2 goed" in page
    for words in ("Uitleg q1 a.", "Uitleg q1 b.", "Uitleg q2 a.", "Uitleg q2 b."):
        assert words in page
    assert [page.count(f"<strong>{mark}</strong>") for mark in MARKS] == [1, 1, 1]
    assert 'href="/cursus/sterk/verder">Lees les 2 terug: doorgaan' in page
    assert "Lees les 1" not in page
    assert "Opnieuw proberen" in page


def test_the_result_leads_at_once_to_what_was_missed_and_to_another_try(as_participant):
    page = as_participant.post(CHECK, data=HALF, follow_redirects=True).text

    top = page[: page.index('<ol class="results">')]
    assert 'Nog niet goed: <a class="utrecht-link" href="#vraag-2">vraag 2</a>.' in top and "#vraag-1" not in top
    assert f'href="{CHECK}"' in top and 'id="vraag-2"' in page
    assert "Nog niet goed: <a" not in as_participant.post(CHECK, data=RIGHT, follow_redirects=True).text


def test_the_result_of_a_perfect_attempt_links_no_lesson(as_participant):
    page = as_participant.post(CHECK, data=RIGHT, follow_redirects=True).text

    assert "2 van 2 goed" in page
    assert "Alles goed." in page
    assert "Lees les" not in page


def test_the_module_page_shows_the_first_and_the_best_score(as_participant):
    as_participant.post(CHECK, data=HALF)
    assert "Beste keer" not in as_participant.get("/cursus/sterk").text

    as_participant.post(CHECK, data=RIGHT)
    as_participant.post(CHECK, data={"vraag-q1": "b", "vraag-q2": "b"})

    page = as_participant.get("/cursus/sterk").text
    assert "<dt>Eerste keer</dt><dd>1 van 2 goed</dd>" in page
    assert "<dt>Beste keer</dt><dd>2 van 2 goed</dd>" in page


def test_every_attempt_can_be_looked_at_again(as_participant):
    first = as_participant.post(CHECK, data=HALF).location
    assert "Alle keren" not in as_participant.get(first).text
    second = as_participant.post(CHECK, data=RIGHT).location

    assert f'href="{first}"' in as_participant.get(second).text
    assert f'href="{second}"' not in as_participant.get(second).text
    module = as_participant.get("/cursus/sterk").text
    assert f'href="{first}"' in module
    assert f'href="{second}"' in module


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 302), ({"X-Requested-With": "fetch"}, 204)], ids=["button", "script"]
)
def test_what_was_chosen_comes_back_until_the_check_is_handed_in(as_participant, sign_in, headers, status):
    later = {"later": "1"}
    assert as_participant.post(CHECK, data={"vraag-q1": "b"} | later, headers=headers).status_code == status
    # What is no answer changes nothing, and neither does a window in which less was chosen.
    as_participant.post(CHECK, data={"vraag-q1": "z", "vraag-q2": "a"} | later)

    page = as_participant.get(CHECK).text
    assert 'id="vraag-q1-b" value="b" checked' in page
    assert 'id="vraag-q2-a" value="a" checked' in page
    assert "Ga verder met de toets" in as_participant.get("/cursus/sterk").text
    assert "checked" not in sign_in("participant").get(CHECK).text
    assert attempts() == []

    as_participant.post(CHECK, data=RIGHT)
    assert "checked" not in as_participant.get(CHECK).text


def test_the_start_page_leads_back_to_a_check_that_was_begun(as_participant):
    begun = "Je begon aan de toets van Kijken naar krachten. Ga verder met de toets van Kijken naar krachten"
    assert begun not in text_of(as_participant.get("/"))

    as_participant.post(CHECK, data={"vraag-q1": "b", "later": "1"})
    assert begun in text_of(as_participant.get("/"))
    as_participant.post(CHECK, data=RIGHT)
    assert begun not in text_of(as_participant.get("/"))


def test_only_what_was_chosen_is_said_to_be_kept(as_participant):
    kept = "Je antwoorden zijn opgeslagen."
    assert kept not in text_of(as_participant.post(CHECK, data={"later": "1"}, follow_redirects=True))
    assert kept in text_of(as_participant.post(CHECK, data={"vraag-q1": "b", "later": "1"}, follow_redirects=True))


def test_an_incomplete_check_is_kept_too(as_participant):
    as_participant.post(CHECK, data={"vraag-q1": "b"})

    assert 'id="vraag-q1-b" value="b" checked' in as_participant.get(CHECK).text


@pytest.mark.parametrize("role", ["trainer", "admin"])
def test_nobody_else_sees_an_attempt(as_participant, sign_in, role):
    address = as_participant.post(CHECK, data=HALF).location
    assert as_participant.get(address).status_code == 200

    assert sign_in(role).get(address).status_code == 404


def test_an_attempt_is_not_found_under_another_module(course_dir, as_participant):
    address = as_participant.post(CHECK, data=HALF).location
    (course_dir / "course.toml").write_text('modules = ["sterk", "twee"]')
    for path in sorted((course_dir / "sterk").rglob("*")):
        if path.is_file():
            copy = course_dir / "twee" / path.relative_to(course_dir / "sterk")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())

    assert as_participant.get("/cursus/twee").status_code == 200
    assert as_participant.get(address.replace("sterk", "twee")).status_code == 404


def test_a_result_survives_a_question_and_an_option_that_are_gone(course_dir, as_participant):
    address = as_participant.post(CHECK, data=HALF).location
    check = course_dir / "sterk" / "check.toml"
    _, second = check.read_text().split("\n\n[[questions]]\n")
    check.write_text("[[questions]]\n" + second.replace('id = "b"', 'id = "c"'))

    page = as_participant.get(address).text

    assert "1 van 2 goed" in page
    assert "Een vraag die niet meer in de toets staat" in page
    assert "Het antwoord dat jij koos, staat niet meer bij deze vraag." in page
    assert "De module is veranderd nadat je deze toets maakte." in page


def test_a_result_of_the_same_version_does_not_speak_of_change(as_participant):
    page = as_participant.post(CHECK, data=HALF, follow_redirects=True).text

    assert "De module is veranderd" not in page


def test_a_result_says_how_many_more_the_course_asks(as_participant):
    def result(given):
        return text_of(as_participant.post(CHECK, data=given, follow_redirects=True))

    assert "Voor de cursus telt de toets vanaf 2 goed: nog één goed nodig." in result(HALF)
    assert "nog 2 goed nodig" in result({"vraag-q1": "b", "vraag-q2": "b"})
    assert "vanaf 2 goed: gehaald." in result(RIGHT)
    assert "vanaf 2 goed. Dat haalde je al: je beste keer telt." in result(HALF)
