"""Writes about questions that come back."""

from collections.abc import Mapping
from datetime import date

from modules.library.rules import Course
from modules.repetition import queries, rules
from modules.repetition.models import RepetitionAnswer, RepetitionPause
from modules.repetition.rules import Key
from trainer.db import writing
from trainer.people.models import Person


def answer(person: Person, course: Course, given: Mapping[Key, str], today: date) -> None:
    """Keep today's answers; what is not due any more, such as the same form sent twice, is left."""
    with writing() as session:
        # Two windows of one person wait for each other, so that no question is answered twice.
        session.get_one(Person, person.id, with_for_update=True)
        for slug, question_id in queries.plan(person, today).due:
            module, question = course.module(slug), course.question(slug, question_id)
            option_id = given.get((slug, question_id))
            if module is None or question is None or question.option(option_id) is None or option_id is None:
                continue
            session.add(
                RepetitionAnswer(
                    person_id=person.id,
                    answered_on=today,
                    module_slug=slug,
                    question_id=question_id,
                    content_hash=module.content_hash,
                    option_id=option_id,
                    is_right=rules.judge(question, option_id).is_right,
                )
            )


def set_on(person: Person, on: bool) -> None:
    """Switch the questions that come back on or off. What was answered is kept."""
    with writing() as session:
        session.get_one(Person, person.id, with_for_update=True)
        pause = session.get(RepetitionPause, person.id)
        if on and pause:
            session.delete(pause)
        elif not on and not pause:
            session.add(RepetitionPause(person_id=person.id))
