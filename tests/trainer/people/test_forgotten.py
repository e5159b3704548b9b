"""A forgotten password, and mail: with a mail server, without one, and with one that does not answer."""

import re
import smtplib
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.conftest import text_of
from tests.trainer.people.conftest import Server, mails
from tests.world import browser
from trainer.db import now
from trainer.mail import send_mail
from trainer.people import actions as people
from trainer.people import queries
from trainer.people.models import PersonalLink
from trainer.people.rules import Role

NEW = "zeven blauwe ballonnen"


@pytest.fixture
def no_mail(monkeypatch):
    """Fail when anyone tries to reach a mail server."""

    def refuse(*args, **kwargs):
        raise AssertionError("no mail server was set")

    monkeypatch.setattr(smtplib, "SMTP", refuse)


def ask(client, email):
    return client.post("/wachtwoord-vergeten", data={"email": email})


def path_in(mail):
    return re.search(r"http://localhost(/welkom/\S+)", mail.get_content())[1]


def test_with_mail_someone_gets_a_link_and_chooses_a_new_password(server, app, client, participant):
    page = ask(client, f" {participant.email.upper()} ")
    assert "Dan krijg je binnen een paar minuten een mail met een link." in text_of(page)

    (mail,) = mails(server)
    assert (mail["To"], mail["From"]) == (participant.email, "kracht@voorbeeld.example")
    assert f"Dag {participant.name}," in mail.get_content()
    assert client.post(path_in(mail), data={"password": NEW, "repeat": NEW}).status_code == 302

    data = {"email": participant.email, "password": NEW}
    assert browser(app).post("/inloggen", data=data).status_code == 302


@pytest.mark.usefixtures("server")
def test_with_mail_the_page_says_first_that_a_link_is_mailed(client):
    words = text_of(client.get("/wachtwoord-vergeten"))

    assert "Je krijgt een mail met een persoonlijke link." in words
    assert "beheerder" not in words


@pytest.mark.parametrize("data", [None, {"email": "geen adres"}])
def test_without_mail_the_page_says_first_that_the_beheerder_gives_the_link(client, data):
    words = text_of(client.post("/wachtwoord-vergeten", data=data) if data else client.get("/wachtwoord-vergeten"))

    assert "Deze site verstuurt geen mail. De beheerder ziet je aanvraag" in words
    assert "Vraag een nieuw wachtwoord aan" in words
    assert "Je krijgt" not in words


@pytest.mark.parametrize("mailed", [True, False])
def test_the_answer_is_the_same_for_a_known_and_an_unknown_address(client, participant, mailed, request):
    request.getfixturevalue("server" if mailed else "no_mail")
    known, unknown = ask(client, participant.email), ask(client, "niemand@test.example")

    assert (known.status_code, text_of(known)) == (unknown.status_code, text_of(unknown))


def test_the_answer_does_not_wait_for_the_mail_server_which_would_tell_that_the_address_is_known(
    app, post_office, participant
):
    post_office.at_work.clear()
    impatient = FlaskClient(app, app.response_class)
    answer = ask(impatient, participant.email)

    assert answer.status_code == 200
    assert post_office.taking.wait(10)
    assert post_office.mails == []
    post_office.at_work.set()
    ask(app.test_client(), "niemand@test.example")
    assert len(post_office.mails) == 1


def test_a_fault_after_the_answer_is_a_line_in_the_log_without_the_address(client, participant, monkeypatch, caplog):
    def break_down(email, with_link):
        raise RuntimeError(email)

    monkeypatch.setattr(people, "request_reset", break_down)

    assert ask(client, participant.email).status_code == 200
    assert "RuntimeError" in caplog.text and participant.email not in caplog.text


@pytest.mark.usefixtures("no_mail")
def test_without_mail_the_beheerder_sees_who_asked(client, as_admin, participant):
    page = ask(client, participant.email)

    assert "Deze site verstuurt geen mail." in text_of(page)
    assert "1 persoon vroeg om een nieuwe persoonlijke link." in text_of(as_admin.get("/"))
    assert "Nieuwe link gevraagd" in text_of(as_admin.get(f"/mensen/{participant.id}"))


@pytest.mark.usefixtures("no_mail")
def test_a_new_link_from_the_beheerder_answers_the_request(client, as_admin, participant):
    ask(client, participant.email)
    as_admin.post(f"/mensen/{participant.id}/link")

    assert "Niemand vroeg om een nieuwe persoonlijke link." in text_of(as_admin.get("/"))


@pytest.mark.usefixtures("no_mail")
def test_without_mail_no_link_is_made_that_nobody_will_ever_get(client, participant):
    ask(client, participant.email)

    assert PersonalLink.query.count() == 0


@pytest.mark.parametrize("mailed", [True, False])
def test_whoever_asks_in_your_name_does_not_end_the_link_that_you_have(app, client, mailed, request):
    request.getfixturevalue("server" if mailed else "no_mail")
    _, token = people.invite("Iris", "iris@test.example", Role.PARTICIPANT)

    ask(client, "iris@test.example")

    assert client.get(f"/welkom/{token}").status_code == 200


def test_one_used_link_ends_all_others(server, client, participant):
    ask(client, participant.email)
    ask(client, participant.email)
    first, second = (path_in(mail) for mail in mails(server))
    assert first != second

    client.post(first, data={"password": NEW, "repeat": NEW})

    assert client.get(second).status_code == 410


@pytest.mark.parametrize("email", ["niemand@test.example", "dicht@test.example"])
def test_an_unknown_or_closed_address_gets_no_mail(server, client, email):
    closed, _ = people.invite("Dick", "dicht@test.example", Role.PARTICIPANT)
    people.set_enabled(closed, False)

    assert ask(client, email).status_code == 200
    assert mails(server) == []


def test_a_request_without_an_address_says_what_is_missing(client):
    response = ask(client, "geen adres")

    assert response.status_code == 422
    assert "Vul een e-mailadres in, bijvoorbeeld naam@organisatie.nl." in text_of(response)
    assert 'value="geen adres"' in response.text


def test_a_mail_goes_over_a_protected_line_with_name_and_password(server, app):
    assert send_mail("wie@test.example", "Onderwerp", "Tekst") is True
    assert [entry[:3] for entry in server.log[:3]] == [
        ("connect", "mail.example", 587),
        ("starttls", True),
        ("login", "kracht@nl", "ge:heim"),
    ]


def test_a_mail_says_from_whom_and_when_it_is_and_is_plain_text_in_short_lines(app, post_office):
    assert send_mail("wie@test.example", "Één dag later", "Dag Zoë,\n\n" + "woorden " * 200) is True

    (mail,) = post_office.mails
    assert (mail["From"], mail["To"]) == ("Krachtspiegel <kracht@voorbeeld.example>", "wie@test.example")
    assert mail["Subject"] == "Één dag later"
    assert abs(mail["Date"].datetime - now()) < timedelta(minutes=1)
    assert re.fullmatch(r"<[^@]+@voorbeeld\.example>", mail["Message-ID"])
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().startswith("Dag Zoë,")
    assert mail.raw.isascii() and max(len(line) for line in mail.raw.splitlines()) <= 78


def test_a_mail_that_was_taken_counts_as_sent_whatever_the_mail_server_says_at_the_end(app, post_office):
    post_office.bye = "451 no time for that"

    assert send_mail("wie@test.example", "Onderwerp", "Tekst") is True


def test_a_link_begins_with_the_address_of_the_site(app, client, participant, post_office, monkeypatch):
    monkeypatch.setitem(app.config, "SITE_URL", "https://localhost/")
    ask(client, participant.email)

    assert "\nhttps://localhost/welkom/" in post_office.mails[0].get_content().replace("\r", "")


def test_a_password_that_no_mail_server_takes_is_a_line_in_the_log(app, server, monkeypatch, caplog):
    def login(self, name, password):
        password.encode("ascii")

    monkeypatch.setattr(Server, "login", login)
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://kracht:geh%C3%A9im@mail.example:587")

    assert send_mail("wie@test.example", "Onderwerp", "Tekst") is False
    assert "Mail niet verstuurd: UnicodeEncodeError" in caplog.text


def test_without_a_name_in_the_setting_nobody_logs_in_at_the_mail_server(server, app, monkeypatch):
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://localhost")
    send_mail("wie@test.example", "Onderwerp", "Tekst")

    assert [entry[0] for entry in server.log] == ["connect", "mail"]
    assert server.log[0][1:3] == ("localhost", 25)


@pytest.mark.parametrize("fault", [smtplib.SMTPServerDisconnected("weg"), TimeoutError(), ConnectionRefusedError()])
def test_a_mail_server_that_does_not_answer_changes_nothing_for_the_visitor(
    server, client, participant, caplog, monkeypatch, fault
):
    monkeypatch.setattr(Server, "refuses", fault)
    response = ask(client, participant.email)

    assert response.status_code == 200
    assert queries.find_person(participant.id).reset_requested_at is not None
    assert f"Mail niet verstuurd: {type(fault).__name__}" in caplog.text
    assert participant.email not in caplog.text


def test_who_is_invited_gets_the_link_by_mail_too(server, as_admin):
    data = {"name": "Iris", "email": "iris@test.example", "role": "participant"}
    page = as_admin.get(as_admin.post("/mensen/uitnodigen", data=data).location)

    (mail,) = mails(server)
    assert mail["To"] == "iris@test.example"
    assert path_in(mail) in page.text
    assert "we hebben hem ook gemaild" in text_of(page)


def test_the_page_does_not_say_that_a_link_was_mailed_when_it_was_not(server, as_admin, monkeypatch):
    monkeypatch.setattr(Server, "refuses", smtplib.SMTPRecipientsRefused({}))
    data = {"name": "Iris", "email": "iris@test.example", "role": "participant"}
    page = as_admin.get(as_admin.post("/mensen/uitnodigen", data=data).location)

    assert "/welkom/" in page.text
    assert "we hebben hem ook gemaild" not in text_of(page)
    assert "Mailen lukte niet" in text_of(page)


@pytest.mark.usefixtures("no_mail")
def test_without_mail_the_page_says_nothing_about_mail(as_admin):
    data = {"name": "Iris", "email": "iris@test.example", "role": "participant"}
    page = as_admin.get(as_admin.post("/mensen/uitnodigen", data=data).location)

    assert "Geef deze link aan Iris. Hij werkt één keer" in text_of(page)
