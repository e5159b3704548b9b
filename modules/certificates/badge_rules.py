"""A certificate as an Open Badge 3.0: the credential, its achievement, its issuer and the list of what was revoked.

Written after the specification of 1EdTech, with the proof format VC-JWT: the credential is the payload of a signed JWT.
"""

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]
CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
)
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"


@dataclass(frozen=True)
class Addresses:
    """Where the public documents of a badge are found."""

    issuer: str
    achievement: str
    revoked: str
    site: str


@dataclass(frozen=True)
class Award:
    """What a certificate says: to whom, when, and for how many hours, in words."""

    code: str
    name: str
    email: str
    course: str
    issuer: str
    issued_at: datetime
    hours: str


def credential_id(code: str) -> str:
    """Return the id of the badge of a certificate. It is public in the list of what was revoked; the code is not."""
    return _urn("badge", code)


def _urn(what: str, code: str) -> str:
    digest = hashlib.sha256(f"{what}:{code}".encode()).digest()
    return f"urn:uuid:{uuid.UUID(bytes=digest[:16], version=4)}"


def credential(award: Award, achievement: Json, addresses: Addresses) -> Json:
    """Return the OpenBadgeCredential of a certificate."""
    return {
        "@context": list(CONTEXT),
        "id": credential_id(award.code),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award.course,
        "issuer": profile(award.issuer, addresses),
        "validFrom": _moment(award.issued_at),
        "credentialSubject": {
            "id": _urn("subject", award.code),
            "type": ["AchievementSubject"],
            "identifier": [
                _identity("name", award.name),
                _identity("emailAddress", award.email, salt=hashlib.sha256(award.code.encode()).hexdigest()[:16]),
            ],
            # Not as creditsEarned: those are study credits, of 28 hours each.
            "narrative": award.hours,
            "achievement": achievement,
        },
        "credentialStatus": {"id": addresses.revoked, "type": "1EdTechRevocationList"},
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }


def _identity(kind: str, value: str, salt: str = "") -> Json:
    """Return what is known of the receiver; with a salt only so that who knows the value can compare it."""
    found = {"type": "IdentityObject", "identityType": kind, "hashed": bool(salt), "identityHash": value}
    if salt:
        digest = hashlib.sha256((value + salt).encode()).hexdigest()
        found |= {"identityHash": f"sha256${digest}", "salt": salt}
    return found


def achievement(course: str, description: str, requirements: Sequence[tuple[str, str]], addresses: Addresses) -> Json:
    """Return what the badge is given for; `requirements` are (title, why)."""
    return {
        "id": addresses.achievement,
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": course,
        "description": description,
        "inLanguage": "nl",
        "criteria": {"narrative": "\n".join(f"- {title}: {why}" for title, why in requirements)},
    }


def profile(issuer: str, addresses: Addresses) -> Json:
    """Return who gives the badge."""
    return {"id": addresses.issuer, "type": ["Profile"], "name": issuer, "url": addresses.site}


def claims(credential: Mapping[str, Any]) -> Json:
    """Return the payload of the JWT: the credential, and beside it the claims that have to agree with it."""
    return dict(credential) | {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "nbf": int(datetime.fromisoformat(credential["validFrom"]).timestamp()),
        "sub": credential["credentialSubject"]["id"],
    }


def revocation_list(codes: Iterable[str], addresses: Addresses) -> Json:
    """Return the public list of revoked badges; why stays between the trainer and the cursist."""
    return {
        "id": addresses.revoked,
        "issuer": addresses.issuer,
        "revokedCredential": [{"id": credential_id(code), "revoked": True} for code in codes],
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
