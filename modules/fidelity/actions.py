"""Writes about why a part of the training went another way."""

from collections.abc import Mapping

from modules.fidelity.models import FidelityEntry, FidelityReason
from modules.fidelity.rules import Remark
from trainer.db import writing
from trainer.groups.models import Group
from trainer.people.models import Person


def write(person: Person, group: Group, remarks: Mapping[str, Remark]) -> None:
    """Keep what a trainer wrote, by row, after what was written before."""
    with writing() as session:
        for row, remark in remarks.items():
            entry = FidelityEntry(
                group_id=group.id, row=row, note=remark.note, answer=remark.answer, person_id=person.id
            )
            session.add(entry)
            session.flush()
            session.add_all(FidelityReason(entry_id=entry.id, reason=reason) for reason in sorted(remark.reasons))
