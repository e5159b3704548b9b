"""Certificates that were given."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Model, Moment, now
from trainer.groups.models import Group
from trainer.people.models import Person


class Certificate(Model):
    """One cursist finished the course in one group. What is printed on it is kept as it was that day."""

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint("minutes >= 0", name="minutes_not_negative"),
        CheckConstraint("intervisie_minutes >= 0", name="intervisie_minutes_not_negative"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_by_id IS NULL)", name="revoked_by_someone"),
        CheckConstraint("(revoked_at IS NULL) = (revoke_reason IS NULL)", name="revoked_with_reason"),
        # One that was revoked makes room for a new one, with the name spelled right for instance.
        Index(
            "uq_certificate_in_force",
            "group_id",
            "person_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # Who has the code can check the certificate: long enough that nobody guesses one.
    code: Mapped[str] = mapped_column(String(40), unique=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("people_group.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    course: Mapped[str] = mapped_column(String(200))
    issuer: Mapped[str] = mapped_column(String(200))
    trainer: Mapped[str] = mapped_column(String(100))
    # Lesson days and practice days; intervisie is counted apart.
    minutes: Mapped[int]
    intervisie_minutes: Mapped[int]
    # The version of what counted.
    contract_hash: Mapped[str] = mapped_column(String(12))
    issued_on: Mapped[date]
    issued_at: Mapped[datetime] = mapped_column(Moment, default=now)
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    revoke_reason: Mapped[str | None] = mapped_column(Text)

    group: Mapped[Group] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    issued_by: Mapped[Person] = relationship(foreign_keys=[issued_by_id])
    revoked_by: Mapped[Person | None] = relationship(foreign_keys=[revoked_by_id])
