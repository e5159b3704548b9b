"""Adding people who have an account to a group: who is offered, in which role, several at once."""

import re

import pytest

from tests.conftest import text_of
from trainer.groups import actions, queries
from trainer.groups.rules import GroupRole

PARTICIPANT = GroupRole.PARTICIPANT


def follow(client, response):
    assert response.status_code == 302, text_of(response)
    return client.get(response.location)


def add(client, group, person, role="participant"):
    return add_all(client, group, [person], role)


def add_all(client, group, persons, role="participant"):
    return client.post(f"/groepen/{group.id}/leden", data={"people": [each.id for each in persons], "role": role})


def offered(page):
    return re.findall(r'name="people" value="\d+"[^>]*> <span>([^<]+)<', page.text)


def ticked(page):
    return re.findall(r'name="people" value="\d+" checked> <span>([^<]+)<', page.text)


def test_a_trainer_is_offered_people_of_their_own_groups_only(as_trainer, trainer, course, joined, make_person):
    make_person(name="Vera Vreemd")
    next_course = actions.add_course_group(trainer, "Training voorjaar")

    assert offered(as_trainer.get(f"/groepen/{next_course.id}")) == ["Carla Cursist"]


def test_a_beheerder_is_offered_everyone_with_an_open_account(as_admin, course, make_person):
    make_person(name="Vera Vreemd")
    make_person(name="Cor Gesloten", enabled=False)

    assert offered(as_admin.get(f"/groepen/{course.id}")) == ["Vera Vreemd"]


def test_someone_who_is_not_offered_cannot_be_added_by_number(as_trainer, course, make_person):
    stranger = make_person(name="Vera Vreemd")
    response = add(as_trainer, course, stranger)

    assert response.status_code == 422
    assert queries.membership(stranger, course) is None


def test_in_an_intervisie_group_only_people_of_its_course_are_offered(as_trainer, course, small, make_person):
    inside, outside = make_person(name="Ina Binnen"), make_person(name="Otto Buiten")
    actions.add_member(course, inside, PARTICIPANT)

    assert offered(as_trainer.get(f"/groepen/{small.id}")) == ["Ina Binnen", "Ties Trainer"]
    assert add(as_trainer, small, outside).status_code == 422
    assert actions.add_member(small, outside, PARTICIPANT) == "Voeg deze persoon eerst toe aan de cursusgroep."
    assert "Ina Binnen hoort nu bij Intervisie Noord." in text_of(follow(as_trainer, add(as_trainer, small, inside)))


@pytest.mark.parametrize(
    ("role", "word"), [("participant", "cursist"), ("observer", "meekijker"), ("trainer", "trainer")]
)
def test_someone_is_added_in_the_chosen_role(as_trainer, course, small, make_person, role, word):
    person = make_person("trainer" if role == "trainer" else "participant", "Ina Binnen")
    actions.add_member(course, person, PARTICIPANT)

    assert re.search(rf"Ina Binnen {word}\b", text_of(follow(as_trainer, add(as_trainer, small, person, role))))


def test_a_cursist_does_not_become_trainer_by_a_group_alone(as_trainer, course, small, participant):
    actions.add_member(course, participant, PARTICIPANT)
    response = add(as_trainer, small, participant, "trainer")

    assert response.status_code == 422
    assert "Alleen wie trainer is op het platform, kan trainer zijn van een groep." in text_of(response)
    assert queries.membership(participant, small) is None


def test_a_role_that_does_not_exist_is_refused(as_trainer, course, small, participant):
    actions.add_member(course, participant, PARTICIPANT)

    assert add(as_trainer, small, participant, "admin").status_code == 422
    assert queries.membership(participant, small) is None


def test_the_ninth_cursist_is_refused_and_a_meekijker_still_fits(as_trainer, course, small, make_person):
    crowd = [make_person() for _ in range(10)]
    for person in crowd:
        actions.add_member(course, person, PARTICIPANT)
    statuses = [add(as_trainer, small, person).status_code for person in crowd[:8]]
    ninth = add(as_trainer, small, crowd[8])

    assert statuses == [302] * 8
    assert ninth.status_code == 422
    assert "Een intervisiegroep heeft hooguit 8 cursisten. Maak een tweede groep." in text_of(ninth)
    assert queries.participant_count(small) == 8
    assert add(as_trainer, small, crowd[9], "observer").status_code == 302


def test_several_people_are_added_at_once_and_who_does_not_fit_stays_chosen(as_trainer, course, small, make_person):
    crowd = [make_person(name=f"{letter} Binnen") for letter in "ABCDEFGHIJ"]
    for person in crowd:
        actions.add_member(course, person, PARTICIPANT)
    first = text_of(follow(as_trainer, add_all(as_trainer, small, crowd[:2])))
    page = add_all(as_trainer, small, crowd[2:])

    assert "A Binnen en B Binnen horen nu bij Intervisie Noord." in first
    assert page.status_code == 422
    assert "F Binnen, G Binnen en H Binnen horen nu bij Intervisie Noord." in text_of(page)
    assert "I Binnen: Een intervisiegroep heeft hooguit 8 cursisten. Maak een tweede groep." in text_of(page)
    assert ticked(page) == ["I Binnen", "J Binnen"]
    assert queries.participant_count(small) == 8


def test_nobody_chosen_gets_a_sentence(as_trainer, course, small, joined):
    page = add_all(as_trainer, small, [])

    assert page.status_code == 422
    assert "Kies minstens één persoon." in text_of(page)


def test_beside_a_name_stands_in_which_intervisie_group_someone_is(as_trainer, course, small, make_person):
    inside, free = make_person(name="Ina Binnen"), make_person(name="Vrij Nog")
    west = actions.add_intervisie_group(course, "Intervisie West")
    for person in (inside, free):
        actions.add_member(course, person, PARTICIPANT)
    actions.add_member(west, inside, PARTICIPANT)
    page = text_of(as_trainer.get(f"/groepen/{small.id}"))

    assert "Ina Binnen Intervisie West Ties Trainer Vrij Nog Rol in deze groep" in page
    assert page.count("Intervisie West") == 1
    assert text_of(as_trainer.get(f"/groepen/{course.id}")).count("Intervisie West") == 1


def test_a_group_says_how_many_members_it_still_needs(as_trainer, course, small, make_person):
    advice = []
    for _ in range(4):
        advice.append(re.search(r"Voeg er nog (\d) toe", text_of(as_trainer.get(f"/groepen/{small.id}"))))
        person = make_person()
        actions.add_member(course, person, PARTICIPANT)
        actions.add_member(small, person, PARTICIPANT)

    assert [found and found[1] for found in advice] == ["3", "2", "1", None]


def test_adding_someone_twice_is_the_same_as_once(course, participant):
    assert [actions.add_member(course, participant, PARTICIPANT) for _ in range(2)] == [None, None]
    assert [row.person for row in queries.members(course)].count(participant) == 1
