"""A played scene as data: who sits at the table and what is said. Read from TOML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCENES = ("overleg-1", "overleg-2")
NARRATOR = "narrator"


@dataclass(frozen=True)
class Speaker:
    """One person at the table: name plate, voice and look."""

    function: str
    voice: str
    pitch: int
    speed: int
    pan: float
    plate: tuple[str, ...] = ()
    look: dict[str, str | bool] | None = None


@dataclass(frozen=True)
class Line:
    """One turn in the talk. A negative gap starts before the previous turn has ended."""

    who: str
    text: str
    gap: float = 0.45
    nod: tuple[str, ...] = ()
    smile: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    """A whole meeting, with its speakers by key and the words to pronounce differently."""

    name: str
    client: str
    number: int
    step: str
    title: str
    intro: str
    seats: tuple[str, ...]
    lines: tuple[Line, ...]
    speakers: dict[str, Speaker]
    pronounce: dict[str, str]


def load(name: str) -> Scene:
    """Read speakers.toml and <name>.toml; unknown speakers and unknown fields are errors."""
    people = _read("speakers.toml")
    pronounce = people.pop("pronounce")
    speakers = {key: Speaker(**_tuples(value)) for key, value in people.items()}
    data = _read(f"{name}.toml")
    data.pop("date")  # for whoever plans the meeting; the picture does not show it
    lines = tuple(Line(**_tuples(line)) for line in data.pop("lines"))
    scene = Scene(name=name, lines=lines, speakers=speakers, pronounce=pronounce, **_tuples(data))
    _check_people(scene)
    return scene


def _check_people(scene: Scene) -> None:
    for line in scene.lines:
        strangers = {line.who, *line.nod, *line.smile} - set(scene.seats)
        if strangers:
            raise ValueError(f"{scene.name}: onbekend aan tafel: {sorted(strangers)} bij '{line.text}'")


def _read(filename: str) -> dict:
    return tomllib.loads((HERE / filename).read_text(encoding="utf-8"))


def _tuples(table: dict) -> dict:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
