"""Decisions about certificates: the code, what was typed of it, and how hours are counted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trainer.planning.rules import CODE_LETTERS, DayKind

# 20 letters of 32 are 100 bits.
CODE_LENGTH = 20
GROUP_OF = 5
UNKNOWN = "Deze code kennen we niet. Kijk of je alle letters en cijfers hebt overgenomen."
MAX_REASON = 1000


def spaced(code: str) -> str:
    """Return a code as it is printed: `ABCDE-FGHJK-…`."""
    return "-".join(code[at : at + GROUP_OF] for at in range(0, len(code), GROUP_OF))


def typed_code(typed: str) -> str | None:
    """Return the code in what was typed, or None when it cannot be one. Spaces, hyphens and capitals do not matter."""
    code = re.sub(r"[\s‐‑–-]", "", typed).upper()
    return code if len(code) == CODE_LENGTH and set(code) <= set(CODE_LETTERS) else None


def hours_words(minutes: int, intervisie_minutes: int) -> str:
    """Return `15 uur les- en praktijkdagen en 2 uur intervisie`, without what was not done in hours."""
    parts = [(minutes, "les- en praktijkdagen"), (intervisie_minutes, "intervisie")]
    words = [f"{hour_number(part)} uur {what}" for part, what in parts if part]
    return " en ".join(words) or "geen uren op cursusdagen"


def hour_number(minutes: int) -> str:
    """Return minutes as hours with at most two decimals: `2,25`."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".").replace(".", ",")


@dataclass(frozen=True)
class AttendedDay:
    """One day that someone was at, for how long, and who led it."""

    held_on: date
    kind: str
    name: str
    subject: str
    minutes: int
    led_by: str


@dataclass(frozen=True)
class Hours:
    """All days that someone was at: course days and intervisie apart, as registers count them."""

    days: tuple[AttendedDay, ...]
    intervisies: tuple[AttendedDay, ...]

    @property
    def minutes(self) -> int:
        """Return the minutes of lesson days and practice days."""
        return sum(day.minutes for day in self.days)

    @property
    def intervisie_minutes(self) -> int:
        """Return the minutes of intervisie."""
        return sum(day.minutes for day in self.intervisies)


def hours(days: Sequence[AttendedDay]) -> Hours:
    """Return the days with something to count, oldest first."""
    counted = sorted((day for day in days if day.minutes), key=lambda day: (day.held_on, day.name))
    return Hours(
        tuple(day for day in counted if day.kind != DayKind.INTERVISIE),
        tuple(day for day in counted if day.kind == DayKind.INTERVISIE),
    )
