"""What someone sees when something goes wrong: a Dutch sentence, what to do, and what they had typed."""

import io
import re

import pytest
from flask import abort
from flask_login import current_user
from sqlalchemy.exc import OperationalError

import errors
from tests.conftest import text_of
from trainer.db import db
from trainer.groups import actions as groups
from trainer.groups.models import Group
from trainer.people import actions as people
from trainer.people import queries

pytestmark = pytest.mark.usefixtures("may_fail")

TITLES = {
    400: "Dit konden we niet verwerken",
    401: "Log eerst in",
    403: "Hier kun je niet bij",
    404: "Deze pagina is er niet",
    405: "Zo werkt deze pagina niet",
    409: "Dit is intussen veranderd",
    413: "Dit is te groot",
    429: "Even wachten",
    500: "Er ging iets mis bij ons",
    # Codes without a sentence of their own: the visitor's fault or ours.
    415: "Dit konden we niet verwerken",
    503: "Er ging iets mis bij ons",
}
ENGLISH = re.compile(r"\b(Traceback|Error|Exception|Not Found|Forbidden|Bad Request|Internal|server|request|the)\b")
FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def ends_in(app, monkeypatch):
    """Return a function that lets the address /gereed end in an HTTP error or in a fault."""

    def end(ending):
        def view():
            if isinstance(ending, int):
                abort(ending)
            raise ending

        monkeypatch.setitem(app.view_functions, "home.ready", view)

    return end


@pytest.fixture
def with_tokens(app, monkeypatch):
    """Ask a token of every form, as the site does."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)


@pytest.fixture
def group(admin):
    """A course group that the beheerder can rename."""
    return groups.add_course_group(admin, "Oude naam")


def hidden_fields(page):
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text)
    return [(name, value) for name, value in found if name != "csrf_token"]


def token_on(page):
    return re.search(r'name="csrf-token" content="([^"]+)"', page.text)[1]


@pytest.mark.parametrize(("code", "title"), TITLES.items())
def test_every_error_page_is_dutch_and_says_what_to_do(client, ends_in, code, title):
    ends_in(code)
    # A signed-out reader is sent to sign in, so ask as a writer would.
    response = client.get("/gereed") if code != 401 else client.get("/gereed", headers=FETCH)

    assert response.status_code == code
    if code != 401:
        text = text_of(response)
        assert '<html lang="nl"' in response.text
        assert title in text
        assert "Naar de startpagina" in text
        assert ENGLISH.findall(text) == []


@pytest.mark.parametrize(("code", "title"), TITLES.items())
def test_every_error_is_told_to_a_script_as_one_dutch_sentence(client, ends_in, code, title):
    ends_in(code)
    response = client.get("/gereed", headers=FETCH)

    assert (response.status_code, response.mimetype) == (code, "application/json")
    assert list(response.json) == ["error"]
    assert title in response.json["error"] or code == 401
    assert ENGLISH.findall(response.json["error"]) == []


def test_every_sentence_tells_what_to_do_now():
    assert set(errors.SENTENCES) <= set(TITLES)
    assert all(sentence.endswith((".", "?")) and len(sentence) > 30 for _, sentence in errors.SENTENCES.values())


def test_a_page_that_is_not_there_says_so_to_anyone(client, as_participant):
    for visitor in (client, as_participant):
        response = visitor.get("/bestaat-niet")
        assert response.status_code == 404
        assert "Deze pagina is er niet" in text_of(response)


def test_the_wrong_way_to_ask_is_answered_in_dutch_too(as_participant):
    response = as_participant.get("/uitloggen")

    assert response.status_code == 405
    assert "Zo werkt deze pagina niet" in text_of(response)


def test_a_fault_of_ours_shows_no_trace_of_the_code(client, ends_in):
    ends_in(ZeroDivisionError("geheim getal"))
    response = client.get("/gereed")

    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in text_of(response)
    assert "Het ligt niet aan jou." in text_of(response)
    for trace in ("Traceback", "ZeroDivision", "geheim", ".py", "/work"):
        assert trace not in response.text


def test_a_fault_is_logged_with_its_place_and_kind(client, ends_in, caplog):
    ends_in(ZeroDivisionError("geheim getal"))
    client.get("/gereed")

    assert re.search(r"GET home\.ready: ZeroDivisionError bij \S*test_errors\.py:\d+", caplog.text)
    assert "geheim" not in caplog.text


def test_a_fault_halfway_a_write_keeps_nothing_of_it(as_admin, group, monkeypatch):
    def half(group, name):
        group.name = name
        db.session.flush()
        raise RuntimeError

    monkeypatch.setattr(groups, "rename", half)

    assert as_admin.post(f"/groepen/{group.id}/naam", data={"name": "Half"}).status_code == 500
    assert db.session.get(Group, group.id).name == "Oude naam"


def test_the_page_of_a_fault_shows_nothing_of_what_was_half_done(app, as_admin, monkeypatch):
    def half():
        current_user.name = "Half Klaar"
        raise RuntimeError

    monkeypatch.setitem(app.view_functions, "home.ready", half)
    text = text_of(as_admin.get("/gereed"))

    assert "Bo Beheerder" in text
    assert "Half Klaar" not in text


def test_when_the_database_is_away_the_page_is_still_dutch(app, as_participant, monkeypatch):
    def away(session_id):
        raise OperationalError("SELECT", {}, Exception("weg"))

    monkeypatch.setattr(app.login_manager, "_user_callback", away)
    response = as_participant.get("/")

    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in text_of(response)
    assert '<html lang="nl"' in response.text
    assert 'href="/"' in response.text
    assert as_participant.get("/", headers=FETCH).json["error"].startswith("Er ging iets mis bij ons")


def test_a_text_of_many_megabytes_is_too_large(as_admin, group):
    response = as_admin.post(f"/groepen/{group.id}/naam", data={"name": "x" * 9_000_000})

    assert response.status_code == 413
    assert "Dit is te groot" in text_of(response)


# ── Signed out meanwhile ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_reader_who_is_not_signed_in_comes_back_to_the_page_after_signing_in(client, participant):
    sent = client.get("/observatieformulier?a=b&c=d")
    assert (sent.status_code, sent.location) == (302, "/inloggen?next=/observatieformulier?a%3Db%26c%3Dd")

    data = {"email": participant.email, "password": "vier groene fietsen"}

    assert client.post(sent.location, data=data).location == "/observatieformulier?a=b&c=d"


def test_who_was_signed_out_while_typing_keeps_what_was_typed(client, group):
    typed = {"name": 'Groep "Noord" & <Zuid>', "empty": ""}
    page = client.post(f"/groepen/{group.id}/naam", data=typed)

    assert page.status_code == 401
    assert hidden_fields(page) == [("name", "Groep &#34;Noord&#34; &amp; &lt;Zuid&gt;"), ("empty", "")]
    assert "Je bent intussen uitgelogd" in text_of(page)
    assert "Log in een nieuw tabblad in" in text_of(page)
    assert f'action="/groepen/{group.id}/naam"' in page.text


def test_several_answers_under_one_name_all_stay(client, group):
    page = client.post(f"/groepen/{group.id}/naam", data={"keuze": ["een", "twee"]})

    assert hidden_fields(page) == [("keuze", "een"), ("keuze", "twee")]


@pytest.mark.usefixtures("with_tokens")
def test_after_signing_in_again_one_click_sends_it_after_all(app, client, admin, group):
    page = client.post(f"/groepen/{group.id}/naam", data={"name": "Nieuwe naam"})
    with client.session_transaction() as session:
        session["_user_id"] = admin.get_id()
    again = dict(hidden_fields(page)) | {"csrf_token": token_on(page)}

    assert client.post(f"/groepen/{group.id}/naam", data=again).status_code == 302
    assert db.session.get(Group, group.id).name == "Nieuwe naam"


def test_a_password_is_never_sent_back(client):
    secrets = {
        "current": "oud geheim woord",
        "password": "nieuw geheim woord",
        "repeat": "nieuw geheim woord",
        "proof": "geheim",
    }
    page = client.post("/mijn-gegevens/wachtwoord", data=secrets | {"csrf_token": "een geheim teken"})

    assert page.status_code == 401
    assert "geheim" not in page.text


def test_every_password_field_of_the_site_is_known_as_secret():
    from wtforms import PasswordField

    from trainer.people import forms

    found = set()
    for form in vars(forms).values():
        if isinstance(form, type):
            fields = {name: getattr(form, name) for name in dir(form) if not name.startswith("_")}
            found |= {name for name, field in fields.items() if getattr(field, "field_class", None) is PasswordField}

    assert found == {"password", "repeat", "current", "proof"}
    assert found <= set(errors.SECRET_FIELDS)


def test_a_script_of_a_signed_out_page_hears_what_to_do(client):
    response = client.post("/formulieren/1/antwoorden/WA01", json={"answer": "vaak"}, headers=FETCH)

    assert response.status_code == 401
    assert response.json == {
        "error": "Je bent uitgelogd. Log in een nieuw tabblad in; wat je hier invulde blijft staan."
    }


def test_a_file_of_someone_who_is_not_signed_in_is_not_even_read(client):
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.mp4"\r\n\r\n' + b"0" * 100_000
    stream = io.BytesIO(body)
    stream.close = lambda: None
    response = client.post(
        "/overleggen/1/uploaden",
        input_stream=stream,
        content_length=len(body),
        content_type="multipart/form-data; boundary=x",
    )

    assert stream.tell() == 0
    assert (response.status_code, response.location) == (302, "/inloggen?next=/overleggen/1/uploaden")


# ── A page that stood open too long ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("with_tokens")
@pytest.mark.parametrize("token", [{}, {"csrf_token": ""}, {"csrf_token": "verlopen"}])
def test_with_an_expired_token_what_was_typed_can_be_sent_with_one_click(as_admin, group, token):
    page = as_admin.post(f"/groepen/{group.id}/naam", data={"name": "Lang getypt"} | token)

    assert page.status_code == 400
    assert "De pagina stond te lang open" in text_of(page)
    assert hidden_fields(page) == [("name", "Lang getypt")]
    assert db.session.get(Group, group.id).name == "Oude naam"

    as_admin.post(f"/groepen/{group.id}/naam", data={"name": "Lang getypt", "csrf_token": token_on(page)})

    assert db.session.get(Group, group.id).name == "Lang getypt"


@pytest.mark.usefixtures("with_tokens")
def test_a_script_with_an_expired_token_hears_what_to_do(as_admin, group):
    response = as_admin.post(f"/groepen/{group.id}/naam", headers=FETCH | {"X-CSRFToken": "verlopen"})

    assert response.status_code == 400
    assert response.json["error"].startswith("De pagina stond te lang open.")


@pytest.mark.usefixtures("with_tokens")
def test_a_script_that_sends_the_token_in_its_header_gets_through(as_admin, group):
    token = token_on(as_admin.get("/"))
    response = as_admin.post(f"/groepen/{group.id}/naam", data={"name": "X"}, headers={"X-CSRFToken": token})

    assert response.status_code == 302


def test_who_chooses_a_password_on_an_expired_page_gets_no_password_back(app, client, make_person, monkeypatch, admin):
    token = people.renew_link(make_person(), made_by=admin)
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    page = client.post(f"/welkom/{token}", data={"password": "heel geheim", "repeat": "heel geheim"})

    assert page.status_code == 400
    assert "geheim" not in page.text
    assert queries.valid_link(token) is not None
