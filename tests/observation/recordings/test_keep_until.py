"""Until when a recording stays: a day that is chosen at the upload and shown. From then it does not play; a person erases it."""

from datetime import date, time, timedelta

import pytest

from observation.recordings import actions, queries, rules
from observation.recordings.rules import Purpose
from tests.conftest import text_of
from tests.observation.conftest import upload
from trainer.db import db
from trainer.planning.models import CourseDay
from trainer.web import long_date, today


def send(client, meeting, recording, **fields):
    return upload(client, meeting, recording("film.mp4").read_bytes(), **fields)


@pytest.mark.parametrize(
    ("last_day", "proposed"),
    [(None, date(2027, 2, 28)), (date(2026, 9, 1), date(2027, 2, 28)), (date(2027, 1, 15), date(2027, 4, 15))],
)
def test_the_proposal_is_three_months_after_the_last_day_of_the_course(last_day, proposed):
    assert rules.proposed_keep_until(last_day, today=date(2026, 11, 30)) == proposed


def test_at_the_upload_the_day_is_proposed_and_can_be_another(agreed, sign_in, recording):
    day = CourseDay(group_id=agreed.course.id, kind="lesson", number=1, minutes=60, code="ABCDE")
    day.held_on, day.starts_at, day.ends_at = today() + timedelta(days=40), time(9), time(12)
    db.session.add(day)
    db.session.commit()
    ann, address = sign_in(agreed.ann), f"/overleggen/{agreed.meeting.id}"
    proposed = rules.proposed_keep_until(day.held_on, today=today())
    assert f'value="{proposed}"' in ann.get(f"{address}/uploaden").text
    chosen = today() + timedelta(days=10)
    assert send(ann, agreed.meeting, recording, keep_until=str(chosen)).status_code == 302

    assert queries.recording_of(agreed.meeting).keep_until == chosen
    assert f"Bewaren tot {long_date(chosen)}." in text_of(ann.get(address))
    assert f"Bewaren tot {long_date(chosen)}." in text_of(sign_in(agreed.bas).get(address))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Vul een datum in."),
        ("2020-01-01", "Deze dag is al geweest. Kies een dag die nog komt."),
        ("2031-03-03", "Een opname om van te leren blijft hooguit vijf jaar. Kies een eerdere dag."),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_the_field_and_nothing_is_kept(
    agreed, sign_in, recording, kept_files, typed, sentence
):
    ann = sign_in(agreed.ann)
    response = send(ann, agreed.meeting, recording, keep_until=typed)
    assert response.status_code == 422
    assert f'id="keep_until-error" role="alert">{sentence}<' in response.text
    assert kept_files() == []

    headers = {"X-Requested-With": "fetch"}
    answer = send(ann, agreed.meeting, recording, keep_until=typed, headers=headers)
    assert answer.json == {"error": sentence, "field": "keep_until"}


def test_when_the_day_has_come_the_page_and_the_start_page_say_so_and_nothing_is_erased(recorded, sign_in, kept_files):
    before = kept_files()
    actions.keep_until(recorded.meeting, today() + timedelta(days=1))
    ann, address = sign_in(recorded.ann), f"/overleggen/{recorded.meeting.id}"
    assert "mag weg" not in text_of(ann.get("/")) + text_of(ann.get(address))
    actions.keep_until(recorded.meeting, today())

    for person in (recorded.ann, recorded.trainer):
        client = sign_in(person)
        assert "de opname mag weg: wis die" in text_of(client.get("/"))
        page = client.get(address)
        assert f"De opname mag weg: wis die. De afspraak was: bewaren tot {long_date(today())}." in text_of(page)
        assert page.text.count(f'action="{address}/opname-vernietigen"') == 1
    assert "mag weg" not in text_of(sign_in(recorded.bas).get("/")) + text_of(sign_in(recorded.bas).get(address))
    assert kept_files() == before

    ann.post(f"{address}/opname-vernietigen")
    assert "mag weg" not in text_of(ann.get("/"))


def test_from_that_day_it_plays_for_nobody_and_every_page_says_why(recorded, sign_in):
    address, day = f"/overleggen/{recorded.meeting.id}", long_date(today())
    trainer, bas = sign_in(recorded.trainer), sign_in(recorded.bas)
    actions.keep_until(recorded.meeting, today() + timedelta(days=1))
    assert bas.get(f"{address}/opname/scoren").status_code == 200
    assert queries.waiting_for([recorded.meeting.id], Purpose.SCORING) == {}

    actions.keep_until(recorded.meeting, today())
    for purpose in ("scoren", "intervisie"):
        assert bas.get(f"{address}/opname/{purpose}").status_code == 403
        assert trainer.get(f"{address}/ondertiteling/{purpose}").status_code == 403
    page = text_of(bas.get(address))
    assert f"Scoren kan niet meer. De opname werd bewaard tot {day}." in page
    assert f"De opname werd bewaard tot {day}. Daarom speelt zij niet meer." in page
    assert queries.waiting_for([recorded.meeting.id], Purpose.SCORING) == {recorded.meeting.id: "bewaartijd voorbij"}
    assert "bewaartijd voorbij" in text_of(bas.get("/overleggen"))

    actions.keep_until(recorded.meeting, today() + timedelta(days=9))
    assert bas.get(f"{address}/opname/scoren").status_code == 200


def test_a_no_says_more_than_a_day_that_has_come(recorded, sign_in):
    actions.keep_until(recorded.meeting, today())
    ann = sign_in(recorded.ann)
    ann.post(f"/aanwezigen/{recorded.client.id}/intrekken")

    assert "iemand trok toestemming in: vernietig de opname" in text_of(ann.get("/"))
    assert "Bewaren tot" not in text_of(ann.get(f"/overleggen/{recorded.meeting.id}"))
    assert "mag weg" not in text_of(ann.get("/")) + text_of(ann.get(f"/overleggen/{recorded.meeting.id}"))


def test_of_a_recording_of_before_the_page_asks_for_a_day(recorded, sign_in):
    ann, address = sign_in(recorded.ann), f"/overleggen/{recorded.meeting.id}"
    assert "Er staat nog niet tot wanneer zij bewaard wordt." in text_of(ann.get(address))
    assert f'href="{address}/bewaren"' in ann.get(address).text
    assert f'href="{address}/bewaren"' not in sign_in(recorded.bas).get(address).text
    chosen = today() + timedelta(days=20)
    assert ann.post(f"{address}/bewaren", data={"keep_until": str(chosen)}).location == f"{address}#opname"

    assert f"Bewaren tot {long_date(chosen)}." in text_of(ann.get(address))
    wrong = ann.post(f"{address}/bewaren", data={"keep_until": "2020-01-01"})
    assert wrong.status_code == 422
    assert "Deze dag is al geweest." in text_of(wrong) and 'value="2020-01-01"' in wrong.text
    assert queries.recording_of(recorded.meeting).keep_until == chosen


def test_without_a_recording_there_is_no_day_to_choose(agreed, sign_in):
    address = f"/overleggen/{agreed.meeting.id}"
    assert sign_in(agreed.ann).get(f"{address}/bewaren").location == f"{address}#opname"
