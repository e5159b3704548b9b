"""Reads of intervisie sessions and agreements."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from observation.intervisie.models import Agreement, Session, SessionAttendance
from observation.meetings.models import Meeting
from observation.scoring.models import Observation
from trainer.db import db
from trainer.groups import queries as groups
from trainer.groups.models import Group, Membership
from trainer.groups.rules import GroupRole
from trainer.people.models import Person


def find_session(session_id: int) -> Session | None:
    """Return the session with this id, or None."""
    return db.session.get(Session, session_id)


def find_agreement(agreement_id: int) -> Agreement | None:
    """Return the agreement with this id, or None."""
    return db.session.get(Agreement, agreement_id)


def takes_part(person: Person, group: Group) -> bool:
    """Return whether someone is in an intervisie group, no mere observer, and agreed to share by name."""
    return bool(db.session.scalar(select(groups.joined(person.id, group.id))))


def sessions_of(group: Group) -> Sequence[Session]:
    """Return the sessions of a group, newest first."""
    query = (
        select(Session).filter_by(group_id=group.id).options(joinedload(Session.meeting).joinedload(Meeting.trajectory))
    )
    return db.session.scalars(query.order_by(Session.held_on.desc(), Session.id.desc())).all()


def coming(person: Person, today: date) -> Sequence[Session]:
    """Return the sessions from today on of the groups that someone takes part in, the nearest first."""
    query = (
        select(Session)
        # Their groups first: looking for the sessions to come would read those of all courses.
        .join(Membership, Membership.group_id == Session.group_id)
        .where(Membership.person_id == person.id, groups.joined(person.id, Session.group_id), Session.held_on >= today)
        .options(joinedload(Session.meeting).joinedload(Meeting.trajectory))
    )
    return db.session.scalars(query.order_by(Session.held_on, Session.id)).all()


def is_discussed(meeting: Meeting) -> bool:
    """Return whether a group has a session about this overleg."""
    return db.session.scalar(select(Session.id).filter_by(meeting_id=meeting.id).limit(1)) is not None


def held_in_course(course_group: Group, today: date) -> int:
    """Return how many sessions the intervisie groups of a course group held."""
    query = select(func.count()).select_from(Session).join(Group, Group.id == Session.group_id)
    return db.session.scalar(query.where(Group.parent_id == course_group.id, Session.held_on <= today)) or 0


def agreements_of(session: Session) -> Sequence[Agreement]:
    """Return what was agreed in a session, what is open first."""
    query = select(Agreement).filter_by(session_id=session.id).options(joinedload(Agreement.owner))
    return db.session.scalars(query.order_by(Agreement.done_at.is_not(None), Agreement.due_on, Agreement.id)).all()


def open_in_group(group: Group, reader: Person) -> Sequence[Agreement]:
    """Return what is open over the sessions of a group, the nearest day first, as far as the reader may read it."""
    query = _in_group(group, reader).where(Agreement.done_at.is_(None))
    return db.session.scalars(query.order_by(Agreement.due_on, Agreement.id)).all()


def done_in_group(group: Group, reader: Person) -> Sequence[Agreement]:
    """Return what is done over the sessions of a group, the last first, as far as the reader may read it."""
    query = _in_group(group, reader).where(Agreement.done_at.is_not(None))
    return db.session.scalars(query.order_by(Agreement.done_at.desc(), Agreement.id)).all()


def _in_group(group: Group, reader: Person) -> Select[Agreement]:
    """Of sessions on an overleg that the reader has not scored yet, only what they agreed to do themselves."""
    scored = select(Observation.meeting_id).where(
        Observation.observer_id == reader.id, Observation.submitted_at.is_not(None)
    )
    return (
        select(Agreement)
        .join(Session)
        .where(Session.group_id == group.id, or_(Session.meeting_id.in_(scored), Agreement.owner_id == reader.id))
        .options(joinedload(Agreement.owner), joinedload(Agreement.session))
    )


def open_agreements(person: Person) -> Sequence[Agreement]:
    """Return what someone agreed to do and has not done, in groups that they still take part in."""
    query = _of(person).where(Agreement.done_at.is_(None))
    return db.session.scalars(query.order_by(Agreement.due_on, Agreement.id)).all()


def done_since(person: Person, since: datetime) -> Sequence[Agreement]:
    """Return what someone agreed to do and did from this moment on, the last first."""
    query = _of(person).where(Agreement.done_at >= since)
    return db.session.scalars(query.order_by(Agreement.done_at.desc(), Agreement.id)).all()


def _of(person: Person) -> Select[Agreement]:
    return (
        select(Agreement)
        .join(Session)
        .where(Agreement.owner_id == person.id, groups.joined(person.id, Session.group_id))
        .options(joinedload(Agreement.session).joinedload(Session.group), joinedload(Agreement.owner))
    )


def possible_owners(group: Group) -> list[Person]:
    """Return who can take something on: everyone who takes part in the group."""
    return [row.person for row in groups.members(group) if row.agreed_at is not None and row.role != GroupRole.OBSERVER]


def were_at(session: Session) -> list[Person]:
    """Return who was at a session, by name; nobody when that is not filled in yet."""
    query = select(Person).join(SessionAttendance).where(SessionAttendance.session_id == session.id)
    return list(db.session.scalars(query.order_by(Person.name, Person.id)))


def without_attendance(group: Group) -> set[int]:
    """Return the ids of the sessions of a group of which it is not filled in who was there."""
    filled_in = select(SessionAttendance.session_id)
    return set(db.session.scalars(select(Session.id).where(Session.group_id == group.id, Session.id.not_in(filled_in))))


def possible_attendees(session: Session) -> list[Person]:
    """Return whom one can choose from: who takes part in the group, and who was there and left it since."""
    now_in = possible_owners(session.group)
    return sorted({*now_in, *were_at(session)}, key=lambda person: (person.name, person.id))


def taken_part_in(course_group: Group, people: Sequence[int]) -> list[tuple[int, date, str, int]]:
    """Return the sessions in a course group that count, as (person, day, group, session), oldest first.

    Counted is who was there and submitted their own form of the overleg, when there is a report. Stopping to share, or
    leaving the group later, takes none away.
    """
    own_form = (Observation.meeting_id == Session.meeting_id) & (Observation.observer_id == SessionAttendance.person_id)
    query = (
        select(SessionAttendance.person_id, Session.held_on, Group.name, Session.id)
        .select_from(SessionAttendance)
        .join(Session)
        .join(Group, Group.id == Session.group_id)
        .join(Observation, own_form)
        .where(
            Group.parent_id == course_group.id,
            Session.discussed != "",
            SessionAttendance.person_id.in_(people),
            Observation.submitted_at.is_not(None),
        )
    )
    return [(row[0], row[1], row[2], row[3]) for row in db.session.execute(query.order_by(Session.held_on, Session.id))]
