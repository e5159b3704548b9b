"""Writes of scans."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from modules.scans import queries
from modules.scans.models import FilledScan, ScanAnswer, ScanNote, ScanShare
from modules.scans.scan_rules import Scan
from trainer.db import writing
from trainer.groups.models import Group
from trainer.people.models import Person


def fill(person: Person, scan: Scan, given: Mapping[str, str], on: date) -> FilledScan:
    """Keep someone's answers of a day in place of those that they gave before on that day."""
    with writing() as session:
        filled = _row(session, person, scan, on)
        filled.content_hash = scan.content_hash
        session.execute(delete(ScanAnswer).where(ScanAnswer.filled_id == filled.id))
        session.add_all(ScanAnswer(filled_id=filled.id, item_code=code, answer=each) for code, each in given.items())
    return filled


def _row(session: Session, person: Person, scan: Scan, on: date) -> FilledScan:
    """Return the row of this day, held until the end of the write. Of two windows at once one makes it, both use it."""
    query = select(FilledScan).filter_by(person_id=person.id, scan_slug=scan.slug, filled_on=on).with_for_update()
    if (filled := session.scalar(query)) is not None:
        return filled
    filled = FilledScan(person_id=person.id, scan_slug=scan.slug, filled_on=on, content_hash=scan.content_hash)
    try:
        with session.begin_nested():
            session.add(filled)
    except IntegrityError:
        return session.scalars(query).one()
    return filled


def remove(filled: FilledScan) -> None:
    """Take a filled scan away, with its answers and wherever it was shared."""
    with writing() as session:
        session.delete(filled)


def share(filled: FilledScan, group: Group) -> None:
    """Share the answers, without a name, with a group."""
    with writing() as session:
        if queries.share(filled, group) is None:
            session.add(ScanShare(filled_id=filled.id, group_id=group.id))


def take_back(filled: FilledScan, group: Group) -> None:
    """Share them no longer."""
    with writing() as session:
        if (row := queries.share(filled, group)) is not None:
            session.delete(row)


def add_note(actor: Person, group: Group, scan: Scan, text: str, on: date) -> ScanNote:
    """Write down what a group will try."""
    with writing() as session:
        note = ScanNote(group_id=group.id, scan_slug=scan.slug, noted_on=on, text=text, author_id=actor.id)
        session.add(note)
    return note


def remove_note(note: ScanNote) -> None:
    """Take a note away."""
    with writing() as session:
        session.delete(note)
