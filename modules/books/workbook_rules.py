"""The trainingsmap as text for Typst: room to write, checks, forms, lists, the days; for who trains also the answers."""

from collections.abc import Iterable, Mapping
from string import ascii_uppercase

from modules.assignments.form_rules import Form
from modules.books.html_rules import Node
from modules.books.parts_rules import colophon, head, title_page
from modules.books.print_rules import Converter
from modules.books.rules import SUBTITLES, TITLES, Chapter, Checklist, Contents, Edition, Kind, labels, module_address
from modules.books.typst_rules import Label, Markup, call
from modules.library.check_rules import Question
from trainer.planning.rules import PlannedDay, hours, name

BEGINS = (
    "Deze map hoort bij de cursus. Schrijf erin en neem hem mee. Per module vind je waar het om gaat, vragen om over na te "
    "denken, en de toets."
)
WHERE_ANSWERS_ARE = {
    False: "De antwoorden staan niet in deze map. Maak een toets op de site, dan lees je bij elk antwoord waarom het klopt "
    "of niet.",
    True: "Dit is de map van de trainer: de antwoorden staan achterin, met uitleg. In de map van een cursist staan zij niet.",
}
NO_NAMES = "Schrijf geen namen of gegevens van cliënten op. Een nummer zoals C7 is genoeg, en een herkenbaar detail laat je weg."
ABOUT_DAYS = (
    "Zo ziet het programma er meestal uit. De data en de plek hoor je van je trainer. De training uit het onderzoek van "
    "Brongers e.a. heeft ook 2 lesdagen, 3 praktijkdagen en 2 intervisies. Hoelang de derde praktijkdag en een intervisie "
    "duren, vonden wij daar niet. Die uren kozen wij zelf, net als waar het op die dagen over gaat."
)

# The lessons are not in this book, so their links lead nowhere here.
PLAIN = Converter(lambda address: None)


def workbook(contents: Contents, days: Iterable[PlannedDay], edition: Edition) -> str:
    """Return the whole trainingsmap."""
    title, subtitle = TITLES[Kind.WORKBOOK], SUBTITLES[Kind.WORKBOOK]
    how_to_use = [BEGINS, WHERE_ANSWERS_ARE[edition.answers], NO_NAMES]
    parts = [head(title, subtitle, edition, running=title), title_page(title, subtitle, edition), Markup("#contents")]
    parts += [call("part", "Zo gebruik je deze map", call("paragraphs", how_to_use)), _days(days)]
    for chapter in contents.chapters:
        parts += _chapter(chapter, labels(contents.chapters), edition)
    parts += [_form(form) for form in contents.forms]
    parts += _checklists(contents.checklists)
    parts += [_answers(contents.chapters)] if edition.answers else []
    return "\n\n".join([*parts, colophon(edition, contents.chapters)])


def _days(days: Iterable[PlannedDay]) -> Markup:
    rows = [(name(day.kind, day.number), day.subject, _hours(day.minutes)) for day in days]
    return call(
        "part",
        "De cursusdagen",
        Markup(f"{call('paragraphs', [ABOUT_DAYS])}\n\n{call('day-table', rows)}"),
        **{"new-page": False},
    )


def _hours(minutes: int) -> str:
    return f"{hours(minutes):g} uur".replace(".", ",")


def _chapter(chapter: Chapter, known: Mapping[str, Label], edition: Edition) -> list[Markup]:
    """Return the pages of a module. Raises Unprintable when a text cannot be shown on paper."""
    module = chapter.module
    label = known[module_address(module)]
    parts = [call("start", chapter.number, module.title, module.summary, module.aim, label), Markup("#think-title")]
    for number, lesson, body in chapter.pages():
        for box in reflections(body):
            title, *rest = box.elements()
            question = PLAIN.blocks(Node("", {}, list(rest)))
            parts.append(call("think", f"Les {number}, {lesson.title}", title.text(), question))
    questions = [
        {"text": question.text, "options": [option.text for option in question.options]}
        for question in module.check.questions
    ]
    return [*parts, call("check", chapter.number, questions, answers=edition.answers)]


def _form(form: Form) -> Markup:
    sections = [
        {
            "title": section.title,
            "help": section.help,
            "kind": section.kind,
            "fields": [{"label": each.label, "help": each.help, "size": each.size} for each in section.fields],
            "rows": [{"label": each.label, "help": each.help} for each in section.rows],
        }
        for section in form.sections
    ]
    criteria = [{"text": each.text, "help": each.help} for each in form.criteria]
    return call("form", form.title, form.summary, sections, criteria, form.source)


def reflections(body: Node) -> list[Node]:
    """Return the blocks of a lesson that ask the reader something."""
    return [each for each in body.all("div") if "reflect" in each.attributes.get("class", "").split()]


def _checklists(checklists: Iterable[Checklist]) -> list[Markup]:
    made = [
        {"title": each.title, "origin": each.origin, "entries": [PLAIN.blocks(item) for item in each.items]}
        for each in checklists
    ]
    return [call("part", "Lijsten om af te vinken", call("checklists", made))] if made else []


def _answers(chapters: Iterable[Chapter]) -> Markup:
    parts = []
    for chapter in chapters:
        rows = [_answer(question) for question in chapter.module.check.questions]
        parts.append(call("answers", chapter.number, chapter.module.title, rows))
    return call("part", "Antwoorden bij de toetsen", Markup("\n\n".join(parts)))


def _answer(question: Question) -> dict[str, object]:
    options = list(zip(ascii_uppercase, question.options, strict=False))
    return {
        "text": question.text,
        "right": [(letter, option.text, option.explanation) for letter, option in options if option.correct],
        "others": [(letter, option.explanation) for letter, option in options if not option.correct],
    }
