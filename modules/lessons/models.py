"""How far people are in the lessons."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trainer.db import Model, Moment, now


class LessonProgress(Model):
    """One person in one lesson: opened, where they were, done or not."""

    __tablename__ = "lesson_progress"
    __table_args__ = (
        UniqueConstraint("person_id", "module_slug", "lesson_slug"),
        CheckConstraint("section <> ''", name="section_unknown_or_named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    module_slug: Mapped[str] = mapped_column(String(80))
    lesson_slug: Mapped[str] = mapped_column(String(80))
    # The version of the module that was last opened or marked done.
    content_hash: Mapped[str] = mapped_column(String(12))
    first_opened_at: Mapped[datetime] = mapped_column(Moment, default=now)
    last_opened_at: Mapped[datetime] = mapped_column(Moment, default=now)
    # The id of the heading where the person was; None at the top of the lesson.
    section: Mapped[str | None] = mapped_column(String(200))
    done_at: Mapped[datetime | None] = mapped_column(Moment)
