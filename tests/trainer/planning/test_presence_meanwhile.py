"""What is written down while a trainer has the presence of a day open is kept."""

import re

import pytest

from tests.conftest import text_of
from tests.trainer.planning.conftest import at
from trainer.planning import actions, queries


@pytest.fixture
def address(day, monkeypatch):
    """Let it be half an hour into the day, and return the address of the day."""
    at(monkeypatch, 2026, 11, 30, 10, 0)
    return f"/cursusdagen/{day.id}"


def on_screen(page):
    """Return what the form of the presence sends as it stands on this page."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page.text):
        given = dict(re.findall(r'(\S+?)="([^"]*)"', tag))
        if re.match(r"(state|seen|hours)-", given.get("name", "")) and (
            given.get("type") != "radio" or " checked" in tag
        ):
            found[given["name"]] = given["value"]
    return found


def stands(day):
    """Return the state and the minutes of everyone of whom something was written down."""
    return {each.person.id: (each.state, each.minutes) for each in queries.presence(day) if each.state}


def test_who_signs_in_while_the_trainer_fills_in_the_form_stays_present(browser, scene, day, address):
    owner, mate = scene.people["owner"].id, scene.people["mate"].id
    form = on_screen(browser("trainer").get(address))
    browser("owner").post(f"{address}/code", data={"code": day.code})
    answer = browser("trainer").post(f"{address}/aanwezigheid", data=form | {f"state-{mate}": "absent"})

    assert answer.status_code == 302
    assert stands(day) == {owner: ("present", None), mate: ("absent", None)}


def test_what_was_changed_on_both_sides_is_not_overwritten_but_asked_again(browser, scene, day, address):
    owner, mate, trainer = scene.people["owner"], scene.people["mate"].id, browser("trainer")
    form = on_screen(trainer.get(address))
    browser("owner").post(f"{address}/code", data={"code": day.code})
    chosen = {f"state-{owner.id}": "absent", f"state-{mate}": "partly", f"hours-{mate}": "2,5"}
    page = trainer.post(f"{address}/aanwezigheid", data=form | chosen)

    assert page.status_code == 422 and stands(day) == {owner.id: ("present", None)}
    assert f"{owner.name} meldde zich intussen zelf aan: aanwezig. Kies opnieuw." in text_of(page)
    shown = on_screen(page)
    assert (shown[f"state-{owner.id}"], shown[f"state-{mate}"], shown[f"hours-{mate}"]) == ("present", "partly", "2,5")

    trainer.post(f"{address}/aanwezigheid", data=shown | {f"state-{owner.id}": "absent"})
    assert stands(day) == {owner.id: ("absent", None), mate: ("partly", 150)}


def test_hours_of_who_was_there_in_part_are_left_as_another_trainer_wrote_them(browser, scene, day, address):
    owner, mate, trainer = scene.people["owner"].id, scene.people["mate"].id, browser("trainer")
    actions.register(scene.people["trainer"], day, {mate: ("partly", 100)})
    form = on_screen(trainer.get(address))
    assert form[f"hours-{mate}"] == "1,67"
    actions.register(scene.people["classmate"], day, {mate: ("partly", 120)})
    trainer.post(f"{address}/aanwezigheid", data=form | {f"state-{owner}": "present"})
    assert stands(day) == {owner: ("present", None), mate: ("partly", 120)}

    page = trainer.post(f"{address}/aanwezigheid", data=form | {f"hours-{mate}": "3"})
    assert page.status_code == 422 and stands(day)[mate] == ("partly", 120)
    name = scene.people["classmate"].name
    assert f"{name} vulde dit intussen in: deels, 2 uur. Kies opnieuw." in text_of(page)
    assert on_screen(page)[f"hours-{mate}"] == "2"


def test_hours_alone_can_be_changed(browser, scene, day, address):
    mate, trainer = scene.people["mate"].id, browser("trainer")
    actions.register(scene.people["trainer"], day, {mate: ("partly", 100)})
    form = on_screen(trainer.get(address))
    trainer.post(f"{address}/aanwezigheid", data=form | {f"hours-{mate}": "3"})

    assert stands(day) == {mate: ("partly", 180)}


def test_a_row_that_is_emptied_is_emptied_unless_it_changed_meanwhile(browser, scene, day, address):
    owner, mate, trainer = scene.people["owner"].id, scene.people["mate"].id, browser("trainer")
    actions.register(scene.people["trainer"], day, dict.fromkeys((owner, mate), ("present", None)))
    form = on_screen(trainer.get(address))
    actions.register(scene.people["trainer"], day, {mate: ("excused", None)})
    page = trainer.post(f"{address}/aanwezigheid", data=form | {f"state-{owner}": "", f"state-{mate}": ""})

    assert page.status_code == 422 and stands(day) == {owner: ("present", None), mate: ("excused", None)}
    trainer.post(f"{address}/aanwezigheid", data=on_screen(page))
    assert stands(day) == {mate: ("excused", None)}


def test_the_same_answer_from_both_sides_is_no_question(browser, scene, day, address):
    owner = scene.people["owner"].id
    form = on_screen(browser("trainer").get(address))
    browser("owner").post(f"{address}/code", data={"code": day.code})
    answer = browser("trainer").post(f"{address}/aanwezigheid", data=form | {f"state-{owner}": "present"})

    assert answer.status_code == 302
    (row,) = [each for each in queries.presence(day) if each.state]
    assert row.by == row.person


def test_what_was_taken_back_meanwhile_is_asked_again(browser, scene, day, address, monkeypatch):
    owner, trainer = scene.people["owner"], browser("trainer")
    at(monkeypatch, 2026, 11, 30, 9, 0)
    actions.report_absence(owner, day)
    form = on_screen(trainer.get(address))
    actions.take_back_absence(owner, day)
    page = trainer.post(f"{address}/aanwezigheid", data=form | {f"state-{owner.id}": "absent"})
    assert page.status_code == 422 and "Hier staat intussen niets meer. Kies opnieuw." in text_of(page)

    actions.report_absence(owner, day)
    page = trainer.post(f"{address}/aanwezigheid", data=on_screen(page) | {f"state-{owner.id}": "present"})
    assert f"{owner.name} meldde zich intussen zelf af. Kies opnieuw." in text_of(page)


def test_a_page_that_comes_back_with_a_mistake_shows_what_now_stands(browser, scene, day, address):
    owner, mate, trainer = scene.people["owner"].id, scene.people["mate"].id, browser("trainer")
    form = on_screen(trainer.get(address))
    browser("owner").post(f"{address}/code", data={"code": day.code})
    page = trainer.post(f"{address}/aanwezigheid", data=form | {f"state-{mate}": "partly", f"hours-{mate}": "veel"})
    shown = on_screen(page)

    assert page.status_code == 422 and shown[f"state-{owner}"] == "present"
    assert (shown[f"state-{mate}"], shown[f"hours-{mate}"]) == ("partly", "veel")
    trainer.post(f"{address}/aanwezigheid", data=shown | {f"hours-{mate}": "3"})
    assert stands(day) == {owner: ("present", None), mate: ("partly", 180)}


def test_who_is_not_on_the_form_is_left_as_they_are(browser, scene, day, address):
    owner, mate = scene.people["owner"].id, scene.people["mate"].id
    actions.register(scene.people["trainer"], day, {owner: ("present", None)})
    browser("trainer").post(f"{address}/aanwezigheid", data={f"state-{mate}": "absent"})

    assert stands(day) == {owner: ("present", None), mate: ("absent", None)}


def test_hours_that_no_longer_fit_the_day_do_not_keep_others_from_being_saved(browser, scene, day, address):
    owner, mate, trainer = scene.people["owner"].id, scene.people["mate"].id, browser("trainer")
    actions.register(scene.people["trainer"], day, {mate: ("partly", 300)})
    actions.change_day(day, day.when, 240, "", "")
    form = on_screen(trainer.get(address))
    trainer.post(f"{address}/aanwezigheid", data=form | {f"state-{owner}": "present"})

    assert stands(day) == {owner: ("present", None), mate: ("partly", 300)}


def test_one_button_writes_down_that_all_others_were_there(browser, scene, day, address):
    owner, mate, trainer = scene.people["owner"].id, scene.people["mate"].id, browser("trainer")
    actions.register(scene.people["trainer"], day, {mate: ("partly", 150)})
    page = trainer.get(address)
    form = on_screen(page)
    assert page.text.index("Opslaan") < page.text.index('name="all" value="present"')
    classmate, invited = scene.people["classmate"].id, scene.people["invited"].id
    trainer.post(f"{address}/aanwezigheid", data=form | {f"state-{classmate}": "absent", "all": "present"})

    everyone = {owner: "present", invited: "present", classmate: "absent", mate: "partly"}
    assert {person: state for person, (state, _) in stands(day).items()} == everyone
    assert 'name="all"' not in trainer.get(address).text


def test_who_reported_meanwhile_that_they_cannot_come_is_not_among_all_others(browser, scene, day, address):
    owner, mate, trainer = scene.people["owner"].id, scene.people["mate"].id, browser("trainer")
    form = on_screen(trainer.get(address))
    actions.register(scene.people["trainer"], day, {owner: ("excused", None)})
    answer = trainer.post(f"{address}/aanwezigheid", data=form | {"all": "present"})

    assert answer.status_code == 302
    assert (stands(day)[owner], stands(day)[mate]) == (("excused", None), ("present", None))


def test_who_is_emptied_and_then_belongs_to_all_others_is_present(browser, scene, day, address):
    owner, trainer = scene.people["owner"].id, browser("trainer")
    actions.register(scene.people["trainer"], day, {owner: ("absent", None)})
    form = on_screen(trainer.get(address))
    trainer.post(f"{address}/aanwezigheid", data=form | {f"state-{owner}": "", "all": "present"})

    assert stands(day)[owner] == ("present", None)


def test_before_the_day_nobody_is_there_yet_and_the_code_is_kept_for_the_day(browser, scene, day, address, monkeypatch):
    at(monkeypatch, 2026, 11, 29, 20, 0)
    trainer = browser("trainer")
    page = trainer.get(address)
    assert 'name="all"' not in page.text and day.code not in page.text
    assert "De code voor in de zaal staat hier op de dag zelf." in text_of(page)
    page = trainer.post(f"{address}/aanwezigheid", data=on_screen(page) | {"all": "present"})

    assert page.status_code == 422 and stands(day) == {}


def test_cancelling_says_that_it_is_the_whole_day(browser, day, address):
    text = text_of(browser("trainer").get(address))

    assert "Deze dag gaat niet door" in text and "Ja, hij gaat niet door" in text


def test_hours_that_were_typed_beside_another_state_are_asked_about_and_not_thrown_away(browser, scene, day, address):
    owner, mate, trainer = scene.people["owner"].id, scene.people["mate"].id, browser("trainer")
    form = on_screen(trainer.get(address))
    page = trainer.post(f"{address}/aanwezigheid", data=form | {f"state-{owner}": "present", f"hours-{owner}": "2"})

    assert page.status_code == 422 and stands(day) == {}
    assert "Je vulde uren in. Kies dan" in text_of(page)
    shown = on_screen(page)
    assert (shown[f"state-{owner}"], shown[f"hours-{owner}"]) == ("present", "2")

    trainer.post(f"{address}/aanwezigheid", data=shown | {f"state-{owner}": "partly"})
    assert stands(day) == {owner: ("partly", 120)}
    # From 'deels' back to 'aanwezig' the hours of before are no mistake.
    trainer.post(f"{address}/aanwezigheid", data=on_screen(trainer.get(address)) | {f"state-{owner}": "present"})
    assert stands(day) == {owner: ("present", None)} and mate not in stands(day)
