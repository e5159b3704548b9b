"""The safe HTML of a lesson as a tree, to walk through when it becomes something else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = ("br", "hr", "img")
INLINE = ("strong", "em", "del", "sub", "sup", "span", "abbr", "br", "code", "a", "img")


@dataclass
class Node:
    """An element of the HTML; the root has no tag."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    def elements(self) -> list["Node"]:
        """Return the elements right inside this one."""
        return [child for child in self.children if isinstance(child, Node)]

    def all(self, tag: str) -> list["Node"]:
        """Return all elements of a kind inside this one, in their order."""
        found = []
        for child in self.elements():
            found += ([child] if child.tag == tag else []) + child.all(tag)
        return found

    def text(self) -> str:
        """Return the words inside, without markup."""
        parts = [child if isinstance(child, str) else child.text() for child in self.children]
        return " ".join("".join(parts).split())

    def lines(self) -> list[str]:
        """Return the lines of words that are set as they were typed."""
        parts = [child if isinstance(child, str) else "\n".join(child.lines()) for child in self.children]
        return "".join(parts).strip("\n").split("\n")


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parse(html: str) -> Node:
    """Return safe, well-formed HTML as a tree."""
    reader = _Tree()
    reader.feed(html)
    reader.close()
    return reader.root


def pieces(children: "list[Node | str]") -> list[Node]:
    """Return blocks only: words that stand loose between them become a paragraph."""
    found: list[Node] = []
    loose: list[Node | str] = []
    for child in [*children, Node("end")]:
        if isinstance(child, str) or child.tag in INLINE:
            loose.append(child)
            continue
        if any(isinstance(each, Node) or each.strip() for each in loose):
            found.append(Node("p", {}, loose))
        loose = []
        found.append(child)
    return [_trimmed(piece) for piece in found[:-1]]


def _trimmed(node: Node) -> Node:
    """Return a block without the white space at its ends."""
    children = list(node.children)
    if children and isinstance(children[0], str):
        children[0] = children[0].lstrip()
    if children and isinstance(children[-1], str):
        children[-1] = children[-1].rstrip()
    return Node(node.tag, node.attributes, children)
