"""Lists to tick off: which lists of which lessons they are, read from a file, and what can be wrong in it."""

from collections.abc import Iterable, Mapping

from modules.books.html_rules import Node
from modules.books.rules import Chapter, Checklist
from modules.library.toml_rules import Kind, Problem, Table, field_problems, read_file, suggestion

FILE = "checklists.toml"
FIELDS = {"title": Kind.TEXT, "lesson": Kind.TEXT, "heading": Kind.TEXT}


def read_checklists(texts: Mapping[str, str], chapters: Iterable[Chapter]) -> tuple[list[Checklist], list[Problem]]:
    """Return the lists in these files; one of a lesson that is not in the course is passed over."""
    table, problems = read_file(FILE, texts, {"checklists": Kind.TABLES})
    bodies = {
        f"{chapter.module.slug}/{lesson.slug}": (number, body)
        for chapter in chapters
        for number, lesson, body in chapter.pages()
    }
    found = []
    for block in [] if problems else table.tables("checklists"):
        faults = field_problems(block, FIELDS)
        if not faults and block.values["lesson"] in bodies:
            checklist, faults = _checklist(block, *bodies[block.values["lesson"]])
            found += [checklist] if checklist else []
        problems += faults
    return found, problems


def _checklist(block: Table, number: str, body: Node) -> tuple[Checklist | None, list[Problem]]:
    values = block.values
    headings = [each.text() for each in body.elements() if each.tag == "h2"]
    if values["heading"] not in headings:
        sentence = f"les '{values['lesson']}' heeft geen kop '{values['heading']}'."
        return None, [block.problem(sentence + suggestion(values["heading"], headings), "heading")]
    items = _items_under(values["heading"], body)
    if not items:
        return None, [block.problem(f"onder de kop '{values['heading']}' staat geen lijst.", "heading")]
    return Checklist(values["title"], f"Les {number}", items), []


def _items_under(heading: str, body: Node) -> tuple[Node, ...]:
    inside = False
    for each in body.elements():
        if each.tag == "h2":
            inside = each.text() == heading
        if inside and each.tag in ("ul", "ol"):
            return tuple(item for item in each.elements() if item.tag == "li")
    return ()
