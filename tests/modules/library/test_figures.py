"""The drawings of our lessons: what is written in them stays inside its box, also in a wide letter.

A drawing is shown as an image, so the device chooses the letter. These widths are those of a wide one (DejaVu Sans).
"""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest

from modules.library import queries as library

NARROW, WIDE = "fijlrtI'.,:; |!()-", "mwMWO&…"
FIGURES = sorted(library.CONTENT.glob("*/figures/*.svg"))
Box = tuple[float, float, float, float]


def width(text: str, size: float, bold: bool) -> float:
    """Return about how wide `text` is, with a twentieth to spare: the guess is often that far off."""
    letters = sum(0.34 if each in NARROW else 0.86 if each in WIDE else 0.61 for each in text)
    return letters * size * (1.12 if bold else 1) * 1.05


def lines(root: ElementTree.Element) -> Iterator[tuple[str, Box]]:
    """Return each line of text and the box around it."""
    for text in root.iterfind("{*}text"):
        for line in text.findall("{*}tspan") or [text]:
            has = {**text.attrib, **line.attrib}
            x, y, size = (float(has[name]) for name in ("x", "y", "font-size"))
            wide = width(line.text or "", size, has.get("font-weight") == "bold")
            left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[has.get("text-anchor", "start")]
            yield line.text or "", (left, y - 0.7 * size, left + wide, y)


def faults(svg: str) -> list[str]:
    """Return the lines that run out of a rectangle or a circle, or into one."""
    root = ElementTree.fromstring(svg)  # noqa: S314
    found = []
    for words, (left, top, right, bottom) in lines(root):
        corners = list(product((left, right), (top, bottom)))
        for shape in root:
            if shape.tag.endswith("}rect"):
                x0, y0 = float(shape.get("x", 0)), float(shape.get("y", 0))
                x1, y1 = x0 + float(shape.attrib["width"]), y0 + float(shape.attrib["height"])
                inside = x0 <= left and right <= x1 and y0 <= top and bottom <= y1
            elif shape.tag.endswith("}circle"):
                cx, cy, r = (float(shape.attrib[name]) for name in ("cx", "cy", "r"))
                x0, y0, x1, y1 = cx - r, cy - r, cx + r, cy + r
                inside = all((a - cx) ** 2 + (b - cy) ** 2 <= r**2 for a, b in corners)
            else:
                continue
            apart = right < x0 or x1 < left or bottom < y0 or y1 < top
            if not inside and not apart:
                found.append(words)
    return found


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_what_is_written_in_a_drawing_stays_inside_its_box(path: Path) -> None:
    assert faults(path.read_text()) == []


def test_words_that_run_out_of_a_box_or_into_a_circle_are_found() -> None:
    box = '<rect x="214" y="397" width="482" height="96"/>'
    ring = '<circle cx="364" cy="510" r="19"/>'
    drawing = f"""<svg xmlns="http://www.w3.org/2000/svg">{box}{ring}
        <text font-size="30" font-weight="bold"><tspan x="236" y="438">Meer taken voor gemeenten:</tspan></text>
        <text font-size="30" x="236" y="476">Wmo 2015</text>
        <text font-size="33" font-weight="bold" x="122" y="520">van het plan</text></svg>"""

    assert faults(drawing) == ["Meer taken voor gemeenten:", "van het plan"]
