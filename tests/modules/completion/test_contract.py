"""What counts, over HTTP: the page of a cursist, the table of a trainer, exceptions."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import event

from modules.assignments.models import Assignment, Version
from modules.certificates.models import Certificate
from modules.checks.models import CheckAttempt
from modules.completion import queries
from modules.completion.models import ModuleCompletion, RequirementException
from modules.library import queries as library
from observation.intervisie import actions as intervisie
from observation.intervisie.models import Session
from observation.meetings.models import Meeting, Trajectory
from observation.scoring.models import Observation
from tests.conftest import text_of
from trainer.db import db, now
from trainer.groups.models import Group, Membership
from trainer.people.models import Person
from trainer.planning.models import CourseDay, Presence
from trainer.web import today


@pytest.fixture
def course(scene):
    return db.session.get(Group, scene.extra["course_id"])


@pytest.fixture
def table(course):
    return f"/groepen/{course.id}/voortgang"


def standing(course, person, requirement):
    found = queries.standings(course, [person], today())[person.id]
    return next(each for each in found if each.requirement.id == requirement)


def out_of_reach(course):
    return queries.out_of_reach([course], queries.too_few_hours([course]), today())


def held(course, kind, number, person, state, minutes=None, days_ago=3, **fields):
    day = CourseDay(
        group_id=course.id,
        kind=kind,
        number=number,
        minutes=360,
        code="ABCDE",
        held_on=today() - timedelta(days=days_ago),
        starts_at=time(9),
        ends_at=time(16),
        **fields,
    )
    db.session.add(day)
    db.session.flush()
    db.session.add(Presence(day_id=day.id, person_id=person.id, state=state, minutes=minutes, recorded_by_id=person.id))
    db.session.commit()
    return day


def test_finished_modules_and_best_attempts_count(scene, course):
    owner = scene.people["owner"]
    first, second, *_ = library.course().modules
    db.session.add(ModuleCompletion(person_id=owner.id, module_slug=first.slug, content_hash="0" * 12))
    db.session.add(ModuleCompletion(person_id=owner.id, module_slug="verdwenen", content_hash="0" * 12))
    for module, right in ((first, 3), (first, 7), (first, 5), (second, 5)):
        db.session.add(
            CheckAttempt(person_id=owner.id, module_slug=module.slug, content_hash="0" * 12, right=right, total=8)
        )
    db.session.commit()

    assert standing(course, owner, "lessen").met.done == 1
    checks = standing(course, owner, "toetsen").met
    assert (checks.done, checks.items[0].note) == (1, "7 van 8 goed, nodig: 6")
    assert checks.items[1].note == "5 van 8 goed, nodig: 6"


def test_hours_count_by_kind_of_day_and_not_of_a_day_that_was_cancelled_or_is_still_to_come(scene, course):
    owner = scene.people["owner"]
    held(course, "lesson", 2, owner, "present")
    held(course, "lesson", 3, owner, "partly", 90)
    held(course, "lesson", 4, owner, "present", cancelled_at=now())
    held(course, "lesson", 5, owner, "present", days_ago=-3)
    held(course, "practice", 1, owner, "present")

    assert standing(course, owner, "lesdagen").met.done == 7.5
    assert standing(course, owner, "werkbegeleiding").met.done == 6
    assert standing(course, scene.people["mate"], "lesdagen").met.done == 0


def test_a_coming_day_that_someone_reported_absent_for_does_not_bring_the_hours_any_more(scene, course, browser):
    owner = scene.people["owner"]
    db.session.execute(db.delete(RequirementException))
    db.session.execute(db.delete(CourseDay))
    held(course, "lesson", 2, owner, "present")
    coming = held(course, "lesson", 3, owner, "excused", days_ago=-3)
    page = text_of(browser("owner").get("/cursus/wat-telt"))
    assert "Met deze afmelding lukt het niet meer. Kom je toch?" in page and "Kom naar" not in page

    db.session.execute(db.delete(Presence).filter_by(day_id=coming.id))
    db.session.commit()
    assert "Kom naar de lesdagen die nog komen." in text_of(browser("owner").get("/cursus/wat-telt"))


def test_the_start_page_of_a_trainer_names_who_cannot_get_to_the_hours_any_more(scene, course, browser):
    owner, mate, trainer = scene.people["owner"], scene.people["mate"], browser("trainer")
    db.session.execute(db.delete(RequirementException))
    db.session.execute(db.delete(CourseDay))
    for number in (2, 3):
        day = held(course, "lesson", number, mate, "present")
        db.session.add(Presence(day_id=day.id, person_id=owner.id, state="present", recorded_by_id=owner.id))
    db.session.commit()
    assert out_of_reach(course) == []
    assert "niet meer aan de uren" not in text_of(trainer.get("/"))

    missed = db.session.scalars(db.select(Presence).filter_by(person_id=owner.id)).first()
    missed.state = "absent"
    db.session.commit()
    ((group, requirement, people),) = out_of_reach(course)
    assert (group, requirement.id, people) == (course, "lesdagen", [owner])
    page = text_of(trainer.get("/"))
    assert "1 cursist komt niet meer aan de uren" in page
    assert (
        f"{requirement.title}, nodig: {requirement.norm}. Met de dagen die nog komen lukt dat niet meer voor {owner.name}."
        in page
    )
    words = "Lesdagen: met de dagen die nog komen lukt het niet meer. Nodig is 10 uur. Bespreek met je trainer"
    # Who has their certificate is not told that something does not work out.
    assert words not in text_of(browser("owner").get("/"))
    db.session.execute(db.delete(Certificate))
    db.session.commit()
    start = browser("owner").get("/")
    assert "niet meer aan de uren" not in text_of(start) and words in text_of(start)
    assert 'href="/cursus/wat-telt#eis-lesdagen"' in start.text
    assert words not in text_of(browser("mate").get("/"))

    held(course, "lesson", 4, mate, "present", days_ago=-3)
    assert out_of_reach(course) == []
    assert words not in text_of(browser("owner").get("/"))


def test_an_intervisie_counts_for_who_was_there_and_scored_and_only_with_a_report(scene, course):
    owner, mate = scene.people["owner"], scene.people["mate"]
    assert standing(course, owner, "intervisie").met.done == 0

    session = db.session.get(Session, scene.ids["session_id"])
    session.discussed = "Dit zagen we."
    db.session.commit()
    assert standing(course, owner, "intervisie").met.done == 0
    intervisie.register_attendance(session, [owner, mate])

    assert standing(course, owner, "intervisie").met.done == 1
    # Begun to score, not submitted.
    assert standing(course, mate, "intervisie").met.done == 0


def test_overleggen_of_another_course_do_not_count(scene, course):
    owner = scene.people["owner"]
    other = db.session.scalar(db.select(Group).where(Group.kind == "course", Group.id != course.id))
    trajectory = Trajectory(client_number="C9", course_group_id=other.id, owner_id=scene.people["other_member"].id)
    db.session.add(trajectory)
    db.session.flush()
    meeting = Meeting(trajectory_id=trajectory.id, number=1, held_on=date(2026, 5, 1))
    db.session.add(meeting)
    db.session.flush()
    version = db.session.scalar(db.select(Observation.instrument_version_id).limit(1))
    db.session.add(
        Observation(
            meeting_id=meeting.id,
            observer_id=owner.id,
            instrument_version_id=version,
            perspective="observer",
            submitted_at=now(),
        )
    )
    db.session.commit()

    assert [item.words for item in standing(course, owner, "overleggen").met.items] == ["C7, overleg 1"]


def test_a_cursist_reads_what_is_met_what_is_open_and_who_has_to_act(scene, browser):
    db.session.execute(db.delete(Certificate))
    db.session.commit()
    answer = browser("owner").get("/cursus/wat-telt")
    page = text_of(answer)

    assert answer.text.count('href="/opdrachten">Naar je opdrachten') == 1  # The Plan is with the trainer.
    assert "1 van 8 gehaald" in page  # The world holds an exception for the lesson days.
    assert "Aan de beurt: jij. Rond de open modules af." in page
    assert "Eerder gevolgd" in page
    assert "door Ties Trainer" in page
    assert "Aan de beurt: jij. Vul een Profiel in en lever het in." in page
    assert (
        "Plan C8" in page
        and "Aan de beurt: je trainer. De trainer leest wat er is ingeleverd, en geeft antwoord." in page
    )
    assert (
        "Een intervisiebijeenkomst van je intervisiegroep telt als er een verslag is, jij erbij was en zelf scoorde."
        in page
    )


def test_the_table_says_what_counts_as_an_intervisie(browser, table):
    words = (
        "Bij ‘Intervisies’ tellen de intervisiedagen uit de planning en de intervisiebijeenkomsten van een groep samen."
    )
    assert words in text_of(browser("trainer").get(table))


def test_without_a_course_group_the_page_says_what_counts_and_why_there_is_no_progress(browser):
    page = text_of(browser("stranger").get("/cursus/wat-telt"))

    assert "Praktijkdagen" in page
    assert "Je zit nog niet in een cursusgroep" in page


def test_the_table_has_every_cursist_by_name_and_shows_a_trainer_no_results_of_checks(browser, table, scene):
    client = browser("trainer")
    page = text_of(client.get(table))
    person = text_of(client.get(f"{table}/{scene.people['owner'].id}"))

    names = ["Ida Uitgenodigd", "Kees Klasgenoot", "Mats Medelid", "Olga Eigenaar"]
    rows = page[page.index("Cursist Modules") :]
    assert [rows.index(name) for name in names] == sorted(rows.index(name) for name in names)
    assert "Mieke Meekijker" not in page
    assert "goed, nodig" not in person
    assert "goed, nodig" in text_of(browser("owner").get("/cursus/wat-telt"))


def test_a_large_group_is_shown_in_parts_of_a_hundred_by_name_and_its_spreadsheet_is_whole(browser, table, course):
    _crowd(course, 100)
    client = browser("trainer")
    first, second = client.get(table), client.get(f"{table}?deel=2")

    assert first.text.count('<th scope="row">') == 100
    assert second.text.count('<th scope="row">') == 4
    assert "101 tot en met 104 Lid 98 – Olga Eigenaar" in text_of(first)
    assert client.get(f"{table}?deel=99").text.count('<th scope="row">') == 4
    assert len(client.get(f"{table}.csv").text.splitlines()) == 105


def test_the_table_goes_into_a_spreadsheet_and_no_name_becomes_a_formula(browser, table, scene):
    scene.people["owner"].name = "=1+1"
    db.session.commit()
    answer = browser("trainer").get(f"{table}.csv")
    lines = answer.get_data(as_text=True).lstrip("\ufeff").splitlines()

    assert answer.headers["Content-Disposition"] == "attachment; filename=voortgang-training-najaar.csv"
    assert lines[0].startswith("naam;Modules;Modules: hoeveel;Toetsen;")
    assert len(lines) == 5
    assert any(line.startswith("'=1+1;nog open;0 van ") for line in lines)


def test_a_day_of_which_not_everyone_was_written_down_waits_for_the_trainer(browser, table, scene, course):
    held(course, "practice", 1, scene.people["owner"], "present")
    held(course, "practice", 2, scene.people["owner"], "present", days_ago=-2)

    page = text_of(browser("trainer").get(table))

    assert "Praktijkdag 1" in page
    assert "Praktijkdag 2" not in page


def test_an_exception_needs_a_reason_counts_and_can_be_taken_back(browser, table, scene, course):
    client, mate = browser("trainer"), scene.people["mate"]
    address = f"{table}/{mate.id}/plan"

    empty = client.post(address, data={"reason": "  "})
    assert (empty.status_code, "De cursist leest dit ook" in empty.text) == (422, True)

    client.post(address, data={"reason": "Liet het Plan zien in maart."})
    client.post(address, data={"reason": "Nog een keer."})
    plan = standing(course, mate, "plan")
    assert (plan.state, plan.exception.reason) == ("exception", "Liet het Plan zien in maart.")
    assert "Liet het Plan zien in maart." in text_of(browser("mate").get("/cursus/wat-telt"))
    # What is there stays to be read beside it.
    assert "uitzondering nog niet ingeleverd" in text_of(client.get(table))

    client.post(f"/uitzonderingen/{plan.exception.id}/terugnemen")
    kept = db.session.get(RequirementException, plan.exception.id)
    assert standing(course, mate, "plan").state == "open"
    assert (kept.taken_back_by_id, kept.taken_back_at is not None) == (scene.people["trainer"].id, True)
    assert "teruggenomen op" in text_of(client.get(f"{table}/{mate.id}"))


def test_a_reason_that_is_too_long_comes_back_as_it_was_typed(browser, table, scene):
    answer = browser("trainer").post(f"{table}/{scene.people['mate'].id}/plan", data={"reason": "lang " * 300})

    assert answer.status_code == 422
    assert "lang lang" in answer.text


def test_an_unknown_requirement_is_not_there(browser, table, scene):
    assert browser("trainer").get(f"{table}/{scene.people['mate'].id}/taart").status_code == 404


def test_a_fault_in_the_contract_lets_nothing_count_and_says_so(browser, table, monkeypatch):
    broken = queries.contract_rules.read_contract({"contract.toml": 'course = "X"\nfout = 1\n'})
    monkeypatch.setattr(queries, "contract", lambda: broken)

    assert "onbekend veld &#39;fout&#39;" in browser("trainer").get(table).text
    assert "heeft een fout" in text_of(browser("owner").get("/cursus/wat-telt"))


def test_the_table_asks_the_database_equally_often_for_a_larger_group_and_more_other_data(
    browser, table, course, scene
):
    client = browser("trainer")

    def asked():
        statements = []
        listener = lambda *args: statements.append(args[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listener)
        try:
            assert client.get(table).status_code == 200
        finally:
            event.remove(db.engine, "before_cursor_execute", listener)
        return len(statements)

    before = asked()
    _crowd(course, 30)
    other = db.session.scalar(db.select(Group).where(Group.kind == "course", Group.id != course.id))
    _crowd(other, 30)

    assert asked() == before
    assert before <= 19


def _crowd(group, count):
    slug = library.course().modules[0].slug
    for number in range(count):
        person = Person(
            name=f"Lid {number}", email=f"lid{number}-{group.id}@wereld.example", role="participant", password_hash="x"
        )
        db.session.add(person)
        db.session.flush()
        db.session.add(Membership(person_id=person.id, group_id=group.id, role="participant"))
        db.session.add(ModuleCompletion(person_id=person.id, module_slug=slug, content_hash="0" * 12))
        db.session.add(CheckAttempt(person_id=person.id, module_slug=slug, content_hash="0" * 12, right=6, total=8))
    db.session.commit()


def test_a_profiel_counts_when_a_trainer_found_one_voldoende_and_shows_who_has_to_act(scene, browser, table, course):
    mate = scene.people["mate"]
    version = db.session.scalar(db.select(Version).join(Assignment).where(Assignment.person_id == mate.id))
    assert version is None
    begun = Assignment(person_id=mate.id, group_id=course.id, kind="profiel", client_number="C9", form_text="{}")
    db.session.add(begun)
    db.session.flush()
    version = Version(assignment_id=begun.id, number=1, handed_in_at=now())
    db.session.add(version)
    db.session.commit()

    waiting = standing(course, mate, "profiel")
    assert (waiting.state, waiting.met.by_trainer) == ("open", True)
    assert "Mats Medelid leverde Profiel C9 in." in text_of(browser("trainer").get(table))

    version.answered_at, version.verdict = now(), "continue"
    db.session.commit()
    returned = standing(course, mate, "profiel")
    assert (returned.met.act, returned.met.by_trainer) == (
        "Werk verder aan het Profiel en lever het opnieuw in.",
        False,
    )

    version.verdict = "enough"
    db.session.commit()
    assert standing(course, mate, "profiel").state == "met"


def test_a_trainer_and_who_is_in_no_group_read_how_much_is_asked(browser):
    for kind in ("trainer", "stranger"):
        page = text_of(browser(kind).get("/cursus/wat-telt"))
        for words in ("Elke toets voor 70% goed.", "10 uur.", "6 uur.", "2 keer."):
            assert words in page
