"""A mail server that keeps what it is told."""

import smtplib

import pytest


class Server:
    """A mail server that keeps what it is told; `refuses` is raised instead of taking a mail."""

    refuses = None
    log = []

    def __init__(self, host, port, timeout):
        self.log.append(("connect", host, port, timeout <= 10))

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None

    def starttls(self, context):
        """Note it, and whether the certificate is checked."""
        self.log.append(("starttls", context.check_hostname))

    def login(self, name, password):
        """Note it."""
        self.log.append(("login", name, password))

    def send_message(self, message):
        """Note it, or refuse."""
        if self.refuses:
            raise self.refuses
        self.log.append(("mail", message))


@pytest.fixture
def server(app, monkeypatch):
    """A mail server, set in the settings."""
    monkeypatch.setattr(Server, "log", [])
    monkeypatch.setattr(Server, "refuses", None)
    monkeypatch.setattr(smtplib, "SMTP", Server)
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://kracht%40nl:ge%3Aheim@mail.example:587")
    monkeypatch.setitem(app.config, "MAIL_FROM", "kracht@voorbeeld.example")
    return Server


def mails(server):
    return [entry[1] for entry in server.log if entry[0] == "mail"]
