"""Content on the site: the command for authors, rendering, drawings, a module with a mistake."""

import pytest

from modules.library import queries
from modules.library.rendering import render


def check(app):
    return app.test_cli_runner().invoke(args=["modules", "check"])


def break_lesson(course_dir):
    lesson = course_dir / "sterk" / "01-begin.md"
    lesson.write_text(lesson.read_text().replace("title =", "titel ="))


def test_the_command_counts_what_is_in_order(app, course_dir):
    result = check(app)

    assert (result.exit_code, result.output) == (0, "Alles klopt: 1 module, 2 lessen, 2 vragen.\n")


def test_the_command_names_every_problem_and_fails(app, course_dir):
    break_lesson(course_dir)
    (course_dir / "sterk" / "03-los.md").write_text("+++\n")

    result = check(app)

    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "sterk/03-los.md: deze les staat niet in de lijst 'lessons' van module.toml.",
        "sterk/01-begin.md, regel 2: onbekend veld 'titel'. Bedoel je 'title'?",
    ]


def test_a_module_with_a_mistake_is_hidden_and_only_trainers_read_why(course_dir, as_participant, sign_in):
    as_trainer = sign_in("trainer")
    break_lesson(course_dir)

    for client in (as_participant, as_trainer):
        assert client.get("/cursus/sterk").status_code == 404
    assert "Kijken naar krachten" not in as_participant.get("/cursus").text
    assert "onbekend veld" not in as_participant.get("/cursus").text
    assert "sterk/01-begin.md, regel 2: onbekend veld" in as_trainer.get("/cursus").text


def test_the_log_names_the_problems_once(app, course_dir, caplog):
    break_lesson(course_dir)

    queries.course()
    queries.course()

    found = [message for message in caplog.messages if "sterk/01-begin.md, regel 2" in message]
    assert len(found) == 1


def test_while_testing_a_changed_file_is_read_again(course_dir):
    assert queries.find_module("sterk") is not None
    break_lesson(course_dir)
    assert queries.find_module("sterk") is None


def test_in_production_files_are_read_once(app, course_dir, monkeypatch):
    monkeypatch.setitem(app.config, "TESTING", False)
    assert queries.find_module("sterk") is not None
    break_lesson(course_dir)
    assert queries.find_module("sterk") is not None


def test_files_from_windows_are_read_too(course_dir):
    lesson = course_dir / "sterk" / "01-begin.md"
    lesson.write_bytes(b"\xef\xbb\xbf" + lesson.read_bytes().replace(b"\n", b"\r\n"))

    assert queries.course().problems == ()


def test_a_lesson_shows_its_text_blocks_table_and_drawing(course_dir, as_participant):
    page = as_participant.get("/cursus/sterk/begin").text

    assert '<h2 id="deel-het-begin">Het begin</h2>' in page
    assert '<div class="admonition scene">' in page
    assert '<th scope="col">Wat</th>' in page
    assert 'alt="Een plant in een pot" src="/cursus/sterk/figuren/plant.svg?v=' in page


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<script>alert(1)</script>", ""),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<p style="color: red">a</p>', "<p>a</p>"),
        ('<img src="https://elders.nl/a.png" alt="a">', '<p><img alt="a"></p>'),
        ("[a](javascript:alert(1))", '<p><a rel="noopener noreferrer">a</a></p>'),
        ("<iframe src='/'></iframe>", ""),
    ],
)
def test_rendering_lets_nothing_through_that_a_lesson_does_not_need(text, kept):
    assert render(text, str).html.strip() == kept


def test_a_heading_cannot_take_an_id_of_the_page_around_it():
    body = render("## Inhoud\n\n### Fouten\n\n## Inhoud", str)

    assert body.sections == {"deel-inhoud", "deel-fouten", "deel-inhoud_1"}
    assert all(f'id="{section}"' in body.html for section in body.sections)


def test_a_drawing_comes_with_its_type_and_can_run_nothing(course_dir, as_participant):
    with as_participant.get("/cursus/sterk/figuren/plant.svg") as response:
        assert response.status_code == 200
        assert response.mimetype == "image/svg+xml"
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'"
        assert response.cache_control.max_age == 24 * 3600


@pytest.mark.parametrize("name", ["niets.svg", "..%2Fmodule.toml", "%2e%2e/module.toml", "module.toml"])
def test_only_drawings_of_the_module_are_sent(course_dir, as_participant, name):
    assert as_participant.get(f"/cursus/sterk/figuren/{name}").status_code == 404


def test_the_course_asks_a_stranger_to_sign_in(course_dir, anonymous):
    for address in ("/cursus", "/cursus/sterk", "/cursus/sterk/begin", "/cursus/sterk/figuren/plant.svg"):
        response = anonymous.get(address)
        assert response.status_code == 302
        assert response.location.startswith("/inloggen")
