"""Reads about knowledge checks."""

from collections.abc import Sequence

from sqlalchemy import func, select

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


def best_by(people: Sequence[int]) -> dict[tuple[int, str], tuple[int, int]]:
    """Return the best score, as (right, total), by person and module."""
    query = (
        select(CheckAttempt.person_id, CheckAttempt.module_slug, CheckAttempt.total, func.max(CheckAttempt.right))
        .where(CheckAttempt.person_id.in_(people))
        .group_by(CheckAttempt.person_id, CheckAttempt.module_slug, CheckAttempt.total)
    )
    best: dict[tuple[int, str], tuple[int, int]] = {}
    for person_id, slug, total, right in db.session.execute(query):
        known = best.get((person_id, slug))
        # A check may have had another number of questions once.
        if known is None or right * known[1] > known[0] * total:
            best[person_id, slug] = (right, total)
    return best
