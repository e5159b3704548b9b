"""Writes about finished modules."""

from sqlalchemy.exc import IntegrityError

from modules.completion import queries
from modules.completion.models import ModuleCompletion
from modules.library.rules import Module
from trainer.db import writing
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
