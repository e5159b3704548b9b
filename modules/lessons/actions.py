"""Writes about how far people are in the lessons."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from modules.lessons import queries
from modules.lessons.models import LessonProgress
from modules.library.lesson_rules import Lesson
from modules.library.rules import Module
from trainer.db import now, writing
from trainer.people.models import Person


def open_lesson(person: Person, module: Module, lesson: Lesson) -> None:
    """Note that this is the lesson that the person now has open."""
    with writing() as session:
        row = _row(session, person, module, lesson)
        row.last_opened_at, row.content_hash = now(), module.content_hash


def keep_place(person: Person, module: Module, lesson: Lesson, section: str | None) -> None:
    """Keep the heading where the person is; None is the top of the lesson."""
    known = queries.progress(person, module, lesson)
    if known is not None and known.section == section:
        return
    with writing() as session:
        _row(session, person, module, lesson).section = section


def mark_done(person: Person, module: Module, lesson: Lesson) -> None:
    """Note that the lesson is done; the first time stands."""
    with writing() as session:
        row = _row(session, person, module, lesson)
        row.done_at, row.content_hash = row.done_at or now(), module.content_hash


def mark_not_done(person: Person, module: Module, lesson: Lesson) -> None:
    """Take that back."""
    with writing():
        row = queries.progress(person, module, lesson)
        if row is not None:
            row.done_at = None


def _row(session: Session, person: Person, module: Module, lesson: Lesson) -> LessonProgress:
    """Return the row to write in. Of two windows that open a lesson at once, one makes it and both use it."""
    row = queries.progress(person, module, lesson)
    if row is not None:
        return row
    row = LessonProgress(
        person_id=person.id,
        module_slug=module.slug,
        lesson_slug=lesson.slug,
        content_hash=module.content_hash,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        made = queries.progress(person, module, lesson)
        if made is None:
            raise
        return made
    return row
