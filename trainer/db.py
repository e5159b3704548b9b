"""The database: one SQLAlchemy object, its naming of constraints, and how a write begins and ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, MetaData, event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention=CONVENTION)


db = SQLAlchemy(model_class=Base)
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model

_write_lock: ContextVar[bool] = ContextVar("write_lock", default=False)


class Moment(TypeDecorator[datetime]):
    """A point in time, stored in UTC and read back with its time zone on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what is stored: the same moment in UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what is read: always with its time zone."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def now() -> datetime:
    """Return the present in UTC."""
    return datetime.now(UTC)


def _rendered(kind: str, item: Any, context: Any) -> str | bool:
    """Write a Moment in a migration as what it is on the database, so that old migrations need no code of today."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


migrate = Migrate(render_as_batch=True, compare_type=True, render_item=_rendered)


@contextmanager
def writing() -> Iterator[Session]:
    """One write: take the write lock first, commit at the end, undo everything on an error.

    What was read before is read again, so a decision inside the block rests on what the database holds now.
    """
    session = db.session
    session.rollback()
    token = _write_lock.set(True)
    try:
        yield session()
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        _write_lock.reset(token)


def close_connections() -> None:
    """Close what is open: a connection does not survive that a process splits off others."""
    db.session.remove()
    db.engine.dispose()


def start_over() -> None:
    """Drop all tables and make them again, empty."""
    db.session.remove()
    db.drop_all()
    db.create_all()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, record: Any) -> None:
    if "sqlite" not in type(connection).__module__:
        return
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    # Reading needs no transaction: each statement sees a whole database, as it does on PostgreSQL.
    if _write_lock.get() and connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


@event.listens_for(Session, "before_flush")
def _keep_stray_writes_together(session: Session, context: object, instances: object) -> None:
    """Let what is written outside `writing()` be undone with the rest of its request."""
    connection = session.connection()
    # Only SQLite's driver says whether a transaction goes on; others begin one by themselves.
    if not getattr(connection.connection.dbapi_connection, "in_transaction", True):
        connection.exec_driver_sql("BEGIN")
