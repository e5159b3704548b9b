"""What someone who stays out can tell, and when they stay out."""

import pytest

from tests import world
from tests.test_access import OPEN_TO_ADMIN, address_of, is_in, methods_of
from trainer.db import db


def test_an_observer_who_left_the_group_no_longer_gets_to_their_form(sign_in):
    scene = world.build()
    client = sign_in(scene.people["mate"])
    form = f"/formulieren/{scene.ids['observation_id']}"
    assert client.get(form).status_code == 200

    sign_in(scene.people["trainer"]).post(f"/lidmaatschappen/{scene.ids['membership_id']}/verwijderen")

    assert client.get(form).status_code == 404


def test_who_may_not_see_something_cannot_tell_that_it_exists(app, sign_in):
    scene = world.build()
    client = sign_in(scene.people["stranger"])
    hidden, absent = client.get(f"/overleggen/{scene.ids['meeting_id']}"), client.get("/overleggen/987654")

    assert (hidden.status_code, hidden.text) == (absent.status_code, absent.text)


@pytest.mark.parametrize("address", ["/groepen/{}", "/overleggen/{}", "/mensen/{}", "/formulieren/{}"])
def test_a_number_that_no_database_can_hold_is_simply_not_there(as_trainer, address):
    assert as_trainer.get(address.format(10**20)).status_code == 404


def test_no_route_listens_to_anything_but_reading_and_posting(app):
    methods = {method for rule in app.url_map.iter_rules() for method in rule.methods}

    assert methods == {"GET", "HEAD", "OPTIONS", "POST"}


def test_a_trainer_makes_a_new_link_only_for_a_cursist_of_theirs_who_has_no_password_yet(app, sign_in):
    scene = world.build()
    address = f"/mensen/{scene.ids['person_id']}/link"
    scene.people["owner"].password_hash = None
    db.session.commit()
    got_in = {kind for kind, person in scene.people.items() if is_in(sign_in(person).post(address))}

    assert got_in == {"admin", "trainer"}


@pytest.mark.parametrize("kind", ["trainer", "owner", "mate"])
def test_who_became_beheerder_loses_sight_of_overleggen_at_once(app, sign_in, kind):
    scene = world.build()
    person = scene.people[kind]
    person.role = "admin"
    db.session.commit()
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.startswith("observation.")}
    got_in = {
        endpoint
        for endpoint in endpoints - OPEN_TO_ADMIN
        for method in methods_of(app, endpoint)
        if is_in(sign_in(person).open(address_of(app, endpoint, scene), method=method))
    }

    assert got_in == set()
