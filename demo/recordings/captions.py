"""From spoken sentences to WebVTT captions: at most two lines of 42 characters, with voice tags."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scene import Scene
from speech import Track

WIDTH = 42
LINGER = 0.35  # seconds a cue may stay after the last word


@dataclass(frozen=True)
class Cue:
    """One caption: seconds and text of one speaker."""

    who: str
    start: float
    end: float
    text: str


def cues(track: Track) -> list[Cue]:
    """Cut long sentences, join short ones of the same turn, and keep cues from overlapping."""
    joined: list[tuple[int, Cue]] = []
    for turn, cue in _pieces(track):
        if joined and joined[-1][0] == turn and _fits(f"{joined[-1][1].text} {cue.text}"):
            last = joined[-1][1]
            joined[-1] = (turn, Cue(cue.who, last.start, cue.end, f"{last.text} {cue.text}"))
        else:
            joined.append((turn, cue))
    return _without_overlap([cue for _, cue in joined], track.duration)


def _pieces(track: Track) -> list[tuple[int, Cue]]:
    pieces = []
    for sentence in track.sentences:
        parts, clock = _split(sentence.text), sentence.start
        for part in parts:
            seconds = (sentence.end - sentence.start) * len(part) / sum(map(len, parts))
            pieces.append((sentence.turn, Cue(sentence.who, clock, clock + seconds, part)))
            clock += seconds
    return pieces


def _split(text: str) -> list[str]:
    """One sentence in parts that fit a cue, cut after a comma or colon where possible."""
    if _fits(text):
        return [text]
    marks = [m.end() for m in re.finditer(r"[,:] ", text)] or [m.end() for m in re.finditer(" ", text)]
    middle = min(marks, key=lambda at: abs(at - len(text) / 2))
    return _split(text[:middle].strip()) + _split(text[middle:].strip())


def _fits(text: str) -> bool:
    return _wrap(text) is not None


def _wrap(text: str) -> str | None:
    """The text on one line, or on the two most even lines; None if it does not fit."""
    if len(text) <= WIDTH:
        return text
    breaks = [m.start() for m in re.finditer(" ", text)]
    fitting = [at for at in breaks if at <= WIDTH and len(text) - at - 1 <= WIDTH]
    if not fitting:
        return None
    at = min(fitting, key=lambda at: abs(at - len(text) / 2) - 4 * (text[at - 1] in ".?!,:"))
    return f"{text[:at]}\n{text[at + 1 :]}"


def _without_overlap(found: list[Cue], duration: float) -> list[Cue]:
    starts = [cue.start for cue in found[1:]] + [duration]
    return [
        Cue(cue.who, cue.start, min(cue.end + LINGER, following), cue.text)
        for cue, following in zip(found, starts, strict=True)
    ]


def to_vtt(scene: Scene, track: Track) -> str:
    """The whole WebVTT file. The first cue says that this is a played scene."""
    head = f"WEBVTT\n\nNOTE\n{scene.intro} Overleg {scene.number}, {scene.step}. Licentie: CC0 1.0.\n"
    blocks = [
        f"{i}\n{_clock(cue.start)} --> {_clock(cue.end)}\n<v {scene.speakers[cue.who].function}>{_wrap(cue.text)}</v>\n"
        for i, cue in enumerate(cues(track), 1)
    ]
    return "\n".join([head, *blocks])


def _clock(seconds: float) -> str:
    millis = round(seconds * 1000)
    return f"{millis // 3600000:02}:{millis // 60000 % 60:02}:{millis // 1000 % 60:02}.{millis % 1000:03}"
