"""Groups and who is in them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Model, Moment, now
from trainer.people.models import Person


class Group(Model):
    """A course group, or an intervisie group inside one."""

    __tablename__ = "people_group"
    __table_args__ = (
        CheckConstraint("kind IN ('course', 'intervisie')", name="kind_known"),
        CheckConstraint("(kind = 'intervisie') = (parent_id IS NOT NULL)", name="intervisie_has_parent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(20))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("people_group.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)

    parent: Mapped["Group | None"] = relationship(remote_side=[id])


class Membership(Model):
    """One person in one group."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("person_id", "group_id"),
        CheckConstraint("role IN ('trainer', 'participant', 'observer')", name="role_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("people_group.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    # When the person agreed that the intervisie group sees their answers under their name.
    agreed_at: Mapped[datetime | None] = mapped_column(Moment)

    person: Mapped[Person] = relationship()
    group: Mapped[Group] = relationship()
