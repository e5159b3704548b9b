"""How Alembic runs here: on the application's own engine, quietly."""

from alembic import context
from flask import current_app

migrate = current_app.extensions["migrate"]


def run() -> None:
    """Run the migrations in one transaction."""
    with migrate.db.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=migrate.db.metadata, **migrate.configure_args)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
