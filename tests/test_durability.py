"""What the site confirmed is kept: the server dies suddenly, in the middle of many saves, and starts again."""

import http.cookiejar
import itertools
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import select

from app import create_app
from observation.form import queries as form
from observation.meetings import actions as meetings
from observation.scoring import actions as scoring
from observation.scoring.models import Score
from observation.scoring.rules import Perspective
from tests.conftest import PASSWORD
from tests.database import database_url
from trainer.db import db
from trainer.groups import actions as groups
from trainer.groups.rules import GroupRole
from trainer.people import actions as people
from trainer.people.rules import Role

PROJECT = Path(__file__).parent.parent
EMAIL = "schrijver@test.example"
WRITERS = 6
# After so many confirmed answers the server is killed; the other writers are then at other points of their saves.
MOMENTS = (1, 17, 40, 77, 130)
LOST = (OSError, HTTPException)


class Site:
    """A site of its own with one form, its server, and what that server said and was asked."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        self.app = create_app(INSTANCE_PATH=str(folder), DATABASE_URL=url)
        with self.app.app_context():
            upgrade(str(PROJECT / "migrations"))
            self.form = f"/formulieren/{_a_form()}"
            db.session.remove()
            db.engine.dispose()
        self.start()
        try:
            self.cookie, self.token = self._sign_in()
        except BaseException:
            self.kill()
            raise
        # By item, as (answer, revision): what the server confirmed last, and what it was asked after that.
        self.confirmed: dict[str, tuple[str | None, int]] = {}
        self.asked: dict[str, tuple[str | None, int]] = {}
        self.confirmations = 0

    def start(self) -> None:
        """Start the server as serve.py does and wait until it answers."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        settings = f"INSTANCE_PATH={str(self.folder)!r}, DATABASE_URL={self.url!r}"
        command = [sys.executable, "-m", "gunicorn", f"app:create_app({settings})", "--preload"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--threads", "8"]
        command += ["--worker-class", "gthread", "--log-level", "warning"]
        self.process = subprocess.Popen(command, cwd=PROJECT, start_new_session=True)
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with suppress(*LOST), closing(HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
                connection.request("GET", "/gereed")
                if connection.getresponse().status == 200:
                    return
            time.sleep(0.02)
        raise AssertionError("De server kwam niet op gang.")

    def kill(self) -> None:
        """End every process of the server at once, without a chance to finish anything."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def _sign_in(self) -> tuple[str, str]:
        jar = http.cookiejar.CookieJar()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        base = f"http://127.0.0.1:{self.port}"
        page = browser.open(f"{base}/inloggen", timeout=10).read().decode()
        fields = {"csrf_token": _token(page), "email": EMAIL, "password": PASSWORD}
        browser.open(f"{base}/inloggen", urllib.parse.urlencode(fields).encode(), timeout=10).close()
        token = _token(browser.open(base + self.form, timeout=10).read().decode())
        return "; ".join(f"{each.name}={each.value}" for each in jar), token

    def page(self) -> str:
        """Return the form as the server shows it."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("GET", self.form, headers={"Cookie": self.cookie})
            return connection.getresponse().read().decode()

    def save_until_it_dies(self, confirmations: int) -> None:
        """Let all writers save without a pause, and kill the server as soon as it confirmed so many answers more."""
        self.confirmations = 0
        items = list(form.current().items)
        writers = [threading.Thread(target=self._write, args=(items[place::WRITERS],)) for place in range(WRITERS)]
        for writer in writers:
            writer.start()
        until = time.monotonic() + 20
        while self.confirmations < confirmations and time.monotonic() < until:
            time.sleep(0.001)
        self.kill()
        for writer in writers:
            writer.join(10)

    def _write(self, items: list[str]) -> None:
        """Save at these items in turn, each time another answer, until the server is gone."""
        scales = {item: [option.id for option in form.current().scale_of(item).options] for item in items}
        headers = {"Cookie": self.cookie, "X-CSRFToken": self.token, "Content-Type": "application/json"}
        with suppress(*LOST), closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            for item in itertools.cycle(items):
                seen = self.confirmed.get(item, (None, 0))[1]
                answer = scales[item][seen % len(scales[item])]
                self.asked[item] = (answer, seen + 1)
                body = json.dumps({"answer": answer, "note": "", "revision": seen})
                connection.request("POST", f"{self.form}/antwoorden/{item}", body, headers)
                response = connection.getresponse()
                stored = json.loads(response.read())
                if response.status == 200:
                    self.confirmed[item] = (stored["answer"], stored["revision"])
                    self.confirmations += 1

    def stored(self) -> dict[str, tuple[str | None, int]]:
        """Return what stands in the database, by item."""
        with self.app.app_context():
            rows = db.session.execute(select(Score.item_id, Score.answer, Score.revision)).all()
            db.session.remove()
        return {item: (answer, revision) for item, answer, revision in rows}

    def problems(self) -> list[str]:
        """Return what the database finds wrong with itself. PostgreSQL checks its own log before it lets anyone in."""
        if self.url:
            return []
        with closing(sqlite3.connect(self.folder / "krachtspiegel.sqlite3")) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            return [each for each in found if each != "ok"] + connection.execute("PRAGMA foreign_key_check").fetchall()


def _a_form() -> int:
    """Add a cursist with a password, an overleg of their own and a form that is still empty; return its id."""
    trainer, _ = people.invite("Ties Trainer", "ties@test.example", Role.TRAINER)
    person, token = people.invite("Carla Cursist", EMAIL, Role.PARTICIPANT)
    people.set_password_by_link(token, PASSWORD)
    course = groups.add_course_group(trainer, "Duurzaam")
    groups.add_member(course, person, GroupRole.PARTICIPANT)
    trajectory = meetings.add_trajectory(person, course, "C1")
    meeting = meetings.add_meeting(trajectory, 1, date(2026, 5, 1))
    return scoring.start(person, meeting, Perspective.OBSERVER).id


def _token(page: str) -> str:
    found = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Yield a site with a running server, on a database of its own."""
    with database_url() as url:
        made = Site(tmp_path_factory.mktemp("instance"), url)
        try:
            yield made
        finally:
            made.kill()
            with made.app.app_context():
                db.engine.dispose()


@pytest.mark.parametrize("moment", MOMENTS)
def test_after_a_sudden_death_every_confirmed_answer_stands(site: Site, moment: int) -> None:
    site.save_until_it_dies(moment)
    assert site.confirmations >= moment
    site.start()
    stored = site.stored()
    for item in {*site.confirmed, *stored}:
        # The last save may have been written when the server died before it could say so.
        assert stored.get(item) in (site.confirmed.get(item), site.asked[item]), item
    assert site.problems() == []
    shown = dict(re.findall(r'data-item="(\w+)" data-revision="(\d+)"', site.page()))
    assert {item: int(shown[item]) for item in stored} == {item: revision for item, (_, revision) in stored.items()}
    site.confirmed = stored


def test_after_the_last_restart_saving_goes_on_with_the_same_session(site: Site) -> None:
    before = dict(site.confirmed)
    site.save_until_it_dies(WRITERS)
    assert site.confirmations >= WRITERS
    assert any(site.confirmed[item] != before.get(item) for item in site.confirmed)
