"""The site that is measured: started as `make run` starts it, on a database of its own with the demo and more raters."""

import http.cookiejar
import os
import re
import secrets
import sys
import urllib.parse
import urllib.request
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app import create_app
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
from trainer.groups.rules import GroupRole
from trainer.people import actions as people
from trainer.people import queries as people_queries
from trainer.people.models import Person
from trainer.people.rules import Role

PASSWORD = "samen kijken en leren"
READER = "cursist2@demo.example"
SAVERS = 8
RATERS = 6
# What every browser sends; the session is tied to the name of the browser, so one person keeps one name.
BROWSER_HEADERS = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "nl,en;q=0.7",
}
NOTE = "Zij liet de cliënt uitpraten en vroeg daarna wat zij zelf al geprobeerd had."


@dataclass(frozen=True)
class Addresses:
    """Where the measured pages are: paths, and the form that each saver fills in."""

    lessons: list[str]
    scoring: str
    compare: str
    forms: list[str]


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
    """Add raters, savers and a half-filled form to the demo, all through the actions; return where they are."""
    names = ("DATABASE_URL", "RECORDINGS_DIR", "SECRET_KEY")
    app = create_app(INSTANCE_PATH=str(folder), **{name: variables[name] for name in names})
    with app.app_context():
        reader = people_queries.by_email(READER)
        course = group_queries.course_groups()[0]
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
            lessons=[f"/cursus/{module.slug}/{lesson.slug}" for lesson in module.lessons],
            scoring=f"/formulieren/{half.id}",
            compare=f"/overleggen/{first.id}/naast-elkaar",
            forms=[f"/formulieren/{each}" for each in forms],
        )
    return addresses


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
