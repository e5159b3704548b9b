"""All settings: read from the environment, each with its default and what it is for."""

import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask

from trainer.secret_file import kept

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Setting:
    """One setting: its name in the environment, its default and a help text for the person who installs."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("PORT", "8000", "Poort waarop `make run` luistert."),
    Setting("DEMO", "1", "1: vul een lege database met de demo. 0: begin leeg en vraag om de eerste beheerder."),
    Setting(
        "DATABASE_URL", "", "Database, bv. `postgresql://gebruiker:geheim@host/naam`. Leeg: SQLite in `instance/`."
    ),
    Setting(
        "SECRET_KEY", "", "Sleutel voor sessies. Leeg: bij de eerste start gemaakt en bewaard in `instance/secret_key`."
    ),
    Setting(
        "SITE_URL",
        "",
        "Adres van de site, bv. `https://kracht.voorbeeld.nl`. Leeg: alleen bereikbaar vanaf deze machine.",
    ),
    Setting("TRUSTED_PROXIES", "0", "Aantal proxy's vóór de site die X-Forwarded-kopregels zetten."),
    Setting("WORKERS", "2", "Aantal processen van de webserver."),
    Setting("RECORDINGS_DIR", "", "Map voor opnamen. Leeg: `instance/recordings`."),
    Setting(
        "COURSE_DIR",
        "",
        "Map voor cursusteksten die trainers publiceren; zij gaan vóór de meegeleverde. Leeg: `instance/modules`.",
    ),
    Setting("MAX_RECORDING_GB", "4", "Grootste opname die geüpload mag worden, in GB."),
    Setting("SESSION_HOURS", "12", "Zo lang blijft iemand ingelogd, in uren."),
    Setting(
        "SMTP_URL",
        "",
        "Mailserver, bv. `smtp://gebruiker:geheim@host:587` of `smtps://…`. Leeg: links worden op het scherm getoond.",
    ),
    Setting("MAIL_FROM", "", "Afzender van mail. Nodig als SMTP_URL is ingevuld."),
    Setting(
        "ISSUER", "Krachtspiegel", "Organisatie die de cursus geeft. Staat op certificaten, badges en urenoverzichten."
    ),
    Setting("CLIENT_TERM", "cliënt", "Het woord voor de mens met hulpvragen: cliënt, klant of inwoner."),
    Setting(
        "THEME_CSS",
        "",
        "Pad naar een CSS-bestand met de design tokens van de eigen organisatie. Leeg: het eigen thema van Krachtspiegel.",
    ),
)


def load(app: Flask, overrides: dict[str, Any]) -> None:
    """Fill `app.config` from the environment and then from `overrides` (tests)."""
    # Empty is not set: `make` hands on a variable that nobody gave as an empty one.
    values = {setting.name: os.environ.get(setting.name) or setting.default for setting in SETTINGS}
    values |= {name: value for name, value in overrides.items() if name in values}
    if values["SMTP_URL"] and not values["MAIL_FROM"]:
        raise SystemExit("SMTP_URL is ingevuld en MAIL_FROM niet. Zonder afzender gaat er geen mail uit. Vul beide in.")
    instance = Path(app.instance_path)
    instance.mkdir(parents=True, exist_ok=True)
    site = urlsplit(values["SITE_URL"])
    app.config.from_mapping(
        values,
        SECRET_KEY=values["SECRET_KEY"] or kept(instance / "secret_key", _new_secret).decode(),
        SQLALCHEMY_DATABASE_URI=database_uri(values["DATABASE_URL"], instance),
        RECORDINGS_DIR=values["RECORDINGS_DIR"] or str(instance / "recordings"),
        COURSE_DIR=values["COURSE_DIR"] or str(instance / "modules"),
        MAX_RECORDING_BYTES=int(float(values["MAX_RECORDING_GB"]) * 1024 * MEGABYTE),
        TRUSTED_HOSTS=[site.hostname] if site.hostname else ["localhost", "127.0.0.1", "[::1]"],
        TRUSTED_PROXIES=int(values["TRUSTED_PROXIES"]),
        SESSION_COOKIE_SECURE=site.scheme == "https",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="krachtspiegel",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=float(values["SESSION_HOURS"])),
        # A token lives as long as the session: an overleg with its form takes longer than an hour.
        WTF_CSRF_TIME_LIMIT=None,
        # Text forms up to 8 MB are read whole, so that a text that is too long comes back to its writer.
        MAX_CONTENT_LENGTH=8 * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=8 * MEGABYTE,
        BABEL_DEFAULT_LOCALE="nl",
        BABEL_DEFAULT_TIMEZONE="Europe/Amsterdam",
        RATELIMIT_STORAGE_URI="memory://",
        RATELIMIT_HEADERS_ENABLED=False,
        # The cookie is signed once, at sign-in: signing it again on every page costs a tenth of the page.
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    app.config.update(overrides)


def database_uri(url: str, instance: Path) -> str:
    """Return the SQLAlchemy address for `url`; empty means the SQLite file under `instance`."""
    if not url:
        return f"sqlite:///{instance / 'krachtspiegel.sqlite3'}"
    return url.replace("postgres://", "postgresql://", 1).replace("postgresql://", "postgresql+psycopg://", 1)


def _new_secret() -> bytes:
    return secrets.token_hex(32).encode()
