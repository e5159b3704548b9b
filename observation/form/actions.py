"""Writes of instruments: taking a form into use."""

from sqlalchemy.exc import IntegrityError

from observation.form import queries, rules
from observation.form.models import InstrumentVersion
from trainer.db import writing


class InstrumentChanged(RuntimeError):
    """A form that is in use was changed on disk; the message is a Dutch sentence."""


def take_into_use(text: str) -> InstrumentVersion:
    """Return the stored version of this instrument, stored now if it is new.

    Raises InstrumentChanged when this name and version was used before with another content.
    """
    instrument = rules.parse(text)
    try:
        return _take_into_use(instrument, text)
    except IntegrityError:
        # Two people began at the same moment: the other request stored it.
        return _take_into_use(instrument, text)


def _take_into_use(instrument: rules.Instrument, text: str) -> InstrumentVersion:
    with writing() as session:
        version = queries.used_version(instrument.name, instrument.version)
        if version is None:
            version = InstrumentVersion(
                name=instrument.name,
                version=instrument.version,
                content_hash=rules.content_hash(text),
                content=text,
            )
            session.add(version)
        elif version.content_hash != rules.content_hash(text):
            raise InstrumentChanged(
                f"Versie {instrument.version} van '{instrument.title}' is al in gebruik en mag niet veranderen. "
                "Geef het veranderde formulier een hogere versie."
            )
    return version
