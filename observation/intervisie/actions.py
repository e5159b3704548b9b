"""Writes of intervisie sessions and agreements."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, select

from observation.intervisie import queries, rules
from observation.intervisie.models import Agreement, Session, SessionAttendance
from observation.meetings.models import Meeting
from trainer.db import db, now, writing
from trainer.groups.models import Group
from trainer.people.models import Person


def add_session(actor: Person, group: Group, meeting: Meeting, held_on: date, question: str) -> Session:
    """Begin a session of a group on an overleg."""
    with writing() as session:
        row = Session(
            group_id=group.id, meeting_id=meeting.id, held_on=held_on, question=question, created_by_id=actor.id
        )
        session.add(row)
    return row


def change_session(row: Session, *, question: str, discussed: str, seen_revision: int) -> bool:
    """Keep the texts of a session; False, and nothing kept, when someone else changed them after `seen_revision`."""
    session_id = row.id
    with writing():
        held = _locked(session_id)
        if (held.question, held.discussed) == (question, discussed):
            return True
        if held.revision != seen_revision:
            return False
        held.question, held.discussed, held.revision = question, discussed, held.revision + 1
    return True


def change_date(row: Session, held_on: date) -> None:
    """Change the day of a session."""
    with writing():
        row.held_on = held_on


def register_attendance(row: Session, people: Collection[Person], seen: Collection[Person] = ()) -> None:
    """Keep who was at a session.

    `seen` are those who stood there as the one who fills this in saw it: only what they changed is kept, so that two who
    tick at the same time do not undo each other.
    """
    session_id = row.id
    chosen, shown = {person.id for person in people}, {person.id for person in seen}
    with writing() as session:
        present = {person.id for person in queries.were_at(_locked(session_id))}
        gone = present & (shown - chosen)
        here = SessionAttendance.session_id == session_id
        session.execute(delete(SessionAttendance).where(here, SessionAttendance.person_id.in_(gone)))
        session.add_all(
            SessionAttendance(session_id=session_id, person_id=person_id) for person_id in sorted(chosen - present)
        )


def remove_session(row: Session) -> str | None:
    """Delete a session in which nothing stands; return why not as a sentence, or None when done."""
    session_id = row.id
    with writing() as session:
        held = _locked(session_id)
        agreements = bool(queries.agreements_of(held))
        problem = rules.removal_problem(texts=bool(held.question or held.discussed), agreements=agreements)
        if problem is None:
            session.delete(held)
    return problem


def _locked(session_id: int) -> Session:
    """Return a session for writing, read anew after the wait for another who writes."""
    query = select(Session).filter_by(id=session_id).with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(query).one()


def add_agreement(row: Session, owner: Person, what: str, due_on: date) -> Agreement:
    """Write down who will do what before when."""
    with writing() as session:
        agreement = Agreement(session_id=row.id, owner_id=owner.id, what=what.strip(), due_on=due_on)
        session.add(agreement)
    return agreement


def set_done(agreement: Agreement, done: bool) -> None:
    """Mark an agreement as done, or as open again."""
    with writing():
        agreement.done_at = (agreement.done_at or now()) if done else None


def remove_agreement(agreement: Agreement) -> None:
    """Take an agreement away."""
    with writing() as session:
        session.delete(agreement)
