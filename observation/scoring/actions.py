"""Writes of forms: every answer the moment that it is given."""

from dataclasses import dataclass
from typing import cast

from sqlalchemy import Table, bindparam, insert, update
from sqlalchemy.exc import IntegrityError

from observation.form import actions as form_actions
from observation.form import queries as form
from observation.meetings.models import Meeting
from observation.scoring import queries, rules
from observation.scoring.models import Evidence, Observation, Score
from observation.scoring.queries import Held
from observation.scoring.rules import Given, Perspective
from trainer.db import db, now, writing
from trainer.people.models import Person
from trainer.text_rules import tidy

LOCKED = "Dit formulier is ingeleverd en staat vast."

_SCORES = cast(Table, Score.__table__)
_ADD = insert(_SCORES)
_CHANGE = update(_SCORES).where(
    _SCORES.c.observation_id == bindparam("at_observation_id"), _SCORES.c.item_id == bindparam("at_item_id")
)


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
        return _save(queries.held(observation_id), item_id, answer, note, seen_revision)


def save_all(observation: Observation, given: dict[str, Given]) -> dict[str, Saved]:
    """Keep a whole form at once (the page without a script); return what was not kept, by item."""
    observation_id = observation.id
    with writing():
        held = queries.held(observation_id)
        results = {item: _save(held, item, each.answer, each.note, each.revision) for item, each in given.items()}
    return {item: saved for item, saved in results.items() if saved.conflict or saved.problem}


def _save(held: Held, item_id: str, answer: str | None, note: str, seen_revision: int) -> Saved:
    note = tidy(note)
    # An item that the form does not have may hold what the database cannot even look for.
    found = queries.stands(held.id, item_id) if held.instrument.accepts(item_id, None) else None
    stored = found or Given()
    if held.is_submitted:
        return Saved(stored, problem=LOCKED)
    if problem := rules.problem(held.instrument, item_id, answer, note):
        return Saved(stored, problem=problem)
    if (stored.answer, stored.note) == (answer, note):
        return Saved(stored)
    if rules.is_conflict(stored, answer, note, seen_revision):
        return Saved(stored, conflict=True)
    given = Given(answer, note, stored.revision + 1)
    _keep(held.id, item_id, given, is_new=found is None)
    return Saved(given)


def _keep(observation_id: int, item_id: str, given: Given, *, is_new: bool) -> None:
    key = {"observation_id": observation_id, "item_id": item_id}
    values = {"answer": given.answer, "note": given.note, "revision": given.revision, "saved_at": now()}
    if is_new:
        db.session.execute(_ADD, key | values)
    else:
        db.session.execute(_CHANGE, {f"at_{name}": value for name, value in key.items()} | values)


def add_evidence(observation: Observation, item_id: str, at_seconds: int, text: str) -> Evidence | None:
    """Mark a moment at an item; None when the form is locked or has no such item.

    The same second with the same words is one moment: a window that heard no answer sends it again.
    """
    with writing() as session:
        held = queries.held(observation.id)
        if held.is_submitted or item_id not in held.instrument.items:
            return None
        words = tidy(text)
        for row in queries.evidence_at(held.id, item_id, at_seconds):
            if not row.text or words in ("", row.text):
                row.text = words or row.text
                return row
        row = Evidence(observation_id=held.id, item_id=item_id, at_seconds=at_seconds, text=words)
        session.add(row)
    return row


def change_evidence(row: Evidence, text: str) -> bool:
    """Give a moment another text; return whether it was kept."""
    with writing():
        if queries.held(row.observation_id).is_submitted:
            return False
        row.text = tidy(text)
    return True


def remove_evidence(row: Evidence) -> bool:
    """Take a moment away; return whether it was done."""
    with writing() as session:
        if queries.held(row.observation_id).is_submitted:
            return False
        session.delete(row)
    return True


def submit(observation: Observation) -> bool:
    """Submit a complete form: it is locked from now on. Return False when something is still empty."""
    with writing():
        held = queries.held(observation.id)
        answers = {item: each.answer for item, each in queries.given(observation).items()}
        if rules.progress(held.instrument, answers).missing:
            return False
        observation.submitted_at = observation.submitted_at or now()
    return True
