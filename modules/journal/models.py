"""Pieces of a journal, with whom one is shared, and what was said about it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Model, Moment, now
from trainer.groups.models import Group
from trainer.people.models import Person

OPEN = text("taken_back_at IS NULL")


class JournalEntry(Model):
    """One piece in someone's journal. Nobody else reads it while it is not shared."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        UniqueConstraint("person_id", "draft_key"),
        CheckConstraint("revision > 0", name="revision_positive"),
        CheckConstraint("lesson_slug IS NULL OR module_slug IS NOT NULL", name="lesson_in_module"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    # What the empty page was called: the first save can be sent twice and still makes one piece.
    draft_key: Mapped[str] = mapped_column(String(40))
    written_on: Mapped[date]
    heading: Mapped[str] = mapped_column(String(500), default="")
    text: Mapped[str] = mapped_column(Text)
    module_slug: Mapped[str | None] = mapped_column(String(80))
    lesson_slug: Mapped[str | None] = mapped_column(String(80))
    revision: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(Moment, default=now)

    person: Mapped[Person] = relationship()


class JournalShare(Model):
    """One time that a piece was shared with the trainers of a course group. Sharing it again is another one."""

    __tablename__ = "journal_share"
    __table_args__ = (
        Index("one_open_share", "entry_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        CheckConstraint("taken_back_at IS NULL OR taken_back_at >= shared_at", name="taken_back_after_sharing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("people_group.id"), index=True)
    shared_at: Mapped[datetime] = mapped_column(Moment, default=now)
    taken_back_at: Mapped[datetime | None] = mapped_column(Moment)
    # When a trainer said that what was written back needs no answer.
    settled_at: Mapped[datetime | None] = mapped_column(Moment)

    entry: Mapped[JournalEntry] = relationship()
    group: Mapped[Group] = relationship()


class JournalMessage(Model):
    """An answer of a trainer, or what the writer said to it."""

    __tablename__ = "journal_message"
    __table_args__ = (CheckConstraint("side IN ('writer', 'trainer')", name="side_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    share_id: Mapped[int] = mapped_column(ForeignKey("journal_share.id", ondelete="CASCADE"), index=True)
    side: Mapped[str] = mapped_column(String(10))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime] = mapped_column(Moment, default=now)

    author: Mapped[Person | None] = relationship()


class JournalReading(Model):
    """How far one person read: the last message, and which text of the piece."""

    __tablename__ = "journal_reading"
    __table_args__ = (CheckConstraint("seen_revision > 0", name="seen_revision_positive"),)

    share_id: Mapped[int] = mapped_column(ForeignKey("journal_share.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    seen_message: Mapped[int] = mapped_column(default=0)
    seen_revision: Mapped[int]
    first_read_at: Mapped[datetime] = mapped_column(Moment, default=now)

    person: Mapped[Person] = relationship()
