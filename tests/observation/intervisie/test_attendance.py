"""Who was at a session of an intervisie group: filled in by who was there, and what counts for the course."""

from datetime import date, timedelta

import pytest

from observation.intervisie import actions, queries
from tests.conftest import text_of
from trainer.groups import actions as group_actions
from trainer.groups import queries as groups
from trainer.web import today

pytestmark = pytest.mark.usefixtures("scored")


@pytest.fixture
def session(world):
    """Return a session of the group, with a report."""
    row = actions.add_session(world.ann, world.group, world.meeting, date(2026, 4, 1), "")
    actions.change_session(row, question="", discussed="Wij keken samen.", seen_revision=1)
    return row


def register(client, session, *people, was=(), **options):
    data = {"person": [person.id for person in people], "was": [person.id for person in was]}
    return client.post(f"/intervisies/{session.id}/erbij", data=data, **options)


def counted(world):
    """Return for whom a session counts."""
    people = [world.ann.id, world.bas.id, world.cem.id]
    return [person_id for person_id, *_ in queries.taken_part_in(world.group.parent, people)]


def test_a_session_counts_for_who_was_there_and_for_nobody_before_that_is_filled_in(world, sign_in, session):
    bas = sign_in(world.bas)
    assert "Nog niet ingevuld. Leg vast wie erbij waren Een intervisie telt mee voor wie hier staat" in text_of(
        bas.get(f"/intervisies/{session.id}")
    )
    assert "Nog niet ingevuld wie erbij waren." in text_of(bas.get(f"/groepen/{world.group.id}/intervisie"))
    assert counted(world) == []

    page = bas.get(register(bas, session, world.bas).location)
    assert "Opgeslagen wie erbij waren." in text_of(page)
    assert f'value="{world.bas.id}" checked' in page.text
    assert f'value="{world.ann.id}" checked' not in page.text
    assert "Nog niet ingevuld" not in text_of(bas.get(f"/groepen/{world.group.id}/intervisie"))
    assert counted(world) == [world.bas.id]

    register(bas, session, was=[world.bas])
    assert counted(world) == []


def test_who_did_not_score_the_overleg_was_there_and_it_does_not_count(world, sign_in, session):
    register(sign_in(world.bas), session, world.bas, world.cem)

    assert queries.were_at(session) == sorted([world.bas, world.cem], key=lambda person: person.name)
    assert counted(world) == [world.bas.id]


def test_without_a_report_nothing_counts(world, sign_in, session):
    register(sign_in(world.bas), session, world.bas)
    actions.change_session(session, question="", discussed="", seen_revision=2)

    assert counted(world) == []


def test_who_left_the_group_since_was_there_all_the_same(world, sign_in, session):
    register(sign_in(world.bas), session, world.ann, world.bas)
    group_actions.remove_member(world.trainer, groups.membership(world.ann, world.group))

    assert f'value="{world.ann.id}" checked' in sign_in(world.bas).get(f"/intervisies/{session.id}").text
    register(sign_in(world.bas), session, world.ann, world.bas)
    assert sorted(counted(world)) == sorted([world.ann.id, world.bas.id])


def test_two_who_tick_at_the_same_time_do_not_undo_each_other(world, sign_in, session):
    register(sign_in(world.ann), session, world.ann, world.cem)
    # Bas had the page open from before that.
    register(sign_in(world.bas), session, world.bas)
    assert {person.name for person in queries.were_at(session)} == {world.ann.name, world.bas.name, world.cem.name}

    register(sign_in(world.bas), session, world.bas, was=[world.bas, world.cem])
    assert {person.name for person in queries.were_at(session)} == {world.ann.name, world.bas.name}


def test_to_a_script_it_says_only_that_it_is_kept(world, sign_in, session):
    answer = register(sign_in(world.bas), session, world.bas, headers={"X-Requested-With": "fetch"})

    assert (answer.status_code, answer.text) == (204, "")
    assert queries.were_at(session) == [world.bas]


def test_someone_from_outside_the_group_is_not_put_there(world, sign_in, session, make_person):
    register(sign_in(world.bas), session, make_person(name="Vreemd"))

    assert queries.were_at(session) == []


def test_of_a_session_that_lies_ahead_it_is_asked_on_the_day(world, sign_in, session):
    actions.change_date(session, today() + timedelta(days=3))
    page = sign_in(world.bas).get(f"/intervisies/{session.id}")

    assert "Dit vul je in op de dag zelf, of daarna." in text_of(page)
    assert 'name="person"' not in page.text
