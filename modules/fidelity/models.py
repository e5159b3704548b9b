"""What trainers wrote about why a part of the training went another way."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Model, Moment, now
from trainer.people.models import Person


class FidelityEntry(Model):
    """What a trainer wrote at one row. Nothing is overwritten: the last one counts, the others stay to be read."""

    __tablename__ = "fidelity_entry"
    __table_args__ = (CheckConstraint("answer IN ('ja', 'deels', 'nee')", name="answer_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("people_group.id", ondelete="CASCADE"), index=True)
    row: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(Text, default="")
    # Only at the row on time from management; None is not filled in.
    answer: Mapped[str | None] = mapped_column(String(10))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    saved_at: Mapped[datetime] = mapped_column(Moment, default=now)

    person: Mapped[Person] = relationship()


class FidelityReason(Model):
    """One of the known reasons, chosen at the row on time from management."""

    __tablename__ = "fidelity_reason"
    __table_args__ = (
        CheckConstraint("reason IN ('time', 'tasks', 'jobs', 'intervisie', 'other')", name="reason_known"),
    )

    entry_id: Mapped[int] = mapped_column(ForeignKey("fidelity_entry.id", ondelete="CASCADE"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(20), primary_key=True)
