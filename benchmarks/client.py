"""The load: one process that asks over one kept connection, without a library in between (`python -m benchmarks.client`).

It reads a job per line (JSON) and answers each with a line of results. `Job` in `benchmarks.load` says what is in it.
A save is told apart by its `answers`: every save is a real write, because it gives another answer than the one before
and names the revision that it saw.
"""

import itertools
import json
import socket
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

MOST_PER_JOB = 50_000
TIMEOUT = 20

Check = Callable[[bytes], None]
# What stands at each item, kept between jobs: (revision, which answer is next).
_stands: dict[str, tuple[int, int]] = {}


def main() -> None:
    """Do the jobs that come in, until there are no more."""
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Ask until the job's seconds are over; return how long that took, and how long each answer took in ms."""
    requests = _saves(job) if "answers" in job else _reads(job)
    times: list[float] = []
    with socket.create_connection(("127.0.0.1", job["port"]), TIMEOUT) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        time.sleep(max(0.0, job["start_at"] - time.monotonic()))
        began = now = time.perf_counter()
        for request, check in itertools.islice(requests, MOST_PER_JOB):
            connection.sendall(request)
            check(_answer(connection))
            before, now = now, time.perf_counter()
            times.append((now - before) * 1000)
            if now - began > job["seconds"]:
                break
    return {"seconds": now - began, "times": times}


def _answer(connection: socket.socket) -> bytes:
    """Return the body of one answer; anything but 200 ends the measurement."""
    data = connection.recv(262_144)
    while (split := data.find(b"\r\n\r\n")) < 0:
        data += _more(connection)
    head = data[:split].lower()
    if b" 200 " not in head[:16]:
        raise SystemExit(f"Geen 200 maar: {data[:300]!r}")
    length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
    parts, missing = [data[split + 4 :]], length - (len(data) - split - 4)
    while missing > 0:
        parts.append(_more(connection))
        missing -= len(parts[-1])
    return b"".join(parts)


def _more(connection: socket.socket) -> bytes:
    data = connection.recv(262_144)
    if not data:
        raise SystemExit("De server verbrak de verbinding.")
    return data


def _reads(job: dict[str, Any]) -> Iterator[tuple[bytes, Check]]:
    shortest = job["shortest"]

    def check(body: bytes) -> None:
        if len(body) < shortest:
            raise SystemExit(f"Een te kort antwoord: {body[:300]!r}")

    requests = [_request(job, path, json.dumps(job["body"]) if "body" in job else None) for path in job["paths"]]
    return ((request, check) for request in itertools.cycle(requests))


def _saves(job: dict[str, Any]) -> Iterator[tuple[bytes, Check]]:
    for item, answers in itertools.cycle(job["answers"].items()):
        path = job["paths"][0] + item
        revision, turn = _stands.get(path, (0, 0))
        given = {"answer": answers[turn % len(answers)], "note": "", "revision": revision}

        def check(body: bytes, path: str = path, revision: int = revision, turn: int = turn) -> None:
            if json.loads(body)["revision"] != revision + 1:
                raise SystemExit(f"Niets geschreven: {body!r}")
            _stands[path] = (revision + 1, turn + 1)

        yield _request(job, path, json.dumps(given)), check


def _request(job: dict[str, Any], path: str, body: str | None) -> bytes:
    head = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", f"Host: 127.0.0.1:{job['port']}"]
    head += [f"{name}: {value}" for name, value in job.get("headers", {}).items()]
    if body is not None:
        head += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return ("\r\n".join([*head, "", ""]) + (body or "")).encode()


if __name__ == "__main__":
    main()
