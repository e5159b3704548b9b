"""Writes about meeting days, presence, calendars and mail."""

import secrets
from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from trainer.db import now, writing
from trainer.groups.models import Group
from trainer.people import queries as people
from trainer.people.models import Person
from trainer.planning import change_rules, queries, rules
from trainer.planning.models import CalendarLink, CourseDay, DayMail, Presence
from trainer.planning.rules import TEMPLATE, PresenceState, When

NO_MOMENT = None, None, None


def plan_from_template(group: Group) -> None:
    """Give a group without days the days of the training, still without dates."""
    with writing() as session:
        if queries.days(group):
            return
        for planned in TEMPLATE:
            session.add(
                CourseDay(
                    group_id=group.id,
                    kind=planned.kind.value,
                    number=planned.number,
                    subject=planned.subject,
                    minutes=planned.minutes,
                    code=_code(),
                )
            )


def add_day(group: Group, kind: str) -> CourseDay:
    """Add one more day of a kind."""
    minutes = next((planned.minutes for planned in TEMPLATE if planned.kind == kind), 120)
    with writing() as session:
        number = queries.next_number(group, kind)
        day = CourseDay(group_id=group.id, kind=kind, number=number, minutes=minutes, code=_code())
        session.add(day)
    return day


def _code() -> str:
    return "".join(secrets.choice(rules.CODE_LETTERS) for _ in range(rules.CODE_LENGTH))


def change_day(day: CourseDay, when: When, minutes: int, subject: str, led_by: str) -> bool:
    """Plan or change a day; return whether the group sees that among its days. They get mail when that is possible."""
    with writing() as session:
        return _change(session, day, when, minutes, subject, led_by)


def plan_days(group: Group, given: Mapping[int, tuple[When, int, str]]) -> bool:
    """Plan or move days, given by id as when, minutes and what was seen; return whether the group sees that.

    A day without a place has that of the day above it, and a day that had no date its trainers too.
    """
    told = False
    with writing() as session:
        days = [day for day in queries.days(group) if not day.cancelled_at]
        # Who changed a day a moment ago in another window did so after this was on screen.
        new = {day.id: given[day.id] for day in days if day.id in given and day.seen == given[day.id][2]}
        filled = rules.filled_down([(new[day.id][0] if day.id in new else day.when, day.led_by) for day in days])
        for day, (when, led_by) in zip(days, filled, strict=True):
            led_by = led_by if day.held_on is None else day.led_by
            if day.id in new and _change(session, day, when, new[day.id][1], day.subject, led_by):
                told = True
    return told


def _change(session: Session, day: CourseDay, when: When, minutes: int, subject: str, led_by: str) -> bool:
    before = day.when
    if before.held_on != when.held_on:
        _forget_reports(session, day)
    day.held_on, day.starts_at, day.ends_at, day.place = when.held_on, when.starts_at, when.ends_at, when.place
    day.minutes, day.subject, day.led_by = minutes, subject, led_by
    told = rules.matters(before, when)
    if told:
        was = change_rules.kept(day.was, before, when, is_fresh=day.changed_at > now() - change_rules.NEWS)
        day.was_on, day.was_starts_at, day.was_ends_at = (was.held_on, was.starts_at, was.ends_at) if was else NO_MOMENT
        _tell(session, day, "Gepland" if before.held_on is None else "Veranderd")
    return told and when.held_on is not None


def _forget_reports(session: Session, day: CourseDay) -> None:
    """Who could not come on the old date may well be able to come on the new one."""
    for row in queries.own_reports(day):
        session.delete(row)


def set_cancelled(day: CourseDay, cancelled: bool) -> None:
    """Cancel a day, or let it go on after all. What was registered stays."""
    with writing() as session:
        if cancelled == (day.cancelled_at is not None):
            return
        day.cancelled_at = now() if cancelled else None
        if day.held_on:
            _tell(session, day, "Gaat niet door" if cancelled else "Gaat toch door")


def remove_day(day: CourseDay) -> bool:
    """Take away a day on which nobody was registered; return whether it was done."""
    with writing() as session:
        if queries.anyone_registered(day):
            return False
        session.delete(day)
    return True


def _tell(session: Session, day: CourseDay, what: str) -> None:
    day.revision += 1
    day.changed_at = now()
    session.flush()
    for person in queries.members(day.group):
        session.add(DayMail(day_id=day.id, person_id=person.id, kind="change", revision=day.revision, reason=what))


def register(actor: Person, day: CourseDay, given: queries.Given, seen: Mapping[int, str] | None = None) -> bool:
    """Write down who was there; no state takes it away. Return whether it was done.

    Nothing is written when one of these people was written down otherwise since what was seen.
    """
    with writing() as session:
        if seen is not None and queries.overtaken(day, given, seen):
            return False
        known = {each.person.id for each in queries.presence(day)}
        for person_id, (state, minutes) in given.items():
            row = session.get(Presence, (day.id, person_id))
            if person_id not in known or (row and (row.state, row.minutes) == (state, minutes)):
                continue
            if row:
                session.delete(row)
                session.flush()
            if state:
                session.add(_presence(day, person_id, state, minutes, actor))
    return True


def check_in(person: Person, day: CourseDay) -> None:
    """Write down that someone is there, unless a trainer wrote down something already."""
    with writing() as session:
        _take_back(session, day, person)
        if session.get(Presence, (day.id, person.id)) is None:
            session.add(_presence(day, person.id, PresenceState.PRESENT.value, None, person))


def report_absence(person: Person, day: CourseDay) -> None:
    """Write down that someone says that they cannot come, unless something was written down already."""
    with writing() as session:
        if session.get(Presence, (day.id, person.id)) is None:
            session.add(_presence(day, person.id, PresenceState.EXCUSED.value, None, person))


def take_back_absence(person: Person, day: CourseDay) -> None:
    """Take back that someone said that they cannot come; what a trainer wrote down stays."""
    with writing() as session:
        _take_back(session, day, person)


def _take_back(session: Session, day: CourseDay, person: Person) -> None:
    row = session.get(Presence, (day.id, person.id))
    if row and row.is_own_report:
        session.delete(row)
        session.flush()


def _presence(day: CourseDay, person_id: int, state: str, minutes: int | None, actor: Person) -> Presence:
    return Presence(day_id=day.id, person_id=person_id, state=state, minutes=minutes, recorded_by_id=actor.id)


def new_calendar_link(person: Person) -> str:
    """Return the token of someone's new calendar address; the old one stops working."""
    token = secrets.token_urlsafe(32)
    with writing() as session:
        if old := session.get(CalendarLink, person.id):
            session.delete(old)
            session.flush()
        session.add(CalendarLink(person_id=person.id, token_hash=people.token_hash(token)))
    return token


def revoke_calendar_link(person: Person) -> None:
    """End someone's calendar address."""
    with writing() as session:
        if old := session.get(CalendarLink, person.id):
            session.delete(old)


def add_reminders(today: date) -> int:
    """Put a reminder of each near day on the list for everyone who has none yet; return how many were added."""
    added = 0
    with writing() as session:
        for day in queries.days_to_remind_of(today):
            told = queries.mailed(day, "reminder")
            for person in queries.members(day.group):
                if person.id not in told:
                    session.add(
                        DayMail(
                            day_id=day.id,
                            person_id=person.id,
                            kind="reminder",
                            revision=day.revision,
                            reason="Binnenkort",
                        )
                    )
                    added += 1
    return added


def note_sent(mail: DayMail, sent: bool) -> None:
    """Note whether a mail was taken by the mail server, or refused for good."""
    with writing():
        mail.attempts += 1
        mail.sent_at = now() if sent else None
