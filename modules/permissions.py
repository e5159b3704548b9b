"""Who may see what of the course. Lessons are for everyone who signed in; answers are someone's own."""

from modules.checks.models import CheckAttempt
from modules.library.rules import Module
from trainer.people.models import Person


def may_see_attempt(person: Person, module: Module, attempt: CheckAttempt) -> bool:
    """Someone's own attempt at this module's check."""
    return attempt.person_id == person.id and attempt.module_slug == module.slug
