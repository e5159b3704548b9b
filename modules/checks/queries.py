"""Reads about knowledge checks."""

from collections.abc import Sequence

from sqlalchemy import func, select

from modules.checks.models import CheckAnswer, CheckAttempt, CheckDraft
from modules.checks.rules import Answer, Made, Score
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


def made(person: Person, module: Module) -> list[Made]:
    """Return every time that someone made a module's check, the first time first."""
    query = select(CheckAttempt.id, CheckAttempt.submitted_at, CheckAttempt.right, CheckAttempt.total)
    rows = db.session.execute(query.filter_by(person_id=person.id, module_slug=module.slug).order_by(CheckAttempt.id))
    return [Made(attempt_id, submitted_at, Score(right, total)) for attempt_id, submitted_at, right, total in rows]


def draft(person: Person, module: Module) -> dict[str, str]:
    """Return what someone chose so far in a check that they did not hand in yet, by question."""
    query = select(CheckDraft.question_id, CheckDraft.option_id)
    rows = db.session.execute(query.filter_by(person_id=person.id, module_slug=module.slug))
    return {row.question_id: row.option_id for row in rows}


def begun(person: Person) -> Sequence[str]:
    """Return the modules, by slug, of which someone began the check and did not hand it in."""
    return db.session.scalars(select(CheckDraft.module_slug).filter_by(person_id=person.id).distinct()).all()


def best(person: Person) -> dict[str, tuple[int, int]]:
    """Return the best score of each check that someone made, as (right, total), by module."""
    return {slug: score for (_, slug), score in best_by([person.id]).items()}


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
