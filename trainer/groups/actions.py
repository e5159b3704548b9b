"""Writes about groups."""

from dataclasses import dataclass

from trainer.db import now, writing
from trainer.groups import queries, rules
from trainer.groups.models import Group, Membership
from trainer.groups.rules import NO_GROUP, GroupKind, GroupRole
from trainer.people import actions as people_actions
from trainer.people import queries as people
from trainer.people.models import Person
from trainer.people.rules import Role


def add_course_group(actor: Person, name: str) -> Group:
    """Add a course group; a trainer who makes one guides it."""
    with writing() as session:
        group = Group(name=name.strip(), kind=GroupKind.COURSE.value)
        session.add(group)
        session.flush()
        if actor.role == Role.TRAINER:
            session.add(Membership(person_id=actor.id, group_id=group.id, role=GroupRole.TRAINER.value))
    return group


def add_intervisie_group(course_group: Group, name: str, trainer: Person | None = None) -> Group:
    """Add an intervisie group to a course group; `trainer`, when there is one, guides it."""
    with writing() as session:
        group = Group(name=name.strip(), kind=GroupKind.INTERVISIE.value, parent_id=course_group.id)
        session.add(group)
        session.flush()
        if trainer:
            session.add(Membership(person_id=trainer.id, group_id=group.id, role=GroupRole.TRAINER.value))
    return group


def rename(group: Group, name: str) -> None:
    """Give a group another name."""
    with writing():
        group.name = name.strip()


def add_member(group: Group, person: Person, role: GroupRole) -> str | None:
    """Add someone to a group; return the sentence that says why not, or None when it is done."""
    with writing() as session:
        if queries.membership(person, group):
            return None
        problem = rules.joining_problem(
            kind=group.kind,
            role=role,
            platform_role=person.role,
            members=queries.participant_count(group),
            in_parent=group.parent is None or queries.membership(person, group.parent) is not None,
        )
        if problem is None:
            session.add(Membership(person_id=person.id, group_id=group.id, role=role.value))
    return problem


@dataclass(frozen=True)
class Invited:
    """Someone invited into a group: `token` for who is new, `problem` when they could not be added."""

    person: Person
    token: str | None = None
    problem: str | None = None
    was_member: bool = False


def invite_member(group: Group, name: str, email: str, role: Role) -> Invited:
    """Add someone to a group, with an account and a personal link when they have none yet.

    A beheerder is in no group, and is not named as one.
    """
    person, token = people.by_email(email), None
    if person is not None and person.role == Role.ADMIN:
        return Invited(person, problem=NO_GROUP)
    if person is None:
        person, token = people_actions.invite(name, email, role)
    elif queries.membership(person, group):
        return Invited(person, was_member=True)
    in_group = GroupRole.TRAINER if person.role == Role.TRAINER else GroupRole.PARTICIPANT
    return Invited(person, token, add_member(group, person, in_group))


def remove_member(actor: Person, membership: Membership) -> str | None:
    """Take someone out of a group, and with a course group out of its intervisie groups.

    Return the sentence that says why not, or None when it is done.
    """
    with writing() as session:
        problem = rules.leaving_problem(
            kind=membership.group.kind,
            role=membership.role,
            other_trainers=queries.other_trainers(membership),
            platform_role=actor.role,
        )
        if problem:
            return problem
        for group in queries.intervisie_groups(membership.group):
            if below := queries.membership(membership.person, group):
                session.delete(below)
        session.delete(membership)
    return None


def remove(actor: Person, group: Group) -> str | None:
    """Remove an empty group; return the sentence that says why not, or None when it is done."""
    with writing() as session:
        if problem := queries.removal_problem(actor, group):
            return problem
        if own := queries.membership(actor, group):
            session.delete(own)
            session.flush()
        session.delete(group)
    return None


def agree(membership: Membership) -> None:
    """Note that this member agrees to share answers by name in the intervisie group."""
    with writing():
        membership.agreed_at = membership.agreed_at or now()


def withdraw(membership: Membership) -> None:
    """End that agreement: the group no longer sees this member's answers, and this member not the group's."""
    with writing():
        membership.agreed_at = None
