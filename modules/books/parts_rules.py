"""What the books share, as text for Typst: title page, first page of a module, colophon."""

from collections.abc import Iterable, Mapping

from modules.books.rules import Chapter, Edition, lesson_address, module_address
from modules.books.typst_rules import Label, Markup, call

PROMISES = (
    "Cijfers en feiten komen uit de bron die erbij staat. De zinnen zijn van onszelf. Casussen zijn verzonnen, of "
    "naverteld uit een bron die dan genoemd is.",
    "Dit boek belooft geen effect. Onderzoek naar de training vond bij cliënten geen aangetoond verschil in betaald werk.",
    "De tekst valt onder de licentie EUPL-1.2: je mag hem delen en veranderen, als je de licentie meegeeft. De woorden van "
    "de indicatoren horen daar niet bij. Die zijn van de auteurs van Niet over, maar met.",
)


def head(title: str, subtitle: str, edition: Edition, *, running: str) -> Markup:
    """Return what every book begins with: the template and its settings; `running` stands above every page."""
    settings = call("book.with", title=title, subtitle=subtitle, running=running, version=edition.version)[1:]
    return Markup(f'#import "book.typ": *\n#show: {settings}')


def title_page(title: str, subtitle: str, edition: Edition) -> Markup:
    """Return the first page of a book."""
    return call("title-page", title, subtitle, f"Gemaakt op {edition.made_on}")


def opener(chapter: Chapter, known: Mapping[str, Label]) -> Markup:
    """Return the first page of a module, with its lessons and their pages."""
    module = chapter.module
    lessons = [
        {"number": number, "title": lesson.title, "target": known[lesson_address(module, lesson)]}
        for number, lesson, _ in chapter.pages()
    ]
    return call(
        "opener",
        chapter.number,
        module.title,
        module.summary,
        module.aim,
        module.minutes,
        lessons,
        known[module_address(module)],
    )


def colophon(edition: Edition, chapters: Iterable[Chapter]) -> Markup:
    """Return the last page: what this is, of which version, and what could not be in it."""
    versions = [(each.module.title, each.module.content_hash) for each in chapters]
    return call("colophon", edition.version, edition.made_on, PROMISES, versions, list(edition.left_out))
