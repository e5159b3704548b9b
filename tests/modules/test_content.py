"""The course that we ship."""

from modules.library.queries import course
from modules.library.rendering import render


def test_the_shipped_course_has_no_problems(app):
    result = app.test_cli_runner().invoke(args=["modules", "check"])

    assert result.exit_code == 0, result.output
    assert result.output.startswith("Alles klopt: ")


def test_every_drawing_that_we_ship_is_used(app):
    for module in course().modules:
        text = "".join(lesson.text for lesson in module.lessons)
        assert {name for name in module.figures if f"figures/{name}" not in text} == set()


def test_every_lesson_that_we_ship_has_headings_to_come_back_to(app):
    modules = course().modules
    assert modules
    for module in modules:
        for lesson in module.lessons:
            assert render(lesson.text, str).sections, lesson.slug
