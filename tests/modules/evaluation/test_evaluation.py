"""Evaluations over HTTP: giving one, changing it, and who sees what of it together."""

from datetime import time, timedelta

import pytest

from modules.evaluation import actions, queries
from modules.evaluation.models import Evaluation, EvaluationAnswer
from modules.evaluation.rules import Occasion
from tests import world
from tests.conftest import text_of
from trainer.db import db, now
from trainer.groups import actions as groups
from trainer.groups.queries import membership
from trainer.groups.rules import GroupRole
from trainer.planning import actions as planning
from trainer.planning import queries as plans
from trainer.planning.rules import When
from trainer.web import today

FINE = {
    "vraag-mark": "8",
    "vraag-fit": "ja",
    "vraag-intention": "ja",
    "vraag-recommend": "twijfel",
    "vraag-words": "ja",
    "vraag-open": "Meer oefenen",
}
LATER = {f"vraag-used-{part}": "nvt" for part in ("profile", "plan", "meeting", "intervisie")} | {"vraag-time": "deels"}


@pytest.fixture
def group(scene):
    return plans.find_day(scene.ids["day_id"]).group


@pytest.fixture
def page(group):
    return f"/groepen/{group.id}/evaluatie"


def held(scene, days_ago):
    day = plans.find_day(scene.ids["day_id"])
    planning.change_day(day, When(today() - timedelta(days=days_ago), time(9), time(16), ""), 360, "", "")


def give(scene, group, *kinds, occasion=Occasion.END, text="", mark="8", days_ago=0):
    """Let people give their opinion, some days ago."""
    role = GroupRole.TRAINER if kinds[0] == "trainer" else GroupRole.PARTICIPANT
    form = queries.content().forms[occasion]
    for kind in kinds:
        given = {"mark": (mark,), "fit": ("nee",)} | ({"open": (f"{text} {kind}",)} if text else {})
        actions.give(scene.people[kind], group, occasion, role, form, given)
        queries.own(scene.people[kind], group, occasion).given_at = now() - timedelta(days=days_ago)
        db.session.commit()


def test_nothing_can_be_given_before_the_last_day_and_the_page_says_why(scene, browser, page):
    owner = browser("owner")
    assert "Wanneer de vragen opengaan, weten we nog niet: één cursusdag heeft nog geen datum." in text_of(
        owner.get(f"{page}/einde")
    )

    held(scene, -1)
    assert "Deze vragen gaan open op" in text_of(owner.get(f"{page}/einde"))
    response = owner.post(f"{page}/einde", data=FINE)
    assert response.status_code == 409 and "Meer oefenen" in response.text
    assert db.session.query(Evaluation).count() == 0


def test_an_opinion_is_asked_on_the_start_page_until_it_was_given(scene, browser, page):
    held(scene, 0)
    owner = browser("owner")
    assert "Wat vond je van de training?" in text_of(owner.get("/"))
    assert "Drie maanden later" not in text_of(owner.get("/"))
    assert "Wat vond je" not in text_of(browser("onlooker").get("/"))

    response = owner.post(f"{page}/einde", data=FINE)

    assert response.location == page
    assert "Wat vond je van de training?" not in text_of(owner.get("/"))
    (row,) = db.session.query(Evaluation)
    assert (row.given_as, row.occasion) == ("participant", "end")
    assert {each.text for each in db.session.query(EvaluationAnswer) if each.text} == {"Meer oefenen"}


def test_after_three_months_cursisten_are_asked_again_and_trainers_are_not(scene, browser, page):
    held(scene, 120)
    text = text_of(browser("owner").get("/"))
    assert "Drie maanden later: wat gebruik je?" in text
    assert browser("owner").post(f"{page}/na-drie-maanden", data=LATER).status_code == 302

    trainer = browser("trainer")
    assert "Drie maanden later" not in text_of(trainer.get("/"))
    assert trainer.get(f"{page}/na-drie-maanden").status_code == 404
    assert trainer.post(f"{page}/na-drie-maanden", data=LATER).status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"vraag-mark": ""}, "Kies een cijfer."),
        ({"vraag-mark": "99"}, "Kies een van de antwoorden hieronder."),
        ({"vraag-less-useful": "x" * 2001}, "Dit is te lang"),
        ({"vraag-less-useful": "bel 06-12345678"}, "Dit lijkt op een telefoonnummer."),
    ],
)
def test_a_mistake_is_explained_and_everything_typed_stays(scene, browser, page, changes, sentence):
    held(scene, 0)
    response = browser("owner").post(f"{page}/einde", data=FINE | {"vraag-setting": "werk-inkomen"} | changes)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "Meer oefenen" in response.text and changes.get("vraag-less-useful", "") in response.text
    assert 'value="werk-inkomen" checked' in response.text
    assert db.session.query(Evaluation).count() == 0


def test_after_the_session_ended_the_answers_can_be_sent_again(scene, page, anonymous):
    held(scene, 0)
    response = anonymous.post(f"{page}/einde", data=FINE)

    assert response.status_code == 401
    assert 'value="Meer oefenen"' in response.text


def test_an_opinion_can_be_changed_for_thirty_days_by_who_gave_it(scene, browser, group, page):
    held(scene, 60)
    owner = browser("owner")
    owner.post(f"{page}/einde", data=FINE)
    assert 'value="8" checked' in owner.get(f"{page}/einde").text

    owner.post(f"{page}/einde", data=FINE | {"vraag-mark": "6", "vraag-open": ""})
    row = queries.own(scene.people["owner"], group, Occasion.END)
    assert queries.answers(row)["mark"] == ("6",) and "open" not in queries.answers(row)

    row.given_at = now() - timedelta(days=32)
    db.session.commit()
    assert owner.post(f"{page}/einde", data=FINE).status_code == 409
    assert "Veranderen kon tot en met" in text_of(owner.get(f"{page}/einde"))
    assert queries.answers(queries.own(scene.people["owner"], group, Occasion.END))["mark"] == ("6",)


def test_a_trainer_sees_how_many_gave_their_opinion_and_nothing_of_it_below_three(scene, browser, group, page):
    give(scene, group, "owner", "mate", text="Woorden van")
    text = text_of(browser("trainer").get(page))

    assert "2 van 4 cursisten gaven een mening." in text
    assert "Woorden van" not in text and "0 van 2" not in text and "Middelste" not in text
    assert "Olga" not in text and "Mats" not in text


def test_from_three_people_a_trainer_sees_counts_beside_the_source_and_texts_without_names(scene, browser, group, page):
    give(scene, group, "owner", "mate", "invited", text="Woorden", mark="7")
    text = text_of(browser("trainer").get(page))

    assert "3 van 4 cursisten gaven een mening." in text
    assert "3 × een 7." in text and "3 van 3 nee" in text
    assert all(f"Woorden {kind}" in text for kind in ("owner", "mate", "invited"))
    assert not any(world.NAMES[kind] in text for kind in ("owner", "mate", "invited", "classmate"))
    assert "7,6 (laagste 7, hoogste 9)" in text and "5 van 7 eens (7 mensen)" in text
    assert "%" not in text


def test_figures_of_the_source_are_said_so_that_a_stranger_reads_them(scene, browser, group, page):
    give(scene, group, "owner", "mate", "invited", mark="7")
    text = text_of(browser("trainer").get(page))

    assert "Middelste cijfer: 7. Minstens de helft gaf dit of hoger. 3 cijfers." in text
    assert "Cijfer van cursisten, waarschijnlijk een gemiddelde: 7,6" in text
    assert "Of 7,6 en 7,7 gemiddelden zijn, staat er ook niet bij." in text
    assert "meer staat er niet bij" not in text
    assert "7 mensen (in de bron staat alleen n=7; dat kan ook het aantal antwoorden zijn)" in text
    assert "minder voor SMZ, het deel van UWV dat kijkt wat iemand door ziekte nog kan." in text
    assert "Meer voor WERKbedrijf, het deel van UWV dat helpt bij het vinden van werk." in text


def test_the_only_trainer_first_reads_that_nobody_sees_their_answers(scene, browser, sign_in, make_person, group, page):
    held(scene, 2)
    alone = "Je bent de enige trainer van Training najaar. Zolang dat zo is, ziet niemand anders je antwoorden."
    trainer = browser("trainer")
    start, form = text_of(trainer.get("/")), trainer.get(f"{page}/einde")
    assert alone in start and "Jouw mening over Training najaar" not in start
    assert alone in text_of(form) and "Laat de andere trainers" not in form.text
    assert "Jouw mening over Training najaar telt mee." in text_of(browser("owner").get("/"))

    other = make_person("trainer")
    groups.add_member(group, other, GroupRole.TRAINER)
    start, form = text_of(trainer.get("/")), trainer.get(f"{page}/einde")
    assert alone not in start and "Jouw mening over Training najaar telt mee." in start
    assert alone not in text_of(form) and "Laat de andere trainers" in form.text


def test_what_a_former_trainer_gave_may_be_counted_with_that_of_the_only_one_left(
    scene, browser, make_person, group, page
):
    held(scene, 2)
    other = make_person("trainer")
    groups.add_member(group, other, GroupRole.TRAINER)
    form = queries.content().forms[Occasion.END]
    actions.give(other, group, Occasion.END, GroupRole.TRAINER, form, {"mark": ("8",)})
    assert groups.remove_member(scene.people["trainer"], membership(other, group)) is None

    assert "Je bent de enige trainer" not in text_of(browser("trainer").get(f"{page}/einde"))


def test_a_fourth_opinion_does_not_show_by_itself(scene, browser, group, page):
    give(scene, group, "owner", "mate", "invited", mark="7")
    give(scene, group, "classmate", mark="2", text="Van mij")
    text = text_of(browser("trainer").get(page))

    assert "4 van 4 cursisten gaven een mening. Daarvan tellen er nu 3 mee." in text
    assert "een 2" not in text and "Van mij" not in text

    for row in db.session.query(Evaluation):
        row.given_at -= timedelta(days=31)
    db.session.commit()
    assert "1 × een 2, 3 × een 7." in text_of(browser("trainer").get(page))


def test_a_cursist_sees_the_counts_after_giving_and_never_those_of_two_others(scene, browser, group, page):
    give(scene, group, "owner", "mate", "invited", text="Woorden", days_ago=31)
    # Taking their own answers off three would leave two.
    assert "Woorden" not in text_of(browser("owner").get(page))
    before = text_of(browser("classmate").get(page))
    assert "Geef je eerst je eigen mening" in before and "Woorden" not in before and "3 van 4" not in before

    give(scene, group, "classmate", mark="9", text="Woorden", days_ago=31)
    for kind in ("owner", "classmate"):
        assert "3 × een 8, 1 × een 9." in text_of(browser(kind).get(page))


def test_what_trainers_think_is_counted_apart(scene, browser, group, page):
    give(scene, group, "owner", "mate", "invited", mark="7")
    give(scene, group, "trainer", mark="1", text="Ik vond")
    text = text_of(browser("owner").get(page)) + text_of(browser("trainer").get(page))

    assert "1 van 1 trainer gaf een mening." in text
    assert "een 1" not in text and "Ik vond" not in text


@pytest.fixture
def colleague(group, make_person, sign_in):
    """A second trainer of the group; returns their browser."""
    person = make_person("trainer", "Cora Collega")
    groups.add_member(group, person, GroupRole.TRAINER)
    return sign_in(person)


def test_two_trainers_see_each_other_s_answers_only_if_each_chooses_so(scene, browser, group, page, colleague):
    held(scene, 1)
    trainer, answers = browser("trainer"), FINE | {"vraag-mark": "6", "vraag-open": "Meer tijd"}
    assert "Laat de andere trainers van deze groep mijn antwoorden zien" in text_of(trainer.get(f"{page}/einde"))
    trainer.post(f"{page}/einde", data=answers)
    hidden = text_of(colleague.get(page))
    assert "1 van 2 trainers gaf een mening." in hidden
    assert "Kies onderaan de vragen dat de andere trainers ze zien" in hidden
    assert "een 6" not in hidden and "Meer tijd" not in hidden

    trainer.post(f"{page}/einde", data=answers | {"open": "1"})
    assert 'name="open" value="1" checked' in trainer.get(f"{page}/einde").text
    shown = text_of(colleague.get(page))
    assert "1 × een 6." in shown and "Meer tijd" in shown

    colleague.post(f"{page}/einde", data=FINE | {"vraag-mark": "9", "vraag-open": "Kort"})
    both = text_of(trainer.get(page))
    assert "2 van 2 trainers gaven een mening. Daarvan telt er nu 1 mee: wie koos dat" in both
    assert "een 9" not in both and "Kort" not in both

    trainer.post(f"{page}/einde", data=answers)
    assert "een 6" not in text_of(colleague.get(page))


def test_a_third_trainer_who_does_not_choose_so_stays_unknown(scene, group, page, colleague, make_person):
    form = queries.content().forms[Occasion.END]
    for name, mark, is_open in (("Twee", "6", True), ("Drie", "7", True), ("Vier", "2", False)):
        person = make_person("trainer", name)
        groups.add_member(group, person, GroupRole.TRAINER)
        given = {"mark": (mark,)}
        actions.give(person, group, Occasion.END, GroupRole.TRAINER, form, given, open_to_trainers=is_open)
    text = text_of(colleague.get(page))

    assert "1 × een 6, 1 × een 7." in text
    assert "een 2" not in text


def test_what_trainers_show_each_other_no_cursist_sees_or_chooses(scene, browser, group, page):
    held(scene, 1)
    browser("trainer").post(f"{page}/einde", data=FINE | {"vraag-mark": "6", "open": "1"})
    owner = browser("owner")
    assert "Laat de andere trainers" not in text_of(owner.get(f"{page}/einde"))
    owner.post(f"{page}/einde", data=FINE | {"open": "1"})

    assert "een 6" not in text_of(owner.get(page))
    assert not queries.own(scene.people["owner"], group, Occasion.END).open_to_trainers
    assert "een 8" not in text_of(browser("trainer").get(page))


def test_nothing_of_an_opinion_counts_in_another_group(scene, browser, group, page):
    other = groups.add_course_group(scene.people["trainer"], "Nog een training")
    give(scene, group, "owner", "mate", "invited", text="Woorden")
    text = text_of(browser("trainer").get(f"/groepen/{other.id}/evaluatie"))

    assert "Woorden" not in text and "van 0" not in text
