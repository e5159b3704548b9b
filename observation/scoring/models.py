"""One observer's form of one overleg: scores, texts and moments."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from observation.form.models import InstrumentVersion
from observation.meetings.models import Meeting
from trainer.db import Model, Moment, now
from trainer.people.models import Person


class Observation(Model):
    """One observer, one overleg, one instrument version, one perspective. Submitted is locked."""

    __tablename__ = "observation"
    __table_args__ = (
        UniqueConstraint("meeting_id", "observer_id"),
        CheckConstraint("perspective IN ('observer', 'self')", name="perspective_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    observer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    instrument_version_id: Mapped[int] = mapped_column(ForeignKey("instrument_version.id"))
    perspective: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[datetime] = mapped_column(Moment, default=now)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)

    meeting: Mapped[Meeting] = relationship()
    observer: Mapped[Person] = relationship()
    instrument_version: Mapped[InstrumentVersion] = relationship()


class Score(Model):
    """What stands at one item of a form. Without an answer it is not scored; 'nvt' is an answer of its own.

    The open questions at the end of the form stand here too; they have a text and never an answer.
    """

    __tablename__ = "score"
    __table_args__ = (
        CheckConstraint("answer IN ('nooit', 'soms', 'vaak', 'altijd', 'nvt', 'ja', 'nee')", name="answer_known"),
        CheckConstraint("revision > 0", name="revision_positive"),
    )

    observation_id: Mapped[int] = mapped_column(ForeignKey("observation.id", ondelete="CASCADE"), primary_key=True)
    item_id: Mapped[str] = mapped_column(String(20), primary_key=True)
    answer: Mapped[str | None] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(Moment, default=now)


class Evidence(Model):
    """A moment in the recording that someone marked at an item."""

    __tablename__ = "evidence"
    __table_args__ = (CheckConstraint("at_seconds >= 0", name="at_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    observation_id: Mapped[int] = mapped_column(ForeignKey("observation.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[str] = mapped_column(String(20))
    at_seconds: Mapped[int]
    text: Mapped[str] = mapped_column(String(300), default="")

    observation: Mapped[Observation] = relationship()
