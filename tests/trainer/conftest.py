"""A mail server for who sends mail."""

import pytest

from tests.trainer.post_office import PostOffice


@pytest.fixture
def post_office(app, monkeypatch):
    """Return a mail server that listens on this machine, set in the settings."""
    office = PostOffice()
    monkeypatch.setitem(app.config, "SMTP_URL", f"smtp://127.0.0.1:{office.port}")
    monkeypatch.setitem(app.config, "MAIL_FROM", "Krachtspiegel <kracht@voorbeeld.example>")
    yield office
    office.at_work.set()
    office.close()
