"""What would take too long through the screens, done as they do it: through the actions of the packages."""

from collections.abc import Sequence
from datetime import date, time

from modules.checks import actions as checks
from modules.completion import actions as completion
from modules.lessons import actions as lessons
from modules.library import queries as library
from modules.library.check_rules import Question
from modules.library.rules import Module
from observation.intervisie import actions as intervisie
from observation.meetings import actions as meetings
from observation.scoring import actions as scoring
from observation.scoring import queries as observations
from observation.scoring.rules import Given, Perspective
from trainer.groups import actions as groups
from trainer.groups import queries as group_queries
from trainer.groups.models import Group
from trainer.groups.rules import GroupRole
from trainer.people import actions as people
from trainer.people.models import Person
from trainer.people.rules import Role
from trainer.planning import actions as planning
from trainer.planning.models import CourseDay
from trainer.planning.rules import When


def add_person(name: str, email: str, role: Role, password: str) -> Person:
    """Add someone who chose a password by their personal link."""
    person, token = people.invite(name, email, role)
    assert people.set_password_by_link(token, password)
    return person


def plan(day: CourseDay, held_on: date) -> None:
    """Give a day a date, from nine o'clock, for as long as it counts."""
    when = When(held_on, time(9), time(9 + day.minutes // 60), "Wijkcentrum De Brug")
    planning.change_day(day, when, day.minutes, day.subject, day.led_by)


def read(person: Person, module: Module) -> None:
    """Do all lessons of a module."""
    for lesson in module.lessons:
        lessons.mark_done(person, module, lesson)


def finish_modules(person: Person) -> None:
    """Do all lessons and checks that are left, without a mistake, and finish every module."""
    for module in library.course().modules:
        read(person, module)
        checks.submit(person, module, {question.id: right(question) for question in module.check.questions})
        assert completion.finish(person, module) is None


def right(question: Question) -> str:
    """Return the id of the right answer."""
    return next(option.id for option in question.options if option.correct)


def score(person: Person, course: Group, dates: Sequence[date]) -> Group:
    """Score an overleg of each of these dates, and discuss the last one; return the intervisie group."""
    small = groups.add_intervisie_group(course, "Intervisiegroep Noord")
    groups.add_member(small, person, GroupRole.PARTICIPANT)
    groups.agree(group_queries.members(small)[0])
    trajectory = meetings.add_trajectory(person, course, "C12")
    for number, held_on in enumerate(dates, start=1):
        meeting = meetings.add_meeting(trajectory, number, held_on)
        meetings.bring(person, meeting, small)
        form = scoring.start(person, meeting, Perspective.OBSERVER)
        instrument = observations.instrument_of(form)
        answers = {item: Given(sorted(instrument.scale_of(item).answers)[0]) for item in instrument.items}
        assert scoring.save_all(form, answers) == {}
        assert scoring.submit(form)
    session = intervisie.add_session(person, small, meeting, dates[-1], "Hoe vragen we door?")
    intervisie.register_attendance(session, [person])
    intervisie.change_session(session, question=session.question, discussed="We oefenden vragen.", seen_revision=1)
    return small
