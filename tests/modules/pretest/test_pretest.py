"""The measurements before and after the course, over HTTP."""

import pytest
from sqlalchemy import select

from modules.pretest.models import Pretest, PretestAnswer
from modules.pretest.rules import MIN_PEOPLE
from tests.conftest import not_done, text_of
from trainer.db import db
from trainer.groups.models import Group, Membership

OFFER = "Begin met de voormeting"
LATER = {"later": "1"}

pytestmark = pytest.mark.usefixtures("course_dir")


@pytest.fixture
def group(app, participant, trainer):
    """A course group with a cursist and a trainer."""
    group = Group(name="Najaar", kind="course")
    db.session.add(group)
    db.session.flush()
    join(participant, group)
    join(trainer, group, "trainer")
    db.session.commit()
    return group


def join(person, group, role="participant"):
    db.session.add(Membership(person_id=person.id, group_id=group.id, role=role))
    db.session.commit()


def measurements():
    db.session.expire_all()
    return db.session.scalars(select(Pretest).order_by(Pretest.id)).all()


def begin(client, group):
    return client.post(f"/groepen/{group.id}/metingen/beginnen").location


def fields(address):
    """The fields of the questions of a measurement."""
    rows = db.session.scalars(select(PretestAnswer).filter_by(pretest_id=int(address.rpartition("/")[2])))
    return [f"vraag-{row.module_slug}.{row.question_id}" for row in rows]


def hand_in(client, group, option="a"):
    address = begin(client, group)
    return client.post(address, data=dict.fromkeys(fields(address), option)).location


def finish_course(client):
    for lesson in ("begin", "verder"):
        client.post(f"/cursus/sterk/{lesson}/klaar")
    client.post("/cursus/sterk/toets", data={"vraag-q1": "a", "vraag-q2": "a"})
    client.post("/cursus/sterk/afronden")


def test_the_start_page_offers_it_to_who_follows_a_course(as_participant, as_trainer, sign_in, group):
    assert OFFER in as_participant.get("/").text
    assert OFFER not in as_trainer.get("/").text
    assert OFFER not in sign_in("participant").get("/").text


def test_it_comes_before_the_first_lesson_and_is_offered_no_more_once_one_was_read(as_participant, group):
    page = as_participant.get("/").text
    assert page.index(OFFER) < page.index("Nu aan de beurt")

    as_participant.post("/cursus/sterk/begin/klaar")
    assert OFFER not in as_participant.get("/").text
    # Who wants to can still make it.
    assert OFFER in as_participant.get(f"/groepen/{group.id}/metingen").text


def test_one_that_was_begun_before_the_first_lesson_waits_below_the_next_lesson(as_participant, group):
    begin(as_participant, group)
    as_participant.post("/cursus/sterk/begin/klaar")

    page = as_participant.get("/").text
    assert page.index("Nu aan de beurt") < page.index("Je was begonnen met de voormeting.")


def test_it_can_be_skipped_and_made_later(as_participant, group):
    page = as_participant.post(f"/groepen/{group.id}/metingen/overslaan", follow_redirects=True).text
    assert "Je slaat de voormeting over." in page
    assert OFFER not in page

    assert OFFER in as_participant.get(f"/groepen/{group.id}/metingen").text
    assert f'href="/groepen/{group.id}/metingen"' in as_participant.get("/cursus").text
    assert as_participant.get(begin(as_participant, group)).status_code == 200


def test_what_was_chosen_is_kept_until_it_is_handed_in(as_participant, group):
    address = begin(as_participant, group)
    (field,) = fields(address)
    assert as_participant.post(address, data={field: "b"} | LATER).location == "/"
    headers = {"X-Requested-With": "fetch"}
    assert as_participant.post(address, data={field: "z"} | LATER, headers=headers).status_code == 204

    assert begin(as_participant, group) == address
    assert f'id="{field}-b" value="b" checked' in as_participant.get(address).text
    assert "Je was begonnen met de voormeting." in text_of(as_participant.get("/"))


def test_the_questions_stand_below_their_module_and_say_that_not_knowing_is_fine(as_participant, group):
    page = as_participant.get(begin(as_participant, group)).text

    assert "Deze vragen gaan over wat je nog gaat leren." in page
    assert "Kies dan ‘Dat weet ik nog niet’." in page
    assert page.index('<h2 class="utrecht-heading-2">Kijken naar krachten</h2>') < page.index("1. Vraag")


def test_a_missing_answer_is_named(as_participant, group):
    response = as_participant.post(begin(as_participant, group), data={})

    assert response.status_code == 422
    assert "1 vraag heeft nog geen antwoord" in response.text
    assert '-a">Vraag 1: Kies een antwoord.</a>' in response.text
    assert measurements()[0].submitted_at is None


@pytest.mark.parametrize(
    ("option", "words"),
    [("a", "1 goed, 0 nog niet goed"), ("b", "0 goed, 1 nog niet goed"), ("?", "0 nog niet goed, 1 keer")],
)
def test_before_the_course_the_result_has_counts_and_no_explanation(as_participant, group, option, words):
    page = as_participant.get(hand_in(as_participant, group, option))

    assert words in text_of(page)
    assert "Uitleg" not in page.text
    assert "Antwoord q" not in page.text


@pytest.mark.parametrize(
    ("option", "words"),
    [("?", "in de module ‘Kijken naar krachten’ wacht veel nieuws op je."), ("a", "Je had alles goed.")],
)
def test_before_the_course_the_result_says_where_to_begin(as_participant, group, option, words):
    page = as_participant.get(hand_in(as_participant, group, option))

    assert words in text_of(page)
    assert 'href="/cursus/sterk/begin">Begin met les 1</a>' in page.text


def test_who_read_a_lesson_since_is_not_sent_to_the_first_one(as_participant, group):
    result = hand_in(as_participant, group, "?")
    as_participant.post("/cursus/sterk/begin/klaar")
    page = as_participant.get(result).text

    # What is in that module is no news any more.
    assert "wacht veel nieuws op je." not in page and "Je bent al begonnen. Ga verder waar je was." in page
    assert "les 1" not in page
    assert 'utrecht-button--primary-action" href="/cursus">Naar de cursus</a>' in page


def test_what_was_handed_in_does_not_change_any_more(as_participant, group):
    result = hand_in(as_participant, group)
    address = result.removesuffix("/uitslag")

    for data in ({}, LATER):
        response = as_participant.post(address, data=dict.fromkeys(fields(address), "b") | data)
        assert response.location == result
    assert as_participant.get(address).location == result
    assert "1 van 1 goed" in as_participant.get(result).text


def test_people_of_a_group_get_the_halves_in_turn_and_after_the_course_the_other_one(sign_in, make_person, group):
    people = [make_person() for _ in range(4)]
    clients = [sign_in(person) for person in people]
    for person, client in zip(people, clients, strict=True):
        join(person, group)
        begin(client, group)
    assert [row.half for row in measurements()] == ["A", "B", "A", "B"]

    finish_course(clients[1])
    begin(clients[1], group)
    row = measurements()[-1]
    assert (row.person_id, row.phase, row.half) == (people[1].id, "after", "A")


def test_after_the_course_both_results_stand_side_by_side_with_explanation(as_participant, group):
    hand_in(as_participant, group, "?")
    finish_course(as_participant)
    assert "Begin met de nameting" in as_participant.get("/").text

    page = as_participant.get(hand_in(as_participant, group))

    assert "Eerst 0 van 1, nu 1 van 1" in page.text
    assert "Bij één persoon zegt een verschil daarom weinig." in text_of(page)
    assert "Jouw antwoord: goed" in page.text
    assert page.text.count("Uitleg q") == 2
    assert "nameting" not in as_participant.get("/").text


def test_who_finished_everything_cannot_begin_or_hand_in_the_one_before(as_participant, group):
    address = begin(as_participant, group)
    finish_course(as_participant)

    response = as_participant.post(address, data=dict.fromkeys(fields(address), "a"), follow_redirects=True)

    assert "Deze meting is dicht." in not_done(response)
    assert "Niet gemaakt." in response.text
    assert measurements()[0].submitted_at is None


def test_a_question_that_changed_is_shown_so_after_the_course(as_participant, group, course_dir):
    finish_course(as_participant)
    result = hand_in(as_participant, group)
    file = course_dir / "sterk" / "check.toml"
    file.write_text(file.read_text().replace("Vraag", "Andere vraag"))
    page = as_participant.get(result).text
    assert "Deze vraag is veranderd nadat je hem beantwoordde." in page

    file.write_text(file.read_text().replace('id = "q', 'id = "w'))
    page = as_participant.get(result).text
    assert "Een vraag die er niet meer is" in page
    assert "1 van 1 goed" in page


def test_a_trainer_sees_counts_from_five_people_and_no_names(as_trainer, sign_in, make_person, group):
    address = f"/groepen/{group.id}/metingen/groep"
    for number in range(MIN_PEOPLE):
        assert "Antwoorden per module" not in as_trainer.get(address).text
        person = make_person(name=f"Naam {number}")
        join(person, group)
        hand_in(sign_in(person), group, "a" if number else "?")

    page = text_of(as_trainer.get(address))
    assert "5 mensen leverden in" in page
    assert "Kijken naar krachten" in page
    assert "4 goed, 0 nog niet goed, 1 keer" in page
    assert "Nog te weinig mensen." in page
    assert "Naam" not in page


def test_a_measurement_is_someones_own(as_participant, as_trainer, sign_in, group):
    address = begin(as_participant, group)

    for client in (as_trainer, sign_in("admin"), sign_in("participant")):
        assert client.get(address).status_code == 404
        assert client.post(address, data=LATER).status_code == 404
