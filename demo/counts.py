"""What a group did together, so that its trainer sees counts: modules finished, measurements made, scans shared."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from modules.checks import actions as checks
from modules.completion import actions as completion
from modules.lessons import actions as lessons
from modules.library import queries as library
from modules.library.check_rules import Question
from modules.pretest import actions as pretests
from modules.pretest import queries as pretest_queries
from modules.pretest import rules as pretest_rules
from modules.pretest.rules import Phase
from modules.scans import actions as scans
from modules.scans import queries as scan_queries
from modules.scans import rules as scan_rules
from trainer.groups.models import Group
from trainer.people.models import Person

Crowd = Mapping[str, Person]
Data = Mapping[str, Any]


def finish_course(person: Person) -> None:
    """Finish every module: a measurement after the course is for who did."""
    for module in library.course().modules:
        for lesson in module.lessons:
            lessons.mark_done(person, module, lesson)
        checks.submit(
            person, module, {question.id: _option(question, right=True) for question in module.check.questions}
        )
        if missing := completion.finish(person, module):
            raise RuntimeError(missing)


def measure(crowd: Crowd, group: Group, phase: Phase, data: Data) -> None:
    """Make the measurement before or after the course."""
    course = library.course()
    for place, key in enumerate(data["people"]):
        letters = {slug: iter(row[place]) for slug, row in data["answers"].items()}
        pretest = pretests.start(crowd[key], group, phase, course)
        asked = pretest_rules.questions_of(course, pretest_queries.asked(pretest))
        given = {name: _answer(question, letters.get(name.partition(".")[0])) for name, question in asked.items()}
        pretests.submit(pretest, course, given)


def _answer(question: Question, letters: Iterator[str] | None) -> str:
    """Return the answer that the next letter stands for; what the data does not tell is not known yet."""
    letter = next(letters or iter(()), "?")
    return pretest_rules.DONT_KNOW if letter == "?" else _option(question, right=letter == "g")


def _option(question: Question, *, right: bool) -> str:
    return next(option.id for option in question.options if option.correct == right)


def fill_scans(crowd: Crowd, small: Group, data: Data, today: date) -> None:
    """Fill in the scans, share what can be shared with the group, and write down what it will try."""
    for scan in (each for each in scan_queries.scans().scans if each.slug in data):
        rows = data[scan.slug]
        for place, (key, days_ago) in enumerate(rows["filled"]):
            given = scan_rules.accepted(scan, {code: answers[place] for code, answers in rows["answers"].items()})
            filled = scans.fill(crowd[key], scan, given, today - timedelta(days=days_ago))
            if scan.shared:
                scans.share(filled, small)
        if note := rows.get("note"):
            scans.add_note(
                crowd[note["by"]], small, scan, note["text"].strip(), today - timedelta(days=note["days_ago"])
            )
