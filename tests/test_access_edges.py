"""What someone who stays out can tell, and when they stay out."""

import pytest

from tests import world


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
