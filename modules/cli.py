"""Commands about the course: `flask modules check`."""

import click
from flask.cli import AppGroup

from modules.library import queries
from modules.methods import queries as methods
from trainer.web import counted

modules_cli = AppGroup("modules", help="Cursusinhoud.")


@modules_cli.command("check")
def check() -> None:
    """Controleer alle bestanden van de cursus: één regel per fout."""
    course = queries.course()
    problems = [*course.problems, *methods.guide().problems]
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)
    modules = counted(len(course.modules), "module", "modules")
    lessons = counted(sum(len(module.lessons) for module in course.modules), "les", "lessen")
    questions = counted(sum(len(module.check.questions) for module in course.modules), "vraag", "vragen")
    click.echo(f"Alles klopt: {modules}, {lessons}, {questions}.")
