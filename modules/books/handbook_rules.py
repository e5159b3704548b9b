"""The praktijkboek, and one module of it, as text for Typst."""

from collections.abc import Iterable, Mapping, Sequence

from modules.books.parts_rules import colophon, head, opener, title_page
from modules.books.print_rules import Converter
from modules.books.rules import SUBTITLES, TITLES, Chapter, Contents, Edition, Kind, Theme, labels, lesson_address
from modules.books.typst_rules import Label, Markup, call
from modules.methods.rules import TOPICS, Entry, Method

ABOUT_INDICATORS = (
    "Het observatieformulier kijkt naar gedrag in een gezamenlijk overleg. Je scoort het overleg, nooit een persoon. "
    "Naast elke indicator staan de lessen die erbij horen. Een vet nummer is een les die de indicator uitlegt."
)
CREDIT_INDICATORS = (
    "De indicatoren staan er zoals gedrukt in Niet over, maar met (Nouwen, Havens, Van Reenen, Driesen, Verharen en Van "
    "Regenmortel). Die woorden zijn van de auteurs."
)
UNFAVOURABLE = "Dit thema is ongunstig geformuleerd: hier is lager gunstiger."
ABOUT_METHODS = (
    "Programma's en methoden bij veel problemen tegelijk, op alfabet. Wat de bron zegt, staat er in onze woorden, met de "
    "plek erbij. Spreekt een bron zichzelf tegen, dan staan beide uitspraken er. Wij geven geen oordeel over wat werkt. "
    "Veel komt uit een overzicht van 2012."
)


def handbook(contents: Contents, edition: Edition) -> str:
    """Return the whole praktijkboek."""
    title, subtitle = TITLES[Kind.HANDBOOK], SUBTITLES[Kind.HANDBOOK]
    known = labels(contents.chapters, contents.guide)
    codes = frozenset(each.code for theme in contents.themes for each in theme.indicators)
    parts = [head(title, subtitle, edition, running=title), title_page(title, subtitle, edition), Markup("#contents")]
    for chapter in contents.chapters:
        parts += chapter_parts(chapter, known, codes)
    parts.append(_indicators(contents.themes, contents.chapters, known))
    parts += _methods(contents.guide.methods, contents.guide.mentioned, known)
    return "\n\n".join([*parts, colophon(edition, contents.chapters)])


def one_module(chapter: Chapter, edition: Edition) -> str:
    """Return one module as a book by itself."""
    module = chapter.module
    parts = [
        head(module.title, module.summary, edition, running="Krachtspiegel"),
        *chapter_parts(chapter, labels([chapter]), frozenset()),
    ]
    return "\n\n".join([*parts, colophon(edition, [chapter])])


def chapter_parts(chapter: Chapter, known: Mapping[str, Label], codes: frozenset[str]) -> list[Markup]:
    """Return a module: its first page and its lessons. Raises Unprintable when a text cannot be shown on paper."""
    parts = [opener(chapter, known)]
    for number, lesson, tree in chapter.pages():
        indicators = [
            {"code": code, "target": _indicator(code) if code in codes else None} for code in lesson.indicators
        ]
        body = Converter(known.get).blocks(tree) + "\n\n" + call("closing", indicators, lesson.sources)
        label = known[lesson_address(chapter.module, lesson)]
        parts.append(call("lesson", number, lesson.title, lesson.aim, lesson.minutes, label, Markup(body)))
    return parts


def _indicator(code: str) -> Label:
    return Label(f"indicator-{code}")


def _indicators(themes: Iterable[Theme], chapters: Sequence[Chapter], known: Mapping[str, Label]) -> Markup:
    parts = [call("lead", ABOUT_INDICATORS), call("small-print", CREDIT_INDICATORS)]
    for theme in themes:
        parts.append(call("theme", theme.title, UNFAVOURABLE if theme.is_unfavourable else ""))
        rows = [
            {
                "code": each.code,
                "label": _indicator(each.code),
                "text": each.text,
                "lessons": _lessons_about(each.code, chapters, known),
            }
            for each in theme.indicators
        ]
        parts.append(call("indicator-table", rows))
    return call("part", "De indicatoren", Markup("\n\n".join(parts)))


def _lessons_about(code: str, chapters: Sequence[Chapter], known: Mapping[str, Label]) -> list[dict[str, object]]:
    return [
        {"number": number, "target": known[lesson_address(chapter.module, lesson)], "explains": code in lesson.explains}
        for chapter in chapters
        for number, lesson, _ in chapter.pages()
        if code in (*lesson.indicators, *lesson.explains)
    ]


def _methods(methods: Iterable[Method], mentioned: Sequence[Entry], known: Mapping[str, Label]) -> list[Markup]:
    parts = [call("part", "Methodengids", call("lead", ABOUT_METHODS))]
    parts += [_method(method, known[f"/methoden/{method.slug}"]) for method in methods]
    if mentioned:
        entries = [{"title": each.title, "text": each.text, "place": each.place} for each in mentioned]
        parts.append(call("mentioned", entries))
    return parts


def _method(method: Method, label: Label) -> Markup:
    facts = [
        ("Voor wie", method.target_group),
        ("Domein", method.domain_words),
        ("Op weg naar werk", method.labour),
        ("Voorkomen", method.prevention),
        ("Theorie", method.theory),
        *([("Let op", method.remark)] if method.remark else []),
    ]
    claims = [
        (name, [{"text": each.text, "place": each.place} for each in method.claims_about(topic)])
        for topic, name in TOPICS.items()
        if method.claims_about(topic)
    ]
    source = f"{method.source}, {method.page}."
    return call("method", method.title, method.summary, facts, method.steps, claims, source, label)
