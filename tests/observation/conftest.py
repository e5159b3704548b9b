"""A world for the tests of overleggen: a course group with an intervisie group in it, an overleg, consent, recordings.

In the course group are trainer Ties and cursisten Ann, Bas, Cem and Dia. Ann, Bas and Cem are in the intervisie group
and agreed to share by name; Dia stands outside it. Ann has cliënttraject C7, whose first overleg she brought in.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete

from observation.meetings import actions as meetings
from observation.meetings.models import Attendee, BroughtMeeting, Meeting, Trajectory
from observation.recordings import actions as recordings
from observation.recordings.models import Consent
from observation.recordings.rules import CONSENT_TEXT_VERSION, Decision, Purpose
from observation.scoring import actions as scoring
from observation.scoring import queries
from observation.scoring.models import Observation
from observation.scoring.rules import Given, Perspective
from tests.observation import media
from trainer.db import db, now
from trainer.groups import actions as groups
from trainer.groups import queries as group_queries
from trainer.groups.models import Group, Membership
from trainer.groups.rules import GroupKind, GroupRole
from trainer.people.models import Person
from trainer.web import today

HELD_ON = date(2026, 3, 2)
ASKED_ON = date(2026, 3, 1)


@dataclass
class World:
    """Everything that the tests start from."""

    make_person: Callable[..., Person]
    course: Group
    group: Group
    trainer: Person
    ann: Person
    bas: Person
    cem: Person
    dia: Person
    trajectory: Trajectory
    meeting: Meeting
    client: Attendee
    care: Attendee
    work: Attendee

    @property
    def attendees(self) -> tuple[Attendee, Attendee, Attendee]:
        """Return who were at the first overleg."""
        return self.client, self.care, self.work

    def join(self, name: str, *, group: Group | None = None, role: str = "participant", agreed: bool = True) -> Person:
        """Return a new person in the course group, and in an intervisie group when one is named."""
        person = self.make_person("trainer" if role == "trainer" else "participant", name)
        groups.add_member(self.course, person, GroupRole(role))
        if group is not None:
            groups.add_member(group, person, GroupRole(role))
            if agreed:
                groups.agree(group_queries.membership(person, group))
        return person

    def next_meeting(self, held_on: date = HELD_ON, *, brought: bool = True) -> Meeting:
        """Return another overleg of the same traject, brought to the group."""
        number = len(db.session.query(Meeting).filter_by(trajectory_id=self.trajectory.id).all()) + 1
        meeting = meetings.add_meeting(self.trajectory, number, held_on)
        if brought:
            meetings.bring(self.ann, meeting, self.group)
        return meeting


@pytest.fixture
def world(make_person: Callable[..., Person], trainer: Person) -> World:
    """Return the world; it is added in one go because most tests begin with it."""
    ann, bas, cem, dia = (make_person("participant", f"{name} Cursist") for name in ("Ann", "Bas", "Cem", "Dia"))
    course = Group(name="Cursusgroep Voorjaar", kind=GroupKind.COURSE.value)
    group = Group(name="Intervisiegroep Maas", kind=GroupKind.INTERVISIE.value, parent=course)
    trajectory = Trajectory(client_number="C7", owner=ann, course_group=course)
    meeting = Meeting(trajectory=trajectory, number=1, held_on=HELD_ON)
    client, care, work = (
        Attendee(meeting=meeting, function=function, domain=domain, present_as=role)
        for function, domain, role in (
            ("Mevrouw van het overleg", "geen", "client"),
            ("Wijkverpleegkundige", "zorg_welzijn", "professional"),
            ("Klantmanager inkomen", "werk_inkomen", "case_manager"),
        )
    )
    db.session.add_all([course, group, trajectory, meeting, client, care, work])
    db.session.flush()
    db.session.add(Membership(person_id=trainer.id, group=course, role="trainer"))
    db.session.add_all(Membership(person=person, group=course, role="participant") for person in (ann, bas, cem, dia))
    db.session.add_all(
        Membership(person=person, group=group, role="participant", agreed_at=now()) for person in (ann, bas, cem)
    )
    db.session.add(BroughtMeeting(meeting=meeting, group=group, brought_by_id=ann.id))
    db.session.commit()
    return World(make_person, course, group, trainer, ann, bas, cem, dia, trajectory, meeting, client, care, work)


def consent(actor: Person, attendee: Attendee, scoring: str | None = "given", intervisie: str | None = "given") -> None:
    """Write down what someone present decided for each purpose; None leaves what was decided before."""
    answers = {
        purpose: Decision(answer) if answer else None
        for purpose, answer in ((Purpose.SCORING, scoring), (Purpose.INTERVISIE, intervisie))
    }
    assert recordings.decide(actor, attendee, answers, ASKED_ON, "signed") is None


def forget_consent(attendee: Attendee) -> None:
    """Let someone present be one who was never asked."""
    db.session.execute(delete(Consent).where(Consent.attendee_id == attendee.id))
    db.session.commit()


@pytest.fixture
def agreed(world: World) -> World:
    """Return the world after everyone present agreed to both purposes."""
    db.session.add_all(
        Consent(
            attendee=attendee,
            purpose=purpose.value,
            decision="given",
            decided_on=ASKED_ON,
            given_as="signed",
            text_version=CONSENT_TEXT_VERSION,
            recorded_by_id=world.ann.id,
        )
        for attendee in world.attendees
        for purpose in Purpose
    )
    db.session.commit()
    return world


@pytest.fixture(scope="session")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return a function that gives a small real recording of a kind in `media.KINDS`, made once per run."""
    folder = tmp_path_factory.mktemp("recordings")
    return cache(lambda name, seconds=2: media.make(folder, name, seconds))


@pytest.fixture
def recorded(agreed: World, recording: Callable[..., Path]) -> World:
    """Return the world with consent of everyone and a recording of the first overleg."""
    assert recordings.add_recording(agreed.ann, agreed.meeting, recording("film.mp4")) is None
    return agreed


@pytest.fixture
def kept_files(app: Flask) -> Iterator[Callable[[], list[str]]]:
    """Return a function that names what lies in the folder of the recordings."""
    folder = Path(app.config["RECORDINGS_DIR"])
    yield lambda: sorted(each.name for each in folder.glob("*"))


def upload(client: Any, meeting: Meeting, content: bytes, filename: str = "opname.mp4", **kwargs: Any) -> Any:
    """Send a file as the browser's own form does."""
    day = kwargs.pop("keep_until", str(today() + timedelta(days=90)))
    data = {"file": (BytesIO(content), filename), "keep_until": day}
    return client.post(f"/overleggen/{meeting.id}/uploaden", data=data, **kwargs)


def start(meeting: Meeting, person: Person, perspective: str = "observer") -> Observation:
    """Return someone's form of an overleg, empty."""
    return scoring.start(person, meeting, Perspective(perspective))


def fill(
    observation: Observation, answer: str = "vaak", note: str = "", but: dict[str, str | None] | None = None
) -> None:
    """Give `answer` at all indicators, except `but` these; the yes/no indicator gets 'ja' or 'nee'."""
    known, given = queries.given(observation), {}
    for item in queries.instrument_of(observation).items.values():
        own = answer if item.scale == "frequentie" else {"altijd": "ja", "vaak": "ja"}.get(answer, "nee")
        given[item.id] = Given((but or {}).get(item.id, own), note, known.get(item.id, Given()).revision)
    assert scoring.save_all(observation, given) == {}


def submitted(
    meeting: Meeting, person: Person, answer: str = "vaak", note: str = "", but: dict[str, str | None] | None = None
) -> Observation:
    """Return someone's form of an overleg, filled and submitted."""
    observation = start(meeting, person)
    fill(observation, answer, note, but)
    assert scoring.submit(observation)
    return observation


def checked(page: str, item: str) -> str | None:
    """Return which answer is chosen at an indicator of the scoring page: '' is still open, None is nothing at all."""
    found = re.findall(rf'name="a-{item}" value="(\w*)"[^>]* checked', page)
    assert len(found) <= 1
    return found[0] if found else None


def note_on(page: str, item: str) -> str:
    """Return the text in the field of an indicator on the scoring page."""
    return html.unescape(re.search(rf'<textarea[^>]*name="n-{item}"[^>]*>(.*?)</textarea>', page, re.S)[1])


def revision_on(page: str, item: str) -> int:
    """Return the revision that the page would send along with an indicator."""
    return int(re.search(rf'name="r-{item}" value="(\d+)"', page)[1])
