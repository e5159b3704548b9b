"""Writes of assignments: start, every field the moment that it is given, hand in, answer."""

from typing import IO

from sqlalchemy.exc import IntegrityError

from modules.assignments import form_rules, queries, redaction_rules, rules, storage
from modules.assignments.form_rules import Form, RowSet
from modules.assignments.models import Assignment, Attachment, Entry, Step, Version
from modules.assignments.rules import ANSWERED, HANDED_IN, VERDICT_KEY, Given, Saved, Side, Verdict
from trainer.db import db, now, writing
from trainer.groups import queries as groups
from trainer.groups.models import Group
from trainer.groups.rules import GroupRole
from trainer.people.models import Person
from trainer.text_rules import tidy

NO_GROUP = "Je zit nog niet als cursist in een cursusgroep. Vraag je trainer om je toe te voegen; dan kun je inleveren."
IPHONE_PHOTO = (
    "Zo bewaart een iPhone een foto, en wij kunnen die niet aannemen. "
    "Stuur de foto naar jezelf als jpg, of maak een schermafdruk. Kies daarna dat bestand."
)
NOTHING_YET = "Er staat nog niets in deze opdracht. Schrijf eerst iets op; daarna kun je inleveren."
ALREADY = "Deze versie is al ingeleverd."
TAKEN_BACK = (
    "De cursist haalde deze opdracht intussen terug. Je concept blijft bewaard tot de opdracht weer is ingeleverd."
)
NOT_KEPT = "De cursist haalde deze opdracht terug. Dit is niet opgeslagen; wat je typte, staat hier nog."
ANSWERED_MEANWHILE = "Je trainer heeft intussen geantwoord. Terughalen kan niet meer; hieronder staat het antwoord."
NOT_HANDED_IN = "Deze opdracht is niet ingeleverd. Je kunt er gewoon in verder werken."
ROWS_IN_USE = "In de rijen staat al iets. Wisselen kan zolang zij leeg zijn. Er is niets veranderd."
CHANGED = "Er is intussen iets veranderd aan dit antwoord. Lees het nog een keer en verstuur het daarna."
FIRST_STEPS = 3


def start(person: Person, form: Form, client_number: str, group: Group | None) -> Assignment:
    """Return a new assignment with an empty first version; what was begun for this client and group goes on."""
    with writing() as session:
        # Clicked twice at the same moment: the second waits here and goes on with what the first began.
        session.get_one(Person, person.id, with_for_update=True)
        if begun := queries.open_draft(person, form.kind, client_number, group):
            return begun
        # The same client, written in another way, stays the same client.
        known = {number.lower(): number for number in queries.numbers_of(person)}
        assignment = Assignment(
            person_id=person.id,
            group_id=group.id if group else None,
            kind=form.kind,
            client_number=known.get(client_number.lower(), client_number),
            form_text=form_rules.kept(form),
        )
        session.add(assignment)
        session.flush()
        version = Version(assignment_id=assignment.id, number=1)
        session.add(version)
        session.flush()
        if any(section.kind == "steps" for section in form.sections):
            session.add_all(Step(version_id=version.id, number=n, place=n) for n in range(1, FIRST_STEPS + 1))
    return assignment


def save(actor: Person, version: Version, side: Side, key: str, text: str, seen_revision: int) -> Saved:
    """Keep what was typed in one field, unless another window changed it after `seen_revision`."""
    version_id = version.id
    with writing():
        return _save(actor, queries.locked(version_id), side, key, text, seen_revision)


def save_all(actor: Person, version: Version, side: Side, given: dict[str, Given]) -> dict[str, Saved]:
    """Keep a whole page at once (without a script); return what was not kept, by field."""
    version_id = version.id
    with writing():
        held = queries.locked(version_id)
        results = {key: _save(actor, held, side, key, each.text, each.revision) for key, each in given.items()}
    return {key: saved for key, saved in results.items() if saved.conflict or saved.problem}


def _save(actor: Person, version: Version, side: Side, key: str, text: str, seen_revision: int) -> Saved:
    keys, text = queries.keys(version, side), tidy(text)
    # A field that the form does not have may hold what the database cannot even look for.
    row = queries.entry(version.id, side, key) if key in keys else None
    stored = Given(row.text, row.revision) if row else Given()
    if key in keys and stored.text == text:
        return Saved(stored)
    if closed := _closed(version, side):
        return Saved(stored, problem=closed)
    if problem := rules.problem(keys, key, text):
        return Saved(stored, problem=problem)
    if rules.is_conflict(stored, text, seen_revision):
        return Saved(stored, conflict=True)
    if row is None:
        row = Entry(version_id=version.id, side=side.value, key=key, revision=0)
    row.text, row.revision, row.saved_at, row.saved_by_id = text, row.revision + 1, now(), actor.id
    db.session.add(row)
    return Saved(Given(text, row.revision))


def _closed(version: Version, side: Side) -> str | None:
    if side is Side.OWN:
        return HANDED_IN if version.handed_in_at else None
    if version.handed_in_at is None:
        return NOT_KEPT
    return ANSWERED if version.answered_at else None


def black_out(actor: Person, assignment: Assignment, word: str) -> int:
    """Make a word unreadable in all that was typed in an assignment; return in how many places that the actor may see.

    Nothing is done when they see it nowhere. A window that still shows the word does not put it back: its revision is old.
    """
    assignment_id = assignment.id
    with writing() as session:
        for version in queries.versions(assignment):
            queries.locked(version.id)
        held = session.get_one(Assignment, assignment_id)
        found = [(row, of, *redaction_rules.black_out(row.text, word)) for row, of in queries.written(held)]
        mine = held.person_id == actor.id
        places = sum(times for row, of, _, times in found if rules.is_open(row.side, of.handed_in_at, of.verdict, mine))
        for row, _, text, times in found:
            if places and times:
                row.text, row.revision = text, row.revision + 1
    return places


def change_rows(version: Version, chosen: RowSet) -> str | None:
    """Give a Profiel other rows, as long as nothing stands in those it has. Return why not, or None."""
    version_id = version.id
    with writing():
        held = queries.locked(version_id)
        if not queries.has_free_rows(held):
            return ROWS_IN_USE
        held.assignment.form_text = form_rules.kept(queries.form_of(held).with_rows(chosen))
    return None


def change_steps(version: Version, act: str, number: int | None) -> int | None:
    """Add, move, take away or put back a step of a draft; return the number of the step that it is about, or None."""
    version_id = version.id
    with writing() as session:
        held = queries.locked(version_id)
        rows = list(queries.step_rows(held))
        if held.handed_in_at is not None:
            return None
        if act == "nieuw" and len(rows) < rules.MAX_STEPS:
            number = max((row.number for row in rows), default=0) + 1
            place = max((row.place for row in rows), default=0) + 1
            session.add(Step(version_id=held.id, number=number, place=place))
            return number
        row = next((each for each in rows if each.number == number), None)
        if row is None:
            return None
        _change_step([each for each in rows if not each.removed], row, act)
    return number


def _change_step(standing: list[Step], row: Step, act: str) -> None:
    if act in ("weg", "terug"):
        row.removed = act == "weg"
    if act in ("omhoog", "omlaag") and row in standing:
        there = standing.index(row) + (1 if act == "omlaag" else -1)
        if 0 <= there < len(standing):
            row.place, standing[there].place = standing[there].place, row.place


def hand_in(version: Version, group: Group | None) -> str | None:
    """Hand in a version in a course group of its writer: it is locked from now on. Return why not, or None."""
    version_id = version.id
    with writing():
        held = queries.locked(version_id)
        assignment = held.assignment
        if held.handed_in_at is not None:
            return ALREADY
        member = groups.membership(assignment.person, group) if group else None
        if group is None or member is None or member.role != GroupRole.PARTICIPANT:
            return NO_GROUP
        if queries.look_back(held).is_blank:
            return NOTHING_YET
        assignment.group_id = group.id
        held.handed_in_at, held.taken_back_at = now(), None
    return None


def take_back(version: Version) -> str | None:
    """Make a draft of a version that nobody answered yet; what a trainer drafted stays. Return why not, or None."""
    version_id = version.id
    with writing():
        held = queries.locked(version_id)
        if held.answered_at is not None:
            return ANSWERED_MEANWHILE
        if held.handed_in_at is None:
            return NOT_HANDED_IN
        held.handed_in_at, held.taken_back_at = None, now()
        # Who was about to send an answer reads first what is handed in next.
        if verdict := queries.entry(version_id, Side.ANSWER, VERDICT_KEY):
            verdict.revision += 1
    return None


def send_answer(trainer: Person, version: Version, seen: int) -> list[str]:
    """Send the answer that was drafted, as it was when its revisions added up to `seen`; return why not.

    'Verder werken' opens the next version with all that stands in this one.
    """
    version_id = version.id
    with writing():
        held = queries.locked(version_id)
        given = queries.given(held, Side.ANSWER)
        if held.answered_at is not None:
            return [ANSWERED]
        if held.handed_in_at is None:
            return [TAKEN_BACK]
        if missing := rules.answer_missing(queries.form_of(held), given):
            return list(missing.values())
        if queries.revision_sum(held, Side.ANSWER) != seen:
            return [CHANGED]
        held.answered_at, held.answered_by_id, held.verdict = now(), trainer.id, given[VERDICT_KEY].text
        if held.verdict == Verdict.CONTINUE:
            _open_next(held)
    return []


def _open_next(version: Version) -> None:
    following = Version(assignment_id=version.assignment_id, number=version.number + 1)
    db.session.add(following)
    db.session.flush()
    numbers = queries.steps(version)
    known = rules.cells(queries.form_of(version), numbers)
    db.session.add_all(
        Step(version_id=following.id, number=number, place=place) for place, number in enumerate(numbers, 1)
    )
    db.session.add_all(
        Entry(version_id=following.id, side=Side.OWN.value, key=key, text=each.text, revision=1)
        for key, each in queries.given(version, Side.OWN).items()
        if key in known
    )


def remove(assignment: Assignment) -> bool:
    """Take away an assignment that was never handed in, with its attachment; return whether it was done."""
    assignment_id = assignment.id
    with writing() as session:
        # Handing in holds the version: what is being handed in at this moment is waited for, and then stays.
        for version in queries.versions(assignment):
            queries.locked(version.id)
        held = session.get_one(Assignment, assignment_id)
        names = queries.attachment_names(held)
        if queries.was_handed_in(held):
            return False
        session.delete(held)
    for name in names:
        storage.erase(name)
    return True


def add_attachment(version: Version, file: IO[bytes], called: str = "") -> str | None:
    """Keep a file beside a draft, in place of the one that was there; return why not, or None."""
    content = file.read(rules.MAX_ATTACHMENT + 1)
    file.seek(0)
    ending = rules.ending_of(content[:16], storage.names_inside(file))
    if ending is None and rules.is_iphone_photo(content[:16], called):
        return IPHONE_PHOTO
    if not content or ending is None:
        return "Dit bestand kunnen we niet aannemen. Kies een pdf, png, jpg of docx (zonder macro's)."
    if len(content) > rules.MAX_ATTACHMENT:
        return "Dit bestand is groter dan 10 MB. Kies een kleiner bestand."
    name = storage.keep(content, ending)
    try:
        problem, old = _keep_attachment(version.id, name, ending, len(content))
    except IntegrityError:
        problem, old = "In een ander venster voegde je net een bijlage toe. Ververs de pagina.", name
    if problem or old:
        storage.erase(old or name)
    return problem


def _keep_attachment(version_id: int, name: str, ending: str, size: int) -> tuple[str | None, str | None]:
    with writing() as session:
        held = queries.locked(version_id)
        if held.handed_in_at is not None:
            return HANDED_IN, name
        row = queries.attachment(held)
        old = row.stored_as if row else None
        if row is None:
            row = Attachment(version_id=held.id)
            session.add(row)
        row.stored_as, row.ending, row.size, row.added_at = name, ending, size, now()
    return None, old


def remove_attachment(version: Version) -> bool:
    """Destroy the file beside a draft; return whether it was done."""
    version_id = version.id
    with writing() as session:
        held = queries.locked(version_id)
        row = queries.attachment(held)
        if held.handed_in_at is not None or row is None:
            return False
        name = row.stored_as
        session.delete(row)
    storage.erase(name)
    return True
