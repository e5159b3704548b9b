"""Until when a personal link works: said where it is shown, in the mail, and to who opens it."""

import re

import pytest

from tests.conftest import text_of
from tests.trainer.people.conftest import mails
from trainer.db import db
from trainer.people.models import PersonalLink
from trainer.web import date_and_time


@pytest.mark.parametrize("where", ["/mensen/uitnodigen", "/mensen/{}/link"])
def test_until_when_a_link_works_is_said_on_the_page_in_the_mail_and_to_who_opens_it(
    server, as_admin, make_person, anonymous, where
):
    person = make_person("participant", "Iris")
    data = {"name": "Iris", "email": "iris@test.example", "role": "participant"}
    page = as_admin.get(as_admin.post(where.format(person.id), data=data).location)

    until = date_and_time(db.session.scalars(db.select(PersonalLink)).one().expires_at)
    assert f"Hij werkt één keer, tot {until}. Je ziet hem alleen nu." in text_of(page)
    (sent,) = mails(server)
    assert f"De link werkt één keer, tot {until}." in sent.get_content()
    opened = anonymous.get(re.search(r"/welkom/[\w-]+", page.text)[0])
    assert f"Je link werkt tot {until}." in text_of(opened)
