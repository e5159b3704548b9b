"""Small real recordings, made with the FFmpeg that PyAV brings along: no file of a person is ever needed."""

import math
from array import array
from pathlib import Path

import av

WIDTH, HEIGHT, FPS = 64, 48, 10
RATE, BLOCK = 48000, 960

# Name → container, video codec, audio codec, options of the container.
KINDS = {
    "film.mp4": ("mp4", "libx264", "aac", {"movflags": "+faststart"}),
    "film-slow-start.mp4": ("mp4", "libx264", "aac", {}),
    "film.mov": ("mov", "libx264", "aac", {}),
    "film.webm": ("webm", "libvpx", "libopus", {}),
    "geluid.webm": ("webm", None, "libopus", {}),
    "geluid.m4a": ("ipod", None, "aac", {}),
    "geluid.mp3": ("mp3", None, "libmp3lame", {}),
    "geluid.wav": ("wav", None, "pcm_s16le", {}),
    "film-mpeg4.mp4": ("mp4", "mpeg4", None, {}),
}


def make(folder: Path, name: str, seconds: int = 2) -> Path:
    """Make one recording of a moving grey tone and a beep; return where it lies."""
    container, video, audio, options = KINDS[name]
    path = folder / f"{seconds}s-{name}"
    with av.open(str(path), "w", format=container, options=options) as file:
        streams = []
        if video:
            stream = file.add_stream(video, rate=FPS)
            stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
            streams.append((stream, _pictures(seconds)))
        if audio:
            sound = file.add_stream(audio, rate=RATE, layout="mono")
            streams.append((sound, _sounds(seconds)))
        packets = []
        for stream, frames in streams:
            for frame in frames:
                packets += stream.encode(frame)
            packets += stream.encode(None)
        # In the order of time, so that a file that is cut off misses the end of both streams.
        for packet in sorted(packets, key=lambda each: float((each.dts or 0) * each.time_base)):
            file.mux(packet)
    return path


def _pictures(seconds: int):
    for number in range(seconds * FPS):
        frame = av.VideoFrame(WIDTH, HEIGHT, "yuv420p")
        for plane in frame.planes:
            plane.update(bytes((number * 7 + place) % 200 for place in range(plane.buffer_size)))
        frame.pts = number
        yield frame


def _sounds(seconds: int):
    for number in range(seconds * RATE // BLOCK):
        frame = av.AudioFrame("s16", "mono", BLOCK)
        start = number * BLOCK
        tone = array("h", (int(8000 * math.sin((start + place) / 17)) for place in range(BLOCK)))
        frame.planes[0].update(tone.tobytes().ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate, frame.pts = RATE, start
        yield frame
