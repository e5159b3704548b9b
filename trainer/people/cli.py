"""Commands about accounts: `flask people first-admin`."""

from collections.abc import Callable

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import AppGroup

from trainer.people import actions, rules
from trainer.people.forms import DIFFERENT, EMAIL, NAME_TOO_LONG

people_cli = AppGroup("people", help="Accounts.")


@people_cli.command("first-admin")
def first_admin() -> None:
    """Vraag op het scherm om de eerste beheerder van een lege installatie."""
    click.echo("Deze installatie is leeg. Maak de eerste beheerder.")
    name = _ask("Naam", lambda typed: NAME_TOO_LONG if len(typed) > rules.MAX_NAME else None)
    email = _ask("E-mailadres", _email_problem)
    password = _ask("Wachtwoord", lambda typed: _password_problem(typed, name, email), hide_input=True)
    try:
        actions.add_first_admin(name.strip(), email, password)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    click.echo("Gelukt. Je kunt straks inloggen met dit adres.")


def _ask(words: str, problem: Callable[[str], str | None], *, hide_input: bool = False) -> str:
    """Ask until there is no problem with what was typed."""
    while sentence := problem(typed := click.prompt(words, hide_input=hide_input)):
        click.echo(sentence)
    return str(typed)


def _email_problem(typed: str) -> str | None:
    try:
        validate_email(typed, check_deliverability=False)
    except EmailNotValidError:
        return EMAIL
    return None


def _password_problem(typed: str, name: str, email: str) -> str | None:
    if problem := rules.password_problem(typed, name=name, email=email):
        return problem
    return None if click.prompt("Nog een keer", hide_input=True) == typed else DIFFERENT
