"""Inviting a whole group at once: each gets a link of their own, seen once."""

import re

from tests.conftest import not_done, text_of
from trainer.groups import queries
from trainer.people import queries as people

LINES = "Iris de Boer, iris@test.example\nBo Bakker <bo@test.example>"


def send(client, group, lines):
    return client.post(f"/groepen/{group.id}/uitnodigen/samen", data={"lines": lines})


def test_a_trainer_invites_several_cursisten_and_sees_each_link_once(app, as_trainer, course):
    assert "/uitnodigen/samen" in as_trainer.get(f"/groepen/{course.id}").text
    response = send(as_trainer, course, LINES)
    page = as_trainer.get(response.location)

    links = re.findall(r'readonly value="http://localhost(/welkom/[^"]+)"', page.text)
    assert [
        text_of(app.test_client().get(link)).count(name) > 0 for link, name in zip(links, ("Iris", "Bo"), strict=True)
    ]
    assert "Iris de Boer" in text_of(page) and "Bo Bakker" in text_of(page)
    assert as_trainer.get(response.location).location == f"/groepen/{course.id}"
    assert [row.role for row in queries.members(course)] == ["trainer", "participant", "participant"]


def test_with_one_wrong_line_nobody_is_invited_and_what_was_typed_stays(as_trainer, course):
    page = send(as_trainer, course, f"{LINES}\nzonder adres")

    assert page.status_code == 422
    assert "Regel 3 (zonder adres): zet er een e-mailadres bij." in text_of(page)
    assert "Iris de Boer, iris@test.example" in page.text
    assert people.by_email("iris@test.example") is None


def test_a_list_with_more_columns_is_shown_as_it_was_read_before_anyone_is_invited(as_trainer, course):
    row = "1\tde Boer\tIris\tiris@test.example\t06-12345678\tWijkteam Noord"
    page = send(as_trainer, course, row)

    assert "Klopt het zo?" in text_of(page) and "Er is nog niemand uitgenodigd." in text_of(page)
    assert "Iris de Boer, iris@test.example</textarea>" in page.text and "12345678" not in page.text
    assert people.by_email("iris@test.example") is None
    send(as_trainer, course, "Iris de Boer, iris@test.example")
    assert people.by_email("iris@test.example").name == "Iris de Boer"


def test_who_has_an_account_is_added_and_named_and_a_beheerder_is_refused(as_trainer, course, participant, admin):
    response = send(as_trainer, course, f"Piet, {participant.email}\nBo, {admin.email}")
    page = as_trainer.get(response.location)
    text = text_of(page)

    assert f"Je typte Piet. Dit adres is van {participant.name}, die nu bij {course.name} hoort." in text
    assert not_done(page) == "Bo: Dit adres hoort bij een account dat niet in een groep kan. Gebruik een ander adres."
    assert queries.membership(admin, course) is None


def test_who_is_in_the_group_already_is_said_to_be(as_trainer, course, participant):
    send(as_trainer, course, f"{participant.name}, {participant.email}")
    said = text_of(as_trainer.get(send(as_trainer, course, f"{participant.name}, {participant.email}").location))
    assert f"{participant.name} zat al in {course.name}." in said and "nieuwe persoonlijke link" not in said
    said = text_of(as_trainer.get(send(as_trainer, course, f"Piet, {participant.email}").location))
    assert f"Je typte Piet. Dit adres is van {participant.name}, die al in {course.name} zat." in said

    send(as_trainer, course, "Bo, bo@test.example")
    said = text_of(as_trainer.get(send(as_trainer, course, "Bo, bo@test.example").location))
    assert f"Bo zat al in {course.name}. Een nieuwe persoonlijke link maak je bij Account." in said


def test_the_links_of_a_full_list_fit_in_the_cookie_that_brings_them_to_the_page(as_trainer, course):
    lines = "\n".join(
        f"Een Lange Naam van Iemand {chr(97 + n) * 2} uit Friesland, iemand{n}@test.example" for n in range(20)
    )
    response = send(as_trainer, course, lines)

    assert max(len(value) for value in response.headers.getlist("Set-Cookie")) < 4000
    assert as_trainer.get(response.location).text.count("/welkom/") == 20


def test_who_has_another_role_than_was_asked_for_is_said_to_keep_it(as_trainer, course, participant):
    data = {"name": participant.name, "email": participant.email, "role": "trainer"}
    said = text_of(as_trainer.post(f"/groepen/{course.id}/uitnodigen", data=data, follow_redirects=True))
    assert f"{participant.name} had al een account en hoort nu bij {course.name}." in said
    assert "Het account is van een cursist, en dat blijft zo. Een beheerder kan de rol veranderen." in said
