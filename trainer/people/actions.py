"""Writes about people. The acting person is an argument where the act is theirs."""

import secrets
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import update

from trainer.db import db, now, writing
from trainer.people import queries
from trainer.people.models import Person, PersonalLink
from trainer.people.rules import LINK_LIFETIME, RESET_LIFETIME, LinkPurpose, Role

# 19 MiB, two passes, one lane: the OWASP recommendation for Argon2id.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# Verified when an address is unknown, so that both answers take the same time.
_nobody = _hasher.hash(secrets.token_hex(16))


def authenticate(email: str, password: str) -> Person | None:
    """Return the person whose password this is, or None; unknown and known addresses cost the same time."""
    person = queries.by_email(email)
    try:
        _hasher.verify(person.password_hash if person and person.password_hash else _nobody, password)
    except (VerifyMismatchError, InvalidHashError):
        return None
    return person if person is not None and person.enabled and person.password_hash else None


def invite(name: str, email: str, role: Role) -> tuple[Person, str]:
    """Add a person without a password and return them with the token of their invitation."""
    with writing() as session:
        person = Person(name=name.strip(), email=email.strip().lower(), role=role.value)
        session.add(person)
        session.flush()
        token = _add_link(person, LinkPurpose.INVITATION)
    return person, token


def renew_link(person: Person, *, made_by: Person) -> str:
    """Make a fresh link for this person, end the older ones, and return its token."""
    with writing():
        purpose = LinkPurpose.RESET if person.password_hash else LinkPurpose.INVITATION
        person.reset_requested_at = None
        _end_links(person)
        token = _add_link(person, purpose, made_by)
    return token


def request_reset(email: str, *, with_link: bool) -> tuple[Person, str] | None:
    """Note that someone forgot a password; return the person and a token to mail, or None when there is none.

    Anyone can ask this in someone's name, so it ends no link that the person already has.
    """
    person = queries.by_email(email)
    if person is None or not person.enabled:
        return None
    with writing():
        person.reset_requested_at = now()
        purpose = LinkPurpose.RESET if person.password_hash else LinkPurpose.INVITATION
        return (person, _add_link(person, purpose)) if with_link else None


def set_password_by_link(token: str, password: str) -> Person | None:
    """Use a personal link once: set the password, end other sessions and links. None when it is no longer valid."""
    with writing():
        link = queries.valid_link(token)
        if link is None:
            return None
        person = link.person
        _end_links(person)
        link.set_password = True
        _set_password(person, password)
        person.reset_requested_at = None
    return person


def change_password(person: Person, password: str) -> None:
    """Give this person a new password and end their other sessions."""
    with writing():
        _set_password(person, password)


def change_own_data(person: Person, *, name: str, email: str) -> None:
    """Change someone's own name and e-mail address."""
    with writing():
        person.name, person.email = name.strip(), email.strip().lower()


def edit_account(person: Person, *, name: str, email: str, role: Role) -> None:
    """Change the account of someone else. What was printed before, such as a certificate, keeps its own name.

    With another address, the links end that went to the old one: it may be a stranger's.
    """
    with writing():
        person.name, person.role = name.strip(), role.value
        if person.email != email.strip().lower():
            person.email, person.reset_requested_at = email.strip().lower(), None
            _end_links(person)


def sign_out_everywhere(person: Person) -> None:
    """End every session of this person."""
    with writing():
        person.session_generation += 1


def set_enabled(person: Person, enabled: bool) -> None:
    """Close or reopen an account; closing ends its sessions."""
    with writing():
        person.enabled = enabled
        person.session_generation += 1


def mark_as_demo(people: Iterable[Person]) -> None:
    """Mark people as demo: their password is public, so the site stays on this machine."""
    with writing():
        for person in people:
            person.is_demo = True


def add_first_admin(name: str, email: str, password: str) -> Person:
    """Add the first beheerder of an empty installation. Raises ValueError when there is someone already."""
    with writing() as session:
        if queries.anyone_exists():
            raise ValueError("Er is al een account.")
        person = Person(name=name, email=email.strip().lower(), role=Role.ADMIN.value)
        _set_password(person, password)
        session.add(person)
    return person


def _set_password(person: Person, password: str) -> None:
    person.password_hash = _hasher.hash(password)
    person.session_generation = (person.session_generation or 0) + 1


def _end_links(person: Person) -> None:
    from_now = update(PersonalLink).where(PersonalLink.person_id == person.id, PersonalLink.used_at.is_(None))
    db.session.execute(from_now.values(used_at=now()))


def _add_link(person: Person, purpose: LinkPurpose, made_by: Person | None = None) -> str:
    token = secrets.token_urlsafe(32)
    lifetime = RESET_LIFETIME if purpose == LinkPurpose.RESET else LINK_LIFETIME
    db.session.add(
        PersonalLink(
            person_id=person.id,
            purpose=purpose.value,
            made_by_id=made_by.id if made_by else None,
            token_hash=queries.token_hash(token),
            expires_at=now() + lifetime,
        )
    )
    return token
