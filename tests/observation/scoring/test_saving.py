"""One answer at a time, as the page's script saves them: nothing acknowledged is ever lost or silently overwritten."""

import re

import pytest
from sqlalchemy import select

from observation.scoring import queries, rules
from observation.scoring.models import Evidence, Observation, Score
from observation.scoring.rules import Given
from tests.conftest import text_of
from tests.observation.conftest import checked, consent, note_on, start, submitted
from trainer.db import db

SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def observation(world):
    return start(world.meeting, world.ann)


@pytest.fixture
def ann(world, sign_in):
    return sign_in(world.ann)


def save(client, observation, item, answer=None, note="", revision=0):
    body = {"answer": answer, "note": note, "revision": revision}
    return client.post(f"/formulieren/{observation.id}/antwoorden/{item}", json=body, headers=SCRIPT)


def kept(observation, item):
    db.session.expire_all()
    return queries.given(observation).get(item)


def test_an_answer_is_kept_and_its_revision_comes_back(ann, observation):
    response = save(ann, observation, "WA01", "vaak", "Zij vroeg door.")

    assert (response.status_code, response.json) == (200, {"answer": "vaak", "note": "Zij vroeg door.", "revision": 1})
    assert kept(observation, "WA01") == Given("vaak", "Zij vroeg door.", 1)


def test_each_change_raises_the_revision(ann, observation):
    for revision, answer in enumerate(("nooit", "soms", "vaak", None, "nvt")):
        assert save(ann, observation, "WA01", answer, "", revision).json["revision"] == revision + 1

    assert kept(observation, "WA01") == Given("nvt", "", 5)


@pytest.mark.parametrize("seen", [0, 1, 7])
def test_the_same_again_is_no_conflict_and_no_new_revision(ann, observation, seen):
    save(ann, observation, "WA01", "vaak", "zag ik")
    again = save(ann, observation, "WA01", "vaak", " zag ik\r\n", seen)

    assert (again.status_code, again.json["revision"]) == (200, 1)
    assert kept(observation, "WA01") == Given("vaak", "zag ik", 1)


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_a_stale_revision_gets_what_stands_and_overwrites_nothing(ann, observation, seen):
    save(ann, observation, "WA01", "vaak", "eerst")
    save(ann, observation, "WA01", "soms", "daarna", 1)
    late = save(ann, observation, "WA01", "altijd", "te laat", seen)

    assert (late.status_code, late.json) == (409, {"answer": "soms", "note": "daarna", "revision": 2})
    assert kept(observation, "WA01") == Given("soms", "daarna", 2)
    assert save(ann, observation, "WA01", "altijd", "te laat", 2).status_code == 200


def test_emptying_an_answer_from_a_stale_window_overwrites_nothing(ann, observation):
    save(ann, observation, "WA01", "vaak")

    assert save(ann, observation, "WA01", None, "", 0).status_code == 409
    assert kept(observation, "WA01") == Given("vaak", "", 1)


def test_an_open_question_keeps_a_text(ann, observation):
    assert save(ann, observation, "MESO", None, "Twee systemen.").status_code == 200
    assert note_on(ann.get(f"/formulieren/{observation.id}").text, "MESO") == "Twee systemen."


@pytest.mark.parametrize(
    ("item", "answer", "note", "sentence"),
    [
        ("WA01", "ja", "", rules.OUTSIDE_SCALE),
        ("WA01", "meestal", "", rules.OUTSIDE_SCALE),
        ("WA22", "vaak", "", rules.OUTSIDE_SCALE),
        ("WA22", "nvt", "", rules.OUTSIDE_SCALE),
        ("MACRO", "vaak", "", rules.OUTSIDE_SCALE),
        ("WA99", "vaak", "", rules.UNKNOWN_ITEM),
        ("WA01", "vaak", "x" * 4001, rules.NOTE_TOO_LONG),
        ("WA01", "vaak", "x" * 5_000_000, rules.NOTE_TOO_LONG),
    ],
)
def test_what_cannot_stand_there_is_refused_with_a_sentence(ann, observation, item, answer, note, sentence):
    response = save(ann, observation, item, answer, note)

    assert (response.status_code, response.json) == (422, {"error": sentence})
    assert db.session.scalars(select(Score)).all() == []


def test_a_refused_change_leaves_what_stood(ann, observation):
    save(ann, observation, "WA01", "vaak", "zag ik")
    save(ann, observation, "WA01", "ja", "zag ik", 1)

    assert kept(observation, "WA01") == Given("vaak", "zag ik", 1)


@pytest.mark.parametrize("body", ["{", "[]", '"vaak"', '{"answer": 3}', '{"note": null}', '{"revision": "1"}', ""])
def test_what_has_not_the_right_shape_is_answered_with_a_sentence(ann, observation, body):
    address = f"/formulieren/{observation.id}/antwoorden/WA01"
    response = ann.post(address, data=body, content_type="application/json", headers=SCRIPT)

    assert response.status_code == 422
    assert response.json == {"error": "Dit konden we niet lezen. Ververs de pagina en probeer het opnieuw."}
    assert kept(observation, "WA01") is None


@pytest.mark.parametrize(("note", "held"), [("a\x00b", "ab"), ("\x00", ""), ("halve emoji \ud83d.", "halve emoji .")])
def test_a_sign_that_no_database_can_hold_is_left_out(ann, observation, note, held):
    response = save(ann, observation, "WA01", "vaak", note)

    assert (response.status_code, response.json["note"]) == (200, held)
    assert kept(observation, "WA01") == Given("vaak", held, 1)


def test_such_a_sign_is_left_out_of_the_text_of_a_moment_too(ann, observation):
    address = f"/formulieren/{observation.id}/momenten"
    number = ann.post(address, json={"item": "WA01", "at": 3, "text": "knikt\x00 \ud83d"}).json["id"]
    assert ann.post(f"/momenten/{number}", json={"text": "lacht\x00 \ud83d"}).status_code == 200
    assert ann.post(address, json={"item": "WA\x00", "at": 3}).status_code == 422

    db.session.expire_all()
    assert db.session.get(Evidence, number).text == "lacht"


@pytest.mark.parametrize("item", ["WA%0001", "x" * 300, "'; DROP TABLE score; --"])
def test_a_strange_item_is_no_fault(ann, observation, item):
    address = f"/formulieren/{observation.id}/antwoorden/{item}"

    assert ann.post(address, json={"answer": "vaak"}, headers=SCRIPT).json == {"error": rules.UNKNOWN_ITEM}


@pytest.mark.parametrize(
    "note", ["Zij zei: 'Ik snap het'", "<script>alert(1)</script>", "é ☂ 中 👍🏽", "a\nb\n\nc", "=1+1", "  "]
)
def test_any_text_comes_back_as_it_was_typed(ann, observation, note):
    save(ann, observation, "WA01", "vaak", note)
    page = ann.get(f"/formulieren/{observation.id}").text

    assert note_on(page, "WA01") == note.strip()
    assert "<script>alert" not in page


def test_nvt_empty_and_nooit_stay_three_things_on_the_page(ann, observation):
    save(ann, observation, "WA01", "nvt")
    save(ann, observation, "WA02", "nooit")
    save(ann, observation, "WA03", "nooit")
    save(ann, observation, "WA03", None, "", 1)
    page = ann.get(f"/formulieren/{observation.id}").text

    assert [checked(page, item) for item in ("WA01", "WA02", "WA03", "WA04")] == ["nvt", "nooit", "", ""]
    rows = db.session.scalars(select(Score).order_by(Score.item_id)).all()
    assert [(row.item_id, row.answer) for row in rows] == [("WA01", "nvt"), ("WA02", "nooit"), ("WA03", None)]


def test_an_expired_session_is_told_so_and_nothing_is_written(anonymous, observation):
    response = save(anonymous, observation, "WA01", "vaak")

    assert response.status_code == 401
    assert response.json == {
        "error": "Je bent uitgelogd. Log in een nieuw tabblad in; wat je hier invulde blijft staan."
    }
    assert kept(observation, "WA01") is None


@pytest.mark.parametrize("who", ["bas", "dia", "trainer"])
def test_nobody_reads_or_writes_the_form_of_another(world, sign_in, observation, who):
    other = sign_in(getattr(world, who))
    address = f"/formulieren/{observation.id}"

    assert save(other, observation, "WA01", "vaak").status_code == 404
    assert other.post(address, data={"a-WA01": "vaak"}).status_code == 404
    assert other.post(f"{address}/inleveren").status_code == 404
    assert other.post(f"{address}/momenten", json={"item": "WA01", "at": 3}).status_code == 404
    assert other.get(address).status_code == 404
    assert kept(observation, "WA01") is None


def test_a_form_is_started_once_with_the_perspective_that_was_chosen(recorded, sign_in):
    world = recorded
    bas = sign_in(world.bas)
    first = bas.post(f"/overleggen/{world.meeting.id}/formulier", data={"perspective": "self"})
    second = bas.post(f"/overleggen/{world.meeting.id}/formulier", data={"perspective": "observer"})

    assert first.location == second.location
    (row,) = db.session.scalars(select(Observation)).all()
    assert (row.observer_id, row.perspective, row.submitted_at) == (world.bas.id, "self", None)


def test_without_consent_of_everyone_no_form_is_started_but_one_that_was_begun_goes_on(recorded, sign_in):
    bas, cem = sign_in(recorded.bas), sign_in(recorded.cem)
    address = f"/overleggen/{recorded.meeting.id}/formulier"
    begun = bas.post(address, data={}).location
    consent(recorded.ann, recorded.client, "refused", "given")
    refused = cem.post(address, data={}, follow_redirects=True)

    assert "Iemand die erbij was, zei nee op 1 maart 2026." in text_of(refused)
    assert bas.post(address, data={}).location == begun
    assert [row.observer_id for row in db.session.scalars(select(Observation))] == [recorded.bas.id]


def test_the_head_of_the_form_holds_no_names_but_the_observers_own(world, ann, observation):
    words = text_of(ann.get(f"/formulieren/{observation.id}"))

    assert "Cliëntnummer (C) C7" in words
    assert "Gezamenlijk cliëntoverleg-nummer 1" in words
    assert "Aanwezige professionals Wijkverpleegkundige, Klantmanager inkomen" in words
    assert "Datum 2 maart 2026" in words
    assert "Ingevuld door Ann Cursist" in words


def test_a_moment_is_kept_given_a_text_and_taken_away(ann, observation):
    added = ann.post(f"/formulieren/{observation.id}/momenten", json={"item": "WA01", "at": 187, "text": " knikt "})
    assert (added.status_code, added.json["at"], added.json["text"]) == (200, 187, "knikt")
    page = text_of(ann.get(f"/formulieren/{observation.id}"))
    assert "3:07 knikt" in page

    number = added.json["id"]
    assert ann.post(f"/momenten/{number}", json={"text": "knikt en lacht"}).status_code == 200
    db.session.expire_all()
    assert db.session.get(Evidence, number).text == "knikt en lacht"
    assert ann.post(f"/momenten/{number}/verwijderen", headers=SCRIPT).json == {"ok": True}
    assert db.session.scalars(select(Evidence)).all() == []


@pytest.mark.parametrize(
    ("first", "again", "stand"),
    [
        ("", "", [""]),
        ("", "knikt", ["knikt"]),
        ("knikt", "", ["knikt"]),
        ("knikt", " knikt ", ["knikt"]),
        ("knikt", "lacht", ["knikt", "lacht"]),
    ],
)
def test_a_moment_that_comes_twice_stays_one_and_other_words_are_never_lost(ann, observation, first, again, stand):
    for text in (first, again):
        ann.post(f"/formulieren/{observation.id}/momenten", json={"item": "WA01", "at": 187, "text": text})
    assert [each.text for each in queries.evidence(observation)["WA01"]] == stand


@pytest.mark.parametrize(
    "body",
    [{}, [], {"item": "WA01"}, {"item": "WA01", "at": "187"}, {"item": "WA01", "at": -1}, {"item": "WA01", "at": 86400},
     {"item": "WA01", "at": True}, {"item": "WA99", "at": 1}, {"item": "MACRO", "at": 1}],
)  # fmt: skip
def test_a_moment_that_cannot_be_is_refused_with_a_sentence(ann, observation, body):
    response = ann.post(f"/formulieren/{observation.id}/momenten", json=body, headers=SCRIPT)

    assert response.status_code == 422
    assert response.json["error"].endswith(".")
    assert db.session.scalars(select(Evidence)).all() == []


def test_a_moment_of_another_is_not_touched(world, sign_in, ann, observation):
    number = ann.post(f"/formulieren/{observation.id}/momenten", json={"item": "WA01", "at": 3}).json["id"]
    bas = sign_in(world.bas)

    assert bas.post(f"/momenten/{number}", json={"text": "van mij"}).status_code == 404
    assert bas.post(f"/momenten/{number}/verwijderen").status_code == 404
    db.session.expire_all()
    assert db.session.get(Evidence, number).text == ""


def test_home_names_what_is_still_to_score(recorded, sign_in):
    link = f'<a class="utrecht-link" href="/overleggen/{recorded.meeting.id}">C7, overleg 1</a>'
    assert link in sign_in(recorded.bas).get("/").text
    assert link not in sign_in(recorded.dia).get("/").text
    submitted(recorded.meeting, recorded.bas)
    assert link not in sign_in(recorded.bas).get("/").text


def test_home_says_how_far_a_begun_form_is_and_what_the_number_means(recorded, sign_in):
    bas = sign_in(recorded.bas)
    before = text_of(bas.get("/"))
    assert "C7 is het nummer van een cliënttraject" in before and "begonnen" not in before
    observation = start(recorded.meeting, recorded.bas)
    for item, answer in (("WA01", "vaak"), ("WA02", "nvt")):
        assert save(bas, observation, item, answer).status_code == 200

    assert "begonnen, 2 van 54 ingevuld" in text_of(bas.get("/"))


def test_each_theme_leads_to_the_explanation_of_its_first_indicator_in_another_tab(observation, ann):
    page = ann.get(f"/formulieren/{observation.id}").text
    anchors = re.findall(r'href="/cursus/[^"#]+#deel-(\w+)" target="_blank" rel="noopener"', page)
    instrument = queries.instrument_of(observation)

    assert anchors == [items[0].id for items in instrument.items_by_theme.values()]
