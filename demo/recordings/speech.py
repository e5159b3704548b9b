"""From lines to sound: every sentence spoken by espeak-ng and laid on one time line."""

from __future__ import annotations

import io
import math
import re
import subprocess
import sys
import wave
from array import array
from dataclasses import dataclass
from pathlib import Path

from scene import NARRATOR, Line, Scene, Speaker

RATE = 22050
LOUDNESS = 3000.0  # target of the mean level of every sentence, of 32767
PEAK = 14000.0  # no sample above this, so that nothing clips
CARD_LEAD, CARD_TAIL, SENTENCE_GAP, END_TAIL = 0.5, 0.9, 0.28, 1.4


@dataclass(frozen=True)
class Sentence:
    """One spoken sentence with its place in the recording (seconds) and its samples."""

    who: str
    text: str
    start: float
    samples: array
    turn: int  # number of the line in the scene; -1 for the introduction

    @property
    def end(self) -> float:
        """Return when the sentence ends, in seconds."""
        return self.start + len(self.samples) / RATE


@dataclass(frozen=True)
class Track:
    """All sentences of a recording, the end of the title card and the total duration."""

    sentences: tuple[Sentence, ...]
    card_end: float
    duration: float


def build(scene: Scene) -> Track:
    """Speak the introduction and every line, in order, and place them in time."""
    intro = _turn(scene, Line(NARRATOR, scene.intro), -1, CARD_LEAD)
    card_end = intro[-1].end + CARD_TAIL
    sentences, clock = list(intro), card_end
    for number, line in enumerate(scene.lines):
        spoken = _turn(scene, line, number, clock + line.gap)
        sentences += spoken
        clock = spoken[-1].end
    return Track(tuple(sentences), card_end, clock + END_TAIL)


def _turn(scene: Scene, line: Line, number: int, clock: float) -> list[Sentence]:
    speaker, spoken = scene.speakers[line.who], []
    for text in re.split(r"(?<=[.?!])\s+", line.text):
        samples = _level(_trim(_espeak(_for_voice(text, scene.pronounce), speaker)))
        spoken.append(Sentence(line.who, text, clock, samples, number))
        clock = spoken[-1].end + SENTENCE_GAP
    return spoken


def _for_voice(text: str, pronounce: dict[str, str]) -> str:
    for word, sound in pronounce.items():
        text = re.sub(rf"(?i)(?<!\w){re.escape(word)}(?!\w)", lambda _, sound=sound: sound, text)
    return text.replace(" –", "...")


def _espeak(text: str, speaker: Speaker) -> array:
    command = ["espeak-ng", "-v", speaker.voice, "-p", str(speaker.pitch), "-s", str(speaker.speed)]
    done = subprocess.run([*command, "--stdout", text], capture_output=True, check=True)
    with wave.open(io.BytesIO(done.stdout)) as sound:
        if sound.getframerate() != RATE:
            raise ValueError(f"espeak-ng geeft {sound.getframerate()} Hz, verwacht {RATE}")
        samples = array("h")
        samples.frombytes(sound.readframes(sound.getnframes()))
    return samples


def _trim(samples: array) -> array:
    """Cut the silence that espeak-ng puts before and after a sentence."""
    loud = [i for i, value in enumerate(samples) if abs(value) > 200]
    margin = RATE // 50
    return samples[max(0, loud[0] - margin) : loud[-1] + margin]


def _level(samples: array) -> array:
    """Give every sentence the same mean level; peaks are rounded off softly."""
    active = [value for value in samples if abs(value) > 200]
    gain = LOUDNESS / math.sqrt(sum(value * value for value in active) / len(active))
    return array("h", (round(PEAK * math.tanh(value * gain / PEAK)) for value in samples))


def write_wav(track: Track, scene: Scene, target: Path) -> None:
    """Mix all sentences to one stereo file; a speaker is heard from where he or she sits."""
    frames = math.ceil(track.duration * RATE)
    left, right = array("l", [0]) * frames, array("l", [0]) * frames
    for sentence in track.sentences:
        angle = (scene.speakers[sentence.who].pan + 1) * math.pi / 4
        offset = round(sentence.start * RATE)
        for i, value in enumerate(sentence.samples, offset):
            left[i] += round(value * math.cos(angle))
            right[i] += round(value * math.sin(angle))
    mixed = array("h", [0]) * (2 * frames)
    mixed[0::2], mixed[1::2] = array("h", map(_clamp, left)), array("h", map(_clamp, right))
    if sys.byteorder == "big":
        mixed.byteswap()
    with wave.open(str(target), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(mixed.tobytes())


def _clamp(value: int) -> int:
    return max(-32768, min(32767, value))


def levels(sentence: Sentence, fps: int) -> list[float]:
    """How loud the sentence is in each video frame, 0..1: it moves the mouth."""
    step = RATE // fps
    parts = [sentence.samples[i : i + step] for i in range(0, len(sentence.samples), step)]
    loud = [math.sqrt(sum(value * value for value in part) / len(part)) for part in parts]
    top = max(loud) or 1.0
    return [value / top for value in loud]
