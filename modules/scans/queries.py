"""Reads of scans. What others answered leaves this file only as answers without names, of people who shared them."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from modules.library.queries import CONTENT
from modules.scans import scan_rules
from modules.scans.models import FilledScan, ScanAnswer, ScanNote, ScanShare
from modules.scans.scan_rules import FACTORS, Scan, Scans
from trainer.db import db
from trainer.groups import queries as groups
from trainer.groups.models import Group
from trainer.groups.rules import GroupKind
from trainer.people.models import Person


@cache
def scans() -> Scans:
    """Return the scans, read once."""
    files = [CONTENT / FACTORS, *(CONTENT / scan_rules.FOLDER).glob("*.toml")]
    return scan_rules.read_scans({path.relative_to(CONTENT).as_posix(): path.read_text() for path in files})


def find_scan(scan_slug: str) -> Scan | None:
    """Return the scan with this slug, or None."""
    return scans().scan(scan_slug)


def find_filled(filled_id: int) -> FilledScan | None:
    """Return the filled scan with this id, or None; None too for a scan that no longer exists."""
    filled = db.session.get(FilledScan, filled_id)
    return filled if filled is not None and find_scan(filled.scan_slug) else None


def find_note(note_id: int) -> ScanNote | None:
    """Return the note with this id, or None."""
    return db.session.get(ScanNote, note_id)


def filled_by(person: Person, scan: Scan) -> Sequence[FilledScan]:
    """Return the times that someone filled in a scan, the last first."""
    query = select(FilledScan).filter_by(person_id=person.id, scan_slug=scan.slug)
    return db.session.scalars(query.order_by(FilledScan.filled_on.desc())).all()


def before(filled: FilledScan) -> FilledScan | None:
    """Return the time before this one, or None."""
    query = select(FilledScan).filter_by(person_id=filled.person_id, scan_slug=filled.scan_slug)
    earlier = query.where(FilledScan.filled_on < filled.filled_on).order_by(FilledScan.filled_on.desc())
    return db.session.scalar(earlier.limit(1))


def answers(filled: FilledScan) -> dict[str, str]:
    """Return the answers of a filled scan by item."""
    query = select(ScanAnswer.item_code, ScanAnswer.answer).filter_by(filled_id=filled.id)
    return {row.item_code: row.answer for row in db.session.execute(query)}


def takes_part(person: Person, group: Group) -> bool:
    """Return whether someone takes part in an intervisie group."""
    return group.kind == GroupKind.INTERVISIE and bool(db.session.scalar(select(groups.joined(person.id, group.id))))


def groups_to_share_with(person: Person) -> list[Group]:
    """Return the intervisie groups that someone takes part in."""
    return [row.group for row in groups.memberships_of(person) if takes_part(person, row.group)]


def shared_with(filled: FilledScan) -> Sequence[Group]:
    """Return the groups that a filled scan is shared with, those that its owner left too."""
    query = select(Group).join(ScanShare, ScanShare.group_id == Group.id).where(ScanShare.filled_id == filled.id)
    return db.session.scalars(query.order_by(Group.name)).all()


def share(filled: FilledScan, group: Group) -> ScanShare | None:
    """Return the share of a filled scan with a group, or None."""
    return db.session.get(ScanShare, (filled.id, group.id))


def answers_in(group: Group, scan: Scan) -> list[dict[str, str]]:
    """Return what people who still take part in a group shared with it: of each their last time, in no order."""
    query = (
        select(FilledScan)
        .join(ScanShare, ScanShare.filled_id == FilledScan.id)
        .where(
            ScanShare.group_id == group.id,
            FilledScan.scan_slug == scan.slug,
            groups.joined(FilledScan.person_id, ScanShare.group_id),
        )
        .order_by(FilledScan.filled_on)
    )
    last = {filled.person_id: filled.id for filled in db.session.scalars(query)}
    found: dict[int, dict[str, str]] = {filled_id: {} for filled_id in last.values()}
    for row in db.session.scalars(select(ScanAnswer).where(ScanAnswer.filled_id.in_(found))):
        found[row.filled_id][row.item_code] = row.answer
    return list(found.values())


def notes_of(group: Group, scan: Scan) -> Sequence[ScanNote]:
    """Return what a group wrote down, the last first."""
    query = select(ScanNote).filter_by(group_id=group.id, scan_slug=scan.slug).options(joinedload(ScanNote.author))
    return db.session.scalars(query.order_by(ScanNote.noted_on.desc(), ScanNote.id.desc())).all()
