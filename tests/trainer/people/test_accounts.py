"""Changing an account: one's own, and that of someone else."""

import re

import pytest

from tests.conftest import PASSWORD, text_of
from tests.trainer.people.conftest import mails
from tests.world import browser
from trainer.db import db
from trainer.groups import actions as groups
from trainer.groups.rules import GroupRole
from trainer.people import actions as people
from trainer.people import queries
from trainer.people.models import Person
from trainer.people.rules import Role

NEEDED = "Vul je huidige wachtwoord in. Met je e-mailadres kom je erin, dus dat veranderen kan alleen jij."


def follow(client, response):
    assert response.status_code == 302, text_of(response)
    return client.get(response.location)


def edit(client, person, **changed):
    data = {"name": person.name, "email": person.email, "role": person.role} | changed
    return client.post(f"/mensen/{person.id}/aanpassen", data=data)


@pytest.fixture
def group(trainer):
    """A course group of the trainer."""
    return groups.add_course_group(trainer, "Training najaar")


def signs_in(app, email, password=PASSWORD):
    return browser(app).post("/inloggen", data={"email": email, "password": password}).status_code == 302


# ── One's own ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_someone_changes_their_own_name_and_address(as_participant, participant):
    data = {"name": " Carla Anders ", "email": "Carla@Anders.example", "proof": PASSWORD}
    page = follow(as_participant, as_participant.post("/mijn-gegevens", data=data))
    changed = db.session.get(Person, participant.id)

    assert "Je gegevens zijn opgeslagen." in text_of(page)
    assert (changed.name, changed.email) == ("Carla Anders", "carla@anders.example")


def test_the_address_of_someone_else_is_refused_and_what_was_typed_stays(as_participant, participant, trainer):
    data = {"name": "Carla Anders", "email": trainer.email.upper(), "proof": PASSWORD}
    response = as_participant.post("/mijn-gegevens", data=data)

    assert response.status_code == 422
    assert "Dit adres is al van een ander account." in text_of(response)
    assert 'value="Carla Anders"' in response.text
    assert db.session.get(Person, participant.id).name == "Carla Cursist"


def test_one_s_own_address_in_other_capitals_is_not_taken(as_participant, participant):
    data = {"name": participant.name, "email": participant.email.upper()}

    assert as_participant.post("/mijn-gegevens", data=data).status_code == 302


def test_a_name_is_changed_without_a_password_and_nobody_is_mailed(server, as_participant, participant):
    data = {"name": "Carla Anders", "email": participant.email}

    assert as_participant.post("/mijn-gegevens", data=data).status_code == 302
    assert participant.name == "Carla Anders"
    assert mails(server) == []


@pytest.mark.parametrize(
    ("password", "sentence"), [("", NEEDED), ("niet van mij", "Dit is niet je huidige wachtwoord.")]
)
def test_one_s_own_address_changes_only_with_the_password(as_participant, participant, password, sentence):
    email = participant.email
    data = {"name": "Carla Anders", "email": "carla@anders.example", "proof": password}
    page = as_participant.post("/mijn-gegevens", data=data)

    assert page.status_code == 422
    assert sentence in text_of(page)
    assert 'value="carla@anders.example"' in page.text
    assert (participant.name, participant.email) == ("Carla Cursist", email)


def test_the_page_asks_the_password_beside_the_address_and_never_sends_it_back(as_participant, participant):
    page = as_participant.get("/mijn-gegevens").text
    (field,) = re.findall(r'<input[^>]*name="proof"[^>]*>', page)
    assert 'type="password"' in field
    assert "(alleen bij een ander e-mailadres)" in page

    data = {"name": "", "email": "carla@anders.example", "proof": "een geheim"}
    assert "een geheim" not in as_participant.post("/mijn-gegevens", data=data).text


def test_the_old_address_is_told_that_it_is_no_longer_the_way_in(server, as_participant, participant):
    old = participant.email
    data = {"name": participant.name, "email": "carla@anders.example", "proof": PASSWORD}
    as_participant.post("/mijn-gegevens", data=data)

    (mail,) = mails(server)
    assert mail["To"] == old
    assert "Met dit adres log je niet meer in." in mail.get_content()
    assert "carla@anders.example" not in mail.as_string()


# ── Someone else's ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_beheerder_changes_a_name_an_address_and_a_role(server, app, as_admin, participant):
    old = participant.email
    assert f"/mensen/{participant.id}/aanpassen" in as_admin.get(f"/mensen/{participant.id}").text

    changed = {"name": "Carla Curcist ", "email": "Carla@Nieuw.example", "role": "trainer"}
    page = follow(as_admin, edit(as_admin, participant, **changed))
    assert "Het account is aangepast." in text_of(page)
    assert (participant.name, participant.email, participant.role) == (
        "Carla Curcist",
        "carla@nieuw.example",
        "trainer",
    )
    assert signs_in(app, "carla@nieuw.example")
    assert not signs_in(app, old)
    assert [mail["To"] for mail in mails(server)] == [old]


def test_a_name_alone_keeps_the_link_that_was_sent_and_another_address_ends_it(as_admin, client):
    iris, token = people.invite("Iris Nieuw", "iris@tset.example", Role.PARTICIPANT)
    edit(as_admin, iris, name="Iris Nieuwe")
    assert client.get(f"/welkom/{token}").status_code == 200

    edit(as_admin, iris, email="iris@test.example")
    assert client.get(f"/welkom/{token}").status_code == 410
    assert "Maak een nieuwe persoonlijke link" in text_of(as_admin.get(f"/mensen/{iris.id}"))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "Vul dit veld in."),
        ({"email": "carla@"}, "Vul een e-mailadres in, bijvoorbeeld naam@organisatie.nl."),
        ({"email": "TRAINER@test.example"}, "Dit adres is al van een ander account."),
        ({"role": "baas"}, "Ongeldige keuze."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(as_admin, participant, trainer, changed, sentence):
    before = (participant.name, participant.email, participant.role)
    trainer.email = "trainer@test.example"
    db.session.commit()
    page = edit(as_admin, participant, **({"name": "Zo getypt"} | changed))

    assert page.status_code == 422
    assert sentence in text_of(page)
    assert "Zo getypt" in page.text or "name" in changed
    assert (participant.name, participant.email, participant.role) == before


def test_someone_in_a_group_does_not_become_a_beheerder(as_admin, participant, group):
    groups.add_member(group, participant, GroupRole.PARTICIPANT)
    page = edit(as_admin, participant, role="admin")

    assert page.status_code == 422
    assert f"Een beheerder zit in geen groep. Haal deze persoon eerst uit {group.name}." in text_of(page)
    assert participant.role == Role.PARTICIPANT


def test_a_trainer_of_a_group_does_not_become_a_cursist(as_admin, trainer, group):
    page = edit(as_admin, trainer, role="participant", name="Ties Anders")

    assert page.status_code == 422
    assert f"Deze persoon is nog trainer van {group.name}." in text_of(page)
    assert (trainer.role, trainer.name) == (Role.TRAINER, "Ties Trainer")


def test_one_s_own_account_is_changed_with_one_s_own_data(as_admin, admin):
    assert edit(as_admin, admin, name="Anders").status_code == 404
    assert "/aanpassen" not in as_admin.get(f"/mensen/{admin.id}").text
    assert db.session.get(Person, admin.id).role == Role.ADMIN
    assert queries.by_email(admin.email) == admin


def test_a_trainer_corrects_whom_they_invited_wrongly_until_that_person_came_in(as_trainer, trainer, group, client):
    invited = groups.invite_member(group, "Iris Niew", "iris@tset.example", Role.PARTICIPANT)
    iris = invited.person
    assert f"/mensen/{iris.id}/aanpassen" in as_trainer.get(f"/mensen/{iris.id}").text

    assert edit(as_trainer, iris, name="Iris Nieuw", email="iris@test.example").status_code == 302
    assert (iris.name, iris.email) == ("Iris Nieuw", "iris@test.example")
    assert client.get(f"/welkom/{invited.token}").status_code == 410
    assert edit(as_trainer, iris, role="admin").status_code == 422

    people.change_password(iris, PASSWORD)
    assert edit(as_trainer, iris, name="Anders").status_code == 404
    assert "/aanpassen" not in as_trainer.get(f"/mensen/{iris.id}").text


def test_who_made_a_link_into_an_account_is_told_to_whose_account_it_is(
    server, app, as_admin, admin, participant, sign_in
):
    told = f"met een link die {admin.name} maakte"
    shown = follow(as_admin, as_admin.post(f"/mensen/{participant.id}/link"))
    assert told not in text_of(sign_in(participant).get("/"))

    address = re.search(r"/welkom/[\w-]+", shown.text)[0]
    browser(app).post(address, data={"password": "zeven blauwe ballonnen", "repeat": "zeven blauwe ballonnen"})
    db.session.expire_all()
    assert told in text_of(sign_in(participant).get("/"))
    assert [mail["Subject"] for mail in mails(server)][-1] == "Je wachtwoord is veranderd"
    assert participant.email == mails(server)[-1]["To"]


def test_a_link_that_someone_asked_for_themselves_is_nobody_else_s(server, app, client, participant, sign_in):
    client.post("/wachtwoord-vergeten", data={"email": participant.email})
    address = re.search(r"/welkom/[\w-]+", mails(server)[-1].get_content())[0]
    browser(app).post(address, data={"password": "zeven blauwe ballonnen", "repeat": "zeven blauwe ballonnen"})
    db.session.expire_all()

    assert "met een link die" not in text_of(sign_in(participant).get("/"))


def test_a_trainer_renews_the_link_of_a_fellow_trainer_only_when_it_opens_nothing_new(
    as_trainer, trainer, make_person, group
):
    other = groups.add_course_group(make_person(role="trainer"), "Van een ander")
    colleague = groups.invite_member(group, "Ko Collega", "ko@test.example", Role.TRAINER).person
    assert f"/mensen/{colleague.id}" in as_trainer.get(f"/groepen/{group.id}").text
    assert as_trainer.post(f"/mensen/{colleague.id}/link").status_code == 302

    groups.add_member(other, colleague, GroupRole.TRAINER)
    assert as_trainer.post(f"/mensen/{colleague.id}/link").status_code == 404
    page = text_of(as_trainer.get(f"/mensen/{colleague.id}"))
    assert "Is de persoonlijke link kwijt? Een beheerder kan een nieuwe maken." in page
