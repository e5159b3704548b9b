"""A lesson's Markdown as safe HTML, made once per version of the content."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from threading import Lock
from typing import Any

import markdown
import nh3
from flask import url_for
from markupsafe import Markup

from modules.library import queries
from modules.library.lesson_rules import BLOCK_NAMES, BLOCKS, REFLECT, Lesson
from modules.library.rules import Course, Module

# Before every id in a text, so that a heading cannot take an id of the page around it.
ID_PREFIX = "deel-"
TAGS = {
    *("h2", "h3", "h4", "p", "br", "hr", "div", "span", "blockquote", "pre", "code"),
    *("strong", "em", "del", "sub", "sup", "abbr", "a", "img"),
    *("details", "summary"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "*": {"id", "class"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"align"},
    "td": {"align"},
}
# What the page around it needs: a wide table scrolls in its own box, which the keyboard can reach.
TABLE = (
    (
        "<table>",
        '<div class="scroll" role="group" aria-label="Tabel" tabindex="0"><table class="utrecht-table">',
    ),
    ("</table>", "</table></div>"),
    ("<th>", '<th scope="col">'),
)

# How an author links inside the site, whatever its addresses are: [tekst](les:module/les), [tekst](methode:naam) and
# [tekst](opdracht:profiel).
LINK = re.compile(r"\]\((les|methode|opdracht):([a-z0-9/-]+)\)")
ADDRESSES = {"les": "/cursus/", "methode": "/methoden/", "opdracht": "/opdrachten#"}

# A row that explains an indicator can be linked to by its code.
EXPLAINED = re.compile(r"<td>(?=<em>[^<]+</em> \(((?:WA|IPS)\d\d)\)</td>\s*<td>.*<strong>Te zien:)")

# More than any lesson has. The converter takes minutes over thousands of brackets, and fails on hundreds of blocks.
MAX_BRACKETS, MAX_FENCES = 400, 120

# A bar with nothing behind it, which to the converter is a title without words.
NO_TITLE = re.compile(r"^( {0,3}/{3,}[ \t]*[\w-]+)[ \t]*\|[ \t]*$", re.M)
BLOCK_TYPES = [{"name": word, "class": kind, "title": BLOCK_NAMES[word]} for word, kind in BLOCKS.items()]
_converter = markdown.Markdown(
    extensions=["tables", "attr_list", "sane_lists", "toc", "pymdownx.blocks.admonition", "pymdownx.blocks.details"],
    extension_configs={
        "tables": {"use_align_attribute": True},
        "pymdownx.blocks.admonition": {"types": [each for each in BLOCK_TYPES if each["class"] != "card"]},
        "pymdownx.blocks.details": {"types": [each for each in BLOCK_TYPES if each["class"] == "card"]},
    },
)
_converting = Lock()


@dataclass(frozen=True)
class Body:
    """The HTML of a lesson and the ids of its headings."""

    html: Markup
    sections: frozenset[str]


@lru_cache(maxsize=256)
def body(module: Module, lesson: Lesson) -> Body:
    """Return the body of a lesson; each version of it is made once per process."""

    def figure(name: str) -> str:
        return url_for("modules.library.figure", module_slug=module.slug, name=name, v=module.content_hash)

    return render(_with_ways_to_the_journal(lesson.text, f"{module.slug}/{lesson.slug}"), figure)


def _with_ways_to_the_journal(text: str, topic: str) -> str:
    """Return a lesson with a link to the journal under each question to oneself. The page is the same for everyone."""
    numbers = count(1)

    def with_link(found: re.Match[str]) -> str:
        address = f"/logboek/nieuw?les={topic}&vraag={next(numbers)}"
        link = f"[Schrijf dit in je logboek]({address}){{: .no-print }}"
        return f"{found[1]} denkvraag{found[2]}\n{found[3]}\n{link}\n{found[1]}"

    return REFLECT.sub(with_link, text)


def render(text: str, figure: Callable[[str], str]) -> Body:
    """Return Markdown as safe HTML; `figure` gives the address of a drawing.

    What the converter cannot take comes back as plain text, as it was typed.
    """
    if text.count("[") > MAX_BRACKETS or text.count("\n///") > MAX_FENCES:
        return Body(Markup("<pre>{}</pre>").format(text), frozenset())
    text = LINK.sub(lambda found: f"]({ADDRESSES[found[1]]}{found[2]})", NO_TITLE.sub(r"\1", text))
    with _converting:
        html = _converter.reset().convert(text)
        sections = frozenset(_ids(_converter.toc_tokens))

    def keep(tag: str, attribute: str, value: str) -> str | None:
        if (tag, attribute) == ("a", "href") and value.startswith("#"):
            return f"#{ID_PREFIX}{value[1:].removeprefix(ID_PREFIX)}"
        if (tag, attribute) != ("img", "src"):
            return value
        folder, _, name = value.rpartition("/")
        return figure(name) if folder == "figures" else None

    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, attribute_filter=keep, id_prefix=ID_PREFIX)
    for found, put in TABLE:
        clean = clean.replace(found, put)
    clean = EXPLAINED.sub(lambda found: f'<td id="{ID_PREFIX}{found[1]}">', clean)
    # Safe: nh3 let only the tags and attributes above through.
    return Body(Markup(clean), sections)  # noqa: S704


def explanation_address(code: str) -> str | None:
    """Return where an indicator is explained: a lesson, at its row. None when no lesson explains it."""
    return _explanations(queries.course()).get(code)


@lru_cache(maxsize=4)
def _explanations(course: Course) -> dict[str, str]:
    return {
        code: url_for(
            "modules.lessons.show", module_slug=module.slug, lesson_slug=lesson.slug, _anchor=f"{ID_PREFIX}{code}"
        )
        for module in course.modules
        for lesson in module.lessons
        for code in lesson.explains
    }


def _ids(tokens: list[dict[str, Any]]) -> list[str]:
    found = []
    for token in tokens:
        found += [ID_PREFIX + token["id"], *_ids(token["children"])]
    return found
