"""Who may see what of the course. Lessons are for everyone who signed in; answers are someone's own."""

from modules.checks.models import CheckAttempt
from modules.evaluation import queries as evaluation
from modules.library.rules import Module
from trainer.groups import queries as groups
from trainer.groups.models import Group
from trainer.groups.rules import GroupKind
from trainer.people.models import Person
from trainer.people.rules import Role


def may_see_attempt(person: Person, module: Module, attempt: CheckAttempt) -> bool:
    """Someone's own attempt at this module's check."""
    return attempt.person_id == person.id and attempt.module_slug == module.slug


def may_see_evaluation(person: Person, group: Group) -> bool:
    """A cursist or a trainer of the course group: they give it, and read together what the group gave."""
    return person.role != Role.ADMIN and evaluation.role_in(person, group) is not None


def may_see_fidelity(person: Person, group: Group) -> bool:
    """A member of the course group."""
    is_member = groups.membership(person, group) is not None
    return person.role != Role.ADMIN and group.kind == GroupKind.COURSE and is_member


def may_write_fidelity(person: Person, group: Group) -> bool:
    """A trainer of the course group."""
    return may_see_fidelity(person, group) and groups.is_trainer_of(person, group)
