"""Knowledge checks that were made, and what was chosen in one that is not handed in yet."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trainer.db import Model, Moment, now


class CheckAttempt(Model):
    """One time that someone made the knowledge check of a module."""

    __tablename__ = "check_attempt"
    __table_args__ = (
        CheckConstraint("right_count BETWEEN 0 AND total_count", name="right_within_total"),
        CheckConstraint("total_count > 0", name="total_not_zero"),
        Index("ix_check_attempt_person_id_module_slug", "person_id", "module_slug"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    module_slug: Mapped[str] = mapped_column(String(80))
    # The version of the module that was answered: its questions may change later.
    content_hash: Mapped[str] = mapped_column(String(12))
    submitted_at: Mapped[datetime] = mapped_column(Moment, default=now)
    right: Mapped[int] = mapped_column("right_count")
    total: Mapped[int] = mapped_column("total_count")


class CheckAnswer(Model):
    """The option that was chosen for one question."""

    __tablename__ = "check_answer"
    __table_args__ = (UniqueConstraint("attempt_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("check_attempt.id", ondelete="CASCADE"))
    question_id: Mapped[str] = mapped_column(String(80))
    option_id: Mapped[str] = mapped_column(String(80))
    # As it was judged then.
    is_right: Mapped[bool]


class CheckDraft(Model):
    """What someone chose at one question of a check that they did not hand in yet."""

    __tablename__ = "check_draft"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    module_slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    option_id: Mapped[str] = mapped_column(String(80))
