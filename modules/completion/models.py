"""Modules that were finished."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trainer.db import Model, Moment, now


class ModuleCompletion(Model):
    """One person finished one module."""

    __tablename__ = "module_completion"
    __table_args__ = (UniqueConstraint("person_id", "module_slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    module_slug: Mapped[str] = mapped_column(String(80))
    content_hash: Mapped[str] = mapped_column(String(12))
    finished_at: Mapped[datetime] = mapped_column(Moment, default=now)
