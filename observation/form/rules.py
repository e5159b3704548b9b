"""An instrument: the observatieformulier as frozen data, read from TOML. Themes and doubts are data, never code."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, get_args, get_origin

NOT_APPLICABLE = "nvt"


class InstrumentError(ValueError):
    """An instrument file that cannot be used; the message is a Dutch sentence."""


@dataclass(frozen=True)
class Option:
    """One answer of a scale; `key` is its key on the keyboard, `explanation` our own and not the authors'."""

    id: str
    label: str
    key: str
    explanation: str


@dataclass(frozen=True)
class Scale:
    """A set of answers. An ordinal scale is printed from low to high; n.v.t. is no step on it."""

    id: str
    kind: str
    options: tuple[Option, ...]

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """Return the ids of the answers that are a score, in printed order."""
        return tuple(option.id for option in self.options if option.id != NOT_APPLICABLE)

    @cached_property
    def answers(self) -> frozenset[str]:
        """Return the ids of all answers that may be given."""
        return frozenset(option.id for option in self.options)


@dataclass(frozen=True)
class Theme:
    """A group of indicators. In a theme with negative polarity a lower frequency is the better one."""

    id: str
    title: str
    shown_as: str = ""
    polarity: str = "positive"

    @property
    def name(self) -> str:
        """Return the title as shown on screen."""
        return self.shown_as or self.title


@dataclass(frozen=True)
class Item:
    """One behaviour indicator, worded as printed."""

    id: str
    text: str
    theme: str
    scale: str
    reverse: bool = False


@dataclass(frozen=True)
class Part:
    """One of the two parts of the form."""

    id: str
    title: str
    themes: tuple[Theme, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Question:
    """An open question about the surroundings of the overleg."""

    id: str
    heading: str
    text: str


@dataclass(frozen=True)
class Additional:
    """The open questions at the end of the form."""

    lead: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class HeaderField:
    """A field at the head of the form."""

    id: str
    label: str


@dataclass(frozen=True)
class Doubt:
    """A reading of the source that is not certain, and the items that it concerns."""

    id: str
    items: tuple[str, ...]
    text: str


@dataclass(frozen=True, eq=False)
class Instrument:
    """A whole form, read once for each content hash and compared by what it is, not by what is in it."""

    schema: int
    name: str
    version: str
    title: str
    source: str
    columns: tuple[str, ...]
    header_fields: tuple[HeaderField, ...]
    scales: tuple[Scale, ...]
    doubts: tuple[Doubt, ...]
    parts: tuple[Part, ...]
    additional: Additional

    @cached_property
    def items(self) -> dict[str, Item]:
        """Return all indicators by id, in printed order."""
        return {item.id: item for part in self.parts for item in part.items}

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """Return all themes by id, in printed order."""
        return {theme.id: theme for part in self.parts for theme in part.themes}

    @cached_property
    def items_by_theme(self) -> dict[str, tuple[Item, ...]]:
        """Return the indicators of each theme, in printed order."""
        return {theme: tuple(item for item in self.items.values() if item.theme == theme) for theme in self.themes}

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Return the open questions by id."""
        return {question.id: question for question in self.additional.questions}

    @cached_property
    def scale_by_id(self) -> dict[str, Scale]:
        """Return the scales by id."""
        return {scale.id: scale for scale in self.scales}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Return the printed word for each answer."""
        return {option.id: option.label for scale in self.scales for option in scale.options}

    @cached_property
    def doubt_by_item(self) -> dict[str, Doubt]:
        """Return the doubt about an item's place, for the items that have one."""
        return {item: doubt for doubt in self.doubts for item in doubt.items}

    def scale_of(self, item_id: str) -> Scale:
        """Return the scale of an indicator."""
        return self.scale_by_id[self.items[item_id].scale]

    def accepts(self, item_id: str, answer: str | None) -> bool:
        """Return whether `answer` may be given to this item. Empty (None) may always; an open question has none."""
        if answer is None:
            return item_id in self.items or item_id in self.questions
        return item_id in self.items and answer in self.scale_of(item_id).answers


def content_hash(text: str) -> str:
    """Return what identifies the content of an instrument file (SHA-256, hexadecimal)."""
    return hashlib.sha256(text.encode()).hexdigest()


def parse(text: str) -> Instrument:
    """Return the instrument in `text` (TOML). Raises InstrumentError on unknown or missing fields or broken references."""
    try:
        instrument: Instrument = _build(Instrument, tomllib.loads(text), "het formulier")
    except tomllib.TOMLDecodeError as error:
        raise InstrumentError(f"Dit is geen geldige TOML: {error}") from None
    _check(instrument)
    return instrument


def _build(kind: Any, value: Any, place: str) -> Any:
    """Return a `kind` made of `value`; nested dataclasses and tuples are built from their type hints."""
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        if not isinstance(value, list):
            raise InstrumentError(f"In {place} moet een lijst staan.")
        return tuple(_build(inner, each, place) for each in value)
    if not hasattr(kind, "__dataclass_fields__"):
        if not isinstance(value, kind):
            raise InstrumentError(f"In {place} staat een waarde van de verkeerde soort: {value!r}.")
        return value
    if not isinstance(value, Mapping):
        raise InstrumentError(f"In {place} moeten velden met een naam staan.")
    known = {field.name: field for field in fields(kind)}
    if unknown := sorted(set(value) - set(known)):
        raise InstrumentError(f"Onbekend veld in {place}: {', '.join(unknown)}.")
    missing = [name for name in known if name not in value and _required(known[name])]
    if missing:
        raise InstrumentError(f"In {place} ontbreekt: {', '.join(missing)}.")
    named = f"{place}, {value.get('id') or value.get('name') or kind.__name__}"
    return kind(**{name: _build(known[name].type, each, named) for name, each in value.items()})


def _required(field: Any) -> bool:
    return type(field.default).__name__ == "_MISSING_TYPE"


def _check(instrument: Instrument) -> None:
    ids = [item.id for part in instrument.parts for item in part.items]
    ids += [question.id for question in instrument.additional.questions]
    if doubles := sorted({each for each in ids if ids.count(each) > 1}):
        raise InstrumentError(f"Deze code staat er dubbel in: {', '.join(doubles)}.")
    for part in instrument.parts:
        themes = {theme.id for theme in part.themes}
        for item in part.items:
            if item.theme not in themes:
                raise InstrumentError(f"{item.id} noemt een thema dat er niet is: {item.theme}.")
            if item.scale not in instrument.scale_by_id:
                raise InstrumentError(f"{item.id} noemt een schaal die er niet is: {item.scale}.")
    for doubt in instrument.doubts:
        if strange := [each for each in doubt.items if each not in instrument.items]:
            raise InstrumentError(f"Twijfel {doubt.id} noemt een indicator die er niet is: {', '.join(strange)}.")
