"""A trainer takes along the addresses of the cursisten to mail them; nobody else reads those."""

import pytest

from tests.conftest import text_of
from trainer.people import actions as people

FOLD = "Mail de groep"


def test_a_trainer_copies_the_addresses_of_the_cursisten_from_the_plan(browser, scene, day, plan):
    people.set_enabled(scene.people["mate"], False)
    page = browser("trainer").get(plan)

    addresses = page.text.partition('id="adressen" readonly value="')[2].partition('"')[0].split(", ")
    assert scene.people["owner"].email in addresses and scene.people["trainer"].email not in addresses
    assert scene.people["mate"].email not in addresses
    assert 'data-copy="adressen"' in page.text and "/js/copy" in page.text
    assert "Zet ze bij ‘Bcc’: dan ziet niemand het adres van een ander." in text_of(page)


@pytest.mark.parametrize("who", ["owner", "mate", "admin", "onlooker"])
def test_nobody_else_reads_the_addresses_there(browser, scene, day, plan, who):
    page = browser(who).get(plan)

    assert FOLD not in page.text
    assert not [each.email for kind, each in scene.people.items() if kind != who and each.email in page.text]


def test_it_says_whether_the_site_mails_a_change_itself(app, browser, day, plan, monkeypatch):
    trainer = browser("trainer")
    assert "Deze site verstuurt zelf geen mail." in text_of(trainer.get(plan))
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://127.0.0.1:1")
    text = text_of(trainer.get(plan))

    assert "Deze site mailt de groep zelf als een datum, tijd of plaats verandert." in text
    assert "verstuurt zelf geen mail" not in text


def test_a_group_without_cursisten_has_nobody_to_mail(browser, scene, day, plan):
    for each in ("owner", "mate", "invited", "classmate"):
        people.set_enabled(scene.people[each], False)

    assert FOLD not in text_of(browser("trainer").get(plan))
