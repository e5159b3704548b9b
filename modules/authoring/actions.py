"""Writes in the draft of a module, which trainers share."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from modules.authoring import queries, rules
from modules.authoring.models import DraftFile, ModuleDraft
from modules.authoring.rules import CHECK_FILE, FIGURES, MODULE_FILE, Files, Overtaken
from modules.authoring.text_rules import (
    LessonText,
    ModuleText,
    lesson_file,
    lesson_text,
    listed_lessons,
    module_file,
    module_seen,
    module_text,
)
from modules.library import queries as library
from trainer.db import now, writing
from trainer.people.models import Person


@dataclass(frozen=True)
class Saved:
    """What stands in the draft after a save; with a conflict nothing of it was kept."""

    seen: str
    conflict: bool = False


@contextmanager
def _editing(person: Person, slug: str) -> Iterator[dict[str, bytes]]:
    """Yield the files of a module as they stand now; what is changed in them becomes the draft."""
    with writing() as session:
        draft = locked(session, slug)
        before = draft_files(session, slug) if draft else library.files_of(slug, library.course_files())
        files = dict(before)
        yield files
        if files == before:
            return
        if draft is None:
            base = queries.hash_of(slug, before)
            session.add(ModuleDraft(module_slug=slug, base_hash=base, begun_by_id=person.id))
            session.flush()
            session.add_all(DraftFile(module_slug=slug, name=name, content=before[name]) for name in before)
            session.flush()
        _keep(session, person, slug, rules.changes(before, files), files)


def locked(session: Session, slug: str) -> ModuleDraft | None:
    """Return the draft of a module, which no other write passes until this one ends; or None."""
    return session.scalar(select(ModuleDraft).filter_by(module_slug=slug).with_for_update())


def draft_files(session: Session, slug: str) -> dict[str, bytes]:
    """Return the files of a draft by their name."""
    rows = session.execute(select(DraftFile.name, DraftFile.content).filter_by(module_slug=slug))
    return {row.name: row.content for row in rows}


def _keep(session: Session, person: Person, slug: str, changes: Sequence[rules.Change], files: Files) -> None:
    for change in changes:
        row = session.get(DraftFile, (slug, change.name))
        content = files.get(change.name)
        if content is None:
            session.delete(row)
        elif row is None:
            session.add(DraftFile(module_slug=slug, name=change.name, content=content, saved_by_id=person.id))
        else:
            row.content, row.saved_by_id, row.saved_at = content, person.id, now()


def save(person: Person, slug: str, name: str, text: str, seen: str) -> Saved:
    """Save one file of the draft, unless it is no longer what was on screen."""
    content = text.encode()
    with _editing(person, slug) as files:
        current = files.get(name)
        if content != current and rules.fingerprint(current) != seen:
            return Saved(rules.fingerprint(current), conflict=True)
        files[name] = content
        if current is None and name.endswith(".md"):
            _list_lessons(files, [*_listed(files), name.removesuffix(".md")])
    return Saved(rules.fingerprint(content))


def save_module(person: Person, slug: str, given: ModuleText, seen: str) -> Saved:
    """Save the data of a module. The list of its lessons stays what it is now, and is no reason for a conflict."""
    with _editing(person, slug) as files:
        current = library.plain(files.get(MODULE_FILE, b""))
        if given != module_text(current) and module_seen(current) != seen:
            return Saved(module_seen(current), conflict=True)
        text = module_file(given, listed_lessons(current), current)
        files[MODULE_FILE] = text.encode()
    return Saved(module_seen(text))


def create(person: Person, title: str) -> str:
    """Begin a draft of a new module with one empty lesson; return its address. Raises Overtaken when it is taken."""
    slug, lesson = rules.slug_of(title), "01-begin"
    with _editing(person, slug) as files:
        if files:
            raise Overtaken
        files[MODULE_FILE] = module_file(ModuleText(title=title), [lesson], "").encode()
        files[f"{lesson}.md"] = lesson_file(LessonText(title="Begin"), "").encode()
        files[CHECK_FILE] = b""
    return slug


def take_in(person: Person, slug: str, new: Files) -> bool:
    """Make these files the draft of a module; return False when there is a draft already."""
    with _editing(person, slug) as files:
        if queries.find_draft(slug) is not None:
            return False
        files.clear()
        files.update(new)
    return True


def add_lesson(person: Person, slug: str, title: str) -> str:
    """Add an empty lesson at the end of a module; return its name."""
    with _editing(person, slug) as files:
        name = rules.new_lesson_name(title, rules.lesson_names(files))
        files[f"{name}.md"] = lesson_file(LessonText(title=title), "").encode()
        _list_lessons(files, [*_listed(files), name])
    return name


def move_lesson(person: Person, slug: str, name: str, step: int) -> None:
    """Move a lesson one place."""
    with _editing(person, slug) as files:
        _list_lessons(files, rules.moved(_listed(files), name, step))


def remove_lesson(person: Person, slug: str, name: str) -> None:
    """Take a lesson out of the draft."""
    with _editing(person, slug) as files:
        files.pop(f"{name}.md", None)
        _list_lessons(files, [each for each in _listed(files) if each != name])


def bring_back_lesson(person: Person, slug: str, name: str) -> None:
    """Put a lesson back as it is published."""
    published = library.files_of(slug, library.course_files())
    with _editing(person, slug) as files:
        if f"{name}.md" in published and f"{name}.md" not in files:
            files[f"{name}.md"] = published[f"{name}.md"]
            _list_lessons(files, [*(each for each in _listed(files) if each != name), name])


def _listed(files: Files) -> list[str]:
    return listed_lessons(library.plain(files.get(MODULE_FILE, b"")))


def _list_lessons(files: dict[str, bytes], lessons: Sequence[str]) -> None:
    before = library.plain(files.get(MODULE_FILE, b""))
    if (known := module_text(before)) is not None:
        files[MODULE_FILE] = module_file(known, lessons, before).encode()


def add_figure(person: Person, slug: str, alt: str, ending: str, content: bytes, lesson: str | None) -> str:
    """Add a picture under a name of its own, and under the text of a lesson when one is named; return its name."""
    with _editing(person, slug) as files:
        taken = {name.removeprefix(FIGURES).partition(".")[0] for name in files if name.startswith(FIGURES)}
        name = rules.unused(rules.slug_of(alt, 40) or "afbeelding", taken) + ending
        files[FIGURES + name] = content
        text = library.plain(files.get(f"{lesson}.md", b"")) if lesson else ""
        if lesson and lesson_text(text) is not None:
            files[f"{lesson}.md"] = f"{text.rstrip()}\n\n![{alt}]({FIGURES}{name})\n".encode()
    return name


def remove_figure(person: Person, slug: str, name: str) -> None:
    """Take a picture out of the draft."""
    with _editing(person, slug) as files:
        files.pop(FIGURES + name, None)


def discard(slug: str) -> None:
    """Throw the draft of a module away."""
    with writing() as session:
        drop(session, slug)


def drop(session: Session, slug: str) -> None:
    """Take the draft of a module away, as part of a write."""
    session.execute(delete(DraftFile).filter_by(module_slug=slug))
    session.execute(delete(ModuleDraft).filter_by(module_slug=slug))
