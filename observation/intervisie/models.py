"""Intervisie sessions and what was agreed in them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from observation.meetings.models import Meeting
from trainer.db import Model, Moment, now
from trainer.groups.models import Group
from trainer.people.models import Person


class Session(Model):
    """A session of an intervisie group on one overleg."""

    __tablename__ = "intervisie_session"
    __table_args__ = (CheckConstraint("revision > 0", name="revision_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("people_group.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    held_on: Mapped[date]
    question: Mapped[str] = mapped_column(Text, default="")
    discussed: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(default=1)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)

    group: Mapped[Group] = relationship()
    meeting: Mapped[Meeting] = relationship()


class SessionAttendance(Model):
    """Someone who was at a session. Without a row of anyone it is not filled in yet."""

    __tablename__ = "intervisie_attendance"

    session_id: Mapped[int] = mapped_column(ForeignKey("intervisie_session.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)

    person: Mapped[Person] = relationship()


class Agreement(Model):
    """Something that a member will try: who, what, before when."""

    __tablename__ = "intervisie_agreement"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("intervisie_session.id", ondelete="CASCADE"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    what: Mapped[str] = mapped_column(String(300))
    due_on: Mapped[date]
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    done_at: Mapped[datetime | None] = mapped_column(Moment)

    session: Mapped[Session] = relationship()
    owner: Mapped[Person] = relationship()
