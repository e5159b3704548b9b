"""Who may do what with people and groups: predicates of two lines, named in the table in `routes.py`."""

from trainer.groups import queries as groups
from trainer.groups.models import Group, Membership
from trainer.groups.rules import GroupKind, GroupRole
from trainer.people.models import Person
from trainer.people.rules import Role
from trainer.planning import queries as planning
from trainer.planning.models import CourseDay


def is_admin(person: Person) -> bool:
    """A beheerder."""
    return person.role == Role.ADMIN


def is_trainer(person: Person) -> bool:
    """A trainer."""
    return person.role == Role.TRAINER


def may_make_groups(person: Person) -> bool:
    """A beheerder or a trainer."""
    return person.role in (Role.ADMIN, Role.TRAINER)


def may_see_person(person: Person, other: Person) -> bool:
    """A beheerder, or a trainer of a group that the other is in."""
    return is_admin(person) or (is_trainer(person) and groups.trainer_sees(person, other))


def may_manage_account(person: Person, other: Person) -> bool:
    """A beheerder, but not their own account."""
    return is_admin(person) and person.id != other.id


def may_edit_account(person: Person, other: Person) -> bool:
    """Who may manage the account; a trainer when they invited someone wrongly, who never signed in."""
    return may_manage_account(person, other) or (not is_admin(person) and may_renew_link(person, other))


def may_renew_link(person: Person, other: Person) -> bool:
    """A beheerder; a trainer for who has no password yet, else a link would be a way into an account.

    A link of a fellow trainer opens no group that the one who makes it does not train.
    """
    if other.password_hash is not None or not may_see_person(person, other):
        return is_admin(person)
    return is_admin(person) or other.role == Role.PARTICIPANT or groups.trains_all_of(person, other)


def may_see_group(person: Person, group: Group) -> bool:
    """A beheerder, a member, or a trainer of the course group above it."""
    return is_admin(person) or groups.membership(person, group) is not None or groups.is_trainer_of(person, group)


def may_edit_group(person: Person, group: Group) -> bool:
    """A beheerder or a trainer of the group."""
    return is_admin(person) or groups.is_trainer_of(person, group)


def may_edit_course(person: Person, group: Group) -> bool:
    """Who may edit the course group that this group is, or is in."""
    return may_edit_group(person, group.parent or group)


def may_edit_membership(person: Person, membership: Membership) -> bool:
    """Who may edit the group may edit its members."""
    return may_edit_group(person, membership.group)


def may_invite(person: Person, group: Group) -> bool:
    """Who may edit a course group; an intervisie group takes its members from there."""
    return group.kind == GroupKind.COURSE and may_edit_group(person, group)


def may_take_part(person: Person, group: Group) -> bool:
    """A member of an intervisie group, no mere observer."""
    member = groups.membership(person, group)
    return group.kind == GroupKind.INTERVISIE and member is not None and member.role != GroupRole.OBSERVER


def may_see_planning(person: Person, group: Group) -> bool:
    """Who may see a course group; only a course group has days."""
    return group.kind == GroupKind.COURSE and may_see_group(person, group)


def may_edit_planning(person: Person, group: Group) -> bool:
    """Who may edit a course group."""
    return group.kind == GroupKind.COURSE and may_edit_group(person, group)


def may_see_day(person: Person, day: CourseDay) -> bool:
    """Who may see the plan that the day is in."""
    return may_see_planning(person, day.group)


def may_edit_day(person: Person, day: CourseDay) -> bool:
    """Who may edit the plan that the day is in."""
    return may_edit_planning(person, day.group)


def may_register(person: Person, day: CourseDay) -> bool:
    """A trainer of the course group: who was there is between them and the cursist."""
    return groups.is_trainer_of(person, day.group)


def may_check_in(person: Person, day: CourseDay) -> bool:
    """A cursist of the course group."""
    return planning.is_participant(person, day.group)
