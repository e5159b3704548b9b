"""Who moves when: mouths follow the sound, people blink, nod and smile as the scene says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from picture import Pose
from scene import Scene
from speech import Sentence, Track, levels

FPS = 10
NOD = (0, 4, 8, 4, 0, 5, 9, 5, 0)  # pixels, one value per frame
SMILE_AFTER = 1.2  # seconds that a smile stays after the turn


def poses(scene: Scene, track: Track) -> Iterator[list[Pose]]:
    """One list of poses per frame, from the end of the title card to the end."""
    mouths = _mouths(track)
    nods, smiles = _nods(scene, track), _smiles(scene, track)
    for frame in range(round(track.card_end * FPS), round(track.duration * FPS)):
        yield [
            Pose(
                speaking=(who, frame) in mouths,
                mouth=mouths.get((who, frame), 0),
                blink=_blinks(seat, frame),
                smile=(who, frame) in smiles,
                dip=nods.get((who, frame), 0),
            )
            for seat, who in enumerate(scene.seats)
        ]


def _mouths(track: Track) -> dict[tuple[str, int], int]:
    """Mouth opening by person and frame. Short breaks between sentences keep the mark."""
    found: dict[tuple[str, int], int] = {}
    for sentence in track.sentences:
        start = round(sentence.start * FPS)
        for frame, level in enumerate(levels(sentence, FPS), start):
            found[sentence.who, frame] = 2 if level > 0.62 else 1 if level > 0.2 else 0
    for before, after in pairwise(track.sentences):
        if before.turn == after.turn:
            for frame in range(round(before.end * FPS), round(after.start * FPS)):
                found.setdefault((before.who, frame), 0)
    return found


def _turns(track: Track) -> dict[int, list[Sentence]]:
    turns: dict[int, list[Sentence]] = {}
    for sentence in track.sentences:
        turns.setdefault(sentence.turn, []).append(sentence)
    return turns


def _nods(scene: Scene, track: Track) -> dict[tuple[str, int], int]:
    found = {}
    for number, spoken in _turns(track).items():
        first = round((spoken[-1].end - 0.5) * FPS)
        for who in scene.lines[number].nod if number >= 0 else ():
            found.update({(who, first + i): dip for i, dip in enumerate(NOD)})
    return found


def _smiles(scene: Scene, track: Track) -> set[tuple[str, int]]:
    found = set()
    for number, spoken in _turns(track).items():
        start = (spoken[0].start + spoken[-1].end) / 2
        frames = range(round(start * FPS), round((spoken[-1].end + SMILE_AFTER) * FPS))
        for who in scene.lines[number].smile if number >= 0 else ():
            found.update((who, frame) for frame in frames)
    return found


def _blinks(seat: int, frame: int) -> bool:
    """Everyone blinks for two frames in a rhythm of his or her own."""
    rhythm = (37, 43, 34, 47, 41)[seat]
    return (frame + 11 * seat) % rhythm < 2
