"""Fixtures for all tests: one application and database for the run, emptied after each test, and people to sign in."""

import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from tests import world
from tests.database import database_url, memory
from trainer.db import db
from trainer.people.models import Person
from trainer.people.rules import Role
from trainer.web import AFTER_THE_ANSWER

PASSWORD = "vier groene fietsen"
# Hashing costs 20 ms on purpose; every test person has this one password.
_hashes: dict[str, str] = {}


class Client(FlaskClient):
    """A browser: every request has a context of its own, and sends the form's token along as a browser would.

    It waits for what goes on after the answer. An answer that is a fault fails the test, unless faults are its subject.
    """

    may_fail = False

    def open(self, *args: Any, **kwargs: Any) -> Any:
        db.session.rollback()
        with self.application.app_context():
            response = super().open(*args, **kwargs)
        assert self.may_fail or response.status_code < 500, f"{response.request.path}: {response.status}"
        for thread in threading.enumerate():
            if thread.name == AFTER_THE_ANSWER:
                thread.join()
        db.session.expire_all()
        return response


@pytest.fixture(scope="session")
def app() -> Iterator[Flask]:
    """Yield the application on an own database."""
    with database_url() as url, tempfile.TemporaryDirectory(dir=memory()) as instance:
        app = create_app(
            INSTANCE_PATH=instance,
            DATABASE_URL=url,
            TESTING=True,
            WTF_CSRF_ENABLED=False,
            RATELIMIT_ENABLED=False,
        )
        app.test_client_class = Client
        # A test database has no demo; asked once per process, so it must not be asked before a test adds one.
        app.jinja_env.globals["is_demo"] = lambda: False
        with app.app_context():
            db.create_all()
        yield app
        with app.app_context():
            db.session.remove()
            db.drop_all()
            db.engine.dispose()


@pytest.fixture(autouse=True)
def _context(request: pytest.FixtureRequest) -> Iterator[None]:
    """Push a context around each test that uses the application, and empty the database after it."""
    if "app" not in request.fixturenames:
        yield
        return
    app = request.getfixturevalue("app")
    with app.app_context():
        yield
        db.session.rollback()
        for table in reversed(db.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.commit()
    for left in Path(app.config["RECORDINGS_DIR"]).glob("*"):
        left.unlink()
    shutil.rmtree(app.config["COURSE_DIR"], ignore_errors=True)


@pytest.fixture
def make_person(app: Flask) -> Callable[..., Person]:
    """Return a function that adds a person with the test password."""

    def make(role: str = "participant", name: str | None = None, **fields: Any) -> Person:
        from trainer.people.actions import _hasher

        number = db.session.query(Person).count() + 1
        if PASSWORD not in _hashes:
            _hashes[PASSWORD] = _hasher.hash(PASSWORD)
        person = Person(
            name=name or f"Persoon {number}",
            email=f"persoon{number}@test.example",
            role=Role(role).value,
            password_hash=_hashes[PASSWORD],
            **fields,
        )
        db.session.add(person)
        db.session.commit()
        return person

    return make


@pytest.fixture
def sign_in(app: Flask, make_person: Callable[..., Person]) -> Callable[[Person | str], Client]:
    """Return a function that gives a client signed in as a person, or as a new person of a role."""

    def sign(who: Person | str) -> Client:
        person = make_person(who) if isinstance(who, str) else who
        client: Any = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = person.get_id(), True
        return client

    return sign


@pytest.fixture
def scene(app: Flask) -> world.World:
    """Return a world with someone of every kind in it, and one of everything."""
    return world.build()


@pytest.fixture
def browser(scene: world.World, sign_in: Callable[[Person | str], Client]) -> Callable[[str], Client]:
    """Return a function that gives the browser of one kind of person of the world."""
    return lambda kind: sign_in(scene.people[kind])


@pytest.fixture
def anonymous(app: Flask) -> Client:
    """Return a client that is not signed in."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def may_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an answer be a fault: that is what the test is about."""
    monkeypatch.setattr(Client, "may_fail", True)


@pytest.fixture
def client(anonymous: Client) -> Client:
    """Return a client that is not signed in."""
    return anonymous


@pytest.fixture
def participant(make_person: Callable[..., Person]) -> Person:
    """Return a cursist."""
    return make_person("participant", "Carla Cursist")


@pytest.fixture
def trainer(make_person: Callable[..., Person]) -> Person:
    """Return a trainer."""
    return make_person("trainer", "Ties Trainer")


@pytest.fixture
def admin(make_person: Callable[..., Person]) -> Person:
    """Return a beheerder."""
    return make_person("admin", "Bo Beheerder")


@pytest.fixture
def as_participant(sign_in: Callable[[Person], Client], participant: Person) -> Client:
    """Return a client signed in as the cursist."""
    return sign_in(participant)


@pytest.fixture
def as_trainer(sign_in: Callable[[Person], Client], trainer: Person) -> Client:
    """Return a client signed in as the trainer."""
    return sign_in(trainer)


@pytest.fixture
def as_admin(sign_in: Callable[[Person], Client], admin: Person) -> Client:
    """Return a client signed in as the beheerder."""
    return sign_in(admin)


def not_done(response: Any) -> str:
    """Return what a page says was not done: never in the green of what was."""
    found = re.findall(r'<div class="utrecht-alert utrecht-alert--warning" role="alert">(.*?)</p>', response.text, re.S)
    return " ".join(re.sub(r"<[^>]+>", "", each).strip() for each in found)


def text_of(response: Any) -> str:
    """Return what a page says, without its markup and with single spaces."""
    body = re.sub(r"<(script|style|head)\b.*?</\1>", " ", response.get_data(as_text=True), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).strip()
