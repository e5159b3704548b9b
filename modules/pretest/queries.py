"""Reads about the measurements before and after the course."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select

from modules.library import queries as library
from modules.pretest import rules
from modules.pretest.models import Pretest, PretestAnswer
from modules.pretest.rules import Asked, GroupRow, Half, Phase, PretestStanding, Tally
from trainer.db import db
from trainer.groups import queries as groups
from trainer.groups.models import Group, Membership
from trainer.groups.rules import GroupKind, GroupRole
from trainer.people.models import Person


@dataclass(frozen=True)
class Offer:
    """The measurement that the start page speaks of."""

    group_id: int
    phase: Phase
    started: bool
    questions: int


def find_pretest(pretest_id: int) -> Pretest | None:
    """Return the measurement with this id, or None."""
    return db.session.get(Pretest, pretest_id)


def follows(person: Person, group: Group) -> bool:
    """Return whether someone follows the course in this course group."""
    member = groups.membership(person, group) if group.kind == GroupKind.COURSE else None
    return member is not None and member.role == GroupRole.PARTICIPANT


def courses_followed(memberships: Iterable[Membership]) -> list[Membership]:
    """Return the memberships by which someone follows a course."""
    return [
        member
        for member in memberships
        if member.role == GroupRole.PARTICIPANT and member.group.kind == GroupKind.COURSE
    ]


def standings(person: Person) -> dict[tuple[int, Phase], PretestStanding]:
    """Return how far someone is in their measurements, by group and phase."""
    rows = db.session.scalars(select(Pretest).filter_by(person_id=person.id))
    return {(row.group_id, Phase(row.phase)): _standing(row) for row in rows}


def _standing(row: Pretest) -> PretestStanding:
    return PretestStanding(row.id, row.skipped_at is not None, row.started_at is not None, row.submitted_at)


def offer(
    person: Person, memberships: Sequence[Membership], finished: int, total: int, *, learned: bool
) -> Offer | None:
    """Return the measurement to speak of on the start page, or None.

    `finished` of `total` modules are finished; `learned` is whether any lesson was read.
    """
    followed, phase = courses_followed(memberships), rules.open_phase(finished, total)
    if not followed or phase is None:
        return None
    known = standings(person)
    for member in followed:
        standing = known.get((member.group_id, phase))
        if rules.is_offered(phase, standing, learned=learned):
            questions = len(rules.draw(library.course(), Half.A))
            return Offer(member.group_id, phase, bool(standing and standing.started), questions) if questions else None
    return None


def measurement(person: Person, group: Group, phase: Phase) -> Pretest | None:
    """Return someone's measurement in a group, or None."""
    return db.session.scalar(select(Pretest).filter_by(person_id=person.id, group_id=group.id, phase=phase.value))


def submitted_before(pretest: Pretest) -> Pretest | None:
    """Return the measurement before the course of the same person and group when it was handed in, or None."""
    query = select(Pretest).filter_by(person_id=pretest.person_id, group_id=pretest.group_id, phase=Phase.BEFORE.value)
    return db.session.scalar(query.where(Pretest.submitted_at.is_not(None), Pretest.id != pretest.id))


def asked(pretest: Pretest) -> list[Asked]:
    """Return the questions of a measurement with what was answered, in their order."""
    rows = db.session.scalars(select(PretestAnswer).filter_by(pretest_id=pretest.id).order_by(PretestAnswer.place))
    return [Asked(row.module_slug, row.question_id, row.content_hash, row.option_id, row.is_right) for row in rows]


def halves(group: Group, phase: Phase) -> dict[Half, int]:
    """Return how many people of a group began each half."""
    query = select(Pretest.half, func.count()).filter_by(group_id=group.id, phase=phase.value)
    rows = db.session.execute(query.where(Pretest.half.is_not(None)).group_by(Pretest.half))
    return {Half(half): count for half, count in rows if half}


def people_counts(group: Group) -> dict[Phase, int]:
    """Return how many people handed in each measurement. Who left the group still counts, so that leaving tells nothing."""
    query = select(Pretest.phase, func.count()).where(Pretest.group_id == group.id, Pretest.submitted_at.is_not(None))
    return {Phase(phase): count for phase, count in db.session.execute(query.group_by(Pretest.phase))}


def group_rows(group: Group) -> list[GroupRow]:
    """Return the counts of a group per module, of as many people as the rules ask for."""
    right = func.sum(case((PretestAnswer.is_right.is_(True), 1), else_=0))
    unknown = func.sum(case((PretestAnswer.option_id == rules.DONT_KNOW, 1), else_=0))
    people = func.count(Pretest.id.distinct())
    query = (
        select(PretestAnswer.module_slug, Pretest.phase, people, func.count(), right, unknown)
        .join(Pretest, Pretest.id == PretestAnswer.pretest_id)
        .where(Pretest.group_id == group.id, Pretest.submitted_at.is_not(None), PretestAnswer.is_right.is_not(None))
        .group_by(PretestAnswer.module_slug, Pretest.phase)
    )
    counts = {
        (slug, Phase(phase)): (persons, Tally(good, answers - good - open_, open_))
        for slug, phase, persons, answers, good, open_ in db.session.execute(query)
    }
    return rules.group_rows(library.course(), counts)
