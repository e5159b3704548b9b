"""Mail: one to someone, or many over one connection."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import make_msgid, parseaddr
from enum import Enum
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app

from trainer.db import now

# The mail server is away, does not let us in, or takes nothing from us now. A password that no mail server takes is a
# UnicodeError.
FAULTS = (OSError, smtplib.SMTPException, UnicodeError)
HUNG_UP, NOT_ALLOWED = 421, 553


class Delivery(Enum):
    """What became of a mail: taken, refused for now, or refused for good."""

    TAKEN = "taken"
    LATER = "later"
    NEVER = "never"


def mail_is_set() -> bool:
    """Return whether a mail server was configured."""
    return bool(current_app.config["SMTP_URL"])


def send_mail(to: str, subject: str, text: str) -> bool:
    """Send one mail; return whether the mail server took it. A failure is logged without the address."""
    if not mail_is_set():
        return False
    taken = False
    try:
        with mail_server() as server:
            taken = deliver(server, to, subject, text) is Delivery.TAKEN
    except FAULTS as error:
        note_fault(error)
    return taken


@contextmanager
def mail_server() -> Iterator[smtplib.SMTP]:
    """Open the mail server, for one mail or for many. Raises one of FAULTS."""
    address = urlsplit(current_app.config["SMTP_URL"])
    with _connected(address) as server:
        _enter(server, address)
        yield server


def _connected(address: SplitResult) -> smtplib.SMTP:
    host = address.hostname or "localhost"
    if address.scheme == "smtps":
        return smtplib.SMTP_SSL(host, address.port or 465, timeout=10, context=ssl.create_default_context())
    return smtplib.SMTP(host, address.port or 25, timeout=10)


def _enter(server: smtplib.SMTP, address: SplitResult) -> None:
    """Encrypt the connection, with the certificate checked, unless the server is on this machine; and sign in."""
    if address.scheme != "smtps" and address.hostname not in ("localhost", "127.0.0.1", "::1"):
        server.starttls(context=ssl.create_default_context())
    if address.username:
        server.login(unquote(address.username), unquote(address.password or ""))


def deliver(server: smtplib.SMTP, to: str, subject: str, text: str) -> Delivery:
    """Hand a mail to an open mail server; return what became of it. Raises one of FAULTS when no mail would be taken."""
    try:
        server.send_message(_message(to, subject, text))
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPNotSupportedError) as error:
        code = _code(error)
        if code == HUNG_UP:
            raise
        current_app.logger.error("Mail niet verstuurd: geweigerd met %s", code)
        # From 500 on it is for good.
        return Delivery.NEVER if code >= 500 else Delivery.LATER
    return Delivery.TAKEN


def _code(error: smtplib.SMTPException) -> int:
    match error:
        case smtplib.SMTPRecipientsRefused():
            return max((code for code, _ in error.recipients.values()), default=NOT_ALLOWED)
        case smtplib.SMTPResponseException():
            return error.smtp_code
    # The address has signs that this mail server does not know.
    return NOT_ALLOWED


def note_fault(error: Exception) -> None:
    """Write in the log why mail is not going out, without an address."""
    current_app.logger.error("Mail niet verstuurd: %s", type(error).__name__)


def _message(to: str, subject: str, text: str) -> EmailMessage:
    sender = current_app.config["MAIL_FROM"]
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    # Not every mail server adds these two, and without them a mail looks like spam.
    message["Date"] = now()
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or None)
    # So that who is away does not answer automatically.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="quoted-printable")
    return message
