"""Reads of recordings and consent."""

from collections.abc import Sequence

from sqlalchemy import select

from observation.meetings import queries as meetings
from observation.meetings.models import Attendee, Meeting
from observation.recordings import rules
from observation.recordings.models import Consent, Recording
from observation.recordings.rules import Purpose
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
    """Return what was decided, by attendee id and purpose."""
    query = select(Consent).join(Attendee).where(Attendee.meeting_id == meeting.id)
    return {(row.attendee_id, row.purpose): row for row in db.session.scalars(query)}


def decisions(meeting: Meeting, purpose: Purpose) -> dict[int, str | None]:
    """Return for everyone present what they decided for a purpose; None when it was not asked."""
    query = (
        select(Attendee.id, Consent.decision)
        .outerjoin(Consent, (Consent.attendee_id == Attendee.id) & (Consent.purpose == purpose.value))
        .where(Attendee.meeting_id == meeting.id)
    )
    return dict(db.session.execute(query).all())


def playable(meeting: Meeting, purpose: Purpose) -> Recording | None:
    """Return the recording of an overleg when everyone present agreed to this purpose, or None."""
    return recording_of(meeting) if rules.may_play(decisions(meeting, purpose)) else None


def why_not_playable(meeting: Meeting, purpose: Purpose) -> str:
    """Return in Dutch why a recording does not play for a purpose; empty when it does."""
    decided = decisions(meeting, purpose)
    if not decided:
        return "Er staat nog niet wie erbij waren. Zonder toestemming van iedereen speelt de opname niet."
    if missing := rules.missing_consent(decided):
        functions = [row.function for row in meetings.attendees(meeting) if row.id in missing]
        return (
            f"Nog geen toestemming van: {', '.join(functions)}. Zonder toestemming van iedereen speelt de opname niet."
        )
    return "" if recording_of(meeting) else "Er is nog geen opname van dit overleg."
