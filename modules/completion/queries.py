"""Reads about progress: of one module, of all modules for the start page, and of all that counts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from modules.assignments import queries as assignments
from modules.checks import queries as checks
from modules.completion import contract_rules, evidence_rules, rules
from modules.completion.contract_rules import Contract, Met, Requirement, RequirementKind, State
from modules.completion.evidence_rules import AssignmentFact, DayFact, Evidence, Happened, ModuleFact
from modules.completion.models import ModuleCompletion, RequirementException
from modules.completion.rules import CheckMade, ReadingPlace
from modules.completion.status_rules import CourseStatus, ModuleStatus
from modules.lessons import queries as lessons
from modules.lessons.rules import Reading, done_lessons, left_at, worked_in
from modules.library import queries as library
from modules.library.lesson_rules import Lesson
from modules.library.rules import Module
from trainer.db import db
from trainer.groups.models import Group
from trainer.people.models import Person
from trainer.planning import queries as planning
from trainer.planning.rules import Shortage
from trainer.web import dutch_day

# What the observation side knows of these people in a course group: (person, day, name, id). `app.py` hands it in,
# under these names in `app.extensions`.
Reported = Callable[[Group, Sequence[int]], Iterable[tuple[int, date, str, int]]]
AT_ONCE = 100
SESSIONS, SCORED = "sessions_taken_part_in", "meetings_scored_by"


def course_status(person: Person) -> CourseStatus:
    """Return what comes next in the course and how far someone is."""
    readings = lessons.readings(person)
    statuses = {status.module.slug: status for status in _overview(person, readings)}
    finished = {slug for slug, status in statuses.items() if status.finished_at}
    slug = rules.next_module(list(statuses), finished, worked_in(readings))
    return CourseStatus(list(statuses.values()), statuses[slug] if slug else None)


def _overview(person: Person, readings: Sequence[Reading]) -> list[ModuleStatus]:
    best, finished = checks.best(person), _finished(person)
    return [
        _status(
            module,
            [reading for reading in readings if reading.module_slug == module.slug],
            check=_check_made(best.get(module.slug)),
            finished_at=finished.get(module.slug),
        )
        for module in library.course().modules
    ]


def status(person: Person, module: Module) -> ModuleStatus:
    """Return how far someone is in one module."""
    return _status(
        module,
        lessons.readings_of(person, module),
        check=_check_made(checks.best(person).get(module.slug)),
        finished_at=_finished(person).get(module.slug),
    )


def status_after(person: Person, module: Module, lesson: Lesson, readings: Sequence[Reading]) -> ModuleStatus:
    """Return where someone goes on in a module once this lesson is done; `readings` are theirs of this module."""
    done = done_lessons(readings) | {lesson.slug}
    # Only after the last lesson it matters whether the check was made: until then this costs no query.
    all_read = all(each.slug in done for each in module.lessons)
    progress = rules.progress(
        [each.slug for each in module.lessons],
        done,
        ReadingPlace(lesson.slug),
        check=_check_made(checks.best(person).get(module.slug)) if all_read else None,
        finished=False,
    )
    return ModuleStatus(module, progress, done, None)


def completion(person: Person, module: Module) -> ModuleCompletion | None:
    """Return the row that says that someone finished a module, or None."""
    return db.session.scalar(select(ModuleCompletion).filter_by(person_id=person.id, module_slug=module.slug))


def _finished(person: Person) -> dict[str, datetime]:
    query = select(ModuleCompletion.module_slug, ModuleCompletion.finished_at)
    rows = db.session.execute(query.filter_by(person_id=person.id))
    return {row.module_slug: row.finished_at for row in rows}


def _check_made(best: tuple[int, int] | None) -> CheckMade | None:
    return CheckMade(*best, evidence_rules.right_for_check(contract().requirements, best[1])) if best else None


def _status(
    module: Module, readings: Sequence[Reading], *, check: CheckMade | None, finished_at: datetime | None
) -> ModuleStatus:
    last, done = left_at(readings), done_lessons(readings)
    return ModuleStatus(
        module=module,
        progress=rules.progress(
            [lesson.slug for lesson in module.lessons],
            done,
            ReadingPlace(last.lesson_slug, last.section) if last else None,
            check=check,
            finished=finished_at is not None,
        ),
        done=done,
        finished_at=finished_at,
    )


@dataclass(frozen=True)
class RequirementStanding:
    """One person at one requirement: how far, and the exception in force or None."""

    requirement: Requirement
    met: Met
    exception: RequirementException | None

    @property
    def state(self) -> State:
        """Return met, exception, open or unknown. What is met needs no exception."""
        return State.EXCEPTION if self.exception and self.met.state != State.MET else self.met.state

    @property
    def is_stuck(self) -> bool:
        """Return whether it is still open and nothing that is planned can change that."""
        return self.met.out_of_reach and self.state == State.OPEN


@cache
def contract() -> Contract:
    """Return what counts for the course: its file, once per process."""
    path = library.CONTENT / contract_rules.FILE
    return contract_rules.read_contract({path.name: path.read_text()} if path.exists() else {})


def hours_asked() -> dict[str, int]:
    """Return how many hours count for the course, by kind of day."""
    return {each.day: each.hours for each in contract().requirements if each.kind == RequirementKind.PRESENCE}


def too_few_hours(of_groups: Sequence[Group]) -> list[tuple[Group, Shortage]]:
    """Return of which of these groups the days together are too few for a cursist, with what they lack.

    Who has an exception needs no more days.
    """
    short = planning.shortages(of_groups)
    return [(group, each) for group in of_groups if group.id in short for each in _still_asked(group, short[group.id])]


def _still_asked(group: Group, short: Sequence[Shortage]) -> list[Shortage]:
    people = [person.id for person in planning.people_of(group)]
    excepted = _exceptions(group, people)
    of_days = [(each.day, each.id) for each in contract().requirements]
    asked = {day for day, requirement in of_days for person in people if (person, requirement) not in excepted}
    return [each for each in short if each.kind in asked]


def out_of_reach(
    of_groups: Sequence[Group], short: Sequence[tuple[Group, Shortage]], today: date
) -> list[tuple[Group, Requirement, list[Person]]]:
    """Return in which of these groups who cannot get to the hours of a requirement any more with the days that are still
    to come. Where the days are too few for everybody, as `short` says, nobody is named.

    Only who missed a day can be so, and only of them the days are read.
    """
    found = []
    said = {(group.id, each.kind) for group, each in short}
    of_hours = [each for each in contract().requirements if each.kind == RequirementKind.PRESENCE]
    for group, people in planning.not_always_there(of_groups):
        ids = [person.id for person in people]
        days, excepted = _days_of(group, ids, today), _exceptions(group, ids)
        for requirement in of_hours:
            if (group.id, requirement.day) in said:
                continue
            stuck = [
                person
                for person in people
                if _standing(requirement, person.id, Evidence(today=today, days=days[person.id]), excepted).is_stuck
            ]
            found += [(group, requirement, stuck)] if stuck else []
    return found


def own_out_of_reach(person: Person, of_groups: Sequence[Group], today: date) -> list[tuple[Group, Requirement]]:
    """Return of which requirements someone cannot get to the hours any more, in these groups that they follow."""
    missed = [group for group, people in planning.not_always_there(of_groups) if person in people]
    found = out_of_reach(missed, too_few_hours(missed), today) if missed else []
    return [(group, requirement) for group, requirement, people in found if person in people]


def find_exception(exception_id: int) -> RequirementException | None:
    """Return the exception with this id, or None."""
    return db.session.get(RequirementException, exception_id, options=[joinedload(RequirementException.group)])


def exception_in_force(group: Group, person: Person, requirement: Requirement) -> RequirementException | None:
    """Return the exception that counts now, or None."""
    query = select(RequirementException).filter_by(
        group_id=group.id, person_id=person.id, requirement=requirement.id, taken_back_at=None
    )
    return db.session.scalar(query)


def exceptions_taken_back(group: Group, person: Person) -> Sequence[RequirementException]:
    """Return the exceptions that someone had and that count no more, newest first."""
    query = (
        select(RequirementException)
        .where(
            RequirementException.group_id == group.id,
            RequirementException.person_id == person.id,
            RequirementException.taken_back_at.is_not(None),
        )
        .options(joinedload(RequirementException.made_by), joinedload(RequirementException.taken_back_by))
    )
    return db.session.scalars(query.order_by(RequirementException.taken_back_at.desc())).all()


def standings(group: Group, people: Sequence[Person], today: date) -> dict[int, list[RequirementStanding]]:
    """Return by person how they stand with every requirement, in the order of the contract.

    The same few questions to the database for one person as for a whole group.
    """
    ids = [person.id for person in people]
    evidence, excepted = _evidence(group, ids, today), _exceptions(group, ids)
    return {
        person_id: [_standing(each, person_id, evidence[person_id], excepted) for each in contract().requirements]
        for person_id in ids
    }


def _standing(
    requirement: Requirement, person: int, evidence: Evidence, excepted: Mapping[tuple[int, str], RequirementException]
) -> RequirementStanding:
    met = evidence_rules.met(requirement, evidence)
    return RequirementStanding(requirement, met, excepted.get((person, requirement.id)))


def one_by_one(
    group: Group, people: Sequence[Person], today: date
) -> Iterator[tuple[Person, list[RequirementStanding]]]:
    """Yield each of these people with how they stand.

    The evidence is read a hundred people at a time: that of a thousand at once takes 25 MB, in each thread that does so.
    """
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        found = standings(group, some, today)
        yield from ((person, found[person.id]) for person in some)


def _exceptions(group: Group, people: Sequence[int]) -> dict[tuple[int, str], RequirementException]:
    query = (
        select(RequirementException)
        .where(
            RequirementException.group_id == group.id,
            RequirementException.person_id.in_(people),
            RequirementException.taken_back_at.is_(None),
        )
        .options(joinedload(RequirementException.made_by))
    )
    return {(row.person_id, row.requirement): row for row in db.session.scalars(query)}


def _evidence(group: Group, people: Sequence[int], today: date) -> dict[int, Evidence]:
    finished, best = _finished_by(people), checks.best_by(people)
    days = _days_of(group, people, today)
    handed_in = _assignment_facts(group, people)
    sessions, scored = _reported(SESSIONS, group, people, today), _reported(SCORED, group, people, today)
    modules = library.course().modules
    return {
        person: Evidence(
            today=today,
            modules=[
                ModuleFact(each.slug, each.title, each.slug in finished[person], best.get((person, each.slug)))
                for each in modules
            ],
            days=days[person],
            assignments=handed_in[person],
            sessions=None if sessions is None else sessions[person],
            scored=None if scored is None else scored[person],
        )
        for person in people
    }


def _assignment_facts(group: Group, people: Sequence[int]) -> dict[int, list[AssignmentFact]]:
    found: dict[int, list[AssignmentFact]] = defaultdict(list)
    for each in assignments.handed_in_by(group, people):
        trainers = ", ".join(trainer.name for trainer in each.trainers)
        found[each.assignment.person_id].append(
            AssignmentFact(
                each.assignment.id, each.assignment.kind, each.title, each.turn, dutch_day(each.since), trainers
            )
        )
    return found


def _days_of(group: Group, people: Sequence[int], today: date) -> dict[int, list[DayFact]]:
    days = [
        DayFact(day.id, day.kind, day.name, day.held_on, day.minutes)
        for day in planning.days(group)
        if day.cancelled_at is None
    ]
    presence = planning.registered(group, people)
    return {person: [day.as_known(presence.get((person, day.id)), today) for day in days] for person in people}


def _finished_by(people: Sequence[int]) -> dict[int, set[str]]:
    query = select(ModuleCompletion.person_id, ModuleCompletion.module_slug)
    found: dict[int, set[str]] = defaultdict(set)
    for person_id, slug in db.session.execute(query.where(ModuleCompletion.person_id.in_(people))):
        found[person_id].add(slug)
    return found


def _reported(name: str, group: Group, people: Sequence[int], today: date) -> dict[int, list[Happened]] | None:
    ask: Reported | None = current_app.extensions.get(name)
    if ask is None:
        return None
    found: dict[int, list[Happened]] = defaultdict(list)
    for person_id, on, words, number in ask(group, people):
        if on <= today:
            found[person_id].append(Happened(on, words, number))
    return found
