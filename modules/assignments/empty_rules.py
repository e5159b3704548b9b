"""What is still empty in an assignment: for the writer to know, and to leave out where it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from modules.assignments.form_rules import Form
from modules.assignments.rules import Cell, Given, Line, Part, cells, layout, recognisable
from trainer.text_rules import listed

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
    """Return what is still empty, line by line: of what is asked, or of what may stay empty and is not empty in every row.

    It is for the writer to know; it keeps nobody from handing in. A part of which nothing at all is filled in is asked,
    also when each of its lines may stay empty.
    """
    found, apart = [], {cell for column in empty_columns(form, given) for cell in column.cells}
    for part in without_empty_steps(layout(form, steps), given):
        inside = [cell for line in part.lines for cell in line.cells]
        if part.section.kind != "fields" and all(cell.optional and not _is_filled(given, cell) for cell in inside):
            words = NO_STEP if part.section.kind == "steps" else NOTHING
            found += [] if optional else [Empty(part.section.title, (), words=words)]
            continue
        for line in part.lines:
            empty = [cell for cell in line.cells if not _is_filled(given, cell)]
            left = tuple(cell for cell in empty if cell.optional == optional and cell not in apart)
            if left:
                whole = len(empty) == len(line.cells) and all(cell.optional == optional for cell in line.cells)
                found.append(Empty(line.label or part.section.title, left, whole))
    return found


def empty_columns(form: Form, given: Mapping[str, Given]) -> list[Empty]:
    """Return the sides (such as Eerder) that may stay empty in a row and are empty in all of them, while others are not."""
    found = []
    for part in layout(form, ()):
        if part.section.kind != "rows":
            continue
        columns = list(zip(*(line.cells for line in part.lines), strict=True))
        empty = [column for column in columns if not any(_is_filled(given, cell) for cell in column)]
        sides = listed([column[0].label.lower() for column in columns])
        words = f"is bij elke rij nog leeg. Je trainer kijkt of {sides} meedoen."
        if len(empty) < len(columns):
            found += [Empty(each[0].label, each, words=words) for each in empty if each[0].optional]
    return found


@dataclass(frozen=True)
class LookBack:
    """What a writer looks at once more before handing in.

    What is asked and still empty (`left`), sides that are empty in every row (`again`), what may stay empty (`free`), and
    what looks like personal data. `is_blank`: nothing stands there at all.
    """

    left: list[Empty]
    again: list[Empty]
    free: list[Empty]
    recognisable: list[tuple[Cell, str]]
    is_blank: bool


def look_back(form: Form, steps: Sequence[int], given: Mapping[str, Given]) -> LookBack:
    """Return what there is to look at before this is handed in."""
    return LookBack(
        empty_fields(form, steps, given),
        empty_columns(form, given),
        empty_fields(form, steps, given, optional=True),
        recognisable(form, steps, given),
        is_blank(form, steps, given),
    )


def is_blank(form: Form, steps: Sequence[int], given: Mapping[str, Given]) -> bool:
    """Return whether nothing at all is filled in."""
    return not any(_is_filled(given, cell) for cell in cells(form, steps).values())


def _is_filled(given: Mapping[str, Given], cell: Cell) -> bool:
    return bool(given.get(cell.key, Given()).text)
