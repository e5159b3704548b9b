"""Reads about people."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, exists, func, select

from trainer.db import db, now
from trainer.people import rules
from trainer.people.models import Person, PersonalLink


def find_person(person_id: int) -> Person | None:
    """Return the person with this id, or None."""
    return db.session.get(Person, person_id)


# Built once, because every page asks it.
_OF_SESSION = select(Person).where(
    Person.id == bindparam("number"), Person.session_generation == bindparam("generation"), Person.enabled
)


def by_session_id(session_id: str) -> Person | None:
    """Return the person of a session, or None when they were signed out everywhere or closed."""
    number, _, generation = session_id.partition(".")
    if not (number.isdecimal() and generation.isdecimal()):
        return None
    return db.session.scalars(_OF_SESSION, {"number": int(number), "generation": int(generation)}).one_or_none()


def by_email(email: str) -> Person | None:
    """Return the person with this e-mail address in any case, or None."""
    return db.session.scalar(select(Person).where(Person.email == email.strip().lower()))


def is_taken(email: str, *, by_other_than: Person) -> bool:
    """Return whether this address is of someone else's account."""
    other = by_email(email)
    return other is not None and other.id != by_other_than.id


def everyone() -> Sequence[Person]:
    """Return all people by name."""
    return db.session.scalars(select(Person).order_by(Person.name, Person.id)).all()


def waiting_for_link() -> int:
    """Return how many people asked for a new link."""
    return db.session.scalar(select(func.count()).where(Person.reset_requested_at.is_not(None))) or 0


def anyone_exists() -> bool:
    """Return whether the database has any account."""
    return bool(db.session.scalar(select(exists().where(Person.id.is_not(None)))))


def demo_exists() -> bool:
    """Return whether this database holds demo people, whose passwords are public."""
    return bool(db.session.scalar(select(exists().where(Person.is_demo))))


def token_hash(token: str) -> str:
    """Return what is kept of a link's token (SHA-256, hexadecimal)."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_ends(token: str) -> datetime:
    """Return until when the link of this token works."""
    query = select(PersonalLink.expires_at).where(PersonalLink.token_hash == token_hash(token))
    return db.session.scalars(query).one()


def link_made_by_other(person: Person) -> PersonalLink | None:
    """Return the last link with which someone's password was set anew and that another made for them, when recent."""
    query = select(PersonalLink).where(
        PersonalLink.person_id == person.id,
        PersonalLink.purpose == rules.LinkPurpose.RESET.value,
        PersonalLink.set_password,
        PersonalLink.made_by_id.is_not(None),
        PersonalLink.used_at >= now() - rules.TOLD_FOR,
    )
    return db.session.scalars(query.order_by(PersonalLink.used_at.desc()).limit(1)).one_or_none()


def valid_link(token: str) -> PersonalLink | None:
    """Return the link of this token when it can still be used, or None."""
    link = db.session.scalar(select(PersonalLink).where(PersonalLink.token_hash == token_hash(token)))
    if link is None or not link.person.enabled:
        return None
    usable = rules.link_is_valid(expires_at=link.expires_at, used_at=link.used_at, now=now())
    return link if usable else None
