"""Two windows, two devices, two clicks at the same time, on the real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from observation.scoring import actions, queries
from observation.scoring.models import Observation
from tests.observation.conftest import fill, start
from trainer.db import db

ANSWERS = ("nooit", "soms", "vaak", "altijd", "nvt")
SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def at_once(app) -> Callable:
    """Return a function that does several things at the same moment, each as a request of its own would."""

    def run(*tasks):
        barrier = Barrier(len(tasks))

        def work(task):
            with app.app_context():
                barrier.wait()
                return task()

        # What this test itself read must not stand in the way of the others.
        db.session.rollback()
        with ThreadPoolExecutor(len(tasks)) as pool:
            done = list(pool.map(work, tasks))
        db.session.rollback()
        db.session.expire_all()
        return done

    return run


def saver(client, number, item, answer, note="", revision=0):
    body = {"answer": answer, "note": note, "revision": revision}
    return lambda: client.post(f"/formulieren/{number}/antwoorden/{item}", json=body, headers=SCRIPT)


@pytest.mark.parametrize("begun", [False, True])
def test_of_many_saves_of_one_item_one_stands_and_the_others_are_told(world, sign_in, at_once, begun):
    number = start(world.meeting, world.ann).id
    if begun:
        actions.save(queries.find_observation(number), "WA01", None, "begin", 0)
    tasks = [saver(sign_in(world.ann), number, "WA01", answer, f"van {answer}", int(begun)) for answer in ANSWERS]
    responses = at_once(*tasks)

    assert sorted(response.status_code for response in responses) == [200, 409, 409, 409, 409]
    (winner,) = [response.json for response in responses if response.status_code == 200]
    stands = queries.given(queries.find_observation(number))["WA01"]
    assert (stands.answer, stands.note, stands.revision) == (winner["answer"], winner["note"], 1 + begun)
    for response in responses:
        assert response.json == winner


def test_who_tries_again_after_a_conflict_gets_through_and_no_save_is_lost(world, sign_in, at_once):
    number = start(world.meeting, world.ann).id

    def keep_trying(client, answer):
        def attempt():
            revision = 0
            for _ in range(30):
                response = saver(client, number, "WA01", answer, f"van {answer}", revision)()
                if response.status_code == 200:
                    return response.json["revision"]
                revision = response.json["revision"]
            return None

        return attempt

    revisions = at_once(*(keep_trying(sign_in(world.ann), answer) for answer in ANSWERS))

    assert sorted(revisions) == [1, 2, 3, 4, 5]
    last = ANSWERS[revisions.index(5)]
    assert queries.given(queries.find_observation(number))["WA01"].answer == last


def test_the_same_save_sent_many_times_is_kept_once(world, sign_in, at_once):
    number = start(world.meeting, world.ann).id
    responses = at_once(*(saver(sign_in(world.ann), number, "WA01", "vaak", "zag ik") for _ in range(5)))

    assert {response.status_code for response in responses} == {200}
    assert {response.json["revision"] for response in responses} == {1}


def test_saves_of_different_items_are_all_kept(world, sign_in, at_once):
    number = start(world.meeting, world.ann).id
    items = [f"WA0{place}" for place in range(1, 9)]
    responses = at_once(*(saver(sign_in(world.ann), number, item, "vaak", item) for item in items))

    assert {response.status_code for response in responses} == {200}
    found = queries.given(queries.find_observation(number))
    assert {item: each.note for item, each in found.items()} == {item: item for item in items}


def test_a_save_and_a_whole_form_at_the_same_time_do_not_overwrite_each_other(world, sign_in, at_once):
    number = start(world.meeting, world.ann).id
    fields = {"a-WA01": "soms", "n-WA01": "hele formulier", "r-WA01": "0", "a-WA02": "soms", "r-WA02": "0"}
    whole = sign_in(world.ann)
    one, all_at_once = at_once(
        saver(sign_in(world.ann), number, "WA01", "vaak", "los antwoord"),
        lambda: whole.post(f"/formulieren/{number}", data=fields),
    )

    assert (one.status_code, all_at_once.status_code) in [(200, 422), (409, 302)]
    found = queries.given(queries.find_observation(number))
    assert found["WA01"].note == ("los antwoord" if one.status_code == 200 else "hele formulier")
    assert (found["WA01"].revision, found["WA02"].answer) == (1, "soms")


def test_what_was_acknowledged_before_submitting_is_in_what_was_submitted(world, sign_in, at_once):
    observation = start(world.meeting, world.ann)
    fill(observation, "soms")
    number, client = observation.id, sign_in(world.ann)
    tasks = [saver(sign_in(world.ann), number, f"WA0{place}", "altijd", "", 1) for place in range(1, 6)]
    *saves, submit = at_once(*tasks, lambda: client.post(f"/formulieren/{number}/inleveren"))

    assert submit.status_code == 302
    found = queries.given(queries.find_observation(number))
    for place, response in enumerate(saves, 1):
        assert response.status_code in (200, 422)
        assert found[f"WA0{place}"].answer == ("altijd" if response.status_code == 200 else "soms")


def test_clicking_begin_twice_starts_one_form(recorded, sign_in, at_once):
    world = recorded
    clients = [sign_in(world.ann) for _ in range(4)]
    address = f"/overleggen/{world.meeting.id}/formulier"
    responses = at_once(*((lambda client=client: client.post(address, data={})) for client in clients))

    assert [response.status_code for response in responses] == [302] * 4
    (row,) = db.session.scalars(select(Observation)).all()
    assert {response.location for response in responses} == {f"/formulieren/{row.id}"}
