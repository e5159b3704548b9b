"""The meeting days of a course group, who was there, and the mail about it."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Model, Moment, now
from trainer.groups.models import Group
from trainer.people.models import Person
from trainer.planning import change_rules, rules
from trainer.planning.rules import PresenceState, When


class CourseDay(Model):
    """One meeting day of a course group. Without a date it still has to be planned. Times are Dutch time."""

    __tablename__ = "course_day"
    __table_args__ = (
        UniqueConstraint("group_id", "kind", "number"),
        CheckConstraint("kind IN ('lesson', 'practice', 'intervisie')", name="kind_known"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
        CheckConstraint("(starts_at IS NULL) = (ends_at IS NULL)", name="times_together"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("held_on IS NULL OR starts_at IS NOT NULL", name="date_has_times"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("people_group.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    subject: Mapped[str] = mapped_column(String(200), default="")
    held_on: Mapped[date | None]
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    # What the day counts for, without breaks.
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(String(200), default="")
    led_by: Mapped[str] = mapped_column(String(200), default="")
    # What people type on the day itself to say that they are there.
    code: Mapped[str] = mapped_column(String(10))
    # Higher with every change, so that calendars take the change over.
    revision: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(Moment, default=now)
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment)
    # When a moved day was first, as people knew it; without a date it was not moved.
    was_on: Mapped[date | None]
    was_starts_at: Mapped[time | None]
    was_ends_at: Mapped[time | None]

    group: Mapped[Group] = relationship()

    @property
    def name(self) -> str:
        """Return `Praktijkdag 2`."""
        return rules.name(self.kind, self.number)

    @property
    def full_name(self) -> str:
        """Return `Praktijkdag 2 van Training najaar`."""
        return f"{self.name} van {self.group.name}"

    @property
    def when(self) -> When:
        """Return what people have to know of it."""
        return When(self.held_on, self.starts_at, self.ends_at, self.place)

    @property
    def was(self) -> When | None:
        """Return when a moved day was first, or None."""
        return When(self.was_on, self.was_starts_at, self.was_ends_at, "") if self.was_on else None

    @property
    def moved(self) -> str:
        """Return `Eerst do 3 dec, nu do 10 dec`, or an empty string."""
        return change_rules.moved_words(self.was, self.when)

    @property
    def seen(self) -> str:
        """Return what a form keeps of what was on screen."""
        return rules.when_mark(self.when, self.minutes)

    @property
    def times(self) -> str:
        """Return `9.30 tot 16.30 uur`, or an empty string."""
        return rules.time_words(self.when)


class Presence(Model):
    """Whether one person was there on one day. Without a row it was not registered, which is not 'absent'."""

    __tablename__ = "presence"
    __table_args__ = (
        CheckConstraint("state IN ('present', 'partly', 'excused', 'absent')", name="state_known"),
        CheckConstraint("(state = 'partly') = (minutes IS NOT NULL)", name="partly_has_minutes"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
    )

    day_id: Mapped[int] = mapped_column(ForeignKey("course_day.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)
    state: Mapped[str] = mapped_column(String(20))
    minutes: Mapped[int | None]
    # The cursist, with the code of the day or to say that they cannot come, or a trainer.
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=now)

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    recorded_by: Mapped[Person] = relationship(foreign_keys=recorded_by_id)

    @property
    def is_own_report(self) -> bool:
        """Return whether the cursist wrote down themselves that they cannot come."""
        return self.state == PresenceState.EXCUSED and self.recorded_by_id == self.person_id


class CalendarLink(Model):
    """Someone's private calendar address. Only the hash of its token is kept; a new one replaces the old one."""

    __tablename__ = "calendar_link"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)

    person: Mapped[Person] = relationship()


class DayMail(Model):
    """A mail about a day to one person, kept until it was sent: a restart forgets none and sends none twice."""

    __tablename__ = "day_mail"
    __table_args__ = (
        UniqueConstraint("day_id", "person_id", "kind", "revision"),
        CheckConstraint("kind IN ('change', 'reminder')", name="kind_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey("course_day.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    revision: Mapped[int]
    # In one or two words why this mail: planned, changed, cancelled.
    reason: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    sent_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    attempts: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person] = relationship()
    day: Mapped[CourseDay] = relationship()
