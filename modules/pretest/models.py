"""Measurements that were offered, skipped, begun and handed in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trainer.db import Model, Moment


class Pretest(Model):
    """One person's measurement before or after the course of one group. Skipped ones have no half until they begin."""

    __tablename__ = "pretest"
    __table_args__ = (
        UniqueConstraint("person_id", "group_id", "phase"),
        CheckConstraint("phase IN ('before', 'after')", name="phase_known"),
        CheckConstraint("half IN ('A', 'B')", name="half_known"),
        CheckConstraint("(half IS NULL) = (started_at IS NULL)", name="half_from_the_start"),
        CheckConstraint("submitted_at IS NULL OR started_at IS NOT NULL", name="submitted_was_started"),
        Index("ix_pretest_group_id_phase", "group_id", "phase"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    group_id: Mapped[int] = mapped_column(ForeignKey("people_group.id", ondelete="CASCADE"))
    phase: Mapped[str] = mapped_column(String(10))
    half: Mapped[str | None] = mapped_column(String(1))
    skipped_at: Mapped[datetime | None] = mapped_column(Moment)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)


class PretestAnswer(Model):
    """One question of a measurement, drawn at its start. Not judged before it is handed in."""

    __tablename__ = "pretest_answer"
    __table_args__ = (CheckConstraint("is_right IS NULL OR option_id IS NOT NULL", name="judged_was_answered"),)

    pretest_id: Mapped[int] = mapped_column(ForeignKey("pretest.id", ondelete="CASCADE"), primary_key=True)
    module_slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    place: Mapped[int]
    # The version of the question that was drawn, and after handing in the one that was judged.
    content_hash: Mapped[str] = mapped_column(String(12))
    # "?" is "dat weet ik nog niet", an answer of its own; None is not answered.
    option_id: Mapped[str | None] = mapped_column(String(80))
    is_right: Mapped[bool | None]
