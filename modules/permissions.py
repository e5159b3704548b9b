"""Who may see what of the course. Lessons are for everyone who signed in; answers are someone's own.

A beheerder passes no rule about assignments or about journals.
"""

from modules.assignments import queries as assignments
from modules.assignments.models import Assignment, Version
from modules.authoring.queries import Work
from modules.certificates.models import Certificate
from modules.checks.models import CheckAttempt
from modules.completion.models import RequirementException
from modules.evaluation import queries as evaluation
from modules.journal.models import JournalEntry, JournalShare
from modules.library.rules import Module
from modules.pretest import queries as pretests
from modules.pretest.models import Pretest
from modules.publishing.models import ModuleVersion
from modules.scans import queries as scans
from modules.scans.models import FilledScan, ScanNote
from modules.scans.scan_rules import Scan
from trainer.groups import queries as groups
from trainer.groups.models import Group
from trainer.groups.rules import GroupKind
from trainer.people.models import Person
from trainer.people.rules import Role
from trainer.planning import queries as planning


def may_see_attempt(person: Person, module: Module, attempt: CheckAttempt) -> bool:
    """Someone's own attempt at this module's check."""
    return attempt.person_id == person.id and attempt.module_slug == module.slug


def may_see_evaluation(person: Person, group: Group) -> bool:
    """A cursist or a trainer of the course group: they give it, and read together what the group gave."""
    return person.role != Role.ADMIN and evaluation.role_in(person, group) is not None


def may_see_fidelity(person: Person, group: Group) -> bool:
    """A member of the course group."""
    is_member = groups.membership(person, group) is not None
    return person.role != Role.ADMIN and group.kind == GroupKind.COURSE and is_member


def may_write_fidelity(person: Person, group: Group) -> bool:
    """A trainer of the course group."""
    return may_see_fidelity(person, group) and groups.is_trainer_of(person, group)


def does_assignments(person: Person) -> bool:
    """Everyone but a beheerder."""
    return person.role != Role.ADMIN


def owns_assignment(person: Person, assignment: Assignment) -> bool:
    """The cursist whose assignment it is."""
    return does_assignments(person) and assignment.person_id == person.id


def may_see_assignment(person: Person, assignment: Assignment) -> bool:
    """The cursist, and a trainer of the course group once anything was handed in."""
    return owns_assignment(person, assignment) or (
        _trains(person, assignment) and assignments.was_handed_in(assignment)
    )


def may_write_version(person: Person, version: Version) -> bool:
    """The cursist whose assignment it is; whether it is still open is for the page to say."""
    return owns_assignment(person, version.assignment)


def may_see_version(person: Person, version: Version) -> bool:
    """The cursist, and a trainer of the course group once it was handed in."""
    return may_write_version(person, version) or may_answer(person, version)


def may_answer(person: Person, version: Version) -> bool:
    """A trainer of the course group, once it was handed in; nobody answers their own."""
    return version.handed_in_at is not None and _trains(person, version.assignment)


def may_draft_answer(person: Person, version: Version) -> bool:
    """The same, also while the cursist took it back: then the page says so, shows nothing of it and loses no words."""
    return may_answer(person, version) or (version.taken_back_at is not None and _trains(person, version.assignment))


def _trains(person: Person, assignment: Assignment) -> bool:
    if not does_assignments(person) or assignment.person_id == person.id or assignment.group is None:
        return False
    return groups.is_trainer_of(person, assignment.group)


def follows_or_trains(person: Person) -> bool:
    """A trainer or a cursist: a beheerder sees nothing of what people finished."""
    return person.role in (Role.TRAINER, Role.PARTICIPANT)


def trains(person: Person, group: Group) -> bool:
    """A trainer of the course group."""
    return person.role == Role.TRAINER and group.kind == GroupKind.COURSE and groups.is_trainer_of(person, group)


def guides(person: Person, group: Group, other: Person) -> bool:
    """A trainer of the course group in which the other is a cursist."""
    return trains(person, group) and planning.is_participant(other, group)


def may_take_back(person: Person, exception: RequirementException) -> bool:
    """A trainer of the course group."""
    return trains(person, exception.group)


def may_see_hours(person: Person, group: Group, other: Person) -> bool:
    """Someone's own hours, also after they left the group, or those of a cursist whom they guide."""
    own = person.id == other.id and follows_or_trains(person) and group.kind == GroupKind.COURSE
    return (own and planning.has_followed(other, group)) or guides(person, group, other)


def owns_certificate(person: Person, certificate: Certificate) -> bool:
    """Whose certificate it is."""
    return follows_or_trains(person) and certificate.person_id == person.id


def may_see_certificate(person: Person, certificate: Certificate) -> bool:
    """Whose certificate it is, or a trainer of the course group."""
    return owns_certificate(person, certificate) or may_revoke(person, certificate)


def may_revoke(person: Person, certificate: Certificate) -> bool:
    """A trainer of the course group."""
    return trains(person, certificate.group)


def keeps_journal(person: Person) -> bool:
    """Everyone but a beheerder."""
    return person.role != Role.ADMIN


def owns_entry(person: Person, entry: JournalEntry) -> bool:
    """Whose journal it is in."""
    return keeps_journal(person) and entry.person_id == person.id


def reads_shared(person: Person) -> bool:
    """A trainer."""
    return person.role == Role.TRAINER


def may_read_share(person: Person, share: JournalShare) -> bool:
    """A trainer of the course group that it is shared with, as long as it is; not the writer, who has the piece."""
    return share.taken_back_at is None and may_answer_share(person, share)


def may_answer_share(person: Person, share: JournalShare) -> bool:
    """A trainer of that course group, also when it was just taken back: the page says so and keeps what was typed.

    Who leaves the group takes along what they shared with it.
    """
    writer = share.entry.person
    stays = planning.is_participant(writer, share.group)
    return reads_shared(person) and writer.id != person.id and stays and groups.is_trainer_of(person, share.group)


def owns_filled_scan(person: Person, filled: FilledScan) -> bool:
    """Whose scan it is, and nobody else."""
    return filled.person_id == person.id


def may_share_scan(person: Person, filled: FilledScan, group: Group) -> bool:
    """Someone's own scan of a kind that can be shared, with an intervisie group that they take part in."""
    scan = scans.find_scan(filled.scan_slug)
    return owns_filled_scan(person, filled) and scan is not None and may_discuss_scan(person, group, scan)


def may_take_back_scan(person: Person, filled: FilledScan, group: Group) -> bool:
    """Someone's own scan, in a group that it is shared with; also when they left that group."""
    return owns_filled_scan(person, filled) and scans.share(filled, group) is not None


def may_discuss_scan(person: Person, group: Group, scan: Scan) -> bool:
    """Who takes part in an intervisie group, and only a scan that can be shared."""
    return scan.shared and scans.takes_part(person, group)


def owns_scan_note(person: Person, note: ScanNote) -> bool:
    """Who wrote it, as long as they take part in the group."""
    return note.author_id == person.id and scans.takes_part(person, note.group)


def may_measure(person: Person, group: Group) -> bool:
    """A cursist of the course group."""
    return person.role != Role.ADMIN and pretests.follows(person, group)


def may_see_pretest(person: Person, pretest: Pretest) -> bool:
    """Someone's own measurement."""
    return pretest.person_id == person.id


def may_author(person: Person, *subjects: object) -> bool:
    """A trainer of the platform: trainers write the course together."""
    return person.role == Role.TRAINER


def may_see_publication(person: Person, work: Work, publication: ModuleVersion) -> bool:
    """The same, for a version of this module."""
    return may_author(person) and publication.module_slug == work.slug
