"""Reads of assignments. A trainer reads only what was handed in; a cursist reads an answer only when it was sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache

from sqlalchemy import ColumnElement, Select, exists, func, inspect, select, tuple_
from sqlalchemy.orm import aliased, defer, joinedload

from modules.assignments import empty_rules, form_rules, rules
from modules.assignments.empty_rules import LookBack
from modules.assignments.form_rules import Form, RowSet, Shelf
from modules.assignments.models import Assignment, Attachment, Entry, Step, Version
from modules.assignments.rules import Cell, Change, Given, Part, Side, Turn
from modules.library import queries as library
from modules.library.lesson_rules import Lesson
from modules.library.rules import Module
from trainer.db import db
from trainer.groups import queries as groups
from trainer.groups.models import Group, Membership
from trainer.groups.rules import GroupKind, GroupRole
from trainer.people.models import Person

FOLDER = library.CONTENT / "assignments"
_other = aliased(Version)


@cache
def shelf() -> Shelf:
    """Return the forms, the sets of rows and the words, from their files."""
    return form_rules.read_shelf({path.name: path.read_text() for path in FOLDER.glob("*.toml")})


def find_rows(row_set: str) -> RowSet | None:
    """Return the set of rows with this id, or None."""
    return next((each for each in shelf().row_sets if each.id == row_set), None)


@lru_cache(maxsize=64)
def _kept_form(text: str) -> Form:
    return form_rules.from_kept(text)


def form_of(version: Version) -> Form:
    """Return the form that this assignment was started with."""
    return _kept_form(version.assignment.form_text)


def lesson_about(form: Form) -> tuple[Module, Lesson] | None:
    """Return the lesson that explains this form, or None when the course no longer has it."""
    module_slug, _, lesson_slug = form.lesson.partition("/")
    module = library.find_module(module_slug)
    lesson = module.lesson(lesson_slug) if module else None
    return (module, lesson) if module and lesson else None


def course_groups(person: Person) -> list[Group]:
    """Return the course groups in which someone is a cursist."""
    return list(groups.groups_of(person, GroupKind.COURSE, GroupRole.PARTICIPANT))


def find_assignment(assignment_id: int) -> Assignment | None:
    """Return the assignment with this id, or None."""
    return db.session.get(Assignment, assignment_id)


def find_version(version_id: int) -> Version | None:
    """Return the version with this id and its assignment, or None."""
    return db.session.get(Version, version_id, options=[joinedload(Version.assignment)])


def locked(version_id: int) -> Version:
    """Return a version for writing, read anew; on PostgreSQL its row is held, so that two saves never pass each other."""
    query = select(Version).where(Version.id == version_id).with_for_update(of=Version)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def versions(assignment: Assignment) -> Sequence[Version]:
    """Return the versions of an assignment, newest first."""
    query = select(Version).filter_by(assignment_id=assignment.id).options(joinedload(Version.answered_by))
    return db.session.scalars(query.order_by(Version.number.desc())).all()


def versions_for(reader: Person, assignment: Assignment) -> list[Version]:
    """Return those that the writer, or else a trainer, may read, newest first."""
    return [each for each in versions(assignment) if reader.id == assignment.person_id or each.handed_in_at]


def before(version: Version) -> Version | None:
    """Return the version before this one, or None."""
    query = select(Version).filter_by(assignment_id=version.assignment_id, number=version.number - 1)
    return db.session.scalar(query)


def was_handed_in(assignment: Assignment) -> bool:
    """Return whether any version was ever handed in."""
    query = select(Version.id).where(Version.assignment_id == assignment.id, Version.handed_in_at.is_not(None))
    return db.session.scalar(query.limit(1)) is not None


def open_draft(person: Person, kind: str, client_number: str, group: Group | None) -> Assignment | None:
    """Return what someone began about this client in this group and never handed in, or None."""
    handed_in = exists().where(Version.assignment_id == Assignment.id, Version.handed_in_at.is_not(None))
    query = select(Assignment).where(
        Assignment.person_id == person.id,
        Assignment.kind == kind,
        _is_about(client_number),
        Assignment.group_id == (group.id if group else None),
        ~handed_in,
    )
    return db.session.scalar(query.limit(1))


def earlier_about(person: Person, kind: str, client_number: str) -> "Standing | None":
    """Return how the newest assignment of this kind stands that someone has about this client, or None."""
    query = _newest().where(Assignment.person_id == person.id, Assignment.kind == kind, _is_about(client_number))
    return next(iter(_standings(query.order_by(Assignment.id.desc()).limit(1))), None)


def numbers_of(person: Person) -> list[str]:
    """Return the numbers of someone's clients, each as it was first written."""
    query = select(Assignment.client_number).filter_by(person_id=person.id).order_by(Assignment.id)
    return sorted({number.lower(): number for number in reversed(db.session.scalars(query).all())}.values())


def _is_about(client_number: str) -> ColumnElement[bool]:
    return func.lower(Assignment.client_number) == client_number.strip().lower()


def entry(version_id: int, side: Side, key: str) -> Entry | None:
    """Return what stands in one field, or None."""
    return db.session.get(Entry, (version_id, side.value, key))


def given(version: Version, side: Side) -> dict[str, Given]:
    """Return all that stands in a version, by field."""
    query = select(Entry.key, Entry.text, Entry.revision).filter_by(version_id=version.id, side=side.value)
    return {key: Given(text, revision) for key, text, revision in db.session.execute(query)}


def written(assignment: Assignment) -> list[tuple[Entry, Version]]:
    """Return all that was typed in an assignment by anyone, each with its version; what was chosen is no text."""
    query = select(Entry, Version).join(Version, Version.id == Entry.version_id)
    rows = db.session.execute(query.where(Version.assignment_id == assignment.id))
    answers = rules.answer_keys(_kept_form(assignment.form_text), ())
    return [(row, of) for row, of in rows if row.side == Side.OWN.value or not answers.get(row.key)]


def last_saved(version: Version, side: Side) -> tuple[datetime, str] | None:
    """Return when something was saved last and by whom, or None."""
    query = select(Entry.saved_at, Person.name).outerjoin(Person, Person.id == Entry.saved_by_id)
    query = query.where(Entry.version_id == version.id, Entry.side == side.value).order_by(Entry.saved_at.desc())
    row = db.session.execute(query.limit(1)).first()
    return (row[0], row[1] or "iemand die er niet meer is") if row else None


def steps(version: Version, *, removed: bool | None = False) -> list[int]:
    """Return the numbers of the steps in their order: those that stand there, those taken away, or all (None)."""
    return [row.number for row in step_rows(version) if removed is None or row.removed == removed]


def step_rows(version: Version) -> Sequence[Step]:
    """Return all steps of a version as rows, in their order."""
    return db.session.scalars(select(Step).filter_by(version_id=version.id).order_by(Step.place, Step.number)).all()


def keys(version: Version, side: Side) -> dict[str, tuple[str, ...]]:
    """Return what can be filled in on this side, with the choices of each field.

    A step that was taken away keeps its fields: what is still typed in another window is kept for when it comes back.
    """
    form = form_of(version)
    if side is Side.ANSWER:
        return rules.answer_keys(form, steps(version))
    return dict.fromkeys(rules.cells(form, steps(version, removed=None)), ())


def cells(version: Version) -> dict[str, Cell]:
    """Return the fields of a version by key."""
    return rules.cells(form_of(version), steps(version))


def parts_to_read(version: Version, reader: Person) -> tuple[Part, ...]:
    """Return the parts of a version for someone who reads it: a step in which nothing stands is left out."""
    mine = reader.id == version.assignment.person_id
    is_open = rules.is_open(Side.ANSWER, version.handed_in_at, version.verdict, mine)
    parts, answer = rules.layout(form_of(version), steps(version)), given(version, Side.ANSWER) if is_open else {}
    return empty_rules.without_empty_steps(parts, given(version, Side.OWN), answer)


def hints(version: Version, given: Mapping[str, Given], today: date) -> dict[str, list[str]]:
    """Return soft hints about what stands in the fields of a draft, also in those of a step that was taken away."""
    found, words = rules.cells(form_of(version), steps(version, removed=None)), shelf().hints
    return {key: rules.hints(each.text, found[key].size, words, today) for key, each in given.items() if key in found}


def changes(older: Version, newer: Version) -> list[Change]:
    """Return what the cursist changed between two versions."""
    return rules.changes(cells(older), cells(newer), given(older, Side.OWN), given(newer, Side.OWN))


def look_back(version: Version) -> LookBack:
    """Return what a writer looks at once more before a draft is handed in."""
    return empty_rules.look_back(form_of(version), steps(version), given(version, Side.OWN))


def revision_sum(version: Version, side: Side) -> int:
    """Return a number that grows with every save on this side."""
    query = select(func.sum(Entry.revision)).filter_by(version_id=version.id, side=side.value)
    return int(db.session.scalar(query) or 0)


def has_free_rows(version: Version) -> bool:
    """Return whether the rows of a first draft can still be changed for others, that nobody saw or filled in."""
    seen = version.number > 1 or version.handed_in_at or version.taken_back_at
    return not seen and empty_rules.rows_are_empty(form_of(version), given(version, Side.OWN))


def other_rows(version: Version) -> list[RowSet]:
    """Return the rows that a draft can still take in place of its own."""
    title = form_of(version).rows_title
    return [each for each in shelf().row_sets if each.title != title] if has_free_rows(version) else []


def attachment(version: Version) -> Attachment | None:
    """Return the file beside a version, or None."""
    return db.session.get(Attachment, version.id)


def attachment_names(assignment: Assignment) -> Sequence[str]:
    """Return under which names the files of an assignment are kept."""
    query = select(Attachment.stored_as).join(Version).where(Version.assignment_id == assignment.id)
    return db.session.scalars(query).all()


def all_attachment_names() -> Sequence[str]:
    """Return under which names all files are kept; none in a database of a version that had no assignments yet."""
    if not inspect(db.session.connection()).has_table(Attachment.__tablename__):
        return []
    return db.session.scalars(select(Attachment.stored_as)).all()


# ── Whose turn it is ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Standing:
    """One assignment with its newest version: with whom it lies and since when. `trainers` are those of its group."""

    assignment: Assignment
    version: Version
    trainers: tuple[Person, ...]

    @property
    def turn(self) -> Turn:
        """Return with whom it lies."""
        return rules.turn(self.version.handed_in_at, self.version.verdict)

    @property
    def since(self) -> datetime:
        """Return since when."""
        return self.version.answered_at or self.version.handed_in_at or self.version.started_at

    @property
    def title(self) -> str:
        """Return `Profiel C7`."""
        return f"{self.assignment.kind.capitalize()} {self.assignment.client_number}"


def own(person: Person) -> list[Standing]:
    """Return someone's own assignments, the newest first."""
    return _standings(_newest().where(Assignment.person_id == person.id).order_by(Assignment.id.desc()))


def to_work_on(standings: Sequence[Standing]) -> list[tuple[Standing, Version]]:
    """Return those of these that a trainer sent back to work on, each with the version that was answered, oldest first."""
    sent_back = {
        (each.assignment.id, each.version.number - 1): each
        for each in standings
        if each.turn is Turn.WRITER and each.version.number > 1
    }
    if not sent_back:
        return []
    query = select(Version).where(tuple_(Version.assignment_id, Version.number).in_(list(sent_back)))
    rows = db.session.scalars(query.options(joinedload(Version.answered_by)).order_by(Version.answered_at, Version.id))
    return [(sent_back[row.assignment_id, row.number], row) for row in rows]


def standing(assignment: Assignment) -> Standing:
    """Return how one assignment stands."""
    return _standings(_newest().where(Assignment.id == assignment.id))[0]


def profile_beside(assignment: Assignment, reader: Person) -> Assignment | None:
    """Return the newest Profiel of the same writer about the client of a Plan that this reader may see, or None."""
    if assignment.kind != "plan":
        return None
    query = select(Assignment).filter_by(person_id=assignment.person_id, kind="profiel")
    query = query.where(_is_about(assignment.client_number))
    if reader.id != assignment.person_id:
        query = query.where(Assignment.group_id == assignment.group_id, _was_seen())
    return db.session.scalar(query.order_by(Assignment.id.desc()).limit(1))


def waiting_for_trainer(group: Group) -> list[Standing]:
    """Return what was handed in in a course group and has no answer yet, the oldest first."""
    return _standings(_waiting().where(Assignment.group_id == group.id))


def waiting_for(trainer: Person) -> list[Standing]:
    """Return what waits for an answer in all groups that someone trains, the oldest first; not their own."""
    query = _waiting().where(Assignment.group_id.in_(groups.trained_by(trainer.id)), Assignment.person_id != trainer.id)
    return _standings(query)


def handed_in_to(trainer: Person) -> dict[Group, list[Standing]]:
    """Return per course group that someone trains all that was ever handed in, the longest waiting first."""
    found: dict[Group, list[Standing]] = {
        group: [] for group in groups.groups_of(trainer, GroupKind.COURSE, GroupRole.TRAINER)
    }
    query = _newest().where(Assignment.group_id.in_([group.id for group in found]), _was_seen())
    for each in sorted(_standings(query), key=lambda each: each.since):
        if each.assignment.group is not None and each.assignment.person_id != trainer.id:
            found[each.assignment.group].append(each)
    return found


def handed_in_by(group: Group, people: Sequence[int]) -> list[Standing]:
    """Return what these people ever handed in in a course group, the oldest first."""
    query = _newest().where(Assignment.group_id == group.id, Assignment.person_id.in_(people), _was_seen())
    return _standings(query.order_by(Assignment.id))


def approved(kind: str, group_ids: Sequence[int]) -> set[tuple[int, int]]:
    """Return in which of these groups of whom a trainer found an assignment of this kind 'voldoende', as ids."""
    query = select(Assignment.group_id, Assignment.person_id).join(Version)
    query = query.where(Assignment.kind == kind, Assignment.group_id.in_(group_ids))
    rows = db.session.execute(query.where(Version.verdict == rules.Verdict.ENOUGH.value))
    return {(group_id, person_id) for group_id, person_id in rows if group_id is not None}


def count_in(group: Group, kind: str, *, approved: bool) -> int:
    """Return how many cursisten of a course group handed in an assignment of this kind, or had it found 'voldoende'."""
    reached = Version.verdict == rules.Verdict.ENOUGH.value if approved else Version.handed_in_at.is_not(None)
    cursisten = select(Membership.person_id).where(
        Membership.group_id == group.id, Membership.role == GroupRole.PARTICIPANT.value
    )
    query = (
        select(func.count(Assignment.person_id.distinct()))
        .join(Version)
        .where(Assignment.group_id == group.id, Assignment.kind == kind, reached, Assignment.person_id.in_(cursisten))
    )
    return db.session.scalar(query) or 0


def _newest() -> Select[Assignment, Version]:
    newest = select(func.max(_other.number)).where(_other.assignment_id == Assignment.id).scalar_subquery()
    query = select(Assignment, Version).join(Version, Version.assignment_id == Assignment.id)
    return query.where(Version.number == newest).options(
        joinedload(Assignment.person),
        joinedload(Assignment.group),
        joinedload(Version.answered_by),
        # A whole form for each line of a list: it is read when someone opens the assignment.
        defer(Assignment.form_text),
    )


def _waiting() -> Select[Assignment, Version]:
    return _newest().where(_is_waiting()).order_by(Version.handed_in_at, Version.id)


def _was_seen() -> ColumnElement[bool]:
    return exists().where(_other.assignment_id == Assignment.id, _other.handed_in_at.is_not(None))


def _is_waiting() -> ColumnElement[bool]:
    return Version.handed_in_at.is_not(None) & Version.answered_at.is_(None)


def _standings(query: Select[Assignment, Version]) -> list[Standing]:
    rows = db.session.execute(query).all()
    trainers = _trainers({assignment.group_id for assignment, _ in rows if assignment.group_id is not None})
    return [
        Standing(assignment, version, tuple(trainers.get(assignment.group_id or 0, ()))) for assignment, version in rows
    ]


def _trainers(group_ids: Iterable[int]) -> dict[int, list[Person]]:
    wanted = list(group_ids)
    if not wanted:
        return {}
    found: dict[int, list[Person]] = {}
    query = select(Membership.group_id, Person).join(Person, Person.id == Membership.person_id)
    query = query.where(Membership.group_id.in_(wanted), Membership.role == GroupRole.TRAINER.value)
    for group_id, person in db.session.execute(query.order_by(Person.name)):
        found.setdefault(group_id, []).append(person)
    return found
