"""The migrations: they make the tables of the models, and a later one keeps what people saved."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade

from app import create_app
from demo.load import load
from tests.database import database_url
from trainer.db import db
from trainer.web import today

MIGRATIONS = str(Path(__file__).parent.parent / "migrations")
NEXT = '''"""A later migration that changes tables which others point to."""
import sqlalchemy as sa
from alembic import op

revision, down_revision = "zzzz", "{head}"


def upgrade():
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    for table in ("meeting", "attendee", "observation"):
        with op.batch_alter_table(table, recreate=recreate) as batch:
            batch.add_column(sa.Column("later", sa.String(10)))


def downgrade():
    pass
'''


@pytest.fixture
def migrated(tmp_path):
    """An application on a database that was made by the migrations."""
    with database_url() as url:
        app = create_app(INSTANCE_PATH=str(tmp_path / "instance"), DATABASE_URL=url)
        with app.app_context():
            upgrade(MIGRATIONS)
            yield app
            db.session.remove()
            db.engine.dispose()


def counts():
    return {
        table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table))
        for table in db.metadata.sorted_tables
    }


def test_the_migrations_make_exactly_the_tables_of_the_models(migrated):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=migrated.extensions["migrate"].configure_args)
        differences = [each for each in compare_metadata(context, db.metadata) if "alembic_version" not in str(each)]

    assert differences == []


def test_the_migrations_can_be_taken_back(migrated):
    downgrade(MIGRATIONS, revision="base")

    assert sa.inspect(db.engine).get_table_names() == ["alembic_version"]


def test_a_later_migration_of_a_table_keeps_every_row_that_points_to_it(migrated, tmp_path):
    load(today())
    before = counts()
    assert before["score"] > 200 and before["consent"] > 10
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for file in Path(MIGRATIONS).rglob("*.*"):
        if "__pycache__" not in file.parts:
            (folder / file.relative_to(MIGRATIONS)).write_bytes(file.read_bytes())
    head = ScriptDirectory(MIGRATIONS).get_current_head()
    (folder / "versions" / "zzzz_later.py").write_text(NEXT.format(head=head))

    db.session.remove()
    upgrade(str(folder))

    assert counts() == before
    if db.engine.dialect.name == "sqlite":
        assert db.session.execute(sa.text("PRAGMA foreign_keys")).scalar() == 1


def test_a_demo_of_an_older_version_can_be_put_back_and_still_be_migrated(migrated):
    load(today())
    downgrade(MIGRATIONS, revision="0001")

    result = migrated.test_cli_runner().invoke(args=["demo", "reset"])
    upgrade(MIGRATIONS)

    assert result.exit_code == 0, result.output
    assert counts()["course_day"] == 7


def test_an_intervisie_that_counted_before_attendance_was_asked_goes_on_counting(migrated):
    load(today())
    kept = "SELECT session_id, person_id FROM intervisie_attendance ORDER BY session_id, person_id"
    before = db.session.execute(sa.text(kept)).all()
    db.session.remove()

    downgrade(MIGRATIONS, revision="0012")
    upgrade(MIGRATIONS)

    assert len(before) == 2
    assert db.session.execute(sa.text(kept)).all() == before
