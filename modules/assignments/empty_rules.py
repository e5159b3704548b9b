"""What is still empty in an assignment: for the writer to know, and to leave out where it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from modules.assignments.form_rules import Form
from modules.assignments.rules import Cell, Given, Line, Part, layout

NOTHING, NO_STEP = "nog niets ingevuld", "nog geen stap"


def without_empty_steps(
    parts: Sequence[Part], given: Mapping[str, Given], answer: Mapping[str, Given] | None = None
) -> tuple[Part, ...]:
    """Return the parts of a page without the steps in which nothing stands and beside which nothing is said.

    The others keep their name, so that writer and trainer call a step the same.
    """

    def stays(line: Line) -> bool:
        said = any((answer or {}).get(f"bij.{cell.key}", Given()).text for cell in line.cells)
        return line.step is None or said or any(_is_filled(given, cell) for cell in line.cells)

    return tuple(replace(part, lines=tuple(line for line in part.lines if stays(line))) for part in parts)


def rows_are_empty(form: Form, given: Mapping[str, Given]) -> bool:
    """Return whether a form has rows of which none is filled in yet: then other ones can still take their place."""
    inside = [cell for part in layout(form, ()) if part.section.rows for line in part.lines for cell in line.cells]
    return bool(inside) and not any(_is_filled(given, cell) for cell in inside)


@dataclass(frozen=True)
class Empty:
    """What is still empty in one line: its label, and the fields in it with their keys; `whole` is all of its fields.

    Without fields `words` say what is not there at all.
    """

    label: str
    cells: tuple[Cell, ...]
    whole: bool = False
    words: str = ""


def empty_fields(
    form: Form, steps: Sequence[int], given: Mapping[str, Given], *, optional: bool = False
) -> list[Empty]:
    """Return what is still empty, line by line: of what is asked, or of what may stay empty.

    It is for the writer to know; it keeps nobody from handing in. A part of which nothing at all is filled in is asked,
    also when each of its lines may stay empty.
    """
    found = []
    for part in without_empty_steps(layout(form, steps), given):
        inside = [cell for line in part.lines for cell in line.cells]
        if part.section.kind != "fields" and all(cell.optional and not _is_filled(given, cell) for cell in inside):
            words = NO_STEP if part.section.kind == "steps" else NOTHING
            found += [] if optional else [Empty(part.section.title, (), words=words)]
            continue
        for line in part.lines:
            left = tuple(cell for cell in line.cells if cell.optional == optional and not _is_filled(given, cell))
            if left:
                found.append(Empty(line.label or part.section.title, left, whole=len(left) == len(line.cells)))
    return found


def _is_filled(given: Mapping[str, Given], cell: Cell) -> bool:
    return bool(given.get(cell.key, Given()).text)
