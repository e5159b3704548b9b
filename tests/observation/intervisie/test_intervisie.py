"""Intervisie over HTTP: sessions, what was discussed by two editors, and agreements until they are done."""

import html
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from observation.intervisie import actions, rules
from observation.intervisie.models import Agreement, Session
from tests.conftest import text_of
from tests.observation.conftest import start, submitted
from trainer.db import db
from trainer.groups import actions as groups
from trainer.groups import queries as group_queries
from trainer.groups.rules import GroupRole
from trainer.web import today, weekday_date

pytestmark = pytest.mark.usefixtures("scored")


@pytest.fixture
def session(world):
    """Return a session of the group on the first overleg."""
    return actions.add_session(world.ann, world.group, world.meeting, date(2026, 4, 1), "Wie was aan het woord?")


def rows(model):
    db.session.expire_all()
    return db.session.scalars(select(model).order_by(model.id)).all()


def save(client, session, question="", discussed="", revision=1):
    data = {"question": question, "discussed": discussed, "revision": revision}
    return client.post(f"/intervisies/{session.id}", data=data)


def agree(client, session, owner, what="Eén vraag meer stellen", due_on=None):
    due_on = due_on or today() + timedelta(days=7)
    return client.post(f"/intervisies/{session.id}/afspraken", data={"owner": owner.id, "what": what, "due_on": due_on})


def field(page, name):
    return html.unescape(re.search(rf'<textarea[^>]*name="{name}"[^>]*>\s*(.*?)</textarea>', page, re.S)[1])


def test_a_member_begins_a_session_on_an_overleg_that_was_brought(world, sign_in):
    bas = sign_in(world.bas)
    form = bas.get(f"/groepen/{world.group.id}/intervisie/nieuw?overleg={world.meeting.id}")
    assert f'<option selected value="{world.meeting.id}">C7, overleg 1</option>' in form.text
    assert f'value="{today().isoformat()}"' in form.text

    data = {"meeting": world.meeting.id, "held_on": "2026-04-01", "question": "Wie was aan het woord?\r\nEn wie niet?"}
    response = bas.post(f"/groepen/{world.group.id}/intervisie/nieuw", data=data)
    (made,) = rows(Session)
    assert response.location == f"/intervisies/{made.id}"
    assert (made.held_on, made.question) == (date(2026, 4, 1), "Wie was aan het woord?\nEn wie niet?")
    assert made.created_by_id == world.bas.id
    assert "1 april 2026: C7, overleg 1" in text_of(bas.get(f"/groepen/{world.group.id}/intervisie"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"held_on": ""}, "Vul een datum in."),
        ({"question": "x" * 10001}, rules.TEXT_TOO_LONG),
        ({"meeting": ""}, None),
        ({"meeting": "999999"}, None),
        ({"meeting": "abc"}, None),
    ],
)
def test_a_session_that_cannot_be_is_refused_and_what_was_typed_stays(world, sign_in, change, sentence):
    data = {"meeting": world.meeting.id, "held_on": "2026-04-01", "question": "Wie was aan het woord?"} | change
    response = sign_in(world.bas).post(f"/groepen/{world.group.id}/intervisie/nieuw", data=data)

    assert response.status_code == 422
    assert (sentence or "Er is nog iets niet goed ingevuld.") in text_of(response)
    assert "Not a valid choice" not in response.text
    assert field(response.text, "question") == data["question"]
    assert rows(Session) == []


def test_an_overleg_that_was_not_brought_cannot_be_chosen(world, sign_in):
    second = world.next_meeting(brought=False)
    data = {"meeting": second.id, "held_on": "2026-04-01", "question": ""}

    assert sign_in(world.ann).post(f"/groepen/{world.group.id}/intervisie/nieuw", data=data).status_code == 422
    assert rows(Session) == []


def test_what_was_discussed_is_kept(world, sign_in, session):
    bas = sign_in(world.bas)
    response = save(bas, session, "Nieuwe vraag", "Eerst wat goed ging.\r\nDaarna de rest.")

    assert response.location == f"/intervisies/{session.id}"
    (row,) = rows(Session)
    assert (row.question, row.discussed, row.revision) == ("Nieuwe vraag", "Eerst wat goed ging.\nDaarna de rest.", 2)
    assert field(sign_in(world.ann).get(f"/intervisies/{session.id}").text, "discussed") == row.discussed


def test_of_two_editors_the_second_keeps_the_text_and_sees_the_first(world, sign_in, session):
    ann, bas = sign_in(world.ann), sign_in(world.bas)
    save(ann, session, "Vraag van Ann", "Tekst van Ann")
    late = save(bas, session, "Vraag van Bas", "Tekst van Bas")

    assert late.status_code == 422
    assert "Iemand anders sloeg intussen op. Wat jij typte staat hieronder nog." in text_of(late)
    assert "Nu opgeslagen: Vraag van Ann Tekst van Ann" in text_of(late)
    assert (field(late.text, "question"), field(late.text, "discussed")) == ("Vraag van Bas", "Tekst van Bas")
    assert (rows(Session)[0].question, rows(Session)[0].discussed) == ("Vraag van Ann", "Tekst van Ann")

    revision = re.search(r'name="revision"[^>]*value="(\d+)"', late.text)[1]
    assert revision == "2"
    assert save(bas, session, "Vraag van Ann", "Tekst van beiden", revision).status_code == 302
    assert (rows(Session)[0].discussed, rows(Session)[0].revision) == ("Tekst van beiden", 3)


def test_the_same_text_again_is_no_conflict(world, sign_in, session):
    save(sign_in(world.ann), session, "Vraag", "Tekst")

    assert save(sign_in(world.bas), session, "Vraag", "Tekst").status_code == 302
    assert rows(Session)[0].revision == 2


@pytest.mark.parametrize("revision", ["", "abc", "-1", "9" * 5000])
def test_a_strange_revision_is_a_conflict_and_no_fault(world, sign_in, session, revision):
    response = save(sign_in(world.ann), session, "Vraag", "Tekst", revision)

    assert response.status_code == 422
    assert field(response.text, "discussed") == "Tekst"
    assert rows(Session)[0].discussed == ""


def test_a_form_without_its_revision_overwrites_nothing_and_is_no_fault(world, sign_in, session):
    save(sign_in(world.ann), session, "Vraag", "Tekst van Ann")
    response = sign_in(world.bas).post(f"/intervisies/{session.id}", data={"question": "Vraag", "discussed": "Van Bas"})

    assert response.status_code == 422
    assert rows(Session)[0].discussed == "Tekst van Ann"


def test_a_text_that_is_too_long_comes_back(world, sign_in, session):
    text = "woord " * 2000
    response = save(sign_in(world.ann), session, "Vraag", text)

    assert response.status_code == 422
    assert rules.TEXT_TOO_LONG in text_of(response)
    assert field(response.text, "discussed") == text
    assert rows(Session)[0].discussed == ""


def test_an_expired_session_gives_what_was_typed_back(anonymous, session):
    response = save(anonymous, session, "Vraag", "Een lange tekst")

    assert response.status_code == 401
    assert '<input type="hidden" name="discussed" value="Een lange tekst">' in response.text
    assert rows(Session)[0].discussed == ""


def test_an_agreement_stands_on_the_start_page_of_who_does_it_until_it_is_done(world, sign_in, session):
    ann, bas = sign_in(world.ann), sign_in(world.bas)
    response = ann.post(
        f"/intervisies/{session.id}/afspraken",
        data={"owner": world.bas.id, "what": " Eén vraag meer stellen ", "due_on": today() + timedelta(days=7)},
        follow_redirects=True,
    )
    assert "Afgesproken. Bas Cursist ziet dit op de startpagina tot het gedaan is." in text_of(response)
    (row,) = rows(Agreement)
    assert (row.what, row.owner_id, row.done_at) == ("Eén vraag meer stellen", world.bas.id, None)
    assert "Eén vraag meer stellen" not in text_of(ann.get("/"))
    home = text_of(bas.get("/"))
    assert "Dit ga je proberen" in home
    assert "Eén vraag meer stellen" in home
    assert "(over 7 dagen)" in home

    done = bas.post(f"/afspraken/{row.id}/gedaan", data={"done": "1", "from": "home"}, follow_redirects=True)
    assert "De afspraak staat op gedaan." in text_of(done)
    assert "Dit ga je proberen" not in text_of(done)
    assert "gedaan op" in text_of(ann.get(f"/intervisies/{session.id}"))


def test_what_is_done_can_be_opened_again(world, sign_in, session):
    row = actions.add_agreement(session, world.bas, "Doorvragen", today())
    bas = sign_in(world.bas)
    bas.post(f"/afspraken/{row.id}/gedaan", data={"done": "1"})
    first = rows(Agreement)[0].done_at
    bas.post(f"/afspraken/{row.id}/gedaan", data={"done": "1"})
    assert rows(Agreement)[0].done_at == first

    response = bas.post(f"/afspraken/{row.id}/gedaan", data={"done": "0"})
    assert response.location == f"/intervisies/{session.id}#afspraken"
    assert rows(Agreement)[0].done_at is None
    assert "Doorvragen" in text_of(bas.get("/"))


def test_an_agreement_is_removed_for_everyone(world, sign_in, session):
    row = actions.add_agreement(session, world.bas, "Doorvragen", today())
    assert sign_in(world.ann).post(f"/afspraken/{row.id}/verwijderen").status_code == 404
    response = sign_in(world.bas).post(f"/afspraken/{row.id}/verwijderen", follow_redirects=True)

    assert "De afspraak is verwijderd." in text_of(response)
    assert rows(Agreement) == []
    assert "Doorvragen" not in text_of(sign_in(world.bas).get("/"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"due_on": "gisteren"}, "Deze datum is al geweest. Kies een dag die nog komt."),
        ({"due_on": ""}, "Vul een datum in."),
        ({"what": ""}, "Vul dit veld in."),
        ({"what": "x" * 301}, "Houd het kort: hooguit 300 tekens."),
        ({"owner": ""}, "Kies iemand."),
    ],
)
def test_an_agreement_that_cannot_be_is_refused_and_what_was_typed_stays(world, sign_in, session, change, sentence):
    data = {
        "owner": str(world.bas.id),
        "what": "Doorvragen",
        "due_on": (today() + timedelta(days=7)).isoformat(),
    } | change
    data["due_on"] = (today() - timedelta(days=1)).isoformat() if data["due_on"] == "gisteren" else data["due_on"]
    response = sign_in(world.ann).post(f"/intervisies/{session.id}/afspraken", data=data)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert f'value="{data["what"]}"' in response.text
    assert f'value="{data["due_on"]}"' in response.text
    if data["owner"]:
        assert f'<option selected value="{data["owner"]}">Bas Cursist</option>' in response.text
    assert rows(Agreement) == []


def test_only_who_takes_part_can_take_something_on(world, sign_in, session):
    quiet = world.join("Eva Twijfelt", group=world.group, agreed=False)
    observer = world.join("Fien Meekijker", group=world.group, role="observer")
    guide = world.join("Lot Trainer", group=world.group, role="trainer")
    ann = sign_in(world.ann)
    options = re.findall(r'<option value="(\d+)"', ann.get(f"/intervisies/{session.id}").text)

    assert {int(option) for option in options} == {world.ann.id, world.bas.id, world.cem.id, guide.id}
    for person in (quiet, observer, world.dia, world.trainer):
        assert agree(ann, session, person).status_code == 422
    assert rows(Agreement) == []


def outsiders(world):
    quiet = world.join("Eva Twijfelt", group=world.group, agreed=False)
    observer = world.join("Fien Meekijker", group=world.group, role="observer")
    stopped = world.join("Gus Gestopt", group=world.group)
    groups.withdraw(group_queries.membership(stopped, world.group))
    elsewhere = groups.add_intervisie_group(world.course, "Intervisiegroep Waal")
    groups.add_member(elsewhere, world.dia, GroupRole.PARTICIPANT)
    groups.agree(group_queries.membership(world.dia, elsewhere))
    return {"wie niet meedoet": quiet, "meekijker": observer, "wie stopte": stopped, "andere groep": world.dia,
            "trainer erbuiten": world.trainer}  # fmt: skip


@pytest.mark.parametrize("who", ["wie niet meedoet", "meekijker", "wie stopte", "andere groep", "trainer erbuiten"])
def test_who_does_not_take_part_neither_reads_nor_writes(world, sign_in, session, who):
    agreement = actions.add_agreement(session, world.bas, "Doorvragen", today())
    client = sign_in(outsiders(world)[who])

    assert client.get(f"/groepen/{world.group.id}/intervisie").status_code == 404
    assert client.get(f"/groepen/{world.group.id}/intervisie/nieuw").status_code == 404
    assert client.get(f"/intervisies/{session.id}").status_code == 404
    assert save(client, session, "Vraag", "Tekst").status_code == 404
    assert agree(client, session, world.bas).status_code == 404
    assert client.post(f"/afspraken/{agreement.id}/gedaan", data={"done": "1"}).status_code == 404
    assert client.post(f"/afspraken/{agreement.id}/verwijderen").status_code == 404
    assert (rows(Session)[0].discussed, rows(Agreement)[0].done_at, len(rows(Agreement))) == ("", None, 1)


@pytest.mark.parametrize("who", ["ann", "bas"])
def test_who_takes_part_reads_it_all(world, sign_in, session, who):
    client = sign_in(getattr(world, who))
    actions.add_agreement(session, world.bas, "Doorvragen", today() + timedelta(days=1))

    assert "Doorvragen" in text_of(client.get(f"/groepen/{world.group.id}/intervisie"))
    words = text_of(client.get(f"/intervisies/{session.id}"))
    assert "Doorvragen Bas Cursist, vóór" in words
    assert "(morgen)" in words


def test_who_stops_no_longer_sees_what_was_agreed_on_the_start_page(world, sign_in, session):
    actions.add_agreement(session, world.bas, "Doorvragen", today())
    bas = sign_in(world.bas)
    assert "Doorvragen" in text_of(bas.get("/"))
    bas.post(f"/groepen/{world.group.id}/stoppen")
    assert "Doorvragen" not in text_of(bas.get("/"))
    bas.post(f"/groepen/{world.group.id}/meedoen")
    assert "Doorvragen" in text_of(bas.get("/"))


def test_what_is_open_stands_first_and_the_nearest_day_on_top(world, sign_in, session):
    for what, days in (("Later", 9), ("Eerst", 1), ("Gedaan", 0)):
        actions.add_agreement(session, world.bas, what, today() + timedelta(days=days))
    actions.set_done(rows(Agreement)[-1], True)
    page = sign_in(world.ann).get(f"/intervisies/{session.id}").text
    index = text_of(sign_in(world.ann).get(f"/groepen/{world.group.id}/intervisie"))

    assert re.findall(r"<strong>(Later|Eerst|Gedaan)</strong>", page) == ["Eerst", "Later", "Gedaan"]
    assert index.index("Eerst") < index.index("Later")
    assert "Gedaan op" not in index


def test_who_has_not_submitted_reads_nothing_of_what_was_discussed(world, sign_in, session):
    actions.change_session(session, question="Geheime vraag", discussed="Wij kozen nooit", seen_revision=1)
    actions.add_agreement(session, world.bas, "Doorvragen", today() + timedelta(days=1))
    cem = sign_in(world.cem)
    pages = text_of(cem.get(f"/intervisies/{session.id}")) + text_of(cem.get(f"/groepen/{world.group.id}/intervisie"))

    assert "Eerst je eigen formulier" in pages
    assert not any(words in pages for words in ("Geheime vraag", "Wij kozen nooit", "Doorvragen"))
    assert save(cem, session, "Anders", "Anders").status_code == 404
    submitted(world.meeting, world.cem)
    assert field(cem.get(f"/intervisies/{session.id}").text, "discussed") == "Wij kozen nooit"
    assert "Doorvragen" in text_of(cem.get(f"/groepen/{world.group.id}/intervisie"))


def test_an_own_agreement_shows_also_before_the_form_is_submitted(world, sign_in, session):
    actions.add_agreement(session, world.cem, "Zelf doorvragen", today() + timedelta(days=1))

    assert "Zelf doorvragen" in text_of(sign_in(world.cem).get(f"/groepen/{world.group.id}/intervisie"))


def test_a_session_is_begun_only_on_an_overleg_that_one_scored(world, sign_in):
    data = {"meeting": world.meeting.id, "held_on": "2026-04-01", "question": ""}

    assert sign_in(world.cem).post(f"/groepen/{world.group.id}/intervisie/nieuw", data=data).status_code == 422
    assert rows(Session) == []


def test_an_agreement_is_kept_together_with_the_notes_beside_it(world, sign_in, session):
    notes = {"question": "Vraag", "discussed": "Net getypt", "revision": 1}
    agreement = {"owner": world.bas.id, "what": "Doorvragen", "due_on": today() + timedelta(days=1)}
    sign_in(world.bas).post(f"/intervisies/{session.id}/afspraken", data=notes | agreement)

    assert [row.discussed for row in rows(Session)] == ["Net getypt"]
    assert [row.what for row in rows(Agreement)] == ["Doorvragen"]


def test_a_refused_agreement_leaves_the_typed_notes_on_the_page(world, sign_in, session):
    notes = {"question": "Vraag", "discussed": "Net getypt", "revision": 1}
    response = sign_in(world.bas).post(f"/intervisies/{session.id}/afspraken", data=notes | {"what": "Doorvragen"})

    assert response.status_code == 422
    assert field(response.text, "discussed") == "Net getypt"
    assert 'value="Doorvragen"' in response.text


def test_a_session_to_come_stands_on_the_start_page_with_what_is_still_to_be_scored(recorded, sign_in):
    world = recorded
    soon = today() + timedelta(days=5)
    coming = actions.add_session(world.ann, world.group, world.meeting, soon, "Wie was aan het woord?")
    actions.add_session(world.ann, world.group, world.meeting, today() - timedelta(days=1), "")
    row = f"Intervisiegroep Maas Bijeenkomst op {weekday_date(soon)} (over 5 dagen) C7, overleg 1"

    cem, ann = sign_in(world.cem).get("/"), sign_in(world.ann).get("/")
    assert f"{row} nog te scoren" in text_of(cem)
    assert f"{row} ingeleverd" in text_of(ann)
    for page in (cem, ann):
        assert f'href="/intervisies/{coming.id}"' in page.text
        assert "Wie was aan het woord?" not in page.text
    assert weekday_date(soon) not in text_of(sign_in(world.dia).get("/"))


def test_a_session_of_today_still_stands_there_and_who_began_to_score_reads_so(world, sign_in):
    actions.add_session(world.ann, world.group, world.meeting, today(), "")
    start(world.meeting, world.cem)

    assert f"{weekday_date(today())} (vandaag) C7, overleg 1 begonnen" in text_of(sign_in(world.cem).get("/"))


def test_a_session_on_an_overleg_that_was_taken_back_asks_nobody_to_score(recorded, sign_in):
    soon = today() + timedelta(days=5)
    actions.add_session(recorded.ann, recorded.group, recorded.meeting, soon, "")
    db.session.execute(db.text("DELETE FROM brought_meeting"))
    db.session.commit()

    home = text_of(sign_in(recorded.cem).get("/"))
    assert weekday_date(soon) in home and "nog te scoren" not in home


def test_of_a_meekijker_no_session_is_shown_on_the_start_page(world, sign_in):
    actions.add_session(world.ann, world.group, world.meeting, today(), "")
    looker = world.join("Mia Meekijker", group=world.group, role="observer")

    assert weekday_date(today()) not in text_of(sign_in(looker).get("/"))
