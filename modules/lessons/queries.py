"""Reads about how far people are in the lessons."""

from flask import current_app
from sqlalchemy import bindparam, select

from modules.lessons.models import LessonProgress
from modules.lessons.rules import Reading
from modules.library.lesson_rules import Lesson
from modules.library.rules import Module
from trainer.db import db
from trainer.people.models import Person

# The indicators stand in the observatieformulier, which this package may not know: `app.py` hands in a function under
# this name in `app.extensions`. It returns of each theme its name, whether lower is better, and its codes with their text.
INDICATORS = "books.indicators"

# Built once and of plain columns, because the page that is asked for most often needs it every time.
_TABLE = LessonProgress.__table__.c
READINGS = select(_TABLE.module_slug, _TABLE.lesson_slug, _TABLE.section, _TABLE.last_opened_at, _TABLE.done_at).where(
    _TABLE.person_id == bindparam("person_id")
)
READINGS_OF_MODULE = READINGS.where(_TABLE.module_slug == bindparam("module_slug"))


def readings(person: Person) -> list[Reading]:
    """Return how far someone is in all lessons that they opened."""
    return [Reading(*row) for row in db.session.execute(READINGS, {"person_id": person.id})]


def readings_of(person: Person, module: Module) -> list[Reading]:
    """Return how far someone is in the lessons of one module that they opened."""
    values = {"person_id": person.id, "module_slug": module.slug}
    # Past the session of objects, which has nothing to do here and takes a fifth of the time.
    return [Reading(*row) for row in db.session.connection().execute(READINGS_OF_MODULE, values)]


def progress(person: Person, module: Module, lesson: Lesson) -> LessonProgress | None:
    """Return the row of this person and this lesson, or None."""
    return db.session.scalar(
        select(LessonProgress).filter_by(person_id=person.id, module_slug=module.slug, lesson_slug=lesson.slug)
    )


def indicator_texts() -> dict[str, str]:
    """Return the text of each indicator by its code."""
    return {code: text for _, _, items in current_app.extensions[INDICATORS]() for code, text in items}
