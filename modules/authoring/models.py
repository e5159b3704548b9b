"""Drafts of modules, file by file."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Model, Moment, now
from trainer.people.models import Person


class ModuleDraft(Model):
    """A module that is being changed; there is one draft of a module at a time, and trainers share it."""

    __tablename__ = "module_draft"
    __table_args__ = (CheckConstraint("base_hash <> ''", name="base_named"),)

    module_slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    # The version of the module that it was begun from; `new` when the course had none.
    base_hash: Mapped[str] = mapped_column(String(12))
    begun_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    begun_at: Mapped[datetime] = mapped_column(Moment, default=now)

    begun_by: Mapped[Person | None] = relationship()


class DraftFile(Model):
    """One file of a draft, as it was last saved."""

    __tablename__ = "draft_file"

    module_slug: Mapped[str] = mapped_column(
        ForeignKey("module_draft.module_slug", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    # None: as it was when the draft was begun.
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    saved_at: Mapped[datetime] = mapped_column(Moment, default=now)

    saved_by: Mapped[Person | None] = relationship()
