"""Reading lessons over HTTP."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event, select

from modules.lessons import queries
from modules.lessons.models import LessonProgress
from modules.library.queries import find_module
from trainer.db import db, now

BEGIN = "/cursus/sterk/begin"
NEXT = "/cursus/sterk/verder"

pytestmark = pytest.mark.usefixtures("course_dir")


def row(person, lesson):
    db.session.expire_all()
    return db.session.scalar(select(LessonProgress).filter_by(person_id=person.id, lesson_slug=lesson))


@contextmanager
def statements():
    seen = []

    def keep(connection, cursor, statement, *rest):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", keep)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", keep)


def test_a_lesson_shows_its_aim_minutes_indicators_and_sources(as_participant):
    page = as_participant.get(BEGIN).text

    assert "Je kunt beginnen uitleggen." in page
    assert "Les 1 van 2, ongeveer 7 minuten" in page
    assert '<a class="utrecht-link" href="/observatieformulier#WA07">Taal aansluiten op cliënt</a>' in page
    assert (
        'href="/observatieformulier#IPS18">Denken in problemen/beperkingen</a> <span class="code">IPS18</span>' in page
    )
    assert "Een boek" in page


def test_a_lesson_that_is_not_in_the_module_is_not_found(as_participant):
    for address in ("/cursus/sterk/anders", "/cursus/anders/begin"):
        assert as_participant.get(address).status_code == 404


def test_opening_a_lesson_keeps_that_it_is_open(as_participant, participant):
    as_participant.get(BEGIN)

    progress = row(participant, "begin")
    assert (progress.module_slug, progress.section, progress.done_at) == ("sterk", None, None)
    assert progress.content_hash == find_module("sterk").content_hash
    assert progress.last_opened_at <= now()
    assert row(participant, "verder") is None


def test_reading_on_in_the_same_lesson_costs_no_write_and_one_query(as_participant, participant):
    as_participant.get(BEGIN)
    before = row(participant, "begin").last_opened_at
    db.session.rollback()

    with statements() as seen:
        as_participant.get(BEGIN)

    assert [statement for statement in seen if not statement.startswith(("SELECT", "BEGIN"))] == []
    assert len([statement for statement in seen if "FROM lesson_progress" in statement]) == 1
    assert len([statement for statement in seen if statement.startswith("SELECT")]) <= 3
    assert row(participant, "begin").last_opened_at == before


def test_coming_back_from_another_lesson_is_kept(as_participant, participant):
    as_participant.get(BEGIN)
    first = row(participant, "begin").last_opened_at
    as_participant.get(NEXT)
    as_participant.get(BEGIN)

    assert row(participant, "begin").last_opened_at > first
    assert row(participant, "begin").first_opened_at < row(participant, "verder").first_opened_at


def test_done_leads_to_the_next_lesson(as_participant, participant):
    assert "Klaar, naar de volgende les" in as_participant.get(BEGIN).text

    response = as_participant.post(f"{BEGIN}/klaar")

    assert response.location == NEXT
    assert row(participant, "begin").done_at is not None


def test_the_way_on_says_that_it_does_not_mark_done(as_participant):
    page = as_participant.get(BEGIN).text
    assert "Lees verder zonder af te vinken" in page and "Volgende les:" not in page

    as_participant.post(f"{BEGIN}/klaar")
    page = as_participant.get(BEGIN).text
    assert "zonder af te vinken" not in page and "Volgende les:" in page


def test_done_with_the_last_lesson_leads_to_the_check(as_participant):
    as_participant.post(f"{BEGIN}/klaar")
    assert "Klaar, naar de toets" in as_participant.get(NEXT).text

    assert as_participant.post(f"{NEXT}/klaar").location == "/cursus/sterk/toets"


def test_done_leads_back_to_a_lesson_that_is_still_open(as_participant):
    assert "Klaar, naar les 1" in as_participant.get(NEXT).text

    assert as_participant.post(f"{NEXT}/klaar").location == BEGIN


def test_done_leads_past_a_lesson_and_a_check_that_are_done(as_participant):
    as_participant.post(f"{NEXT}/klaar")
    as_participant.post("/cursus/sterk/toets", data={"vraag-q1": "a", "vraag-q2": "b"})
    assert "Klaar, naar de module" in as_participant.get(BEGIN).text

    assert as_participant.post(f"{BEGIN}/klaar").location == "/cursus/sterk"


def test_done_can_be_taken_back(as_participant, participant):
    as_participant.post(f"{BEGIN}/klaar")
    assert "Toch nog niet klaar" in as_participant.get(BEGIN).text

    assert as_participant.post(f"{BEGIN}/niet-klaar").location == BEGIN

    assert row(participant, "begin").done_at is None
    assert "Klaar, naar de volgende les" in as_participant.get(BEGIN).text


def test_marking_done_twice_keeps_the_first_time(as_participant, participant):
    as_participant.post(f"{BEGIN}/klaar")
    first = row(participant, "begin").done_at
    as_participant.post(f"{BEGIN}/klaar")

    assert row(participant, "begin").done_at == first


def test_the_place_in_a_lesson_is_kept_and_cleared_at_the_top(as_participant, participant):
    assert as_participant.post(f"{BEGIN}/plek", data={"section": "deel-het-vervolg"}).status_code == 204
    assert row(participant, "begin").section == "deel-het-vervolg"

    as_participant.post(f"{BEGIN}/plek", data={"section": ""})
    assert row(participant, "begin").section is None


def test_a_heading_that_is_not_in_the_lesson_is_refused(as_participant, participant):
    as_participant.get(BEGIN)

    assert as_participant.post(f"{BEGIN}/plek", data={"section": "deel-verzonnen"}).status_code == 422
    assert row(participant, "begin").section is None


def test_the_same_place_again_costs_no_write(as_participant):
    as_participant.post(f"{BEGIN}/plek", data={"section": "deel-het-vervolg"})

    with statements() as seen:
        as_participant.post(f"{BEGIN}/plek", data={"section": "deel-het-vervolg"})

    assert [statement for statement in seen if statement.startswith(("UPDATE", "INSERT"))] == []


def test_two_windows_that_open_a_lesson_at_once_share_one_row(as_participant, participant, monkeypatch):
    as_participant.get(BEGIN)
    find, answers = queries.progress, [None]
    # The second window looked just before the first one wrote.
    monkeypatch.setattr(queries, "progress", lambda *about: answers.pop() if answers else find(*about))

    assert as_participant.post(f"{BEGIN}/klaar").status_code == 302

    assert answers == []
    assert row(participant, "begin").done_at is not None


def test_what_one_person_did_does_not_show_for_another(as_participant, sign_in):
    as_participant.post(f"{BEGIN}/klaar")
    other = sign_in("trainer")

    assert "Toch nog niet klaar" in as_participant.get(BEGIN).text
    assert "Toch nog niet klaar" not in other.get(BEGIN).text
