"""A day and a way that are the same for everyone present, typed once. A yes or a no is always of one person."""

from datetime import date

import pytest

from tests.conftest import text_of
from tests.observation.conftest import consent
from tests.observation.recordings.test_consent import history, send, typed

SHARED = {"allen-decided_on": "2026-03-02", "allen-given_as": "signed"}
EMPTY = {"decided_on": "", "given_as": ""}


def test_what_is_the_same_for_everyone_is_typed_once(world, sign_in):
    ann = sign_in(world.ann)
    page = ann.get(f"/overleggen/{world.meeting.id}/toestemming").text
    assert all(f'name="{name}"' in page for name in SHARED)
    response = send(ann, world, SHARED, *[typed(row, **EMPTY) for row in world.attendees])

    assert response.status_code == 302
    for row in world.attendees:
        assert [(each.decision, each.decided_on, each.given_as) for each in history(row)] == [
            ("given", date(2026, 3, 2), "signed"),
            ("refused", date(2026, 3, 2), "signed"),
        ]


def test_once_everyone_was_asked_there_is_nothing_to_fill_in_for_all(agreed, sign_in):
    assert "Voor iedereen gelijk?" not in sign_in(agreed.ann).get(f"/overleggen/{agreed.meeting.id}/toestemming").text


def test_it_gives_no_answer_for_who_was_not_asked_and_changes_nothing_that_was_filled_in(world, sign_in):
    consent(world.ann, world.work, "refused", "refused")
    ann, own = sign_in(world.ann), typed(world.client, decided_on="2026-02-27", given_as="")
    kept = {"scoring": "refused", "intervisie": "refused", "given_as": ""}
    send(ann, world, SHARED, own, typed(world.care, scoring="", intervisie="", **EMPTY), typed(world.work, **kept))

    assert {(row.decided_on, row.given_as) for row in history(world.client)} == {(date(2026, 2, 27), "signed")}
    assert history(world.care) == []
    # A way that was left empty for a no of before stays empty.
    assert {row.decided_on for row in history(world.work)} == {date(2026, 3, 1)}


def test_a_no_of_before_keeps_its_empty_way(world, sign_in):
    ann = sign_in(world.ann)
    no = typed(world.work, scoring="refused", given_as="")
    send(ann, world, no)
    send(ann, world, SHARED, no, typed(world.client, **EMPTY))

    assert [(row.decision, row.given_as) for row in history(world.work)] == [("refused", ""), ("refused", "")]
    assert len(history(world.client)) == 2


@pytest.mark.parametrize(
    ("shared", "sentence"),
    [
        ({"allen-decided_on": "2099-01-01"}, "Deze datum ligt in de toekomst."),
        ({"allen-decided_on": "2026-03-01", "allen-given_as": "spoken"}, "is van de dag van het overleg: 2 maart 2026"),
        ({"allen-decided_on": "gisteren"}, "Ongeldige datum."),
        ({"allen-given_as": "by-letter"}, "Ongeldige keuze"),
    ],
)
def test_what_cannot_be_for_everyone_is_said_once_and_stays_in_the_field(world, sign_in, shared, sentence):
    response = send(sign_in(world.ann), world, SHARED | shared, *[typed(row, **EMPTY) for row in world.attendees])

    assert response.status_code == 422
    # In the list above the form and beside the field.
    assert text_of(response).count(sentence) == 2
    assert 'id="allen-decided_on-error"' in response.text or 'id="allen-given_as-error"' in response.text
    assert (SHARED | shared)["allen-decided_on"] in response.text
    assert all(history(row) == [] for row in world.attendees)


def test_after_another_mistake_it_stands_with_each_so_that_it_can_be_changed_there(world, sign_in):
    parts = [typed(world.client, **EMPTY), typed(world.care, decided_on="2099-01-01")]
    page = send(sign_in(world.ann), world, SHARED, *parts).text

    assert f'name="a{world.client.id}-decided_on" type="date" value="2026-03-02"' in page
    assert 'name="allen-decided_on" type="date" value=""' in page
