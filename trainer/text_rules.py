"""What is kept of a text that someone typed, how words are put after each other, and how a file is called."""

import re
import unicodedata
from collections.abc import Sequence


def tidy(text: str | None) -> str:
    """Return a text with one kind of line end, without space around it and without what no database can hold.

    That is the zero sign, and half of an emoji that was cut off in the browser.
    """
    return (text or "").encode(errors="ignore").decode().replace("\x00", "").replace("\r\n", "\n").strip()


def listed(words: Sequence[str]) -> str:
    """Return words in one line, as `Tess`, `Tess en Bo` or `Tess, Bo en Sam`; nothing for none."""
    return " en ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def file_name(what: str, group: str, ending: str, code: str = "") -> str:
    """Return what a file about a course group is called, as `voortgang-training-najaar.csv`; it names nobody."""
    plain = unicodedata.normalize("NFKD", group).encode("ascii", "ignore").decode().lower()
    return "-".join(filter(None, (what, re.sub(r"[^a-z0-9]+", "-", plain).strip("-"), code))) + ending
