"""Questions that come back, over HTTP."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

import home
from modules.checks.models import CheckAttempt
from modules.repetition import views
from modules.repetition.models import RepetitionAnswer
from tests.conftest import text_of
from trainer.db import db
from trainer.web import today

CHECK = "/cursus/sterk/toets"
LINE = "Vandaag herhalen: 2 vragen"
ASKED = {"asked": ["sterk.q1", "sterk.q2"]}
ANSWERS = ASKED | {"vraag-sterk.q1": "a", "vraag-sterk.q2": "b"}

pytestmark = pytest.mark.usefixtures("course_dir")


@pytest.fixture
def on_day(monkeypatch):
    """Return a function that lets it be so many days from now."""

    def on(days: int) -> date:
        day = today() + timedelta(days=days)
        monkeypatch.setattr(views, "today", lambda: day)
        monkeypatch.setattr(home, "dutch_time", lambda: datetime.combine(day, time(12)))
        return day

    return on


@pytest.fixture
def checked(as_participant):
    """The cursist, who made the check today."""
    as_participant.post(CHECK, data={"vraag-q1": "a", "vraag-q2": "a"})
    return as_participant


def kept():
    query = select(RepetitionAnswer).order_by(RepetitionAnswer.id)
    return [(row.question_id, row.option_id, row.is_right) for row in db.session.scalars(query)]


def test_the_start_page_speaks_of_questions_from_the_day_that_they_come_back(checked, on_day):
    on_day(1)
    assert "Vandaag herhalen" not in text_of(checked.get("/"))
    assert "Vandaag is er niets te herhalen." in text_of(checked.get("/herhalen"))

    on_day(2)
    assert LINE in text_of(checked.get("/"))
    assert checked.get("/herhalen").text.count("<fieldset") == 2


def test_answers_are_explained_at_once_and_decide_when_a_question_returns(checked, on_day):
    day = on_day(2)
    page = checked.post("/herhalen", data=ANSWERS, follow_redirects=True).text

    assert "Vandaag 1 van 2 goed" in page
    for words in ("Uitleg q1 a.", "Uitleg q1 b.", "Uitleg q2 a.", "Uitleg q2 b.", "Lees les 2 terug: doorgaan"):
        assert words in page
    assert kept() == [("q1", "a", True), ("q2", "b", False)]
    assert db.session.scalar(select(RepetitionAnswer.answered_on).limit(1)) == day
    assert "Vandaag herhalen" not in text_of(checked.get("/"))

    on_day(4)
    assert "Vraag q2?" in checked.get("/herhalen").text
    assert "Vraag q1?" not in checked.get("/herhalen").text
    on_day(9)
    assert "Vraag q1?" in checked.get("/herhalen").text


def test_a_missing_answer_is_named_and_what_was_given_stays(checked, on_day):
    on_day(2)
    response = checked.post("/herhalen", data=ASKED | {"vraag-sterk.q1": "b", "vraag-sterk.q2": "z"})

    assert response.status_code == 422
    assert "1 vraag heeft nog geen antwoord dat we kunnen nakijken." in response.text
    assert 'id="vraag-sterk.q1-b" value="b" checked' in response.text
    assert kept() == []


def test_the_same_form_sent_twice_is_kept_once(checked, on_day):
    on_day(2)
    checked.post("/herhalen", data=ANSWERS)

    assert checked.post("/herhalen", data=ANSWERS).status_code == 302
    assert len(kept()) == 2


def test_what_is_not_due_is_not_kept(checked, on_day):
    on_day(1)
    checked.post("/herhalen", data=ANSWERS)

    assert kept() == []


def test_someone_can_switch_the_questions_off_and_on(checked, on_day):
    on_day(2)
    page = checked.post("/herhalen/aan-of-uit", data={"on": "0"}, follow_redirects=True).text
    assert "Herhaalvragen staan uit." in page
    assert "Zet herhaalvragen aan" in page
    assert "Vandaag herhalen" not in text_of(checked.get("/"))
    checked.post("/herhalen", data=ANSWERS)
    assert kept() == []

    checked.post("/herhalen/aan-of-uit", data={"on": "1"})
    assert LINE in text_of(checked.get("/"))


def test_questions_come_back_to_who_answered_them_alone(checked, sign_in, on_day):
    on_day(2)
    other = sign_in("participant")

    assert "Vandaag herhalen" not in text_of(other.get("/"))
    assert "Na je eerste toets komen hier vragen terug." in text_of(other.get("/herhalen"))
    checked.post("/herhalen", data=ANSWERS)
    assert "Uitleg" not in other.get("/herhalen/uitslag").text


def test_a_question_that_left_the_course_is_shown_without_its_words(checked, on_day, course_dir):
    on_day(2)
    checked.post("/herhalen", data=ANSWERS)
    file = course_dir / "sterk" / "check.toml"
    file.write_text(file.read_text().replace('id = "q2"', 'id = "q3"'))

    assert "Een vraag die niet meer in de toets staat" in checked.get("/herhalen/uitslag").text


def test_a_check_made_long_ago_brings_its_questions_back(checked):
    attempt = db.session.scalar(select(CheckAttempt))
    attempt.submitted_at -= timedelta(days=40)
    db.session.commit()

    assert LINE in text_of(checked.get("/"))
