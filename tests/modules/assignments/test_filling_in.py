"""A cursist begins an assignment, fills it in and hands it in."""

import pytest

from modules.assignments import actions, day_rules, queries
from modules.assignments.models import Assignment, Entry
from modules.assignments.rules import MAX_TEXT, Side
from tests.conftest import text_of
from tests.modules.assignments.conftest import newest, page_of, put
from trainer.db import db
from trainer.groups.models import Group

DAYS = ["gisteren", "1 januari 2130", "1 januari 2026"]


def test_a_cursist_chooses_the_rows_and_gets_a_form_with_them(as_participant, participant, course):
    answer = as_participant.post(
        "/opdrachten/nieuw/profiel", data={"client_number": "C7", "row_set": "acht-domeinen"}, follow_redirects=True
    )

    assert "(Vrijwilligers)werk" in answer.text
    assert (newest(participant).assignment.client_number, newest(participant).assignment.group) == ("C7", course)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"client_number": "Ruben", "row_set": "leefgebieden"}, "hooguit 2 letters en 6 cijfers"),
        ({"client_number": "C7", "row_set": ""}, "Rijen: Kies een van de rijen."),
        ({"client_number": "C7", "row_set": "verzonnen"}, "Ongeldige keuze."),
    ],
)
def test_a_name_or_no_rows_is_refused_beside_the_field(as_participant, course, data, sentence):
    answer = as_participant.post("/opdrachten/nieuw/profiel", data=data)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{data["client_number"]}"' in answer.text
    assert db.session.query(Assignment).count() == 0


def test_the_choice_of_rows_names_them_all_and_begins_with_the_first(as_participant, participant, course):
    page = as_participant.get("/opdrachten/nieuw/profiel")

    for row_set in queries.shelf().row_sets:
        assert "; ".join(row.label for row in row_set.rows) in text_of(page)
    assert 'value="zeven-gebieden" checked' in page.text
    as_participant.post("/opdrachten/nieuw/profiel", data={"client_number": "C7"})
    assert queries.form_of(newest(participant)).rows_title == "Zeven gebieden"


def test_rows_can_be_changed_for_others_as_long_as_they_are_empty(as_participant, course, begin, write):
    version = begin("profiel", course)
    write(version, "hulpvraag", "Rust")

    def take(rows):
        data = {"rows": rows, "t-prioriteit-1": "De post", "r-prioriteit-1": "0"}
        return as_participant.post(page_of(version), data=data, follow_redirects=True)

    assert "Je hebt nu andere rijen: Twaalf leefgebieden." in take("leefgebieden").text
    assert "Scholing en opleiding" in queries.cells(version)["scholing.nu"].name
    write(version, "scholing.wens", "Een cursus")
    assert "In de rijen staat al iets." in take("zeven-gebieden").text
    assert "Andere rijen kiezen" not in as_participant.get(page_of(version)).text
    stands = {key: each.text for key, each in queries.given(version, Side.OWN).items()}
    assert stands == {"hulpvraag": "Rust", "prioriteit-1": "De post", "scholing.wens": "Een cursus"}
    assert take("verzonnen").status_code == 422


def test_rows_that_were_handed_in_are_not_changed_any_more(as_participant, course, begin, write):
    version = begin("profiel", course)
    write(version, "hulpvraag", "Rust")
    assert actions.hand_in(version, course) is None and actions.take_back(version) is None

    assert "Andere rijen kiezen" not in as_participant.get(page_of(version)).text
    assert actions.change_rows(version, queries.shelf().row_sets[1]) == actions.ROWS_IN_USE


def test_who_is_in_two_course_groups_chooses_one_at_the_start(as_participant, participant, course, join):
    second = Group(name="Training voorjaar", kind="course")
    db.session.add(second)
    db.session.commit()
    join(participant, second)

    assert "Training voorjaar" in as_participant.get("/opdrachten/nieuw/plan").text
    as_participant.post("/opdrachten/nieuw/plan", data={"client_number": "C7", "course_group": str(second.id)})
    assert newest(participant).assignment.group_id == second.id


def test_beginning_twice_for_the_same_client_goes_on_with_the_first(as_participant, participant, course):
    for _ in range(2):
        as_participant.post("/opdrachten/nieuw/plan", data={"client_number": "C7"})

    assert db.session.query(Assignment).count() == 1
    assert "Hier ga je verder." in as_participant.get(page_of(newest(participant))).text


def test_a_field_is_kept_at_once_and_a_second_time_changes_nothing(as_participant, course, begin):
    version = begin("plan", course)
    first = put(as_participant, version, "doel", " Weer koken \r\n")

    assert (first.status_code, first.json["text"], first.json["revision"]) == (200, "Weer koken", 1)
    assert put(as_participant, version, "doel", "Weer koken").json["revision"] == 1


def test_two_windows_never_overwrite_each_other_silently(as_participant, course, begin):
    version = begin("plan", course)
    put(as_participant, version, "doel", "Uit het ene venster")
    second = put(as_participant, version, "doel", "Uit het andere venster")

    assert (second.status_code, second.json["text"]) == (409, "Uit het ene venster")
    whole = as_participant.post(page_of(version), data={"t-doel": "Uit het andere venster", "r-doel": "0"})
    assert whole.status_code == 422
    assert "In een ander venster staat hier nu: “ Uit het ene venster ”" in text_of(whole)
    assert ">Uit het andere venster</textarea>" in whole.text
    assert queries.given(version, Side.OWN)["doel"].text == "Uit het ene venster"
    # Under the revision that is now on the page the second one is kept: the writer read both.
    as_participant.post(page_of(version), data={"t-doel": "Uit het andere venster", "r-doel": "1"})
    assert queries.given(version, Side.OWN)["doel"].text == "Uit het andere venster"


def test_without_a_script_one_button_saves_everything(as_participant, course, begin):
    version = begin("profiel", course)
    fields = {"t-hulpvraag": "Rust", "r-hulpvraag": "0", "t-geld.nu": "Een kist vol post", "r-geld.nu": "0"}
    answer = as_participant.post(page_of(version), data=fields, follow_redirects=True)

    assert "Alles is opgeslagen." in answer.text
    assert queries.given(version, Side.OWN)["geld.nu"].text == "Een kist vol post"


@pytest.mark.parametrize(
    ("key", "body", "status"),
    [
        ("bestaat-niet", {"text": "x", "revision": 0}, 422),
        ("doel", {"text": 7, "revision": 0}, 422),
        ("doel", {"text": "x" * (MAX_TEXT + 1), "revision": 0}, 422),
        ("stap-99.wat", {"text": "x", "revision": 0}, 422),
        ("doel", ["x"], 422),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(as_participant, course, begin, key, body, status):
    answer = as_participant.post(f"{page_of(begin('plan', course))}/velden/{key}", json=body)

    assert answer.status_code == status
    assert answer.json["error"].endswith(".")
    assert db.session.query(Entry).count() == 0


def test_what_was_typed_comes_back_when_the_session_expired(anonymous, course, begin):
    answer = anonymous.post(page_of(begin("plan", course)), data={"t-doel": "Weer koken", "r-doel": "0"})

    assert answer.status_code == 401
    assert 'name="t-doel" value="Weer koken"' in answer.text


def test_a_hint_comes_with_the_save_and_blocks_nothing(as_participant, course, begin):
    version = begin("plan", course)
    answer = put(as_participant, version, "doel", "Minder depressief zijn")

    assert answer.status_code == 200
    assert "Je schrijft ‘depressief’" in answer.json["hints"][0]
    assert "Je schrijft ‘depressief’" in as_participant.get(page_of(version)).text


def test_steps_are_added_moved_taken_away_and_put_back_with_what_was_typed(as_participant, course, begin):
    version = begin("plan", course)
    fields = {"t-stap-1.wat": "Bellen", "r-stap-1.wat": "0", "t-stap-2.wat": "Schrijven", "r-stap-2.wat": "0"}

    def press(act):
        answer = as_participant.post(page_of(version), data=fields | {"step": act})
        fields.update({name: "1" for name in fields if name.startswith("r-")})
        assert answer.status_code == 302
        return queries.steps(version)

    assert press("omlaag-1") == [2, 1, 3]
    assert press("omhoog-3") == [2, 3, 1]
    assert press("weg-1") == [2, 3]
    assert "Weggehaald: Bellen" in text_of(as_participant.get(page_of(version)))
    assert press("terug-1") == [2, 3, 1]
    assert press("nieuw") == [2, 3, 1, 4]
    assert press("omhoog-2") == [2, 3, 1, 4]
    assert queries.given(version, Side.OWN)["stap-1.wat"].text == "Bellen"


@pytest.mark.parametrize("page", ["", "/inleveren"])
def test_what_the_trainer_looks_at_is_told_before_handing_in(as_participant, course, begin, page):
    version = begin("profiel", course)
    words = text_of(as_participant.get(page_of(version) + page))

    assert "Waar je trainer naar kijkt" in words
    for criterion in queries.form_of(version).criteria:
        assert criterion.text in words and criterion.help in words


@pytest.mark.parametrize(
    ("kind", "lesson"),
    [("profiel", "profiel/rijen-privacy-en-inleveren"), ("plan", "plan/doen-terugkijken-loslaten")],
)
def test_the_lesson_about_a_form_opens_beside_it(as_participant, course, begin, kind, lesson):
    for page in (f"/opdrachten/nieuw/{kind}", page_of(begin(kind, course))):
        assert f'href="/cursus/{lesson}" target="_blank"' in as_participant.get(page).text


def test_a_form_whose_lesson_left_the_course_links_to_none(as_participant, course, begin, monkeypatch):
    version = begin("plan", course)
    monkeypatch.setattr(queries.library, "find_module", lambda slug: None)
    page = as_participant.get(page_of(version))

    assert page.status_code == 200 and "/cursus/plan/" not in page.text


def test_a_plan_opens_the_newest_profiel_of_the_same_client_beside_it(
    as_participant, course, begin, answered, make_person, join, write
):
    other = make_person()
    join(other, course)
    older = begin("profiel", course, "C7")
    write(older, "hulpvraag", "Rust")
    assert actions.hand_in(older, course) is None
    answered(older, "enough")
    profile = begin("profiel", course, "C7")
    others = [begin("profiel", course, "C8"), begin("profiel", course, "C7", person=other), older]
    page = as_participant.get(page_of(begin("plan", course, "C7"))).text

    assert f'href="/opdrachten/{profile.assignment_id}" target="_blank"' in page
    assert not [each for each in others if f'href="/opdrachten/{each.assignment_id}"' in page]
    assert as_participant.get(page_of(profile)).text.count('target="_blank"') == 1


def test_an_own_draft_is_removed_with_its_words_and_what_was_handed_in_is_not(as_participant, course, begin, write):
    draft, kept = begin("plan", course, "C7"), begin("plan", course, "C8")
    write(draft, "doel", "Weer koken")
    write(kept, "doel", "Weer bellen")
    assert actions.hand_in(kept, course) is None
    for version in (draft, kept):
        as_participant.post(f"/opdrachten/{version.assignment_id}/verwijderen")

    assert [each.client_number for each in db.session.query(Assignment)] == ["C8"]
    assert [each.text for each in db.session.query(Entry)] == ["Weer bellen"]


def test_the_day_on_which_something_was_done_is_held_against_today(as_participant, course, begin):
    version = begin("plan", course)
    hints = [put(as_participant, version, "stap-1.gedaan", text, at).json["hints"] for at, text in enumerate(DAYS)]

    assert hints == [[], [day_rules.NOT_DONE], []]


@pytest.mark.parametrize(("stands", "told"), [("Energie.", "“ Energie. ” Sla op"), ("Energie", "“ Energie ”. Sla op")])
def test_what_another_window_saved_is_told_with_one_full_stop(as_participant, course, begin, stands, told):
    version = begin("plan", course)
    put(as_participant, version, "doel", stands)
    page = as_participant.post(page_of(version), data={"t-doel": "Iets anders", "r-doel": "0"})

    assert told in text_of(page)
