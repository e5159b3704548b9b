"""Sessions that are put right, notes that are saved while they are typed, and what someone cannot choose yet."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from observation.intervisie import actions
from observation.intervisie.models import Agreement, Session
from tests.conftest import text_of
from tests.observation.conftest import consent, start, submitted
from trainer.db import db
from trainer.web import today

SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def session(recorded):
    """Return an empty session of the group; Ann and Bas submitted their own form of its overleg, Cem did not."""
    for person in (recorded.ann, recorded.bas):
        submitted(recorded.meeting, person)
    return actions.add_session(recorded.ann, recorded.group, recorded.meeting, date(2026, 4, 1), "")


def rows(model):
    db.session.expire_all()
    return db.session.scalars(select(model).order_by(model.id)).all()


def test_the_day_of_a_session_is_put_right(recorded, sign_in, session):
    bas, address = sign_in(recorded.bas), f"/intervisies/{session.id}"
    assert f'href="{address}/datum"' in bas.get(address).text
    response = bas.post(f"{address}/datum", data={"held_on": "2026-04-08"}, follow_redirects=True)

    assert "Intervisie op 8 april 2026" in text_of(response)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (None, "Vul een datum in."),
        (370, "Deze datum ligt meer dan een jaar vooruit. Controleer het jaar."),
        (180, None),
    ],
)
def test_a_session_may_lie_ahead_but_no_more_than_a_year(recorded, sign_in, session, days, sentence):
    day = (today() + timedelta(days=days)).isoformat() if days else ""
    bas = sign_in(recorded.bas)
    begun = {"meeting": recorded.meeting.id, "held_on": day, "question": "Vraag"}

    for address, data in (
        (f"/intervisies/{session.id}/datum", {"held_on": day}),
        (f"/groepen/{recorded.group.id}/intervisie/nieuw", begun),
    ):
        response = bas.post(address, data=data)
        assert response.status_code == (422 if sentence else 302)
        assert (sentence or "") in text_of(response)
        assert not sentence or f'value="{day}"' in response.text


def test_a_session_in_which_nothing_stands_is_deleted(recorded, sign_in, session):
    bas = sign_in(recorded.bas)
    assert f"/intervisies/{session.id}/verwijderen" in bas.get(f"/intervisies/{session.id}/datum").text
    response = bas.post(f"/intervisies/{session.id}/verwijderen", follow_redirects=True)

    assert "De bijeenkomst is verwijderd." in text_of(response)
    assert rows(Session) == []


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("notes", "Er staat al iets opgeschreven. Maak de vraag en de aantekeningen eerst leeg en sla op."),
        ("question", "Er staat al iets opgeschreven. Maak de vraag en de aantekeningen eerst leeg en sla op."),
        ("agreement", "Er staan afspraken bij deze bijeenkomst. Die blijven bewaard, en de bijeenkomst dus ook."),
    ],
)
def test_a_session_in_which_something_stands_stays_and_says_why(recorded, sign_in, session, what, sentence):
    if what == "agreement":
        actions.add_agreement(session, recorded.bas, "Doorvragen", today())
    else:
        texts = {"question": "", "discussed": ""} | {"discussed" if what == "notes" else "question": "Wat wij zagen"}
        actions.change_session(session, **texts, seen_revision=1)
    ann, address = sign_in(recorded.ann), f"/intervisies/{session.id}"

    assert sentence in text_of(ann.get(f"{address}/datum"))
    assert sentence in text_of(ann.post(f"{address}/verwijderen", follow_redirects=True))
    assert len(rows(Session)) == 1


@pytest.mark.parametrize("who", ["cem", "dia", "trainer"])
def test_who_may_not_write_in_a_session_neither_moves_nor_deletes_it(recorded, sign_in, session, who):
    client = sign_in(getattr(recorded, who))

    assert client.get(f"/intervisies/{session.id}/datum").status_code == 404
    assert client.post(f"/intervisies/{session.id}/verwijderen").status_code == 404
    assert len(rows(Session)) == 1


def autosave(client, session, discussed, revision, question=""):
    data = {"question": question, "discussed": discussed, "revision": revision}
    return client.post(f"/intervisies/{session.id}", data=data, headers=SCRIPT)


def test_the_script_saves_notes_and_hears_the_revision(recorded, sign_in, session):
    bas = sign_in(recorded.bas)
    first = autosave(bas, session, "Eerst wat goed ging.", 1)
    assert (first.status_code, first.json) == (200, {"revision": 2})
    assert autosave(bas, session, "Eerst wat goed ging. Daarna meer.", 2).json == {"revision": 3}

    assert rows(Session)[0].discussed == "Eerst wat goed ging. Daarna meer."
    assert "Opgeslagen." not in text_of(bas.get(f"/intervisies/{session.id}"))


def test_of_two_who_type_at_once_the_second_hears_what_the_first_wrote(recorded, sign_in, session):
    autosave(sign_in(recorded.ann), session, "Tekst van Ann", 1, "Vraag van Ann")
    late = autosave(sign_in(recorded.bas), session, "Tekst van Bas", 1)

    assert late.status_code == 409
    assert late.json == {"question": "Vraag van Ann", "discussed": "Tekst van Ann", "revision": 2}
    assert rows(Session)[0].discussed == "Tekst van Ann"


def test_notes_that_are_too_long_are_refused_with_a_sentence(recorded, sign_in, session):
    refused = autosave(sign_in(recorded.bas), session, "x" * 10001, 1)

    assert refused.status_code == 422
    assert refused.json["error"].startswith("Deze tekst is te lang.")


def test_an_overleg_that_someone_did_not_score_is_shown_with_the_reason_and_the_way(recorded, sign_in, session):
    cem = sign_in(recorded.cem)
    meeting = f'href="/overleggen/{recorded.meeting.id}">Scoor dit overleg'
    index = cem.get(f"/groepen/{recorded.group.id}/intervisie")
    assert "Lever eerst je eigen formulier in, dan zie je wat anderen zagen. Scoor dit overleg" in text_of(index)
    assert "Lever eerst je eigen formulier in, dan zie je wat er besproken is. Scoor dit overleg" in text_of(index)
    # There may be agreements that this person does not see yet.
    assert "Er staan geen afspraken open." not in text_of(index)
    assert "zie je hier als je daarover je eigen formulier hebt ingeleverd." in text_of(index)
    assert index.text.count(meeting) == 2

    choose = cem.get(f"/groepen/{recorded.group.id}/intervisie/nieuw")
    assert "Deze overleggen kun je nog niet kiezen C7, overleg 1" in text_of(choose)
    assert "Lever eerst je eigen formulier in, dan kun je het hier kiezen." in text_of(choose)
    assert meeting in choose.text
    bas = text_of(sign_in(recorded.bas).get(f"/groepen/{recorded.group.id}/intervisie/nieuw"))
    assert "kun je nog niet kiezen" not in bas


def test_who_began_goes_on_and_who_cannot_score_reads_why(recorded, sign_in, session):
    second = recorded.next_meeting()
    begun = start(recorded.meeting, recorded.cem)
    consent(recorded.ann, recorded.work, "refused", "given")
    page = sign_in(recorded.cem).get(f"/groepen/{recorded.group.id}/intervisie/nieuw")

    assert f'href="/formulieren/{begun.id}">Ga verder met scoren' in page.text
    assert "Scoren kan nu niet: nog geen opname." in text_of(page)
    assert f'href="/overleggen/{second.id}">Scoor dit overleg' not in page.text


def test_what_is_done_can_be_undone_on_the_start_page_and_in_the_group(recorded, sign_in, session):
    row = actions.add_agreement(session, recorded.bas, "Doorvragen", today())
    bas = sign_in(recorded.bas)
    done = bas.post(f"/afspraken/{row.id}/gedaan", data={"done": "1", "from": "home"}, follow_redirects=True)

    assert "Met 'Toch niet gedaan' zet je haar weer open." in text_of(done).replace("&#39;", "'")
    assert "Pas gedaan Doorvragen Bas Cursist, gedaan op" in text_of(done)
    assert "Toch niet gedaan : Doorvragen" in text_of(done)
    assert "Gedaan (1) Doorvragen" in text_of(bas.get(f"/groepen/{recorded.group.id}/intervisie"))
    opened = bas.post(f"/afspraken/{row.id}/gedaan", data={"done": "0", "from": "home"}, follow_redirects=True)
    assert rows(Agreement)[0].done_at is None
    assert "Pas gedaan" not in text_of(opened)
    assert "Dit ga je proberen Doorvragen" in text_of(opened)


def test_what_was_done_longer_ago_has_left_the_start_page(recorded, sign_in, session):
    row = actions.add_agreement(session, recorded.bas, "Doorvragen", today())
    actions.set_done(row, True)
    rows(Agreement)[0].done_at -= timedelta(days=2)
    db.session.commit()

    assert "Doorvragen" not in text_of(sign_in(recorded.bas).get("/"))
