"""A day in words, as it is typed in a Plan: which day is still to come, and which one does not exist."""

import re
from collections.abc import Iterator
from datetime import date

from trainer.people.privacy_rules import MONTHS

NO_SUCH_DAY = "Deze dag bestaat niet. Kijk nog eens naar de datum."
NO_DAY = {
    "day": "Hier staat nog geen dag of tijd. Schrijf bijvoorbeeld: dinsdag 3 maart, of volgende week.",
    "done": "Hier staat nog geen dag. Schrijf bijvoorbeeld: dinsdag 3 maart, of vorige week.",
}
NOT_DONE = "Is dit al gedaan? Is het nog niet zover, laat dit dan leeg."
# A number, or a word for a day, a part of one, or a longer time.
_DAY = re.compile(
    r"\d|\b(\w*(dag|dagen|ochtend|middag|avond|nacht|morgen|week|weken|weekend|maand|maanden|kwartaal|jaar|uur|vakantie)|"
    rf"{MONTHS}|"
    r"lente|zomer|herfst|winter|kerst|pasen|pinksteren|eergisteren|gisteren|vandaag|meteen|nu)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(volgende|komende?|aanstaande|morgen|overmorgen|straks|binnenkort|zodra|nog niet|nog doen)\b", re.IGNORECASE
)
# A month is known by its first three letters, and maart also as mrt.
_SHORT = [month[:3] for month in MONTHS.split("|")]
_WORDS = rf"{MONTHS}|(?:{'|'.join(_SHORT)}|mrt|sept)\.?"
_DATE = re.compile(rf"\b(\d{{1,2}}) ({_WORDS})(?: (\d{{4}}))?(?!\w)", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d-])")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
# Of a day without a year it is not known which one is meant; a leap year has all days that there are.
_ANY_YEAR = 2000


def hints(text: str, size: str, today: date) -> list[str]:
    """Return soft hints about a day to come (`day`) or a day on which something was done (`done`)."""
    found, dates = [], list(_dates(text))
    days = [_day(*each) for each in dates]
    if size == "done" and (_TO_COME.search(text) or any(day and day > today for day in days)):
        found.append(NOT_DONE)
    elif text.strip() and not _DAY.search(text):
        found.append(NO_DAY[size])
    if None in days:
        found.append(NO_SUCH_DAY)
    return found


def _dates(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the dates in a text, as they stand there: year, month and day."""
    for number, word, year in _DATE.findall(text):
        month = 3 if word.lower().startswith("mrt") else _SHORT.index(word[:3].lower()) + 1
        yield int(year or _ANY_YEAR), month, int(number)
    for number, _, month, year in _NUMBERS.findall(text):
        yield int(year) + (2000 if len(year) == 2 else 0), int(month), int(number)
    for year, month, number in _ISO.findall(text):
        yield int(year), int(month), int(number)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
