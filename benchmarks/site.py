"""The site that is measured: started as `make run` starts it, on a database of its own with the demo and more raters."""

import http.cookiejar
import os
import re
import secrets
import sqlite3
import sys
import urllib.parse
import urllib.request
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import Flask, url_for

from app import create_app
from benchmarks import crowd, plans
from benchmarks.servers import Server, free_port
from modules.library import queries as library
from observation.form import queries as form
from observation.meetings import actions as meetings
from observation.meetings import queries as meeting_queries
from observation.meetings.models import Meeting
from observation.scoring import actions as scoring
from observation.scoring.rules import Perspective
from settings import SETTINGS
from trainer.groups import actions as groups
from trainer.groups import queries as group_queries
from trainer.groups.models import Group
from trainer.groups.rules import GroupKind, GroupRole
from trainer.people import actions as people
from trainer.people import queries as people_queries
from trainer.people.models import Person
from trainer.people.rules import Role

PASSWORD = "samen kijken en leren"
READER = "cursist2@demo.example"
TRAINER = "trainer@demo.example"
LARGE_TRAINER = "groot@meting.example"
SAVERS = 8
RATERS = 6
# What every browser sends; the session is tied to the name of the browser, so one person keeps one name.
BROWSER_HEADERS = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "nl,en;q=0.7",
}
GROUP, LARGE_GROUP = 25, 1000
# How many courses there are beside the measured ones, and how many times as many to see whether that costs time.
OTHERS, TIMES = 5, 100
SEARCH = ("modules.search.index", "modules.search.show")
NOTE = "Zij liet de cliënt uitpraten en vroeg daarna wat zij zelf al geprobeerd had."


@dataclass(frozen=True)
class Addresses:
    """Where the measured pages are: paths, and the form that each saver fills in."""

    lesson: str
    lessons: list[str]
    scoring: str
    compare: str
    forms: list[str]
    table: str
    large_table: str
    search: str | None


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a site that keeps everything in `folder`, with all other settings as delivered."""
    clean = {name: value for name, value in os.environ.items() if name not in {each.name for each in SETTINGS}}
    return clean | {
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "RECORDINGS_DIR": str(folder / "recordings"),
        "SECRET_KEY": secrets.token_hex(32),
    }


def start(variables: dict[str, str]) -> Server:
    """Start the site as `make run` does; the first time this loads the demo."""
    port = free_port()
    return Server([sys.executable, "serve.py"], variables | {"PORT": str(port)}, port, "/gereed")


def fill(folder: Path, variables: dict[str, str]) -> Addresses:
    """Add raters, savers and a half-filled form to the demo through the actions, and whole courses in bulk."""
    app = _app(folder, variables)
    with app.app_context():
        table, large_table = _add_courses()
        reader = people_queries.by_email(READER)
        course = group_queries.groups_of(reader, GroupKind.COURSE)[0]
        small = group_queries.intervisie_groups(course)[0]
        brought = [row.meeting for row in meeting_queries.brought_to(small)]
        first, second = sorted(brought, key=lambda meeting: meeting.number)
        _add_raters(course, small, first)
        half = scoring.start(reader, second, Perspective.OBSERVER)
        _fill_in(half.id, reader, second, turn=0, half=True)
        forms = [_form_of(_cursist(f"opslaan{number}", course), course, number) for number in range(SAVERS)]
        module = library.course().module("strength-model")
        assert module is not None
        addresses = Addresses(
            lesson=f"/cursus/{module.slug}/{module.lessons[0].slug}",
            lessons=[
                f"/cursus/{each.slug}/{lesson.slug}" for each in library.course().modules for lesson in each.lessons
            ],
            scoring=f"/formulieren/{half.id}",
            compare=f"/overleggen/{first.id}/naast-elkaar",
            forms=[f"/formulieren/{each}" for each in forms],
            table=table,
            large_table=large_table,
            search=_search(app),
        )
    return addresses


def grow(folder: Path, variables: dict[str, str]) -> dict[str, str]:
    """Copy the database, add the other courses that make it 100 times as many, and return how to start a site on it."""
    target = folder / "grown.sqlite3"
    with (
        closing(sqlite3.connect(folder / "site.sqlite3")) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
    grown = variables | {"DATABASE_URL": f"sqlite:///{target}"}
    with _app(folder, grown).app_context():
        crowd.add_courses(_others(OTHERS, OTHERS * TIMES), GROUP)
    return grown


def rows(folder: Path, variables: dict[str, str]) -> dict[str, int]:
    """Return how many rows the tables of a database hold."""
    with _app(folder, variables).app_context():
        return crowd.counts()


def whole_tables(folder: Path, variables: dict[str, str], asked: Sequence[tuple[str, str]]) -> list[str]:
    """Return what these pages, by e-mail address and path, read from end to end of tables that grow."""
    app, found = _app(folder, variables), []
    for email, path in asked:
        with app.app_context():
            person = people_queries.by_email(email)
            assert person is not None
            found += [f"{path}: {each}" for each in plans.whole_tables(app, person, path)]
    return found


def _app(folder: Path, variables: dict[str, str]) -> Flask:
    names = ("DATABASE_URL", "RECORDINGS_DIR", "SECRET_KEY")
    return create_app(INSTANCE_PATH=str(folder), **{name: variables[name] for name in names})


def _add_courses() -> tuple[str, str]:
    """Add an ordinary group, a large one with a trainer of its own, and the others; return the tables of the first two."""
    trainer = people_queries.by_email(TRAINER)
    large_trainer, token = people.invite("Grote Groep", LARGE_TRAINER, Role.TRAINER)
    people.set_password_by_link(token, PASSWORD)
    group = crowd.add_courses(["Gemeten groep"], GROUP, trainer)[0]
    large = crowd.add_courses(["Grote groep"], LARGE_GROUP, large_trainer)[0]
    crowd.add_courses(_others(0, OTHERS), GROUP)
    return f"/groepen/{group}/voortgang", f"/groepen/{large}/voortgang"


def _others(first: int, end: int) -> list[str]:
    return [f"Andere cursus {number}" for number in range(first, end)]


def _search(app: Flask) -> str | None:
    """Return where to search, or None when this site has no search yet."""
    endpoint = next((name for name in SEARCH if name in app.view_functions), None)
    with app.test_request_context():
        return url_for(endpoint, zoek="krachten en doelen") if endpoint else None


def answers(saver: int) -> dict[str, list[str]]:
    """Return what one saver gives in turn at each indicator; each saver begins elsewhere in the form."""
    instrument = form.current()
    found = {item: [option.id for option in instrument.scale_of(item).options] for item in instrument.items}
    start_at = saver * len(found) // SAVERS
    return dict([*list(found.items())[start_at:], *list(found.items())[:start_at]])


def saver_email(number: int) -> str:
    """Return the address with which one of the savers signs in."""
    return f"opslaan{number}@meting.example"


def _add_raters(course: Group, small: Group, meeting: Meeting) -> None:
    """Make it six submitted forms of one overleg: the two of the demo, its two other cursisten and two more."""
    more = [people_queries.by_email(READER), people_queries.by_email("cursist3@demo.example")]
    for number in range(RATERS - 4):
        person = _cursist(f"kijker{number}", course)
        groups.add_member(small, person, GroupRole.PARTICIPANT)
        groups.agree(group_queries.membership(person, small))
        more.append(person)
    for turn, person in enumerate(more):
        observation = scoring.start(person, meeting, Perspective.OBSERVER)
        _fill_in(observation.id, person, meeting, turn)
        if not scoring.submit(observation):
            raise SystemExit("Een formulier van de meting is niet volledig.")


def _fill_in(observation_id: int, person: Person, meeting: Meeting, turn: int, half: bool = False) -> None:
    """Answer every indicator, or every other one; a note at one in three, a moment at one in six."""
    observation = scoring.start(person, meeting, Perspective.OBSERVER)
    assert observation.id == observation_id
    for place, (item, options) in enumerate(answers(0).items()):
        if half and place % 2:
            continue
        answer = options[(place * 7 + turn * 3) % len(options)]
        scoring.save(observation, item, answer, NOTE if place % 3 == turn % 3 else "", 0)
        if place % 6 == turn % 6:
            scoring.add_evidence(observation, item, 20 + place, "Hier vraagt zij door")


def _cursist(name: str, course: Group) -> Person:
    person, token = people.invite(name, f"{name}@meting.example", Role.PARTICIPANT)
    people.set_password_by_link(token, PASSWORD)
    groups.add_member(course, person, GroupRole.PARTICIPANT)
    return person


def _form_of(person: Person, course: Group, number: int) -> int:
    trajectory = meetings.add_trajectory(person, course, f"M{number}")
    meeting = meetings.add_meeting(trajectory, 1, date(2026, 6, 1))
    return scoring.start(person, meeting, Perspective.OBSERVER).id


class Browser:
    """Someone who signed in: their cookie and the token of their session."""

    def __init__(self, port: int, email: str) -> None:
        self._base = f"http://127.0.0.1:{port}"
        self._jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))
        self._opener.addheaders = list(BROWSER_HEADERS.items())
        fields = {"csrf_token": self._token("/inloggen"), "email": email, "password": PASSWORD}
        with self._opener.open(f"{self._base}/inloggen", urllib.parse.urlencode(fields).encode(), timeout=20) as answer:
            if answer.url.endswith("/inloggen"):
                raise SystemExit(f"Inloggen als {email} lukte niet.")
        self.token = self._token("/")

    def _token(self, path: str) -> str:
        with self._opener.open(self._base + path, timeout=20) as answer:
            found = re.search(r'name="csrf-token" content="([^"]+)"', answer.read().decode())
        assert found, path
        return found[1]

    @property
    def cookie(self) -> tuple[str, str]:
        """Return the name and the value of the session cookie."""
        kept = next(iter(self._jar))
        return kept.name, str(kept.value)

    @property
    def headers(self) -> dict[str, str]:
        """Return what this person's browser sends along with a page."""
        return BROWSER_HEADERS | {"Cookie": "=".join(self.cookie)}

    @property
    def save_headers(self) -> dict[str, str]:
        """Return what the script of the page sends along with a save."""
        return self.headers | {"X-CSRFToken": self.token, "X-Requested-With": "fetch"}
