"""Searching, in processor time, measured over the real content and over many invented places: `python -m benchmarks.search`."""

import random
import resource
import sqlite3
import statistics
import time
from collections.abc import Sequence

from app import create_app
from modules.search import queries
from modules.search.index import Index
from modules.search.rules import Found, Place

INVENTED, WORDS = 20_000, 110
ASKED = (
    "overleg",
    "client",
    "gezamenlijk overleg",
    "schulden eerst",
    "casemanager regisseur",
    "samenredz",
    "overlg",
    "werk",
)


def main() -> None:
    """Print how long making the index takes, what it holds, and how long questions take."""
    app = create_app(DATABASE_URL="sqlite://", RATELIMIT_ENABLED=False)
    with app.test_request_context():
        real = queries.index().places
    print(f"SQLite {sqlite3.sqlite_version}")
    measure("De echte inhoud", real)
    measure("Verzonnen", invented(real))


def invented(real: Sequence[Place]) -> list[Place]:
    """Return places of words drawn from the real ones, in which one in twenty is a compound that stands nowhere else."""
    chance = random.Random(7)
    pool = [word for place in real for word in place.text.split()]

    def text(count: int) -> str:
        drawn = chance.choices(pool, k=count)
        return " ".join(
            word + chance.choice(pool).strip(".,").lower() if chance.random() < 0.05 else word for word in drawn
        )

    return [Place(Found.LESSON, text(4), text(4), text(WORDS), f"/les/{number}") for number in range(INVENTED)]


def measure(name: str, places: Sequence[Place]) -> None:
    """Print what one index costs."""
    began = time.process_time()
    index = Index(places)
    made = time.process_time() - began
    print(f"\n{name}: {len(places)} plekken, index gemaakt in {made:.2f} s")
    for asked in ASKED:
        index.ask(asked)
        times = [_timed(index, asked) for _ in range(15)]
        print(f"  {asked:<24} {statistics.median(times):6.1f} ms (midden), {max(times):6.1f} ms (langste)")
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  Hoogste geheugen van dit proces tot nu toe: {held:.0f} MB")


def _timed(index: Index, asked: str) -> float:
    began = time.process_time()
    index.ask(asked)
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    main()
