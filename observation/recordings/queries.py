"""Reads of recordings and consent."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import current_app
from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import contains_eager

from observation.meetings import queries as meetings
from observation.meetings.models import Attendee, Meeting, Trajectory
from observation.recordings import rules
from observation.recordings.models import Consent, Recording
from observation.recordings.rules import Answer, Decision, Obstacle, Purpose, Written
from trainer.db import db
from trainer.people.models import Person
from trainer.text_rules import listed
from trainer.web import dutch_day, long_date, today

# Asked by every page on which a recording plays, so built once.
_OF_MEETING = select(Recording).where(Recording.meeting_id == bindparam("meeting_id"))
_DECISIONS = select(Consent).join(Attendee).where(Attendee.meeting_id == bindparam("meeting_id")).order_by(Consent.id)


def recording_of(meeting: Meeting) -> Recording | None:
    """Return the recording of an overleg, or None."""
    return db.session.scalar(_OF_MEETING, {"meeting_id": meeting.id})


def is_over(recording: Recording | None) -> bool:
    """Return whether the day has come until which a recording is kept: from then on it does not play."""
    return recording is not None and rules.may_go(recording.keep_until, today())


def stored_names() -> list[str]:
    """Return the names under which all recordings and their captions are kept."""
    rows = db.session.execute(select(Recording.stored_as, Recording.captions_as))
    return [name for row in rows for name in row if name]


def consents(meeting: Meeting) -> dict[tuple[int, str], Consent]:
    """Return what was decided last, by attendee id and purpose; what was a mistake is left out."""
    last = {key: rows[-1] for key, rows in _history(meeting).items()}
    return {key: row for key, row in last.items() if row.decision != Decision.CORRECTED}


def correctable(meeting: Meeting, person: Person) -> set[tuple[int, str]]:
    """Return what this person can still call a mistake, as attendee id and purpose."""
    written = {
        key: [Written(row.decision, row.recorded_by_id, dutch_day(row.recorded_at)) for row in rows]
        for key, rows in _history(meeting).items()
    }
    return {key for key, rows in written.items() if rules.may_correct(rows, person.id, today())}


def _history(meeting: Meeting) -> dict[tuple[int, str], list[Consent]]:
    found: dict[tuple[int, str], list[Consent]] = {}
    for row in db.session.scalars(_DECISIONS, {"meeting_id": meeting.id}):
        found.setdefault((row.attendee_id, row.purpose), []).append(row)
    return found


def last_withdrawal(attendee: Attendee) -> datetime | None:
    """Return when someone present last took consent back, or None."""
    return db.session.scalar(select(func.max(Consent.withdrawn_at)).filter_by(attendee_id=attendee.id))


def who_said_no(meeting: Meeting) -> set[int]:
    """Return the ids of who ever refused or took consent back. Who did stays among those present."""
    no = Consent.decision.in_([Decision.REFUSED.value, Decision.WITHDRAWN.value])
    return set(
        db.session.scalars(select(Consent.attendee_id).join(Attendee).where(Attendee.meeting_id == meeting.id, no))
    )


def answers(meeting: Meeting) -> dict[Purpose, list[Answer]]:
    """Return per purpose what everyone present said, also who was not asked yet."""
    present, known = meetings.attendees(meeting), consents(meeting)
    return {purpose: [_answer(row, known.get((row.id, purpose.value))) for row in present] for purpose in Purpose}


def waiting_for(meeting_ids: Sequence[int], purpose: Purpose) -> dict[int, str]:
    """Return in a few words what these overleggen wait for before they can be used so; which can are left out."""
    if not meeting_ids:
        return {}
    rows = db.session.scalars(select(Recording).where(Recording.meeting_id.in_(meeting_ids)))
    kept = {row.meeting_id: row for row in rows}
    said = _answers_by_meeting(meeting_ids, purpose)
    words = {number: waiting_words(said.get(number, []), kept.get(number)) for number in meeting_ids}
    return {number: sentence for number, sentence in words.items() if sentence}


def waiting_words(said: Sequence[Answer], recording: Recording | None) -> str:
    """Return the same of one overleg, after what was said about the purpose; empty when it can be used."""
    return rules.waiting_words(said, recorded=recording is not None, over=is_over(recording))


def to_decide(person: Person) -> list[tuple[Meeting, str]]:
    """Return the overleggen that someone may edit and whose recording may not be kept, the oldest first, and why.

    Either not everyone agrees to it, or the day has come until which it would be kept.
    """
    query = select(Meeting, Recording.keep_until).join(Recording).join(Trajectory).where(meetings.near(person.id))
    query = query.where(meetings.editable_by(person.id)).options(contains_eager(Meeting.trajectory))
    recorded = db.session.execute(query.order_by(Meeting.held_on, Meeting.id)).all()
    if not recorded:
        return []
    by_purpose = {purpose: _answers_by_meeting([each.id for each, _ in recorded], purpose) for purpose in Purpose}
    found = []
    for each, keep_until in recorded:
        why = rules.to_decide_words({purpose: said.get(each.id, []) for purpose, said in by_purpose.items()})
        if why or rules.may_go(keep_until, today()):
            found.append((each, why or rules.MAY_GO))
    return found


def _answers_by_meeting(meeting_ids: Sequence[int], purpose: Purpose) -> dict[int, list[Answer]]:
    asked = and_(Consent.attendee_id == Attendee.id, Consent.purpose == purpose.value)
    query = select(Attendee, Consent).outerjoin(Consent, asked).where(Attendee.meeting_id.in_(meeting_ids))
    # In the order in which they were added, so that the last decision of each stays.
    last = {
        row.id: (row.meeting_id, _answer(row, given)) for row, given in db.session.execute(query.order_by(Consent.id))
    }
    found: dict[int, list[Answer]] = {}
    for number, answer in last.values():
        found.setdefault(number, []).append(answer)
    return found


def playback(meeting: Meeting, purpose: Purpose) -> tuple[Recording | None, str]:
    """Return the recording of an overleg for a purpose, or None and in Dutch why it does not play.

    It plays when the client was there and everyone present agreed to this purpose, until the day that was agreed.
    """
    recording = recording_of(meeting)
    sentence = why_not(purpose, answers(meeting)[purpose], recording)
    return (None, sentence) if sentence else (recording, "")


def why_not(purpose: Purpose, said: Sequence[Answer], recording: Recording | None) -> str:
    """Return in Dutch why a recording does not play for a purpose, after what was said; empty when it does.

    Everyone who sees the overleg reads this, so it does not tell who said no.
    """
    found = rules.obstacle(said, recorded=recording is not None, over=is_over(recording))
    if no := rules.last_no(said):
        what_for = rules.PURPOSE_IN_SENTENCE[purpose]
        what = "trok toestemming in" if no.decision == Decision.WITHDRAWN else "zei nee"
        day = long_date(no.decided_on)
        return f"Iemand die erbij was, {what} op {day}. Daarom speelt de opname niet voor {what_for}."
    return {
        None: "",
        Obstacle.NOBODY: "Er staat nog niet wie erbij waren. Zonder toestemming van iedereen speelt de opname niet.",
        Obstacle.NO_CLIENT: f"De {current_app.config['CLIENT_TERM']} staat niet bij de aanwezigen. "
        "Zonder diens ja speelt de opname niet.",
        Obstacle.MISSING: f"Nog geen toestemming van: {', '.join(rules.not_asked(said))}. "
        "Zonder toestemming van iedereen speelt de opname niet.",
        Obstacle.NO_RECORDING: "Er is nog geen opname van dit overleg.",
        Obstacle.OVER: f"{_kept_until(recording)} Daarom speelt zij niet meer.",
    }[found]


def _kept_until(recording: Recording | None) -> str:
    day = recording.keep_until if recording else None
    return f"De opname werd bewaard tot {long_date(day)}." if day else ""


def what_may(said: Mapping[Purpose, Sequence[Answer]]) -> str:
    """Return in Dutch what a recording may be used for, as `what_not` does, and whether there may be one."""
    if rules.allowed(said):
        return what_not(said)
    none = "Er mag geen opname zijn." if rules.refused_purposes(said) == list(said) else "Er mag nog geen opname zijn."
    return f"{what_not(said)} {none}"


def what_not(said: Mapping[Purpose, Sequence[Answer]]) -> str:
    """Return in Dutch for which purposes a recording may not be used, why, and for which it may.

    Everyone who sees the overleg reads this, so it does not tell who said no.
    """
    allowed, refused = rules.allowed(said), rules.refused_purposes(said)
    why: dict[str, list[Purpose]] = {}
    for purpose in said:
        if purpose not in allowed:
            not_ = "niet" if purpose in refused else "nog niet"
            why.setdefault(f"{not_}: {_in_the_way(said[purpose])}", []).append(purpose)
    sentences = [f"Voor {listed(purposes)} {reason}." for reason, purposes in why.items()]
    sentences += [f"Voor {purpose} wel." for purpose in allowed if why]
    return " ".join(sentences)


def why_no_recording(said: Mapping[Purpose, Sequence[Answer]]) -> str:
    """Return in Dutch why there may be no recording; empty when everyone said yes to one purpose."""
    return "" if rules.allowed(said) else what_may(said)


def when_scorable(meeting: Meeting) -> str:
    """Return in Dutch when an overleg can be scored, or that it cannot; empty when it can be now."""
    return when_to_score(answers(meeting)[Purpose.SCORING], recording_of(meeting))


def when_to_score(said: Sequence[Answer], recording: Recording | None) -> str:
    """Return the same of what was said about scoring."""
    if rules.last_no(said):
        return f"Scoren kan niet: {_in_the_way(said)}."
    if is_over(recording):
        return f"Scoren kan niet meer. {_kept_until(recording)}"
    client_term = current_app.config["CLIENT_TERM"]
    steps = rules.steps_to_playing(said, recorded=recording is not None, client_term=client_term)
    words = listed(steps)
    return f"Scoren kan zodra: {words}." if words else ""


def _in_the_way(answers: Sequence[Answer]) -> str:
    if no := rules.last_no(answers):
        return f"{rules.no_words(answers)} op {long_date(no.decided_on)}"
    found = rules.obstacle(answers, recorded=True)
    if found == Obstacle.NOBODY:
        return "er staat nog niet wie erbij waren"
    if found == Obstacle.NO_CLIENT:
        return f"de {current_app.config['CLIENT_TERM']} staat niet bij de aanwezigen"
    return "nog niet iedereen zei ja"


def playable(meeting: Meeting, purpose: Purpose) -> Recording | None:
    """Return the recording of an overleg when it plays for this purpose, or None."""
    return playback(meeting, purpose)[0]


def why_not_playable(meeting: Meeting, purpose: Purpose) -> str:
    """Return in Dutch why a recording does not play for a purpose; empty when it does."""
    return playback(meeting, purpose)[1]


def _answer(row: Attendee, decided: Consent | None) -> Answer:
    if decided is None or decided.decision == Decision.CORRECTED:
        return Answer(row.function, row.present_as)
    return Answer(row.function, row.present_as, decided.decision, decided.decided_on, decided.given_as)
