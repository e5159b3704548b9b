"""Writes about certificates."""

import secrets
from datetime import date

from sqlalchemy.exc import IntegrityError

from modules.certificates import queries, rules
from modules.certificates.models import Certificate
from modules.completion import contract_rules
from modules.completion import queries as completion
from trainer.db import now, writing
from trainer.groups.models import Group
from trainer.people.models import Person
from trainer.planning.rules import CODE_LETTERS


def issue(actor: Person, group: Group, person: Person, issuer: str, today: date) -> str | None:
    """Give a cursist their certificate; return the sentence that says why it cannot be given, or None."""
    with writing() as session:
        states = [each.state for each in completion.standings(group, [person], today)[person.id]]
        if problem := contract_rules.issue_problem(states):
            return problem
        if queries.in_force(group, person):
            return None
        try:
            with session.begin_nested():
                session.add(_certificate(actor, group, person, issuer, today))
        except IntegrityError:
            # Another trainer was just earlier: given it is.
            return None
    return None


def _certificate(actor: Person, group: Group, person: Person, issuer: str, today: date) -> Certificate:
    contract, hours = completion.contract(), queries.hours(group, person, today)
    return Certificate(
        code="".join(secrets.choice(CODE_LETTERS) for _ in range(rules.CODE_LENGTH)),
        group_id=group.id,
        person_id=person.id,
        name=person.name,
        course=contract.course,
        issuer=issuer,
        trainer=actor.name,
        minutes=hours.minutes,
        intervisie_minutes=hours.intervisie_minutes,
        contract_hash=contract.hash,
        issued_on=today,
        issued_by_id=actor.id,
    )


def revoke(actor: Person, certificate: Certificate, reason: str) -> None:
    """Make a certificate worth nothing, with the reason. It stays, and its check page says so."""
    with writing():
        if certificate.revoked_at is None:
            certificate.revoked_at, certificate.revoked_by_id = now(), actor.id
            certificate.revoke_reason = reason
