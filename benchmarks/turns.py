"""Measuring in turns: floor, page, floor, page …, so that what else the machine does hits both.

A ratio compares a burst on a page with the bursts on the floor just before and just after it; of all rounds the middle
one counts.
"""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.load import Burst, Clients, Job
from benchmarks.servers import Server

CROWDS = (1, 8)


@dataclass(frozen=True)
class Page:
    """One thing to measure: on which server, and the job of each client."""

    name: str
    server: Server
    jobs: Sequence[Job]


@dataclass
class Series:
    """All bursts on one page by one number of clients."""

    bursts: list[Burst] = field(default_factory=list)
    cpu_seconds: float = 0.0
    rate_ratios: list[float] = field(default_factory=list)
    time_ratios: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Return the middle number of answers per second."""
        return statistics.median(burst.rate for burst in self.bursts)

    @property
    def median(self) -> float:
        """Return the middle time of all answers in ms."""
        return statistics.median(self._times)

    @property
    def p95(self) -> float:
        """Return the time in ms within which 95 of 100 answers came."""
        return statistics.quantiles(self._times, n=20)[-1]

    @property
    def cpu(self) -> float:
        """Return what the server computed for one answer in ms."""
        return 1000 * self.cpu_seconds / len(self._times)

    @property
    def _times(self) -> list[float]:
        return [each for burst in self.bursts for each in burst.times]

    def take(self, clients: Clients, page: Page, crowd: int, seconds: float) -> Burst:
        """Do one burst and keep it."""
        before = page.server.cpu_seconds()
        burst = clients.burst(page.jobs[:crowd], seconds)
        self.cpu_seconds += page.server.cpu_seconds() - before
        self.bursts.append(burst)
        return burst

    def compare(self, burst: Burst, around: Sequence[Burst]) -> None:
        """Keep how a burst stands to the floor around it."""
        self.rate_ratios.append(burst.rate / statistics.mean(each.rate for each in around))
        floor = statistics.mean(statistics.median(each.times) for each in around)
        self.time_ratios.append(statistics.median(burst.times) / floor)


Found = dict[str, dict[int, Series]]


def take_turns(
    clients: Clients, floor: Page, pages: Sequence[Page], seconds: float, rounds: int, until: float
) -> Found:
    """Return all series by page and number of clients; no round begins after `until`, but two are always done."""
    found: Found = {page.name: {crowd: Series() for crowd in CROWDS} for page in (floor, *pages)}
    for page in (floor, *pages):
        clients.burst(page.jobs, seconds / 2)
    for number in range(rounds):
        if number >= 2 and time.monotonic() > until:
            break
        for crowd in CROWDS:
            before = found[floor.name][crowd].take(clients, floor, crowd, seconds)
            for page in pages:
                series = found[page.name][crowd]
                burst = series.take(clients, page, crowd, seconds)
                after = found[floor.name][crowd].take(clients, floor, crowd, seconds)
                series.compare(burst, (before, after))
                before = after
    return found
