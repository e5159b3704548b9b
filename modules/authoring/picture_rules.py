"""Which pictures may stand in a lesson: small, of a known kind, and a drawing that can only draw."""

import re
from xml.etree import ElementTree

MAX_PICTURE = 2 * 1024 * 1024
MAX_SIDE = 6000
# The parts of a jpg that say how large it is.
JPG_FRAMES = (0xC0, 0xC1, 0xC2)
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {
    *("svg", "g", "title", "desc", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath", "marker", "pattern"),
}
ATTRIBUTES = {
    *(
        "viewBox",
        "width",
        "height",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "fx",
        "fy",
        "d",
        "dx",
    ),
    *("dy", "points", "transform", "id", "class", "role", "aria-label", "aria-hidden", "aria-labelledby", "version"),
    *("fill", "fill-opacity", "fill-rule", "clip-rule", "clip-path", "stroke", "stroke-width", "stroke-dasharray"),
    *("stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-miterlimit", "stroke-dashoffset", "opacity"),
    *("font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "letter-spacing"),
    *(
        "offset",
        "stop-color",
        "stop-opacity",
        "gradientUnits",
        "gradientTransform",
        "clipPathUnits",
        "color",
        "display",
    ),
    *("preserveAspectRatio", "orient", "refX", "refY", "markerWidth", "markerHeight", "marker-end", "marker-start"),
    *("visibility", "vector-effect", "paint-order", "pathLength", "spreadMethod", "textLength", "lengthAdjust"),
    *("patternUnits", "patternContentUnits", "patternTransform"),
    "{http://www.w3.org/XML/1998/namespace}space",
    "{http://www.w3.org/XML/1998/namespace}lang",
}
# The only address in a value is a place in the drawing itself.
ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#)|[a-z]+script:|data:|//", re.I)
PNG, JPG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
# What a camera or a program wrote in the file: where and when a picture was taken does not go along.
PNG_NOTES = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
JPG_NOTES = {0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE}


class TooLarge(Exception):
    """A picture with more pixels than a page or a book can use; unpacked it would take hundreds of megabytes."""


def picture(content: bytes) -> tuple[str, bytes, str | None]:
    """Return the ending of a picture, what is kept of it, and why it cannot be used (or None)."""
    if not content:
        return "", b"", "Kies eerst een bestand."
    if len(content) > MAX_PICTURE:
        return "", b"", "De afbeelding is groter dan 2 MB. Maak een kleinere versie en probeer het opnieuw."
    try:
        if content.startswith(PNG):
            return ".png", _plain_png(content), None
        if content.startswith(JPG):
            return ".jpg", _plain_jpg(content), None
    except TooLarge:
        return "", b"", f"De afbeelding is breder of hoger dan {MAX_SIDE} beeldpunten. Maak een kleinere versie."
    except (IndexError, ValueError):
        return "", b"", "De afbeelding is niet heel. Sla het bestand opnieuw op en probeer het nog een keer."
    if b"<svg" in content[:2000]:
        problem = drawing_problem(content)
        return ".svg", b"" if problem else content, problem
    return "", b"", "Dit is geen svg, png of jpg, of het bestand is beschadigd. Kies een ander bestand."


def drawing_problem(content: bytes) -> str | None:
    """Return why a drawing (svg) cannot be used, or None: it may hold shapes and words, and nothing from elsewhere."""
    try:
        text = content.decode("utf-8-sig")
        if "<!" in re.sub(r"<!--.*?-->", "", text, flags=re.S) or "<?xml-" in text:
            return "De tekening heeft een kop die we niet toelaten (DOCTYPE of stylesheet). Sla het bestand op als gewone svg."
        # Without a DOCTYPE there are no entities to expand.
        root = ElementTree.fromstring(text)  # noqa: S314
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError):
        return "De tekening is geen geldige svg. Sla het bestand opnieuw op en probeer het nog een keer."
    if root.tag != f"{SVG}svg":
        return "De tekening is geen geldige svg. Sla het bestand opnieuw op en probeer het nog een keer."
    return next((fault for element in root.iter() if (fault := _fault(element))), None)


def _fault(element: ElementTree.Element) -> str | None:
    name = str(element.tag).removeprefix(SVG)
    if name not in ELEMENTS:
        return f"In de tekening staat '{_short(name)}'. Alleen vormen en tekst mogen erin."
    for attribute, value in element.attrib.items():
        if attribute not in ATTRIBUTES or ELSEWHERE.search(value):
            return f"In de tekening staat '{_short(attribute)}' met een waarde die we niet toelaten. Sla het bestand op als gewone svg."
    return None


def _short(name: str) -> str:
    return name.rpartition("}")[2][:40]


def _plain_png(content: bytes) -> bytes:
    kept, place = [content[:8]], 8
    while place < len(content):
        length, kind = int.from_bytes(content[place : place + 4]), content[place + 4 : place + 8]
        if place + 12 + length > len(content) or (place == 8 and kind != b"IHDR"):
            raise ValueError("not whole")
        if kind == b"IHDR" and max(int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) > MAX_SIDE:
            raise TooLarge
        kept += [content[place : place + 12 + length]] if kind not in PNG_NOTES else []
        place += 12 + length
        if kind == b"IEND":
            return b"".join(kept)
    raise ValueError("no end")


def _plain_jpg(content: bytes) -> bytes:
    kept, place = [content[:2]], 2
    while content[place] == 0xFF:
        kind = content[place + 1]
        if kind == 0xDA:
            # What stands behind the end of the picture, such as a second one with its own notes, is left out.
            return b"".join(kept) + content[place : content.index(b"\xff\xd9", place) + 2]
        length = int.from_bytes(content[place + 2 : place + 4])
        if length < 2 or place + 2 + length > len(content):
            raise ValueError("not whole")
        sides = (int.from_bytes(content[place + 5 : place + 7]), int.from_bytes(content[place + 7 : place + 9]))
        if kind in JPG_FRAMES and max(sides) > MAX_SIDE:
            raise TooLarge
        kept += [content[place : place + 2 + length]] if kind not in JPG_NOTES else []
        place += 2 + length
    raise ValueError("no picture in it")
