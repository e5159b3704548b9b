"""Commands about the demo: `flask demo load`, `flask demo reset`."""

from pathlib import Path

import click
from flask.cli import AppGroup
from flask_migrate import stamp

from demo import load
from modules.assignments import queries as assignments
from modules.assignments import storage as attachments
from modules.publishing import queries as publishing
from modules.publishing import storage as published
from observation.recordings import queries as recordings
from observation.recordings import storage
from trainer.db import start_over
from trainer.people import queries as people
from trainer.web import today

demo_cli = AppGroup("demo", help="De demo.")

MIGRATIONS = str(Path(__file__).parent.parent / "migrations")


@demo_cli.command("load")
def load_demo() -> None:
    """Vul een lege database met de demo."""
    try:
        load.load(today())
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    click.echo("De demo is geladen.")


@demo_cli.command("reset")
def reset_demo() -> None:
    """Zet de demo terug zoals zij begon. Weigert bij een database die geen demo is."""
    if people.anyone_exists() and not people.demo_exists():
        raise click.ClickException("Dit is geen demo: er staan echte accounts in. Er is niets veranderd.")
    modules = publishing.published_slugs()
    names, files = recordings.stored_names(), assignments.all_attachment_names()
    start_over()
    # These are the tables of today; else the next start would make what an older version did not have once more.
    stamp(MIGRATIONS)
    published.clear(modules)
    for name in names:
        storage.erase(name)
    for name in files:
        attachments.erase(name)
    load.load(today())
    click.echo("De demo staat weer zoals zij begon.")
