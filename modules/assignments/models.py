"""Assignments, their versions, and what stands in them: of the cursist, and of the trainer who answers."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Model, Moment, now
from trainer.groups.models import Group
from trainer.people.models import Person


class Assignment(Model):
    """One Profiel or Plan of one cursist about one client, who is only a number."""

    __tablename__ = "assignment"
    __table_args__ = (CheckConstraint("kind IN ('profiel', 'plan')", name="kind_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    # Without a group it can be filled in and not be handed in.
    group_id: Mapped[int | None] = mapped_column(ForeignKey("people_group.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    client_number: Mapped[str] = mapped_column(String(20))
    # The form as it was at the start: another wording later takes away nobody's words.
    form_text: Mapped[str] = mapped_column(Text)
    started_at: Mapped[datetime] = mapped_column(Moment, default=now)

    person: Mapped[Person] = relationship()
    group: Mapped[Group | None] = relationship()


class Version(Model):
    """One version of an assignment. Handed in is locked; answered has a verdict of a trainer."""

    __tablename__ = "assignment_version"
    __table_args__ = (
        UniqueConstraint("assignment_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("verdict IN ('enough', 'continue')", name="verdict_known"),
        CheckConstraint("(answered_at IS NULL) = (verdict IS NULL)", name="answer_has_verdict"),
        CheckConstraint("answered_at IS NULL OR handed_in_at IS NOT NULL", name="answered_after_handing_in"),
        CheckConstraint("taken_back_at IS NULL OR handed_in_at IS NULL", name="taken_back_is_draft"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"))
    number: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(Moment, default=now)
    handed_in_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    # While it is a draft again: a trainer who was answering it hears so, instead of finding nothing.
    taken_back_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    verdict: Mapped[str | None] = mapped_column(String(20))

    assignment: Mapped[Assignment] = relationship()
    answered_by: Mapped[Person | None] = relationship()


class Entry(Model):
    """What stands in one field of a version: of the cursist, or in the answer of the trainer."""

    __tablename__ = "assignment_entry"
    __table_args__ = (
        CheckConstraint("side IN ('own', 'answer')", name="side_known"),
        CheckConstraint("revision > 0", name="revision_positive"),
    )

    version_id: Mapped[int] = mapped_column(ForeignKey("assignment_version.id", ondelete="CASCADE"), primary_key=True)
    side: Mapped[str] = mapped_column(String(10), primary_key=True)
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    revision: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(Moment, default=now)
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class Step(Model):
    """One row of a Plan. Its number stays the same over versions, its place may change; taken away, it can come back."""

    __tablename__ = "assignment_step"
    __table_args__ = (CheckConstraint("number > 0", name="number_positive"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("assignment_version.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int]
    removed: Mapped[bool] = mapped_column(default=False)


class Attachment(Model):
    """One file beside a version, kept under a meaningless name; what it was called is not kept."""

    __tablename__ = "assignment_attachment"
    __table_args__ = (
        CheckConstraint("ending IN ('pdf', 'png', 'jpg', 'docx')", name="ending_known"),
        CheckConstraint("size > 0", name="size_positive"),
    )

    version_id: Mapped[int] = mapped_column(ForeignKey("assignment_version.id", ondelete="CASCADE"), primary_key=True)
    stored_as: Mapped[str] = mapped_column(String(60), unique=True)
    ending: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(Moment, default=now)
