"""The demo, and how the site starts: an empty database, a demo, a real one."""

import subprocess
import sys
from pathlib import Path

import pytest

import serve
from app import create_app
from demo.load import accounts
from modules.completion import queries as completion
from modules.library import queries as library
from modules.pretest.models import Pretest
from modules.scans.models import FilledScan, ScanShare
from observation.meetings.models import Meeting
from observation.recordings.models import Recording
from observation.scoring.models import Observation
from tests.world import browser
from trainer.db import db
from trainer.groups.models import Group
from trainer.people import actions as people
from trainer.people import queries
from trainer.people.rules import Role
from trainer.web import limiter

PEOPLE, PASSWORD = accounts()
EMAILS = [account.email for account in PEOPLE]


@pytest.fixture
def run(app):
    """Return a function that runs one of the commands of the demo."""

    def command(name):
        db.session.rollback()
        result = app.test_cli_runner().invoke(args=["demo", name])
        db.session.rollback()
        return result

    return command


def files(app):
    return sorted(path.name for path in Path(app.config["RECORDINGS_DIR"]).iterdir())


def test_the_demo_fills_an_empty_database_and_all_its_people_can_sign_in(app, run):
    result = run("load")

    assert (result.exit_code, result.output) == (0, "De demo is geladen.\n")
    assert {person.email for person in queries.everyone()} >= set(EMAILS)
    for email in EMAILS:
        client = browser(app)
        assert client.post("/inloggen", data={"email": email, "password": PASSWORD}).status_code == 302
        assert "(demo)" in client.get("/").text


def test_the_demo_has_overleggen_to_play_compare_and_discuss(app, run):
    run("load")
    client = browser(app)
    client.post("/inloggen", data={"email": "cursist@demo.example", "password": PASSWORD})
    for meeting in db.session.scalars(db.select(Meeting)).all():
        for address in ("", "/naast-elkaar", "/terugkoppeling", "/opname/scoren", "/opname/intervisie"):
            assert client.get(f"/overleggen/{meeting.id}{address}").status_code == 200, f"{meeting.name}{address}"

    assert db.session.query(Meeting).count() == 2
    assert db.session.query(Observation).filter(Observation.submitted_at.is_(None)).count() == 0
    assert {row.played_scene for row in db.session.scalars(db.select(Recording))} == {True}


@pytest.fixture
def signed_in(app, run):
    """Return a function that signs someone in at the demo, by the first part of their address."""
    run("load")

    def sign_in(name):
        client = browser(app)
        client.post("/inloggen", data={"email": f"{name}@demo.example", "password": PASSWORD})
        return client

    return sign_in


def group(kind):
    return db.session.scalars(db.select(Group).filter_by(kind=kind)).one()


def test_a_trainer_sees_what_the_group_of_the_demo_knew_and_how_it_works_together(signed_in):
    trainer, course, small = signed_in("trainer"), group("course"), group("intervisie")
    measured = trainer.get(f"/groepen/{course.id}/metingen/groep").text
    talk = trainer.get(f"/groepen/{small.id}/scans/team").text

    assert "6 mensen leverden in." in measured and "5 mensen leverden in." in measured
    assert [module.title for module in library.course().modules if f">{module.title}</h3>" not in measured] == []
    assert "te weinig" not in measured
    assert "4 mensen deelden hun antwoorden." in talk
    assert "Hier koos meer dan de helft het gunstigste antwoord" in talk
    assert "Hier kozen sommigen het ene uiterste en anderen het andere." in talk
    assert talk.count("te weinig antwoorden om te laten zien") == 1
    assert "opgeschreven door Noor Cursist (demo)" in talk


def test_noor_finds_her_own_scans_and_voormeting_and_her_self_scan_stays_hers(signed_in):
    noor, course = signed_in("cursist"), group("course")
    person = queries.by_email("cursist@demo.example")
    filled = db.session.scalars(db.select(FilledScan.id).filter_by(person_id=person.id)).all()
    pages = [noor.get(f"/scans/ingevuld/{each}").text for each in filled]

    assert noor.get("/scans").text.count("Ingevuld op") == len(filled) == 3
    assert sum("Gaat nu makkelijker" in page and "Drie vragen aan jezelf" in page for page in pages) == 1
    assert sum("Je deelt deze antwoorden met Demo: intervisiegroep Noord." in page for page in pages) == 1
    assert "Bekijk je uitslag" in noor.get(f"/groepen/{course.id}/metingen").text
    assert {row.scan_slug for row in db.session.scalars(db.select(FilledScan).join(ScanShare))} == {"team"}


def test_the_groupmates_of_the_demo_are_no_accounts_to_try_and_wait_for_nobody(signed_in):
    mates = [person for person in queries.everyone() if person.email not in EMAILS]
    trainer, course = signed_in("trainer"), group("course")
    progress = trainer.get(f"/groepen/{course.id}/voortgang").text
    measured = set(db.session.scalars(db.select(Pretest.person_id).filter_by(phase="after")))

    assert measured == {person.id for person in mates}
    assert {person.is_demo and person.name.endswith(" Groepsgenoot (demo)") for person in mates} == {True}
    assert {completion.course_status(person).finished for person in mates} == {len(library.course().modules)}
    assert "Groepsgenoot" in progress
    for page in (trainer.get("/").text, progress.split("</section>")[0]):
        assert "Noor Cursist (demo)" in page
        assert "Groepsgenoot" not in page and "anwezigheid" not in page


def test_who_just_begins_in_the_demo_still_does(signed_in):
    for name in ("cursist2", "cursist3"):
        beginner = signed_in(name)
        assert "Begin met de voormeting" in beginner.get("/").text, name
        assert "Ingevuld op" not in beginner.get("/scans").text, name


def test_loading_refuses_a_database_with_anyone_in_it(app, run):
    people.add_first_admin("Bo", "bo@test.example", "vier groene fietsen")
    result = run("load")

    assert result.exit_code == 1
    assert "De database is niet leeg." in result.output
    assert [person.email for person in queries.everyone()] == ["bo@test.example"]


def test_loading_twice_refuses_the_second_time(app, run):
    run("load")
    loaded = len(queries.everyone())

    assert run("load").exit_code == 1
    assert len(queries.everyone()) == loaded


def test_a_reset_puts_the_demo_back_and_leaves_files_that_are_not_its_own(app, run):
    run("load")
    recordings, emails = files(app), {person.email for person in queries.everyone()}
    beside = Path(app.config["RECORDINGS_DIR"]) / "van-iemand-anders.mp4"
    beside.write_text("blijf af")
    people.invite("Iris", "iris@test.example", Role.PARTICIPANT)
    people.change_password(queries.by_email("cursist@demo.example"), "een heel ander woord")

    result = run("reset")

    assert (result.exit_code, result.output) == (0, "De demo staat weer zoals zij begon.\n")
    assert {person.email for person in queries.everyone()} == emails
    data = {"email": "cursist@demo.example", "password": PASSWORD}
    assert browser(app).post("/inloggen", data=data).status_code == 302
    assert beside.read_text() == "blijf af"
    assert len(files(app)) == len(recordings) + 1
    assert not set(recordings) & set(files(app))


def test_a_reset_refuses_a_database_with_real_people(app, run):
    person = people.add_first_admin("Bo", "bo@test.example", "vier groene fietsen")
    kept = Path(app.config["RECORDINGS_DIR"]) / "echt.mp4"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("een echte opname")
    result = run("reset")

    assert result.exit_code == 1
    assert "Dit is geen demo: er staan echte accounts in. Er is niets veranderd." in result.output
    assert queries.find_person(person.id) is not None
    assert kept.read_text() == "een echte opname"


# ── Start ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def start(tmp_path, monkeypatch):
    """Return a function that starts the site on an own empty SQLite database, up to becoming the web server."""
    monkeypatch.setattr(limiter, "enabled", limiter.enabled)
    became = []
    monkeypatch.setattr(serve, "_become_gunicorn", lambda port, workers: became.append((port, workers)))
    monkeypatch.setattr(serve, "compress", lambda arguments: None)
    monkeypatch.setattr(serve, "_ask_for_first_admin", lambda: became.append("first admin"))
    for name in ("SITE_URL", "DATABASE_URL", "DEMO", "PORT"):
        monkeypatch.delenv(name, raising=False)
    # The demo itself is loaded in the tests above: here it is one person.
    monkeypatch.setattr(serve, "load", lambda today: _one_demo_person())

    def run(**settings):
        app = create_app(INSTANCE_PATH=str(tmp_path), TESTING=True, RATELIMIT_ENABLED=False, **settings)
        monkeypatch.setattr(serve, "create_app", lambda: app)
        became.clear()
        try:
            serve.main()
            return list(became)
        finally:
            with app.app_context():
                run.people = [person.email for person in queries.everyone()]
                db.session.remove()
                db.engine.dispose()

    return run


def _one_demo_person():
    person, _ = people.invite("Noor (demo)", "cursist@demo.example", Role.PARTICIPANT)
    people.mark_as_demo([person])


def test_the_first_start_makes_the_tables_and_loads_the_demo(start, capsys):
    assert start(PORT="8123", WORKERS="3") == [("8123", "3")]
    assert start.people == ["cursist@demo.example"]
    said = capsys.readouterr().out
    assert "De demo wordt geladen" in said
    assert "http://127.0.0.1:8123" in said
    assert PASSWORD in said
    assert all(email in said for email in EMAILS)


def test_a_second_start_changes_nothing(start):
    start()

    assert start() == [("8000", "2")]
    assert start.people == ["cursist@demo.example"]


def test_without_demo_the_first_start_asks_for_a_beheerder(start, capsys):
    assert start(DEMO="0") == ["first admin", ("8000", "2")]
    assert start.people == []
    assert PASSWORD not in capsys.readouterr().out


def test_a_demo_never_goes_behind_a_site_address(start):
    start()

    with pytest.raises(SystemExit, match="De demo heeft openbare wachtwoorden en gaat niet achter een SITE_URL"):
        start(SITE_URL="https://kracht.voorbeeld.nl")


def test_an_empty_site_with_an_address_is_not_filled_with_a_demo_that_may_not_be_there(start):
    with pytest.raises(SystemExit, match="DEMO=0"):
        start(SITE_URL="https://kracht.voorbeeld.nl")

    assert start.people == []


def test_a_real_site_starts_behind_its_address(start, capsys):
    start(DEMO="0")

    assert start(DEMO="0", SITE_URL="https://kracht.voorbeeld.nl") == ["first admin", ("8000", "2")]
    assert "Krachtspiegel staat op https://kracht.voorbeeld.nl" in capsys.readouterr().out


def test_without_an_answer_to_the_first_question_the_site_does_not_start(monkeypatch):
    failed = subprocess.CompletedProcess([], 1)
    monkeypatch.setattr(serve.subprocess, "run", lambda *args, **kwargs: failed)

    with pytest.raises(SystemExit, match="Er is geen beheerder gemaakt"):
        serve._ask_for_first_admin()


def test_the_web_server_listens_to_this_machine_only(monkeypatch):
    told = []
    monkeypatch.setattr(sys, "argv", [])
    monkeypatch.setattr(serve, "gunicorn", lambda: told.append(sys.argv))
    serve._become_gunicorn("8123", "3")

    (arguments,) = told
    assert arguments[arguments.index("--bind") + 1] == "127.0.0.1:8123"
    assert arguments[arguments.index("--workers") + 1] == "3"
