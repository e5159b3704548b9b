"""One small world: two course groups with all that hangs on them, and one person of every kind."""

import wave
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from modules.assignments import form_rules
from modules.assignments import queries as assignments
from modules.assignments import storage as attachments
from modules.assignments.models import Assignment, Attachment, Step, Version
from modules.authoring.zip_rules import pack
from modules.certificates import signing
from modules.certificates.models import Certificate
from modules.checks.models import CheckAttempt
from modules.completion.models import RequirementException
from modules.journal.models import JournalEntry, JournalShare
from modules.library import queries as library
from modules.pretest.models import Pretest
from modules.publishing.models import ModuleVersion
from modules.scans.models import FilledScan, ScanNote, ScanShare
from observation.form import actions as form_actions
from observation.form import queries as form
from observation.intervisie.models import Agreement, Session
from observation.meetings.models import Attendee, BroughtMeeting, Meeting, Trajectory
from observation.recordings import storage
from observation.recordings.models import Consent, Recording
from observation.scoring.models import Evidence, Observation, Score
from trainer.db import db, now
from trainer.groups.models import Group, Membership
from trainer.people.models import Person, PersonalLink
from trainer.people.queries import token_hash
from trainer.planning.models import CalendarLink, CourseDay

TOKEN = "een-link-die-nog-werkt"
NAMES = {
    "admin": "Bo Beheerder",
    "trainer": "Ties Trainer",
    "owner": "Olga Eigenaar",
    "mate": "Mats Medelid",
    "invited": "Ida Uitgenodigd",
    "classmate": "Kees Klasgenoot",
    "onlooker": "Mieke Meekijker",
    "other_trainer": "Tara Buurtrainer",
    "other_member": "Bram Buurlid",
    "stranger": "Vera Vreemd",
}


@dataclass
class World:
    """The people by kind, and what each name in an address stands for."""

    people: dict
    ids: dict
    extra: dict = field(default_factory=dict)


def browser(app, person=None):
    """Return a browser on this application, signed in as this person."""
    client = app.test_client()
    if person is not None:
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = person.get_id(), True
    return client


def clear():
    """Empty the database, so that a world can be built again within one test."""
    db.session.rollback()
    for table in reversed(db.metadata.sorted_tables):
        db.session.execute(table.delete())
    db.session.commit()


def address(app, endpoint, values):
    """Return the address of an endpoint, with as much of `values` as its rule asks for."""
    (rule, *_) = app.url_map.iter_rules(endpoint)
    with app.test_request_context("http://localhost"):
        return app.url_for(endpoint, **{name: values[name] for name in rule.arguments})


def build():
    """Return the world, built in an empty database. Its people sign in by their session; they have no password."""
    version = form_actions.take_into_use(form.current_text())
    people = {kind: _person(kind, name) for kind, name in NAMES.items()}
    course, small = _groups(people)
    trajectory, meeting, attendee = _meeting(people, course, small)
    _recording(people["trainer"], meeting, attendee)
    submitted = _observation(meeting, people["owner"], version, now())
    _add(
        *(
            Score(observation_id=submitted.id, item_id=item.id, answer=_answer(item), note="", revision=1)
            for item in form.current().items.values()
        )
    )
    draft = _observation(meeting, people["mate"], version, None)
    evidence = _add(Evidence(observation_id=draft.id, item_id="WA01", at_seconds=7, text="Zij kiest"))
    session = _add(
        Session(group_id=small.id, meeting_id=meeting.id, held_on=date(2026, 6, 1), created_by_id=people["owner"].id)
    )
    agreement = _add(
        Agreement(session_id=session.id, owner_id=people["mate"].id, what="Doorvragen", due_on=date(2027, 1, 1))
    )
    module = library.course().modules[0]
    attempt = _add(
        CheckAttempt(person_id=people["owner"].id, module_slug=module.slug, content_hash="0" * 12, right=1, total=2)
    )
    entry, open_share, closed_share = _journal(people["owner"], course)
    assignment, version, handed_in = _assignments(people["owner"], course)
    pretest = _add(
        Pretest(person_id=people["owner"].id, group_id=course.id, phase="before", half="A", started_at=now())
    )
    _add(
        PersonalLink(
            person_id=people["stranger"].id,
            purpose="reset",
            token_hash=token_hash(TOKEN),
            expires_at=now() + timedelta(hours=1),
        )
    )
    _add(CalendarLink(person_id=people["stranger"].id, token_hash=token_hash(TOKEN)))
    day = _add(CourseDay(group_id=course.id, kind="lesson", number=1, minutes=360, code="ABCDE"))
    certificate = _certificate(people, course)
    exception = _add(
        RequirementException(
            group_id=course.id,
            person_id=people["owner"].id,
            requirement="lesdagen",
            reason="Eerder gevolgd",
            made_by_id=people["trainer"].id,
        )
    )
    filled = _add(
        FilledScan(person_id=people["owner"].id, scan_slug="team", filled_on=date(2026, 6, 1), content_hash="0" * 12)
    )
    _add(ScanShare(filled_id=filled.id, group_id=small.id))
    note = _add(
        ScanNote(
            group_id=small.id, scan_slug="team", noted_on=date(2026, 6, 1), text="Bellen", author_id=people["mate"].id
        )
    )
    mates = db.session.scalar(db.select(Membership.id).filter_by(person_id=people["mate"].id, group_id=small.id))
    zipped = pack(module.slug, library.shipped_files(module.slug))
    publication = _add(ModuleVersion(module_slug=module.slug, content_hash=module.content_hash, files=zipped))
    ids = {
        "agreement_id": agreement.id,
        "assignment_id": assignment.id,
        "attempt_id": attempt.id,
        "attendee_id": attendee.id,
        "book": "praktijkboek",
        "certificate_id": certificate.id,
        "code": certificate.code,
        "day_id": day.id,
        "entry_id": entry.id,
        "evidence_id": evidence.id,
        "field_code": "doel",
        "kind": "plan",
        "exception_id": exception.id,
        "filled_id": filled.id,
        "group_id": small.id,
        "file_name": "module.toml",
        "item_code": "WA01",
        "kid": signing.jwk()["kid"],
        "lesson_name": f"01-{module.lessons[0].slug}",
        "lesson_slug": module.lessons[0].slug,
        "meeting_id": meeting.id,
        "membership_id": mates,
        "method_slug": "rups",
        "module_slug": module.slug,
        "name": sorted(module.figures)[0],
        "note_id": note.id,
        "observation_id": draft.id,
        "scan_slug": "team",
        "occasion": "einde",
        "person_id": people["owner"].id,
        "pretest_id": pretest.id,
        "publication_id": publication.id,
        "purpose": "scoren",
        "requirement": "lesdagen",
        "share_id": open_share.id,
        "session_id": session.id,
        "token": TOKEN,
        "work_slug": module.slug,
        "trajectory_id": trajectory.id,
        "version_id": version.id,
    }
    extra = {
        "course_id": course.id,
        "submitted_id": submitted.id,
        "draft_id": draft.id,
        "closed_share_id": closed_share.id,
    }
    extra |= handed_in
    db.session.commit()
    return World(people, ids, extra)


def _certificate(people, course):
    return _add(
        Certificate(
            code="ABCDEFGHJKLMNPQRSTUV",
            group_id=course.id,
            person_id=people["owner"].id,
            name=people["owner"].name,
            course="Integraal werken",
            issuer="De Brug",
            trainer=people["trainer"].name,
            minutes=900,
            intervisie_minutes=240,
            contract_hash="0" * 12,
            issued_on=date(2026, 6, 20),
            issued_by_id=people["trainer"].id,
        )
    )


def _person(kind, name):
    role = {"admin": "admin", "trainer": "trainer", "other_trainer": "trainer"}.get(kind, "participant")
    return _add(Person(name=name, email=f"{kind}@wereld.example", role=role, password_hash="geen wachtwoord"))


def _assignments(owner, course):
    """A Plan that is still a draft, and beside it one that was handed in and worked on further."""
    text = form_rules.kept(assignments.shelf().forms["plan"])

    def assignment(client_number):
        return _add(
            Assignment(person_id=owner.id, group_id=course.id, kind="plan", client_number=client_number, form_text=text)
        )

    def version(of, number, **fields):
        made = _add(Version(assignment_id=of.id, number=number, **fields))
        _add(
            Step(version_id=made.id, number=1, place=1),
            Attachment(version_id=made.id, stored_as=f"v{made.id}.png", ending="png", size=4),
        )
        attachments.path_of(f"v{made.id}.png").write_bytes(b"beeld")
        return made

    draft, waiting = assignment("C7"), assignment("C8")
    answered = {"handed_in_at": now(), "answered_at": now(), "verdict": "continue", "answered_by_id": owner.id}
    version(waiting, 1, **answered)
    second = version(waiting, 2, handed_in_at=now())
    return draft, version(draft, 1), {"waiting_id": waiting.id, "second_id": second.id}


def _journal(owner, course):
    """A piece that is shared with the trainers of the course group, and one of which the sharing was taken back."""

    def entry(key):
        made = JournalEntry(person_id=owner.id, draft_key=key, written_on=date(2026, 6, 1), text="Stil", revision=1)
        return _add(made)

    shared, private = entry("gedeeld-stuk"), entry("eigen-stuk")
    closed = JournalShare(entry_id=private.id, group_id=course.id, shared_at=now(), taken_back_at=now())
    return shared, _add(JournalShare(entry_id=shared.id, group_id=course.id)), _add(closed)


def _add(*rows):
    db.session.add_all(rows)
    db.session.flush()
    return rows[0]


def _groups(people):
    course, other = Group(name="Training najaar", kind="course"), Group(name="Training voorjaar", kind="course")
    _add(course, other)
    small = Group(name="Intervisie Noord", kind="intervisie", parent_id=course.id)
    beside = Group(name="Intervisie Zuid", kind="intervisie", parent_id=other.id)
    _add(small, beside)
    for kind in ("owner", "mate", "invited", "classmate"):
        _join(people[kind], course, "participant")
    _join(people["trainer"], course, "trainer")
    _join(people["onlooker"], course, "observer")
    for kind in ("owner", "mate"):
        _join(people[kind], small, "participant", now())
    _join(people["invited"], small, "participant")
    # Even one who would once have agreed: a meekijker sees the group and nothing of what its members share.
    _join(people["onlooker"], small, "observer", now())
    _join(people["other_trainer"], other, "trainer")
    _join(people["other_member"], other, "participant")
    _join(people["other_member"], beside, "participant", now())
    return course, small


def _join(person, group, role, agreed_at=None):
    _add(Membership(person_id=person.id, group_id=group.id, role=role, agreed_at=agreed_at))


def _meeting(people, course, small):
    owner = people["owner"]
    trajectory = _add(Trajectory(client_number="C7", course_group_id=course.id, owner_id=owner.id))
    meeting = _add(Meeting(trajectory_id=trajectory.id, number=1, held_on=date(2026, 5, 12)))
    attendee = _add(Attendee(meeting_id=meeting.id, function="Cliënt", domain="geen", present_as="client"))
    _add(BroughtMeeting(meeting_id=meeting.id, group_id=small.id, brought_by_id=owner.id))
    return trajectory, meeting, attendee


def _recording(actor, meeting, attendee):
    for purpose in ("scoren", "intervisie"):
        _add(
            Consent(
                attendee_id=attendee.id,
                purpose=purpose,
                decision="given",
                decided_on=meeting.held_on,
                given_as="signed",
                text_version="2026-11",
                recorded_by_id=actor.id,
            )
        )
    sound, captions = _silence(), storage.folder() / "woorden"
    captions.write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nGoedemorgen.\n")
    stored_as, sha256 = storage.keep(sound, "wav")
    _add(
        Recording(
            meeting_id=meeting.id,
            stored_as=stored_as,
            captions_as=storage.keep(captions, "vtt")[0],
            sha256=sha256,
            size=sound.stat().st_size,
            media_type="audio/wav",
            duration=0.1,
            has_video=False,
            uploaded_by_id=actor.id,
        )
    )


def _silence() -> Path:
    path = storage.folder() / "stilte"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 800)
    return path


def _observation(meeting, observer, version, submitted_at):
    return _add(
        Observation(
            meeting_id=meeting.id,
            observer_id=observer.id,
            instrument_version_id=version.id,
            perspective="observer",
            submitted_at=submitted_at,
        )
    )


def _answer(item):
    return form.current().scale_of(item.id).steps[-1]
