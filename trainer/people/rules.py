"""Decisions about accounts: roles, passwords, links."""

from datetime import datetime, timedelta
from enum import StrEnum

MAX_NAME = 100
MIN_PASSWORD = 12
MAX_PASSWORD = 200
EASY = ("wachtwoord", "password", "welkom", "krachtspiegel", "123456", "qwerty")
LINK_LIFETIME = timedelta(days=14)
RESET_LIFETIME = timedelta(hours=24)
# How long someone is told that another made the link with which their password was set.
TOLD_FOR = timedelta(days=30)
TAKEN = "Dit adres is al van een ander account."


class Role(StrEnum):
    """What a person is on the platform; what they may do in a group is a membership's matter."""

    ADMIN = "admin"
    TRAINER = "trainer"
    PARTICIPANT = "participant"


ROLE_LABELS = {Role.ADMIN: "beheerder", Role.TRAINER: "trainer", Role.PARTICIPANT: "cursist"}


class LinkPurpose(StrEnum):
    """Why a personal link was made."""

    INVITATION = "invitation"
    RESET = "reset"


def invitable_roles(inviter: Role) -> list[Role]:
    """Return the roles that `inviter` may invite: a beheerder everyone, a trainer trainers and cursisten."""
    return {
        Role.ADMIN: [Role.PARTICIPANT, Role.TRAINER, Role.ADMIN],
        Role.TRAINER: [Role.PARTICIPANT, Role.TRAINER],
    }.get(inviter, [])


def password_problem(password: str, *, name: str = "", email: str = "") -> str | None:
    """Return a Dutch sentence that says why `password` is refused, or None when it is fine."""
    if len(password) < MIN_PASSWORD:
        return f"Kies een wachtwoord van minstens {MIN_PASSWORD} tekens. Een zin mag ook."
    if len(password) > MAX_PASSWORD:
        return f"Kies een wachtwoord van hooguit {MAX_PASSWORD} tekens."
    if any(word in password.lower() for word in EASY):
        return "Dit wachtwoord is te makkelijk te raden. Kies een zin die alleen jij kent."
    if len(set(password)) < 5:
        return "Gebruik meer verschillende tekens."
    if email and email.lower() in password.lower():
        return "Gebruik je e-mailadres niet in je wachtwoord."
    if name and len(name) > 3 and name.lower() in password.lower():
        return "Gebruik je naam niet in je wachtwoord."
    return None


def link_is_valid(*, expires_at: datetime, used_at: datetime | None, now: datetime) -> bool:
    """Return whether a personal link can still be used."""
    return used_at is None and now < expires_at
