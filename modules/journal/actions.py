"""Writes of a journal: a piece, sharing it and taking that back, answers, and how far someone read."""

from modules.journal import queries, rules
from modules.journal.models import JournalEntry, JournalMessage, JournalReading, JournalShare
from modules.journal.rules import Piece, Saved, Side
from trainer.db import db, now, writing
from trainer.groups import queries as groups
from trainer.groups.models import Group
from trainer.groups.rules import GroupRole
from trainer.people.models import Person

NO_TRAINER = "In deze cursusgroep is nog geen trainer. Er is dus nog niemand om mee te delen."


def begin(person: Person, draft_key: str, given: Piece, seen_revision: int) -> Saved:
    """Keep a new piece. The same page sent again goes on with the piece that it made."""
    person_id = person.id
    with writing() as session:
        if begun := queries.by_draft_key(person_id, draft_key):
            return _save(begun, given, seen_revision)
        entry = JournalEntry(person_id=person_id, draft_key=draft_key, revision=1)
        _fill(entry, given)
        session.add(entry)
        session.flush()
        return Saved(entry.id, entry.revision, given)


def save(entry: JournalEntry, given: Piece, seen_revision: int) -> Saved | None:
    """Keep a piece, unless another window changed it after `seen_revision`. None when it was deleted meanwhile."""
    entry_id = entry.id
    with writing():
        held = queries.locked(entry_id)
        return _save(held, given, seen_revision) if held else None


def _save(entry: JournalEntry, given: Piece, seen_revision: int) -> Saved:
    stored = queries.piece(entry)
    if rules.is_conflict(stored, given, entry.revision, seen_revision):
        return Saved(entry.id, entry.revision, stored, conflict=True)
    if stored != given:
        _fill(entry, given)
        entry.revision, entry.saved_at = entry.revision + 1, now()
    return Saved(entry.id, entry.revision, given)


def _fill(entry: JournalEntry, given: Piece) -> None:
    entry.written_on, entry.heading, entry.text = given.written_on, given.heading, given.text
    entry.module_slug, entry.lesson_slug = given.module_slug, given.lesson_slug


def remove(entry: JournalEntry) -> None:
    """Destroy a piece with all that was said about it."""
    entry_id = entry.id
    with writing() as session:
        if held := queries.locked(entry_id):
            session.delete(held)


def share(person: Person, entry: JournalEntry, group: Group) -> str | None:
    """Let the trainers of a course group of its writer read a piece; return why not, or None."""
    person_id, entry_id, group_id = person.id, entry.id, group.id
    with writing() as session:
        held = queries.locked(entry_id)
        member = groups.membership(person, group)
        if held is None or member is None or member.role != GroupRole.PARTICIPANT or held.person_id != person_id:
            return rules.NO_GROUP
        if not queries.trainers(group):
            return NO_TRAINER
        if queries.open_share(entry_id) is None:
            session.add(JournalShare(entry_id=entry_id, group_id=group_id))
    return None


def take_back(entry: JournalEntry) -> bool:
    """Close a piece for everyone but its writer; return whether it stood open."""
    entry_id = entry.id
    with writing():
        queries.locked(entry_id)
        standing = queries.open_share(entry_id)
        if standing is None:
            return False
        standing.taken_back_at = now()
    return True


def answer(trainer: Person, share: JournalShare, text: str) -> bool:
    """Send an answer of a trainer; False when the writer took the piece back."""
    return _say(trainer, share, Side.TRAINER, text)


def reply(writer: Person, share: JournalShare, text: str) -> bool:
    """Send what the writer says to an answer; False when the piece is no longer shared."""
    return _say(writer, share, Side.WRITER, text)


def _say(author: Person, share: JournalShare, side: Side, text: str) -> bool:
    author_id, share_id, entry_id = author.id, share.id, share.entry_id
    with writing() as session:
        held, standing = queries.locked(entry_id), queries.open_share(entry_id)
        if held is None or standing is None or standing.id != share_id:
            return False
        last = queries.last_message(share_id)
        # The same button pressed twice says it once.
        if last is None or (last.author_id, last.text) != (author_id, text):
            session.add(JournalMessage(share_id=share_id, side=side.value, author_id=author_id, text=text))
        # Who answers has read it.
        if side is Side.TRAINER and queries.reading(share_id, author_id) is None:
            session.add(JournalReading(share_id=share_id, person_id=author_id, seen_revision=held.revision))
    return True


def settle(share: JournalShare) -> None:
    """Say that what the writer wrote back was read and needs no answer."""
    share_id = share.id
    with writing() as session:
        session.get_one(JournalShare, share_id).settled_at = now()


def mark_read(reader: Person, share: JournalShare, seen_message: int, seen_revision: int) -> None:
    """Keep how far someone read; it never goes back."""
    reader_id, share_id, entry_id = reader.id, share.id, share.entry_id
    with writing():
        if queries.locked(entry_id) is None:
            return
        row = queries.reading(share_id, reader_id)
        if row is None:
            row = JournalReading(share_id=share_id, person_id=reader_id, seen_message=0, seen_revision=1)
        row.seen_message = max(row.seen_message, seen_message)
        row.seen_revision = max(row.seen_revision, seen_revision)
        db.session.add(row)
