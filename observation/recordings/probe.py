"""Look into an uploaded file with FFmpeg. Runs as a process of its own: `python -m observation.recordings.probe FILE`.

A file from outside is read by a large C library; what goes wrong there must not take the site along. It also keeps
FFmpeg's memory out of the web server.
"""

import json
import sys
from pathlib import Path

import av
from av.error import FFmpegError

CONTAINERS = {"mov,mp4,m4a,3gp,3g2,mj2": "mp4", "matroska,webm": "webm", "mp3": "mp3", "wav": "wav"}
UNKNOWN_LENGTH = 0xFFFFFFFF


def probe(path: str) -> dict[str, object]:
    """Return what is in the file: container, duration, where the data ends (seconds), codecs, whether it is whole.

    Raises FFmpegError when it is no recording at all.
    """
    whole = _is_whole(Path(path))
    try:
        with av.open(path) as file:
            streams = [*file.streams.video[:1], *file.streams.audio[:1]]
            return {
                "container": CONTAINERS.get(file.format.name, file.format.name),
                "duration": (file.duration or 0) / av.time_base,
                "last": _end_of_data(file, streams),
                "codecs": tuple(stream.codec_context.name for stream in streams),
                "has_video": bool(file.streams.video),
                "damaged": not whole,
            }
    except FFmpegError:
        if whole is False:
            return {"container": "mp4", "damaged": True}
        raise


def _end_of_data(file: "av.container.InputContainer", streams: list["av.stream.Stream"]) -> float:
    last = 0.0
    for packet in file.demux(streams):
        if packet.pts is not None and packet.time_base is not None:
            last = max(last, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    return last


def _is_whole(path: Path) -> bool:
    """Return False for an MP4, MOV or WAV that promises more than the file holds; True for everything else."""
    with path.open("rb") as file:
        head = file.read(12)
    if head[4:8] == b"ftyp":
        return _boxes_are_whole(path)
    if head[:4] == b"RIFF" and head[8:] == b"WAVE":
        promised = int.from_bytes(head[4:8], "little")
        # A recorder that could not go back to the head left its length empty or full; some leave out the last pad.
        return promised == UNKNOWN_LENGTH or promised + 8 <= path.stat().st_size + 1
    return True


def _boxes_are_whole(path: Path) -> bool:
    size, at = path.stat().st_size, 0
    with path.open("rb") as file:
        while at < size:
            file.seek(at)
            head = file.read(16)
            length = int.from_bytes(head[:4], "big")
            if length == 1:
                length = int.from_bytes(head[8:16], "big")
            if length == 0:
                return True
            if length < 8:
                return False
            at += length
    return at == size


if __name__ == "__main__":
    try:
        print(json.dumps(probe(sys.argv[1])))  # noqa: T201
    except FFmpegError:
        sys.exit(2)
