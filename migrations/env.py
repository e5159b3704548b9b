"""How Alembic runs here: on the application's own engine, quietly, all or nothing."""

from alembic import context
from flask import current_app
from sqlalchemy.engine import Connection

migrate = current_app.extensions["migrate"]


def run(connection: Connection) -> None:
    """Run the migrations in one transaction."""
    context.configure(connection=connection, target_metadata=migrate.db.metadata, **migrate.configure_args)
    with context.begin_transaction():
        context.run_migrations()


def run_on_sqlite(connection: Connection) -> None:
    """Run them with foreign keys off, and see that nothing points to nowhere.

    SQLite changes a table by copying and dropping it, and dropping it would take along all rows that point to it.
    """
    run(connection)
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        raise RuntimeError(f"After the migration {len(broken)} rows point to nothing; it was not kept.")


with migrate.db.engine.connect() as database:
    if database.dialect.name == "sqlite":
        driver = database.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            run_on_sqlite(database)
            database.commit()
        finally:
            database.rollback()
            driver.execute("PRAGMA foreign_keys=ON")
    else:
        run(database)
        database.commit()
