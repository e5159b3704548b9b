"""Writes about finished modules, and about requirements that a trainer counts as met."""

from sqlalchemy.exc import IntegrityError

from modules.completion import queries
from modules.completion.contract_rules import Requirement
from modules.completion.models import ModuleCompletion, RequirementException
from modules.library.rules import Module
from trainer.db import now, writing
from trainer.groups.models import Group
from trainer.people.models import Person


def finish(person: Person, module: Module) -> str | None:
    """Finish a module; return the sentence that says what is still open, or None when it is finished."""
    with writing() as session:
        if queries.completion(person, module):
            return None
        missing = queries.status(person, module).progress.missing
        if missing is None:
            row = ModuleCompletion(person_id=person.id, module_slug=module.slug, content_hash=module.content_hash)
            try:
                with session.begin_nested():
                    session.add(row)
            except IntegrityError:
                # Another window of the same person was just earlier: finished it is.
                return None
    return missing


def make_exception(actor: Person, group: Group, person: Person, requirement: Requirement, reason: str) -> bool:
    """Count a requirement as met for one cursist; return False when an exception is in force already."""
    with writing() as session:
        row = RequirementException(
            group_id=group.id, person_id=person.id, requirement=requirement.id, reason=reason, made_by_id=actor.id
        )
        if queries.exception_in_force(group, person, requirement):
            return False
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:
            # Another trainer was just earlier.
            return False
    return True


def take_back_exception(actor: Person, exception: RequirementException) -> None:
    """Let an exception count no more. It stays, with who took it back and when."""
    with writing():
        if exception.taken_back_at is None:
            exception.taken_back_by_id, exception.taken_back_at = actor.id, now()
