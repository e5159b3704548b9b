"""Reads about certificates and hours."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from modules.assignments import queries as assignments
from modules.certificates import rules
from modules.certificates.models import Certificate
from modules.certificates.rules import AttendedDay, Hours
from modules.completion import queries as completion
from modules.completion.contract_rules import RequirementKind, is_complete
from modules.completion.models import RequirementException
from trainer.db import db, now
from trainer.groups.models import Group, Membership
from trainer.people.models import Person
from trainer.planning import queries as planning

# How long the start page says that a certificate was revoked.
NEWS = timedelta(days=30)


def find_certificate(certificate_id: int) -> Certificate | None:
    """Return the certificate with this id, or None."""
    return db.session.get(Certificate, certificate_id, options=[joinedload(Certificate.group)])


def by_code(typed: str) -> Certificate | None:
    """Return the certificate with this code, as it was typed, or None."""
    code = rules.typed_code(typed)
    return db.session.scalar(select(Certificate).filter_by(code=code)) if code else None


def in_force(group: Group, person: Person) -> Certificate | None:
    """Return someone's certificate of a course group that was not revoked, or None."""
    return db.session.scalar(select(Certificate).filter_by(group_id=group.id, person_id=person.id, revoked_at=None))


def newest_in(group: Group) -> dict[int, Certificate]:
    """Return of each member the certificate of a course group that was given last, also when it was revoked."""
    # By person, because that has an index.
    members = select(Membership.person_id).where(Membership.group_id == group.id)
    query = select(Certificate).where(Certificate.group_id == group.id, Certificate.person_id.in_(members))
    return {row.person_id: row for row in db.session.scalars(query.order_by(Certificate.id))}


def ready(of_groups: Sequence[Group], today: date) -> list[tuple[Group, list[Person]]]:
    """Return in which of these groups who met everything and was given no certificate, by name.

    Whose certificate was revoked does not wait for one: a trainer decides on their page whether there comes a new one.
    """
    near, found = _with_a_plan(of_groups), []
    for group in of_groups:
        if near[group.id]:
            given = newest_in(group)
            people = [each for each in planning.people_of(group) if each.id in near[group.id] and each.id not in given]
            stands = completion.one_by_one(group, people, today)
            done = [person for person, own in stands if is_complete([each.state for each in own])]
            found += [(group, done)] if done else []
    return found


def _with_a_plan(of_groups: Sequence[Group]) -> dict[int, set[int]]:
    """Return by group whose Plan counts: most cursisten have none for long, and of them nothing else has to be read."""
    ids = [group.id for group in of_groups]
    plans = [each.id for each in completion.contract().requirements if each.kind == RequirementKind.PLAN]
    if not plans:
        return {group.id: {person.id for person in planning.people_of(group)} for group in of_groups}
    query = select(RequirementException.group_id, RequirementException.person_id).where(
        RequirementException.group_id.in_(ids),
        RequirementException.requirement.in_(plans),
        RequirementException.taken_back_at.is_(None),
    )
    found: dict[int, set[int]] = defaultdict(set)
    for group_id, person_id in (*assignments.approved("plan", ids), *db.session.execute(query)):
        found[group_id].add(person_id)
    return found


def own(person: Person) -> list[Certificate]:
    """Return of each course the certificate that someone was given last, newest first; one that was revoked for as long as
    that is news."""
    query = select(Certificate).filter_by(person_id=person.id).order_by(Certificate.id)
    newest = {row.group_id: row for row in db.session.scalars(query)}
    since = now() - NEWS
    return [row for row in reversed(newest.values()) if row.revoked_at is None or row.revoked_at > since]


def all_of(group: Group, person: Person) -> Sequence[Certificate]:
    """Return someone's certificates of a course group, also what was revoked, newest first."""
    query = select(Certificate).filter_by(group_id=group.id, person_id=person.id)
    return db.session.scalars(query.options(joinedload(Certificate.issued_by)).order_by(Certificate.id.desc())).all()


def revoked_codes() -> Sequence[str]:
    """Return the codes of all certificates that were revoked."""
    query = select(Certificate.code).where(Certificate.revoked_at.is_not(None))
    return db.session.scalars(query.order_by(Certificate.id)).all()


def hours(group: Group, person: Person, today: date) -> Hours:
    """Return the days of a course group that someone was at, up to today."""
    presence = planning.registered(group, [person.id])
    days = [
        AttendedDay(day.held_on, day.kind, day.name, day.subject, presence[person.id, day.id][1], day.led_by)
        for day in planning.days(group)
        if day.held_on and day.held_on <= today and not day.cancelled_at and (person.id, day.id) in presence
    ]
    return rules.hours(days)
