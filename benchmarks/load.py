"""Load from several client processes at once, and what comes back."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent

Job = dict[str, Any]
"""What a client is asked: `port`, `seconds`, `start_at`, `paths`, and where needed `headers`, `body` and `answers`.
`shortest` is the least number of bytes that a page of this kind has, so that no error page is counted."""


@dataclass(frozen=True)
class Burst:
    """What one burst of load gave: answers per second over all clients, and how long each answer took in ms."""

    rate: float
    times: list[float]


class Clients:
    """A number of client processes that stay, so that starting them is not measured."""

    def __init__(self, number: int) -> None:
        command = [sys.executable, "-m", "benchmarks.client"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._processes = [subprocess.Popen(command, cwd=PROJECT, **pipes) for _ in range(number)]

    def burst(self, jobs: Sequence[Job], seconds: float) -> Burst:
        """Let as many clients as there are jobs ask at the same time."""
        start_at = time.monotonic() + 0.05
        asked = list(zip(self._processes, jobs, strict=False))
        for process, job in asked:
            process.stdin.write(json.dumps(job | {"seconds": seconds, "start_at": start_at}) + "\n")
            process.stdin.flush()
        answers = [process.stdout.readline() for process, _ in asked]
        if not all(answers):
            raise SystemExit("De meting is afgebroken: een client kreeg niet wat hij vroeg (zie hierboven).")
        found = [json.loads(answer) for answer in answers]
        times = [each for result in found for each in result["times"]]
        return Burst(sum(len(result["times"]) / result["seconds"] for result in found), times)

    def close(self) -> None:
        """End the client processes."""
        for process in self._processes:
            with suppress(OSError):
                process.stdin.close()
            process.wait(10)
            process.stdout.close()
