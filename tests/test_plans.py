"""No page that everyone opens reads a table of all courses from end to end."""

import pytest

from benchmarks import plans
from tests import world
from trainer.db import db

COURSE = "/groepen/{course_id}"


@pytest.mark.parametrize("kind", ["owner", "trainer"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/agenda",
        "/opdrachten",
        "/overleggen",
        "/cursus",
        "/cursus/wat-telt",
        "/zoeken?zoek=kracht",
        "/zoeken?zoek=planning",
    ],
)
def test_a_page_of_someones_own_looks_at_their_own_courses_only(app, kind, path):
    scene = world.build()
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the planner of SQLite is asked")

    assert plans.whole_tables(app, scene.people[kind], path) == []


@pytest.mark.parametrize("path", ["", "/planning", "/voortgang"])
def test_a_page_of_a_group_looks_at_that_group_only(app, path):
    scene = world.build()
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the planner of SQLite is asked")

    assert plans.whole_tables(app, scene.people["trainer"], f"/groepen/{scene.extra['course_id']}{path}") == []
