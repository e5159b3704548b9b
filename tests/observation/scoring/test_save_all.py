"""The whole form at once, as a page without a script sends it: what was typed is on the page or in the database."""

import re

import pytest
from sqlalchemy import select

from observation.scoring import actions, queries, rules
from observation.scoring.models import Evidence, Score
from observation.scoring.rules import Given
from tests.conftest import text_of
from tests.observation.conftest import checked, fill, note_on, revision_on, start, submitted
from trainer.db import db

UNCLEAR = "Schrijf het moment als minuten en seconden, bijvoorbeeld 3:07."


@pytest.fixture
def observation(recorded):
    return start(recorded.meeting, recorded.ann)


@pytest.fixture
def ann(recorded, sign_in):
    return sign_in(recorded.ann)


def send(client, observation, **kwargs):
    return client.post(f"/formulieren/{observation.id}", **kwargs)


def page_as_sent(client, observation):
    """Return all fields of the page as a browser would send them back."""
    page = client.get(f"/formulieren/{observation.id}").text
    instrument = queries.instrument_of(observation)
    fields = {f"a-{item}": checked(page, item) for item in instrument.items}
    fields |= {f"n-{item}": note_on(page, item) for item in (*instrument.items, *instrument.questions)}
    return fields | {f"r-{item}": str(revision_on(page, item)) for item in (*instrument.items, *instrument.questions)}


def kept(observation):
    db.session.expire_all()
    return queries.given(observation)


def test_the_page_has_a_field_for_every_indicator_and_question(ann, observation):
    fields = page_as_sent(ann, observation)

    assert len(fields) == 54 + 2 * 56
    assert {value for name, value in fields.items() if name[0] == "a"} == {""}
    assert {value for name, value in fields.items() if name[0] == "r"} == {"0"}


def test_what_was_chosen_and_typed_is_kept(ann, observation):
    fields = page_as_sent(ann, observation) | {
        "a-WA01": "vaak",
        "n-WA01": "Regel een\r\nregel twee",
        "a-WA02": "nvt",
        "a-WA03": "nooit",
        "n-WA04": "nog geen antwoord",
        "a-WA22": "nee",
        "n-MACRO": "De wet",
    }
    response = send(ann, observation, data=fields, follow_redirects=True)

    assert "Alles is opgeslagen." in text_of(response)
    assert kept(observation) == {
        "WA01": Given("vaak", "Regel een\nregel twee", 1),
        "WA02": Given("nvt", "", 1),
        "WA03": Given("nooit", "", 1),
        "WA04": Given(None, "nog geen antwoord", 1),
        "WA22": Given("nee", "", 1),
        "MACRO": Given(None, "De wet", 1),
    }


def test_sending_the_page_again_as_it_stands_changes_nothing(ann, observation):
    fill(observation, "soms", note="zag\nik")
    before = kept(observation)

    assert send(ann, observation, data=page_as_sent(ann, observation)).status_code == 302
    assert kept(observation) == before


def test_an_answer_can_be_put_back_to_open(ann, observation):
    fill(observation)
    send(ann, observation, data=page_as_sent(ann, observation) | {"a-WA01": ""})

    assert kept(observation)["WA01"] == Given(None, "", 2)
    assert checked(ann.get(f"/formulieren/{observation.id}").text, "WA01") == ""


def test_only_the_items_that_another_window_changed_are_a_conflict(ann, observation):
    fields = page_as_sent(ann, observation)
    actions.save(observation, "WA01", "soms", "uit het andere venster", 0)
    actions.save(observation, "WA02", "soms", "", 0)
    actions.save(observation, "WA03", "vaak", "", 0)
    response = send(
        ann, observation, data=fields | {"a-WA01": "altijd", "n-WA01": "van hier", "a-WA03": "vaak", "a-WA05": "nooit"}
    )

    assert response.status_code == 422
    stands = kept(observation)
    assert stands["WA01"] == Given("soms", "uit het andere venster", 1)
    assert stands["WA02"] == Given("soms", "", 1)
    assert stands["WA03"] == Given("vaak", "", 1)
    assert stands["WA05"] == Given("nooit", "", 1)
    words = text_of(response)
    assert "In een ander venster staat hier nu: soms, “uit het andere venster”." in words
    assert words.count("in een ander venster stond intussen iets anders") == 2


def test_after_a_conflict_what_was_typed_stays_and_a_second_save_keeps_it(ann, observation):
    fields = page_as_sent(ann, observation)
    actions.save(observation, "WA01", "soms", "uit het andere venster", 0)
    page = send(ann, observation, data=fields | {"a-WA01": "altijd", "n-WA01": "van hier"}).text

    assert (checked(page, "WA01"), note_on(page, "WA01"), revision_on(page, "WA01")) == ("altijd", "van hier", 1)
    assert send(ann, observation, data={"a-WA01": "altijd", "n-WA01": "van hier", "r-WA01": "1"}).status_code == 302
    assert kept(observation)["WA01"] == Given("altijd", "van hier", 2)


@pytest.mark.parametrize(
    ("item", "answer", "note", "sentence"),
    [
        ("WA01", "ja", "zag ik", rules.OUTSIDE_SCALE),
        ("WA22", "vaak", "zag ik", rules.OUTSIDE_SCALE),
        ("WA01", "vaak", "x" * 4001, rules.NOTE_TOO_LONG),
        ("MACRO", "vaak", "de wet", rules.OUTSIDE_SCALE),
        ("MESO", "", "y" * 4001, rules.NOTE_TOO_LONG),
    ],
)
def test_a_part_that_is_refused_stays_on_the_page_and_the_rest_is_kept(ann, observation, item, answer, note, sentence):
    fields = {f"a-{item}": answer, f"n-{item}": note, "a-IPS01": "soms", "n-IPS01": "wel goed"}
    response = send(ann, observation, data=fields)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "Niet alles kon worden opgeslagen. Wat je invulde staat er nog." in text_of(response)
    assert note_on(response.text, item) == note
    assert kept(observation) == {"IPS01": Given("soms", "wel goed", 1)}


def test_a_text_of_5_mb_comes_back_to_its_writer(ann, observation):
    text = "Een lange zin over het overleg. " * 160_000
    response = send(ann, observation, data={"n-WA01": text, "a-WA01": "vaak"})

    assert response.status_code == 422
    assert rules.NOTE_TOO_LONG in text_of(response)
    assert note_on(response.text, "WA01") == text
    assert checked(response.text, "WA01") == "vaak"
    assert kept(observation) == {}


def test_a_form_above_8_mb_is_refused_in_dutch(ann, observation):
    response = send(ann, observation, data={"n-WA01": "x" * 9_000_000})

    assert response.status_code == 413
    assert "Maak het kleiner en probeer het opnieuw." in text_of(response)


@pytest.mark.parametrize("revision", ["", "-1", "abc", "1.5", "9" * 5000, "²"])
def test_a_strange_revision_is_no_fault(ann, observation, revision):
    assert send(ann, observation, data={"a-WA01": "vaak", "r-WA01": revision}).status_code == 302
    assert kept(observation)["WA01"] == Given("vaak", "", 1)


def test_a_moment_typed_as_minutes_and_seconds_is_kept(ann, observation):
    fields = page_as_sent(ann, observation) | {"m-WA01": "3:07", "m-IPS32": "1:00:01", "t-IPS32": "lacht"}
    response = send(ann, observation, data=fields, follow_redirects=True)

    assert response.status_code == 200
    rows = db.session.scalars(select(Evidence).order_by(Evidence.at_seconds)).all()
    assert [(row.item_id, row.at_seconds, row.text) for row in rows] == [("WA01", 187, ""), ("IPS32", 3601, "lacht")]
    assert "3:07" in text_of(response)
    assert "1:00:01 lacht" in text_of(response)


def test_an_unclear_moment_is_asked_again_and_everything_else_is_kept(ann, observation):
    fields = {"a-WA01": "vaak", "n-WA01": "knikt", "r-WA01": "0", "m-WA01": "bij drie minuten", "m-WA02": "0:05"}
    response = send(ann, observation, data=fields)

    assert response.status_code == 422
    assert UNCLEAR in text_of(response)
    assert kept(observation) == {"WA01": Given("vaak", "knikt", 1)}
    assert [(row.item_id, row.at_seconds) for row in db.session.scalars(select(Evidence))] == [("WA02", 5)]
    assert (checked(response.text, "WA01"), note_on(response.text, "WA01")) == ("vaak", "knikt")


def test_an_unclear_moment_stays_in_its_field(ann, observation):
    page = send(ann, observation, data={"a-WA01": "vaak", "m-WA01": "bij drie minuten"}).text

    assert re.search(r'name="m-WA01"[^>]* value="bij drie minuten"', page)


@pytest.mark.parametrize("at", ["bij drie minuten", ""])
def test_what_happens_at_an_unclear_moment_stays_in_its_field(ann, observation, at):
    response = send(ann, observation, data={"m-WA01": at, "t-WA01": 'zij zegt "ja"'})

    assert response.status_code == 422
    assert UNCLEAR in text_of(response)
    assert re.search(r'name="t-WA01"[^>]* value="zij zegt &#34;ja&#34;"', response.text)
    assert re.search(r'name="m-WA01"[^>]* aria-invalid="true"', response.text)
    assert db.session.scalars(select(Evidence)).all() == []


def test_a_moment_that_is_locked_out_meanwhile_stays_readable(recorded, ann):
    observation = submitted(recorded.meeting, recorded.ann)
    for at in ("3:07", "straks"):
        response = send(ann, observation, data={"m-WA01": at, "t-WA01": "zij lacht"})

        assert response.status_code == 422
        assert f"{at} zij lacht" in text_of(response)


def test_after_an_unclear_moment_the_page_is_no_conflict_with_itself(ann, observation):
    fields = {"a-WA01": "vaak", "n-WA01": "knikt", "r-WA01": "0", "m-WA01": "bij drie minuten"}
    page = send(ann, observation, data=fields).text
    assert revision_on(page, "WA01") == 1

    better = fields | {"a-WA01": "altijd", "m-WA01": "3:00", "r-WA01": str(revision_on(page, "WA01"))}
    assert send(ann, observation, data=better).status_code == 302
    assert kept(observation)["WA01"] == Given("altijd", "knikt", 2)


def test_an_unclear_moment_does_not_hide_a_conflict_at_the_same_item(ann, observation):
    actions.save(observation, "WA01", "soms", "uit het andere venster", 0)
    page = send(ann, observation, data={"a-WA01": "vaak", "n-WA01": "van hier", "r-WA01": "0", "m-WA01": "straks"})

    assert page.status_code == 422
    assert kept(observation)["WA01"] == Given("soms", "uit het andere venster", 1)
    assert note_on(page.text, "WA01") == "van hier"
    assert "uit het andere venster" in text_of(page)


def test_a_moment_without_its_item_in_the_form_is_no_fault(ann, observation):
    response = send(ann, observation, data={"m-WA01": "straks"})

    assert response.status_code == 422
    assert UNCLEAR in text_of(response)
    assert db.session.scalars(select(Score)).all() == []


def test_saving_on_the_way_to_submitting_goes_there(ann, observation):
    response = send(ann, observation, data={"a-WA01": "vaak", "to": "submit"})

    assert response.location == f"/formulieren/{observation.id}/inleveren"
    assert kept(observation)["WA01"] == Given("vaak", "", 1)


def test_an_expired_session_gives_a_page_with_everything_that_was_typed(anonymous, observation):
    fields = {"a-WA01": "vaak", "n-WA01": 'zei: "ja" & lachte', "r-WA01": "2", "csrf_token": "geheim"}
    response = send(anonymous, observation, data=fields)

    assert response.status_code == 401
    assert '<input type="hidden" name="a-WA01" value="vaak">' in response.text
    assert '<input type="hidden" name="n-WA01" value="zei: &#34;ja&#34; &amp; lachte">' in response.text
    assert '<input type="hidden" name="r-WA01" value="2">' in response.text
    assert f'action="/formulieren/{observation.id}"' in response.text
    assert "geheim" not in response.text
    assert kept(observation) == {}


def test_a_form_that_is_locked_meanwhile_shows_what_was_submitted(recorded, ann):
    observation = submitted(recorded.meeting, recorded.ann)
    response = send(ann, observation, data={"a-WA01": "nooit", "n-WA01": "nog een gedachte", "r-WA01": "1"})

    assert response.status_code == 422
    assert re.search(r'id="WA01"><dt>Dialoog[^<]*</dt><dd><span class="given given--vaak">', response.text)
    assert kept(observation)["WA01"] == Given("vaak", "", 1)


def test_what_was_typed_in_a_form_that_is_locked_meanwhile_stays_readable(recorded, ann):
    observation = submitted(recorded.meeting, recorded.ann)
    response = send(ann, observation, data={"a-WA01": "nooit", "n-WA01": "nog een gedachte", "r-WA01": "1"})

    assert actions.LOCKED in text_of(response)
    assert "nog een gedachte" in text_of(response)
