"""Reads about questions that come back. When they do is worked out from the answers; no schedule is kept."""

from datetime import date

from sqlalchemy import ColumnElement, exists, select

from modules.checks.models import CheckAnswer, CheckAttempt
from modules.checks.rules import Answer
from modules.library import queries as library
from modules.repetition import rules
from modules.repetition.models import RepetitionAnswer, RepetitionPause
from modules.repetition.rules import Event, Key, Plan
from trainer.db import db
from trainer.people.models import Person
from trainer.web import dutch_day


def is_on(person: Person) -> bool:
    """Return whether someone wants questions to come back."""
    return db.session.get(RepetitionPause, person.id) is None


def plan(person: Person, today: date) -> Plan:
    """Return what someone repeats today; nothing for who switched it off."""
    known = [(module.slug, question.id) for module in library.course().modules for question in module.check.questions]
    return rules.plan(_checked(person) + _repeated(person), known, today)


def _checked(person: Person) -> list[Event]:
    query = (
        select(CheckAttempt.module_slug, CheckAnswer.question_id, CheckAttempt.submitted_at, CheckAnswer.is_right)
        .join(CheckAttempt, CheckAttempt.id == CheckAnswer.attempt_id)
        .where(CheckAttempt.person_id == person.id, _wanted(person))
    )
    rows = db.session.execute(query).all()
    # All answers of one attempt share their moment.
    days = {moment: dutch_day(moment) for moment in {moment for _, _, moment, _ in rows}}
    return [Event((slug, question_id), days[moment], is_right) for slug, question_id, moment, is_right in rows]


def _repeated(person: Person) -> list[Event]:
    query = select(
        RepetitionAnswer.module_slug,
        RepetitionAnswer.question_id,
        RepetitionAnswer.answered_on,
        RepetitionAnswer.is_right,
    ).where(RepetitionAnswer.person_id == person.id, _wanted(person))
    rows = db.session.execute(query)
    return [Event((slug, question_id), day, is_right, True) for slug, question_id, day, is_right in rows]


def _wanted(person: Person) -> ColumnElement[bool]:
    return ~exists().where(RepetitionPause.person_id == person.id)


def answers_of(person: Person, day: date) -> list[tuple[Key, Answer]]:
    """Return what someone answered on a day when questions came back, in that order."""
    query = select(RepetitionAnswer).filter_by(person_id=person.id, answered_on=day).order_by(RepetitionAnswer.id)
    return [
        ((row.module_slug, row.question_id), Answer(row.question_id, row.option_id, row.is_right))
        for row in db.session.scalars(query)
    ]
