"""Writes of cliënttrajecten and overleggen."""

from datetime import date

from observation.meetings import queries
from observation.meetings.models import Attendee, BroughtMeeting, Meeting, Trajectory
from trainer.db import db, writing
from trainer.groups.models import Group
from trainer.people.models import Person


def add_trajectory(actor: Person, course_group: Group, client_number: str) -> Trajectory:
    """Start a cliënttraject under a pseudonymous number."""
    with writing() as session:
        trajectory = Trajectory(owner_id=actor.id, course_group_id=course_group.id, client_number=client_number.strip())
        session.add(trajectory)
    return trajectory


def change_trajectory(trajectory: Trajectory, client_number: str) -> None:
    """Give a cliënttraject another number."""
    with writing():
        trajectory.client_number = client_number.strip()


def remove_trajectory(trajectory: Trajectory) -> bool:
    """Delete a cliënttraject; False, and nothing done, when there is an overleg in it."""
    with writing() as session:
        if queries.meetings_of(trajectory):
            return False
        session.delete(trajectory)
    return True


def add_meeting(trajectory: Trajectory, number: int, held_on: date) -> Meeting:
    """Add an overleg; who was present at the one before is taken over, because that is mostly the same."""
    with writing() as session:
        before = [meeting for meeting in queries.meetings_of(trajectory) if meeting.number < number]
        meeting = Meeting(trajectory_id=trajectory.id, number=number, held_on=held_on)
        session.add(meeting)
        session.flush()
        present = queries.attendees(before[-1]) if before else []
        session.add_all(
            Attendee(meeting_id=meeting.id, function=row.function, domain=row.domain, present_as=row.present_as)
            for row in present
        )
    return meeting


def change_meeting(meeting: Meeting, number: int, held_on: date) -> None:
    """Change the number and the date of an overleg."""
    with writing():
        meeting.number, meeting.held_on = number, held_on


def remove_meeting(meeting: Meeting) -> None:
    """Delete an overleg with who was present. The database holds on to one with a recording, a form or a session."""
    with writing() as session:
        session.delete(meeting)


def add_attendee(meeting: Meeting, function: str, domain: str, present_as: str) -> Attendee:
    """Add someone who was present."""
    with writing() as session:
        attendee = Attendee(meeting_id=meeting.id, function=function.strip(), domain=domain, present_as=present_as)
        session.add(attendee)
    return attendee


def remove_attendee(attendee: Attendee) -> None:
    """Take away someone who was written down as present, with their consent."""
    with writing() as session:
        session.delete(attendee)


def bring(actor: Person, meeting: Meeting, group: Group) -> None:
    """Bring an overleg to an intervisie group; twice is the same as once."""
    with writing() as session:
        if group.id not in {each.id for each in queries.groups_with(meeting)}:
            session.add(BroughtMeeting(meeting_id=meeting.id, group_id=group.id, brought_by_id=actor.id))


def take_back(meeting: Meeting, group: Group) -> None:
    """Take an overleg back from an intervisie group."""
    with writing():
        rows = db.select(BroughtMeeting).filter_by(meeting_id=meeting.id, group_id=group.id)
        for row in db.session.scalars(rows):
            db.session.delete(row)
