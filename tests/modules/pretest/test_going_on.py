"""Going on with a measurement of many questions: one comes back where one was, and a list of faults stays short."""

import re

import pytest

from modules.pretest import rules
from tests.conftest import text_of
from trainer.db import db
from trainer.groups.models import Group, Membership

# Of twelve modules two each.
TOTAL = 24


@pytest.fixture
def address(as_participant, participant):
    """Return the address of a measurement that was begun."""
    group = Group(name="Najaar", kind="course")
    db.session.add(group)
    db.session.flush()
    db.session.add(Membership(person_id=participant.id, group_id=group.id, role="participant"))
    db.session.commit()
    return as_participant.post(f"/groepen/{group.id}/metingen/beginnen").location


def fields(page):
    """Return the fields of the questions on a page, in their order."""
    return re.findall(r'<fieldset class="choices" id="([^"]+)"', page)


def test_who_began_earlier_reads_how_far_and_jumps_to_the_first_question_without_an_answer(as_participant, address):
    fresh = as_participant.get(address)
    names = fields(fresh.text)
    assert len(names) == TOTAL and "Je was al begonnen" not in fresh.text

    chosen = dict.fromkeys((*names[:3], names[5]), rules.DONT_KNOW)
    as_participant.post(address, data=chosen | {"later": "1"})
    page = as_participant.get(address)
    assert f"Je was al begonnen: 4 van {TOTAL} beantwoord. Verder met vraag 4" in text_of(page)
    assert page.text.count(f'href="#{names[3]}"') == 1

    as_participant.post(address, data=dict.fromkeys(names, rules.DONT_KNOW) | {"later": "1"})
    done = text_of(as_participant.get(address))
    assert f"Je was al begonnen: {TOTAL} van {TOTAL} beantwoord. Je kunt inleveren." in done
    assert "Verder met vraag" not in done


def test_handed_in_too_early_one_sentence_says_how_many_are_left_and_the_list_is_folded(as_participant, address):
    names = fields(as_participant.get(address).text)
    answer = as_participant.post(address, data=dict.fromkeys(names[:4], rules.DONT_KNOW))
    alert = answer.text[answer.text.index('id="fouten"') : answer.text.index("data-draft data-person")]
    before, folded = alert.split("<details>")

    assert answer.status_code == 422
    assert f"Nog {TOTAL - 4} vragen zijn niet beantwoord." in before
    assert re.findall(r'href="#([^"]+)"', before) == [names[4]]
    assert len(re.findall(r'href="#', folded)) == TOTAL - 4
    assert "Je was al begonnen" not in answer.text


def test_a_few_missing_answers_are_named_without_unfolding(as_participant, address):
    names = fields(as_participant.get(address).text)
    answer = as_participant.post(address, data=dict.fromkeys(names[:-2], rules.DONT_KNOW))

    assert "2 vragen hebben nog geen antwoord" in answer.text
    assert (
        "<details>" not in answer.text[answer.text.index('id="fouten"') : answer.text.index("data-draft data-person")]
    )
