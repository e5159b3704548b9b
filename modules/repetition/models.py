"""Questions that were answered again, and who does not want them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trainer.db import Model, Moment, now


class RepetitionAnswer(Model):
    """One question that came back and was answered on a day."""

    __tablename__ = "repetition_answer"
    __table_args__ = (
        UniqueConstraint(
            "person_id", "answered_on", "module_slug", "question_id", name="uq_repetition_answer_once_a_day"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    answered_on: Mapped[date]
    module_slug: Mapped[str] = mapped_column(String(80))
    question_id: Mapped[str] = mapped_column(String(80))
    # The version of the module that was answered.
    content_hash: Mapped[str] = mapped_column(String(12))
    option_id: Mapped[str] = mapped_column(String(80))
    # As it was judged then.
    is_right: Mapped[bool]


class RepetitionPause(Model):
    """Someone who switched the questions off; without a row they are on."""

    __tablename__ = "repetition_pause"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[datetime] = mapped_column(Moment, default=now)
