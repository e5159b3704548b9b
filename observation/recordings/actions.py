"""Writes of recordings and consent."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from observation.meetings.models import Attendee, Meeting
from observation.recordings import queries, rules, storage
from observation.recordings.models import Consent, Recording
from observation.recordings.rules import Decision, Probe, Purpose
from trainer.db import now, writing
from trainer.people.models import Person
from trainer.web import dutch_day, today

PROBE_SECONDS = 300
PROJECT = Path(__file__).parent.parent.parent


def add_recording(
    actor: Person,
    meeting: Meeting,
    file: Path,
    *,
    keep_until: date | None = None,
    captions: Path | None = None,
    played_scene: bool = False,
) -> str | None:
    """Keep the recording of an overleg in place of an earlier one. Return why not as a sentence, or None when done."""
    probe = look_into(file)
    size = file.stat().st_size
    problem = rules.refusal(size, probe)
    if probe is None or problem:
        return problem
    ending, media_type = rules.media_type(probe.container, probe.has_video)
    stored_as, digest = storage.keep(file, ending)
    captions_as = storage.keep(captions, "vtt")[0] if captions else None
    with writing() as session:
        if problem := queries.why_no_recording(queries.answers(meeting)):
            _erase([name for name in (stored_as, captions_as) if name])
            return problem
        earlier = queries.recording_of(meeting)
        gone = _files(earlier)
        if earlier is not None:
            session.delete(earlier)
            session.flush()
        session.add(
            Recording(
                meeting_id=meeting.id,
                stored_as=stored_as,
                captions_as=captions_as,
                sha256=digest,
                size=size,
                media_type=media_type,
                duration=probe.duration or probe.last,
                has_video=probe.has_video,
                played_scene=played_scene,
                uploaded_by_id=actor.id,
                keep_until=keep_until,
            )
        )
    _erase(gone)
    return None


def look_into(file: Path) -> Probe | None:
    """Return what a process of its own finds in a file, or None when it is no recording."""
    if not file.stat().st_size:
        return None
    command = [sys.executable, "-m", "observation.recordings.probe", str(file.resolve())]
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=PROJECT, capture_output=True, timeout=PROBE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        return None
    found = json.loads(done.stdout)
    return Probe(**found | {"codecs": tuple(found.get("codecs", ()))})


def keep_until(meeting: Meeting, day: date) -> None:
    """Write down until when the recording of an overleg is kept."""
    with writing():
        recording = queries.recording_of(meeting)
        if recording is not None:
            recording.keep_until = day


def remove_recording(meeting: Meeting) -> None:
    """Destroy the recording of an overleg. Scores stay."""
    with writing() as session:
        recording = queries.recording_of(meeting)
        gone = _files(recording)
        if recording is not None:
            session.delete(recording)
    _erase(gone)


def decide(
    actor: Person, attendee: Attendee, answers: dict[Purpose, Decision | None], decided_on: date, given_as: str
) -> str | None:
    """Write down what someone present decided per purpose; return why not as a sentence, or None when done.

    Nothing is overwritten: a decision that differs is added. Not asked (None) takes nothing back, and a no after a
    withdrawal stays the withdrawal.
    """
    with writing() as session:
        known = queries.consents(attendee.meeting)
        mistakes = {(attendee.id, each.value) for each, decision in answers.items() if decision == Decision.CORRECTED}
        if mistakes and mistakes - queries.correctable(attendee.meeting, actor):
            return rules.NO_MISTAKE
        if Decision.GIVEN in answers.values() and (withdrawn := queries.last_withdrawal(attendee)):
            held_on, withdrawn_on = attendee.meeting.held_on, dutch_day(withdrawn)
            problem = rules.consent_date_problem(decided_on, today=today(), held_on=held_on, withdrawn_on=withdrawn_on)
            if problem:
                return problem
        for purpose, decision in answers.items():
            last = known.get((attendee.id, purpose.value))
            same = last and (last.decision, last.decided_on, last.given_as) == (decision, decided_on, given_as)
            withdrew = last and (last.decision, decision) == (Decision.WITHDRAWN, Decision.REFUSED)
            if decision == Decision.CORRECTED:
                session.add(_row(actor, attendee, purpose, decision, today(), given_as=""))
            elif decision is not None and not same and not withdrew:
                session.add(_row(actor, attendee, purpose, decision, decided_on, given_as))
    return None


def withdraw(actor: Person, attendee: Attendee) -> None:
    """Take back all consent of someone present; the recording stops playing at once."""
    with writing() as session:
        for (attendee_id, purpose), last in queries.consents(attendee.meeting).items():
            if attendee_id == attendee.id and last.decision == Decision.GIVEN:
                # How the yes was given says nothing of this, and taking back needs no form and no reason.
                row = _row(actor, attendee, Purpose(purpose), Decision.WITHDRAWN, today(), given_as="")
                row.withdrawn_at = now()
                session.add(row)


def _row(
    actor: Person, attendee: Attendee, purpose: Purpose, decision: Decision, decided_on: date, given_as: str
) -> Consent:
    return Consent(
        attendee_id=attendee.id,
        purpose=purpose.value,
        decision=decision.value,
        decided_on=decided_on,
        given_as=given_as,
        text_version=rules.CONSENT_TEXT_VERSION,
        recorded_by_id=actor.id,
    )


def _files(recording: Recording | None) -> list[str]:
    return [name for name in (recording.stored_as, recording.captions_as) if name] if recording else []


def _erase(names: list[str]) -> None:
    for name in names:
        storage.erase(name)
