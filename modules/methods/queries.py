"""Reads of the guide to methods: its files, once per process."""

from functools import cache

from modules.library.queries import CONTENT
from modules.methods import rules
from modules.methods.rules import Guide, Method

FOLDER = CONTENT / "methods"


@cache
def guide() -> Guide:
    """Return the guide."""
    return rules.read_guide({path.name: path.read_text() for path in FOLDER.glob("*.toml")})


def find_method(method_slug: str) -> Method | None:
    """Return the method with this slug, or None."""
    return guide().method(method_slug)
