"""Reads about how the training of a course group was given. Counts of the whole group, never of one person."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from modules.assignments import queries as assignments
from modules.completion import queries as completion
from modules.fidelity import rules
from modules.fidelity.models import FidelityEntry, FidelityReason
from modules.fidelity.rules import TIME, Attendance, Day, Remark, Row
from trainer.db import db
from trainer.groups.models import Group
from trainer.planning import queries as planning
from trainer.planning.models import CourseDay, Presence
from trainer.planning.rules import counted_minutes


@dataclass(frozen=True)
class Written:
    """What trainers wrote at one row: the last entry, which counts, and the earlier ones, newest first."""

    last: FidelityEntry
    remark: Remark
    earlier: tuple[FidelityEntry, ...]


def written(group: Group) -> dict[str, Written]:
    """Return what trainers wrote about a group, by row."""
    query = select(FidelityEntry).filter_by(group_id=group.id).options(joinedload(FidelityEntry.person))
    entries = db.session.scalars(query.order_by(FidelityEntry.id.desc())).all()
    by_row = {row: [each for each in entries if each.row == row] for row in {each.row for each in entries}}
    return {row: Written(found[0], _remark(found[0]), tuple(found[1:])) for row, found in by_row.items()}


def _remark(entry: FidelityEntry) -> Remark:
    if entry.row != TIME:
        return Remark(entry.note)
    reasons = db.session.scalars(select(FidelityReason.reason).filter_by(entry_id=entry.id))
    return Remark(entry.note, entry.answer, frozenset(reasons))


def rows(group: Group, counts: Mapping[str, int], time: Remark, today: date) -> list[Row]:
    """Return all parts of the training, planned beside given; `counts` come from other parts of the site."""
    people = [person.id for person in planning.people_of(group)]
    days = planning.days(group)
    held = planning.held_among([day.id for day in days])
    known = [_day(day, held) for day in days]
    given = {day.id: day for day, each in zip(days, known, strict=True) if each.is_given(today)}
    asked = {each.kind: each.count for each in completion.contract().requirements if each.count}
    return rules.rows(known, _attendance(given, people), len(people), counts, time, asked, today=today)


def assignment_counts(group: Group) -> dict[str, int]:
    """Return how many cursisten handed in each assignment, and of how many it was found 'voldoende'."""
    return {
        f"{name}_{act}": assignments.count_in(group, kind, approved=act == "approved")
        for name, kind in (("profile", "profiel"), ("plan", "plan"))
        for act in ("handed_in", "approved")
    }


def _day(day: CourseDay, held: Container[int]) -> Day:
    return Day(day.kind, day.minutes, day.held_on, day.cancelled_at is not None, day.id in held)


def _attendance(given: Mapping[int, CourseDay], people: Sequence[int]) -> Attendance:
    query = select(Presence).where(Presence.day_id.in_(given), Presence.person_id.in_(people))
    registered = db.session.scalars(query).all()
    possible = len(people) * sum(day.minutes for day in given.values())
    return Attendance(
        present=sum(counted_minutes(row.state, row.minutes, given[row.day_id].minutes) for row in registered),
        possible=possible,
        unknown=possible - sum(given[row.day_id].minutes for row in registered),
    )
