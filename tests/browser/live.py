"""The live site of a browser run: the real application behind gunicorn, on its own database, with the demo loaded."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import time as clock
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from urllib.error import URLError

from flask import Flask
from whitenoise.compress import main as compress

from app import create_app
from demo.load import accounts, load
from modules.certificates import actions as certificates
from modules.certificates import queries as certificate_queries
from modules.completion import actions as completion
from modules.completion import queries as contracts
from modules.evaluation import actions as evaluation
from modules.evaluation import queries as evaluation_queries
from modules.evaluation.rules import Occasion
from modules.scans import actions as scans
from modules.scans import queries as scan_queries
from observation.intervisie import actions as intervisie
from observation.meetings import actions as meetings
from observation.meetings.models import Meeting
from observation.scoring import actions as scoring
from observation.scoring.rules import Perspective
from tests.database import database_url
from trainer.db import db
from trainer.groups import actions as groups
from trainer.groups import queries as group_queries
from trainer.groups.models import Group
from trainer.groups.rules import GroupRole
from trainer.people import queries as people
from trainer.people.models import Person
from trainer.people.rules import Role
from trainer.planning import actions as planning
from trainer.planning import queries as planning_queries
from trainer.planning.rules import When
from trainer.web import today

PROJECT = Path(__file__).parent.parent.parent
PASSWORD = accounts()[1]
# What stands where in a fresh demo.
COURSE, SMALL = 1, 2
TRAJECTORY, SESSION = 1, 1
FIRST, SECOND = 1, 2


@dataclass(frozen=True)
class Visitor:
    """Someone who can sign in: with the password of the demo, or at once with a session."""

    id: int
    name: str
    email: str
    session_id: str


@dataclass
class Site:
    """The running site, and a door into its database for what a test prepares."""

    app: Flask
    address: str
    log: Path
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Stand inside the application, to prepare or to look something up."""
        with self.app.app_context():
            yield
            db.session.remove()

    def visitor(self, email: str) -> Visitor:
        """Return the person with this address."""
        with self.inside():
            person = people.by_email(email)
            assert person is not None, email
            return _visitor(person)

    def demo(self, key: str) -> Visitor:
        """Return a demo person: beheerder, trainer, cursist, cursist2 or cursist3."""
        return self.visitor(f"{key}@demo.example")

    def newcomer(self, name: str, role: Role = Role.PARTICIPANT) -> Visitor:
        """Add someone with the password of the demo, in an intervisie group with the trainer and Noor alone.

        The first overleg is brought to that group: what one test scores, another does not see.
        """
        with self.inside():
            number, course = next(self.numbers), _get(Group, COURSE)
            trainer, noor = people.by_email("trainer@demo.example"), people.by_email("cursist@demo.example")
            assert trainer is not None and noor is not None
            person = Person(
                name=name, email=f"nieuw{number}@demo.example", role=role.value, password_hash=noor.password_hash
            )
            db.session.add(person)
            db.session.commit()
            small = groups.add_intervisie_group(course, f"Demo: kring {number}")
            own_role = GroupRole.TRAINER if role is Role.TRAINER else GroupRole.PARTICIPANT
            groups.add_member(course, person, own_role)
            for member, group_role in ((trainer, GroupRole.TRAINER), (noor, GroupRole.PARTICIPANT), (person, own_role)):
                groups.add_member(small, member, group_role)
                membership = group_queries.membership(member, small)
                assert membership is not None
                groups.agree(membership)
            meetings.bring(trainer, _get(Meeting, FIRST), small)
            return _visitor(person)

    def begun_form(self, visitor: Visitor, meeting_id: int = FIRST) -> str:
        """Start someone's form of an overleg; return its address."""
        with self.inside():
            form = scoring.start(_get(Person, visitor.id), _get(Meeting, meeting_id), Perspective.OBSERVER)
            return f"/formulieren/{form.id}"

    def begun_session(self) -> str:
        """Begin a session in the intervisie group of the trainer and Noor; return its address."""
        with self.inside():
            trainer = people.by_email("trainer@demo.example")
            assert trainer is not None
            session = intervisie.add_session(trainer, _get(Group, SMALL), _get(Meeting, FIRST), today(), "")
            return f"/intervisies/{session.id}"

    def filled_scan(self, visitor: Visitor) -> str:
        """Fill in the scan for a team at two times; return the address of the last."""
        with self.inside():
            person, scan = _get(Person, visitor.id), scan_queries.find_scan("team")
            assert scan is not None
            scans.fill(person, scan, {"B01": "no", "B02": "yes", "H05": "yes"}, today() - timedelta(days=60))
            filled = scans.fill(person, scan, {"B01": "some", "B02": "yes", "B03": "unknown"}, today())
            return f"/scans/ingevuld/{filled.id}"

    def empty_meeting(self, owner: Visitor, number: str) -> str:
        """Add a traject with one overleg of which nothing is known yet; return the address of the overleg."""
        with self.inside():
            trajectory = meetings.add_trajectory(_get(Person, owner.id), _get(Group, COURSE), number)
            return f"/overleggen/{meetings.add_meeting(trajectory, 1, today() - timedelta(days=2)).id}"

    def evaluated_course(self, trainer: Visitor, member: Visitor) -> str:
        """Add a course of months ago of which three demo cursisten said what they think; return its address."""
        with self.inside():
            group = groups.add_course_group(_get(Person, trainer.id), "Demo: training van toen")
            groups.add_member(group, _get(Person, member.id), GroupRole.PARTICIPANT)
            day = planning.add_day(group, "lesson")
            planning.change_day(day, When(today() - timedelta(days=150), clock(9), clock(16), ""), 360, "", "")
            form = evaluation_queries.content().forms[Occasion.END]
            given = {
                question.id: (question.options[0].id if question.options else "Woorden",) for question in form.questions
            }
            for key in ("cursist", "cursist2", "cursist3"):
                person = people.by_email(f"{key}@demo.example")
                assert person is not None
                evaluation.give(person, group, Occasion.END, GroupRole.PARTICIPANT, form, given)
            return f"/groepen/{group.id}"

    def course_of(self, trainer: Visitor, size: int) -> str:
        """Add a course of cursisten with long names, of whom the first has a certificate; return its address."""
        with self.inside():
            guide, number = _get(Person, trainer.id), next(self.numbers)
            group = groups.add_course_group(guide, f"Demo: groep {number}")
            members = [
                Person(
                    name=f"Anne-{chr(ord('A') + turn)} van der Hoeven-Brinkman",
                    email=f"groep{number}-{turn}@demo.example",
                    role=Role.PARTICIPANT.value,
                )
                for turn in range(size)
            ]
            db.session.add_all(members)
            db.session.commit()
            for turn, person in enumerate(members):
                groups.add_member(group, person, GroupRole.PARTICIPANT)
                for requirement in contracts.contract().requirements[: turn % 3 if turn else None]:
                    completion.make_exception(guide, group, person, requirement, "Deed dit al eerder (demo).")
            assert certificates.issue(guide, group, members[0], "Krachtspiegel", today()) is None
            return f"/groepen/{group.id}"

    def day_today(self, trainer: Visitor, size: int) -> str:
        """Add a course of cursisten with a day that is going on, of whom the first was there; return where it is."""
        address = self.course_of(trainer, size)
        with self.inside():
            day = planning.add_day(_get(Group, int(address.rpartition("/")[2])), "lesson")
            planning.change_day(day, When(today(), clock(0, 5), clock(23, 55), "Zaal 2"), 360, "Oefenen", "")
            planning.register(
                _get(Person, trainer.id), day, {planning_queries.presence(day)[0].person.id: ("present", None)}
            )
            return f"/cursusdagen/{day.id}"

    def met(self, visitor: Visitor) -> str:
        """Count everything as met for someone in the course of the demo; return where their certificate is given."""
        with self.inside():
            trainer, person, course = (
                people.by_email("trainer@demo.example"),
                _get(Person, visitor.id),
                _get(Group, COURSE),
            )
            assert trainer is not None
            for requirement in contracts.contract().requirements:
                completion.make_exception(trainer, course, person, requirement, "Deed dit al eerder (demo).")
            return f"/groepen/{COURSE}/voortgang/{person.id}/certificaat"

    def certificate(self, visitor: Visitor) -> tuple[str, str]:
        """Give someone in the course of the demo their certificate; return its address, and that of its check page."""
        self.met(visitor)
        with self.inside():
            trainer, person, course = (
                people.by_email("trainer@demo.example"),
                _get(Person, visitor.id),
                _get(Group, COURSE),
            )
            assert trainer is not None
            assert certificates.issue(trainer, course, person, "Krachtspiegel", today()) is None
            made = certificate_queries.in_force(course, person)
            assert made is not None
            return f"/certificaten/{made.id}", f"/certificaat/{made.code}"

    def cookie(self, visitor: Visitor) -> dict[str, Any]:
        """Return the session cookie of someone who signed in."""
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        value = signer.dumps({"_user_id": visitor.session_id, "_fresh": True, "_permanent": True})
        return {"name": self.app.config["SESSION_COOKIE_NAME"], "value": value, "url": self.address}


def _get(kind: Any, number: int) -> Any:
    found = db.session.get(kind, number)
    assert found is not None
    return found


def _visitor(person: Person) -> Visitor:
    return Visitor(person.id, person.name, person.email, person.get_id())


@contextmanager
def live_site(folder: Path, *, demo: bool = True) -> Iterator[Site]:
    """Yield the site with the demo in it, or as it is just after it was installed; stop it after."""
    # A .gz of an older script or style would be served in place of the file itself.
    compress(["--quiet", "--no-brotli", str(PROJECT / "static")])
    with database_url() as url:
        app = create_app(INSTANCE_PATH=str(folder), DATABASE_URL=url, RATELIMIT_ENABLED=False)
        with app.app_context():
            db.create_all()
            if demo:
                load(today())
            db.session.remove()
        with _gunicorn(folder, url) as (address, log):
            yield Site(app, address, log)
        with app.app_context():
            db.session.remove()
            db.drop_all()
            db.engine.dispose()


@contextmanager
def _gunicorn(folder: Path, url: str) -> Iterator[tuple[str, Path]]:
    port, log = _free_port(), folder / "site.log"
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        f"app:create_app(INSTANCE_PATH={str(folder)!r}, RATELIMIT_ENABLED=False)",
    ]
    command += ["--bind", f"127.0.0.1:{port}", "--threads", "8", "--worker-class", "gthread", "--log-level", "warning"]
    left_out = (
        "SITE_URL",
        "TRUSTED_PROXIES",
        "RECORDINGS_DIR",
        "COURSE_DIR",
        "SMTP_URL",
        "THEME_CSS",
        "CLIENT_TERM",
        "SECRET_KEY",
    )
    environment = {name: value for name, value in os.environ.items() if name not in left_out} | {"DATABASE_URL": url}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=output, stderr=output)
        try:
            _wait_until_up(f"http://127.0.0.1:{port}", process, log)
            yield f"http://127.0.0.1:{port}", log
        finally:
            process.terminate()
            process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_until_up(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{address}/gereed", timeout=5):  # noqa: S310
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"De site kwam niet op: {log.read_text()}")
