"""Passwords and personal links: the same answer for everyone, kept as hashes, used once."""

import re
from datetime import timedelta

import pytest

from tests.conftest import PASSWORD, text_of
from tests.world import browser
from trainer.db import db, now
from trainer.people import actions as people
from trainer.people.models import PersonalLink
from trainer.people.rules import Role

NEW = "zeven blauwe ballonnen"


def sign_in_with(client, email, password):
    return client.post("/inloggen", data={"email": email, "password": password})


def test_an_unknown_a_closed_and_an_invited_address_are_answered_like_a_wrong_password(client, make_person):
    known, closed = make_person(), make_person(enabled=False)
    invited, _ = people.invite("Iris", "iris@test.example", Role.PARTICIPANT)
    tries = [(known.email, NEW), (closed.email, PASSWORD), (invited.email, PASSWORD), ("niemand@test.example", NEW)]
    answers = {(each.status_code, text_of(each)) for each in (sign_in_with(client, *each) for each in tries)}

    ((status, text),) = answers
    assert status == 422
    assert "Dit e-mailadres en wachtwoord horen niet bij elkaar." in text


def test_an_unknown_address_costs_as_much_time_as_a_known_one(client, make_person, monkeypatch):
    class Counting:
        verified = []

        def verify(self, stored, password):
            self.verified.append(stored.rpartition("$")[0].rpartition("$")[0])
            return hasher.verify(stored, password)

    hasher, person = people._hasher, make_person()
    monkeypatch.setattr(people, "_hasher", Counting())
    for email in (person.email, "niemand@test.example"):
        sign_in_with(client, email, NEW)

    assert Counting.verified == ["$argon2id$v=19$m=19456,t=2,p=1"] * 2


def test_asking_for_a_new_password_is_answered_alike_for_every_address(client, make_person):
    known, closed = make_person(), make_person(enabled=False)
    emails = (known.email, closed.email, "niemand@test.example")
    answers = [client.post("/wachtwoord-vergeten", data={"email": email}) for email in emails]

    assert len({(answer.status_code, text_of(answer)) for answer in answers}) == 1
    assert answers[0].status_code == 200


def test_a_password_is_kept_as_argon2id_only(participant):
    people.change_password(participant, NEW)

    assert participant.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert NEW not in participant.password_hash


def test_of_a_personal_link_only_a_hash_is_kept(make_person, admin):
    token = people.renew_link(make_person(), made_by=admin)
    row = db.session.scalars(db.select(PersonalLink)).one()

    assert re.fullmatch("[0-9a-f]{64}", row.token_hash)
    assert len(token) >= 43
    assert token not in str(vars(row))


def test_a_personal_link_works_once(app, make_person, admin):
    address = f"/welkom/{people.renew_link(make_person(), made_by=admin)}"
    first, second = browser(app), browser(app)

    assert first.post(address, data={"password": NEW, "repeat": NEW}).status_code == 302
    assert second.get(address).status_code == 410
    assert second.post(address, data={"password": PASSWORD, "repeat": PASSWORD}).status_code == 410
    assert second.get("/").status_code == 302


def test_a_personal_link_ends_when_a_newer_one_is_made_and_when_the_account_is_closed(client, make_person, admin):
    person = make_person()
    older, newer = people.renew_link(person, made_by=admin), people.renew_link(person, made_by=admin)
    assert [client.get(f"/welkom/{token}").status_code for token in (older, newer)] == [410, 200]

    people.set_enabled(person, False)

    assert client.get(f"/welkom/{newer}").status_code == 410


@pytest.mark.parametrize(("has_password", "lifetime"), [(True, timedelta(hours=24)), (False, timedelta(days=14))])
def test_a_personal_link_expires(client, make_person, has_password, lifetime, admin):
    person = make_person()
    if not has_password:
        person.password_hash = None
        db.session.commit()
    token = people.renew_link(person, made_by=admin)
    row = db.session.scalars(db.select(PersonalLink)).one()
    assert abs(row.expires_at - now() - lifetime) < timedelta(minutes=1)

    row.expires_at = now() - timedelta(seconds=1)
    db.session.commit()

    assert client.get(f"/welkom/{token}").status_code == 410
