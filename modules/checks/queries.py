"""Reads about knowledge checks."""

from sqlalchemy import select

from modules.checks import rules
from modules.checks.models import CheckAnswer, CheckAttempt
from modules.checks.rules import Answer, Score, Scores
from modules.library.rules import Module
from trainer.db import db
from trainer.people.models import Person


def find_attempt(attempt_id: int) -> CheckAttempt | None:
    """Return the attempt with this id, or None."""
    return db.session.get(CheckAttempt, attempt_id)


def answers(attempt: CheckAttempt) -> list[Answer]:
    """Return what was answered in an attempt."""
    query = select(CheckAnswer.question_id, CheckAnswer.option_id, CheckAnswer.is_right)
    rows = db.session.execute(query.where(CheckAnswer.attempt_id == attempt.id).order_by(CheckAnswer.id))
    return [Answer(question_id, option_id, is_right) for question_id, option_id, is_right in rows]


def scores(person: Person, module: Module) -> Scores | None:
    """Return someone's first and best score of a module's check, or None when it was not made yet."""
    query = select(CheckAttempt.right, CheckAttempt.total).order_by(CheckAttempt.id)
    rows = db.session.execute(query.filter_by(person_id=person.id, module_slug=module.slug))
    return rules.scores([Score(right, total) for right, total in rows])


def checked_modules(person: Person) -> frozenset[str]:
    """Return the slugs of the modules of which someone made the check at least once."""
    query = select(CheckAttempt.module_slug).filter_by(person_id=person.id).distinct()
    return frozenset(db.session.scalars(query))
