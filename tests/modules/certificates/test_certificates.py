"""Certificates over HTTP: give, download, check, revoke, badges and hours."""

import base64
import json
import re
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256

from modules.certificates import actions, pdf, queries
from modules.certificates.badge_rules import credential_id
from modules.certificates.models import Certificate
from modules.completion import actions as completion
from modules.completion import queries as contracts
from tests.conftest import text_of
from trainer.db import db
from trainer.groups.models import Group, Membership
from trainer.planning.models import CourseDay, Presence
from trainer.web import today


@pytest.fixture
def course(scene):
    return db.session.get(Group, scene.extra["course_id"])


@pytest.fixture
def certificate(scene):
    return db.session.get(Certificate, scene.ids["certificate_id"])


def except_everything(scene, course, person):
    for requirement in contracts.contract().requirements:
        completion.make_exception(scene.people["trainer"], course, person, requirement, "Eerder gedaan.")


def attend(course, person, kind, number, minutes, on):
    day = CourseDay(
        group_id=course.id,
        kind=kind,
        number=number,
        minutes=minutes,
        code="ABCDE",
        held_on=on,
        starts_at=time(9),
        ends_at=time(16),
        led_by="Ties en Tara",
        subject="Oefenen",
    )
    db.session.add(day)
    db.session.flush()
    db.session.add(Presence(day_id=day.id, person_id=person.id, state="present", recorded_by_id=person.id))
    db.session.commit()


def certificates_of(person):
    return db.session.scalars(db.select(Certificate).filter_by(person_id=person.id)).all()


def test_a_certificate_waits_until_all_is_met(scene, course, browser):
    mate = scene.people["mate"]
    answer = browser("trainer").post(f"/groepen/{course.id}/voortgang/{mate.id}/certificaat", follow_redirects=True)

    assert "Nog open: 8 van 8." in text_of(answer)
    assert certificates_of(mate) == []


def test_a_certificate_is_given_once_with_the_hours_of_that_day(scene, course, browser):
    mate, client = scene.people["mate"], browser("trainer")
    except_everything(scene, course, mate)
    attend(course, mate, "lesson", 2, 360, today() - timedelta(days=20))
    attend(course, mate, "intervisie", 1, 120, today() - timedelta(days=10))
    table = f"/groepen/{course.id}/voortgang"
    assert "Mats Medelid heeft alles gehaald, met 8 uitzonderingen." in text_of(client.get(table))
    for _ in range(2):
        client.post(f"{table}/{mate.id}/certificaat")

    (given,) = certificates_of(mate)
    assert (given.name, given.minutes, given.intervisie_minutes) == ("Mats Medelid", 360, 120)
    assert given.issued_on == today()
    assert len(given.code) == 20
    assert "De cursus is af" in text_of(browser("mate").get("/cursus/wat-telt"))
    assert "heeft alles gehaald" not in text_of(client.get(table))


def test_a_trainer_first_sees_what_will_stand_on_the_certificate(scene, course, browser):
    mate, client = scene.people["mate"], browser("trainer")
    address = f"/groepen/{course.id}/voortgang/{mate.id}/certificaat"
    assert client.get(address).location == f"/groepen/{course.id}/voortgang/{mate.id}"
    except_everything(scene, course, mate)
    attend(course, mate, "lesson", 2, 360, today() - timedelta(days=20))
    assert f'href="{address}"' in client.get(f"/groepen/{course.id}/voortgang/{mate.id}").text
    page = text_of(client.get(address))

    for words in (
        "Naam Mats Medelid",
        "Trainer Ties Trainer",
        "Integraal werken",
        "6 uur les- en praktijkdagen",
        "met 8 uitzonderingen",
    ):
        assert words in page
    assert "Mats Medelid verandert hem zelf bij Mijn gegevens, of een beheerder verbetert hem." in page
    assert certificates_of(mate) == []
    client.post(address)
    assert client.get(address).status_code == 302


def test_after_taking_back_an_exception_the_certificate_stays_and_the_trainer_reads_so(scene, course, browser):
    mate, client = scene.people["mate"], browser("trainer")
    except_everything(scene, course, mate)
    page = f"/groepen/{course.id}/voortgang/{mate.id}"
    client.post(f"{page}/certificaat")
    assert "Het certificaat blijft geldig; je kunt het apart intrekken." in text_of(client.get(page))
    excepted = contracts.standings(course, [mate], today())[mate.id][0].exception
    answer = client.post(f"/uitzonderingen/{excepted.id}/terugnemen", follow_redirects=True)

    assert "telt niet meer. Het certificaat blijft geldig. Je kunt het intrekken." in text_of(answer)
    assert "Nu is niet meer alles gehaald. Het certificaat blijft geldig." in text_of(client.get(page))
    assert certificates_of(mate)[0].revoked_at is None


def test_the_pdf_is_tagged_and_names_no_one_in_its_file_name(browser, certificate):
    answer = browser("owner").get(f"/certificaten/{certificate.id}/certificaat.pdf")

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert b"/MarkInfo" in answer.data
    assert b"pdfuaid:part" in answer.data
    assert (
        answer.headers["Content-Disposition"]
        == "attachment; filename=certificaat-training-najaar-ABCDEFGHJKLMNPQRSTUV.pdf"
    )


def test_the_pdf_says_who_gave_it_and_so_do_the_pages_of_those_who_may_see_it(browser, certificate, monkeypatch):
    printed = []
    make = pdf.certificate
    monkeypatch.setattr(pdf, "certificate", lambda values, address: printed.append(values) or make(values, address))
    client = browser("owner")

    assert client.get(f"/certificaten/{certificate.id}/certificaat.pdf").status_code == 200
    assert (printed[0]["trainer"], printed[0]["issuer"]) == ("Ties Trainer", certificate.issuer)
    assert make(printed[0], "https://x.example") != make(printed[0] | {"trainer": "Tara"}, "https://x.example")
    assert "Trainer Ties Trainer" in text_of(client.get(f"/certificaten/{certificate.id}"))


def test_a_certificate_keeps_the_names_that_it_was_given_with(browser, certificate, scene):
    name = scene.people["trainer"].name
    scene.people["trainer"].name = "Heet nu anders"
    db.session.commit()

    page = browser("owner").get(f"/certificaten/{certificate.id}")
    assert name in text_of(page) and "Heet nu anders" not in page.text


def test_anyone_with_the_code_sees_name_course_hours_and_date_and_nothing_more(anonymous, certificate, scene):
    answer = anonymous.get(f"/certificaat/{certificate.code}")
    page = text_of(answer)

    assert "Dit certificaat is echt en geldig." in page
    for words in (
        "Olga Eigenaar",
        "Integraal werken",
        "15 uur les- en praktijkdagen en 4 uur intervisie",
        "20 juni 2026",
    ):
        assert words in page
    for kept in (scene.people["owner"].email, "Training najaar", "Ties Trainer", "Eerder gevolgd"):
        assert kept not in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.text


def test_a_code_is_typed_in_as_it_is_printed(anonymous, certificate):
    found = anonymous.post("/certificaat", data={"code": "abcde-fghjk-lmnpq-rstuv"})
    wrong = anonymous.post("/certificaat", data={"code": "abcde-fghjk"})

    assert (found.status_code, found.location) == (302, f"/certificaat/{certificate.code}")
    assert wrong.status_code == 422
    assert "Deze code kennen we niet" in wrong.text
    assert 'value="abcde-fghjk"' in wrong.text


def test_a_revoked_certificate_says_so_everywhere_and_makes_room_for_a_new_one(
    scene, course, browser, anonymous, certificate
):
    client, owner = browser("trainer"), scene.people["owner"]
    address = f"/certificaten/{certificate.id}"
    assert client.post(f"{address}/intrekken", data={"reason": ""}).status_code == 422
    assert "Je certificaat van" in text_of(browser("owner").get("/"))
    client.post(f"{address}/intrekken", data={"reason": "De naam was verkeerd gespeld."})

    start = browser("owner").get("/")
    assert "is ingetrokken. Je trainer schreef erbij waarom." in text_of(start) and "staat klaar" not in text_of(start)
    assert f'href="{address}">Lees waarom' in start.text
    assert f'href="{address}">Ingetrokken certificaat van' in browser("owner").get("/cursus/wat-telt").text
    public = text_of(anonymous.get(f"/certificaat/{certificate.code}"))
    assert "Dit certificaat is ingetrokken en niet meer geldig." in public
    assert "echt en geldig" not in public
    assert "gespeld" not in public
    assert "De naam was verkeerd gespeld." in text_of(browser("owner").get(address))
    for file in ("certificaat.pdf", "badge.jwt"):
        assert browser("owner").get(f"{address}/{file}").status_code == 404
    listed = anonymous.get("/badge/ingetrokken").json
    assert [each["id"] for each in listed["revokedCredential"]] == [credential_id(certificate.code)]

    except_everything(scene, course, owner)
    client.post(f"/groepen/{course.id}/voortgang/{owner.id}/certificaat")
    assert [each.revoked_at is None for each in certificates_of(owner)] == [False, True]


def _read(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def test_a_badge_can_be_checked_by_anyone_with_what_is_public(browser, anonymous, certificate):
    answer = browser("owner").get(f"/certificaten/{certificate.id}/badge.jwt")
    assert answer.mimetype == "text/plain"
    head, payload, signature = answer.text.split(".")
    header, claims = json.loads(_read(head)), json.loads(_read(payload))

    assert set(header) == {"alg", "kid", "typ"}
    # The one algorithm that every verifier of Open Badges takes; the validator of 1EdTech refuses EdDSA.
    assert (header["alg"], header["typ"]) == ("RS256", "JWT")
    found = anonymous.get(header["kid"].removeprefix("http://localhost"))
    assert found.headers["Access-Control-Allow-Origin"] == "*"
    jwk = found.json
    assert "d" not in jwk
    assert anonymous.get("/.well-known/jwks.json").json == {"keys": [jwk]}
    modulus, exponent = (int.from_bytes(_read(jwk[name])) for name in "ne")
    assert modulus.bit_length() >= 3072
    key = RSAPublicNumbers(exponent, modulus).public_key()
    key.verify(_read(signature), f"{head}.{payload}".encode(), PKCS1v15(), SHA256())
    with pytest.raises(InvalidSignature):
        key.verify(_read(signature), f"{head}.{payload}x".encode(), PKCS1v15(), SHA256())
    issuer = anonymous.get(claims["iss"].removeprefix("http://localhost")).json
    assert (issuer["id"], issuer["type"], issuer["name"]) == (claims["iss"], ["Profile"], "Krachtspiegel")
    achievement = claims["credentialSubject"]["achievement"]
    assert anonymous.get(achievement["id"].removeprefix("http://localhost")).json["criteria"] == achievement["criteria"]


def test_an_unknown_key_is_not_there(anonymous):
    assert anonymous.get("/badge/sleutels/onbekend").status_code == 404


def test_hours_are_listed_per_day_with_intervisie_apart(scene, course, browser):
    owner, client = scene.people["owner"], browser("owner")
    attend(course, owner, "practice", 1, 180, date(2026, 3, 2))
    attend(course, owner, "intervisie", 1, 120, date(2026, 4, 2))
    attend(course, owner, "lesson", 2, 360, today() + timedelta(days=4))
    address = f"/groepen/{course.id}/uren/{owner.id}"

    page = text_of(client.get(address))
    assert "Praktijkdag 1 2 maart 2026 Oefenen Trainers: Ties en Tara 3 uur" in page
    assert "Totaal 5 uur" in page
    assert "Lesdag 2" not in page
    assert "Intervisiedagen 2 uur" in page
    assert "Een intervisiebijeenkomst van een intervisiegroep telt voor de cursus, maar heeft geen uren." in page
    file, printed = client.get(f"{address}/uren.csv"), client.get(f"{address}/uren.pdf")
    lines = file.get_data(as_text=True).lstrip("\ufeff").splitlines()
    assert lines == [
        "naam;datum;cursusdag;onderwerp;trainers;uren",
        "Olga Eigenaar;2026-03-02;Praktijkdag 1;Oefenen;Ties en Tara;3",
        "Olga Eigenaar;2026-04-02;Intervisie 1;Oefenen;Ties en Tara;2",
        "Olga Eigenaar;;Les- en praktijkdagen samen;;;3",
        "Olga Eigenaar;;Intervisiedagen samen;;;2",
        "Olga Eigenaar;;Totaal;;;5",
    ]
    assert printed.data.startswith(b"%PDF-")
    assert [answer.headers["Content-Disposition"] for answer in (file, printed)] == [
        "attachment; filename=urenoverzicht-training-najaar.csv",
        "attachment; filename=urenoverzicht-training-najaar.pdf",
    ]


@pytest.mark.parametrize("name", ["#panic()", "Šárka Ünlü-Öz", "x" * 100, "*vet* _schuin_ $ #{", "王小明 🍂"])
def test_a_name_is_printed_as_it_is_and_never_read_as_markup(browser, certificate, name):
    certificate.name = name
    db.session.commit()

    assert browser("owner").get(f"/certificaten/{certificate.id}/certificaat.pdf").status_code == 200


@pytest.mark.parametrize("length", [40, 41, 80, 100])
def test_a_certificate_is_one_page_however_long_its_words_are(browser, certificate, length):
    certificate.name, certificate.issuer = (text[:length] for text in ("Aya van Loon " * 9, "Samen verder " * 9))
    certificate.course = ("Integraal werken " * 20)[: 2 * length]
    certificate.trainer = ("Ties Trainer " * 9)[:length]
    db.session.commit()

    made = browser("owner").get(f"/certificaten/{certificate.id}/certificaat.pdf").data
    assert re.findall(rb"/Type/Pages/Count (\d+)", made) == [b"1"]


def test_a_sign_that_no_font_has_does_not_stop_the_list_of_hours(scene, course, browser):
    course.name = "Najaar 🍂👍🏽"
    db.session.commit()
    answer = browser("owner").get(f"/groepen/{course.id}/uren/{scene.people['owner'].id}/uren.pdf")

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")


def test_a_demo_says_so_on_the_certificate_and_in_the_badge(app, scene, browser, anonymous, certificate, monkeypatch):
    real = browser("owner").get(f"/certificaten/{certificate.id}/certificaat.pdf").data
    scene.people["stranger"].is_demo = True
    db.session.commit()
    monkeypatch.setitem(app.jinja_env.globals, "is_demo", lambda: True)

    demo = browser("owner").get(f"/certificaten/{certificate.id}/certificaat.pdf").data
    badge = browser("owner").get(f"/certificaten/{certificate.id}/badge.jwt").text
    assert len(demo) > len(real)
    assert json.loads(_read(badge.split(".")[1]))["name"] == "Demo: Integraal werken"
    assert "Het is niets waard" in text_of(anonymous.get(f"/certificaat/{certificate.code}"))


def test_who_left_the_group_still_reads_their_own_hours(scene, course, browser):
    owner, client = scene.people["owner"], browser("owner")
    attend(course, owner, "practice", 1, 180, date(2026, 3, 2))
    db.session.execute(db.delete(Membership).where(Membership.person_id == owner.id, Membership.group_id == course.id))
    db.session.commit()

    assert "Totaal 3 uur" in text_of(client.get(f"/groepen/{course.id}/uren/{owner.id}"))


def test_addresses_in_a_badge_stand_below_the_address_of_the_site(certificate, browser, app, monkeypatch):
    monkeypatch.setitem(app.config, "SITE_URL", "https://kracht.example/")
    claims = json.loads(_read(browser("owner").get(f"/certificaten/{certificate.id}/badge.jwt").text.split(".")[1]))

    assert claims["iss"].startswith("https://kracht.example/badge/")


def test_a_certificate_that_someone_waits_for_is_on_the_start_page_of_the_trainer(browser, scene, course):
    trainer, mate, words = browser("trainer"), scene.people["mate"], "1 certificaat te geven"
    requirements = contracts.contract().requirements
    for each in requirements[:-1]:
        completion.make_exception(scene.people["trainer"], course, mate, each, "Deed dit eerder.")
    assert words not in text_of(trainer.get("/"))

    completion.make_exception(scene.people["trainer"], course, mate, requirements[-1], "Deed dit eerder.")
    page = trainer.get("/")
    assert f"{words} {course.name} Alles gehaald: {mate.name}." in text_of(page)
    assert f'href="/groepen/{course.id}/voortgang">{words}' in page.text
    assert words not in text_of(browser("owner").get("/"))

    assert actions.issue(scene.people["trainer"], course, mate, "Krachtspiegel", today()) is None
    assert words not in text_of(trainer.get("/"))


def test_whose_certificate_was_revoked_waits_for_none_but_can_be_given_one_on_their_page(browser, scene, course):
    trainer, mate, table = browser("trainer"), scene.people["mate"], f"/groepen/{course.id}/voortgang"
    except_everything(scene, course, mate)
    actions.issue(scene.people["trainer"], course, mate, "Krachtspiegel", today())
    (given,) = certificates_of(mate)
    actions.revoke(scene.people["trainer"], given, "De naam was verkeerd gespeld.")

    assert "certificaat te geven" not in text_of(trainer.get("/"))
    page = trainer.get(table)
    assert "heeft alles gehaald" not in text_of(page)
    assert f'href="/certificaten/{given.id}">ingetrokken<span class="sr">, certificaat van {mate.name}' in page.text
    assert any(line.endswith(";ingetrokken") for line in trainer.get(f"{table}.csv").text.splitlines())
    assert f'href="{table}/{mate.id}/certificaat"' in trainer.get(f"{table}/{mate.id}").text


def test_without_a_plan_in_the_contract_everyone_is_looked_at(scene, course, monkeypatch):
    contract = contracts.contract()
    rest = tuple(each for each in contract.requirements if each.kind != "plan")
    monkeypatch.setattr(contracts, "contract", lambda: replace(contract, requirements=rest))
    mate = scene.people["mate"]
    assert queries.ready([course], today()) == []
    for each in rest:
        completion.make_exception(scene.people["trainer"], course, mate, each, "Deed dit eerder.")

    assert queries.ready([course], today()) == [(course, [mate])]
