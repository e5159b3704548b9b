"""Whether other courses cost time: the same pages on two sites, one with 100 times as many courses beside the own one."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.load import Clients, Job
from benchmarks.servers import Server

ROUNDS = 4


@dataclass
class Growth:
    """One page on both sites: the time of each answer in ms, and how long the servers computed, by site."""

    name: str
    times: tuple[list[float], list[float]] = field(default_factory=lambda: ([], []))
    cpu_seconds: list[float] = field(default_factory=lambda: [0.0, 0.0])
    ratios: list[float] = field(default_factory=list)

    @property
    def time_ratio(self) -> float:
        """Return how many times as long it takes with the other courses: of all rounds the middle one."""
        return statistics.median(self.ratios)

    @property
    def cpu_ratio(self) -> float:
        """Return how many times as much the servers computed."""
        few, many = (self.cpu(site) for site in (0, 1))
        return many / few

    def cpu(self, site: int) -> float:
        """Return what a site computed for one answer in ms."""
        return 1000 * self.cpu_seconds[site] / len(self.times[site])

    def take(self, clients: Clients, servers: Sequence[Server], job: Job, seconds: float) -> None:
        """Ask one site, twice the other, and the first again, so that what else the machine does hits both."""
        found: tuple[list[float], list[float]] = ([], [])
        for site in (0, 1, 1, 0):
            before = servers[site].cpu_seconds()
            found[site].extend(clients.burst([job | {"port": servers[site].port}], seconds).times)
            self.cpu_seconds[site] += servers[site].cpu_seconds() - before
        for kept, new in zip(self.times, found, strict=True):
            kept.extend(new)
        self.ratios.append(statistics.median(found[1]) / statistics.median(found[0]))


def measure(clients: Clients, servers: tuple[Server, Server], jobs: dict[str, Job], seconds: float) -> list[Growth]:
    """Return for each of these jobs how the second site stands to the first."""
    found = [Growth(name) for name in jobs]
    for server in servers:
        for job in jobs.values():
            # Both workers, so that each has compiled its templates.
            clients.burst([job | {"port": server.port}] * 4, seconds / 2)
    for _ in range(ROUNDS):
        for growth in found:
            growth.take(clients, servers, jobs[growth.name], seconds)
    return found
