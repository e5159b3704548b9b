"""Checks what stands here: the recordings, their captions and the two scorings of each.

Prints one line per problem and the agreement of the two raters. Needs ffprobe.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from itertools import pairwise

from captions import WIDTH
from scene import HERE, SCENES, Scene, load

ITEMS = [f"WA{n:02}" for n in range(1, 23)] + [f"IPS{n:02}" for n in range(1, 33)]
STEPS = ["nooit", "soms", "vaak", "altijd"]
NEIGHBOURS = [{a, b} for a, b in pairwise(STEPS)]
RATERS = ("trainer", "cursist")
MIN_NOTES = 33  # of the 54 items
MIN_MOMENTS = {"overleg-1": 20, "overleg-2": 8}  # items with at least one moment
LENGTH = {"overleg-1": (210, 270), "overleg-2": (90, 120)}  # seconds
MAX_BYTES = 9_000_000  # both recordings together

Cues = list[tuple[float, float, str, str]]


def main() -> int:
    """Check everything; 0 when nothing is wrong."""
    scorings = tomllib.loads((HERE / "scorings.toml").read_text(encoding="utf-8"))
    problems = [f"onbekend overleg in scorings.toml: {name}" for name in scorings.keys() - set(SCENES)]
    for name in SCENES:
        cues = read_cues(name)
        problems += recording_problems(name) + caption_problems(load(name), cues)
        for rater in RATERS:
            found = scoring_problems(scorings[name][rater], cues, MIN_MOMENTS[name])
            problems += [f"{name} {rater}: {problem}" for problem in found]
        print(f"{name}: {agreement(scorings[name])}")
    size = sum((HERE / f"{name}.mp4").stat().st_size for name in SCENES)
    if size > MAX_BYTES:
        problems.append(f"opnamen samen te groot: {size} bytes")
    print("\n".join(problems) or f"In orde. Opnamen samen {size / 1e6:.1f} MB.")
    return 1 if problems else 0


def recording_problems(name: str) -> list[str]:
    """Kind of picture and sound, duration, and whether playing can start before all is loaded."""
    path = HERE / f"{name}.mp4"
    command = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", str(path)]
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    kinds = [stream["codec_name"] for stream in found["streams"]]
    seconds, (low, high) = float(found["format"]["duration"]), LENGTH[name]
    data = path.read_bytes()
    tests = {
        "verwacht h264 en aac": kinds == ["h264", "aac"],
        "verwacht yuv420p": found["streams"][0]["pix_fmt"] == "yuv420p",
        f"duur {seconds} s is niet {low} tot {high} s": low <= seconds <= high,
        "geen faststart": 0 < data.find(b"moov") < data.find(b"mdat"),
    }
    return [f"{name}.mp4: {text}" for text, good in tests.items() if not good]


def read_cues(name: str) -> Cues:
    """Start, end, speaker and text of every caption."""
    pattern = r"(\S+) --> (\S+)\n<v ([^>]+)>(.*?)</v>"
    text = (HERE / f"{name}.vtt").read_text(encoding="utf-8")
    found = re.findall(pattern, text, re.DOTALL)
    return [(_seconds(start), _seconds(end), who, words) for start, end, who, words in found]


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def caption_problems(scene: Scene, cues: Cues) -> list[str]:
    """Captions in order, at most two lines, by known speakers, and marked as played."""
    played = cues[0][3].startswith("Gespeelde scène")
    problems = [] if played else ["eerste ondertitel noemt geen gespeelde scène"]
    known, before = {speaker.function for speaker in scene.speakers.values()}, 0.0
    for start, end, who, words in cues:
        lines = words.split("\n")
        if not before <= start < end <= LENGTH[scene.name][1]:
            problems.append(f"tijd klopt niet: {words!r}")
        if who not in known or len(lines) > 2 or max(map(len, lines)) > WIDTH:
            problems.append(f"spreker of regels kloppen niet: {words!r}")
        before = end
    return [f"{scene.name}.vtt: {problem}" for problem in problems]


def scoring_problems(scoring: dict, cues: Cues, min_moments: int) -> list[str]:
    """All 54 items answered, enough notes and moments, and every moment where something is said."""
    items = {key: value for key, value in scoring.items() if key not in ("macro", "meso")}
    if list(items) != ITEMS or not (scoring.get("macro") and scoring.get("meso")):
        return ["niet precies de 54 indicatoren met macro en meso"]
    problems = [f"{key}: antwoord {item['answer']}" for key, item in items.items() if not _allowed(key, item)]
    if sum(bool(item.get("note")) for item in items.values()) < MIN_NOTES:
        problems.append("te weinig observaties")
    if sum(bool(item.get("moments")) for item in items.values()) < min_moments:
        problems.append("te weinig momenten")
    for key, item in items.items():
        for moment in item.get("moments", []):
            if not any(start - 1 <= moment["at"] <= end for start, end, _, _ in cues):
                problems.append(f"{key}: moment {moment['at']} s ligt buiten het gesprek")
    return problems


def _allowed(key: str, item: dict) -> bool:
    return item["answer"] in (("ja", "nee") if key == "WA22" else (*STEPS, "nvt"))


def agreement(scorings: dict) -> str:
    """How far the two raters agree, over the items that both scored; n.v.t. is counted apart."""
    pairs = [tuple(scorings[rater][key]["answer"] for rater in RATERS) for key in ITEMS]
    scored = [pair for pair in pairs if "nvt" not in pair]
    equal = sum(a == b for a, b in scored)
    near = equal + sum({a, b} in NEIGHBOURS for a, b in scored)
    mixed = sum(set(pair) == {"nooit", "nvt"} for pair in pairs)
    return (
        f"{len(scored)} van 54 door beiden gescoord, gelijk {equal} ({100 * equal / len(scored):.0f}%), "
        f"binnen een stap {near} ({100 * near / len(scored):.0f}%), nooit tegenover n.v.t. {mixed}"
    )


if __name__ == "__main__":
    sys.exit(main())
