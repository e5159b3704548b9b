"""Fill an empty database with the demo: people, groups, a module half done, an assignment, and played overleggen with scores.

What a page of the site saves at once is saved at once here too: every write waits for the disk.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from demo import counts
from modules.assignments import actions as assignments
from modules.assignments import queries as assignment_queries
from modules.assignments import rules as assignment_rules
from modules.assignments.rules import Side
from modules.completion import actions as completion
from modules.completion import queries as completion_queries
from modules.fidelity import actions as fidelity
from modules.fidelity.rules import Remark
from modules.journal import actions as journal
from modules.journal import queries as journal_queries
from modules.journal.rules import Piece
from modules.lessons import actions as lessons
from modules.library import queries as library
from modules.pretest.rules import Phase
from observation.intervisie import actions as intervisie
from observation.meetings import actions as meetings
from observation.meetings import queries as meeting_queries
from observation.meetings.models import Meeting
from observation.recordings import actions as recordings
from observation.recordings.rules import Decision, Given, Purpose, proposed_keep_until
from observation.scoring import actions as scoring
from observation.scoring import rules as scoring_rules
from observation.scoring.rules import Perspective
from trainer.groups import actions as groups
from trainer.groups import queries as group_queries
from trainer.groups.models import Group
from trainer.groups.rules import GroupRole
from trainer.people import actions as people
from trainer.people import queries as people_queries
from trainer.people.models import Person
from trainer.people.rules import Role
from trainer.planning import actions as planning
from trainer.planning import queries as planning_queries
from trainer.planning.rules import When

FOLDER = Path(__file__).parent
PRESENT = (
    ("Cliënt", "geen", "client"),
    ("Sociaalwijkteamconsulent", "zorg_welzijn", "case_manager"),
    ("Klantmanager inkomen", "werk_inkomen", "professional"),
    ("Schuldhulpverlener", "werk_inkomen", "professional"),
    ("Coördinator wijkteam", "zorg_welzijn", "coordinator"),
)
# The days that are spoken of in the scenes.
HELD_ON = ((1, date(2026, 5, 12)), (2, date(2026, 6, 23)))


@dataclass(frozen=True)
class Account:
    """A demo account as the sign-in page shows it."""

    words: str
    email: str


def accounts() -> tuple[list[Account], str]:
    """Return the demo accounts and their one public password."""
    data = _read("people.toml")
    return [Account(row["words"], row["email"]) for row in data["people"]], data["password"]


# The days of the template, in days from the day that the demo is loaded.
DAYS_FROM_NOW = (-42, -35, -14, 6, 27)
# Of Noor, Sam and Lotte; the others were always there.
PRESENCE = (
    (("present", None), ("present", None), ("partly", 120)),
    (("present", None), ("excused", None), ("present", None)),
    (("present", None), ("present", None), ("absent", None)),
)


def load(today: date) -> None:
    """Fill an empty database. Raises ValueError when there is anyone in it."""
    if people_queries.anyone_exists():
        raise ValueError("De database is niet leeg.")
    crowd = _add_people()
    course, small = _add_groups(crowd)
    _plan(crowd, course, today)
    _write_fidelity(crowd["trainer"], course)
    measurements = _read("measurements.toml")
    counts.measure(crowd, course, Phase.BEFORE, measurements["before"])
    _half_a_module(crowd["cursist"])
    _two_versions(crowd["cursist"], crowd["trainer"], course)
    _make_exception(crowd, course)
    _write_journal(crowd["cursist"], crowd["trainer"], course, today)
    first = _add_meetings(crowd, course, small, today)
    _add_intervisie(crowd, small, first, today)
    for mate in _groupmates():
        counts.finish_course(crowd[mate["key"]])
    counts.measure(crowd, course, Phase.AFTER, measurements["after"])
    counts.fill_scans(crowd, small, _read("scans.toml"), today)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text())


def _add_people() -> dict[str, Person]:
    data, crowd = _read("people.toml"), {}
    for row in [*data["people"], *data["groupmates"]]:
        person, token = people.invite(row["name"], row["email"], Role(row["role"]))
        people.set_password_by_link(token, data["password"])
        crowd[row["key"]] = person
    people.mark_as_demo(crowd.values())
    return crowd


def _groupmates() -> list[dict[str, Any]]:
    """Return the cursisten who are there for the counts; nobody is told to sign in as one of them."""
    return list(_read("people.toml")["groupmates"])


def _add_groups(crowd: dict[str, Person]) -> tuple[Group, Group]:
    course = groups.add_course_group(crowd["trainer"], "Demo: training najaar")
    small = groups.add_intervisie_group(course, "Demo: intervisiegroep Noord")
    groups.add_member(small, crowd["trainer"], GroupRole.TRAINER)
    for key in ("cursist", "second", "third"):
        groups.add_member(course, crowd[key], GroupRole.PARTICIPANT)
        groups.add_member(small, crowd[key], GroupRole.PARTICIPANT)
    for mate in _groupmates():
        groups.add_member(course, crowd[mate["key"]], GroupRole.PARTICIPANT)
        if mate["in_small_group"]:
            groups.add_member(small, crowd[mate["key"]], GroupRole.PARTICIPANT)
    for membership in group_queries.members(small):
        groups.agree(membership)
    return course, small


def _plan(crowd: dict[str, Person], course: Group, today: date) -> None:
    """Plan the days of the training around today: some are over, the next is near, the last two have no date yet."""
    planning.plan_from_template(course)
    days = sorted(planning_queries.days(course), key=lambda day: day.id)
    for day, from_now in zip(days, DAYS_FROM_NOW, strict=False):
        end = time(16, 30) if day.minutes > 180 else time(12, 30)
        when = When(_weekday(today + timedelta(days=from_now)), time(9, 30), end, "Wijkcentrum De Brug, zaal 2 (demo)")
        planning.change_day(day, when, day.minutes, day.subject, crowd["trainer"].name)
    people = [crowd[key].id for key in ("cursist", "second", "third")]
    mates = {crowd[mate["key"]].id: ("present", None) for mate in _groupmates()}
    for day, states in zip(days, PRESENCE, strict=False):
        planning.register(crowd["trainer"], day, dict(zip(people, states, strict=True)) | mates)


def _write_fidelity(trainer: Person, course: Group) -> None:
    """Say at two parts of the training why they went another way."""
    remarks = {
        "practice": Remark("De zaal was een half uur bezet. We begonnen later en gingen langer door. (demo)"),
        "time": Remark(
            "Drie teams konden een halve dag missen, geen hele. (demo)", "deels", frozenset({"time", "tasks"})
        ),
    }
    fidelity.write(trainer, course, remarks)


def _weekday(day: date) -> date:
    """Return this day, or the monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _half_a_module(person: Person) -> None:
    module = library.course().modules[0]
    for lesson in module.lessons[:2]:
        lessons.open_lesson(person, module, lesson)
        lessons.mark_done(person, module, lesson)
    lessons.open_lesson(person, module, module.lessons[2])


def _two_versions(person: Person, trainer: Person, course: Group) -> None:
    """A Profiel that was answered with 'verder werken', and its second version, which waits for the trainer."""
    data, shelf = _read("assignment.toml"), assignment_queries.shelf()
    rows = next(each for each in shelf.row_sets if each.id == data["row_set"])
    assignment = assignments.start(person, shelf.forms["profiel"].with_rows(rows), data["client"], course)
    for key in ("first", "second"):
        version = assignment_queries.versions(assignment)[0]
        before = assignment_queries.given(version, Side.OWN)
        given = {
            field: assignment_rules.Given(text, before[field].revision if field in before else 0)
            for field, text in data[key].items()
        }
        _keep_all(assignments.save_all(person, version, Side.OWN, given))
        _expect(assignments.hand_in(version, course))
        if key == "first":
            said = {field: assignment_rules.Given(text) for field, text in data["answer"].items()}
            _keep_all(assignments.save_all(trainer, version, Side.ANSWER, said))
            seen = assignment_queries.revision_sum(version, Side.ANSWER)
            _expect("; ".join(assignments.send_answer(trainer, version, seen)))


def _write_journal(person: Person, trainer: Person, course: Group, today: date) -> None:
    """A piece that stays with its writer, and one that was shared and answered."""
    for key, row in _read("journal.toml").items():
        written_on = today - timedelta(days=row["days_ago"])
        saved = journal.begin(person, f"demo-{key}", Piece(written_on, row["heading"], row["topic"], row["text"]), 0)
        entry = journal_queries.find_entry(saved.entry_id)
        if entry is not None and "answer" in row:
            _expect(journal.share(person, entry, course))
            standing = journal_queries.open_share(entry.id)
            if standing is None or not journal.answer(trainer, standing, row["answer"]):
                raise RuntimeError("Het logboek van de demo is niet gedeeld.")


def _expect(problem: str | None) -> None:
    if problem:
        raise RuntimeError(problem)


def _keep_all(left_out: Mapping[str, object]) -> None:
    _expect(f"Niet bewaard: {', '.join(left_out)}" if left_out else None)


def _make_exception(crowd: dict[str, Person], course: Group) -> None:
    wanted = completion_queries.contract().requirement("lesdagen")
    if wanted:
        reason = "Volgde deze lesdagen in het voorjaar, bij een andere groep (demo)."
        completion.make_exception(crowd["trainer"], course, crowd["second"], wanted, reason)


def _add_meetings(crowd: dict[str, Person], course: Group, small: Group, today: date) -> Meeting:
    trajectory = meetings.add_trajectory(crowd["cursist"], course, "C7")
    scorings = _read("recordings/scorings.toml")
    made = []
    for number, held_on in HELD_ON:
        meeting = meetings.add_meeting(trajectory, number, held_on)
        if number == 1:
            for present in PRESENT:
                meetings.add_attendee(meeting, *present)
        _consent(crowd["cursist"], meeting)
        _record(crowd["trainer"], meeting, today)
        meetings.bring(crowd["cursist"], meeting, small)
        for key in ("trainer", "cursist"):
            _score(crowd[key], meeting, scorings[f"overleg-{number}"][key])
        made.append(meeting)
    return made[0]


def _consent(actor: Person, meeting: Meeting) -> None:
    yes = dict.fromkeys(Purpose, Decision.GIVEN)
    for attendee in meeting_queries.attendees(meeting):
        recordings.decide(actor, attendee, dict(yes), meeting.held_on, Given.SPOKEN.value)


def _record(actor: Person, meeting: Meeting, today: date) -> None:
    base = FOLDER / "recordings" / f"overleg-{meeting.number}"
    problem = recordings.add_recording(
        actor,
        meeting,
        base.with_suffix(".mp4"),
        keep_until=proposed_keep_until(None, today),
        captions=base.with_suffix(".vtt"),
        played_scene=True,
    )
    if problem:
        raise RuntimeError(problem)


def _score(observer: Person, meeting: Meeting, scoring_data: dict[str, Any]) -> None:
    observation = scoring.start(observer, meeting, Perspective.OBSERVER)
    rows = {item: row for item, row in scoring_data.items() if isinstance(row, dict)}
    given = {item: scoring_rules.Given(row["answer"], row.get("note", "")) for item, row in rows.items()}
    given |= {name.upper(): scoring_rules.Given(note=scoring_data[name]) for name in ("macro", "meso")}
    _keep_all(scoring.save_all(observation, given))
    for item, row in rows.items():
        for moment in row.get("moments", []):
            scoring.add_evidence(observation, item, moment["at"], moment["text"])
    if not scoring.submit(observation):
        raise RuntimeError(f"De demo-score van {meeting.name} is niet volledig.")


def _add_intervisie(crowd: dict[str, Person], small: Group, meeting: Meeting, today: date) -> None:
    session = intervisie.add_session(
        crowd["cursist"],
        small,
        meeting,
        today - timedelta(days=35),
        "Hoe houden we ruimte voor het verhaal van de cliënt als wij zelf al een oplossing zien?",
    )
    intervisie.register_attendance(session, [crowd[key] for key in ("trainer", "cursist")])
    intervisie.change_session(
        session,
        question=session.question,
        discussed="We zagen allebei dat de cliënt haar eigen doel kon noemen. Over doorvragen dachten we verschillend: "
        "de één telde de vraag over de buurvrouw mee, de ander niet.",
        seen_revision=1,
    )
    intervisie.add_agreement(
        session,
        crowd["cursist"],
        "In het volgende overleg na elk voorstel eerst aan de cliënt vragen wat zij ervan vindt.",
        today + timedelta(days=10),
    )
    intervisie.add_agreement(
        session,
        crowd["trainer"],
        "Twee fragmenten over doorvragen meenemen naar de lesdag.",
        today + timedelta(days=21),
    )
