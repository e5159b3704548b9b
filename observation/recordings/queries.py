"""Reads of recordings and consent."""

from collections.abc import Sequence
from datetime import datetime

from flask import current_app
from sqlalchemy import func, select

from observation.meetings import queries as meetings
from observation.meetings.models import Attendee, Meeting
from observation.meetings.rules import PresentAs
from observation.recordings import rules
from observation.recordings.models import Consent, Recording
from observation.recordings.rules import Decision, Purpose
from trainer.db import db


def recording_of(meeting: Meeting) -> Recording | None:
    """Return the recording of an overleg, or None."""
    return db.session.scalar(select(Recording).filter_by(meeting_id=meeting.id))


def recorded_meetings(meeting_ids: Sequence[int]) -> set[int]:
    """Return which of these overleggen have a recording."""
    return set(db.session.scalars(select(Recording.meeting_id).where(Recording.meeting_id.in_(meeting_ids))))


def stored_names() -> list[str]:
    """Return the names under which all recordings and their captions are kept."""
    rows = db.session.execute(select(Recording.stored_as, Recording.captions_as))
    return [name for row in rows for name in row if name]


def consents(meeting: Meeting) -> dict[tuple[int, str], Consent]:
    """Return what was decided last, by attendee id and purpose."""
    query = select(Consent).join(Attendee).where(Attendee.meeting_id == meeting.id).order_by(Consent.id)
    return {(row.attendee_id, row.purpose): row for row in db.session.scalars(query)}


def last_withdrawal(attendee: Attendee) -> datetime | None:
    """Return when someone present last took consent back, or None."""
    return db.session.scalar(select(func.max(Consent.withdrawn_at)).filter_by(attendee_id=attendee.id))


def said_no(attendee: Attendee) -> bool:
    """Return whether someone present ever refused or took consent back. Who did stays among those present."""
    no = Consent.decision.in_([Decision.REFUSED.value, Decision.WITHDRAWN.value])
    return db.session.scalar(select(Consent.id).where(Consent.attendee_id == attendee.id, no).limit(1)) is not None


def playback(meeting: Meeting, purpose: Purpose) -> tuple[Recording | None, str]:
    """Return the recording of an overleg for a purpose, or None and in Dutch why it does not play.

    It plays when the client was there and everyone present agreed to this purpose.
    """
    present = meetings.attendees(meeting)
    if not present:
        return None, "Er staat nog niet wie erbij waren. Zonder toestemming van iedereen speelt de opname niet."
    if not _client_present(present):
        term = current_app.config["CLIENT_TERM"]
        return None, f"De {term} staat niet bij de aanwezigen. Zonder diens ja speelt de opname niet."
    if missing := rules.missing_consent(_decisions(meeting, present, purpose)):
        functions = ", ".join(row.function for row in present if row.id in missing)
        return None, f"Nog geen toestemming van: {functions}. Zonder toestemming van iedereen speelt de opname niet."
    recording = recording_of(meeting)
    return recording, "" if recording else "Er is nog geen opname van dit overleg."


def playable(meeting: Meeting, purpose: Purpose) -> Recording | None:
    """Return the recording of an overleg when it plays for this purpose, or None."""
    return playback(meeting, purpose)[0]


def why_not_playable(meeting: Meeting, purpose: Purpose) -> str:
    """Return in Dutch why a recording does not play for a purpose; empty when it does."""
    return playback(meeting, purpose)[1]


def _client_present(present: Sequence[Attendee]) -> bool:
    return any(row.present_as == PresentAs.CLIENT for row in present)


def _decisions(meeting: Meeting, present: Sequence[Attendee], purpose: Purpose) -> dict[int, str | None]:
    known = consents(meeting)
    found = {row.id: known.get((row.id, purpose.value)) for row in present}
    return {attendee: row.decision if row else None for attendee, row in found.items()}
