"""Reads about progress: of one module, and of all modules for the start page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from modules.checks import queries as checks
from modules.completion import rules
from modules.completion.models import ModuleCompletion
from modules.completion.rules import Place, Progress, StepKind
from modules.lessons import queries as lessons
from modules.lessons.rules import Reading, done_lessons, latest
from modules.library import queries as library
from modules.library.rules import Module
from trainer.db import db
from trainer.people.models import Person

ENDPOINTS = {
    StepKind.LESSON: "modules.lessons.show",
    StepKind.CHECK: "modules.checks.show",
    StepKind.FINISH: "modules.completion.show",
    StepKind.REVIEW: "modules.completion.show",
}


@dataclass(frozen=True)
class ModuleStatus:
    """One person in one module: how far, and the address of the next step."""

    module: Module
    progress: Progress
    done: frozenset[str]
    finished_at: datetime | None

    @property
    def title(self) -> str:
        """Return the title of the module."""
        return self.module.title

    @property
    def endpoint(self) -> str:
        """Return the endpoint of the next step, for `url_for(endpoint, **values, _anchor=fragment)`."""
        return ENDPOINTS[self.progress.step.kind]

    @property
    def values(self) -> dict[str, str]:
        """Return the arguments of that address."""
        place = self.progress.step.place
        return {"module_slug": self.module.slug} | ({"lesson_slug": place.lesson_slug} if place else {})

    @property
    def fragment(self) -> str | None:
        """Return the heading where the person was, or None."""
        place = self.progress.step.place
        return place.section if place else None

    @property
    def next_title(self) -> str:
        """Return what the next step is called: the lesson's title, or that of the module."""
        place = self.progress.step.place
        lesson = self.module.lesson(place.lesson_slug) if place else None
        return f"Les {lesson.number}: {lesson.title}" if lesson else self.module.title

    @property
    def button(self) -> str:
        """Return the words on the button of the next step."""
        return self.progress.step.button

    @property
    def sentence(self) -> str:
        """Return why the next step counts."""
        return self.progress.step.sentence


@dataclass(frozen=True)
class CourseStatus:
    """One person in the whole course: the module to go on with (None at the end), and how many are finished."""

    following: ModuleStatus | None
    finished: int
    total: int

    @property
    def words(self) -> str:
        """Return `2 van 12 modules afgerond`."""
        return f"{self.finished} van {self.total} {'module' if self.total == 1 else 'modules'} afgerond"


def course_status(person: Person) -> CourseStatus:
    """Return what comes next in the course and how far someone is."""
    readings = lessons.readings(person)
    statuses = {status.module.slug: status for status in _overview(person, readings)}
    finished = {slug for slug, status in statuses.items() if status.finished_at}
    last = latest([reading for reading in readings if reading.module_slug in statuses])
    slug = rules.next_module(list(statuses), finished, last.module_slug if last else None)
    return CourseStatus(statuses[slug] if slug else None, len(finished), len(statuses))


def overview(person: Person) -> list[ModuleStatus]:
    """Return how far someone is in every module, in the order of the course."""
    return _overview(person, lessons.readings(person))


def _overview(person: Person, readings: Sequence[Reading]) -> list[ModuleStatus]:
    checked, finished = checks.checked_modules(person), _finished(person)
    return [
        _status(
            module,
            [reading for reading in readings if reading.module_slug == module.slug],
            checked=module.slug in checked,
            finished_at=finished.get(module.slug),
        )
        for module in library.course().modules
    ]


def status(person: Person, module: Module) -> ModuleStatus:
    """Return how far someone is in one module."""
    return _status(
        module,
        lessons.readings_of(person, module),
        checked=module.slug in checks.checked_modules(person),
        finished_at=_finished(person).get(module.slug),
    )


def completion(person: Person, module: Module) -> ModuleCompletion | None:
    """Return the row that says that someone finished a module, or None."""
    return db.session.scalar(select(ModuleCompletion).filter_by(person_id=person.id, module_slug=module.slug))


def _finished(person: Person) -> dict[str, datetime]:
    query = select(ModuleCompletion.module_slug, ModuleCompletion.finished_at)
    rows = db.session.execute(query.filter_by(person_id=person.id))
    return {row.module_slug: row.finished_at for row in rows}


def _status(
    module: Module, readings: Sequence[Reading], *, checked: bool, finished_at: datetime | None
) -> ModuleStatus:
    last, done = latest(readings), done_lessons(readings)
    return ModuleStatus(
        module=module,
        progress=rules.progress(
            [lesson.slug for lesson in module.lessons],
            done,
            Place(last.lesson_slug, last.section) if last else None,
            checked=checked,
            finished=finished_at is not None,
        ),
        done=done,
        finished_at=finished_at,
    )
