"""The folder that is published in: a module is put there whole or not at all, and every process sees it at once."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from modules.authoring.rules import Files, is_known
from modules.authoring.text_rules import toml_text
from modules.library.queries import PLACES, PUBLISHED, own_folder
from modules.library.toml_rules import SLUG

# Unfinished and replaced folders stand here, deeper than the course is read.
WORK = ".work"


@contextmanager
def publishing() -> Iterator[None]:
    """Let one process publish at a time; all others notice when it is done."""
    folder = own_folder()
    (folder / WORK).mkdir(parents=True, exist_ok=True)
    with (folder / WORK / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
        # Last: who reads the course because of this sees everything that was written before it.
        _write(folder / PUBLISHED, b"")


def put(slug: str, files: Files) -> None:
    """Put a module in the folder, in the place of what stood there."""
    with _beside() as beside:
        fresh = beside / slug
        for name, content in files.items():
            _keep(fresh, name, content)
        _swap(slug, fresh, beside)


def take_away(slug: str) -> None:
    """Take a module out of the folder."""
    with _beside() as beside:
        _swap(slug, None, beside)


def put_order(slugs: Sequence[str], name: str = "course.toml") -> None:
    """Write which modules the course has, in their order; or the same in another file."""
    _write(own_folder() / name, toml_text({"modules": list(slugs)}, multiline=True).encode())


def clear(slugs: Sequence[str]) -> None:
    """Take these modules and the order of the course out of the folder: what comes with the code is left."""
    with publishing():
        for slug in slugs:
            take_away(slug)
        for name in ("course.toml", PLACES):
            (own_folder() / name).unlink(missing_ok=True)


@contextmanager
def _beside() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=own_folder() / WORK) as folder:
        yield Path(folder)


def _swap(slug: str, fresh: Path | None, beside: Path) -> None:
    if not SLUG.fullmatch(slug):
        raise ValueError(slug)
    target = own_folder() / slug
    if target.exists():
        target.rename(beside / "replaced")
    if fresh is not None:
        fresh.rename(target)


def _keep(folder: Path, name: str, content: bytes) -> None:
    if not is_known(name):
        raise ValueError(name)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _write(path: Path, content: bytes) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent / WORK)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(draft).chmod(0o644)
    shutil.move(draft, path)
