"""The links in a lesson, to pages and to indicators, and which of them lead nowhere."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from modules.library.lesson_rules import IMAGE, INDICATOR
from modules.library.rules import RESERVED, RESERVED_MODULES
from modules.library.toml_rules import Problem, parse

# What is shown as it is typed: a link in it is none.
CODE = re.compile(r"`[^`]+`")
LINKS = (
    re.compile(r"(?<!\\)\]\(([^)]*)\)"),
    re.compile(r"^ {0,3}\[[^\]]+\]:(.*)$"),
    re.compile(r"""<a\s[^>]*\bhref\s*=\s*["']?([^"'\s>]*)"""),
)
OWN = re.compile(r"(les|methode|opdracht):(.*)", re.S)
PAGE = re.compile(r"/cursus/([^/]+)(?:/([^/]+))?/?")
NOWHERE = "gaat nergens heen. Kies een les met ‘Link naar een les’. Een adres buiten de site begint met https://."


@dataclass(frozen=True)
class Targets:
    """All that a link can lead to; lessons are `module/les`, figures are paths, `anchors` gives what a text has.

    `indicators` are the codes of the observatieformulier.
    """

    lessons: frozenset[str]
    methods: frozenset[str]
    assignments: frozenset[str]
    figures: frozenset[str]
    indicators: frozenset[str]
    is_page: Callable[[str], bool]
    anchors: Callable[[str], frozenset[str]]


def dead_links(texts: Mapping[str, str], targets: Targets) -> list[Problem]:
    """Return the links in these lessons that lead nowhere; names are `module/les.md`, other files have no links."""
    lessons = {file: text for file, text in texts.items() if file.endswith(".md")}
    return [
        Problem(file, number, sentence)
        for file, text in lessons.items()
        for number, address in _addresses(text)
        if (sentence := _fault(address, file.partition("/")[0], text, targets))
    ] + [each for file, text in lessons.items() for each in _unknown_indicators(file, text, targets.indicators)]


def _unknown_indicators(file: str, text: str, known: frozenset[str]) -> Iterator[Problem]:
    """Yield what is written as the code of an indicator and is none."""
    table, _ = parse(file, text.removeprefix("+++\n").partition("\n+++\n")[0], 2)
    codes = table.values.get("indicators")
    for code in codes if isinstance(codes, list) else ():
        if isinstance(code, str) and INDICATOR.fullmatch(code) and code not in known:
            yield table.problem(f"{code} staat niet op het observatieformulier.", "indicators", code)


def _addresses(file: str) -> Iterator[tuple[int, str]]:
    header, mark, body = file.partition("\n+++\n")
    in_code = False
    for number, line in enumerate(body.split("\n"), (header + mark).count("\n") + 1):
        in_code ^= line.startswith("```")
        prose = "" if in_code else IMAGE.sub("", CODE.sub("", line))
        yield from ((number, found[1]) for link in LINKS for found in link.finditer(prose))


def _fault(written: str, module: str, file: str, targets: Targets) -> str | None:
    if own := OWN.match(written):
        known = {"les": targets.lessons, "methode": targets.methods, "opdracht": targets.assignments}[own[1]]
        return None if own[2] in known else f"de link {written} gaat naar een {own[1]} die er niet is."
    address = (written.split() or [""])[0].strip("<>")
    if address.startswith("#"):
        known = targets.anchors(file.partition("\n+++\n")[2])
        there = address[1:] in known
        return None if there else f"de link '{address}' gaat naar een kop die er niet is."
    if address.startswith("figuren/"):
        there = f"{module}/figures/{address.removeprefix('figuren/')}" in targets.figures
    else:
        there = _is_site(address) or _is_page(address, targets)
    return None if there else f"de link '{address}' {NOWHERE}"


def _is_site(address: str) -> bool:
    """Return whether this leads out of the site: nobody looks whether the other end is there."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme in ("mailto", "tel"):
        return bool(parts.path)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _is_page(address: str, targets: Targets) -> bool:
    path = re.split(r"[?#]", address)[0]
    if not path.startswith("/") or path.startswith("//") or not targets.is_page(path):
        return False
    found = PAGE.fullmatch(path)
    if found is None or found[1] in RESERVED_MODULES or found[2] in RESERVED:
        return True
    modules = {lesson.partition("/")[0] for lesson in targets.lessons}
    return f"{found[1]}/{found[2]}" in targets.lessons if found[2] else found[1] in modules
