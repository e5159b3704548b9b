"""Writes about knowledge checks."""

from collections.abc import Mapping

from sqlalchemy import delete

from modules.checks import rules
from modules.checks.models import CheckAnswer, CheckAttempt, CheckDraft
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
        session.execute(delete(CheckDraft).filter_by(person_id=person.id, module_slug=module.slug))
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


def keep_draft(person: Person, module: Module, given: Mapping[str, str]) -> None:
    """Keep what was chosen so far; a question without a known answer keeps what it had."""
    with writing() as session:
        # Two windows of one person wait for each other here, so that neither adds a row that the other just made.
        session.get_one(Person, person.id, with_for_update=True)
        for question_id, option_id in rules.known(module.check, given).items():
            session.merge(
                CheckDraft(person_id=person.id, module_slug=module.slug, question_id=question_id, option_id=option_id)
            )
