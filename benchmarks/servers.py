"""Servers as processes: start them, wait for them, and read from /proc what they take."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from serve import gunicorn_arguments
from settings import SETTINGS

PROJECT = Path(__file__).parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


class Server:
    """One server with all its processes, from start to stop."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], port: int, ready: str) -> None:
        self.port = port
        began = time.perf_counter()
        self._process = subprocess.Popen(
            command, cwd=PROJECT, env=dict(environment), stdout=subprocess.DEVNULL, start_new_session=True
        )
        self._wait(ready)
        self.seconds_to_start = time.perf_counter() - began

    def _wait(self, ready: str) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until and self._process.poll() is None:
            with suppress(OSError, HTTPException):
                connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", ready)
                if connection.getresponse().status == 200:
                    return
            time.sleep(0.01)
        self.stop()
        raise SystemExit("Een server kwam niet op gang (zie hierboven).")

    def processes(self) -> list[int]:
        """Return the ids of the server's processes: every one in its process group."""
        found = []
        for folder in Path("/proc").iterdir():
            with suppress(OSError, ValueError):
                if os.getpgid(int(folder.name)) == self._process.pid:
                    found.append(int(folder.name))
        return found

    def cpu_seconds(self) -> float:
        """Return how long all processes together have computed."""
        return sum(sum(map(int, _stat(process)[11:13])) for process in self.processes()) / TICKS

    def memory(self) -> tuple[float, float]:
        """Return (RSS, PSS) of all processes together in MB; PSS counts shared pages once."""
        sums = {"Rss": 0, "Pss": 0}
        for process in self.processes():
            for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                name, _, rest = line.partition(":")
                if name in sums:
                    sums[name] += int(rest.split()[0])
        return sums["Rss"] / 1024, sums["Pss"] / 1024

    def stop(self) -> None:
        """End all processes of this server."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(10)


def _stat(process: int) -> list[str]:
    """Return the fields of /proc/…/stat after the name, which may hold spaces."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def like_the_site(app: str, port: int) -> list[str]:
    """Return the command that serves another application exactly as the site is served: workers, threads and all."""
    workers = next(setting.default for setting in SETTINGS if setting.name == "WORKERS")
    return [sys.executable, "-m", *gunicorn_arguments(str(port), workers, app)]


def start_echo() -> Server:
    """Start the server that thinks of nothing."""
    port = free_port()
    return Server([sys.executable, "-m", "benchmarks.echo", str(port)], os.environ, port, "/")
