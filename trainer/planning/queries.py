"""Reads about meeting days, presence and mail."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app
from sqlalchemy import and_, case, exists, func, not_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from trainer.db import db
from trainer.groups import queries as groups
from trainer.groups.models import Group, Membership
from trainer.groups.rules import GroupKind, GroupRole
from trainer.people import queries as people
from trainer.people.models import Person
from trainer.planning import change_rules, rules
from trainer.planning.models import CalendarLink, CourseDay, DayMail, Presence
from trainer.planning.rules import Known, PresenceState, Shortage

# By person the state and, for 'deels', the minutes.
Given = Mapping[int, tuple[str, int | None]]
MAX_ATTEMPTS = 20
# How many of the next days the start page shows.
SHOWN = 3
# How many hours the course asks, by kind of day. Who knows that is handed in by `app.py`, under this name in
# `app.extensions`.
HOURS_ASKED = "hours_asked"
IN_ORDER = (CourseDay.held_on.is_(None), CourseDay.held_on, CourseDay.starts_at, CourseDay.id)


@dataclass(frozen=True)
class Attended:
    """One person at one day; `state` None is not registered, and `by` is who wrote it down."""

    person: Person
    state: str | None
    minutes: int | None
    counted: int
    by: Person | None
    at: datetime | None

    @property
    def is_own_report(self) -> bool:
        """Return whether they said themselves that they cannot come."""
        return self.state == PresenceState.EXCUSED and self.by == self.person

    @property
    def seen(self) -> str:
        """Return what a form keeps of what was on screen: how someone was there, by whom and when it was written."""
        if self.state is None or self.by is None or self.at is None:
            return ""
        return f"{rules.presence_mark(self.state, self.minutes)} {self.by.id} {self.at.isoformat()}"

    @property
    def hours(self) -> str:
        """Return the hours of who was there in part, as they are typed."""
        return rules.hours_typed(self.minutes) if self.minutes else ""


def find_day(day_id: int) -> CourseDay | None:
    """Return the day with this id, or None."""
    return db.session.get(CourseDay, day_id, options=[joinedload(CourseDay.group)])


def days(group: Group) -> list[CourseDay]:
    """Return the days of a course group by date; what still has to be planned keeps its place between them."""
    made = db.session.scalars(select(CourseDay).filter_by(group_id=group.id).order_by(CourseDay.id)).all()
    by_id = {day.id: day for day in made}
    return [by_id[day_id] for day_id in rules.in_order([(day.id, day.held_on, day.starts_at) for day in made])]


def to_date(group: Group, today: date) -> list[CourseDay]:
    """Return the days of a course group whose date can still be chosen, in their order: those to come, those without a date,
    and those on a day that is over of which nobody wrote down who was there, such as one in the wrong year."""
    all_days = days(group)
    held = held_among([day.id for day in all_days])
    return [
        day
        for day in all_days
        if not day.cancelled_at and (day.held_on is None or day.held_on >= today or day.id not in held)
    ]


def held_among(day_ids: Sequence[int]) -> set[int]:
    """Return of which of these days more was written down than who would not come."""
    query = select(Presence.day_id).where(Presence.day_id.in_(day_ids), Presence.state != PresenceState.EXCUSED.value)
    return set(db.session.scalars(query.distinct()))


def shortages(of_groups: Sequence[Group]) -> dict[int, list[Shortage]]:
    """Return by group, of those that have days, of which kind they are too few for the hours that the course asks."""
    ask: Callable[[], Mapping[str, int]] | None = current_app.extensions.get(HOURS_ASKED)
    if ask is None or not of_groups:
        return {}
    counted = func.sum(case((CourseDay.cancelled_at.is_(None), CourseDay.minutes), else_=0))
    query = select(CourseDay.group_id, CourseDay.kind, counted).where(
        CourseDay.group_id.in_([group.id for group in of_groups])
    )
    minutes: dict[int, dict[str, int]] = defaultdict(dict)
    for group_id, kind, total in db.session.execute(query.group_by(CourseDay.group_id, CourseDay.kind)):
        minutes[group_id][kind] = total
    found = {group_id: rules.shortages(by_kind, ask()) for group_id, by_kind in minutes.items()}
    return {group_id: short for group_id, short in found.items() if short}


def last_day(group: Group) -> date | None:
    """Return on which day the last day of a course group is planned, or None."""
    return db.session.scalar(
        select(func.max(CourseDay.held_on)).where(CourseDay.group_id == group.id, CourseDay.cancelled_at.is_(None))
    )


def led_by(day: CourseDay) -> str:
    """Return who leads a day: who was written down, or else the trainers of the group."""
    rows = groups.members(day.group)
    trainers = [row.person.name for row in rows if row.role == GroupRole.TRAINER and row.person.enabled]
    return day.led_by or ", ".join(trainers)


def day_before(day: CourseDay) -> CourseDay | None:
    """Return the nearest day before this one of which the place or the trainers are known, or None."""
    found = days(day.group)
    earlier = reversed(found[: found.index(day)])
    return next((each for each in earlier if (each.place or each.led_by) and not each.cancelled_at), None)


def next_number(group: Group, kind: str) -> int:
    """Return the number that a further day of this kind gets."""
    query = select(func.max(CourseDay.number)).filter_by(group_id=group.id, kind=kind)
    return (db.session.scalar(query) or 0) + 1


def days_of(person: Person) -> Sequence[CourseDay]:
    """Return the planned days of all course groups that someone is in, also those that were cancelled."""
    query = (
        select(CourseDay)
        .join(Membership, Membership.group_id == CourseDay.group_id)
        .where(Membership.person_id == person.id, CourseDay.held_on.is_not(None))
        .options(joinedload(CourseDay.group))
    )
    return db.session.scalars(query.order_by(*IN_ORDER)).all()


def coming_days(person: Person, today: date) -> Sequence[CourseDay]:
    """Return someone's days from today on."""
    return [day for day in days_of(person) if day.held_on and day.held_on >= today]


def elsewhere(person: Person, group: Group) -> list[CourseDay]:
    """Return the planned days of someone's other course groups, but those that were cancelled."""
    return [day for day in days_of(person) if day.group_id != group.id and not day.cancelled_at]


def to_tell(coming: Sequence[CourseDay], at: datetime) -> tuple[list[CourseDay], list[CourseDay]]:
    """Return which of someone's days to come, in their order, the start page shows: the next ones without a gap, and of
    the later ones those that changed of late. What does not go on stands between the next ones, as none of them."""
    go_on = [place for place, day in enumerate(coming) if not day.cancelled_at]
    end = go_on[SHOWN - 1] + 1 if len(go_on) >= SHOWN else len(coming)
    return list(coming[:end]), [
        day for day in coming[end:] if day.revision > 1 and day.changed_at > at - change_rules.NEWS
    ]


def to_sign_in_for(person: Person, days: Sequence[CourseDay], at: datetime) -> list[CourseDay]:
    """Return those of these days whose code works at this moment, for a cursist of whom it is not known that they are
    there; `at` is Dutch time without a zone."""
    return [
        day
        for day in days
        if rules.closed_problem(day.when, cancelled=day.cancelled_at is not None, at=at) is None
        and is_participant(person, day.group)
        and ((mine := own_presence(person, day.group).get(day.id)) is None or mine.is_own_report)
    ]


def people_of(group: Group) -> list[Person]:
    """Return the cursisten of a group by name."""
    return [row.person for row in groups.members(group) if row.role == GroupRole.PARTICIPANT]


def addresses(group: Group) -> list[str]:
    """Return the mail addresses of the cursisten of a group who use an account, by name."""
    return [person.email for person in people_of(group) if person.enabled]


def presence(day: CourseDay) -> list[Attended]:
    """Return every cursist of the group with how they were there."""
    query = select(Presence).filter_by(day_id=day.id).options(joinedload(Presence.recorded_by))
    rows = {row.person_id: row for row in db.session.scalars(query)}
    return [_attended(person, rows.get(person.id), day) for person in people_of(day.group)]


def overtaken(day: CourseDay, given: Given, seen: Mapping[int, str]) -> list[Attended]:
    """Return of whom something else was written down than what is given, since what was seen."""
    return [
        each
        for each in presence(day)
        if each.person.id in given
        and each.seen != seen.get(each.person.id, "")
        and rules.presence_mark(each.state, each.minutes) != rules.presence_mark(*given[each.person.id])
    ]


def own_presence(person: Person, group: Group) -> dict[int, Attended]:
    """Return how someone was there on the days of a group, by day. A day on which nothing was written down is left out."""
    query = (
        select(Presence, CourseDay)
        .join(CourseDay)
        .where(Presence.person_id == person.id, CourseDay.group_id == group.id)
        .options(joinedload(Presence.recorded_by))
    )
    return {day.id: _attended(person, row, day) for row, day in db.session.execute(query)}


def registered(group: Group, people: Sequence[int]) -> dict[tuple[int, int], tuple[str, int]]:
    """Return what was written down of these people on the days of a group: by (person, day) the state and the minutes
    that count."""
    query = (
        select(Presence.person_id, Presence.day_id, Presence.state, Presence.minutes, CourseDay.minutes)
        .join(CourseDay)
        .where(CourseDay.group_id == group.id, Presence.person_id.in_(people))
    )
    return {
        (person_id, day_id): (state, rules.counted_minutes(state, given, minutes))
        for person_id, day_id, state, given, minutes in db.session.execute(query)
    }


def _attended(person: Person, row: Presence | None, day: CourseDay) -> Attended:
    state, minutes = (row.state, row.minutes) if row else (None, None)
    counted = rules.counted_minutes(state, minutes, day.minutes)
    by, at = (row.recorded_by, row.recorded_at) if row else (None, None)
    return Attended(person, state, minutes, counted, by, at)


def own_reports(day: CourseDay) -> list[Presence]:
    """Return what cursisten wrote down themselves: that they will not come to this day."""
    return [row for row in db.session.scalars(select(Presence).filter_by(day_id=day.id)) if row.is_own_report]


def absent(days: Sequence[CourseDay], today: date) -> dict[int, dict[int, str]]:
    """Return by day who will not come to one of these days from today on: their names by id."""
    ahead = [day.id for day in days if day.held_on and day.held_on >= today]
    query = (
        select(Presence.day_id, Person.id, Person.name)
        .join(Presence.person)
        .where(Presence.day_id.in_(ahead), Presence.state == PresenceState.EXCUSED.value)
    )
    found: dict[int, dict[int, str]] = {}
    for day_id, person_id, name in db.session.execute(query.order_by(Person.name)) if ahead else ():
        found.setdefault(day_id, {})[person_id] = name
    return found


def days_to_register(of_groups: Sequence[Group], at: datetime) -> Sequence[CourseDay]:
    """Return the days of these groups that are over and of which nothing was written down of at least one cursist, oldest
    first; `at` is Dutch time without a zone."""
    if not of_groups:
        return []
    known = exists().where(Presence.day_id == CourseDay.id, Presence.person_id == Membership.person_id)
    # Of this day: without saying so, the day would be any day.
    known = known.correlate(CourseDay, Membership)
    missing = exists().where(
        Membership.group_id == CourseDay.group_id, Membership.role == GroupRole.PARTICIPANT.value, not_(known)
    )
    query = select(CourseDay).where(
        CourseDay.group_id.in_([group.id for group in of_groups]),
        or_(CourseDay.held_on < at.date(), and_(CourseDay.held_on == at.date(), CourseDay.ends_at <= at.time())),
        CourseDay.cancelled_at.is_(None),
        missing,
    )
    return db.session.scalars(query.order_by(*IN_ORDER)).all()


def not_always_there(of_groups: Sequence[Group]) -> list[tuple[Group, list[Person]]]:
    """Return in which of these groups who was not at a whole day that goes on, or said that they will not be; by name."""
    query = (
        select(CourseDay.group_id, Person)
        .join(Presence, Presence.day_id == CourseDay.id)
        .join(Person, Person.id == Presence.person_id)
        .join(Membership, and_(Membership.group_id == CourseDay.group_id, Membership.person_id == Person.id))
        .where(
            CourseDay.group_id.in_([group.id for group in of_groups]),
            CourseDay.cancelled_at.is_(None),
            Membership.role == GroupRole.PARTICIPANT.value,
            Presence.state != PresenceState.PRESENT.value,
        )
        .distinct()
        .order_by(Person.name, Person.id)
    )
    found: dict[int, list[Person]] = defaultdict(list)
    for group_id, person in db.session.execute(query) if of_groups else ():
        found[group_id].append(person)
    return [(group, found[group.id]) for group in of_groups if group.id in found]


def undated(of_groups: Sequence[Group]) -> list[tuple[Group, int]]:
    """Return which of these groups have days without a date, with how many."""
    query = (
        select(CourseDay.group_id, func.count(CourseDay.id))
        .where(CourseDay.group_id.in_([group.id for group in of_groups]))
        .where(CourseDay.held_on.is_(None), CourseDay.cancelled_at.is_(None))
    )
    found = {row[0]: row[1] for row in db.session.execute(query.group_by(CourseDay.group_id))}
    return [(group, found[group.id]) for group in of_groups if group.id in found]


def running_groups(today: date) -> int:
    """Return how many course groups have cursisten and are not over: a day is still to come, or there are no days yet."""
    held = CourseDay.group_id == Group.id, CourseDay.cancelled_at.is_(None)
    query = select(func.count(Group.id)).where(
        Group.kind == GroupKind.COURSE.value,
        exists().where(Membership.group_id == Group.id, Membership.role == GroupRole.PARTICIPANT.value),
        or_(
            not_(exists().where(*held)),
            exists().where(*held, or_(CourseDay.held_on.is_(None), CourseDay.held_on >= today)),
        ),
    )
    return db.session.scalar(query) or 0


def known(day: CourseDay) -> Known:
    """Return what was written down of who was there."""
    was_there = func.count().filter(Presence.state != PresenceState.EXCUSED.value)
    parts, people = db.session.execute(select(func.max(Presence.minutes), was_there).filter_by(day_id=day.id)).one()
    return Known(was_held=bool(people), longest_part=parts or 0)


def anyone_registered(day: CourseDay) -> bool:
    """Return whether anything was written down about who was there, also of people who left the group since."""
    return db.session.scalar(select(Presence.person_id).filter_by(day_id=day.id).limit(1)) is not None


def is_participant(person: Person, group: Group) -> bool:
    """Return whether someone follows the course in this group."""
    member = groups.membership(person, group)
    return member is not None and member.role == GroupRole.PARTICIPANT


def has_followed(person: Person, group: Group) -> bool:
    """Return whether someone follows the course in this group, or was there on one of its days before they left."""
    query = select(Presence.person_id).join(CourseDay).where(Presence.person_id == person.id)
    return is_participant(person, group) or (
        db.session.scalar(query.where(CourseDay.group_id == group.id).limit(1)) is not None
    )


def calendar_link(person: Person) -> CalendarLink | None:
    """Return someone's private calendar address as it is kept, or None."""
    return db.session.get(CalendarLink, person.id)


def calendar_owner(token: str) -> Person | None:
    """Return whose calendar this is, or None when the address was revoked or the account closed."""
    link = db.session.scalar(select(CalendarLink).filter_by(token_hash=people.token_hash(token)))
    return link.person if link and link.person.enabled else None


def mail_to_send(today: date) -> Sequence[DayMail]:
    """Return the mail that waits, oldest first.

    What is no longer true or of use is left: of a day that is over or changed again, to who cannot sign in any more,
    and what failed too often.
    """
    query = (
        select(DayMail)
        .join(CourseDay, CourseDay.id == DayMail.day_id)
        .join(Person, Person.id == DayMail.person_id)
        .where(DayMail.sent_at.is_(None), DayMail.attempts < MAX_ATTEMPTS)
        .where(DayMail.revision == CourseDay.revision, Person.enabled)
        .where(or_(CourseDay.held_on >= today, CourseDay.held_on.is_(None)))
        .options(contains_eager(DayMail.person), contains_eager(DayMail.day).joinedload(CourseDay.group))
    )
    return db.session.scalars(query.order_by(DayMail.id)).all()


def days_to_remind_of(today: date) -> Sequence[CourseDay]:
    """Return the days that are so near that people should hear of them."""
    query = select(CourseDay.id, CourseDay.held_on).where(CourseDay.held_on >= today, CourseDay.cancelled_at.is_(None))
    due = rules.reminders_due(
        [(day_id, held_on) for day_id, held_on in db.session.execute(query) if held_on], today=today
    )
    return db.session.scalars(select(CourseDay).where(CourseDay.id.in_(due)).options(joinedload(CourseDay.group))).all()


def mailed(day: CourseDay, kind: str) -> set[int]:
    """Return who has a mail of this kind about this day as it now stands."""
    query = select(DayMail.person_id).filter_by(day_id=day.id, kind=kind, revision=day.revision)
    return set(db.session.scalars(query))


def members(group: Group) -> list[Person]:
    """Return everyone in a group who uses an account."""
    return [row.person for row in groups.members(group) if row.person.enabled]
