"""Writes of forms: every answer the moment that it is given."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from observation.form import actions as form_actions
from observation.form import queries as form
from observation.meetings.models import Meeting
from observation.scoring import queries, rules
from observation.scoring.models import Evidence, Observation, Score
from observation.scoring.rules import Given, Perspective
from trainer.db import db, now, writing
from trainer.people.models import Person

LOCKED = "Dit formulier is ingeleverd en staat vast."


@dataclass(frozen=True)
class Saved:
    """What stands at an item after a save. `conflict` is true when another window was first and nothing was kept."""

    stored: Given
    conflict: bool = False
    problem: str | None = None


def start(actor: Person, meeting: Meeting, perspective: Perspective) -> Observation:
    """Return someone's form of an overleg, started now if there was none."""
    version_id = form_actions.take_into_use(form.current_text()).id
    try:
        return _start(actor, meeting, version_id, perspective)
    except IntegrityError:
        # Clicked twice at the same moment: the other request started it.
        return _start(actor, meeting, version_id, perspective)


def _start(actor: Person, meeting: Meeting, version_id: int, perspective: Perspective) -> Observation:
    with writing() as session:
        observation = queries.own_observation(meeting, actor)
        if observation is None:
            observation = Observation(
                meeting_id=meeting.id,
                observer_id=actor.id,
                instrument_version_id=queries.version_in_use(meeting) or version_id,
                perspective=perspective.value,
            )
            session.add(observation)
    return observation


def save(observation: Observation, item_id: str, answer: str | None, note: str, seen_revision: int) -> Saved:
    """Keep what was given at one item, unless another window changed it after `seen_revision`."""
    observation_id = observation.id
    with writing():
        return _save(queries.locked(observation_id), item_id, answer, note, seen_revision)


def save_all(observation: Observation, given: dict[str, Given]) -> dict[str, Saved]:
    """Keep a whole form at once (the page without a script); return what was not kept, by item."""
    with writing():
        held = queries.locked(observation.id)
        results = {item: _save(held, item, each.answer, each.note, each.revision) for item, each in given.items()}
    return {item: saved for item, saved in results.items() if saved.conflict or saved.problem}


def _save(observation: Observation, item_id: str, answer: str | None, note: str, seen_revision: int) -> Saved:
    instrument, note = queries.instrument_of(observation), rules.tidy(note)
    # An item that the form does not have may hold what the database cannot even look for.
    row = queries.score(observation.id, item_id) if instrument.accepts(item_id, None) else None
    stored = Given(row.answer, row.note, row.revision) if row else Given()
    if observation.submitted_at is not None:
        return Saved(stored, problem=LOCKED)
    if problem := rules.problem(instrument, item_id, answer, note):
        return Saved(stored, problem=problem)
    if (stored.answer, stored.note) == (answer, note):
        return Saved(stored)
    if rules.is_conflict(stored, answer, note, seen_revision):
        return Saved(stored, conflict=True)
    if row is None:
        row = Score(observation_id=observation.id, item_id=item_id, revision=0)
        db.session.add(row)
    row.answer, row.note, row.revision, row.saved_at = answer, note, row.revision + 1, now()
    return Saved(Given(answer, note, row.revision))


def add_evidence(observation: Observation, item_id: str, at_seconds: int, text: str) -> Evidence | None:
    """Mark a moment at an item; None when the form is locked or has no such item."""
    with writing() as session:
        held = queries.locked(observation.id)
        if held.submitted_at is not None or item_id not in queries.instrument_of(held).items:
            return None
        row = Evidence(observation_id=held.id, item_id=item_id, at_seconds=at_seconds, text=rules.tidy(text))
        session.add(row)
    return row


def change_evidence(row: Evidence, text: str) -> bool:
    """Give a moment another text; return whether it was kept."""
    with writing():
        if queries.locked(row.observation_id).submitted_at is not None:
            return False
        row.text = rules.tidy(text)
    return True


def remove_evidence(row: Evidence) -> bool:
    """Take a moment away; return whether it was done."""
    with writing() as session:
        if queries.locked(row.observation_id).submitted_at is not None:
            return False
        session.delete(row)
    return True


def submit(observation: Observation) -> bool:
    """Submit a complete form: it is locked from now on. Return False when something is still empty."""
    with writing():
        held = queries.locked(observation.id)
        answers = {item: each.answer for item, each in queries.given(held).items()}
        if rules.progress(queries.instrument_of(held), answers).missing:
            return False
        held.submitted_at = held.submitted_at or now()
    return True
