"""Reads for comparing and for aggregated feedback. Every one goes through `scoring.queries.readable_by` or the
minimum number of people, and always through the rule of blind scoring."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from observation.feedback import rules
from observation.feedback.rules import ThemeFeedback
from observation.form import queries as form
from observation.form.models import InstrumentVersion
from observation.form.rules import Instrument
from observation.meetings.models import BroughtMeeting, Meeting, Trajectory
from observation.scoring import queries as scoring
from observation.scoring.models import Evidence, Observation, Score
from observation.scoring.rules import Given
from trainer.db import db
from trainer.groups import queries as groups
from trainer.groups.models import Group, Membership
from trainer.groups.rules import GroupRole
from trainer.people.models import Person


@dataclass(frozen=True)
class ReadableForm:
    """One submitted form that the reader may see by name, with all that stands in it."""

    observation: Observation
    given: dict[str, Given]
    evidence: dict[str, list[Evidence]]

    @property
    def answers(self) -> dict[str, str | None]:
        """Return the answers of this form, by item."""
        return {item: each.answer for item, each in self.given.items()}


def readable_forms(reader: Person, meeting: Meeting) -> list[ReadableForm]:
    """Return the submitted forms of an overleg that this person may read by name, their own first."""
    query = (
        select(Observation)
        .where(Observation.meeting_id == meeting.id, scoring.readable_by(reader))
        .options(joinedload(Observation.observer), joinedload(Observation.instrument_version))
    )
    found = {observation.id: ReadableForm(observation, {}, {}) for observation in db.session.scalars(query)}
    for row in db.session.scalars(select(Score).where(Score.observation_id.in_(found))):
        found[row.observation_id].given[row.item_id] = Given(row.answer, row.note, row.revision)
    marks = select(Evidence).where(Evidence.observation_id.in_(found)).order_by(Evidence.at_seconds, Evidence.id)
    for mark in db.session.scalars(marks):
        found[mark.observation_id].evidence.setdefault(mark.item_id, []).append(mark)
    return sorted(
        found.values(), key=lambda each: (each.observation.observer_id != reader.id, each.observation.observer.name)
    )


@dataclass(frozen=True)
class Feedback:
    """Aggregated feedback over one or more overleggen, from the same kind of observers."""

    words: str
    observers: int
    meetings: int
    themes: list[ThemeFeedback]
    strengths: list[rules.ItemFeedback]
    names: tuple[str, ...] = ()


BY_NAME = "Met namen: jouw formulier en die van je groep en trainers"
TOGETHER = "Cursisten samen, zonder namen"


def for_meeting(reader: Person, meeting: Meeting) -> list[Feedback]:
    """Return feedback over one overleg: the forms readable by name, and for a trainer cursisten together."""
    return _both(reader, Observation.meeting_id == meeting.id)


def for_group(reader: Person, group: Group) -> list[Feedback]:
    """Return the same over the overleggen brought to an intervisie group, by its members, or over all of a course."""
    if group.parent_id is None:
        return _both(reader, Trajectory.course_group_id == group.id)
    brought = select(BroughtMeeting.meeting_id).filter_by(group_id=group.id)
    return _both(reader, Observation.meeting_id.in_(brought), groups.joined(Observation.observer_id, group.id))


def by_name(reader: Person, meeting: Meeting) -> Feedback | None:
    """Return feedback over the forms of an overleg that the reader may read by name, or None without any."""
    return _feedback(scoring.readable_by(reader) & (Observation.meeting_id == meeting.id), BY_NAME, named=True)


def _both(
    reader: Person, overleggen: ColumnElement[bool], observers: ColumnElement[bool] | None = None
) -> list[Feedback]:
    readable = scoring.readable_by(reader) & overleggen
    named = _feedback(readable if observers is None else readable & observers, BY_NAME, named=True)
    together = _of_participants(reader, overleggen)
    return [found for found in (named, together) if found is not None]


def _of_participants(reader: Person, overleggen: ColumnElement[bool]) -> Feedback | None:
    """Return feedback over cursisten's forms of these overleggen together, or None below the minimum number of people.

    For trainers of the course group, over the cursisten whom they may not read by name: a total that also held named
    people would give away the others by subtraction. For the same reason an overleg counts whole or, below the
    minimum, not at all: no two pages differ by the forms of fewer people.
    """
    participants = select(Membership.person_id).where(
        Membership.group_id == Trajectory.course_group_id, Membership.role == GroupRole.PARTICIPANT.value
    )
    allowed = (
        Observation.submitted_at.is_not(None)
        & scoring.submitted_by(reader)
        & Observation.observer_id.in_(participants)
        & Trajectory.course_group_id.in_(groups.trained_by(reader.id))
        & ~scoring.readable_by(reader)
    )
    enough = (
        select(Observation.meeting_id)
        .join(Meeting, Meeting.id == Observation.meeting_id)
        .join(Trajectory, Trajectory.id == Meeting.trajectory_id)
        .where(allowed & overleggen)
        .group_by(Observation.meeting_id)
        .having(func.count() >= rules.MIN_PEOPLE)
    )
    found = _feedback(allowed & Observation.meeting_id.in_(db.session.scalars(enough).all()), TOGETHER)
    return found if found is not None and found.observers >= rules.MIN_PEOPLE else None


def _feedback(condition: ColumnElement[bool], words: str, *, named: bool = False) -> Feedback | None:
    rows = (
        select(Observation)
        .join(Meeting, Meeting.id == Observation.meeting_id)
        .join(Trajectory, Trajectory.id == Meeting.trajectory_id)
        .where(condition)
        .options(joinedload(Observation.observer), joinedload(Observation.instrument_version))
    )
    observations = db.session.scalars(rows).all()
    if not observations:
        return None
    instrument = _newest(observations)
    # Forms of another instrument have other items: neither they nor their observers are counted.
    observations = [row for row in observations if row.instrument_version.name == instrument.name]
    themes = rules.themes(instrument, counts([row.id for row in observations]))
    return Feedback(
        words=words,
        observers=len({row.observer_id for row in observations}),
        meetings=len({row.meeting_id for row in observations}),
        themes=themes,
        strengths=rules.strengths(themes),
        names=tuple(sorted({row.observer.name for row in observations})) if named else (),
    )


def _newest(observations: Sequence[Observation]) -> Instrument:
    versions: list[InstrumentVersion] = [row.instrument_version for row in observations]
    return form.instrument(max(versions, key=lambda version: version.id))


def counts(observation_ids: Sequence[int]) -> dict[str, Counter[str]]:
    """Return how often each answer was given at each item, over these forms."""
    query = (
        select(Score.item_id, Score.answer, func.count())
        .where(Score.observation_id.in_(observation_ids), Score.answer.is_not(None))
        .group_by(Score.item_id, Score.answer)
    )
    found: dict[str, Counter[str]] = {}
    for item, answer, count in db.session.execute(query):
        found.setdefault(item, Counter())[str(answer)] = count
    return found


def meetings_not_submitted(reader: Person, meeting_ids: Sequence[int]) -> int:
    """Return how many of these overleggen the reader has not submitted a form for, and that therefore do not count."""
    done = select(func.count()).where(
        Observation.meeting_id.in_(meeting_ids),
        Observation.observer_id == reader.id,
        Observation.submitted_at.is_not(None),
    )
    return len(meeting_ids) - (db.session.scalar(done) or 0)


def shared_meetings(reader: Person, observer_ids: Sequence[int]) -> int:
    """Return how many overleggen all of these people submitted, among those that the reader may read by name."""
    query = (
        select(Observation.meeting_id)
        .where(Observation.observer_id.in_(observer_ids), scoring.readable_by(reader))
        .group_by(Observation.meeting_id)
        .having(func.count() == len(observer_ids))
    )
    return len(db.session.scalars(query).all())
