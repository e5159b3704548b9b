"""Decisions about intervisie sessions and what was agreed in them."""

from datetime import date

MAX_TEXT = 10000
TEXT_TOO_LONG = f"Deze tekst is te lang. Er passen {MAX_TEXT} tekens in; maak hem korter."


def held_on_problem(held_on: date, *, today: date) -> str | None:
    """Return why a session cannot be held on this day, or None. It may lie ahead, at most a year."""
    if (held_on.year - 1, held_on.month, held_on.day) > (today.year, today.month, today.day):
        return "Deze datum ligt meer dan een jaar vooruit. Controleer het jaar."
    if held_on.year < 2000:
        return "Deze datum ligt te ver terug. Controleer het jaar."
    return None


def removal_problem(*, texts: bool, agreements: bool) -> str | None:
    """Return why a session cannot be deleted, or None."""
    if agreements:
        return "Er staan afspraken bij deze bijeenkomst. Die blijven bewaard, en de bijeenkomst dus ook."
    if texts:
        return "Er staat al iets opgeschreven. Maak de vraag en de aantekeningen eerst leeg en sla op."
    return None


def due_problem(due_on: date, *, today: date) -> str | None:
    """Return why something cannot be agreed for this day, or None."""
    return "Deze datum is al geweest. Kies een dag die nog komt." if due_on < today else None


def due_words(due_on: date, *, today: date) -> str:
    """Return how far away a day is: `vandaag`, `morgen`, `over 5 dagen`, `2 dagen geleden`."""
    days = (due_on - today).days
    if days in (0, 1):
        return ("vandaag", "morgen")[days]
    if days > 1:
        return f"over {days} dagen"
    return "gisteren" if days == -1 else f"{-days} dagen geleden"
