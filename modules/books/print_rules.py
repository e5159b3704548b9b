"""The HTML of a lesson as Typst markup, block by block.

The HTML is what the site shows: a lesson reads the same on screen and on paper. What no book can show is a problem.
"""

from collections.abc import Callable
from dataclasses import dataclass

from modules.books.html_rules import Node, pieces
from modules.books.typst_rules import Label, Markup, Verbatim, call, words
from modules.library.lesson_rules import BLOCKS

STYLES = {"strong": "strong", "em": "emph", "del": "strike", "sub": "sub", "sup": "super"}
# Elements that say nothing of their own: what is in them is set as it is.
PLAIN = ("span", "abbr")
ALIGNMENTS = ("left", "center", "right")
# A column of which no cell is longer than this takes the room that it needs, and no more.
NARROW = 16
WIDEST = 90
# A text of this length before a table is its name, and stays with it.
NAME = 200
# What is shorter than this stays together on one page.
LONG = 1100
MANY = 9


class Unprintable(ValueError):
    """Something in a text that no book can show; the message is a Dutch sentence."""


@dataclass
class Converter:
    """Makes markup of the HTML of one lesson.

    `label` gives, for an address inside the site, its label in this book, or None when it is not in it. The headings of
    the lesson come under `level`.
    """

    label: Callable[[str], Label | None]
    level: int = 2

    def blocks(self, node: Node) -> Markup:
        """Return what is inside an element as blocks, each in a paragraph of its own."""
        self._depth = self.level
        return self._blocks(node)

    def _blocks(self, node: Node) -> Markup:
        parts: list[Markup] = []
        found = pieces(node.children)
        place = 0
        while place < len(found):
            following = found[place + 1] if place + 1 < len(found) else None
            made, taken = self._block(found[place], following)
            parts.append(made)
            place += taken
        return Markup("\n\n".join(part for part in parts if part))

    def _block(self, piece: Node, following: Node | None) -> tuple[Markup, int]:
        """Return a block, and of how many pieces it was made: a drawing takes along the caption that follows it."""
        if not (pictures := _pictures(piece)):
            return self._one(piece, following), 1
        caption = following if following is not None and _is_caption(following) else None
        *before, last = [(picture.attributes.get("src", ""), picture.attributes.get("alt", "")) for picture in pictures]
        drawn = [self._picture(*picture) for picture in before]
        drawn.append(self._picture(*last, self._inline(caption.children) if caption else None))
        return Markup("\n\n".join(drawn)), 2 if caption else 1

    def _one(self, child: Node, following: Node | None) -> Markup:
        match child.tag:
            case "p":
                made = self._inline(child.children)
                return call("lead-in", made) if _keeps_with(child, following) else made
            case "h2" | "h3" | "h4":
                # Never a level too deep: who reads with their ears would miss a step.
                self._depth = min(self.level + int(child.tag[1]) - 1, self._depth + 1)
                return call("heading", self._inline(child.children), level=self._depth)
            case "ul" | "ol":
                return self._list(child)
            case "table":
                return self._table(child)
            case "blockquote":
                return call("quoted", self._blocks(child))
            case "pre":
                return call("preformatted", [Verbatim(line) for line in child.lines()])
            case "hr":
                return Markup("#divider")
            case "dl":
                return self._terms(child)
            case "div" | "details":
                return self._box(child)
        raise Unprintable(f"het element <{child.tag}> kan niet op papier.")

    def _box(self, node: Node) -> Markup:
        classes = node.attributes.get("class", "").split()
        kind = next((name for name in BLOCKS.values() if name in classes), None)
        if kind is None and "admonition" in classes:
            raise Unprintable(f"het blok '{' '.join(classes[1:])}' is niet bekend op papier.")
        if kind is None:
            return self._blocks(node)
        title, *rest = node.elements()
        body = self._blocks(Node("", {}, list(rest)))
        return call(kind, self._inline(title.children), body, breakable=len(node.text()) > LONG)

    def _list(self, node: Node) -> Markup:
        items = [self._blocks(item) for item in node.elements() if item.tag == "li"]
        if node.tag == "ul":
            return call("list", *items)
        start = node.attributes.get("start", "1")
        return call("enum", *items, start=int(start) if start.isdecimal() and len(start) < 6 else 1)

    def _terms(self, node: Node) -> Markup:
        pairs, name = [], Markup("")
        for each in node.elements():
            if each.tag == "dt":
                name = self._inline(each.children)
            else:
                pairs.append((name, self._blocks(each)))
        return call("definitions", pairs)

    def _table(self, node: Node) -> Markup:
        lines = [[cell for cell in row.elements() if cell.tag in ("th", "td")] for row in node.all("tr")]
        head, *rows = lines
        return call(
            "data-table",
            columns=widths([[cell.text() for cell in line] for line in lines]),
            alignments=[_alignment(cell) for cell in head],
            head=[self._inline(cell.children) for cell in head],
            rows=[[self._blocks(cell) for cell in row] for row in rows],
            breakable=len(node.text()) > LONG or len(rows) > MANY,
        )

    def _picture(self, source: str, alt: str, caption: Markup | None = None) -> Markup:
        return call("drawing", Verbatim(source), alt, caption)

    def _inline(self, children: "list[Node | str]", before: str = "") -> Markup:
        parts = []
        after_break = False
        for child in children:
            if isinstance(child, str) and after_break:
                child = child.lstrip()
            parts.append(self._piece(child, before))
            before = (child if isinstance(child, str) else child.text()) or before
            after_break = isinstance(child, Node) and child.tag == "br"
        return Markup("".join(parts))

    def _piece(self, child: "Node | str", before: str) -> Markup:
        if isinstance(child, str):
            return words(child, before)
        if child.tag in STYLES:
            return Markup(f"#{STYLES[child.tag]}[{self._inline(child.children, before)}]")
        if child.tag in PLAIN:
            return self._inline(child.children, before)
        match child.tag:
            case "br":
                return Markup("#linebreak()")
            case "code":
                return call("raw", Verbatim(child.text()))
            case "a":
                return self._link(child.attributes.get("href", ""), self._inline(child.children, before))
            case "img":
                return self._picture(child.attributes.get("src", ""), child.attributes.get("alt", ""))
        raise Unprintable(f"het element <{child.tag}> kan niet in een zin op papier.")

    def _link(self, address: str, inside: Markup) -> Markup:
        if address.startswith(("http://", "https://", "mailto:")):
            return call("link", Verbatim(address), inside)
        name = self.label(address)
        return call("reference", name, inside) if name else inside


def widths(lines: list[list[str]]) -> list[int]:
    """Return how much room each column gets beside the others; 0 is as much as it needs."""
    columns = [[len(line[number]) for line in lines if number < len(line)] for number in range(len(lines[0]))]
    if all(max(lengths) <= NARROW for lengths in columns):
        return [1] * len(columns)
    return [0 if max(each) <= NARROW else min(max(each), WIDEST) + sum(each) // len(each) for each in columns]


def _alignment(cell: Node) -> str:
    given = cell.attributes.get("align", "")
    return given if given in ALIGNMENTS else "left"


def _pictures(node: Node) -> list[Node]:
    """Return the pictures of a paragraph that holds nothing else."""
    pictures = [child for child in node.elements() if child.tag == "img"]
    return pictures if node.tag == "p" and len(pictures) == len(node.elements()) and not node.text() else []


def _is_caption(node: Node) -> bool:
    return node.tag == "p" and [each.tag for each in node.elements()] == ["em"] and node.text().startswith("Figuur")


def _keeps_with(node: Node, following: Node | None) -> bool:
    """Return whether a paragraph may not be parted from what follows it: a list after a colon, a table after its name."""
    if following is None:
        return False
    is_table = following.tag == "div" and "scroll" in following.attributes.get("class", "")
    text = node.text()
    return (following.tag in ("ul", "ol", "blockquote") and text.endswith(":")) or (is_table and len(text) < NAME)
