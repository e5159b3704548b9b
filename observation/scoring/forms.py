"""What comes in from the scoring page: one answer at a time, or the whole form at once."""

import re
from collections.abc import Mapping
from typing import Any

from observation.form.rules import Instrument
from observation.scoring.rules import Given

MAX_EVIDENCE_TEXT = 300
MAX_SECONDS = 24 * 3600
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})|(\d{1,5})")


def one_given(body: Any) -> Given | None:
    """Return what one save holds ({answer, note, revision}), or None when it has not that shape."""
    if not isinstance(body, Mapping):
        return None
    answer, note, revision = body.get("answer"), body.get("note", ""), body.get("revision", 0)
    if not (answer is None or isinstance(answer, str)) or not isinstance(note, str):
        return None
    if not isinstance(revision, int) or isinstance(revision, bool):
        return None
    return Given(answer or None, note, revision)


def one_moment(body: Any) -> tuple[str, int, str] | None:
    """Return what one new moment holds as (item, seconds, text), or None when it has not that shape."""
    if not isinstance(body, Mapping):
        return None
    at = body.get("at")
    if not isinstance(at, int) or isinstance(at, bool) or not 0 <= at < MAX_SECONDS:
        return None
    return str(body.get("item", "")), at, str(body.get("text", ""))[:MAX_EVIDENCE_TEXT]


def all_given(instrument: Instrument, fields: Mapping[str, str]) -> dict[str, Given]:
    """Return what the whole form holds (fields a-…, n-… and r-… per item); items that are not in it are left out."""
    found = {}
    for item in (*instrument.items, *instrument.questions):
        if f"n-{item}" in fields or f"a-{item}" in fields:
            revision = fields.get(f"r-{item}", "0")
            found[item] = Given(
                fields.get(f"a-{item}") or None,
                fields.get(f"n-{item}", ""),
                int(revision) if revision.isdecimal() and len(revision) < 10 else 0,
            )
    return found


def new_evidence(instrument: Instrument, fields: Mapping[str, str]) -> list[tuple[str, int | None, str]]:
    """Return the moments typed in the whole form as (item, seconds or None, text)."""
    typed = typed_moments(instrument, fields)
    return [(item, seconds(at), text[:MAX_EVIDENCE_TEXT]) for item, (at, text) in typed.items()]


def typed_moments(instrument: Instrument, fields: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the moments typed in the whole form (m-… and t-… per item) by item: the time and the text, as typed."""
    typed = {item: (fields.get(f"m-{item}", ""), fields.get(f"t-{item}", "")) for item in instrument.items}
    return {item: (at, text) for item, (at, text) in typed.items() if at.strip() or text.strip()}


def seconds(text: str) -> int | None:
    """Return the place in a recording that `3:07`, `1:03:07` or `187` stands for, in seconds; None when unclear."""
    match = _CLOCK.fullmatch(text.strip().replace(".", ":"))
    if match is None:
        return None
    hours, minutes, rest, plain = match.groups()
    if plain is not None:
        return int(plain)
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(rest)
