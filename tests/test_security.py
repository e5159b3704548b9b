"""What keeps strangers out: tokens, headers, cookies, sessions, links, limits, and what never leaves the server."""

import re
import shutil
from pathlib import Path

import pytest

from app import asset_folder, create_app
from tests import world
from tests.conftest import PASSWORD, Client, text_of
from tests.test_access import TABLE, variants
from tests.world import browser
from trainer.db import db
from trainer.groups import actions as groups
from trainer.people.models import Person
from trainer.web import limiter

NEW = "zeven blauwe ballonnen"
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


@pytest.fixture
def another_app(app, monkeypatch):
    """Return a function that makes an application with real settings on the database of the tests."""
    # One limiter serves every application: put back what the last one made of it.
    monkeypatch.setattr(limiter, "enabled", limiter.enabled)
    made = []

    def make(**overrides):
        settings = {"RATELIMIT_ENABLED": False, "TESTING": True} | overrides
        address = app.config["SQLALCHEMY_DATABASE_URI"]
        another = create_app(INSTANCE_PATH=app.instance_path, DATABASE_URL=address, **settings)
        another.test_client_class = Client
        made.append(another)
        return another

    yield make
    for another in made:
        with another.app_context():
            db.engine.dispose()


@pytest.fixture
def strict(another_app):
    """The application as it runs for real: with its protection of forms on."""
    return another_app()


def sign_in_with(client, email, password):
    return client.post("/inloggen", data={"email": email, "password": password})


def token_on(page):
    return re.search(r'name="csrf-token" content="([^"]+)"', page.text)[1]


# ── Forms ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_post_without_a_token_is_refused_also_for_who_may_do_it(strict):
    scene = world.build()
    refused, posts = set(), set()
    for rule in strict.url_map.iter_rules():
        if "POST" in rule.methods:
            posts.add(rule.endpoint)
            key = next(key for key in TABLE if key.partition(" | ")[0] == rule.endpoint and TABLE[key])
            kind, ids = min(TABLE[key]), scene.ids | variants(scene)[key.partition(" | ")[2]]
            response = browser(strict, scene.people.get(kind)).post(world.address(strict, rule.endpoint, ids))
            if response.status_code == 400 and "Wat je invulde is er nog" in response.text:
                refused.add(rule.endpoint)

    assert len(posts) > 30
    assert refused == posts


def test_a_post_with_the_token_of_its_page_is_accepted(strict, participant):
    client = browser(strict, participant)
    data = {"csrf_token": token_on(client.get("/mijn-gegevens")), "name": "Carla Nieuw", "email": participant.email}

    assert client.post("/mijn-gegevens", data=data).status_code == 302
    assert db.session.get(Person, participant.id).name == "Carla Nieuw"


def test_the_token_of_someone_else_does_not_fit(strict, participant, trainer):
    theirs = token_on(browser(strict, trainer).get("/mijn-gegevens"))
    data = {"csrf_token": theirs, "name": "Gekaapt", "email": participant.email}

    assert browser(strict, participant).post("/mijn-gegevens", data=data).status_code == 400
    assert db.session.get(Person, participant.id).name == "Carla Cursist"


# ── Headers and pages ────────────────────────────────────────────────────────────────────────────────────────────


def directives(response):
    policy = response.headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    {
        "a page": ("/", {}, 200),
        "a page that is not there": ("/nergens", {}, 404),
        "an answer for a script": ("/nergens", {"X-Requested-With": "fetch"}, 404),
        "a redirect": ("/inloggen", {}, 302),
        "a stylesheet": ("{static}/css/krachtspiegel.css", {}, 200),
        "a script": ("{static}/js/upload.js", {}, 200),
        "a recording": ("/overleggen/{meeting_id}/opname/scoren", {}, 200),
        "a part of a recording": ("/overleggen/{meeting_id}/opname/scoren", {"Range": "bytes=0-9"}, 206),
        "captions": ("/overleggen/{meeting_id}/ondertiteling/scoren", {}, 200),
        "a file to download": ("/overleggen/{meeting_id}/naast-elkaar.csv", {}, 200),
    }.values(),
    ids=str,
)
def test_everything_that_goes_out_carries_the_strict_headers(app, sign_in, address, headers, status):
    scene = world.build()
    static = app.jinja_env.filters["asset"]("").rstrip("/")
    response = sign_in(scene.people["owner"]).get(address.format(static=static, **scene.ids), headers=headers)

    assert response.status_code == status
    assert directives(response) == STRICT
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in response.headers


def test_a_drawing_opened_by_itself_can_run_and_load_nothing(app, as_participant):
    scene = world.build()
    response = as_participant.get(world.address(app, "modules.library.figure", scene.ids))

    assert directives(response) == {"default-src": "'none'", "style-src": "'unsafe-inline'"}


@pytest.mark.parametrize("address", ["/", "/overleggen/{meeting_id}", "/overleggen/{meeting_id}/opname/scoren"])
def test_what_is_not_for_everyone_is_kept_by_no_cache(sign_in, address):
    scene = world.build()
    response = sign_in(scene.people["owner"]).get(address.format(**scene.ids))

    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "address",
    ["{static}/../app.py", "{static}/%2e%2e/app.py", "{static}/../instance/secret_key", "/instance/secret_key"],
)
def test_no_file_beside_the_static_folder_is_sent(app, client, address):
    assert client.get(address.format(static=app.jinja_env.filters["asset"]("").rstrip("/"))).status_code == 404


def test_a_static_file_is_kept_a_year_and_a_change_in_any_gives_all_another_address(app, client, tmp_path):
    static = tmp_path / "static"
    shutil.copytree(Path(app.root_path, "static"), static)
    before = asset_folder(static)
    (static / "js/saving.js").write_text("// anders\n")

    assert asset_folder(static) != before
    response = client.get(app.jinja_env.filters["asset"]("js/scoring.js"))
    assert response.headers["Cache-Control"] == "max-age=31536000, public"


@pytest.mark.parametrize("name", ["..%2fmodule.toml", "%2e%2e%2fcheck.toml", "..", "%2fetc%2fpasswd"])
def test_no_file_beside_the_drawings_is_sent(app, as_participant, name):
    slug = world.build().ids["module_slug"]

    assert as_participant.get(f"/cursus/{slug}/figuren/{name}").status_code == 404


# ── Sessions ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client, participant):
    cookie = sign_in_with(client, participant.email, PASSWORD).headers["Set-Cookie"]

    assert cookie.startswith("krachtspiegel=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain=" not in cookie


def test_behind_https_the_cookie_travels_over_https_only(another_app, participant):
    client = browser(another_app(SITE_URL="https://kracht.example", WTF_CSRF_ENABLED=False))
    data = {"email": participant.email, "password": PASSWORD}
    response = client.post("/inloggen", data=data, base_url="https://kracht.example")

    assert "Secure" in response.headers["Set-Cookie"].split("; ")
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("target", "lands_on"),
    {
        "/cursus": "/cursus",
        "/overleggen?a=b": "/overleggen?a=b",
        "": "/",
        "https://kwaad.example": "/",
        "//kwaad.example": "/",
        "/\\kwaad.example": "/",
        "\\\\kwaad.example": "/",
        "/\t/kwaad.example": "/",
        " //kwaad.example": "/",
        "javascript:alert(1)": "/",
        "kwaad.example": "/",
        "/%2f/kwaad.example": "/%2f/kwaad.example",
    }.items(),
)
def test_after_signing_in_one_stays_on_this_site(client, participant, target, lands_on):
    data = {"email": participant.email, "password": PASSWORD}
    response = client.post("/inloggen", query_string={"next": target}, data=data)

    assert (response.status_code, response.location) == (302, lands_on)


def test_a_new_session_takes_nothing_over_from_the_one_before(client, participant):
    with client.session_transaction() as session:
        session["csrf_token"], session["fresh_link"] = "van een ander", {"person": 1}
    sign_in_with(client, participant.email, PASSWORD)
    with client.session_transaction() as session:
        assert session["_user_id"] == participant.get_id()
        assert session.get("csrf_token") != "van een ander"
        assert "fresh_link" not in session


def test_signing_out_everywhere_ends_every_session(sign_in, participant):
    here, there = sign_in(participant), sign_in(participant)
    here.post("/overal-uitloggen")

    assert [client.get("/").status_code for client in (here, there)] == [302, 302]


def test_signing_out_here_leaves_the_other_device_signed_in(sign_in, participant):
    here, there = sign_in(participant), sign_in(participant)
    here.post("/uitloggen")

    assert [client.get("/").status_code for client in (here, there)] == [302, 200]


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(sign_in, participant):
    here, there = sign_in(participant), sign_in(participant)
    changed = here.post("/mijn-gegevens/wachtwoord", data={"current": PASSWORD, "password": NEW, "repeat": NEW})

    assert "Je wachtwoord is veranderd. Andere apparaten zijn uitgelogd." in text_of(here.get(changed.location))
    assert [client.get("/").status_code for client in (here, there)] == [200, 302]


def test_a_closed_account_is_out_at_once(as_admin, sign_in, participant):
    client = sign_in(participant)
    as_admin.post(f"/mensen/{participant.id}/toegang", data={"enabled": "0"})

    assert client.get("/").status_code == 302


def test_a_made_up_session_is_no_session(app, participant):
    client = app.test_client()
    for made_up in ("", "1", f"{participant.id}", f"{participant.id}.99", f"{participant.id}.-1", "x.y", "1.0.0"):
        with client.session_transaction() as session:
            session["_user_id"] = made_up
        assert client.get("/").status_code == 302, made_up


# ── Limits, demo, hosts, logs ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def limited(another_app):
    """The application with its limits on."""
    limited = another_app(RATELIMIT_ENABLED=True, WTF_CSRF_ENABLED=False)
    limiter.reset()
    return limited


def test_guessing_the_code_of_a_day_is_stopped_per_person_because_a_room_shares_one_address(limited, app):
    scene = world.build()
    code = f"/cursusdagen/{scene.ids['day_id']}/code"
    owner, mate = (browser(limited, scene.people[kind]) for kind in ("owner", "mate"))

    assert [owner.post(code, data={"code": "FOUT"}).status_code for _ in range(11)] == [422] * 10 + [429]
    assert mate.post(code, data={"code": "FOUT"}).status_code == 422


def test_guessing_passwords_is_stopped_with_a_dutch_sentence(limited, participant):
    client = browser(limited)
    tries = [sign_in_with(client, participant.email, f"gok nummer {number}") for number in range(11)]

    assert [each.status_code for each in tries] == [422] * 10 + [429]
    assert "Even wachten" in text_of(tries[-1])
    assert sign_in_with(client, participant.email, PASSWORD).status_code == 429
    assert client.get("/inloggen").status_code == 200


def test_guessing_the_code_of_a_certificate_is_slowed_down_and_checking_real_ones_is_not(limited, app):
    client, code = browser(limited), world.build().ids["code"]
    real = {client.get(f"/certificaat/{code}").status_code for _ in range(25)}
    read = [client.get(f"/certificaat/{'A' * 20}").status_code for _ in range(21)]
    typed = [client.post("/certificaat", data={"code": "A" * 20}).status_code for _ in range(21)]

    assert real == {200}
    assert read == [404] * 20 + [429]
    assert client.head(f"/certificaat/{'A' * 20}").status_code == 429
    assert typed == [422] * 20 + [429]


def test_a_whole_class_behind_one_address_signs_in(limited, participant):
    tries = [sign_in_with(browser(limited), participant.email, PASSWORD) for _ in range(25)]

    assert {each.status_code for each in tries} == {302}


@pytest.mark.parametrize(
    ("address", "allowed"), [("/wachtwoord-vergeten", 5), ("/welkom/gok", 30), ("/mijn-gegevens/wachtwoord", 10)]
)
def test_other_guesses_are_limited_too(limited, participant, address, allowed):
    client = browser(limited, participant)
    statuses = [client.post(address, data={"email": "wie@test.example"}).status_code for _ in range(allowed + 1)]

    assert 429 not in statuses[:-1]
    assert statuses[-1] == 429


@pytest.mark.parametrize(
    ("remote", "headers"),
    [
        ("192.0.2.7", {}),
        ("10.0.0.2", {}),
        ("127.0.0.1", {"X-Forwarded-For": "192.0.2.7"}),
        ("127.0.0.1", {"Forwarded": "for=192.0.2.7"}),
        ("127.0.0.1", {"X-Real-IP": "192.0.2.7"}),
        ("127.0.0.1", {"Via": "1.1 proxy"}),
    ],
)
def test_the_demo_is_closed_to_whoever_does_not_sit_at_this_machine(app, client, monkeypatch, remote, headers):
    monkeypatch.setitem(app.jinja_env.globals, "is_demo", lambda: True)
    response = client.get("/inloggen", environ_overrides={"REMOTE_ADDR": remote}, headers=headers)

    assert response.status_code == 403
    assert "De demo is alleen bereikbaar vanaf de computer waarop zij draait." in text_of(response)
    assert "<form" not in response.text


@pytest.mark.parametrize("remote", ["127.0.0.1", "::1"])
def test_the_demo_opens_on_the_machine_itself(app, client, monkeypatch, remote):
    monkeypatch.setitem(app.jinja_env.globals, "is_demo", lambda: True)

    assert client.get("/inloggen", environ_overrides={"REMOTE_ADDR": remote}).status_code == 200


@pytest.mark.parametrize("host", ["kwaad.example", "localhost.kwaad.example", "127.0.0.1.kwaad.example"])
def test_a_request_for_another_host_is_refused(client, host):
    response = client.get("/inloggen", base_url=f"http://{host}")

    assert response.status_code == 400
    assert host not in response.text
    assert "Dit konden we niet verwerken" in text_of(response)


def test_with_a_site_address_only_that_host_is_served(another_app):
    client = browser(another_app(SITE_URL="https://kracht.example"))

    assert client.get("/gereed", base_url="https://kracht.example").status_code == 200
    assert client.get("/gereed", base_url="http://localhost").status_code == 400


@pytest.mark.usefixtures("may_fail")
def test_the_log_of_a_fault_holds_nothing_that_was_typed(as_admin, admin, monkeypatch, caplog):
    group = groups.add_course_group(admin, "Groep")

    def fail(group, name):
        raise RuntimeError(f"kapot bij {name}")

    monkeypatch.setattr(groups, "rename", fail)
    response = as_admin.post(f"/groepen/{group.id}/naam", data={"name": "Een geheim woord"})

    assert response.status_code == 500
    assert "trainer.groups.edit: RuntimeError" in caplog.text
    for private in ("geheim", admin.name, admin.email):
        assert private not in caplog.text
    assert "geheim" not in response.text


def test_the_recordings_folder_is_closed_to_other_users_of_the_machine(app):
    world.build()

    assert Path(app.config["RECORDINGS_DIR"]).stat().st_mode & 0o077 == 0
