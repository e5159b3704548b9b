"""What comes in from the page where trainers write why it went another way."""

from werkzeug.datastructures import MultiDict

from modules.evaluation.rules import REASONS
from modules.fidelity.rules import TIME, TIME_ANSWERS, Remark


def remark_in(fields: "MultiDict[str, str]", row: str) -> Remark:
    """Return what was typed and chosen at a row. What is no known answer is left out."""
    return _remark(fields, row, "")


def seen_in(fields: "MultiDict[str, str]", row: str) -> Remark:
    """Return what stood at a row when the page was opened, so that what nobody touched writes over nothing."""
    return _remark(fields, row, "was-")


def _remark(fields: "MultiDict[str, str]", row: str, before: str) -> Remark:
    note = fields.get(f"{before}note-{row}", "").replace("\r\n", "\n").strip()
    if row != TIME:
        return Remark(note)
    answer = fields.get(f"{before}answer", "")
    reasons = frozenset(fields.getlist(f"{before}reason")) & frozenset(REASONS)
    return Remark(note, answer if answer in TIME_ANSWERS else None, reasons)
