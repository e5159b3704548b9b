"""Screens about groups: make, invite, add, join, agree, stop, remove."""

import re

import pytest

from tests.conftest import text_of
from trainer.db import db
from trainer.groups import actions, queries
from trainer.groups.models import Group, Membership
from trainer.groups.rules import GroupRole
from trainer.people import queries as people
from trainer.people.models import Person

PARTICIPANT, TRAINER, OBSERVER = GroupRole.PARTICIPANT, GroupRole.TRAINER, GroupRole.OBSERVER


def follow(client, response):
    assert response.status_code == 302, text_of(response)
    return client.get(response.location)


def member_names(group):
    return [row.person.name for row in queries.members(group)]


# ── Make and name ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_trainer_who_makes_a_course_group_guides_it(as_trainer, trainer):
    page = follow(as_trainer, as_trainer.post("/groepen/nieuw", data={"name": "  Training voorjaar "}))

    assert "Training voorjaar" in text_of(page)
    (row,) = queries.memberships_of(trainer)
    assert (row.group.name, row.group.kind, row.role) == ("Training voorjaar", "course", "trainer")


def test_a_beheerder_who_makes_a_course_group_is_no_member_of_it(as_admin, admin):
    as_admin.post("/groepen/nieuw", data={"name": "Training voorjaar"})

    assert len(queries.course_groups()) == 1
    assert queries.memberships_of(admin) == []


def test_a_trainer_who_makes_an_intervisie_group_guides_it_and_is_asked_to_join(as_trainer, trainer, course, admin):
    made = as_trainer.post(f"/groepen/{course.id}/intervisiegroep", data={"name": "Intervisie Oost"})
    (group,) = queries.intervisie_groups(course)

    assert queries.membership(trainer, group).role == TRAINER
    assert "Doe je mee?" in text_of(as_trainer.get(made.location))
    assert "Intervisie Oost" in text_of(as_trainer.get("/groepen"))


def test_an_intervisie_group_belongs_to_its_course_also_when_made_beside_another(as_trainer, course, small):
    as_trainer.post(f"/groepen/{course.id}/intervisiegroep", data={"name": "Intervisie Oost"})
    as_trainer.post(f"/groepen/{small.id}/intervisiegroep", data={"name": "Intervisie West"})

    assert [group.name for group in queries.intervisie_groups(course)] == [
        "Intervisie Noord",
        "Intervisie Oost",
        "Intervisie West",
    ]


@pytest.mark.parametrize("address", ["/groepen/nieuw", "/groepen/{id}/naam", "/groepen/{id}/intervisiegroep"])
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Vul dit veld in."),
        ("   ", "Vul dit veld in."),
        ("x" * 101, "Een naam kan hooguit 100 tekens lang zijn."),
        ("y" * 5_000_000, "Een naam kan hooguit 100 tekens lang zijn."),
    ],
    ids=["empty", "spaces", "101", "5 MB"],
)
def test_a_name_that_does_not_fit_comes_back_with_the_reason(as_trainer, course, address, name, sentence):
    response = as_trainer.post(address.format(id=course.id), data={"name": name})

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert f'value="{name}"' in response.text
    assert [group.name for group in db.session.scalars(db.select(Group))] == ["Training najaar"]


def test_two_groups_in_one_list_do_not_have_the_same_name(as_trainer, trainer, course, small, make_person):
    actions.add_course_group(make_person("trainer"), "Training elders")
    same = {"name": f" {small.name.upper()} "}
    refused = [
        as_trainer.post("/groepen/nieuw", data={"name": course.name}),
        as_trainer.post(f"/groepen/{course.id}/intervisiegroep", data=same),
        as_trainer.post(
            f"/groepen/{actions.add_intervisie_group(course, 'Intervisie Zuid', trainer).id}/naam", data=same
        ),
    ]

    assert [page.status_code for page in refused] == [422] * 3
    assert all("Zo heet al een groep in deze lijst." in text_of(page) for page in refused)
    assert as_trainer.post(f"/groepen/{small.id}/naam", data=same).status_code == 302
    assert as_trainer.post("/groepen/nieuw", data={"name": "Training elders"}).status_code == 302


def test_a_group_gets_another_name(as_trainer, course):
    page = follow(as_trainer, as_trainer.post(f"/groepen/{course.id}/naam", data={"name": "Training winter"}))

    assert "Training winter" in text_of(page)
    assert "Training najaar" not in text_of(page)


@pytest.mark.parametrize(
    ("role", "seen", "unseen"),
    [
        ("admin", ["Training najaar", "Andere training", "Nieuwe cursusgroep"], []),
        ("trainer", ["Training najaar", "je bent er trainer", "Nieuwe cursusgroep"], ["Andere training"]),
        ("participant", ["Intervisie Noord", "je bent er cursist"], ["Andere training", "Nieuwe cursusgroep"]),
    ],
)
def test_everyone_sees_their_own_groups_and_a_beheerder_all_courses(
    request, sign_in, joined, make_person, role, seen, unseen
):
    actions.add_course_group(make_person("trainer"), "Andere training")
    text = text_of(sign_in(request.getfixturevalue(role)).get("/groepen"))

    assert [words for words in seen if words not in text] == []
    assert [words for words in unseen if words in text] == []


# ── Invite ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_trainer_invites_someone_new_straight_into_the_course(as_trainer, course):
    data = {"name": "Iris Nieuw", "email": "iris@test.example", "role": "participant"}
    page = follow(as_trainer, as_trainer.post(f"/groepen/{course.id}/uitnodigen", data=data))

    assert "http://localhost/welkom/" in page.text
    assert member_names(course) == ["Ties Trainer", "Iris Nieuw"]
    assert "Iris Nieuw cursist, uitgenodigd" in text_of(as_trainer.get(f"/groepen/{course.id}"))


def test_an_account_leads_a_trainer_back_to_the_groups_that_they_guide_and_to_no_other(
    as_trainer, as_admin, course, joined, participant, make_person
):
    other = actions.add_course_group(make_person("trainer"), "Groep van een ander")
    actions.add_member(other, participant, PARTICIPANT)
    address = f"/mensen/{participant.id}"

    seen = text_of(as_trainer.get(address))
    assert "Groepen Training najaar , Intervisie Noord" in seen
    assert "Groep van een ander" not in seen
    assert "Groep van een ander" in text_of(as_admin.get(address))


def test_a_trainer_without_a_group_is_told_to_make_one(as_trainer):
    assert "Zo begin je Maak een cursusgroep." in text_of(as_trainer.get("/"))
    assert "Je hebt nog geen" in text_of(as_trainer.get("/groepen"))


def test_who_has_an_account_is_only_added_and_keeps_name_and_role(as_trainer, course, make_person):
    other = make_person("trainer", "Tara Trainer")
    data = {"name": "Iemand Anders", "email": other.email.upper(), "role": "participant"}
    page = follow(as_trainer, as_trainer.post(f"/groepen/{course.id}/uitnodigen", data=data))

    assert "Je typte Iemand Anders. Dit adres is van Tara Trainer, die nu bij Training najaar hoort." in text_of(page)
    assert "/welkom/" not in page.text
    assert (queries.membership(other, course).role, db.session.get(Person, other.id).name) == (
        "trainer",
        "Tara Trainer",
    )


def test_a_beheerder_is_never_added_to_a_group(as_trainer, course, admin):
    data = {"name": "Bo", "email": admin.email, "role": "participant"}
    response = as_trainer.post(f"/groepen/{course.id}/uitnodigen", data=data)

    assert response.status_code == 422
    assert "Dit adres hoort bij een account dat niet in een groep kan." in text_of(response)
    assert queries.membership(admin, course) is None
    assert admin not in queries.addable_people(admin, course)


def test_an_intervisie_group_invites_nobody_from_outside_the_course(as_trainer, small):
    data = {"name": "Iris Nieuw", "email": "iris@test.example", "role": "participant"}

    assert as_trainer.post(f"/groepen/{small.id}/uitnodigen", data=data).status_code == 404
    assert people.by_email("iris@test.example") is None
    assert "Nodig cursisten uit" not in text_of(as_trainer.get(f"/groepen/{small.id}"))


# ── Join, stop, remove ───────────────────────────────────────────────────────────────────────────────────────────


def test_who_is_in_an_intervisie_group_is_asked_to_join_and_told_what_it_means(as_participant, small, joined):
    assert "Doe je mee met Intervisie Noord?" in text_of(as_participant.get("/"))
    text = text_of(as_participant.get(f"/groepen/{small.id}"))
    assert "Doe je mee?" in text
    assert "Daarom staan jouw antwoorden hier met je naam bij" in text
    assert joined.agreed_at is None


def test_a_trainer_sees_who_does_not_take_part_yet(as_trainer, as_participant, small, joined):
    assert "Carla Cursist cursist, doet nog niet mee" in text_of(as_trainer.get(f"/groepen/{small.id}"))

    as_participant.post(f"/groepen/{small.id}/meedoen")

    assert "doet nog niet mee" not in text_of(as_trainer.get(f"/groepen/{small.id}"))


def test_joining_opens_the_intervisie_and_stopping_closes_it(as_participant, small, joined):
    address = f"/groepen/{small.id}"
    page = follow(as_participant, as_participant.post(f"{address}/meedoen"))
    assert "Je doet mee met Intervisie Noord." in text_of(page)
    assert "Doe je mee?" not in text_of(page)
    assert as_participant.get(f"{address}/intervisie").status_code == 200

    page = follow(as_participant, as_participant.post(f"{address}/stoppen"))
    assert "De groep ziet je antwoorden niet meer" in text_of(page)
    assert "Doe je mee?" in text_of(page)
    assert as_participant.get(f"{address}/intervisie").status_code == 404


def test_joining_twice_keeps_the_first_moment(as_participant, small, joined):
    as_participant.post(f"/groepen/{small.id}/meedoen")
    first = db.session.get(Membership, joined.id).agreed_at
    as_participant.post(f"/groepen/{small.id}/meedoen")

    assert first is not None
    assert db.session.get(Membership, joined.id).agreed_at == first


def test_nobody_can_join_for_someone_else(as_trainer, small, joined):
    assert as_trainer.post(f"/groepen/{small.id}/meedoen").status_code == 404
    assert db.session.get(Membership, joined.id).agreed_at is None


def test_a_meekijker_is_not_asked_and_cannot_join(as_participant, course, small, participant):
    actions.add_member(course, participant, PARTICIPANT)
    actions.add_member(small, participant, OBSERVER)

    assert "Je bent uitgenodigd" not in text_of(as_participant.get("/"))
    assert "Doe je mee?" not in text_of(as_participant.get(f"/groepen/{small.id}"))
    assert as_participant.post(f"/groepen/{small.id}/meedoen").status_code == 404


def test_in_a_course_group_there_is_nothing_to_join(as_participant, course, joined):
    assert as_participant.post(f"/groepen/{course.id}/meedoen").status_code == 404
    assert as_participant.get(f"/groepen/{course.id}/terugkoppeling").status_code == 404


def test_who_leaves_the_course_leaves_its_intervisie_groups(as_trainer, course, small, participant, joined):
    row = queries.membership(participant, course)
    page = follow(as_trainer, as_trainer.post(f"/lidmaatschappen/{row.id}/verwijderen"))

    assert "Carla Cursist hoort niet meer bij Training najaar." in text_of(page)
    assert queries.memberships_of(participant) == []


def test_who_leaves_an_intervisie_group_stays_in_the_course(as_trainer, course, participant, joined):
    as_trainer.post(f"/lidmaatschappen/{joined.id}/verwijderen")

    assert [row.group for row in queries.memberships_of(participant)] == [course]


def test_who_comes_back_is_asked_again_whether_they_take_part(as_trainer, as_participant, small, participant, joined):
    as_participant.post(f"/groepen/{small.id}/meedoen")
    as_trainer.post(f"/lidmaatschappen/{joined.id}/verwijderen")
    actions.add_member(small, participant, PARTICIPANT)

    assert queries.membership(participant, small).agreed_at is None


def test_leaving_one_course_leaves_another_alone(as_trainer, trainer, course, participant, joined):
    other = actions.add_course_group(trainer, "Training voorjaar")
    beside = actions.add_intervisie_group(other, "Intervisie Zuid")
    for group in (other, beside):
        actions.add_member(group, participant, PARTICIPANT)
    as_trainer.post(f"/lidmaatschappen/{queries.membership(participant, course).id}/verwijderen")

    assert [row.group for row in queries.memberships_of(participant)] == [other, beside]


def test_a_trainer_who_takes_themselves_out_lands_on_a_page_that_they_may_see(as_trainer, trainer, course, make_person):
    actions.add_member(course, make_person("trainer"), TRAINER)
    row = queries.membership(trainer, course)
    page = follow(as_trainer, as_trainer.post(f"/lidmaatschappen/{row.id}/verwijderen"))

    assert page.status_code == 200
    assert "Je hoort niet meer bij Training najaar." in text_of(page)
    assert as_trainer.get(f"/groepen/{course.id}").status_code == 404


def test_a_cursist_sees_the_members_and_no_buttons_to_change_them(as_participant, course, joined):
    page = as_participant.get(f"/groepen/{course.id}")

    assert "Ties Trainer" in text_of(page)
    for words in ("Mensen toevoegen", "Verwijder", "Naam van de groep veranderen", "Nieuwe intervisiegroep", "Account"):
        assert words not in text_of(page)


def test_every_link_on_a_group_page_opens_for_who_sees_it(request, sign_in, course, small, joined):
    for kind in ("admin", "trainer", "participant"):
        client = sign_in(request.getfixturevalue(kind))
        for group in (course, small):
            main = client.get(f"/groepen/{group.id}").text.partition("<main")[2].partition("</main>")[0]
            for address in re.findall(r'href="(/[^"#]*)"', main):
                assert client.get(address).status_code == 200, f"{kind}: {address}"
