"""Reads of the glossary: its file, once per process, and what its links lead to."""

from functools import cache

from modules.glossary import rules
from modules.glossary.rules import Glossary
from modules.library import queries as library
from modules.library.queries import CONTENT
from modules.library.rules import Course
from modules.library.toml_rules import Problem
from modules.methods import queries as methods


@cache
def glossary() -> Glossary:
    """Return the glossary."""
    return rules.read_glossary(_texts())


def problems() -> tuple[Problem, ...]:
    """Return what is wrong in the glossary, links to lessons and methods that come with the code included."""
    return rules.read_glossary(_texts(), [*lesson_links(library.shipped()), *method_links()]).problems


def lesson_links(course: Course) -> dict[str, tuple[str, str, str]]:
    """Return what every link to a lesson of a course stands for: module, lesson and title."""
    return {
        f"les:{module.slug}/{lesson.slug}": (module.slug, lesson.slug, lesson.title)
        for module in course.modules
        for lesson in module.lessons
    }


def method_links() -> dict[str, tuple[str, str]]:
    """Return what every link to a method stands for: method and title."""
    return {f"methode:{method.slug}": (method.slug, method.title) for method in methods.guide().methods}


def _texts() -> dict[str, str]:
    path = CONTENT / rules.FILE
    return {rules.FILE: path.read_text()} if path.exists() else {}
