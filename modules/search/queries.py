"""Reads for searching: all that is published, and the index over it, made once per version of the content."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from threading import Lock

from flask import current_app, url_for

from modules.glossary import queries as glossary
from modules.library import queries as library
from modules.library.rendering import body
from modules.library.rules import Course
from modules.methods import queries as methods
from modules.methods.rules import Method
from modules.search.index import Index
from modules.search.page_rules import PAGES, Who
from modules.search.rules import Found, Place, sections
from trainer.groups import queries as groups
from trainer.groups.models import Membership
from trainer.groups.rules import GroupKind, GroupRole
from trainer.people.models import Person
from trainer.people.rules import Role

# Making the index takes over half a second: who asks meanwhile waits for it and makes no second one.
_making = Lock()
# Who has a page that is of no group: by role.
_HAVE = {
    Who.EVERYONE: frozenset(Role),
    Who.FOLLOWER: {Role.TRAINER, Role.PARTICIPANT},
    Who.TRAINER: {Role.TRAINER},
    Who.ADMIN: {Role.ADMIN},
    Who.MAKER: {Role.TRAINER, Role.ADMIN},
}


def own_pages(person: Person) -> Callable[[Place], list[Place]]:
    """Return what tells at which addresses this person has a page of the site: none, one, or one for each group."""

    @cache
    def memberships() -> list[Membership]:
        return sorted(groups.memberships_of(person), key=lambda row: row.group_id, reverse=True)

    def own(place: Place) -> list[Place]:
        page = PAGES[int(place.address)]
        if page.who in _HAVE:
            has = person.role in _HAVE[page.who]
            return [replace(place, address=url_for(page.endpoint, book=page.book))] if has else []
        return [
            replace(place, heading=row.group.name, address=url_for(page.endpoint, group_id=row.group_id))
            for row in memberships()
            if _is(page.who, person, row)
        ]

    return own


def _is(who: Who, person: Person, row: Membership) -> bool:
    takes_part = row.role != GroupRole.OBSERVER and person.role != Role.ADMIN
    if row.group.kind == GroupKind.INTERVISIE:
        return who is Who.GROUP_INTERVISIE and takes_part and row.agreed_at is not None
    return {
        Who.GROUP_MEMBER: True,
        Who.GROUP_COURSE_MEMBER: person.role != Role.ADMIN,
        Who.GROUP_GIVER: takes_part,
        Who.GROUP_PARTICIPANT: takes_part and row.role == GroupRole.PARTICIPANT,
        Who.GROUP_TRAINER: person.role == Role.TRAINER and row.role == GroupRole.TRAINER,
    }.get(who, False)


def _pages() -> Iterator[Place]:
    # Where it is depends on who asks: `own_pages` knows.
    for number, page in enumerate(PAGES):
        yield Place(Found.PAGE, page.title, "", page.text, str(number), page.also)


def index() -> Index:
    """Return the index over what is published now."""
    with _making:
        return _index(library.course())


@lru_cache(maxsize=2)
def _index(course: Course) -> Index:
    # What stands outside the course is handed in: app.py knows it.
    more: list[Place] = current_app.extensions["more_places"]()
    return Index([*_lessons(course), *_methods(), *_words(), *_pages(), *more])


def _lessons(course: Course) -> Iterator[Place]:
    for module in course.modules:
        address = url_for("modules.completion.show", module_slug=module.slug)
        yield Place(Found.MODULE, module.title, "", f"{module.summary}\n{module.aim}", address)
        for lesson in module.lessons:
            address = url_for("modules.lessons.show", module_slug=module.slug, lesson_slug=lesson.slug)
            yield Place(Found.LESSON, lesson.title, "", lesson.aim, address)
            for anchor, heading, text in sections(body(module, lesson).html):
                where = f"{address}#{anchor}" if anchor else address
                yield Place(Found.LESSON, lesson.title, heading, text, where)


def _methods() -> Iterator[Place]:
    guide = methods.guide()
    for method in guide.methods:
        address = url_for("modules.methods.show", method_slug=method.slug)
        yield Place(Found.METHOD, method.title, "", _method_text(method), address)
    for number, entry in enumerate(guide.mentioned, 1):
        address = url_for("modules.methods.index", genoemd=number, _anchor=f"genoemd-{number}")
        yield Place(Found.METHOD, entry.title, "", entry.text, address)


def _method_text(method: Method) -> str:
    said = (method.summary, method.target_group, method.labour, method.prevention, method.theory, method.remark)
    claims = [claim.text for claim in method.claims]
    return "\n".join(filter(None, (*said, *method.steps, *claims)))


def _words() -> Iterator[Place]:
    for word in glossary.glossary().words:
        address = url_for("modules.glossary.index", _anchor=f"woord-{word.slug}")
        text = "\n".join(filter(None, (word.text, word.outdated)))
        yield Place(Found.WORD, word.term, "", text, address, ", ".join(word.also))
