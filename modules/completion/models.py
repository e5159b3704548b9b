"""Modules that were finished, and requirements that a trainer counts as met."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Model, Moment, now
from trainer.groups.models import Group
from trainer.people.models import Person


class ModuleCompletion(Model):
    """One person finished one module."""

    __tablename__ = "module_completion"
    __table_args__ = (UniqueConstraint("person_id", "module_slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    module_slug: Mapped[str] = mapped_column(String(80))
    content_hash: Mapped[str] = mapped_column(String(12))
    finished_at: Mapped[datetime] = mapped_column(Moment, default=now)


class RequirementException(Model):
    """A trainer counts one requirement as met for one cursist, and says why. Taken back it stays, and counts no more."""

    __tablename__ = "requirement_exception"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="reason_given"),
        CheckConstraint("(taken_back_at IS NULL) = (taken_back_by_id IS NULL)", name="taken_back_by_someone"),
        Index(
            "uq_requirement_exception_in_force",
            "group_id",
            "person_id",
            "requirement",
            unique=True,
            sqlite_where=text("taken_back_at IS NULL"),
            postgresql_where=text("taken_back_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("people_group.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    requirement: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Moment, default=now)
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    taken_back_at: Mapped[datetime | None] = mapped_column(Moment)

    group: Mapped[Group] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    made_by: Mapped[Person] = relationship(foreign_keys=[made_by_id])
    taken_back_by: Mapped[Person | None] = relationship(foreign_keys=[taken_back_by_id])
