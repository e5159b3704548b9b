"""Reads of cliënttrajecten and overleggen."""

from collections.abc import Sequence

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from observation.meetings import rules
from observation.meetings.models import Attendee, BroughtMeeting, Meeting, Trajectory
from trainer.db import db
from trainer.groups import queries as groups
from trainer.groups.models import Group, Membership
from trainer.groups.queries import Number
from trainer.groups.rules import GroupKind, GroupRole
from trainer.people.models import Person


def find_trajectory(trajectory_id: int) -> Trajectory | None:
    """Return the cliënttraject with this id, or None."""
    return db.session.get(Trajectory, trajectory_id)


def find_meeting(meeting_id: int) -> Meeting | None:
    """Return the overleg with this id and its traject, or None."""
    return db.session.get(Meeting, meeting_id, options=[joinedload(Meeting.trajectory)])


def find_attendee(attendee_id: int) -> Attendee | None:
    """Return the person present with this id, or None."""
    return db.session.get(Attendee, attendee_id)


_PRESENT = select(Attendee).where(Attendee.meeting_id == bindparam("meeting_id")).order_by(Attendee.id)


def attendees(meeting: Meeting) -> Sequence[Attendee]:
    """Return who was present: the client first, then in the order in which they were written down."""
    rows = db.session.scalars(_PRESENT, {"meeting_id": meeting.id}).all()
    return sorted(rows, key=lambda row: row.present_as != "client")


def meetings_of(trajectory: Trajectory) -> Sequence[Meeting]:
    """Return the overleggen of a traject in their order."""
    return db.session.scalars(select(Meeting).filter_by(trajectory_id=trajectory.id).order_by(Meeting.number)).all()


def next_number(trajectory: Trajectory) -> int:
    """Return the number that the next overleg of this traject would have."""
    return (db.session.scalar(select(func.max(Meeting.number)).filter_by(trajectory_id=trajectory.id)) or 0) + 1


def number_taken(trajectory: Trajectory, number: int, but: Meeting | None = None) -> bool:
    """Return whether another overleg of this traject has this number."""
    found = db.session.scalar(select(Meeting.id).filter_by(trajectory_id=trajectory.id, number=number))
    return found is not None and (but is None or found != but.id)


def client_number_taken(course_group: Group, client_number: str, but: Trajectory | None = None) -> bool:
    """Return whether another traject of this course group has this client number."""
    query = select(Trajectory.id).filter_by(course_group_id=course_group.id, client_number=client_number)
    found = db.session.scalar(query)
    return found is not None and (but is None or found != but.id)


def editable_by(person_id: Number) -> ColumnElement[bool]:
    """Return the condition that a traject may be edited by this person.

    Theirs, for as long as they are in its course group; or of a course group that they train.
    """
    theirs = and_(Trajectory.owner_id == person_id, groups.takes_part(person_id, Trajectory.course_group_id))
    return or_(theirs, Trajectory.course_group_id.in_(groups.trained_by(person_id)))


def visible_to(person_id: Number) -> ColumnElement[bool]:
    """Return the condition that an overleg (joined with its traject) may be seen by this person.

    Who may edit its traject, or takes part in an intervisie group that it was brought to.
    """
    brought = exists().where(BroughtMeeting.meeting_id == Meeting.id, groups.joined(person_id, BroughtMeeting.group_id))
    return or_(editable_by(person_id), brought)


def near(person_id: Number) -> ColumnElement[bool]:
    """Return the condition that an overleg is of a group that someone is in, or was brought to one.

    Nobody sees another one. It decides nothing beside `visible_to`; with it, a list is not sought among the overleggen
    of all other courses.
    """
    own = select(Membership.group_id).where(Membership.person_id == person_id)
    of_course = select(Meeting.id).join(Trajectory).where(Trajectory.course_group_id.in_(own))
    return Meeting.id.in_(of_course.union(select(BroughtMeeting.meeting_id).where(BroughtMeeting.group_id.in_(own))))


# Asked at almost every request, so built once.
_PERSON: BindParameter[int] = bindparam("person_id")
_EDITS = select(Trajectory.id).where(Trajectory.id == bindparam("trajectory_id"), editable_by(_PERSON)).limit(1)
_SEES = select(Meeting.id).join(Trajectory).where(Meeting.id == bindparam("meeting_id"), visible_to(_PERSON)).limit(1)
_SEES_ONE_OF = (
    select(Meeting.id).join(Trajectory).where(Trajectory.id == bindparam("trajectory_id"), visible_to(_PERSON)).limit(1)
)


def is_editor(person: Person, trajectory: Trajectory) -> bool:
    """Return whether someone may edit this traject."""
    return db.session.scalar(_EDITS, {"trajectory_id": trajectory.id, "person_id": person.id}) is not None


def sees_meeting(person: Person, meeting_id: int) -> bool:
    """Return whether someone may see the overleg with this id."""
    return db.session.scalar(_SEES, {"meeting_id": meeting_id, "person_id": person.id}) is not None


def sees_trajectory(person: Person, trajectory: Trajectory) -> bool:
    """Return whether someone may edit a traject or see one of its overleggen."""
    ids = {"trajectory_id": trajectory.id, "person_id": person.id}
    return is_editor(person, trajectory) or db.session.scalar(_SEES_ONE_OF, ids) is not None


def meetings_seen_by(person: Person) -> Sequence[Meeting]:
    """Return all overleggen that someone may see, newest first."""
    query = select(Meeting).join(Trajectory).where(near(person.id), visible_to(person.id))
    query = query.options(contains_eager(Meeting.trajectory).joinedload(Trajectory.course_group))
    return db.session.scalars(query.order_by(Meeting.held_on.desc(), Meeting.id.desc())).all()


def by_trajectory(meetings: Sequence[Meeting], empty: Sequence[Trajectory] = ()) -> dict[Trajectory, list[Meeting]]:
    """Return overleggen by their traject, with `empty` trajecten among them; both in the order of their numbers."""
    found: dict[Trajectory, list[Meeting]] = {trajectory: [] for trajectory in empty}
    for meeting in meetings:
        found.setdefault(meeting.trajectory, []).append(meeting)
    ordered = sorted(found, key=lambda each: (rules.number_key(each.client_number), each.course_group.name))
    return {trajectory: sorted(found[trajectory], key=lambda meeting: meeting.number) for trajectory in ordered}


def own_trajectories_without_meeting(person: Person) -> Sequence[Trajectory]:
    """Return the trajecten that someone may edit and that have no overleg yet, in no order."""
    query = select(Trajectory).where(editable_by(person.id), Trajectory.id.not_in(select(Meeting.trajectory_id)))
    return db.session.scalars(query.options(joinedload(Trajectory.course_group))).all()


def brought_to(group: Group) -> Sequence[BroughtMeeting]:
    """Return what was brought to an intervisie group, newest first."""
    query = (
        select(BroughtMeeting)
        .filter_by(group_id=group.id)
        .options(joinedload(BroughtMeeting.meeting).joinedload(Meeting.trajectory))
    )
    return db.session.scalars(query.order_by(BroughtMeeting.brought_at.desc(), BroughtMeeting.id.desc())).all()


def groups_with(meeting: Meeting) -> Sequence[Group]:
    """Return the intervisie groups that an overleg was brought to."""
    query = select(Group).join(BroughtMeeting).where(BroughtMeeting.meeting_id == meeting.id)
    return db.session.scalars(query.order_by(Group.name)).all()


def groups_to_bring_to(person: Person, meeting: Meeting) -> Sequence[Group]:
    """Return the intervisie groups that someone could bring this overleg to: their own, within the course group."""
    there = {group.id for group in groups_with(meeting)}
    course = meeting.trajectory.course_group
    own = groups.groups_of(person, GroupKind.INTERVISIE, GroupRole.TRAINER, GroupRole.PARTICIPANT)
    if groups.is_trainer_of(person, course):
        own = groups.intervisie_groups(course)
    return [group for group in own if group.parent_id == course.id and group.id not in there]


def course_groups_for_new(person: Person) -> Sequence[Group]:
    """Return the course groups in which someone may start a traject."""
    return groups.groups_of(person, GroupKind.COURSE, GroupRole.TRAINER, GroupRole.PARTICIPANT)
