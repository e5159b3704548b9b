"""What no font has a sign for, such as an emoji or a name in Chinese: it is printed as an empty square.

A tagged PDF may not hold what cannot be read aloud, so Typst makes none and says which sign it is.
"""

import re
from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")
EMPTY_SQUARE = "□"
COMPLAINT = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
# They change how the sign before them looks: its colour, its skin, a box around it.
MODIFIERS = re.compile("[\u200d\u20e3\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


def printable(text: str, complaint: str) -> str | None:
    """Return a text without the sign of which Typst complains, or None when that is not what is wrong with it."""
    if (found := COMPLAINT.search(complaint)) is None:
        return None
    sign = ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1])
    plain = MODIFIERS.sub("", text)
    # A letter of which Typst complains is one that a modifier made something else of.
    if not sign.isascii():
        plain = plain.replace(sign, EMPTY_SQUARE)
    return None if plain == text else plain


def made_of(text: str, make: Callable[[str], Made]) -> Made:
    """Return what `make` makes of a text, without the signs of which it complains. Raises its other complaints."""
    while True:
        try:
            return make(text)
        except RuntimeError as error:
            if (plainer := printable(text, str(error))) is None:
                raise
            text = plainer
