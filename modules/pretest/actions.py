"""Writes about the measurements before and after the course."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from modules.library.rules import Course
from modules.pretest import queries, rules
from modules.pretest.models import Pretest, PretestAnswer
from modules.pretest.rules import Half, Phase
from trainer.db import now, writing
from trainer.groups.models import Group
from trainer.people.models import Person


def start(person: Person, group: Group, phase: Phase, course: Course) -> Pretest:
    """Begin a measurement or go on with it. The first start settles which half of the questions someone gets."""
    with writing() as session:
        row = _row(session, person, group, phase)
        row.skipped_at = None
        if row.half is None:
            before = queries.measurement(person, group, Phase.BEFORE) if phase is Phase.AFTER else None
            earlier = Half(before.half) if before and before.half else None
            half = rules.half_to_give(earlier, queries.halves(group, phase))
            row.half, row.started_at = half.value, now()
            session.flush()
            avoid = {each.key for each in queries.asked(before)} if before else set()
            _draw(session, row, course, half, avoid)
    return row


def _draw(session: Session, row: Pretest, course: Course, half: Half, avoid: set[str]) -> None:
    session.add_all(
        PretestAnswer(
            pretest_id=row.id,
            module_slug=each.module_slug,
            question_id=each.question_id,
            place=place,
            content_hash=each.content_hash,
        )
        for place, each in enumerate(rules.draw(course, half, avoid))
    )


def skip(person: Person, group: Group, phase: Phase) -> None:
    """Note that someone does not want to be asked on the start page; beginning stays possible."""
    with writing() as session:
        row = _row(session, person, group, phase)
        row.skipped_at = row.skipped_at or now()


def _row(session: Session, person: Person, group: Group, phase: Phase) -> Pretest:
    """Return the row to write in. People of one group wait for each other, so that the halves stay in balance."""
    session.get_one(Group, group.id, with_for_update=True)
    row = queries.measurement(person, group, phase)
    if row is None:
        row = Pretest(person_id=person.id, group_id=group.id, phase=phase.value)
        session.add(row)
    return row


def keep(pretest: Pretest, course: Course, given: Mapping[str, str]) -> None:
    """Keep what was chosen so far; after handing in nothing changes any more."""
    with writing() as session:
        if _locked(session, pretest).submitted_at:
            return
        questions = rules.questions_of(course, queries.asked(pretest))
        for row in _answers(session, pretest):
            key = f"{row.module_slug}.{row.question_id}"
            if key in questions and rules.accepts(questions[key], given.get(key)):
                row.option_id = given[key]


def submit(pretest: Pretest, course: Course, given: Mapping[str, str]) -> None:
    """Hand in a measurement; the first time stands. Raises ValueError when an answer is missing or unknown."""
    with writing() as session:
        locked = _locked(session, pretest)
        if locked.submitted_at:
            return
        judged = {each.key: each for each in rules.judge(course, queries.asked(pretest), given)}
        for row in _answers(session, pretest):
            each = judged[f"{row.module_slug}.{row.question_id}"]
            row.content_hash, row.option_id, row.is_right = each.content_hash, each.option_id, each.is_right
        locked.submitted_at = now()


def _locked(session: Session, pretest: Pretest) -> Pretest:
    return session.get_one(Pretest, pretest.id, with_for_update=True, populate_existing=True)


def _answers(session: Session, pretest: Pretest) -> list[PretestAnswer]:
    return list(session.scalars(select(PretestAnswer).filter_by(pretest_id=pretest.id)))
