"""The main menu says where someone is."""

import re

import pytest

import home
from tests import world


def lit(client, address):
    """Return the word of the menu that says where this page belongs."""
    found = re.search(r'aria-current="true">(\w+)<', client.get(address).text)
    return found and found[1]


GROUP = "/groepen/{course_id}/"
PAGES = [
    GROUP + "voortgang",
    GROUP + "voortgang/{person_id}",
    GROUP + "metingen/groep",
    "/groepen/{group_id}/scans/team",
]


@pytest.mark.parametrize("page", [*PAGES, "/certificaten/{certificate_id}/intrekken"])
def test_what_a_trainer_opens_from_a_group_belongs_to_groups(app, sign_in, page):
    scene = world.build()

    assert lit(sign_in(scene.people["trainer"]), page.format(**scene.ids, **scene.extra)) == "Groepen"


@pytest.mark.parametrize("page", ["/groepen/{course_id}/uren/{person_id}", "/certificaten/{certificate_id}"])
def test_what_two_roles_read_belongs_to_groups_for_a_trainer_and_to_the_course_for_whose_it_is(app, sign_in, page):
    scene = world.build()
    address = page.format(**scene.ids, **scene.extra)

    assert lit(sign_in(scene.people["trainer"]), address) == "Groepen"
    assert lit(sign_in(scene.people["owner"]), address) == "Cursus"


def test_what_a_cursist_did_in_the_course_belongs_to_the_course(app, sign_in):
    scene = world.build()
    client = sign_in(scene.people["owner"])

    for address in ("/cursus", "/cursus/wat-telt", f"/certificaten/{scene.ids['certificate_id']}"):
        assert lit(client, address) == "Cursus", address
    assert lit(client, "/") == "Start"


def test_the_menu_names_only_pages_and_nouns_that_there_are(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    known = endpoints | {each.rpartition(".")[0] for each in endpoints}

    assert {name for _, _, names in home.NAVIGATION for name in names} <= known
