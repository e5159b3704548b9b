"""Scans that were filled in, what of them was shared, and what groups will try."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Model, Moment, now
from trainer.groups.models import Group
from trainer.people.models import Person


class FilledScan(Model):
    """One scan as one person filled it in on one day."""

    __tablename__ = "filled_scan"
    __table_args__ = (UniqueConstraint("person_id", "scan_slug", "filled_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    scan_slug: Mapped[str] = mapped_column(String(80))
    filled_on: Mapped[date]
    # The version of the scan that was answered.
    content_hash: Mapped[str] = mapped_column(String(12))


class ScanAnswer(Model):
    """The answer to one item. An item without an answer has no row."""

    __tablename__ = "scan_answer"
    __table_args__ = (CheckConstraint("answer IN ('no', 'some', 'yes', 'unknown')", name="answer_known"),)

    filled_id: Mapped[int] = mapped_column(ForeignKey("filled_scan.id", ondelete="CASCADE"), primary_key=True)
    item_code: Mapped[str] = mapped_column(String(10), primary_key=True)
    answer: Mapped[str] = mapped_column(String(10))


class ScanShare(Model):
    """A filled scan that its owner shares, without a name, with an intervisie group."""

    __tablename__ = "scan_share"

    filled_id: Mapped[int] = mapped_column(ForeignKey("filled_scan.id", ondelete="CASCADE"), primary_key=True)
    group_id: Mapped[int] = mapped_column(
        ForeignKey("people_group.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    shared_at: Mapped[datetime] = mapped_column(Moment, default=now)


class ScanNote(Model):
    """What a group will try after it talked about a scan."""

    __tablename__ = "scan_note"
    __table_args__ = (CheckConstraint("text <> ''", name="text_not_empty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("people_group.id", ondelete="CASCADE"), index=True)
    scan_slug: Mapped[str] = mapped_column(String(80))
    noted_on: Mapped[date]
    text: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    group: Mapped[Group] = relationship()
    author: Mapped[Person] = relationship()
