"""Reads about groups."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Column, ColumnElement, Select, SQLColumnExpression, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from trainer.db import db
from trainer.groups import rules
from trainer.groups.models import Group, Membership
from trainer.groups.rules import GroupKind, GroupRole
from trainer.people.models import Person
from trainer.people.rules import Role


def find_group(group_id: int) -> Group | None:
    """Return the group with this id, or None."""
    return db.session.get(Group, group_id)


def find_membership(membership_id: int) -> Membership | None:
    """Return the membership with this id, or None."""
    return db.session.get(Membership, membership_id)


def membership(person: Person, group: Group) -> Membership | None:
    """Return this person's membership of this group, or None."""
    return db.session.scalar(select(Membership).filter_by(person_id=person.id, group_id=group.id))


def memberships_of(person: Person) -> Sequence[Membership]:
    """Return someone's memberships with their groups, course groups first."""
    query = select(Membership).join(Group).where(Membership.person_id == person.id)
    return db.session.scalars(query.options(joinedload(Membership.group)).order_by(Group.kind, Group.name)).all()


def memberships_seen(reader: Person, person: Person) -> list[Membership]:
    """Return someone's memberships as far as this reader guides those groups; a beheerder sees them all."""
    everything = reader.role == Role.ADMIN
    return [row for row in memberships_of(person) if everything or is_trainer_of(reader, row.group)]


def trains_all_of(trainer: Person, other: Person) -> bool:
    """Return whether someone is a trainer of every group that the other is in."""
    return all(is_trainer_of(trainer, row.group) for row in memberships_of(other))


def role_problem(person: Person, new: Role) -> str | None:
    """Return the sentence that says why someone cannot get another role on the platform, or None."""
    return rules.role_problem(new, {row.group.name: row.role for row in memberships_of(person)})


def members(group: Group) -> Sequence[Membership]:
    """Return the memberships of a group with their people: trainers, cursisten, observers, each by name."""
    query = select(Membership).join(Person).where(Membership.group_id == group.id)
    rows = db.session.scalars(query.options(joinedload(Membership.person)).order_by(Person.name)).all()
    order = [GroupRole.TRAINER, GroupRole.PARTICIPANT, GroupRole.OBSERVER]
    return sorted(rows, key=lambda row: order.index(GroupRole(row.role)))


def participant_count(group: Group) -> int:
    """Return how many cursisten are in a group."""
    query = select(func.count()).where(Membership.group_id == group.id, Membership.role == GroupRole.PARTICIPANT)
    return db.session.scalar(query) or 0


def other_trainers(membership: Membership) -> int:
    """Return how many trainers with an open account a group has besides this member."""
    query = _open_trainers().where(Membership.group_id == membership.group_id, Membership.id != membership.id)
    return len(db.session.scalars(query).all())


def with_trainer() -> set[int]:
    """Return the ids of the groups with a trainer who has an open account."""
    return set(db.session.scalars(_open_trainers()))


def _open_trainers() -> Select[int]:
    query = select(Membership.group_id).join(Person)
    return query.where(Membership.role == GroupRole.TRAINER.value, Person.enabled)


def removal_problem(person: Person, group: Group) -> str | None:
    """Return the sentence that says why this person cannot remove a group, or None."""
    others = [row for row in members(group) if row.person_id != person.id]
    tables = {table for table, _ in _pointing()}
    used = used_in(group, tables & rules.HANGS_ON.keys())
    if not others and not used:
        # Only of a group that looks empty: not every table has an index on the group.
        used = used_in(group, tables)
    return rules.removal_problem(len(others), used)


def used_in(group: Group, tables: Collection[str]) -> set[str]:
    """Return those of these tables that keep something about a group."""
    found = {
        table: exists(select(column).where(column == group.id)) for table, column in _pointing() if table in tables
    }
    answers = db.session.execute(select(*found.values())).one()
    return {table for table, used in zip(found, answers, strict=True) if used}


def _pointing() -> list[tuple[str, Column[int]]]:
    """Return each table that keeps something about groups, with its column; who is in a group is left out.

    Also those of other parts of the site: this package knows none of them.
    """
    return [
        (table.name, key.parent)
        for table in db.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == Group.__tablename__ and table.name != Membership.__tablename__
    ]


def intervisie_groups(course_group: Group) -> Sequence[Group]:
    """Return the intervisie groups of a course group by name."""
    return db.session.scalars(select(Group).filter_by(parent_id=course_group.id).order_by(Group.name)).all()


def circles_beside(group: Group) -> Mapping[int, list[str]]:
    """Return, by person, the names of the other intervisie groups of the course that they are cursist in.

    A course group has none beside it.
    """
    if group.parent_id is None:
        return {}
    query = (
        select(Membership.person_id, Group.name)
        .join(Group)
        .where(Group.parent_id == group.parent_id, Group.id != group.id, Membership.role == GroupRole.PARTICIPANT)
        .order_by(Group.name)
    )
    found: dict[int, list[str]] = {}
    for person_id, name in db.session.execute(query):
        found.setdefault(person_id, []).append(name)
    return found


def course_groups() -> Sequence[Group]:
    """Return all course groups by name."""
    return db.session.scalars(select(Group).filter_by(kind=GroupKind.COURSE.value).order_by(Group.name)).all()


def is_name_taken(actor: Person, name: str, *, parent: Group | None, other_than: Group | None = None) -> bool:
    """Return whether a group that stands beside it in the lists of `actor` has this name, in capitals or not.

    Beside an intervisie group stand those of its course; beside a course group the others that `actor` is in or manages.
    """
    if parent is not None:
        beside = intervisie_groups(parent)
    elif actor.role == Role.ADMIN:
        beside = course_groups()
    else:
        beside = [row.group for row in memberships_of(actor) if row.group.parent_id is None]
    return any(each.name.casefold() == name.strip().casefold() for each in beside if each != other_than)


def groups_of(person: Person, kind: GroupKind, *roles: GroupRole) -> Sequence[Group]:
    """Return the groups of one kind that someone is in, with any of `roles` (all roles when none is given)."""
    query = select(Group).join(Membership).where(Membership.person_id == person.id, Group.kind == kind.value)
    if roles:
        query = query.where(Membership.role.in_([role.value for role in roles]))
    return db.session.scalars(query.order_by(Group.name)).all()


Number = SQLColumnExpression[int] | int


def takes_part(person_id: Number, group_id: Number) -> ColumnElement[bool]:
    """Return the condition that someone is in a group as trainer or cursist, no mere observer."""
    member = aliased(Membership)
    return exists().where(
        member.person_id == person_id, member.group_id == group_id, member.role != GroupRole.OBSERVER.value
    )


def joined(person_id: Number, group_id: Number) -> ColumnElement[bool]:
    """Return the condition that someone takes part in an intervisie group and agreed to share by name."""
    member = aliased(Membership)
    return exists().where(
        member.person_id == person_id,
        member.group_id == group_id,
        member.role != GroupRole.OBSERVER.value,
        member.agreed_at.is_not(None),
    )


def trained_by(person_id: Number) -> Select[int]:
    """Return the query for the ids of the groups that someone trains."""
    return select(Membership.group_id).where(
        Membership.person_id == person_id, Membership.role == GroupRole.TRAINER.value
    )


def is_trainer_of(person: Person, group: Group) -> bool:
    """Return whether someone is a trainer of this group or of the course group above it."""
    ids = [group.id] if group.parent_id is None else [group.id, group.parent_id]
    query = select(Membership.id).where(
        Membership.person_id == person.id, Membership.role == GroupRole.TRAINER.value, Membership.group_id.in_(ids)
    )
    return db.session.scalar(query.limit(1)) is not None


def trainer_sees(trainer: Person, person: Person) -> bool:
    """Return whether `trainer` guides a group that `person` is in."""
    theirs = aliased(Membership)
    query = (
        select(Membership.id)
        .join(Group, Group.id == Membership.group_id)
        .join(theirs, or_(theirs.group_id == Group.id, theirs.group_id == Group.parent_id))
        .where(
            Membership.person_id == person.id,
            theirs.person_id == trainer.id,
            theirs.role == GroupRole.TRAINER.value,
        )
    )
    return db.session.scalar(query.limit(1)) is not None


def addable_people(actor: Person, group: Group) -> Sequence[Person]:
    """Return who could be added: to an intervisie group, people of its course; to a course group, people whom
    `actor` may know: everyone for a beheerder, the people of their own groups for a trainer."""
    inside = select(Membership.person_id).where(Membership.group_id == group.id)
    query = select(Person).where(Person.id.not_in(inside), Person.enabled, Person.role != Role.ADMIN.value)
    if group.parent_id is not None:
        query = query.where(Person.id.in_(select(Membership.person_id).where(Membership.group_id == group.parent_id)))
    elif actor.role != Role.ADMIN:
        guided = Membership.group_id.in_(trained_by(actor.id))
        query = query.where(Person.id.in_(select(Membership.person_id).where(guided)))
    return db.session.scalars(query.order_by(Person.name)).all()
