"""Commands about accounts: `flask people first-admin`."""

import click
from flask.cli import AppGroup

from trainer.people import actions, rules

people_cli = AppGroup("people", help="Accounts.")


@people_cli.command("first-admin")
def first_admin() -> None:
    """Vraag op het scherm om de eerste beheerder van een lege installatie."""
    click.echo("Deze installatie is leeg. Maak de eerste beheerder.")
    name = click.prompt("Naam")
    email = click.prompt("E-mailadres")
    while problem := rules.password_problem(
        password := click.prompt("Wachtwoord", hide_input=True, confirmation_prompt="Nog een keer"),
        name=name,
        email=email,
    ):
        click.echo(problem)
    try:
        actions.add_first_admin(name, email, password)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    click.echo("Gelukt. Je kunt straks inloggen met dit adres.")
