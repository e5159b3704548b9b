"""Where attachments are kept: a folder of the installation, each file under a meaningless name."""

import uuid
import zipfile
from pathlib import Path
from typing import IO

from flask import current_app


def folder() -> Path:
    """Return the folder of the attachments, made when it is not there."""
    path = Path(current_app.instance_path, "attachments")
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def path_of(stored_as: str) -> Path:
    """Return where an attachment lies."""
    return folder() / stored_as


def keep(content: bytes, ending: str) -> str:
    """Keep a file under a new meaningless name and return that name."""
    name = f"{uuid.uuid4().hex}.{ending}"
    path_of(name).write_bytes(content)
    return name


def erase(stored_as: str) -> None:
    """Destroy an attachment; one that is gone already is fine."""
    path_of(stored_as).unlink(missing_ok=True)


def names_inside(file: IO[bytes]) -> list[str]:
    """Return the names in an archive; none when the file is no archive. Nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []
