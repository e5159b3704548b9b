"""Cliënttrajecten, their overleggen, who was present, and to which groups an overleg was brought."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Model, Moment, now
from trainer.groups.models import Group
from trainer.people.models import Person


class Trajectory(Model):
    """A cliënttraject: one client, known only by a pseudonymous number."""

    __tablename__ = "trajectory"
    __table_args__ = (UniqueConstraint("course_group_id", "client_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    client_number: Mapped[str] = mapped_column(String(20))
    course_group_id: Mapped[int] = mapped_column(ForeignKey("people_group.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)

    course_group: Mapped[Group] = relationship()
    owner: Mapped[Person] = relationship()


class Meeting(Model):
    """One gezamenlijk cliëntoverleg: the unit that is observed."""

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("trajectory_id", "number"),
        CheckConstraint("number BETWEEN 1 AND 99", name="number_in_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    trajectory_id: Mapped[int] = mapped_column(ForeignKey("trajectory.id"))
    number: Mapped[int]
    held_on: Mapped[date]
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)

    trajectory: Mapped[Trajectory] = relationship()

    @property
    def name(self) -> str:
        """Return what this overleg is called on screen."""
        return f"{self.trajectory.client_number}, overleg {self.number}"


class Attendee(Model):
    """Someone present at an overleg, by function and never by name."""

    __tablename__ = "attendee"
    __table_args__ = (
        CheckConstraint("domain IN ('zorg_welzijn', 'werk_inkomen', 'geen')", name="domain_known"),
        CheckConstraint(
            "present_as IN ('client', 'relative', 'professional', 'case_manager', 'coordinator', 'experience')",
            name="present_as_known",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    function: Mapped[str] = mapped_column(String(60))
    domain: Mapped[str] = mapped_column(String(20))
    present_as: Mapped[str] = mapped_column(String(20))

    meeting: Mapped[Meeting] = relationship()


class BroughtMeeting(Model):
    """An overleg that someone brought to an intervisie group."""

    __tablename__ = "brought_meeting"
    __table_args__ = (UniqueConstraint("meeting_id", "group_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    group_id: Mapped[int] = mapped_column(ForeignKey("people_group.id", ondelete="CASCADE"), index=True)
    brought_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    brought_at: Mapped[datetime] = mapped_column(Moment, default=now)

    meeting: Mapped[Meeting] = relationship()
    group: Mapped[Group] = relationship()
