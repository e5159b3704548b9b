"""Commands about meeting days: `flask planning mail`."""

import fcntl
import os
import signal
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import click
from flask import current_app, render_template
from flask.cli import AppGroup

from trainer.mail import FAULTS, Delivery, deliver, mail_is_set, mail_server, note_fault
from trainer.planning import actions, queries
from trainer.planning.models import DayMail
from trainer.web import today

planning_cli = AppGroup("planning", help="Cursusdagen.")


@planning_cli.command("mail")
@click.option("--every", type=int, help="Blijf dit doen, om de zoveel seconden, zolang de site draait.")
def mail(every: int | None) -> None:
    """Verstuur wat er te mailen is: veranderingen en herinneringen."""
    parent = os.getppid()
    with _finishing() as stop:
        while True:
            # A context of its own each time, so that nothing is remembered and no read stays open while it waits.
            with current_app.app_context():
                sent = send_waiting(stop) if every is None else _send_or_note_why_not(stop)
            if every is None:
                click.echo(f"{sent} verstuurd.")
                return
            if stop.wait(every) or os.getppid() != parent:
                return


@contextmanager
def _finishing() -> Iterator[Event]:
    """Give what is set when the site stops. The mail that is then under way is finished and noted: it went out once."""
    stop = Event()
    before = {each: signal.signal(each, lambda *_: stop.set()) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _send_or_note_why_not(stop: Event) -> int:
    """Send what waits; a fault now, such as a database that is away, must not end the sending for good."""
    try:
        return send_waiting(stop)
    except Exception as error:
        current_app.logger.error("Mail over cursusdagen niet verstuurd: %s", type(error).__name__)
        return 0


def send_waiting(stop: Event) -> int:
    """Send what waits on the list, near days included, until `stop`; return how many mails the server took."""
    if not mail_is_set():
        return 0
    with _alone():
        actions.add_reminders(today())
        return _send(list(queries.mail_to_send(today())), stop)


@contextmanager
def _alone() -> Iterator[None]:
    """Let one sender through at a time: after a restart the old one may still be at it, with the same list."""
    with Path(current_app.instance_path, ".mail-lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _send(waiting: list[DayMail], stop: Event) -> int:
    """Send these, over one connection as long as it holds. What the mail server did not refuse for good stays waiting."""
    sent = 0
    while waiting and not stop.is_set():
        before = len(waiting)
        try:
            with mail_server() as server:
                while waiting and not stop.is_set():
                    sent += _delivered(server, waiting.pop(0))
        except FAULTS as error:
            note_fault(error)
            if len(waiting) == before:
                # The mail server is away. However long that takes, no mail is given up for it.
                break
    return sent


def _delivered(server: smtplib.SMTP, row: DayMail) -> bool:
    delivery = deliver(server, row.person.email, _subject(row), _text(row))
    if delivery is not Delivery.LATER:
        actions.note_sent(row, delivery is Delivery.TAKEN)
    return delivery is Delivery.TAKEN


def _subject(row: DayMail) -> str:
    return f"{row.reason}: {row.day.name}"


def _text(row: DayMail) -> str:
    return render_template(
        "trainer/planning/mail.txt",
        person=row.person,
        day=row.day,
        reason=row.reason,
        site=current_app.config["SITE_URL"].rstrip("/"),
    )
