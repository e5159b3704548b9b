"""Which questions to the database look at rows of other courses: asked of SQLite's planner, for whole pages."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask_login import FlaskLoginClient
from sqlalchemy import event

from trainer.db import db
from trainer.people.models import Person

# A whole table, or a part of it that has a beginning and no owner: `ix_… (handed_in_at>?)`.
WHOLE = re.compile(r"SCAN (\w+)|SEARCH (\w+) USING (?:COVERING )?INDEX \w+ \(\w+[<>]\?(?: AND \w+[<>]\?)?\)")
TABLE = re.compile(r'(?:FROM|JOIN) "?(\w+)"?(?: AS (\w+))?')

# These do not grow with other courses.
FIXED = {"instrument_version"}

Asked = list[tuple[str, Any]]


def whole_tables(app: Flask, person: Person, path: str) -> list[str]:
    """Return for one page the tables that it reads from end to end, with the question.

    It is asked twice: what a process asks once in its life is not asked per page.
    """
    with FlaskLoginClient(app, app.response_class, user=person) as client:
        client.get(path)
        with _asked() as asked:
            answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} gaf {answer.status_code}.")
    return sorted({found for statement, values in asked for found in _whole(statement, values)})


@contextmanager
def _asked() -> Iterator[Asked]:
    asked: Asked = []

    def note(connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            asked.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def _whole(statement: str, values: Sequence[Any]) -> Iterator[str]:
    names = {alias or name: name for name, alias in TABLE.findall(statement)}
    with db.engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    for row in rows:
        found = WHOLE.match(row.detail)
        table = names.get(found[1] or found[2]) if found else None
        if table and table not in FIXED:
            yield f"{table}: {row.detail}: {' '.join(statement.split())}"
