"""Reads of instruments: from the files, and from the versions that were used."""

from functools import lru_cache
from pathlib import Path

from sqlalchemy import select

from observation.form import rules
from observation.form.models import InstrumentVersion
from observation.form.rules import Instrument
from trainer.db import db

FOLDER = Path(__file__).parent.parent / "instruments"
CURRENT = "gezamenlijk-clientoverleg-1.0.toml"


def current_text() -> str:
    """Return the text of the instrument that new observations use."""
    return (FOLDER / CURRENT).read_text()


def used_version(name: str, version: str) -> InstrumentVersion | None:
    """Return the version of this name that was used, or None."""
    return db.session.scalar(select(InstrumentVersion).filter_by(name=name, version=version))


def instrument(version: InstrumentVersion) -> Instrument:
    """Return the instrument of a used version."""
    return parsed(version.content_hash)


@lru_cache(maxsize=32)
def parsed(content_hash: str) -> Instrument:
    """Return the used instrument with this content hash. What a hash stands for never changes: it is parsed once."""
    content = select(InstrumentVersion.content).filter_by(content_hash=content_hash)
    return rules.parse(db.session.scalars(content).one())


@lru_cache(maxsize=1)
def current() -> Instrument:
    """Return the instrument that new observations use, for pages that only show the form."""
    return rules.parse(current_text())


def themes() -> list[tuple[str, bool, list[tuple[str, str]]]]:
    """Return the current indicators by theme, as plain words for a package that knows no form.

    A theme is its name, whether lower is better, and the code and text of each indicator.
    """
    instrument = current()
    return [
        (
            theme.name,
            theme.polarity == "negative",
            [(item.id, item.text) for item in instrument.items_by_theme[theme.id]],
        )
        for theme in instrument.themes.values()
    ]
