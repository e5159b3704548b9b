"""Where recordings are kept: a folder. An uploaded file is streamed straight into it and never held in memory."""

import hashlib
import os
import shutil
import tempfile
import uuid
from pathlib import Path
from typing import IO, Any

from flask import Request, current_app

UPLOAD_ENDPOINT = "observation.recordings.upload"
UPLOAD_PREFIX = "upload-"


def folder() -> Path:
    """Return the folder of the recordings, made when it is not there."""
    path = Path(current_app.config["RECORDINGS_DIR"])
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def path_of(stored_as: str) -> Path:
    """Return where a recording lies."""
    return folder() / stored_as


def keep(source: Path, ending: str) -> tuple[str, str]:
    """Keep a file under a new meaningless name; return that name and the SHA-256 of the content.

    An upload is in the folder already and gets a second name: no copy of what may be four gigabytes. Anything else is
    copied, so that what is kept never changes with its source.
    """
    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    name = f"{uuid.uuid4().hex}.{ending}"
    (os.link if source.parent == folder() else shutil.copyfile)(source, path_of(name))
    return name, digest


def erase(stored_as: str) -> None:
    """Destroy a recording; one that is gone already is fine."""
    path_of(stored_as).unlink(missing_ok=True)


def sweep() -> None:
    """Erase what uploads left behind when the server was killed. Called before the server starts."""
    for left in folder().glob(f"{UPLOAD_PREFIX}*"):
        left.unlink()


class UploadRequest(Request):
    """A request whose recording is written to the recordings folder while it comes in. Other requests bring no files."""

    def _get_file_stream(self, *args: Any, **kwargs: Any) -> IO[bytes]:
        if self.endpoint != UPLOAD_ENDPOINT:
            return super()._get_file_stream(*args, **kwargs)
        return tempfile.NamedTemporaryFile(dir=folder(), prefix=UPLOAD_PREFIX)
