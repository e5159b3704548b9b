"""A name that slipped in is made unreadable, in every version and in what the trainer wrote, for good."""

import pytest

from modules.assignments import actions, queries, redaction_rules
from modules.assignments.models import Entry
from modules.assignments.redaction_rules import BLACK_BAR
from modules.assignments.rules import Side
from tests.conftest import text_of
from trainer.db import db


@pytest.mark.parametrize(
    ("text", "word", "left", "times"),
    [
        ("Ruben belt. RUBEN ook, (ruben).", "Ruben", f"{BLACK_BAR} belt. {BLACK_BAR} ook, ({BLACK_BAR}).", 3),
        ("Rubens fiets en Robruben", "Ruben", "Rubens fiets en Robruben", 0),
        ("Ruben's fiets", " ruben ", f"{BLACK_BAR}'s fiets", 1),
        ("Jan de\nVries", "Jan  de Vries", BLACK_BAR, 1),
        ("Rene\u0301 en René, Rene", "René", f"{BLACK_BAR} en {BLACK_BAR}, Rene", 2),
        ("Rene\u0301", "Rene", "Rene\u0301", 0),
        ("d’Arco", "d'arco", BLACK_BAR, 1),
        ("A.B. en (a+b)", "a+b", f"A.B. en ({BLACK_BAR})", 1),
        ("_Ruben_", "ruben", f"_{BLACK_BAR}_", 1),
    ],
)
def test_a_word_is_found_whole_and_in_any_case(text, word, left, times):
    assert redaction_rules.black_out(text, word) == (left, times)


@pytest.fixture
def versions(course, begin, write, answered, participant):
    """A Plan with a name in it, answered with that name, of which version 2 is a draft."""
    first = begin("plan", course)
    write(first, "doel", "Ruben kookt weer")
    write(first, "stap-1.wat", "ruben belt de kantine")
    assert actions.hand_in(first, course) is None
    answered(first, "continue", **{"bij.doel": "Wat wil Ruben zelf?", "criterium.doel.tekst": "Gezien bij Ruben"})
    return first, queries.own(participant)[0].version


def black_out(client, version, word, **options):
    return client.post(f"/opdrachten/versies/{version.id}/onleesbaar", data={"word": word}, **options)


def all_texts():
    return " ".join(db.session.scalars(db.select(Entry.text)))


def test_a_writer_makes_a_name_unreadable_in_all_versions_and_in_the_answer(as_participant, versions):
    first, second = versions
    page = as_participant.get(f"/opdrachten/versies/{first.id}")
    assert "Staat er nog een naam in?" in page.text and "niet terugdraaien" in page.text
    answer = black_out(as_participant, first, "ruben")

    assert answer.status_code == 302 and answer.location == f"/opdrachten/versies/{first.id}"
    assert "ruben" not in all_texts().lower()
    for version in versions:
        assert queries.given(version, Side.OWN)["doel"].text == f"{BLACK_BAR} kookt weer"
        assert queries.given(version, Side.OWN)["stap-1.wat"].text == f"{BLACK_BAR} belt de kantine"
    assert "Op 6 plekken staat nu " + BLACK_BAR in text_of(as_participant.get(answer.location))
    assert as_participant.get(f"/opdrachten/versies/{second.id}/verschillen").status_code == 200
    assert queries.changes(first, second) == []


def test_the_word_is_kept_nowhere_not_even_in_the_session(as_participant, versions):
    answer = black_out(as_participant, versions[1], "Ruben")

    with as_participant.session_transaction() as session:
        assert "ruben" not in str(dict(session)).lower()
    assert "ruben" not in (answer.location + answer.text).lower()


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("Marthe", "Dit woord staat nergens in deze opdracht."),
        ("R", "Typ minstens 2 letters of cijfers."),
        ("..", "Typ minstens 2 letters of cijfers."),
        ("", "Typ eerst een naam of een woord."),
    ],
)
@pytest.mark.parametrize("which", [0, 1])
def test_what_stands_nowhere_or_is_too_short_is_said_beside_the_field(as_participant, versions, word, sentence, which):
    before = all_texts()
    answer = black_out(as_participant, versions[which], word)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert f'value="{word}"' in answer.text
    assert '<details class="confirm" open>' in answer.text
    assert all_texts() == before


def test_choices_of_the_trainer_are_no_words(as_participant, versions):
    first, _ = versions

    for word in ("seen", "continue"):
        assert black_out(as_participant, first, word).status_code == 422
    assert queries.given(first, Side.ANSWER)["oordeel"].text == "continue"


def test_a_window_that_was_open_meanwhile_does_not_put_the_name_back(as_participant, versions):
    _, second = versions
    black_out(as_participant, second, "Ruben")
    late = as_participant.post(
        f"/opdrachten/versies/{second.id}/velden/doel", json={"text": "Ruben kookt weer", "revision": 1}
    )

    assert late.status_code == 409 and late.json["text"] == f"{BLACK_BAR} kookt weer"


def test_a_trainer_who_may_answer_does_it_too_and_learns_nothing_of_a_draft(as_trainer, versions, write):
    first, second = versions
    write(second, "waarom", "Marthe vroeg het")
    assert black_out(as_trainer, second, "Ruben").status_code == 404
    hidden = black_out(as_trainer, first, "Marthe")

    assert hidden.status_code == 422 and "Marthe" in all_texts()
    page = black_out(as_trainer, first, "Ruben", follow_redirects=True)
    assert f"Op 4 plekken staat nu {BLACK_BAR}" in text_of(page)
    assert "ruben" not in all_texts().lower()


def test_a_writer_learns_nothing_of_an_answer_that_was_not_sent(
    as_participant, as_trainer, course, begin, write, drafted
):
    version = begin("plan", course)
    write(version, "doel", "Ruben kookt")
    assert actions.hand_in(version, course) is None
    drafted(version, "enough", algemeen="Marthe en Ruben")

    assert black_out(as_participant, version, "Marthe").status_code == 422
    page = black_out(as_trainer, version, "Sam")
    assert page.status_code == 422 and "Jouw antwoord" in page.text and 'value="Sam"' in page.text
    assert "Op 1 plek staat nu" in text_of(black_out(as_participant, version, "Ruben", follow_redirects=True))
    assert queries.given(version, Side.ANSWER)["algemeen"].text == f"Marthe en {BLACK_BAR}"
    answer = black_out(as_trainer, version, "Marthe")
    assert answer.location == f"/opdrachten/versies/{version.id}/antwoord"


def test_another_assignment_of_the_same_writer_stays_as_it_is(as_participant, versions, begin, write, course):
    other = begin("plan", course, "C8")
    write(other, "doel", "Ruben zingt")
    black_out(as_participant, versions[0], "Ruben")

    assert queries.given(other, Side.OWN)["doel"].text == "Ruben zingt"


def test_coming_back_to_the_address_of_the_act_leads_to_the_page(as_participant, versions):
    answer = as_participant.get(f"/opdrachten/versies/{versions[0].id}/onleesbaar")

    assert answer.location == f"/opdrachten/versies/{versions[0].id}"
