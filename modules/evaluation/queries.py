"""Reads of evaluations. What others gave leaves this file only as counts of enough people, and as texts without order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from secrets import SystemRandom

from sqlalchemy import select

from modules.evaluation import form_rules, rules
from modules.evaluation.form_rules import Form, Source
from modules.evaluation.models import Evaluation, EvaluationAnswer
from modules.evaluation.rules import MIN_PEOPLE, Given, Occasion, Planned, Tally
from modules.library.queries import CONTENT
from modules.library.toml_rules import Problem
from trainer.db import db
from trainer.groups import queries as groups
from trainer.groups.models import Group, Membership
from trainer.groups.rules import GroupKind, GroupRole
from trainer.people.models import Person
from trainer.planning.models import CourseDay
from trainer.web import dutch_day

FOLDER = CONTENT / "evaluation"
FILES = {Occasion.END: "end.toml", Occasion.FOLLOW_UP: "follow-up.toml"}
# Who is asked: the use of the method later on is a question for who does the work.
ASKED = {
    Occasion.END: (GroupRole.PARTICIPANT, GroupRole.TRAINER),
    Occasion.FOLLOW_UP: (GroupRole.PARTICIPANT,),
}


@dataclass(frozen=True)
class Content:
    """The questions of each occasion, what the source found, and the problems in the files."""

    forms: dict[Occasion, Form]
    source: Source | None
    problems: tuple[Problem, ...]


@cache
def content() -> Content:
    """Return what the files say, read once."""
    texts = {path.name: path.read_text() for path in FOLDER.glob("*.toml")}
    forms: dict[Occasion, Form] = {}
    problems: list[Problem] = []
    for occasion, file in FILES.items():
        form, found = form_rules.read_form(file, texts)
        forms |= {occasion: form} if form else {}
        problems += found
    source, found = form_rules.read_source("source.toml", texts)
    return Content(forms, source, (*problems, *found))


def role_in(person: Person, group: Group) -> GroupRole | None:
    """Return whether someone is a cursist or a trainer of this course group; None for everyone else."""
    member = groups.membership(person, group)
    if group.kind != GroupKind.COURSE or member is None or member.role == GroupRole.OBSERVER:
        return None
    return GroupRole(member.role)


def planned_days(group: Group) -> list[Planned]:
    """Return the days of a course group as far as they matter for when people are asked."""
    return _planned_days([group.id])[group.id]


def _planned_days(group_ids: Sequence[int]) -> dict[int, list[Planned]]:
    found: dict[int, list[Planned]] = {group_id: [] for group_id in group_ids}
    query = select(CourseDay.group_id, CourseDay.held_on, CourseDay.cancelled_at)
    for group_id, held_on, cancelled_at in db.session.execute(query.where(CourseDay.group_id.in_(group_ids))):
        found[group_id].append(Planned(held_on, cancelled_at is not None))
    return found


def own(person: Person, group: Group, occasion: Occasion) -> Evaluation | None:
    """Return what someone gave at this occasion, or None."""
    query = select(Evaluation).filter_by(person_id=person.id, group_id=group.id, occasion=occasion.value)
    return db.session.scalar(query)


def answers(evaluation: Evaluation) -> Given:
    """Return the answers in one evaluation, by question."""
    return _answers([evaluation]).get(evaluation.id, {})


def _answers(evaluations: Sequence[Evaluation]) -> dict[int, dict[str, tuple[str, ...]]]:
    found: dict[int, dict[str, tuple[str, ...]]] = {row.id: {} for row in evaluations}
    query = select(EvaluationAnswer).where(EvaluationAnswer.evaluation_id.in_(found))
    for row in db.session.scalars(query):
        given = found[row.evaluation_id]
        given[row.question_id] = (*given.get(row.question_id, ()), row.choice or row.text)
    return found


@dataclass(frozen=True)
class Waiting:
    """A form that is open for someone and that they have not filled in."""

    group: Group
    occasion: Occasion
    form: Form
    only_trainer: bool


def waiting(person: Person, memberships: Sequence[Membership], today: date) -> list[Waiting]:
    """Return what someone with these memberships is asked now."""
    mine = [row for row in memberships if row.group.kind == GroupKind.COURSE]
    if not mine:
        return []
    given = {
        (row.group_id, row.occasion) for row in db.session.scalars(select(Evaluation).filter_by(person_id=person.id))
    }
    found, planned = [], _planned_days([row.group_id for row in mine])
    for row in mine:
        days = planned[row.group_id]
        for occasion, form in content().forms.items():
            opens = rules.opens_on(days, occasion)
            is_open = opens is not None and opens <= today and row.role in ASKED[occasion]
            if is_open and (row.group_id, occasion.value) not in given:
                found.append(Waiting(row.group, occasion, form, is_only_trainer(row)))
    return found


def is_only_trainer(member: Membership | None) -> bool:
    """Return whether what this member gives is shown to nobody now: they train the group alone, and no trainer before
    them gave anything that could be counted with it.
    """
    if member is None or member.role != GroupRole.TRAINER or groups.other_trainers(member):
        return False
    query = select(Evaluation.id).filter_by(group_id=member.group_id, given_as=GroupRole.TRAINER.value)
    return db.session.scalar(query.where(Evaluation.person_id != member.person_id).limit(1)) is None


@dataclass(frozen=True)
class Results:
    """What a part of a group gave at one occasion. Without tallies there are too few people to show anything."""

    occasion: Occasion
    role: GroupRole
    asked: int
    given: int
    counted: int
    tallies: tuple[Tally, ...] = ()

    def about(self, measure: str) -> list[Tally]:
        """Return the tallies of one measure that anyone answered."""
        return [tally for tally in self.tallies if tally.question.measure == measure and tally.answered]


def results(reader: Person, group: Group, occasion: Occasion, role: GroupRole, today: date) -> Results:
    """Return what the cursisten or the trainers of a group gave, as far as this reader may see it.

    At least three people's answers are counted, the reader's own not among those three: they know that one already.
    A trainer sees besides, of each other trainer who chose so, what they gave; those are not among the three either.
    """
    query = select(Evaluation).filter_by(group_id=group.id, occasion=occasion.value, given_as=role.value)
    rows = db.session.scalars(query.order_by(Evaluation.given_at, Evaluation.id)).all()
    members = {row.person_id for row in groups.members(group) if row.role == role}
    asked = len(members | {row.person_id for row in rows})
    trains = role_in(reader, group) == GroupRole.TRAINER
    open_to_reader = [row for row in rows if trains and row.open_to_trainers]
    unknown = [row for row in rows if row not in open_to_reader]
    counted = unknown[: rules.counted([dutch_day(row.given_at) for row in unknown], today=today)]
    others = [row for row in counted if row.person_id != reader.id]
    shown = [*open_to_reader, *(counted if len(others) >= MIN_PEOPLE else [])]
    form = content().forms.get(occasion)
    if form is None or not shown:
        return Results(occasion, role, asked, len(rows), 0)
    given = list(_answers(shown).values())
    # A new order for every question and every look, so that nobody is known by their place.
    tallies = [rules.shuffled(tally, SystemRandom().shuffle) for tally in rules.tally(form, given)]
    return Results(occasion, role, asked, len(rows), len(shown), tuple(tallies))
