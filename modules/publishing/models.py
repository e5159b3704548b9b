"""The versions of modules that were published."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Model, Moment, now
from trainer.people.models import Person


class ModuleVersion(Model):
    """A module as it was published: who, when, why, and all of its files."""

    __tablename__ = "module_version"
    __table_args__ = (Index("ix_module_version_module_slug", "module_slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    module_slug: Mapped[str] = mapped_column(String(80))
    content_hash: Mapped[str] = mapped_column(String(12))
    note: Mapped[str] = mapped_column(String(300), default="")
    # None: it stood there before anyone published here.
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    published_at: Mapped[datetime] = mapped_column(Moment, default=now)
    # A zip in the layout of the content folder.
    files: Mapped[bytes] = mapped_column(LargeBinary)

    published_by: Mapped[Person | None] = relationship()
