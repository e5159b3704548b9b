"""Values and words as Typst. Nothing in a text is ever read as markup: every word is inside a literal."""

import re
from collections.abc import Mapping
from typing import Any

# In Dutch these begin with an apostrophe, also at the start of a word: 's ochtends, 't, 'n.
SHORTENED = re.compile(r"'(?=(?:s|t|n|k|m|r)\b)")
OPENING = re.compile(r"(^|[\s(\[/—–])(['\"])(?=\S)")
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
SPACES = re.compile(r"[ \t\r\n]+")
CURLY = {"'": "‘", '"': "“"}


class Markup(str):
    """Typst markup, to be used as it is; every other text is only words."""


class Verbatim(str):
    """A text that is no prose, such as an address: its quotes stay as they are."""


class Label(str):
    """The name of a place in a book, which links and page numbers point to."""


def quoted(text: str) -> str:
    """Return a text as a literal of Typst: only what ends it needs an escape, and nothing in it is markup."""
    plain = CONTROL.sub(" ", text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typeset(text: str, before: str = "") -> str:
    """Return words as on a printed page, with its quotes; `before` is what stands in front of them."""
    text = SPACES.sub(" ", SHORTENED.sub("’", text))
    context = before[-1:]
    opened = OPENING.sub(lambda found: found[1] + CURLY[found[2]], context + text)[len(context) :]
    return opened.replace("'", "’").replace('"', "”")


def words(text: str, before: str = "") -> Markup:
    """Return words as markup."""
    return Markup("#" + quoted(typeset(text, before))) if text else Markup("")


def value(given: Any) -> str:
    """Return a value as Typst code: texts, numbers, lists, mappings, and markup as content."""
    match given:
        case Markup():
            return f"[{given}]"
        case Label():
            return f"<{given}>"
        case Verbatim():
            return quoted(given)
        case str():
            return quoted(typeset(given))
        case None | bool():
            return {None: "none", True: "true", False: "false"}[given]
        case int() | float():
            return str(given)
        case Mapping():
            return (
                "(" + "".join(f"{name}: {value(each)}, " for name, each in given.items()) + ("" if given else ":") + ")"
            )
        case list() | tuple():
            return "(" + "".join(f"{value(each)}, " for each in given) + ")"
    raise TypeError(f"No Typst value: {given!r}")


def call(function: str, *given: Any, **named: Any) -> Markup:
    """Return the call of a function of the template, as markup."""
    parts = [value(each) for each in given] + [f"{name}: {value(each)}" for name, each in named.items()]
    return Markup(f"#{function}({', '.join(parts)})")
