"""Who may do what with overleggen: predicates of two lines, named in the table in `routes.py`.

A beheerder passes none of them: managing accounts gives no sight of recordings or scores.
"""

from observation.intervisie import queries as intervisie
from observation.intervisie.models import Agreement, Session
from observation.meetings import queries as meetings
from observation.meetings.models import Attendee, Meeting, Trajectory
from observation.scoring import queries as scoring
from observation.scoring.models import Evidence, Observation
from trainer.groups import queries as groups
from trainer.groups.models import Group
from trainer.people.models import Person
from trainer.people.rules import Role


def works_with_meetings(person: Person) -> bool:
    """A trainer or a cursist."""
    return person.role in (Role.TRAINER, Role.PARTICIPANT)


def may_see_meeting(person: Person, meeting: Meeting) -> bool:
    """Whose overleg it is, a trainer of the course group, or who takes part in a group that it was brought to."""
    return works_with_meetings(person) and meetings.sees_meeting(person, meeting.id)


def may_edit_meeting(person: Person, meeting: Meeting) -> bool:
    """Whose traject it is, or a trainer of the course group."""
    return may_edit_trajectory(person, meeting.trajectory)


def may_see_trajectory(person: Person, trajectory: Trajectory) -> bool:
    """Who may see one of its overleggen, or edit it."""
    return works_with_meetings(person) and meetings.sees_trajectory(person, trajectory)


def may_edit_trajectory(person: Person, trajectory: Trajectory) -> bool:
    """Whose traject it is, or a trainer of the course group."""
    return works_with_meetings(person) and meetings.is_editor(person, trajectory)


def may_edit_attendee(person: Person, attendee: Attendee) -> bool:
    """Who may edit the overleg."""
    return may_edit_meeting(person, attendee.meeting)


def may_take_back(person: Person, meeting: Meeting, group: Group) -> bool:
    """Who may edit the overleg, or takes part in the group."""
    return may_edit_meeting(person, meeting) or (may_see_meeting(person, meeting) and takes_part(person, group))


def is_observer(person: Person, observation: Observation) -> bool:
    """Whose form it is, as long as they may see the overleg."""
    theirs = observation.observer_id == person.id and works_with_meetings(person)
    return theirs and meetings.sees_meeting(person, observation.meeting_id)


def marked_evidence(person: Person, evidence: Evidence) -> bool:
    """Whose form the moment is in."""
    return is_observer(person, evidence.observation)


def takes_part(person: Person, group: Group) -> bool:
    """A member of an intervisie group, no mere observer, who agreed to share by name."""
    return works_with_meetings(person) and intervisie.takes_part(person, group)


def may_see_group_feedback(person: Person, group: Group) -> bool:
    """Who takes part in an intervisie group; of a course group its trainers."""
    return takes_part(person, group) or (works_with_meetings(person) and groups.is_trainer_of(person, group))


def takes_part_in_session(person: Person, session: Session) -> bool:
    """Who takes part in the group of the session."""
    return takes_part(person, session.group)


def discusses(person: Person, session: Session) -> bool:
    """Who takes part, and submitted their own form of the overleg: what was discussed gives away what others saw."""
    return takes_part_in_session(person, session) and scoring.has_submitted(person, session.meeting)


def owns_agreement(person: Person, agreement: Agreement) -> bool:
    """Who will do it, or a trainer of the group, as long as they take part."""
    group = agreement.session.group
    return takes_part(person, group) and (agreement.owner_id == person.id or groups.is_trainer_of(person, group))
