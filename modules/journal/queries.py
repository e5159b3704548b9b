"""Reads of journals. A trainer reads a piece only through a share that stands open with a course group they train."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from modules.journal import rules
from modules.journal.models import JournalEntry, JournalMessage, JournalReading, JournalShare
from modules.journal.rules import Piece, Said, Side
from trainer.db import db
from trainer.groups import queries as groups
from trainer.groups.models import Group, Membership
from trainer.groups.rules import GroupKind, GroupRole
from trainer.people.models import Person
from trainer.people.rules import Role


@dataclass(frozen=True)
class Thread:
    """One share with what was said in it; `seen` is how far the reader came, `readers` which trainers opened it."""

    share: JournalShare
    messages: tuple[JournalMessage, ...]
    seen: JournalReading | None
    readers: tuple[str, ...] = field(default=())

    @property
    def waiting_since(self) -> datetime | None:
        """Return since when the writer waits for an answer, or None."""
        said = [Said(each.side, each.sent_at) for each in self.messages]
        return rules.waiting_since(self.share.shared_at, said, self.share.settled_at)

    @property
    def is_settled(self) -> bool:
        """Return whether a trainer read the last words of the writer and said that they need no answer."""
        last = self.messages[-1] if self.messages else None
        return bool(last and last.side == Side.WRITER and self.waiting_since is None)

    @property
    def last_seen(self) -> int:
        """Return the last message that the reader saw."""
        return self.seen.seen_message if self.seen else 0

    @property
    def is_new(self) -> bool:
        """Return whether a trainer never opened it, or the writer wrote back since."""
        return self.seen is None or any(each.id > self.last_seen and each.side == Side.WRITER for each in self.messages)

    @property
    def is_changed(self) -> bool:
        """Return whether the text changed since the reader saw it."""
        return self.seen is not None and self.seen.seen_revision < self.share.entry.revision


def find_entry(entry_id: int) -> JournalEntry | None:
    """Return the piece with this id, or None."""
    return db.session.get(JournalEntry, entry_id)


def find_share(share_id: int) -> JournalShare | None:
    """Return the share with this id, its piece and its group, or None."""
    options = [joinedload(JournalShare.entry).joinedload(JournalEntry.person), joinedload(JournalShare.group)]
    return db.session.get(JournalShare, share_id, options=options)


def locked(entry_id: int) -> JournalEntry | None:
    """Return a piece for writing, read anew; on PostgreSQL its row is held. None when it is gone."""
    query = select(JournalEntry).where(JournalEntry.id == entry_id).with_for_update(of=JournalEntry)
    return db.session.scalar(query.execution_options(populate_existing=True))


def by_draft_key(person_id: int, key: str) -> JournalEntry | None:
    """Return the piece that was begun on this page, or None."""
    return db.session.scalar(select(JournalEntry).filter_by(person_id=person_id, draft_key=key))


def piece(entry: JournalEntry) -> Piece:
    """Return what stands in a piece."""
    topic = "/".join(slug for slug in (entry.module_slug, entry.lesson_slug) if slug)
    return Piece(entry.written_on, entry.heading, topic, entry.text)


def own(person: Person, module_slug: str = "", words: str = "") -> list[JournalEntry]:
    """Return someone's own pieces, the newest day first: all, of one module, or with these words."""
    query = select(JournalEntry).filter_by(person_id=person.id)
    rows = db.session.scalars(query.order_by(JournalEntry.written_on.desc(), JournalEntry.id.desc())).all()
    return [row for row in rows if rules.matches(piece(row), module_slug, words)]


def begun_from(person: Person, start: Piece) -> JournalEntry | None:
    """Return the newest own piece that was begun from the same question on the same day, or None."""
    query = select(JournalEntry).filter_by(person_id=person.id, written_on=start.written_on)
    rows = db.session.scalars(query.order_by(JournalEntry.id.desc()))
    return next((row for row in rows if rules.is_begun_from(start, piece(row))), None)


def module_slugs(person: Person) -> set[str]:
    """Return the modules that someone wrote about."""
    query = select(JournalEntry.module_slug).where(
        JournalEntry.person_id == person.id, JournalEntry.module_slug.is_not(None)
    )
    return {slug for slug in db.session.scalars(query.distinct()) if slug}


def trainers(group: Group) -> list[Person]:
    """Return who reads what is shared with a course group: its trainers."""
    query = select(Person).join(Membership, Membership.person_id == Person.id)
    query = query.where(
        Membership.group_id == group.id,
        Membership.role == GroupRole.TRAINER.value,
        Person.role == Role.TRAINER.value,
    )
    return list(db.session.scalars(query.order_by(Person.name)))


def possible_groups(person: Person) -> list[tuple[Group, list[Person]]]:
    """Return the course groups that someone can share with, each with its trainers; without a trainer nobody reads."""
    found = groups.groups_of(person, GroupKind.COURSE, GroupRole.PARTICIPANT)
    return [(group, trainers(group)) for group in found]


# ── What was shared ───────────────────────────────────────────────────────────────────────────────────────────────


def open_share(entry_id: int) -> JournalShare | None:
    """Return the share of a piece that stands open, or None."""
    query = select(JournalShare).where(JournalShare.entry_id == entry_id, JournalShare.taken_back_at.is_(None))
    return db.session.scalar(query.options(joinedload(JournalShare.group)))


def threads_of(entry: JournalEntry) -> list[Thread]:
    """Return every time that a piece was shared, for its writer, the newest first."""
    query = _shares().where(JournalShare.entry_id == entry.id).order_by(JournalShare.id.desc())
    return _threads(query, entry.person_id)


def thread(share: JournalShare, reader: Person) -> Thread:
    """Return one share with what was said in it."""
    return _threads(_shares().where(JournalShare.id == share.id), reader.id)[0]


def shared_with(trainer: Person) -> list[Thread]:
    """Return what stands shared with someone, unanswered first and of those the longest waiting."""
    trained = groups.trained_by(trainer.id)
    query = _shares().where(
        JournalShare.taken_back_at.is_(None),
        JournalShare.group_id.in_(trained),
        JournalEntry.person_id != trainer.id,
        # Who leaves the group takes along what they shared with it.
        exists().where(
            Membership.person_id == JournalEntry.person_id,
            Membership.group_id == JournalShare.group_id,
            Membership.role == GroupRole.PARTICIPANT.value,
        ),
    )
    found = _threads(query.order_by(JournalShare.shared_at.desc(), JournalShare.id.desc()), trainer.id)
    waiting = [each for each in found if each.waiting_since]
    waiting.sort(key=lambda each: each.waiting_since or each.share.shared_at)
    return waiting + [each for each in found if not each.waiting_since]


def waiting_for(trainer: Person) -> list[Thread]:
    """Return what waits for an answer of someone, the longest waiting first. Only for who is a trainer."""
    if trainer.role != Role.TRAINER:
        return []
    return [each for each in shared_with(trainer) if each.waiting_since is not None]


def unread_answers(person: Person) -> dict[int, tuple[str, str]]:
    """Return per own piece with an answer that was not read yet who gave the newest one, and what the piece is called."""
    reading = aliased(JournalReading)
    query = (
        select(JournalShare.entry_id, Person.name, JournalEntry.heading)
        .join(JournalEntry, JournalEntry.id == JournalShare.entry_id)
        .join(JournalMessage, JournalMessage.share_id == JournalShare.id)
        .outerjoin(Person, Person.id == JournalMessage.author_id)
        .outerjoin(reading, (reading.share_id == JournalShare.id) & (reading.person_id == person.id))
        .where(
            JournalEntry.person_id == person.id,
            JournalMessage.side == Side.TRAINER.value,
            JournalMessage.id > func.coalesce(reading.seen_message, 0),
        )
    )
    rows = db.session.execute(query.order_by(JournalMessage.id))
    return {entry_id: (name or "Je trainer", heading) for entry_id, name, heading in rows}


def open_shares(person: Person) -> dict[int, JournalShare]:
    """Return per own piece the share that stands open."""
    query = _shares().where(JournalEntry.person_id == person.id, JournalShare.taken_back_at.is_(None))
    return {share.entry_id: share for share in db.session.scalars(query)}


def all_threads(person: Person) -> dict[int, list[Thread]]:
    """Return per own piece every time that it was shared, the oldest first."""
    found: dict[int, list[Thread]] = {}
    for each in _threads(_shares().where(JournalEntry.person_id == person.id).order_by(JournalShare.id), person.id):
        found.setdefault(each.share.entry_id, []).append(each)
    return found


def reading(share_id: int, person_id: int) -> JournalReading | None:
    """Return how far someone read, or None."""
    return db.session.get(JournalReading, (share_id, person_id))


def last_message(share_id: int) -> JournalMessage | None:
    """Return the last that was said in a share, or None."""
    query = select(JournalMessage).filter_by(share_id=share_id).order_by(JournalMessage.id.desc())
    return db.session.scalar(query.limit(1))


def _shares() -> Select[JournalShare]:
    query = select(JournalShare).join(JournalEntry, JournalEntry.id == JournalShare.entry_id)
    return query.options(joinedload(JournalShare.entry).joinedload(JournalEntry.person), joinedload(JournalShare.group))


def _threads(query: Select[JournalShare], reader_id: int) -> list[Thread]:
    shares = db.session.scalars(query).all()
    ids = [share.id for share in shares]
    if not ids:
        return []
    messages = select(JournalMessage).where(JournalMessage.share_id.in_(ids))
    said: dict[int, list[JournalMessage]] = {}
    for each in db.session.scalars(messages.options(joinedload(JournalMessage.author)).order_by(JournalMessage.id)):
        said.setdefault(each.share_id, []).append(each)
    readings = db.session.scalars(
        select(JournalReading).where(JournalReading.share_id.in_(ids)).options(joinedload(JournalReading.person))
    ).all()
    return [_thread(share, said.get(share.id, []), readings, reader_id) for share in shares]


def _thread(
    share: JournalShare, said: list[JournalMessage], readings: Sequence[JournalReading], reader_id: int
) -> Thread:
    here = [each for each in readings if each.share_id == share.id]
    seen = next((each for each in here if each.person_id == reader_id), None)
    readers = sorted(each.person.name for each in here if each.person_id != share.entry.person_id)
    return Thread(share, tuple(said), seen, tuple(readers))
