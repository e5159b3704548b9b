"""The difference between two texts, line by line, with the words that changed inside a line."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
CONTEXT = 2
# Two lines that share less than this are not one line that was changed.
ALIKE = 0.4


@dataclass(frozen=True)
class Line:
    """One line of a comparison: the same, gone, added, or a gap of equal lines. Pieces are (changed, words)."""

    kind: str
    pieces: tuple[tuple[bool, str], ...]


def difference(old: str, new: str) -> list[Line]:
    """Return what changed, with two equal lines around each change; empty when no words did. Empty lines say nothing."""
    before, after = ([line for line in text.splitlines() if line.strip()] for text in (old, new))
    found: list[Line] = []
    for groups in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(CONTEXT):
        found += [Line("gap", ())] if found else []
        for kind, start, end, first, last in groups:
            if kind == "equal":
                found += [Line("same", ((False, line),)) for line in before[start:end]]
            else:
                found += _changed(before[start:end], after[first:last])
    return found


def _changed(before: list[str], after: list[str]) -> list[Line]:
    found = []
    for place in range(max(len(before), len(after))):
        old = before[place] if place < len(before) else None
        new = after[place] if place < len(after) else None
        gone, added = (
            _pieces(old, new) if old is not None and new is not None else (((True, old or ""),), ((True, new or ""),))
        )
        found += [Line("gone", gone)] if old is not None else []
        found += [Line("added", added)] if new is not None else []
    return found


def _pieces(old: str, new: str) -> tuple[tuple[tuple[bool, str], ...], tuple[tuple[bool, str], ...]]:
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return ((True, old),), ((True, new),)
    gone, added = [], []
    for kind, start, end, first, last in matcher.get_opcodes():
        gone += [(kind != "equal", "".join(before[start:end]))] if end > start else []
        added += [(kind != "equal", "".join(after[first:last]))] if last > first else []
    return tuple(gone), tuple(added)
