"""A course group with a trainer and a cursist, and pieces in a journal."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from modules.journal import actions, queries
from modules.journal.models import JournalEntry, JournalShare
from modules.journal.rules import Piece
from trainer.db import db
from trainer.groups.models import Group, Membership

DAY = date(2026, 5, 12)


@pytest.fixture
def course(trainer: Any, participant: Any) -> Group:
    """Return the course group of the trainer and the cursist."""
    group = Group(name="Training najaar", kind="course")
    db.session.add(group)
    db.session.flush()
    for person, role in ((trainer, "trainer"), (participant, "participant")):
        db.session.add(Membership(person_id=person.id, group_id=group.id, role=role))
    db.session.commit()
    return group


@pytest.fixture
def write(participant: Any) -> Callable[..., JournalEntry]:
    """Return a function that writes a piece."""

    def put(text: str = "Ik vulde de stilte.", heading: str = "", topic: str = "", person: Any = None) -> JournalEntry:
        key = f"stuk-{db.session.query(JournalEntry).count():04}"
        saved = actions.begin(person or participant, key, Piece(DAY, heading, topic, text), 0)
        entry = queries.find_entry(saved.entry_id)
        assert entry is not None
        return entry

    return put


@pytest.fixture
def shared(participant: Any, course: Group, write: Callable[..., JournalEntry]) -> JournalShare:
    """Return a piece that is shared with the course group."""
    entry = write()
    assert actions.share(participant, entry, course) is None
    share = queries.open_share(entry.id)
    assert share is not None
    return share
