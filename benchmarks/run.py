"""Measure the site against the floor, in one run: `python -m benchmarks.run`, or `make bench`."""

import os
import statistics
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path

from benchmarks import growth, report, servers, site, weight
from benchmarks.load import Clients, Job
from benchmarks.report import Result
from benchmarks.servers import Server
from benchmarks.turns import CROWDS, Page, take_turns

SECONDS = 0.7
GROWTH_SECONDS = 0.4
ROUNDS = 5
# No new round begins after this many seconds, so that the whole stays under six minutes.
LAST_ROUND = 160
SECOND_STARTS = 3


def main() -> None:
    """Measure everything and print it."""
    began = time.monotonic()
    print(report.machine(), flush=True)
    # Not in /tmp, which is memory on many machines: a save has to wait for a disk.
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name, ExitStack() as stack:
        folder = Path(name)
        clients = stack.enter_context(closing(Clients(max(CROWDS))))
        print("De site start, met de demo en extra beoordelaars …", flush=True)
        variables = site.environment(folder)
        running, addresses, starts = _start_site(folder, variables)
        stack.callback(running.stop)
        # The first answer comes before the last worker is there.
        time.sleep(1)
        memory_fresh = running.memory()
        floor = _start_floor(folder)
        stack.callback(floor.stop)
        print(f"Gemeten wordt om de beurt, {ROUNDS} ronden …", flush=True)
        reader = site.Browser(running.port, site.READER)
        trainer = site.Browser(running.port, site.TRAINER)
        large_trainer = site.Browser(running.port, site.LARGE_TRAINER)
        pages = _pages(running, floor, addresses, reader)
        pages += _course_pages(running, addresses, reader, trainer)
        floor_page = Page("Vloer: kale Flask-pagina", floor, [_job(floor, ["/items/7"], 3000)] * max(CROWDS))
        client_rates = _client_rates(clients)
        series = take_turns(clients, floor_page, pages, SECONDS, ROUNDS, until=began + LAST_ROUND)
        visits = weight.visits(running.port, addresses.lessons, reader)
        floor.stop()
        time.sleep(1)
        memory_used = running.memory()
        print(f"Nu met {site.TIMES} keer zoveel andere cursussen …", flush=True)
        grown = site.grow(folder, variables)
        large = site.start(grown)
        stack.callback(large.stop)
        time.sleep(1)
        jobs = _growth_jobs(running, addresses, reader, trainer, large_trainer)
        grew = growth.measure(clients, (running, large), jobs, GROWTH_SECONDS)
        result = Result(
            series,
            client_rates,
            memory_fresh,
            memory_used,
            running.memory(),
            visits,
            starts,
            grew,
            (site.rows(folder, variables), site.rows(folder, grown)),
            site.whole_tables(folder, grown, _asked(addresses)),
            addresses.search is not None,
        )
    print(report.tables(result))
    print(f"\nDe hele meting duurde {time.monotonic() - began:.0f} seconden. {report.load_words()}")


def _start_site(folder: Path, variables: dict[str, str]) -> tuple[Server, site.Addresses, list[float]]:
    """Return the site after its second start, where its pages are, and how long second starts took."""
    site.start(variables).stop()
    addresses = site.fill(folder, variables)
    starts = []
    for number in range(SECOND_STARTS):
        running = site.start(variables)
        starts.append(running.seconds_to_start)
        if number < SECOND_STARTS - 1:
            running.stop()
    return running, addresses, starts


def _start_floor(folder: Path) -> Server:
    port = servers.free_port()
    command = servers.like_the_site(f"benchmarks.floor:create_app('{folder}')", port)
    return Server(command, os.environ, port, "/ready")


def _pages(running: Server, floor: Server, addresses: site.Addresses, reader: site.Browser) -> list[Page]:
    """Return what is measured beside the floor. Reading is one person's; each saver has a form of their own."""

    def reading(name: str, paths: list[str], shortest: int) -> Page:
        return Page(name, running, [_job(running, paths, shortest) | {"headers": reader.headers}] * max(CROWDS))

    saving = []
    for number, form in enumerate(addresses.forms):
        headers = site.Browser(running.port, site.saver_email(number)).save_headers
        job = _job(running, [f"{form}/antwoorden/"], 0)
        saving.append(job | {"headers": headers, "answers": site.answers(number)})
    note = _job(floor, ["/notes"], 0) | {"body": {"text": "Een rij van een gewone lengte, zoals een antwoord."}}
    return [
        reading(report.LESSON, [addresses.lesson], 5000),
        Page(report.SAVE, running, saving),
        reading(report.SCORING, [addresses.scoring], 30_000),
        Page("Vloer die één rij schrijft", floor, [note] * max(CROWDS)),
        reading("Naast elkaar, 6 beoordelaars", [addresses.compare], 30_000),
        reading("Steeds een andere les (schrijft)", addresses.lessons, 5000),
    ]


def _course_pages(
    running: Server, addresses: site.Addresses, reader: site.Browser, trainer: site.Browser
) -> list[Page]:
    """Return the pages on which the whole course comes together."""
    found = [
        (report.START, reader, "/", 3000),
        ("Startpagina, trainer", trainer, "/", 3000),
        (f"Voortgang, {site.GROUP} cursisten", trainer, addresses.table, 30_000),
    ]
    if addresses.search:
        found.append(("Zoeken", reader, addresses.search, 3000))
    return [
        Page(name, running, [_job(running, [path], shortest) | {"headers": person.headers}] * max(CROWDS))
        for name, person, path, shortest in found
    ]


def _growth_jobs(
    running: Server, addresses: site.Addresses, reader: site.Browser, trainer: site.Browser, large: site.Browser
) -> dict[str, Job]:
    """Return the same pages and two more, each with one client, for the site with many other courses."""
    pages = _course_pages(running, addresses, reader, trainer)
    jobs: dict[str, Job] = {page.name: dict(page.jobs[0]) for page in pages}
    for name, path in (("Agenda", "/agenda"), ("Opdrachten, trainer", "/opdrachten"), ("Overleggen", "/overleggen")):
        jobs[name] = _job(running, [path], 2000) | {"headers": trainer.headers}
    # Not beside eight clients: nobody opens such a table eight times at once, and it would say nothing of memory.
    table = _job(running, [addresses.large_table], 100_000) | {"headers": large.headers}
    jobs[f"Voortgang, {site.LARGE_GROUP} cursisten"] = table
    return jobs


def _asked(addresses: site.Addresses) -> list[tuple[str, str]]:
    """Return of whom which pages may read nothing of other courses."""
    paths = ["/", "/agenda", "/opdrachten", "/overleggen", *filter(None, [addresses.search])]
    found = [(email, path) for email in (site.READER, site.TRAINER) for path in paths]
    return [*found, (site.TRAINER, addresses.table), (site.LARGE_TRAINER, addresses.large_table)]


def _job(server: Server, paths: list[str], shortest: int) -> dict[str, object]:
    return {"port": server.port, "paths": paths, "shortest": shortest, "headers": site.BROWSER_HEADERS}


def _client_rates(clients: Clients) -> dict[int, float]:
    """Return how fast the clients are when the server does nothing, by their number."""
    echo = servers.start_echo()
    try:
        job = _job(echo, ["/"], 0)
        return {crowd: statistics.median(clients.burst([job] * crowd, 0.5).rate for _ in range(3)) for crowd in CROWDS}
    finally:
        echo.stop()


if __name__ == "__main__":
    main()
