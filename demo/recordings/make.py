"""Make the demo recordings: a played meeting as mp4 with captions, from a TOML script.

    python make.py                 makes overleg-1 and overleg-2
    python make.py overleg-2       makes one
    python make.py --check         checks recordings, captions and scorings

Needs espeak-ng, ffmpeg, Pillow and the Liberation fonts; see README.md.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import acting
import captions
import check
import picture
import scene as script
import speech

FADE = 5  # frames from the title card to the room
TONE = "highpass=f=70,equalizer=f=3400:t=q:w=1.2:g=-2"  # a little less sharp
LOUDNESS = "loudnorm=I=-18:TP=-2.5:LRA=7"


def main(arguments: list[str] | None = None) -> int:
    """Make the named recordings, or check what stands there."""
    parser = argparse.ArgumentParser(description="Maak de gespeelde opnamen voor de demo.")
    parser.add_argument("scenes", nargs="*", metavar="overleg", help="welke opname; zonder naam alle")
    parser.add_argument("--check", action="store_true", help="controleer opnamen, ondertitels en scores")
    wanted = parser.parse_args(arguments)
    if wanted.check:
        return check.main()
    if unknown := set(wanted.scenes) - set(script.SCENES):
        parser.error(f"onbekend: {', '.join(sorted(unknown))}; kies uit {', '.join(script.SCENES)}")
    for name in wanted.scenes or script.SCENES:
        make(name)
    return 0


def make(name: str) -> None:
    """Write <name>.mp4 and <name>.vtt beside the script."""
    scene = script.load(name)
    track = speech.build(scene)
    captions_file = script.HERE / f"{name}.vtt"
    captions_file.write_text(captions.to_vtt(scene, track), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "sound.wav"
        speech.write_wav(track, scene, sound)
        _encode(scene, track, sound, script.HERE / f"{name}.mp4")
    print(f"{name}: {track.duration:.1f} s, {len(track.sentences)} zinnen")


def _encode(scene: script.Scene, track: speech.Track, sound: Path, target: Path) -> None:
    """Send the frames to ffmpeg, which joins them with the sound."""
    size = f"{picture.WIDTH}x{picture.HEIGHT}"
    command = ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size]
    command += ["-r", str(acting.FPS), "-i", "-", "-i", str(sound), "-map", "0:v", "-map", "1:a"]
    command += ["-c:v", "libx264", "-preset", "slow", "-tune", "animation", "-crf", "25", "-g", "120"]
    command += ["-vf", "scale=out_color_matrix=bt709:out_range=tv", "-pix_fmt", "yuv420p"]
    command += ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"]
    command += ["-af", _evened(sound), "-c:a", "aac", "-b:a", "64k", "-ar", "44100"]
    command += ["-metadata", f"title=Gespeelde scène: overleg {scene.number}, {scene.title.lower()}"]
    command += ["-metadata", "comment=Verzonnen mensen en verhaal. Licentie CC0 1.0."]
    command += ["-metadata:s:a:0", "language=nld", "-fflags", "+bitexact", "-flags", "+bitexact"]
    command += ["-threads", "2", "-movflags", "+faststart", str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as ffmpeg:
        for frame in _frames(scene, track):
            ffmpeg.stdin.write(frame)
    if ffmpeg.returncode:
        raise subprocess.CalledProcessError(ffmpeg.returncode, command)


def _evened(sound: Path) -> str:
    """Loudness filter for the second pass, with the values measured in the first."""
    measure = ["ffmpeg", "-hide_banner", "-i", str(sound), "-af", f"{TONE},{LOUDNESS}:print_format=json"]
    done = subprocess.run([*measure, "-f", "null", "-"], capture_output=True, text=True, check=True)
    found = json.loads(re.findall(r"\{[^{}]*\}", done.stderr)[-1])
    names = {"measured_I": "input_i", "measured_TP": "input_tp", "measured_LRA": "input_lra"}
    names |= {"measured_thresh": "input_thresh", "offset": "target_offset"}
    values = ":".join(f"{name}={found[key]}" for name, key in names.items())
    return f"{TONE},{LOUDNESS}:linear=true:{values}"


def _frames(scene: script.Scene, track: speech.Track) -> Iterator[bytes]:
    card, table = picture.title_card(scene), picture.Table(scene)
    for _ in range(round(track.card_end * acting.FPS) - FADE):
        yield card.tobytes()
    room = table.frame([picture.Pose()] * len(scene.seats))
    for step in range(1, FADE + 1):
        yield picture.Image.blend(card, room, step / (FADE + 1)).tobytes()
    for poses in acting.poses(scene, track):
        yield table.frame(poses).tobytes()


if __name__ == "__main__":
    sys.exit(main())
