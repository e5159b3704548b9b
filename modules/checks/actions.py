"""Writes about knowledge checks."""

from collections.abc import Mapping

from modules.checks import rules
from modules.checks.models import CheckAnswer, CheckAttempt
from modules.library.rules import Module
from trainer.db import writing
from trainer.people.models import Person


def submit(person: Person, module: Module, given: Mapping[str, str]) -> CheckAttempt:
    """Keep one complete attempt with its answers. Raises ValueError when an answer is missing or unknown."""
    answers = rules.judge(module.check, given)
    with writing() as session:
        attempt = CheckAttempt(
            person_id=person.id,
            module_slug=module.slug,
            content_hash=module.content_hash,
            right=sum(answer.is_right for answer in answers),
            total=len(answers),
        )
        session.add(attempt)
        session.flush()
        session.add_all(
            CheckAnswer(
                attempt_id=attempt.id,
                question_id=answer.question_id,
                option_id=answer.option_id,
                is_right=answer.is_right,
            )
            for answer in answers
        )
    return attempt
