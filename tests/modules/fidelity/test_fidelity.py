"""Planned beside given over HTTP: what a trainer and a member see, what is written, and the file."""

from datetime import time, timedelta

import pytest

from modules.fidelity.models import FidelityEntry, FidelityReason
from tests.conftest import text_of
from trainer.db import db
from trainer.groups.models import Group
from trainer.planning import actions as planning
from trainer.planning import queries as plans
from trainer.planning.rules import When
from trainer.web import today


@pytest.fixture
def page(scene):
    return f"/groepen/{scene.extra['course_id']}/modelgetrouwheid"


@pytest.fixture
def day(scene):
    day = plans.find_day(scene.ids["day_id"])
    planning.change_day(day, When(today() - timedelta(days=2), time(9), time(16), ""), 360, "", "")
    return day


def test_presence_is_counted_over_all_cursisten_and_what_was_not_filled_in_stays_apart(scene, browser, page, day):
    people = {kind: scene.people[kind].id for kind in ("owner", "mate", "invited")}
    given = {people["owner"]: ("present", None), people["mate"]: ("partly", 90), people["invited"]: ("excused", None)}
    planning.register(scene.people["trainer"], day, given)
    text = text_of(browser("trainer").get(page))

    assert "7,5 uur van 24 uur tot nu toe" in text and "Van 6 uur is nog niets ingevuld." in text
    assert "1 lesdag, 6 uur" in text


def test_a_day_in_progress_is_given_as_soon_as_someone_was_there(scene, browser, page, day):
    planning.change_day(day, When(today(), time(9), time(16), ""), 360, "", "")
    owner, mate = scene.people["owner"], scene.people["mate"]
    planning.register(scene.people["trainer"], day, {owner.id: ("excused", None)})
    text = text_of(browser("trainer").get(page))
    assert "0 lesdagen, 0 uur 1 nog te gaan" in text and "Er is nog geen dag gegeven" in text

    planning.register(scene.people["trainer"], day, {mate.id: ("present", None)})
    text = text_of(browser("trainer").get(page))
    assert "Gegeven 1 lesdag, 6 uur" in text and "6 uur van 24 uur tot nu toe" in text


def test_a_cancelled_day_was_not_given_and_the_page_says_that_it_is_in_what_was_planned(browser, page, day):
    words = "Een vervallen dag blijft bij gepland staan. Op de pagina Planning tellen zijn uren niet mee."
    assert words not in text_of(browser("trainer").get(page))
    planning.set_cancelled(day, True)
    text = text_of(browser("trainer").get(page))

    assert "0 lesdagen, 0 uur 1 vervallen" in text
    assert "Er is nog geen dag gegeven" in text
    assert words in text


def test_the_page_says_what_it_is_for_and_that_the_trial_found_no_effect(browser, page):
    text = text_of(browser("trainer").get(page))

    assert "geen effect van de training" in text and "we vergelijken geen groepen" in text
    assert "te weinig tijd vanuit het management" in text and "er was meer intervisie nodig" in text
    assert "%" not in text


def test_who_only_reads_is_not_told_to_put_something_beside_something(browser, page):
    trainer, owner = (text_of(browser(who).get(page)) for who in ("trainer", "owner"))

    assert "Hier leg je naast elkaar" in trainer
    assert "Hier leg je" not in owner and "op tijd" not in owner
    assert "Hier lees je wat er gepland was" in owner and "Je trainers schrijven op waarom iets anders liep" in owner


def test_the_page_has_one_name_and_says_what_its_words_mean(browser, page):
    trainer = browser("trainer")
    text = text_of(trainer.get(page))

    assert "Zoals bedoeld? van Training najaar" in text_of(trainer.get("/"))
    assert "Gepubliceerd is de training zoals de onderzoekers haar beschreven." in text
    assert "Profiel voldoende gevonden" in text and "goedgekeurd" not in text


def test_figures_of_overleggen_come_from_the_other_half_of_the_site(browser, page, app, monkeypatch):
    text = text_of(browser("trainer").get(page))
    assert (
        "Intervisiebijeenkomsten van een intervisiegroep, over een overleg Gepubliceerd staat niet in de bron Gepland samen met de "
        "intervisiedagen 2 per cursist Gegeven 1 " in text
    )
    assert "Overleggen gescoord Gepubliceerd staat niet in de bron Gepland 2 per cursist Gegeven 1 " in text

    monkeypatch.delitem(app.extensions, "meetings_scored")
    assert "Deze site kan dit nog niet zien." in text_of(browser("trainer").get(page))


def test_figures_of_overleggen_are_of_this_course_group_alone(sign_in, browser, scene, app):
    other = scene.people["other_trainer"]
    group = db.session.scalar(db.select(Group).filter_by(name="Training voorjaar"))

    assert [app.extensions[name](group) for name in ("sessions_held", "meetings_scored")] == [0, 0]
    assert "Gegeven 0" in text_of(sign_in(other).get(f"/groepen/{group.id}/modelgetrouwheid"))


def test_a_trainer_writes_why_it_went_another_way_and_a_member_reads_counts_only(browser, page):
    trainer = browser("trainer")
    data = {
        "note-lesson": "De zaal was dicht",
        "answer": "deels",
        "reason": ["time", "jobs"],
        "note-time": "Een halve dag",
    }
    assert trainer.post(f"{page}/waarom", data=data).location == page

    text = text_of(trainer.get(page))
    assert "De zaal was dicht" in text and "Ties Trainer" in text and "Een halve dag" in text
    assert "deels te weinig tijd vanuit het management, er waren veel functiewijzigingen" in text
    text = text_of(browser("owner").get(page))
    assert "De zaal was dicht" not in text and "Ties Trainer" not in text
    assert "deels te weinig tijd vanuit het management" in text


def test_what_nobody_touched_writes_over_nothing(browser, page):
    trainer = browser("trainer")
    trainer.post(f"{page}/waarom", data={"note-lesson": "Eerst", "answer": "deels", "reason": "tasks"})
    was = {"was-note-lesson": "Eerst", "was-answer": "deels", "was-reason": "tasks"}
    # Another window of a moment ago, in which only the answer was changed.
    trainer.post(f"{page}/waarom", data={"note-lesson": "Daarna", "answer": "deels", "reason": "tasks"} | was)
    trainer.post(f"{page}/waarom", data={"note-lesson": "Eerst", "answer": "nee", "reason": "tasks"} | was)
    trainer.post(f"{page}/waarom", data={"note-lesson": "Eerst", "answer": "deels", "reason": "tasks"} | was)

    entries = [
        (row.row, row.note, row.answer)
        for row in db.session.scalars(db.select(FidelityEntry).order_by(FidelityEntry.id))
    ]
    assert sorted(entries) == sorted(
        [("lesson", "Eerst", None), ("time", "", "deels"), ("lesson", "Daarna", None), ("time", "", "nee")]
    )
    assert db.session.query(FidelityReason).count() == 2
    text = text_of(trainer.get(page))
    assert "Waarom anders Daarna" in text and "Wat er eerder stond Eerst" in text


def test_a_note_that_is_too_long_is_explained_and_nothing_typed_is_lost(browser, page):
    data = {"note-lesson": "x" * 1001, "note-practice": "Blijf staan", "answer": "nee", "reason": "other"}
    response = browser("trainer").post(f"{page}/waarom", data=data)

    assert response.status_code == 422
    assert "Dit is te lang: 1001 tekens." in text_of(response)
    assert "x" * 1001 in response.text and "Blijf staan" in response.text
    assert 'value="nee" checked' in response.text and 'value="other" checked' in response.text
    assert db.session.query(FidelityEntry).count() == 0


def test_a_made_up_answer_or_reason_is_left_out(browser, page):
    browser("trainer").post(f"{page}/waarom", data={"answer": "misschien", "reason": "weer"})
    assert db.session.query(FidelityEntry).count() == 0

    browser("trainer").post(f"{page}/waarom", data={"answer": "nee", "reason": ["weer", "time"]})
    assert [row.reason for row in db.session.query(FidelityReason)] == ["time"]


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"answer": "ja", "reason": "time"}, "Bij een reden hoort ‘deels’ of ‘nee’."),
        ({"reason": "time"}, "Bij een reden hoort ‘deels’ of ‘nee’."),
        ({"answer": "nee", "reason": "other"}, "Schrijf erbij wat dat was."),
    ],
)
def test_answers_that_contradict_each_other_are_asked_about(browser, page, chosen, sentence):
    response = browser("trainer").post(f"{page}/waarom", data=chosen)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert db.session.query(FidelityEntry).count() == 0


def test_the_file_holds_the_page_and_no_formula(browser, page):
    browser("trainer").post(f"{page}/waarom", data={"note-lesson": "=1+1"})
    response = browser("trainer").get(f"{page}.csv")

    assert response.mimetype == "text/csv"
    assert response.headers["Content-Disposition"] == "attachment; filename=modelgetrouwheid-training-najaar.csv"
    lines = response.get_data(as_text=True).splitlines()
    assert lines[0] == "\ufeffonderdeel;gepubliceerde training;gepland;gegeven;toelichting;waarom anders;door;op"
    assert lines[1].startswith("Lesdagen;2 lesdagen, 12 uur;1 lesdag, 6 uur;") and ";'=1+1;Ties Trainer;" in lines[1]
    assert lines[2].startswith("Praktijkdagen;3 praktijkdagen, 9 uur (daarvan 3 uur onze aanname);")
    assert lines[3].startswith("Intervisiedagen (cursusdagen uit de planning);2 intervisies, 4 uur (")
    assert len(lines) == 12
