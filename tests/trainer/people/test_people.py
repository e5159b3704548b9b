"""Screens about accounts: invite, welcome, sign in, own data, closing an account."""

import html
import re

import pytest

from tests.conftest import PASSWORD, text_of
from tests.world import browser
from trainer.groups import actions as groups
from trainer.groups.rules import GroupRole
from trainer.people import actions as people
from trainer.people import queries
from trainer.people.rules import Role

NEW = "zeven blauwe ballonnen"
IRIS = {"name": "Iris Nieuw", "email": "Iris@Test.example", "role": "participant"}


def follow(client, response):
    assert response.status_code == 302, text_of(response)
    return client.get(response.location)


def link_on(page):
    return re.search(r'id="link" readonly value="http://localhost(/welkom/[^"]+)"', page.text)


def sign_in_with(client, email, password):
    return client.post("/inloggen", data={"email": email, "password": password})


# ── Invite, welcome, sign in ─────────────────────────────────────────────────────────────────────────────────────


def test_someone_who_is_invited_chooses_a_password_and_signs_in_with_it(app, as_admin, client):
    shown = follow(as_admin, as_admin.post("/mensen/uitnodigen", data=IRIS))
    address = link_on(shown)[1]
    assert "Welkom, Iris Nieuw" in text_of(client.get(address))

    page = follow(client, client.post(address, data={"password": NEW, "repeat": NEW}))
    assert "Welkom, Iris Nieuw. Je wachtwoord is ingesteld." in text_of(page)

    client.post("/uitloggen")
    assert sign_in_with(client, " IRIS@test.example ", NEW).location == "/"


def test_an_invited_person_has_the_chosen_role_and_an_address_in_lower_case(as_admin):
    as_admin.post("/mensen/uitnodigen", data=IRIS | {"role": "trainer", "name": "  Iris Nieuw  "})
    iris = queries.by_email("iris@test.example")

    assert (iris.name, iris.email, iris.role, iris.password_hash) == (
        "Iris Nieuw",
        "iris@test.example",
        "trainer",
        None,
    )


def test_a_personal_link_is_shown_once(as_admin):
    response = as_admin.post("/mensen/uitnodigen", data=IRIS)

    assert link_on(as_admin.get(response.location))
    assert not link_on(as_admin.get(response.location))


def test_a_personal_link_is_not_shown_at_someone_else(as_admin, participant):
    as_admin.post("/mensen/uitnodigen", data=IRIS)

    assert not link_on(as_admin.get(f"/mensen/{participant.id}"))


def test_who_may_invite_no_beheerder_is_not_offered_that_role(as_trainer, trainer):
    group = groups.add_course_group(trainer, "Groep")
    address = f"/groepen/{group.id}/uitnodigen"
    assert re.findall(r'<option value="(\w+)">', as_trainer.get(address).text) == ["participant", "trainer"]

    response = as_trainer.post(address, data=IRIS | {"role": "admin"})

    assert response.status_code == 422
    assert queries.by_email(IRIS["email"]) is None


def test_an_address_that_is_taken_is_refused_and_the_typed_name_stays(as_admin, participant):
    response = as_admin.post("/mensen/uitnodigen", data=IRIS | {"email": participant.email.upper()})

    assert response.status_code == 422
    assert "Dit adres is al van een ander account." in text_of(response)
    assert 'value="Iris Nieuw"' in response.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Vul dit veld in."),
        ({"name": "   "}, "Vul dit veld in."),
        ({"name": "x" * 101}, "Een naam kan hooguit 100 tekens lang zijn."),
        ({"email": ""}, "Vul dit veld in."),
        ({"email": "iris"}, "Vul een e-mailadres in, bijvoorbeeld naam@organisatie.nl."),
        ({"email": "iris@"}, "Vul een e-mailadres in, bijvoorbeeld naam@organisatie.nl."),
        ({"email": f"{'i' * 250}@test.example"}, "Vul een e-mailadres in, bijvoorbeeld naam@organisatie.nl."),
    ],
)
def test_an_invitation_with_something_wrong_says_what(as_admin, fields, sentence):
    response = as_admin.post("/mensen/uitnodigen", data=IRIS | fields)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert queries.by_email(IRIS["email"]) is None


@pytest.mark.parametrize(
    ("password", "repeat", "sentence"),
    [
        (NEW, "iets heel anders", "De twee wachtwoorden zijn niet gelijk."),
        ("te kort", "te kort", "Kies een wachtwoord van minstens 12 tekens."),
        ("", "", "Vul dit veld in."),
        ("ik ben Iris Nieuw", "ik ben Iris Nieuw", "Gebruik je naam niet in je wachtwoord."),
        ("iris@test.example!", "iris@test.example!", "Gebruik je e-mailadres niet in je wachtwoord."),
    ],
)
def test_a_password_that_is_refused_says_why_and_leaves_the_link_open(client, password, repeat, sentence):
    _, token = people.invite(IRIS["name"], IRIS["email"], Role.PARTICIPANT)
    response = client.post(f"/welkom/{token}", data={"password": password, "repeat": repeat})

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert password not in re.findall(r'value="([^"]*)"', response.text) or not password
    assert client.get(f"/welkom/{token}").status_code == 200


def test_a_link_that_no_longer_works_says_what_to_do(client):
    page = client.get("/welkom/bestaat-niet")

    assert page.status_code == 410
    assert "Deze link werkt niet meer" in text_of(page)
    assert "vraag je de beheerder om een nieuwe link" in text_of(page)


def test_using_a_link_signs_out_who_was_signed_in_in_that_browser(as_trainer):
    iris, token = people.invite(IRIS["name"], IRIS["email"], Role.PARTICIPANT)
    as_trainer.post(f"/welkom/{token}", data={"password": NEW, "repeat": NEW})

    assert f"Dag {iris.name}" in text_of(as_trainer.get("/"))


def test_a_new_link_is_for_a_new_password_and_ends_the_old_one(app, as_admin, participant):
    page = follow(as_admin, as_admin.post(f"/mensen/{participant.id}/link"))
    client = browser(app)
    client.post(link_on(page)[1], data={"password": NEW, "repeat": NEW})

    assert sign_in_with(browser(app), participant.email, PASSWORD).status_code == 422
    assert sign_in_with(browser(app), participant.email, NEW).status_code == 302


def test_a_trainer_helps_an_invited_cursist_in_with_a_new_link(as_trainer, trainer):
    iris, _ = people.invite("Iris", "iris@test.example", Role.PARTICIPANT)
    groups.add_member(groups.add_course_group(trainer, "Groep"), iris, GroupRole.PARTICIPANT)
    page = as_trainer.get(f"/mensen/{iris.id}")
    assert "Maak een nieuwe persoonlijke link" in text_of(page)

    assert link_on(follow(as_trainer, as_trainer.post(f"/mensen/{iris.id}/link")))


@pytest.mark.parametrize("role", ["participant", "trainer"])
def test_a_trainer_makes_no_link_into_a_working_account_and_sees_no_button_for_it(
    as_trainer, trainer, make_person, role
):
    other = make_person(role)
    groups.add_member(groups.add_course_group(trainer, "Groep"), other, GroupRole(role))

    assert "Maak een nieuwe persoonlijke link" not in text_of(as_trainer.get(f"/mensen/{other.id}"))
    assert as_trainer.post(f"/mensen/{other.id}/link").status_code == 404


# ── Sign in and out ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_wrong_password_keeps_the_address_and_not_the_password(client, participant):
    response = sign_in_with(client, participant.email, "verkeerd wachtwoord")

    assert response.status_code == 422
    assert "Dit e-mailadres en wachtwoord horen niet bij elkaar." in text_of(response)
    assert f'value="{participant.email}"' in response.text
    assert "verkeerd wachtwoord" not in response.text


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("admin", ["Start", "Groepen", "Mensen"]),
        ("trainer", ["Start", "Cursus", "Overleggen", "Groepen"]),
        ("participant", ["Start", "Cursus", "Overleggen", "Groepen"]),
    ],
)
def test_every_role_has_its_own_menu_and_every_word_in_it_opens(sign_in, role, words):
    client = sign_in(role)
    menu = re.search(r"<nav class=\"site-nav\".*?</nav>", client.get("/").text, re.S)[0]

    assert re.findall(r">([^<>\s]+)</a>", menu) == words
    assert {client.get(address).status_code for address in re.findall(r'href="([^"]+)"', menu)} == {200}


def test_after_signing_out_the_page_says_so(as_participant):
    page = follow(as_participant, as_participant.post("/uitloggen"))

    assert "Je bent uitgelogd." in text_of(page)
    assert "Uitloggen" not in text_of(page)


# ── Own data ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_of_five_megabytes_comes_back_with_a_sentence(as_participant, participant):
    name = "x" * 5_000_000
    response = as_participant.post("/mijn-gegevens", data={"name": name, "email": participant.email})

    assert response.status_code == 422
    assert "Een naam kan hooguit 100 tekens lang zijn." in text_of(response)
    assert f'value="{name}"' in response.text


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7 * 7 }}", "Zoë O'Brien-d'Él 张伟 🌱"]
)
def test_any_name_is_shown_as_it_was_typed(as_participant, participant, name):
    as_participant.post("/mijn-gegevens", data={"name": name, "email": participant.email})
    page = as_participant.get("/").text

    assert html.escape(name).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page
    assert "<script>" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"current": "niet het oude wachtwoord"}, "Dit is niet je huidige wachtwoord."),
        ({"current": ""}, "Vul dit veld in."),
        # All that is wrong comes at once.
        ({"current": "fout", "password": "kort", "repeat": "kort"}, "Dit is niet je huidige wachtwoord."),
        ({"repeat": "iets anders"}, "De twee wachtwoorden zijn niet gelijk."),
        ({"password": "kort", "repeat": "kort"}, "Kies een wachtwoord van minstens 12 tekens."),
        ({"password": PASSWORD, "repeat": PASSWORD}, "Dit is het wachtwoord dat je al had."),
        ({"password": "ik ben Carla Cursist", "repeat": "ik ben Carla Cursist"}, "Gebruik je naam niet"),
    ],
)
def test_a_refused_new_password_changes_nothing(app, as_participant, participant, fields, sentence):
    data = {"current": PASSWORD, "password": NEW, "repeat": NEW} | fields
    response = as_participant.post("/mijn-gegevens/wachtwoord", data=data)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert sign_in_with(browser(app), participant.email, PASSWORD).status_code == 302


# ── Accounts, for the beheerder ──────────────────────────────────────────────────────────────────────────────────


def test_the_list_says_of_every_account_how_it_stands(as_admin, make_person):
    make_person(name="Aad Open")
    make_person(name="Bep Dicht", enabled=False)
    people.invite("Cor Wacht", "cor@test.example", Role.PARTICIPANT)
    people.request_reset(make_person(name="Dia Vraagt").email, with_link=False)
    text = text_of(as_admin.get("/mensen"))

    assert re.search("Aad Open cursist open", text)
    assert re.search("Bep Dicht cursist afgesloten", text)
    assert re.search("Cor Wacht cursist uitgenodigd", text)
    assert re.search("Dia Vraagt cursist vroeg om een nieuwe link", text)
    assert "1 persoon vroeg om een nieuwe persoonlijke link." in text_of(as_admin.get("/"))


def test_a_long_list_of_people_can_be_searched_and_a_short_one_needs_no_field(as_admin, make_person):
    assert "Zoek in deze lijst" not in text_of(as_admin.get("/mensen"))
    for number in range(11):
        make_person(name=f"Iemand {number}")
    assert "Zoek in deze lijst" in text_of(as_admin.get("/mensen"))


def test_a_closed_account_cannot_sign_in_until_it_is_opened_again(app, as_admin, participant):
    address = f"/mensen/{participant.id}/toegang"
    page = follow(as_admin, as_admin.post(address, data={"enabled": "0"}))
    assert f"Het account van {participant.name} is afgesloten." in text_of(page)
    assert sign_in_with(browser(app), participant.email, PASSWORD).status_code == 422

    page = follow(as_admin, as_admin.post(address, data={"enabled": "1"}))
    assert f"Het account van {participant.name} is weer open." in text_of(page)
    assert sign_in_with(browser(app), participant.email, PASSWORD).status_code == 302


def test_a_beheerder_cannot_close_their_own_account(as_admin, admin):
    assert as_admin.post(f"/mensen/{admin.id}/toegang", data={"enabled": "0"}).status_code == 404
    assert "Sluit dit account af" not in text_of(as_admin.get(f"/mensen/{admin.id}"))
    assert as_admin.get("/").status_code == 200
