"""Courses around the measured one: groups of cursisten with all that they did, through bulk inserts."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, func, insert, select

from modules.assignments import form_rules
from modules.assignments import queries as assignments
from modules.assignments.models import Assignment, Entry, Version
from modules.checks.models import CheckAttempt
from modules.completion.models import ModuleCompletion
from modules.lessons.models import LessonProgress
from modules.library import queries as library
from observation.form.models import InstrumentVersion
from observation.intervisie.models import Agreement, Session
from observation.meetings.models import Attendee, BroughtMeeting, Meeting, Trajectory
from observation.scoring.models import Observation
from trainer.db import Base, db
from trainer.groups.models import Group, Membership
from trainer.groups.rules import GroupKind, GroupRole
from trainer.people.models import Person
from trainer.people.rules import Role
from trainer.planning.models import CourseDay, Presence
from trainer.planning.rules import TEMPLATE

THEN = datetime(2026, 5, 4, 9, tzinfo=UTC)
DAYS_HELD = 5
SMALL = 5
MOST_IN_MEMORY = 50_000
SENTENCE = "Zij vertelde wat haar vorig jaar hielp, en wie haar daarbij steunde. "
# In the order in which one points to the other.
TABLES: tuple[type[Base], ...] = (
    Person, Group, Membership, CourseDay, Presence, LessonProgress, CheckAttempt, ModuleCompletion, Assignment, Version,
    Entry, Trajectory, Meeting, BroughtMeeting, Attendee, Observation, Session, Agreement,
)  # fmt: skip


@dataclass
class Rows:
    """What is going to be inserted, by table; every new row gets its number here."""

    rows: dict[type[Base], list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    last: dict[type[Base], int] = field(default_factory=dict)

    def add(self, model: type[Base], **values: Any) -> int:
        """Add one row and return its id."""
        if model not in self.last:
            self.last[model] = _number(select(func.max(model.__table__.c.id)))
        self.last[model] += 1
        self.rows[model].append(values | {"id": self.last[model]})
        return self.last[model]

    def add_keyed(self, model: type[Base], **values: Any) -> None:
        """Add one row of a table that has no id of its own."""
        self.rows[model].append(values)

    def write(self) -> None:
        """Insert everything, each table at once."""
        with db.engine.begin() as connection:
            # Otherwise SQLite would sync every row to disk.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            for model in TABLES:
                if found := self.rows[model]:
                    connection.execute(insert(model.__table__), found)
        self.rows.clear()


def add_courses(names: list[str], size: int, trainer: Person | None = None) -> list[int]:
    """Add course groups of `size` cursisten with everything they did; return their ids.

    With a trainer they train all of them, without one each group has a trainer of its own.
    """
    rows, ids = Rows(), []
    for name in names:
        ids.append(_add_course(rows, name, size, trainer))
        if len(rows.rows[LessonProgress]) > MOST_IN_MEMORY:
            rows.write()
    rows.write()
    return ids


def counts() -> dict[str, int]:
    """Return how many rows each of the filled tables holds."""
    found = {model.__tablename__: select(func.count()).select_from(model.__table__) for model in TABLES}
    return {name: _number(query) for name, query in found.items()}


def _number(query: Select[Any]) -> int:
    with db.engine.connect() as connection:
        return connection.scalar(query) or 0


def _add_course(rows: Rows, name: str, size: int, trainer: Person | None) -> int:
    trainer_id = trainer.id if trainer else _add_person(rows, f"Trainer van {name}", Role.TRAINER)
    group = rows.add(Group, name=name, parent_id=None, kind=GroupKind.COURSE.value, created_at=THEN)
    _add_member(rows, trainer_id, group, GroupRole.TRAINER)
    people = [_add_person(rows, f"Cursist {number:04} van {name}", Role.PARTICIPANT) for number in range(size)]
    for person in people:
        _add_member(rows, person, group, GroupRole.PARTICIPANT)
    _add_days(rows, group, people, trainer_id)
    for place, person in enumerate(people):
        _add_progress(rows, person, place)
        _add_assignment(rows, person, group, place, trainer_id)
    for start in range(0, size, SMALL):
        _add_small_group(rows, group, people[start : start + SMALL], trainer_id, start // SMALL)
    return group


def _add_person(rows: Rows, name: str, role: Role) -> int:
    email = f"{name.lower().replace(' ', '-')}@meting.example"
    return rows.add(Person, name=name, email=email, role=role.value, password_hash="-", created_at=THEN)


def _add_member(rows: Rows, person: int, group: int, role: GroupRole, agreed_at: datetime | None = None) -> None:
    values = {"person_id": person, "group_id": group, "role": role.value, "agreed_at": agreed_at, "created_at": THEN}
    rows.add(Membership, **values)


def _add_days(rows: Rows, group: int, people: list[int], trainer_id: int) -> None:
    """Plan the days of the training, five of them held; one in ten cursisten was away."""
    for place, day in enumerate(TEMPLATE):
        values = {"kind": day.kind.value, "number": day.number, "minutes": day.minutes, "subject": day.subject}
        held_on = date(2026, 5, 4) + timedelta(weeks=place) if place < DAYS_HELD else None
        times = {"starts_at": time(9, 30), "ends_at": time(16, 30)} if held_on else {"starts_at": None, "ends_at": None}
        day_id = rows.add(CourseDay, group_id=group, held_on=held_on, code="KLM2NP", changed_at=THEN, **values, **times)
        for turn, person in enumerate(people if held_on else ()):
            state = "excused" if (turn + place) % 10 == 0 else "present"
            keys = {"day_id": day_id, "person_id": person, "recorded_by_id": trainer_id}
            rows.add_keyed(Presence, **keys, state=state, minutes=None, recorded_at=THEN)


def _add_progress(rows: Rows, person: int, place: int) -> None:
    """Let someone read a number of modules whole, with the check, and the next one half; one in five read all."""
    modules = library.course().modules
    whole = len(modules) if place % 5 == 0 else place % len(modules)
    for number, module in enumerate(modules[: whole + 1]):
        of_module = {"person_id": person, "module_slug": module.slug, "content_hash": module.content_hash}
        is_whole = number < whole
        for lesson in module.lessons if is_whole else module.lessons[: len(module.lessons) // 2]:
            moments = {"first_opened_at": THEN, "last_opened_at": THEN + timedelta(days=number), "done_at": THEN}
            rows.add(LessonProgress, **of_module, lesson_slug=lesson.slug, section=None, **moments)
        for attempt in range(1 + (place + number) % 2) if is_whole else ():
            rows.add(CheckAttempt, **of_module, submitted_at=THEN, right_count=6 + 2 * attempt, total_count=10)
        if is_whole:
            rows.add(ModuleCompletion, **of_module, finished_at=THEN)


def _add_assignment(rows: Rows, person: int, group: int, place: int, trainer_id: int) -> None:
    """Give someone a Profiel: of four one is a draft, one waits for the trainer, one is enough, one came back."""
    values = {"person_id": person, "group_id": group, "kind": "profiel", "client_number": f"C{place}"}
    assignment = rows.add(Assignment, **values, form_text=_form_text(), started_at=THEN)
    answered = {"answered_at": THEN, "answered_by_id": trainer_id}
    unanswered = {"answered_at": None, "answered_by_id": None, "verdict": None}
    if place % 4 == 3:
        _add_version(rows, assignment, 1, person, THEN, answered | {"verdict": "continue"})
        _add_version(rows, assignment, 2, person, None, unanswered)
    elif place % 4 == 2:
        _add_version(rows, assignment, 1, person, THEN, answered | {"verdict": "enough"})
    else:
        _add_version(rows, assignment, 1, person, THEN if place % 4 else None, unanswered)


def _add_version(
    rows: Rows, assignment: int, number: int, person: int, handed_in_at: datetime | None, answer: dict[str, Any]
) -> None:
    moments = {"started_at": THEN, "handed_in_at": handed_in_at}
    version = rows.add(Version, assignment_id=assignment, number=number, **moments, **answer)
    for key in range(6):
        where = {"version_id": version, "side": "own", "key": f"veld-{key}", "revision": 1}
        rows.add_keyed(Entry, **where, text=SENTENCE * (key + 1), saved_at=THEN, saved_by_id=person)


@cache
def _form_text() -> str:
    shelf = assignments.shelf()
    return form_rules.kept(shelf.forms["profiel"].with_rows(shelf.row_sets[0]))


def _add_small_group(rows: Rows, course: int, people: list[int], trainer_id: int, number: int) -> None:
    """Make an intervisie group with one traject, two overleggen that all but one scored, a session and agreements."""
    kind = {"kind": GroupKind.INTERVISIE.value, "created_at": THEN}
    group = rows.add(Group, name=f"Intervisiegroep {number + 1}", parent_id=course, **kind)
    for person in people:
        _add_member(rows, person, group, GroupRole.PARTICIPANT, THEN)
    trajectory = rows.add(
        Trajectory, client_number=f"C{number}", course_group_id=course, owner_id=people[0], created_at=THEN
    )
    for turn in (1, 2):
        values = {"number": turn, "held_on": date(2026, 5, 12), "created_at": THEN}
        meeting = rows.add(Meeting, trajectory_id=trajectory, **values)
        rows.add(BroughtMeeting, meeting_id=meeting, group_id=group, brought_by_id=people[0], brought_at=THEN)
        for present_as in ("client", "case_manager", "professional", "coordinator"):
            rows.add(Attendee, meeting_id=meeting, function="Consulent", domain="geen", present_as=present_as)
        for person in people[turn - 1 : turn + SMALL - 2]:
            form = {"instrument_version_id": _instrument(), "perspective": "observer"}
            rows.add(Observation, meeting_id=meeting, observer_id=person, started_at=THEN, submitted_at=THEN, **form)
    about = {"question": SENTENCE, "discussed": SENTENCE, "revision": 1, "created_by_id": people[0], "created_at": THEN}
    session = rows.add(Session, group_id=group, meeting_id=meeting, held_on=date(2026, 5, 20), **about)
    for person, done_at in ((people[0], THEN), (people[-1], None)):
        what = {"what": SENTENCE, "due_on": date(2026, 6, 20), "created_at": THEN, "done_at": done_at}
        rows.add(Agreement, session_id=session, owner_id=person, **what)


@cache
def _instrument() -> int:
    return _number(select(func.min(InstrumentVersion.id)))
