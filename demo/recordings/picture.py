"""The picture: five drawn people around a table, with the one who speaks marked.

Everything is drawn large and made smaller, which gives smooth edges. Each seat has its own
column of the picture; a column is drawn once for every state and then kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from scene import Scene, Speaker

WIDTH, HEIGHT = 1280, 720
SCALE = 3  # drawing size against picture size
COLUMN = 248  # width of one seat
TEAL, OCHRE, GREEN, CREAM, INK = "#1f5c57", "#c9822b", "#dcebe4", "#fbf7f0", "#23302e"
TABLE, TABLE_EDGE, WALL_LINE = "#ecd9b6", "#d3b27d", "#c3dacf"
BOLD, PLAIN = "LiberationSansNarrow-Bold.ttf", "LiberationSansNarrow-Regular.ttf"
DROP = (52, 13, 0, 13, 52)  # the table is round: outer seats sit lower
HEAD_Y, PLATE_Y, PLATE_HEIGHT = 214, 530, 96


@dataclass(frozen=True)
class Pose:
    """The state of one person in one frame; equal poses give the same picture."""

    speaking: bool = False
    mouth: int = 0  # 0 closed, 1 half open, 2 open
    blink: bool = False
    smile: bool = False
    dip: int = 0  # pixels that the head is lowered in a nod


class Table:
    """Draws the frames of one scene."""

    def __init__(self, scene: Scene) -> None:
        self.people = [scene.speakers[key] for key in scene.seats]
        self.room = _shrink(_room(scene))
        _label_texts(self.room, scene)
        self.column = lru_cache(maxsize=None)(self._column)

    def frame(self, poses: list[Pose]) -> Image.Image:
        """The whole picture with every person in the given pose."""
        picture = self.room.copy()
        for seat, pose in enumerate(poses):
            picture.paste(self.column(seat, pose), (_left(seat), 0))
        return picture

    def _column(self, seat: int, pose: Pose) -> Image.Image:
        box = (_left(seat), 0, _left(seat) + COLUMN, HEIGHT)
        part = self.room.crop(box)
        person = _shrink(_person(self.people[seat], seat, pose))
        if pose.speaking:
            part.paste(OCHRE, mask=_glow(person))
        part.paste(person, mask=person)
        front = _shrink(_front(seat)).crop((0, 0, COLUMN, HEIGHT))
        part.paste(front, mask=front)
        _plate(part, self.people[seat], seat, pose.speaking)
        return part


def title_card(scene: Scene) -> Image.Image:
    """The first seconds: this is played, and which meeting it is."""
    card = Image.new("RGB", (WIDTH, HEIGHT), TEAL)
    draw = ImageDraw.Draw(card)
    draw.rounded_rectangle((90, 90, WIDTH - 90, HEIGHT - 90), 36, outline=OCHRE, width=6)
    middle = WIDTH // 2
    draw.text((middle, 210), "Gespeelde scène", CREAM, _font(BOLD, 104), "mm")
    draw.text((middle, 310), "De mensen en hun verhaal zijn verzonnen", GREEN, _font(PLAIN, 50), "mm")
    draw.line((middle - 110, 380, middle + 110, 380), OCHRE, 6)
    meeting = f"Overleg {scene.number} met cliënt {scene.client}"
    draw.text((middle, 454), meeting, CREAM, _font(BOLD, 64), "mm")
    draw.text((middle, 534), f"{scene.title} ({scene.step})", GREEN, _font(PLAIN, 50), "mm")
    return card


def _left(seat: int) -> int:
    return (WIDTH - 5 * COLUMN) // 2 + seat * COLUMN


def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(name, size)


def _shrink(image: Image.Image) -> Image.Image:
    return image.resize((image.width // SCALE, image.height // SCALE), Image.Resampling.LANCZOS)


class _Pen:
    """ImageDraw in picture coordinates on a canvas that is SCALE times as large."""

    def __init__(self, image: Image.Image) -> None:
        self.draw = ImageDraw.Draw(image)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str | None, **line) -> None:
        self.draw.ellipse(self._box(x - rx, y - ry, x + rx, y + ry), fill, **self._thick(line))

    def box(self, x0: float, y0: float, x1: float, y1: float, radius: float, fill: str | None, **line) -> None:
        self.draw.rounded_rectangle(self._box(x0, y0, x1, y1), radius * SCALE, fill, **self._thick(line))

    def arc(self, x: float, y: float, rx: float, ry: float, turn: tuple[int, int], fill: str, width: float) -> None:
        self.draw.arc(self._box(x - rx, y - ry, x + rx, y + ry), *turn, fill, round(width * SCALE))

    def pie(self, x: float, y: float, rx: float, ry: float, turn: tuple[int, int], fill: str) -> None:
        self.draw.chord(self._box(x - rx, y - ry, x + rx, y + ry), *turn, fill)

    def line(self, points: list[tuple[float, float]], fill: str, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill, round(width * SCALE), joint="curve")

    def shape(self, points: list[tuple[float, float]], fill: str) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill)

    @staticmethod
    def _box(x0: float, y0: float, x1: float, y1: float) -> tuple[float, ...]:
        return (x0 * SCALE, y0 * SCALE, x1 * SCALE, y1 * SCALE)

    @staticmethod
    def _thick(line: dict) -> dict:
        return {**line, "width": round(line["width"] * SCALE)} if "width" in line else line


def _room(scene: Scene) -> Image.Image:
    """Wall, window, flip-over and table: a calm room. In the second meeting the flip-over is filled in."""
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), GREEN)
    pen = _Pen(image)
    pen.box(-20, 392, WIDTH + 20, HEIGHT + 20, 0, WALL_LINE)
    pen.box(96, 86, 376, 300, 14, CREAM, outline=WALL_LINE, width=6)
    pen.oval(306, 146, 26, 26, "#f0dcb4")
    pen.line([(236, 90), (236, 296)], WALL_LINE, 6)
    pen.box(912, 84, 1142, 300, 10, CREAM, outline=WALL_LINE, width=6)
    for row in range(4):
        done = scene.number > 1 and row < 3
        pen.oval(990, 120 + 40 * row, 9, 9, TEAL if done else None, outline=TEAL, width=3)
        pen.line([(1012, 120 + 40 * row), (1112 - 26 * (row % 2), 120 + 40 * row)], WALL_LINE, 7)
    _table_top(pen, 0)
    for (left, right, _), fill in zip(_labels(scene), (TEAL, CREAM), strict=True):
        pen.box(left, 14, right, 66, 26, fill)
    return image


def _table_top(pen: _Pen, shift: int) -> None:
    pen.oval(WIDTH / 2 - shift, 1010, 1120, 566, TABLE_EDGE)
    pen.oval(WIDTH / 2 - shift, 1020, 1120, 566, TABLE)


def _front(seat: int) -> Image.Image:
    """The part of the table in one column, with what lies on it, in front of the people."""
    image = Image.new("RGBA", (COLUMN * SCALE, HEIGHT * SCALE))
    pen = _Pen(image)
    _table_top(pen, _left(seat))
    _things(pen, seat)
    return image


def _things(pen: _Pen, seat: int) -> None:
    middle, top = COLUMN / 2, 476 + DROP[seat]
    if seat == 2:  # the household booklet and the letter lie before the client
        pen.box(middle - 62, top - 4, middle - 6, top + 34, 5, OCHRE)
        pen.line([(middle - 50, top + 8), (middle - 18, top + 8)], CREAM, 4)
        pen.box(middle + 10, top, middle + 66, top + 32, 3, "#ffffff", outline=TABLE_EDGE, width=2)
        pen.line([(middle + 12, top + 2), (middle + 38, top + 18), (middle + 64, top + 2)], TABLE_EDGE, 2)
        return
    cup = middle + (62 if seat < 2 else -62)
    pen.oval(cup, top + 22, 26, 8, TABLE_EDGE)
    pen.arc(cup + 20, top + 6, 11, 10, (0, 360), CREAM, 5)
    pen.box(cup - 18, top - 10, cup + 18, top + 22, 8, CREAM)
    pen.oval(cup, top - 9, 18, 5, "#7a5230")


def _person(speaker: Speaker, seat: int, pose: Pose) -> Image.Image:
    image = Image.new("RGBA", (COLUMN * SCALE, HEIGHT * SCALE))
    pen, look = _Pen(image), speaker.look or {}
    x, y = COLUMN / 2, HEAD_Y + DROP[seat]
    _hair_behind(pen, look, x, y + pose.dip)
    _body(pen, look, x, y)
    _head(pen, look, x, y + pose.dip)
    _hair_before(pen, look, x, y + pose.dip)
    _face(pen, look, x, y + pose.dip, pose)
    return image


def _body(pen: _Pen, look: dict, x: float, y: float) -> None:
    skin, top = look["skin"], look["top"]
    pen.box(x - 100, y + 100, x + 100, y + 330, 78, top)
    pen.box(x - 25, y + 40, x + 25, y + 112, 20, _darker(skin))
    pen.pie(x, y + 98, 42, 34, (0, 180), _darker(skin))
    for side in (-1, 1):
        pen.line([(x + side * 62, y + 190), (x + side * 66, y + 300)], _darker(top), 4)


def _head(pen: _Pen, look: dict, x: float, y: float) -> None:
    for side in (-1, 1):
        pen.oval(x + side * 60, y + 4, 12, 16, _darker(look["skin"]))
    pen.oval(x, y, 62, 72, look["skin"])


def _hair_behind(pen: _Pen, look: dict, x: float, y: float) -> None:
    hair, style = look["hair"], look["style"]
    if style == "long":
        pen.box(x - 78, y - 76, x + 78, y + 128, 62, hair)
    elif style == "bob":
        pen.box(x - 76, y - 80, x + 76, y + 66, 60, hair)
    elif style == "bun":
        pen.oval(x, y - 92, 30, 28, hair)
        pen.oval(x, y - 12, 70, 72, hair)
    elif style == "curls":
        for dx, dy in ((-56, -22), (-46, -54), (-18, -74), (18, -74), (46, -54), (56, -22)):
            pen.oval(x + dx, y + dy, 25, 25, hair)
    else:
        pen.oval(x, y - 18, 66, 66, hair)


def _hair_before(pen: _Pen, look: dict, x: float, y: float) -> None:
    hair, style = look["hair"], look["style"]
    if style == "long":
        pen.pie(x, y - 30, 66, 54, (180, 360), hair)
        pen.pie(x - 38, y - 34, 26, 22, (0, 180), hair)
        pen.pie(x + 50, y - 34, 13, 46, (0, 180), hair)
    elif style == "bob":
        pen.pie(x, y - 24, 66, 60, (180, 360), hair)
        pen.box(x - 60, y - 40, x + 60, y - 18, 11, hair)
    elif style == "bun":
        pen.pie(x, y - 34, 62, 46, (180, 360), hair)
        pen.pie(x + 26, y - 36, 34, 14, (0, 180), hair)
    elif style == "curls":
        pen.oval(x, y - 66, 40, 24, hair)
        for dx in (-40, -14, 14, 40):
            pen.oval(x + dx, y - 56 + abs(dx) / 4, 22, 20, hair)
    else:
        pen.pie(x, y - 40, 60, 42, (180, 360), hair)
        pen.box(x - 62, y - 44, x - 46, y - 4, 8, hair)
        pen.box(x + 46, y - 44, x + 62, y - 4, 8, hair)


def _face(pen: _Pen, look: dict, x: float, y: float, pose: Pose) -> None:
    skin = look["skin"]
    if look.get("beard"):
        pen.pie(x, y + 20, 61, 54, (8, 172), look["hair"])
        pen.oval(x, y + 36, 29, 19, skin)
    for side in (-1, 1):
        _eye(pen, x + side * 25, y + 2, pose)
        pen.arc(x + side * 25, y - 10, 15, 12, (205, 335), _darker(look["hair"]), 4)
        if look.get("glasses"):
            pen.oval(x + side * 25, y + 2, 19, 17, None, outline=INK, width=2.5)
    if look.get("glasses"):
        pen.line([(x - 6, y), (x + 6, y)], INK, 2.5)
    pen.arc(x, y + 14, 8, 9, (20, 160), _darker(skin), 4)
    _mouth(pen, x, y + 38, pose)


def _eye(pen: _Pen, x: float, y: float, pose: Pose) -> None:
    if pose.blink:
        pen.arc(x, y - 2, 8, 6, (20, 160), INK, 3.5)
    else:
        pen.oval(x, y, 5.5, 6.5, INK)


def _mouth(pen: _Pen, x: float, y: float, pose: Pose) -> None:
    red = "#8c3b34"
    if pose.mouth:
        pen.oval(x, y + 1, 13 + 3 * pose.smile, 4 if pose.mouth == 1 else 10, red)
    elif pose.smile:
        pen.pie(x, y - 4, 20, 17, (10, 170), red)
        pen.pie(x, y - 4, 17, 7, (10, 170), "#ffffff")
    else:
        pen.arc(x, y - 20, 24, 20, (55, 125), red, 4)


def _glow(person: Image.Image) -> Image.Image:
    """The outline of a person, 7 pixels wider: a clear edge around the speaker."""
    wide = person.getchannel("A").filter(ImageFilter.MaxFilter(15)).filter(ImageFilter.GaussianBlur(1))
    return ImageChops.lighter(wide, person.getchannel("A"))


def _plate(part: Image.Image, speaker: Speaker, seat: int, speaking: bool) -> None:
    """The name plate with the function; white on teal with an ochre edge while speaking."""
    large = Image.new("RGBA", (COLUMN * SCALE, HEIGHT * SCALE))
    top = PLATE_Y + DROP[seat]
    fill, edge, width = (TEAL, OCHRE, 7) if speaking else (CREAM, TABLE_EDGE, 3)
    _Pen(large).box(3, top, COLUMN - 3, top + PLATE_HEIGHT, 14, fill, outline=edge, width=width)
    plate = _shrink(large)
    part.paste(plate, mask=plate)
    draw, middle = ImageDraw.Draw(part), top + PLATE_HEIGHT / 2
    for row, text in enumerate(speaker.plate):
        y = middle + (row - (len(speaker.plate) - 1) / 2) * 41
        draw.text((COLUMN / 2, y), text, CREAM if speaking else INK, _font(BOLD, 37), "mm")


def _labels(scene: Scene) -> list[tuple[float, float, str]]:
    """Left, right and text of the two permanent labels: played, and which meeting."""
    played, which = "Gespeelde scène", f"Overleg {scene.number} · cliënt {scene.client}"
    font = _font(BOLD, 34)
    return [
        (16, 56 + font.getlength(played), played),
        (WIDTH - 56 - font.getlength(which), WIDTH - 16, which),
    ]


def _label_texts(room: Image.Image, scene: Scene) -> None:
    draw = ImageDraw.Draw(room)
    for (left, right, text), colour in zip(_labels(scene), (CREAM, INK), strict=True):
        draw.text(((left + right) / 2, 40), text, colour, _font(BOLD, 34), "mm")


def _darker(colour: str) -> str:
    return "#" + "".join(f"{int(colour[i : i + 2], 16) * 85 // 100:02x}" for i in (1, 3, 5))
