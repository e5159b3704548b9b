"""Reads for who writes the course: a module as it stands, its draft, and what is wrong in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app
from sqlalchemy import distinct, func, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from modules.assignments import queries as assignments
from modules.authoring import link_rules, rules, text_rules
from modules.authoring.link_rules import Targets
from modules.authoring.models import DraftFile, ModuleDraft
from modules.authoring.rules import MODULE_FILE, NEW, Files
from modules.authoring.text_rules import (
    anchor,
    lesson_text,
    lesson_title,
    listed_lessons,
    module_seen,
    module_text,
    spoken,
    toml_text,
)
from modules.glossary import queries as glossary
from modules.lessons import queries as lessons
from modules.lessons.models import LessonProgress
from modules.library import queries as library
from modules.library.lesson_rules import Lesson
from modules.library.queries import PLACES
from modules.library.rendering import ID_PREFIX, render
from modules.library.rules import Module, content_hash, read_course
from modules.library.toml_rules import Problem, parse
from modules.methods import queries as methods
from trainer.db import db
from trainer.people.models import Person
from trainer.people.rules import Role
from trainer.planning import queries as planning


@dataclass(frozen=True)
class Begun:
    """A draft: who began it, when, and from which version."""

    by: str | None
    at: datetime
    base_hash: str


@dataclass(frozen=True)
class Work:
    """One module as its authors see it; `files` are those of the draft, or else what is published."""

    slug: str
    published: Files
    shipped: Files
    files: Files
    draft: Begun | None
    # Who last changed a file of the draft, by its name.
    savers: Mapping[str, str]
    order: tuple[str, ...]
    # The same with this module in it: where it stood before, when it was taken out.
    order_with: tuple[str, ...]

    @property
    def title(self) -> str:
        """Return the title of the module, or its address when it has none that can be read."""
        return _title(self.slug, self.files)

    @property
    def is_changed_here(self) -> bool:
        """Return whether what is published here is not what came with the code."""
        return bool(self.published) and self.published != self.shipped

    @property
    def is_in_course(self) -> bool:
        """Return whether cursisten see this module."""
        return self.slug in self.order

    def comes(self, titles: Mapping[str, str]) -> str:
        """Return where in the course this module stands or would stand; `titles` are those of the modules."""
        place = self.order_with.index(self.slug)
        before = self.order_with[place - 1]
        return f"na '{titles.get(before, before)}'" if place else "als eerste"

    @property
    def changes(self) -> list[rules.Change]:
        """Return what the draft changes, by file."""
        return rules.changes(self.published, self.files)

    @property
    def lessons(self) -> list[str]:
        """Return the names of the lessons in their order; those that the module does not list come last."""
        names = rules.lesson_names(self.files)
        listed = [name for name in listed_lessons(self.text(MODULE_FILE)) if name in names]
        return [*dict.fromkeys(listed), *(name for name in names if name not in listed)]

    @property
    def titled_lessons(self) -> list[tuple[str, str]]:
        """Return the lessons in their order: the name of each, and its title."""
        return [(name, lesson_title(self.text(f"{name}.md"), name)) for name in self.lessons]

    @property
    def figures(self) -> list[str]:
        """Return the names of the pictures."""
        return sorted(name.removeprefix(rules.FIGURES) for name in self.files if name.startswith(rules.FIGURES))

    def showing(self, figure: str) -> list[str]:
        """Return the titles of the lessons that show a picture."""
        return [title for name, title in self.titled_lessons if f"{rules.FIGURES}{figure}" in self.text(f"{name}.md")]

    def text(self, name: str) -> str:
        """Return one file as text; empty when it is not there."""
        return library.plain(self.files.get(name, b""))

    def says(self, problem: Problem) -> str:
        """Return a problem in words about pages; one of another module names its file."""
        name = problem.file.removeprefix(f"{self.slug}/")
        return spoken(name, self.text(name), problem) if name in self.files else str(problem)

    def anchor(self, problem: Problem) -> str | None:
        """Return where on its page a problem stands, or None when that is the page as a whole."""
        name = problem.file.removeprefix(f"{self.slug}/")
        return anchor(name, self.text(name), problem)

    def seen(self, name: str) -> str:
        """Return what says in a form which state of a file was on screen."""
        return rules.fingerprint(self.files.get(name))

    @property
    def module_seen(self) -> str:
        """Return the same for the data of the module, without the list of lessons."""
        return module_seen(self.text(MODULE_FILE))

    @property
    def state_hash(self) -> str:
        """Return the fingerprint of all files together."""
        return hash_of(self.slug, self.files)


def find_work(work_slug: str) -> Work | None:
    """Return a module to write in, or None when there is neither a module nor a draft of that name."""
    everything = library.all_shipped_files()
    files = library.course_files(everything)
    draft = db.session.get(ModuleDraft, work_slug)
    if f"{work_slug}/{MODULE_FILE}" not in files and draft is None:
        return None
    return _work(work_slug, files, everything, draft)


def _work(slug: str, files: Files, everything: Files, draft: ModuleDraft | None) -> Work:
    published, shipped = (library.files_of(slug, each) for each in (files, everything))
    ordered, back = tuple(order(files)), tuple(order_with(slug, files, everything))
    known = published if MODULE_FILE in published else {}
    if draft is None:
        return Work(slug, known, shipped, known, None, {}, ordered, back)
    query = select(DraftFile).filter_by(module_slug=slug).options(joinedload(DraftFile.saved_by))
    rows = db.session.scalars(query).all()
    return Work(
        slug,
        known,
        shipped,
        files={row.name: row.content for row in rows},
        draft=Begun(draft.begun_by.name if draft.begun_by else None, draft.begun_at, draft.base_hash),
        savers={row.name: row.saved_by.name for row in rows if row.saved_by},
        order=ordered,
        order_with=back,
    )


def works() -> list[Work]:
    """Return all modules: those of the course in its order, then the others."""
    shipped = library.all_shipped_files()
    files = library.course_files(shipped)
    ordered = order(files)
    drafts = {draft.module_slug: draft for draft in db.session.scalars(select(ModuleDraft))}
    there = {name.partition("/")[0] for name in files if name.endswith(f"/{MODULE_FILE}")}
    names = [*(slug for slug in ordered if slug in there), *sorted((there | set(drafts)) - set(ordered))]
    return [_work(slug, files, shipped, drafts.get(slug)) for slug in names]


def order_with(slug: str, files: Files, shipped: Files) -> list[str]:
    """Return the order of the course with this module in it: where it stood before, or stands as it is shipped."""
    earlier = order(files, PLACES)
    return rules.put_back(order(files), slug, earlier if slug in earlier else order(shipped))


def places(files: Files) -> list[str]:
    """Return the order of the course with every module in it that ever was taken out, where it stood."""
    found, earlier = order(files), order(files, PLACES)
    for slug in earlier:
        found = rules.put_back(found, slug, earlier)
    return found


def order(files: Files, name: str = "course.toml") -> list[str]:
    """Return the modules that `course.toml` names, or another file like it."""
    listed = parse("", library.plain(files.get(name, b"")))[0].values.get("modules", [])
    return [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []


def taken_slugs() -> set[str]:
    """Return the names that no new module can have: of modules, of drafts and of other folders."""
    folders = {name.partition("/")[0] for name in library.course_files() if "/" in name}
    return folders | set(db.session.scalars(select(ModuleDraft.module_slug)))


def problems(slug: str, files: Files) -> list[Problem]:
    """Return what is wrong when a module is these files: the check of the whole course, and its links."""
    texts, figures = library.split(_whole(slug, files))
    found = rules.of_module(slug, read_course(texts, figures).problems)
    own = {name: text for name, text in texts.items() if name.startswith(f"{slug}/")}
    dead = link_rules.dead_links(own, _targets(texts, figures))
    return sorted(found + dead, key=lambda each: (each.file, each.line or 0))


def beside(work: Work, name: str, text: str | None = None) -> dict[str, list[str]]:
    """Return what is wrong in one file of a module, by the field it stands beside; `text` is what was typed."""
    files = work.files if text is None else dict(work.files) | {name: text.encode()}
    found = problems(work.slug, files)
    return text_rules.beside(f"{work.slug}/{name}", library.plain(files.get(name, b"")), found)


def dead_links() -> list[Problem]:
    """Return the links in the modules of the course that lead nowhere."""
    files = library.course_files()
    texts, figures = library.split(files)
    shown = {name: text for name, text in texts.items() if name.partition("/")[0] in order(files)}
    return link_rules.dead_links(shown, _targets(texts, figures))


def dead_links_in(work: Work, name: str, file: str) -> list[Problem]:
    """Return the links in one lesson as it is typed that lead nowhere."""
    texts, figures = library.split(_whole(work.slug, dict(work.files) | {name: file.encode()}))
    found = link_rules.dead_links({f"{work.slug}/{name}": file}, _targets(texts, figures))
    return [Problem(name, each.line, each.sentence) for each in found]


def _targets(texts: Mapping[str, str], figures: Files) -> Targets:
    return Targets(
        lessons=frozenset(_lessons(texts)),
        methods=frozenset(method.slug for method in methods.guide().methods),
        assignments=frozenset(assignments.shelf().forms),
        figures=frozenset(figures),
        indicators=frozenset(lessons.indicator_texts()),
        is_page=_is_page,
        anchors=_anchors,
    )


def _anchors(text: str) -> frozenset[str]:
    """Return what a link inside this text can lead to: each id, also as an author writes it."""
    ids = re.findall(r' id="([^"]+)"', render(text, str).html)
    return frozenset({*ids, *(each.removeprefix(ID_PREFIX) for each in ids)})


def _is_page(path: str) -> bool:
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True


def broken_elsewhere(slug: str, files: Files) -> list[Problem]:
    """Return the links in other modules to lessons that this module would no longer have."""
    texts, _ = library.split(_whole(slug, files))
    others = {name: text for name, text in texts.items() if not name.startswith(f"{slug}/")}
    found = rules.dead_links(others, _lessons(texts))
    return [each for each in found if f"les:{slug}/" in each.sentence]


def hidden_links(slug: str, files: Files) -> list[Problem]:
    """Return the links of a module to lessons that cursisten cannot open, because their module is not in the course."""
    whole = _whole(slug, files)
    texts, _ = library.split(whole)
    own = {name: text for name, text in texts.items() if name.startswith(f"{slug}/")}
    return rules.hidden_links(own, _lessons(texts), order(whole))


@dataclass(frozen=True)
class Leaving:
    """What it means for others when a module leaves the course: links to it, modules that count now, running groups."""

    lessons: list[tuple[Module, Lesson]]
    words: list[str]
    counting: int
    running: int


def leaving(slug: str, today: date) -> Leaving:
    """Return what it would mean for others when a module leaves the course; one that nobody sees counts no more."""
    modules = library.course().modules
    pages = [(module, each) for module in modules for each in module.lessons if module.slug != slug]
    return Leaving(
        lessons=[(module, each) for module, each in pages if rules.links_to(slug, each.text)],
        words=[word.term for word in glossary.glossary().words if rules.links_to(slug, " ".join(word.links))],
        counting=len(modules) if library.find_module(slug) else 0,
        running=planning.running_groups(today),
    )


def private(slug: str, files: Files) -> list[Problem]:
    """Return the lines of a module that look as if they hold personal data."""
    texts = {name: library.plain(content) for name, content in files.items() if name.endswith(library.TEXT_TYPES)}
    return [each for name, text in sorted(texts.items()) for each in rules.private(f"{slug}/{name}", text)]


def _whole(slug: str, files: Files) -> dict[str, bytes]:
    there = library.course_files()
    names = order(there)
    whole = {name: content for name, content in there.items() if not name.startswith(f"{slug}/")}
    whole |= {f"{slug}/{name}": content for name, content in files.items()}
    if slug not in names:
        whole["course.toml"] = toml_text({"modules": [*names, slug]}).encode()
    return whole


def _lessons(texts: Mapping[str, str]) -> set[str]:
    parts = [name.removesuffix(".md").partition("/") for name in texts if name.endswith(".md")]
    return {f"{module}/{rules.lesson_slug(lesson)}" for module, _, lesson in parts}


def hash_of(slug: str, files: Files) -> str:
    """Return the version that these files are, as progress and answers keep it; `new` when there are none."""
    texts, figures = library.split({f"{slug}/{name}": content for name, content in files.items()})
    return content_hash(slug, texts, figures) if files else NEW


def readers(slug: str) -> dict[str, int]:
    """Return how many cursisten opened each lesson of a module, by the address of the lesson."""
    query = select(LessonProgress.lesson_slug, func.count(distinct(LessonProgress.person_id))).join(Person)
    of_module = query.where(LessonProgress.module_slug == slug, Person.role == Role.PARTICIPANT.value)
    rows = db.session.execute(of_module.group_by(LessonProgress.lesson_slug))
    return {row[0]: row[1] for row in rows}


def _title(slug: str, files: Files) -> str:
    known = module_text(library.plain(files.get(MODULE_FILE, b"")))
    return known.title if known and known.title.strip() else slug


def find_draft(slug: str) -> ModuleDraft | None:
    """Return the draft of a module, or None."""
    return db.session.get(ModuleDraft, slug)


def refusals(slug: str, files: Files) -> list[str]:
    """Return why these files cannot be the draft of a module with this address, as Dutch sentences."""
    if found := problems(slug, files):
        return [str(problem) for problem in found]
    if find_work(slug) or rules.slug_problem(slug, taken_slugs()) is None:
        return []
    return [f"'{slug}' kan geen adres van een module zijn. Geef de map een andere naam."]


def links(work: Work) -> list[tuple[str, str]]:
    """Return the lessons that a text can link to: title and `module/les`, of this module and of the course."""
    own = [(f"{name}.md", rules.lesson_slug(name)) for name in work.lessons]
    texts = {slug: lesson_text(work.text(file)) for file, slug in own if slug}
    found = [(text.title, f"{work.slug}/{slug}") for slug, text in texts.items() if text]
    return found + [
        (f"{module.title}: {lesson.title}", f"{module.slug}/{lesson.slug}")
        for module in library.course().modules
        if module.slug != work.slug
        for lesson in module.lessons
    ]
