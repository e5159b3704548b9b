"""Recordings of overleggen, and consent per person present and purpose."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from observation.meetings.models import Attendee, Meeting
from trainer.db import Model, Moment, now


class Recording(Model):
    """The recording of one overleg. The name of the uploaded file is not kept: it often holds a person's name."""

    __tablename__ = "recording"
    __table_args__ = (CheckConstraint("duration > 0", name="duration_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    stored_as: Mapped[str] = mapped_column(String(80), unique=True)
    captions_as: Mapped[str | None] = mapped_column(String(80))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(40))
    duration: Mapped[float]
    has_video: Mapped[bool]
    played_scene: Mapped[bool] = mapped_column(default=False)
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime] = mapped_column(Moment, default=now)
    # The day that people were promised. Empty for what was uploaded before this was asked.
    keep_until: Mapped[date | None]

    meeting: Mapped[Meeting] = relationship()


class Consent(Model):
    """What one person present decided about one purpose, and when. Rows are added, never changed: the last one counts.

    So it can always be shown what was decided when, by which text, and who wrote it down.
    """

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint("purpose IN ('scoren', 'intervisie')", name="purpose_known"),
        CheckConstraint("decision IN ('given', 'refused', 'withdrawn', 'corrected')", name="decision_known"),
        CheckConstraint("(decision = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn_has_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    decision: Mapped[str] = mapped_column(String(20))
    decided_on: Mapped[date]
    given_as: Mapped[str] = mapped_column(String(20))
    text_version: Mapped[str] = mapped_column(String(20))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)

    attendee: Mapped[Attendee] = relationship()
