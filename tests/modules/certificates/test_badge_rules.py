"""The badge of a certificate, held to the required fields of Open Badges 3.0 (written out by hand)."""

import re
from datetime import UTC, datetime

import pytest

from modules.certificates import badge_rules
from modules.certificates.badge_rules import Addresses, Award

AT = Addresses(
    issuer="https://kracht.voorbeeld/badge/uitgever",
    achievement="https://kracht.voorbeeld/badge/cursus",
    revoked="https://kracht.voorbeeld/badge/ingetrokken",
    site="https://kracht.voorbeeld/",
)
AWARD = Award(
    code="ABCDEFGHJKLMNPQRSTUV",
    name="Olga Eigenaar",
    email="olga@voorbeeld.example",
    course="Integraal werken",
    issuer="De Brug",
    issued_at=datetime(2026, 6, 20, 9, 30, tzinfo=UTC),
    hours="15 uur les- en praktijkdagen en 4 uur intervisie",
)
URI = re.compile(r"(https?://|urn:uuid:)\S+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture
def credential():
    achievement = badge_rules.achievement("Integraal werken", "Kort.", [("Lesdagen", "Oefenen.")], AT)
    return badge_rules.credential(AWARD, achievement, AT)


def test_the_credential_has_what_an_achievement_credential_requires(credential):
    assert credential["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert re.fullmatch(
        r"https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.\d\.\d)*\.json", credential["@context"][1]
    )
    # Where the kinds of the status and the schema are explained: without it they mean nothing to who reads the badge as RDF.
    assert credential["@context"][2] == "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
    assert {"VerifiableCredential", "OpenBadgeCredential"} <= set(credential["type"])
    assert URI.fullmatch(credential["id"])
    assert MOMENT.fullmatch(credential["validFrom"])
    assert credential["name"]


def test_the_issuer_is_a_profile_with_an_address(credential):
    assert "Profile" in credential["issuer"]["type"]
    assert URI.fullmatch(credential["issuer"]["id"])
    assert credential["issuer"]["name"] == "De Brug"


def test_the_subject_has_an_id_and_an_achievement_with_criteria(credential):
    subject = credential["credentialSubject"]
    achievement = subject["achievement"]

    assert "AchievementSubject" in subject["type"]
    assert URI.fullmatch(subject["id"])
    assert "Achievement" in achievement["type"]
    assert URI.fullmatch(achievement["id"])
    assert achievement["name"] and achievement["description"]
    assert achievement["criteria"]["narrative"] == "- Lesdagen: Oefenen."


def test_hours_are_told_in_words_and_are_no_study_credits(credential):
    assert credential["credentialSubject"]["narrative"] == "15 uur les- en praktijkdagen en 4 uur intervisie"
    assert "creditsEarned" not in credential["credentialSubject"]


def test_the_receiver_is_named_and_their_mail_address_is_hashed(credential):
    identities = {each["identityType"]: each for each in credential["credentialSubject"]["identifier"]}

    for each in identities.values():
        assert each["type"] == "IdentityObject"
        assert isinstance(each["hashed"], bool)
    assert identities["name"]["identityHash"] == "Olga Eigenaar"
    assert identities["emailAddress"]["identityHash"].startswith("sha256$")
    assert AWARD.email not in str(credential)


def test_status_and_schema_are_of_the_kinds_that_the_specification_knows(credential):
    assert credential["credentialStatus"] == {"id": AT.revoked, "type": "1EdTechRevocationList"}
    (schema,) = credential["credentialSchema"]
    assert schema["type"] == "1EdTechJsonSchemaValidator2019"
    assert schema["id"].endswith("ob_v3p0_achievementcredential_schema.json")


def test_the_claims_of_the_jwt_agree_with_the_credential(credential):
    claims = badge_rules.claims(credential)

    assert claims["iss"] == credential["issuer"]["id"]
    assert claims["jti"] == credential["id"]
    assert claims["sub"] == credential["credentialSubject"]["id"]
    assert datetime.fromtimestamp(claims["nbf"], UTC) == AWARD.issued_at
    assert {name: claims[name] for name in credential} == credential


def test_no_public_id_gives_the_code_of_the_certificate_away(credential):
    listed = badge_rules.revocation_list([AWARD.code], AT)

    assert listed["revokedCredential"] == [{"id": credential["id"], "revoked": True}]
    assert AWARD.code not in str(listed) + str(credential)
