"""Writes about evaluations."""

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from modules.evaluation import queries
from modules.evaluation.form_rules import TEXT, Form
from modules.evaluation.models import Evaluation, EvaluationAnswer
from modules.evaluation.rules import Given, Occasion
from trainer.db import writing
from trainer.groups.models import Group
from trainer.groups.rules import GroupRole
from trainer.people.models import Person


def give(
    person: Person,
    group: Group,
    occasion: Occasion,
    role: GroupRole,
    form: Form,
    given: Given,
    *,
    open_to_trainers: bool = False,
) -> None:
    """Keep what someone thinks; what they gave before at this occasion is replaced."""
    with writing() as session:
        row = queries.own(person, group, occasion) or _begun(session, person, group, occasion, role)
        row.open_to_trainers = open_to_trainers
        session.execute(delete(EvaluationAnswer).where(EvaluationAnswer.evaluation_id == row.id))
        for question in form.questions:
            for each in dict.fromkeys(given.get(question.id, ())):
                kept = {"text": each} if question.kind == TEXT else {"choice": each}
                session.add(EvaluationAnswer(evaluation_id=row.id, question_id=question.id, **kept))


def _begun(session: Session, person: Person, group: Group, occasion: Occasion, role: GroupRole) -> Evaluation:
    row = Evaluation(person_id=person.id, group_id=group.id, occasion=occasion.value, given_as=role.value)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        # Another window of the same person was just earlier: what is typed last counts.
        row = queries.own(person, group, occasion) or row
    return row
