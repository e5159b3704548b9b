"""The course, a module and finishing it, over HTTP."""

import shutil

import pytest
from flask import url_for
from sqlalchemy import select

from modules.completion import queries
from modules.completion.models import ModuleCompletion
from tests.conftest import text_of
from trainer.db import db
from trainer.web import long_date

MODULE = "/cursus/sterk"
ANSWERS = {"vraag-q1": "a", "vraag-q2": "b"}

pytestmark = pytest.mark.usefixtures("course_dir")


def do_everything(client):
    for lesson in ("begin", "verder"):
        client.post(f"{MODULE}/{lesson}/klaar")
    client.post(f"{MODULE}/toets", data=ANSWERS)


def completions():
    db.session.expire_all()
    return db.session.scalars(select(ModuleCompletion)).all()


def test_the_course_shows_every_module_with_its_progress(as_participant):
    as_participant.post(f"{MODULE}/begin/klaar")

    page = as_participant.get("/cursus").text

    assert "Kijken naar krachten" in page
    assert '<progress max="3" value="1"' in page
    assert "1 van 3 stappen klaar" in page


def test_going_on_leads_to_the_exact_place(as_participant):
    as_participant.get(f"{MODULE}/begin")
    as_participant.post(f"{MODULE}/begin/plek", data={"section": "deel-het-vervolg"})

    for address in ("/cursus", MODULE):
        assert f'href="{MODULE}/begin#deel-het-vervolg">Ga verder</a>' in as_participant.get(address).text


def test_the_module_page_marks_what_is_done(as_participant):
    as_participant.post(f"{MODULE}/begin/klaar")

    page = as_participant.get(MODULE).text

    assert page.count("steps__step--done") == 1
    assert page.count("7 min, klaar") == 1
    assert "Je kunt kijken." in page
    assert "samen ongeveer 14 minuten" in page


def test_finishing_waits_for_the_lessons_and_the_check(as_participant):
    as_participant.post(f"{MODULE}/begin/klaar")
    assert ">Afronden</button>" not in as_participant.get(MODULE).text
    assert "Nog open: 1 les en de toets." in as_participant.get(MODULE).text

    response = as_participant.post(f"{MODULE}/afronden")

    assert response.status_code == 409
    assert "Nog open: 1 les en de toets." in response.text
    assert completions() == []


def test_finishing_is_kept_with_its_day(as_participant, participant):
    do_everything(as_participant)
    assert ">Afronden</button>" in as_participant.get(MODULE).text

    page = as_participant.post(f"{MODULE}/afronden", follow_redirects=True).text

    (row,) = completions()
    assert (row.person_id, row.module_slug) == (participant.id, "sterk")
    assert f"Afgerond op {long_date(row.finished_at)}" in page
    assert ">Afronden</button>" not in page


def test_a_check_with_too_few_right_is_never_called_done_and_stops_nobody(as_participant):
    do_everything(as_participant)
    made = "Toets gemaakt: 1 van 2 goed, 2 nodig. Probeer opnieuw"

    for address in ("/", MODULE):
        page = text_of(as_participant.get(address))
        assert "2 van 3 stappen klaar" in page and made in page
        assert "De lessen en de toets zijn klaar" not in page

    page = text_of(as_participant.post(f"{MODULE}/afronden", follow_redirects=True))
    assert "Afgerond op" in page and made in page
    assert made in text_of(as_participant.get("/cursus"))
    start = as_participant.get("/")
    assert f"Kijken naar krachten {made}" in text_of(start)
    assert f'href="{MODULE}/toets"' in start.text


def test_a_check_that_is_right_enough_asks_nothing_more(as_participant):
    do_everything(as_participant)
    as_participant.post(f"{MODULE}/toets", data={"vraag-q1": "a", "vraag-q2": "a"})

    for address in ("/", MODULE, "/cursus"):
        page = text_of(as_participant.get(address))
        assert "3 van 3 stappen klaar" in page
        assert "nodig. Probeer opnieuw" not in page


@pytest.fixture
def second_module(course_dir):
    shutil.copytree(course_dir / "sterk", course_dir / "tweede")
    (course_dir / "course.toml").write_text('modules = ["sterk", "tweede"]\n')
    return "/cursus/tweede"


def test_a_look_at_another_lesson_does_not_move_the_next_step(as_participant, second_module):
    as_participant.post(f"{MODULE}/begin/klaar")

    as_participant.get(f"{second_module}/verder")
    assert f'href="{MODULE}/verder">Ga verder</a>' in as_participant.get("/").text

    # Looking around in it is still no work, as long as a module is open in which something was done.
    as_participant.post(f"{second_module}/verder/plek", data={"section": "deel-het-vervolg"})
    assert f'href="{MODULE}/verder">Ga verder</a>' in as_participant.get("/").text


def test_who_finished_a_module_goes_on_with_the_next_also_after_looking_around_further_on(
    as_participant, second_module, course_dir
):
    shutil.copytree(course_dir / "sterk", course_dir / "derde")
    (course_dir / "course.toml").write_text('modules = ["sterk", "tweede", "derde"]\n')
    do_everything(as_participant)
    as_participant.post(f"{MODULE}/afronden")
    as_participant.post("/cursus/derde/verder/plek", data={"section": "deel-het-vervolg"})

    assert f'href="{second_module}/begin">' in as_participant.get("/").text


def test_a_look_at_a_later_lesson_does_not_move_the_place_in_its_module(as_participant):
    as_participant.post(f"{MODULE}/begin/plek", data={"section": "deel-het-vervolg"})
    as_participant.get(f"{MODULE}/verder")

    assert f'href="{MODULE}/begin#deel-het-vervolg">Ga verder</a>' in as_participant.get("/").text


def test_who_only_looked_around_begins_with_the_first_lesson(as_participant, second_module):
    as_participant.get(f"{second_module}/verder")

    assert f'href="{MODULE}/begin">Begin met de eerste les</a>' in as_participant.get("/").text


def test_who_works_in_a_later_module_goes_on_there(as_participant, second_module):
    as_participant.post(f"{MODULE}/begin/klaar")
    as_participant.post(f"{second_module}/begin/klaar")

    assert f'href="{second_module}/verder">Ga verder</a>' in as_participant.get("/").text


def test_who_reads_in_a_later_module_first_goes_on_at_the_exact_place(as_participant, second_module):
    as_participant.post(f"{second_module}/verder/plek", data={"section": "deel-het-vervolg"})

    assert f'href="{second_module}/verder#deel-het-vervolg">Ga verder</a>' in as_participant.get("/").text


def test_several_checks_with_too_few_right_are_one_line_on_the_start_page(as_participant, second_module):
    do_everything(as_participant)
    as_participant.post(f"{MODULE}/afronden")
    for lesson in ("begin", "verder"):
        as_participant.post(f"{second_module}/{lesson}/klaar")
    as_participant.post(f"{second_module}/toets", data=ANSWERS)
    as_participant.post(f"{second_module}/afronden")

    start = text_of(as_participant.get("/"))

    assert "Bij 2 afgeronde modules heeft de toets nog niet genoeg goed." in start
    assert "Probeer opnieuw" not in start


def test_finishing_twice_changes_nothing(as_participant):
    do_everything(as_participant)
    as_participant.post(f"{MODULE}/afronden")
    first = completions()[0].finished_at

    assert as_participant.post(f"{MODULE}/afronden").status_code == 302
    assert [row.finished_at for row in completions()] == [first]


def test_a_module_stays_finished_when_a_lesson_is_taken_back(as_participant):
    do_everything(as_participant)
    as_participant.post(f"{MODULE}/afronden")
    as_participant.post(f"{MODULE}/begin/niet-klaar")

    assert "Afgerond op" in as_participant.get(MODULE).text


def test_progress_is_someones_own(as_participant, sign_in):
    do_everything(as_participant)
    as_participant.post(f"{MODULE}/afronden")

    other = sign_in("trainer").get(MODULE).text
    assert "0 van 3 stappen klaar" in other
    assert "Afgerond op" not in other


def test_the_overview_gives_the_start_page_its_next_address(app, as_participant, participant):
    as_participant.post(f"{MODULE}/begin/klaar")
    as_participant.post(f"{MODULE}/verder/plek", data={"section": "deel-het-begin"})

    (status,) = queries.course_status(participant).modules

    assert (status.title, status.next_title, status.button) == (
        "Kijken naar krachten",
        "Les 2: doorgaan",
        "Ga verder",
    )
    with app.test_request_context():
        address = url_for(status.endpoint, _anchor=status.fragment, **status.values)
    assert address == f"{MODULE}/verder#deel-het-begin"
    assert as_participant.get(address).status_code == 200


def test_the_start_page_gives_one_next_step_and_says_when_the_course_is_done(as_participant):
    start = text_of(as_participant.get("/"))
    assert "0 van 1 module afgerond" in start
    assert start.count("Begin met de eerste les") == 1

    do_everything(as_participant)
    as_participant.post(f"{MODULE}/afronden")

    start = text_of(as_participant.get("/"))
    assert "Je hebt alle modules afgerond." in start
    assert "1 van 1 module afgerond" in start
