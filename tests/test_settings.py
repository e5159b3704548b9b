"""Settings: from the environment, each with its help; the key for sessions; the address of the database."""

import os
import re
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

import settings
from app import create_app
from settings import SETTINGS, database_uri


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Return a function that loads the settings into a fresh application, from an environment of its own."""
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)

    def into_app(instance="instance", environment=None, **overrides):
        for name, value in (environment or {}).items():
            monkeypatch.setenv(name, value)
        app = Flask("proef", instance_path=str(tmp_path / instance))
        settings.load(app, overrides)
        return app.config

    return into_app


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_says_in_dutch_what_it_is_for(setting):
    assert setting.name.isupper()
    assert setting.help[0].isupper() or setting.help[0].isdigit()
    assert setting.help.endswith(".")
    assert len(setting.help) > 20
    assert setting.default or "Leeg:" in setting.help or "Nodig als" in setting.help


def test_no_setting_is_named_twice():
    names = [setting.name for setting in SETTINGS]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_has_an_effect_somewhere_in_the_code(setting):
    root = Path(settings.__file__).parent
    packages = [root / name for name in ("trainer", "modules", "observation", "demo", "templates")]
    files = [*root.glob("*.py"), *(path for package in packages for path in package.rglob("*"))]
    use = re.compile(rf'"{setting.name}"|config\.{setting.name}\b')
    found = sum(len(use.findall(path.read_text())) for path in files if path.suffix in (".py", ".html"))

    # Once where it is defined, and at least once where it is used.
    assert found >= 2


def test_the_key_for_sessions_is_made_once_and_kept(load):
    first, second = load()["SECRET_KEY"], load()["SECRET_KEY"]

    assert first == second
    assert len(bytes.fromhex(first)) == 32
    assert load("elders")["SECRET_KEY"] != first


def test_only_the_owner_can_read_the_kept_key(load, tmp_path):
    before = os.umask(0)
    try:
        load()
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "instance" / "secret_key").stat().st_mode) == 0o600


def test_a_key_of_ones_own_is_used_and_none_is_kept(load, tmp_path):
    assert load(environment={"SECRET_KEY": "eigen sleutel"})["SECRET_KEY"] == "eigen sleutel"
    assert not (tmp_path / "instance" / "secret_key").exists()


def test_a_process_that_starts_at_the_same_moment_never_reads_half_a_key(load, tmp_path, monkeypatch):
    path, make = tmp_path / "instance" / "secret_key", settings.secrets.token_hex

    def look_while_making(size):
        assert not path.exists()
        return make(size)

    monkeypatch.setattr(settings.secrets, "token_hex", look_while_making)

    assert load()["SECRET_KEY"] == path.read_text()
    assert [each.name for each in path.parent.iterdir()] == ["secret_key"]


def test_of_two_processes_that_make_a_key_together_both_use_the_same(load, tmp_path, monkeypatch):
    path, make = tmp_path / "instance" / "secret_key", settings.secrets.token_hex

    def be_overtaken(size):
        path.write_text("van de ander")
        return make(size)

    monkeypatch.setattr(settings.secrets, "token_hex", be_overtaken)

    assert load()["SECRET_KEY"] == "van de ander"


@pytest.mark.parametrize(
    ("url", "address"),
    {
        "": "sqlite:////srv/kracht/krachtspiegel.sqlite3",
        "postgresql://piet:geheim@db/kracht": "postgresql+psycopg://piet:geheim@db/kracht",
        "postgres://piet:geheim@db/kracht": "postgresql+psycopg://piet:geheim@db/kracht",
        "postgresql+psycopg://piet@db/kracht": "postgresql+psycopg://piet@db/kracht",
        "sqlite:////tmp/x.sqlite3": "sqlite:////tmp/x.sqlite3",
    }.items(),
)
def test_the_address_of_the_database(url, address):
    assert database_uri(url, Path("/srv/kracht")) == address


def test_without_settings_only_this_machine_is_served(load):
    assert load()["TRUSTED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert load()["SESSION_COOKIE_SECURE"] is False


@pytest.mark.parametrize(
    ("site", "host", "secure"),
    [
        ("https://kracht.voorbeeld.nl", "kracht.voorbeeld.nl", True),
        ("https://kracht.voorbeeld.nl:8443/", "kracht.voorbeeld.nl", True),
        ("http://intranet", "intranet", False),
    ],
)
def test_a_site_address_says_which_host_is_served_and_whether_cookies_need_https(load, site, host, secure):
    config = load(environment={"SITE_URL": site})

    assert (config["TRUSTED_HOSTS"], config["SESSION_COOKIE_SECURE"]) == ([host], secure)


def test_numbers_are_read_as_numbers(load):
    config = load(environment={"MAX_RECORDING_GB": "0.5", "SESSION_HOURS": "1.5", "TRUSTED_PROXIES": "2"})

    assert config["MAX_RECORDING_BYTES"] == 512 * 1024 * 1024
    assert config["PERMANENT_SESSION_LIFETIME"] == timedelta(minutes=90)
    assert config["TRUSTED_PROXIES"] == 2


def test_recordings_lie_in_the_instance_unless_a_folder_is_named(load, tmp_path):
    assert load()["RECORDINGS_DIR"] == str(tmp_path / "instance" / "recordings")
    assert load(environment={"RECORDINGS_DIR": "/srv/opnamen"})["RECORDINGS_DIR"] == "/srv/opnamen"


def test_an_override_goes_before_the_environment(load):
    assert load(environment={"CLIENT_TERM": "klant"}, CLIENT_TERM="inwoner")["CLIENT_TERM"] == "inwoner"


def test_the_token_of_a_form_lives_as_long_as_the_session(load):
    assert load()["WTF_CSRF_TIME_LIMIT"] is None


def test_a_mail_server_without_a_sender_is_refused_at_the_start(tmp_path):
    with pytest.raises(SystemExit, match="MAIL_FROM niet"):
        create_app(INSTANCE_PATH=str(tmp_path), SMTP_URL="smtp://localhost")
