"""People and the personal links that let them in."""

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Model, Moment, now


class Person(UserMixin, Model):
    """Someone with an account. Without a password the invitation has not been accepted yet."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("role IN ('admin', 'trainer', 'participant')", name="role_known"),
        CheckConstraint("email = lower(email)", name="email_lowercase"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    enabled: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    # Part of the session's identity: raising it signs the person out everywhere.
    session_generation: Mapped[int] = mapped_column(default=0)
    reset_requested_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)

    def get_id(self) -> str:
        """Return what the session remembers of this person."""
        return f"{self.id}.{self.session_generation}"

    @property
    def is_active(self) -> bool:
        """Return whether this person may sign in."""
        return self.enabled


class PersonalLink(Model):
    """A link by which one person sets a password, once. Only the hash of its token is kept."""

    __tablename__ = "personal_link"
    __table_args__ = (CheckConstraint("purpose IN ('invitation', 'reset')", name="purpose_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    # Whether it set the password; an older link ends unused when a newer one is made.
    set_password: Mapped[bool] = mapped_column(default=False)
    # Nobody when someone asked for it themselves.
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    made_by: Mapped[Person | None] = relationship(foreign_keys=[made_by_id])
