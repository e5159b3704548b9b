"""Reads of forms. What another observer gave is readable only through `readable_by`: blind until submitted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from observation.form import queries as form
from observation.form.models import InstrumentVersion
from observation.form.rules import Instrument
from observation.meetings import queries as meetings
from observation.meetings.models import BroughtMeeting, Meeting, Trajectory
from observation.scoring.models import Evidence, Observation, Score
from observation.scoring.rules import Given
from trainer.db import db
from trainer.groups import queries as groups
from trainer.groups.models import Group, Membership
from trainer.groups.rules import GroupRole
from trainer.people.models import Person

# Statements that a save needs are built once, where it can of plain columns: there are many saves, and building
# statements and objects costs more than asking.
_FORMS, _SCORES, _VERSIONS = Observation.__table__.c, Score.__table__.c, InstrumentVersion.__table__.c
_FORM = select(Observation).where(Observation.id == bindparam("observation_id"))
_WHOLE_FORM = _FORM.options(
    joinedload(Observation.meeting, innerjoin=True).joinedload(Meeting.trajectory, innerjoin=True),
    joinedload(Observation.instrument_version, innerjoin=True),
)
_EVIDENCE = (
    select(Evidence)
    .where(Evidence.observation_id == bindparam("observation_id"))
    .order_by(Evidence.at_seconds, Evidence.id)
)
_HELD = (
    select(_FORMS.submitted_at, _VERSIONS.content_hash)
    .join_from(Observation.__table__, InstrumentVersion.__table__)
    .where(_FORMS.id == bindparam("observation_id"))
    .with_for_update(of=Observation.__table__)
)
_STANDS = select(_SCORES.answer, _SCORES.note, _SCORES.revision).where(
    _SCORES.observation_id == bindparam("observation_id"), _SCORES.item_id == bindparam("item_id")
)

_ALL = select(_SCORES.item_id, _SCORES.answer, _SCORES.note, _SCORES.revision).where(
    _SCORES.observation_id == bindparam("observation_id")
)


@dataclass(frozen=True)
class Held:
    """A form that is held for writing: whether it is locked, and the instrument with which it is filled in."""

    id: int
    is_submitted: bool
    instrument: Instrument


def find_observation(observation_id: int) -> Observation | None:
    """Return the form with this id, or None."""
    return db.session.scalars(_FORM, {"observation_id": observation_id}).one_or_none()


def with_meeting(observation: Observation) -> Observation:
    """Return a form that was found, with its overleg, its traject and its instrument version asked for at once."""
    whole = db.session.scalars(
        _WHOLE_FORM, {"observation_id": observation.id}, execution_options={"populate_existing": True}
    )
    return whole.one()


def find_evidence(evidence_id: int) -> Evidence | None:
    """Return the moment with this id, or None."""
    return db.session.get(Evidence, evidence_id)


def held(observation_id: int) -> Held:
    """Return a form for writing; on PostgreSQL its row is held, so that two saves never pass each other."""
    submitted_at, content_hash = db.session.execute(_HELD, {"observation_id": observation_id}).one()
    return Held(observation_id, submitted_at is not None, form.parsed(content_hash))


def scored_in_course(course_group: Group) -> int:
    """Return on how many overleggen of a course group at least one of its members submitted a form."""
    members = select(Membership.person_id).where(Membership.group_id == course_group.id)
    query = (
        select(func.count(Observation.meeting_id.distinct()))
        .join(Meeting, Meeting.id == Observation.meeting_id)
        .join(Trajectory, Trajectory.id == Meeting.trajectory_id)
        .where(Trajectory.course_group_id == course_group.id, Observation.submitted_at.is_not(None))
        .where(Observation.observer_id.in_(members))
    )
    return db.session.scalar(query) or 0


def version_in_use(meeting: Meeting) -> int | None:
    """Return the instrument version with which this overleg is scored already, or None. All use the same one."""
    query = select(func.min(Observation.instrument_version_id)).filter_by(meeting_id=meeting.id)
    return db.session.scalar(query)


def instrument_of(observation: Observation) -> Instrument:
    """Return the instrument with which this form is filled in."""
    return form.instrument(observation.instrument_version)


def own_observation(meeting: Meeting, person: Person) -> Observation | None:
    """Return someone's own form of an overleg, or None."""
    return db.session.scalar(select(Observation).filter_by(meeting_id=meeting.id, observer_id=person.id))


def has_submitted(person: Person, meeting: Meeting) -> bool:
    """Return whether someone submitted their own form of this overleg."""
    own = own_observation(meeting, person)
    return own is not None and own.submitted_at is not None


def own_state(meeting_ids: Sequence[int], person: Person) -> dict[int, Observation]:
    """Return someone's own forms of these overleggen, by overleg."""
    query = select(Observation).where(Observation.meeting_id.in_(meeting_ids), Observation.observer_id == person.id)
    return {row.meeting_id: row for row in db.session.scalars(query)}


def stands(observation_id: int, item_id: str) -> Given | None:
    """Return what stands at one item, or None when nothing was ever given there."""
    row = db.session.execute(_STANDS, {"observation_id": observation_id, "item_id": item_id}).one_or_none()
    return Given(*row) if row else None


def given(observation: Observation) -> dict[str, Given]:
    """Return all that stands in a form, by item."""
    rows = db.session.execute(_ALL, {"observation_id": observation.id})
    return {item: Given(answer, note, revision) for item, answer, note, revision in rows}


def evidence(observation: Observation) -> dict[str, list[Evidence]]:
    """Return the moments of a form by item, in the order of the recording."""
    found: dict[str, list[Evidence]] = {}
    for row in db.session.scalars(_EVIDENCE, {"observation_id": observation.id}):
        found.setdefault(row.item_id, []).append(row)
    return found


def evidence_at(observation_id: int, item_id: str, at_seconds: int) -> Sequence[Evidence]:
    """Return the moments at one second of one item, oldest first."""
    query = select(Evidence).filter_by(observation_id=observation_id, item_id=item_id, at_seconds=at_seconds)
    return db.session.scalars(query.order_by(Evidence.id)).all()


def to_score(person: Person) -> Sequence[Meeting]:
    """Return the overleggen that someone may see and has not submitted a form for, recorded or not, oldest first."""
    done = select(Observation.meeting_id).where(
        Observation.observer_id == person.id, Observation.submitted_at.is_not(None)
    )
    query = (
        select(Meeting)
        .join(Trajectory)
        .where(meetings.near(person.id), meetings.visible_to(person.id), Meeting.id.not_in(done))
        .options(joinedload(Meeting.trajectory))
    )
    return db.session.scalars(query.order_by(Meeting.held_on, Meeting.id)).all()


def readable_by(reader: Person) -> ColumnElement[bool]:
    """Return the condition under which a submitted form may be read by this person, by name.

    Always: the reader submitted their own form of the same overleg. And then it is their own, or both take part in an
    intervisie group that the overleg was brought to, or its observer is a trainer of the course group, whose scores
    are never anonymous.
    """
    return and_(
        Observation.submitted_at.is_not(None),
        submitted_by(reader),
        or_(Observation.observer_id == reader.id, _shares_group_with(reader), _observer_is_trainer()),
    )


def sees_others(reader: Person, meeting: Meeting) -> bool:
    """Return whether there is a form of this overleg by someone else that this person may read by name."""
    others = select(Observation.id).where(
        Observation.meeting_id == meeting.id, Observation.observer_id != reader.id, readable_by(reader)
    )
    return db.session.scalar(others.limit(1)) is not None


def submitted_by(reader: Person) -> ColumnElement[bool]:
    """Return the condition that the reader submitted a form of the same overleg: the rule of blind scoring."""
    own = aliased(Observation)
    return exists().where(
        own.meeting_id == Observation.meeting_id, own.observer_id == reader.id, own.submitted_at.is_not(None)
    )


def _shares_group_with(reader: Person) -> ColumnElement[bool]:
    # The observer's membership is joined here and not asked with `groups.joined`: two levels deep, SQLAlchemy no longer
    # ties that question to the form at hand, and then everyone's form would be readable.
    theirs = aliased(Membership)
    return exists().where(
        BroughtMeeting.meeting_id == Observation.meeting_id,
        theirs.group_id == BroughtMeeting.group_id,
        theirs.person_id == Observation.observer_id,
        theirs.role != GroupRole.OBSERVER.value,
        theirs.agreed_at.is_not(None),
        groups.joined(reader.id, BroughtMeeting.group_id),
    )


def _observer_is_trainer() -> ColumnElement[bool]:
    trainers = aliased(Membership)
    return exists().where(
        Meeting.id == Observation.meeting_id,
        Trajectory.id == Meeting.trajectory_id,
        trainers.group_id == Trajectory.course_group_id,
        trainers.person_id == Observation.observer_id,
        trainers.role == GroupRole.TRAINER.value,
    )


def scored_in(course_group: Group, people: Sequence[int]) -> list[tuple[int, date, str, int]]:
    """Return the overleggen of a course group for which someone submitted a form, as (person, day, name, overleg),
    oldest form first. The day is that of the overleg."""
    query = (
        select(Observation.observer_id, Meeting)
        .join(Meeting, Meeting.id == Observation.meeting_id)
        .join(Trajectory, Trajectory.id == Meeting.trajectory_id)
        .where(
            Trajectory.course_group_id == course_group.id,
            Observation.observer_id.in_(people),
            Observation.submitted_at.is_not(None),
        )
        .options(contains_eager(Meeting.trajectory))
    )
    rows = db.session.execute(query.order_by(Observation.submitted_at, Observation.id))
    return [(person_id, meeting.held_on, meeting.name, meeting.id) for person_id, meeting in rows]
