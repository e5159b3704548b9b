"""Evaluations that were given, and the answers in them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trainer.db import Model, Moment, now


class Evaluation(Model):
    """What one person gave about the training of one course group, at its end or three months later."""

    __tablename__ = "evaluation"
    __table_args__ = (
        UniqueConstraint("person_id", "group_id", "occasion"),
        CheckConstraint("occasion IN ('end', 'follow_up')", name="occasion_known"),
        CheckConstraint("given_as IN ('participant', 'trainer')", name="given_as_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    group_id: Mapped[int] = mapped_column(ForeignKey("people_group.id", ondelete="CASCADE"), index=True)
    occasion: Mapped[str] = mapped_column(String(20))
    # Trainers are counted apart, also when their role changes later.
    given_as: Mapped[str] = mapped_column(String(20))
    given_at: Mapped[datetime] = mapped_column(Moment, default=now)
    # Two trainers are too few to be unknown: each may choose that the other trainers see these answers all the same.
    open_to_trainers: Mapped[bool] = mapped_column(default=False)


class EvaluationAnswer(Model):
    """One choice or one text. A question without a row was not answered."""

    __tablename__ = "evaluation_answer"
    __table_args__ = (CheckConstraint("(choice = '') = (text <> '')", name="choice_or_text"),)

    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    choice: Mapped[str] = mapped_column(String(40), primary_key=True, default="")
    text: Mapped[str] = mapped_column(Text, default="")
