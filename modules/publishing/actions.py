"""Writes that reach cursisten: publication, an earlier version, the order of the course. Each one keeps a version."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from modules.authoring import queries as authoring
from modules.authoring.actions import draft_files, drop, locked
from modules.authoring.rules import MODULE_FILE, Files, Overtaken
from modules.authoring.zip_rules import pack, unpack
from modules.library import queries as library
from modules.library.toml_rules import Problem
from modules.publishing import queries, storage
from modules.publishing.models import ModuleVersion
from trainer.db import writing
from trainer.people.models import Person
from trainer.web import date_and_time

SHIPPED = "De meegeleverde tekst."
BEFORE = "De tekst die er stond voor hij hier werd gepubliceerd."
BACK = "Terug naar de meegeleverde tekst."
AGAIN = "Teruggezet: versie {}."


def publish(person: Person, slug: str, note: str, seen: str) -> list[Problem]:
    """Publish the draft; return what is wrong, with which nothing happens. Raises Overtaken when it changed."""
    with writing() as session:
        draft = locked(session, slug)
        files = draft_files(session, slug)
        if draft is None or authoring.hash_of(slug, files) != seen:
            raise Overtaken
        if problems := authoring.problems(slug, files):
            return problems
        drop(session, slug)
        _publish(session, person, slug, note, files)
    return []


def restore(person: Person, version: ModuleVersion) -> list[Problem]:
    """Publish an earlier version again, as a new one; return what is wrong. Raises Overtaken when there is a draft."""
    slug, files = version.module_slug, unpack(version.files)
    # What was there before anything was published has the moment at which it was put away, and that tells nothing.
    when = f" van {date_and_time(version.published_at)}" if version.published_by_id else ""
    note = AGAIN.format(f"{queries.number_of(version)}{when}")
    with writing() as session:
        if locked(session, slug) is not None:
            raise Overtaken
        if problems := authoring.problems(slug, files):
            return problems
        _publish(session, person, slug, note, files)
    return []


def back_to_shipped(person: Person, slug: str) -> list[Problem]:
    """Go back to what comes with the code. Raises Overtaken when there is a draft."""
    files = library.shipped_files(slug)
    with writing() as session:
        if locked(session, slug) is not None or not files:
            raise Overtaken
        if problems := authoring.problems(slug, files):
            return problems
        _publish(session, person, slug, BACK, files)
    return []


def _publish(session: Session, person: Person, slug: str, note: str, files: Files) -> None:
    with storage.publishing():
        there = library.course_files()
        current = library.files_of(slug, there)
        last = session.scalar(
            select(ModuleVersion.content_hash).filter_by(module_slug=slug).order_by(ModuleVersion.id.desc()).limit(1)
        )
        if current and authoring.hash_of(slug, current) != last:
            session.add(_version(slug, current, SHIPPED if current == library.shipped_files(slug) else BEFORE, None))
            session.flush()
        session.add(_version(slug, files, note, person))
        session.flush()
        if files == library.shipped_files(slug):
            storage.take_away(slug)
        else:
            storage.put(slug, files)
        # A module that someone took out of the course stays out of it.
        if not current and slug not in authoring.order(there):
            storage.put_order([*authoring.order(there), slug])


def _version(slug: str, files: Files, note: str, person: Person | None) -> ModuleVersion:
    return ModuleVersion(
        module_slug=slug,
        content_hash=authoring.hash_of(slug, files),
        note=note,
        published_by_id=person.id if person else None,
        files=pack(slug, files),
    )


def set_order(slugs: Sequence[str], seen: Sequence[str]) -> None:
    """Give the modules of the course this order. Raises Overtaken when they no longer are as they were `seen`."""
    with storage.publishing():
        current = authoring.order(library.course_files())
        if current != list(seen) or sorted(current) != sorted(slugs):
            raise Overtaken
        storage.put_order(slugs)


def set_in_course(slug: str, shown: bool) -> bool:
    """Put a module in the course where it stood, or take it out; return False when that cannot be."""
    with storage.publishing():
        files = library.course_files()
        names = [each for each in authoring.order(files) if each != slug]
        if f"{slug}/{MODULE_FILE}" not in files or not (names or shown):
            return False
        if not shown:
            storage.put_order(authoring.places(files), library.PLACES)
        storage.put_order(authoring.order_with(slug, files, library.all_shipped_files()) if shown else names)
    return True
