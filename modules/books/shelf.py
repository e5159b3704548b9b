"""Where made books are kept: a folder of the installation, one version of each. Two who ask at once get one and the same."""

import fcntl
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import current_app

WORK = "work-"


def kept(name: str, version: str) -> Path | None:
    """Return where this version of a book is, or None when it was not made yet."""
    path = _path(name, version)
    return path if path.is_file() else None


def keep(name: str, version: str, make: Callable[[Path], Path]) -> Path:
    """Return where this version of a book is. It is made when it is not there, and replaces earlier versions.

    `make` gets an empty folder to work in and returns the file that it made there; what it raises comes through.
    """
    path = _path(name, version)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone():
        if not path.is_file():
            _clear()
            with tempfile.TemporaryDirectory(dir=_folder(), prefix=WORK) as work:
                # Only a whole file ever gets this name.
                make(Path(work)).replace(path)
            for old in path.parent.glob("*.pdf"):
                if old != path:
                    old.unlink(missing_ok=True)
    return path


@contextmanager
def _alone() -> Iterator[None]:
    """Let one thread of one process through at a time: making a book fills a core, and is needed only once."""
    with (_folder() / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _clear() -> None:
    """Take away what was left when the site was stopped halfway a book."""
    for left in _folder().glob(f"{WORK}*"):
        shutil.rmtree(left)


def _folder() -> Path:
    return Path(current_app.instance_path) / "books"


def _path(name: str, version: str) -> Path:
    return _folder() / name / f"{version}.pdf"
