"""Commands about the course: `flask modules check`."""

import click
from flask.cli import AppGroup

from modules.assignments import queries as assignments
from modules.authoring import queries as authoring
from modules.books import queries as books
from modules.completion import queries as completion
from modules.evaluation import queries as evaluation
from modules.glossary import queries as glossary
from modules.library import queries
from modules.library.readability_rules import five_numbers, readability
from modules.methods import queries as methods
from modules.scans import queries as scans
from trainer.web import counted, number

modules_cli = AppGroup("modules", help="Cursusinhoud.")


@modules_cli.command("check")
def check() -> None:
    """Controleer alle bestanden van de cursus: één regel per fout."""
    course = queries.course()
    problems = [
        *course.problems,
        *authoring.dead_links(),
        *methods.guide().problems,
        *assignments.shelf().problems,
        *evaluation.content().problems,
        *glossary.problems(),
        *scans.scans().problems,
        *completion.contract().problems,
        *books.problems(),
    ]
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)
    modules = counted(len(course.modules), "module", "modules")
    lessons = counted(sum(len(module.lessons) for module in course.modules), "les", "lessen")
    questions = counted(sum(len(module.check.questions) for module in course.modules), "vraag", "vragen")
    click.echo(f"Alles klopt: {modules}, {lessons}, {questions}.")


@modules_cli.command("readability")
def show_readability() -> None:
    """Meet hoe moeilijk de lessen lezen: de spreiding, en de moeilijkste eerst."""
    lessons = [
        (f"{module.slug}/{lesson.slug}", lesson) for module in queries.course().modules for lesson in module.lessons
    ]
    found = [(name, measured) for name, lesson in lessons if (measured := readability(lesson.text))]
    found.sort(key=lambda each: each[1].score)
    for title, values in (
        ("Flesch-Douma (hoger leest makkelijker)", [each.score for _, each in found]),
        ("Woorden per zin, gemiddeld", [each.mean_length for _, each in found]),
        ("Woorden in de langste zin", [float(each.longest_length) for _, each in found]),
    ):
        low, first, middle, third, high = (number(value) for value in five_numbers(values))
        click.echo(f"{title}: van {low} tot {high}, de middelste helft van {first} tot {third}, midden {middle}.")
    for name, each in found:
        click.echo(
            f"{number(each.score):>5}  {number(each.mean_length):>5} woorden per zin, langste "
            f"{each.longest_length:>3}  {name}: {each.longest[:60]}"
        )
