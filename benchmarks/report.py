"""What was measured, as tables for people: the speed, and each aim with whether it is met."""

import os
import platform
import statistics
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.growth import Growth
from benchmarks.turns import CROWDS, Found, Series
from benchmarks.weight import Visit

LESSON, SAVE, SCORING = "Les", "Eén antwoord opslaan", "Scoorpagina, half ingevuld"
START = "Startpagina, cursist"
MOST_GROWTH = 1.2
# What a reader wants to know of the two databases.
COUNTED = {
    "person": "mensen",
    "people_group": "groepen",
    "lesson_progress": "gelezen lessen",
    "check_attempt": "gemaakte toetsen",
    "module_completion": "afgeronde modules",
    "presence": "aanwezigheden",
    "assignment": "opdrachten",
    "observation": "formulieren",
}
NAME = 34


@dataclass(frozen=True)
class Result:
    """All that one run measured."""

    series: Found
    client_rates: dict[int, float]
    memory_fresh: tuple[float, float]
    memory_used: tuple[float, float]
    memory_large: tuple[float, float]
    visits: list[Visit]
    starts: list[float]
    growth: list[Growth]
    rows: tuple[dict[str, int], dict[str, int]]
    whole_tables: list[str]
    has_search: bool


def machine() -> str:
    """Return when and on which machine this is."""
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    processor = models[0].partition(": ")[2] if models else platform.machine()
    packages = ", ".join(f"{name} {version(name)}" for name in ("flask", "sqlalchemy", "gunicorn"))
    return (
        f"Meting van {datetime.now(UTC):%Y-%m-%d %H.%M} (UTC) op {os.cpu_count()} kernen {processor}, "
        f"{platform.system()}, Python {platform.python_version()}, {packages}.\n{load_words()}"
    )


def load_words() -> str:
    """Return how busy the machine is, with a warning when that hurts."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    busy = " Dat is veel: herhaal de meting op een rustig moment." if load > cores / 2 else ""
    return f"Drukte op de machine (load over een minuut): {_number(load)}.{busy}"


def tables(result: Result) -> str:
    """Return the whole report."""
    return "\n".join([*_speed(result), "", *_growth(result), "", *_lesson_parts(result), "", *_aims(result)])


def _speed(result: Result) -> list[str]:
    heads = " | ".join(f"{crowd} tegelijk: ms   p95   per s  vloer" for crowd in CROWDS)
    lines = ["", f"{'':{NAME}} | {heads} | rekentijd vloer"]
    most = max(CROWDS)
    floor_cpu = next(iter(result.series.values()))[most].cpu
    for name, by_crowd in result.series.items():
        cells = [_cell(by_crowd[crowd]) for crowd in CROWDS]
        cpu = by_crowd[most].cpu
        lines.append(f"{name:{NAME}} | {' | '.join(cells)} | {_number(cpu, 2):>6} ms {100 * floor_cpu / cpu:>4.0f}%")
    rate = {crowd: by_crowd.rate for crowd, by_crowd in next(iter(result.series.values())).items()}
    often = " en ".join(f"{_number(result.client_rates[crowd] / rate[crowd])}×" for crowd in CROWDS)
    lines.append(f"De meter zelf kan {often} de vloer aan (bij {' en '.join(map(str, CROWDS))} tegelijk).")
    return lines


def _growth(result: Result) -> list[str]:
    few, many = result.rows
    lines = [
        "Meer andere cursussen (100×), eigen groep even groot; één tegelijk:",
        f"{'':{NAME}} | tijd 1×, ms   100× | rekentijd 1×, ms   100× | 100×/1×: tijd  rekentijd",
    ]
    for each in result.growth:
        times = [_number(statistics.median(found)) for found in each.times]
        cpu = [_number(each.cpu(site)) for site in (0, 1)]
        ratios = f"{_number(each.time_ratio, 2):>14} {_number(each.cpu_ratio, 2):>10}"
        lines.append(f"{each.name:{NAME}} | {times[0]:>11} {times[1]:>6} | {cpu[0]:>16} {cpu[1]:>6} | {ratios}")
    for words, found in (("1×", few), ("100×", many)):
        lines.append(
            f"  {words:>4}: " + ", ".join(f"{_thousands(found[name])} {what}" for name, what in COUNTED.items())
        )
    if not result.has_search:
        lines.append("  Zoeken is niet gemeten: deze site heeft nog geen zoekpagina.")
    return lines + [f"  Leest een hele tabel: {each}" for each in result.whole_tables]


def _thousands(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _cell(series: Series) -> str:
    ratio = f"{100 * statistics.median(series.rate_ratios):.0f}%" if series.rate_ratios else ""
    return f"{_number(series.median):>14} {_number(series.p95):>5} {series.rate:>7.0f} {ratio:>6}"


def _lesson_parts(result: Result) -> list[str]:
    visit = _heaviest(result)
    how = "in Chromium" if visit.measured else "geschat uit de HTML, want Chromium is er niet"
    lines = [f"Eerste bezoek aan de zwaarste les, {visit.path} ({how}):"]
    parts = sorted(visit.parts, key=lambda part: -part[1])
    return lines + [f"  {_number(size / 1000):>6} KB  {path}" for path, size in parts]


def _aims(result: Result) -> list[str]:
    rate = {name: [statistics.median(each.rate_ratios) for each in _crowds(result, name)] for name in (LESSON, SAVE)}
    times = [statistics.median(each.time_ratios) for each in _crowds(result, SCORING)]
    visit, start = _heaviest(result), statistics.median(result.starts)
    requests = max(each.requests for each in result.visits)
    slowest = max(result.growth, key=lambda each: each.time_ratio)
    rows = [
        ("Les: doorvoer t.o.v. de vloer", "≥ 60%", _percentages(rate[LESSON]), min(rate[LESSON]) >= 0.6),
        ("Opslaan: doorvoer t.o.v. de vloer", "≥ 40%", _percentages(rate[SAVE]), min(rate[SAVE]) >= 0.4),
        ("Scoorpagina: tijd t.o.v. de vloer", "≤ 10×", _times(times), max(times) <= 10),
        ("Zwaarste les: eerste bezoek", "< 80 KB", f"{_number(visit.kilobytes)} KB", visit.kilobytes < 80),
        ("Zwaarste les: verzoeken", "≤ 8", str(requests), requests <= 8),
        ("Geheugen in rust na een start", "< 200 MB", _memory(result.memory_fresh), result.memory_fresh[1] < 200),
        ("Geheugen in rust na de meting", "< 200 MB", _memory(result.memory_used), result.memory_used[1] < 200),
        ("Geheugen na ook de grote groep", "< 200 MB", _memory(result.memory_large), result.memory_large[1] < 200),
        (
            "100× zoveel andere cursussen: tijd",
            f"≤ {_number(MOST_GROWTH)}×",
            f"{_number(slowest.time_ratio, 2)}× ({slowest.name})",
            slowest.time_ratio <= MOST_GROWTH,
        ),
        ("Vragen die een hele tabel lezen", "0", str(len(result.whole_tables)), not result.whole_tables),
        ("Tweede start", "≤ 3 s", f"{_number(start)} s", start <= 3),
    ]
    width = max(len(row[2]) for row in rows)
    return [
        f"{name:{NAME}} | {aim:>8} | {found:<{width}} | {'haalt' if met else 'HAALT NIET'}"
        for name, aim, found, met in rows
    ]


def _memory(found: tuple[float, float]) -> str:
    rss, pss = found
    return f"{pss:.0f} MB (PSS; som van RSS {rss:.0f})"


def _crowds(result: Result, name: str) -> list[Series]:
    return [result.series[name][crowd] for crowd in CROWDS]


def _percentages(ratios: list[float]) -> str:
    return ", ".join(f"{100 * each:.0f}% bij {crowd}" for each, crowd in zip(ratios, CROWDS, strict=True)) + " tegelijk"


def _times(ratios: list[float]) -> str:
    return ", ".join(f"{_number(each)}× bij {crowd}" for each, crowd in zip(ratios, CROWDS, strict=True)) + " tegelijk"


def _heaviest(result: Result) -> Visit:
    return max(result.visits, key=lambda visit: visit.bytes)


def _number(value: float, digits: int = 1) -> str:
    return f"{value:.{digits}f}".replace(".", ",")
