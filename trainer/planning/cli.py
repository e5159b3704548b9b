"""Commands about meeting days: `flask planning mail`."""

import os
import time

import click
from flask import current_app, render_template
from flask.cli import AppGroup

from trainer.planning import actions, queries
from trainer.planning.models import DayMail
from trainer.web import mail_is_set, send_mail, today

planning_cli = AppGroup("planning", help="Cursusdagen.")


@planning_cli.command("mail")
@click.option("--every", type=int, help="Blijf dit doen, om de zoveel seconden, zolang de site draait.")
def mail(every: int | None) -> None:
    """Verstuur wat er te mailen is: veranderingen en herinneringen."""
    parent = os.getppid()
    while True:
        # A context of its own each time, so that nothing is remembered and no read stays open while it sleeps.
        with current_app.app_context():
            sent = send_waiting() if every is None else _send_or_note_why_not()
        if every is None:
            click.echo(f"{sent} verstuurd.")
            return
        time.sleep(every)
        if os.getppid() != parent:
            return


def _send_or_note_why_not() -> int:
    """Send what waits; a fault now, such as a database that is away, must not end the sending for good."""
    try:
        return send_waiting()
    except Exception as error:
        current_app.logger.error("Mail over cursusdagen niet verstuurd: %s", type(error).__name__)
        return 0


def send_waiting() -> int:
    """Send what waits on the list, near days included; return how many mails the server took. Without SMTP: none."""
    if not mail_is_set():
        return 0
    actions.add_reminders(today())
    sent = 0
    for row in queries.mail_to_send(today()):
        taken = send_mail(row.person.email, _subject(row), _text(row))
        actions.note_sent(row, taken)
        sent += taken
    return sent


def _subject(row: DayMail) -> str:
    return f"{row.reason}: {row.day.name}"


def _text(row: DayMail) -> str:
    return render_template(
        "trainer/planning/mail.txt",
        person=row.person,
        day=row.day,
        reason=row.reason,
        site=current_app.config["SITE_URL"],
    )
