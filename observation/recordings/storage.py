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


def folder() -> Path:
    """Return the folder of the recordings, made when it is not there."""
    path = Path(current_app.config["RECORDINGS_DIR"])
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def path_of(stored_as: str) -> Path:
    """Return where a recording lies."""
    return folder() / stored_as


def keep(source: Path, ending: str) -> tuple[str, str]:
    """Keep a file under a new meaningless name; return that name and the SHA-256 of the content."""
    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    name = f"{uuid.uuid4().hex}.{ending}"
    try:
        # A second name for the same bytes: no copy of what may be four gigabytes.
        os.link(source, path_of(name))
    except OSError:
        shutil.copyfile(source, path_of(name))
    return name, digest


def erase(stored_as: str) -> None:
    """Destroy a recording; one that is gone already is fine."""
    path_of(stored_as).unlink(missing_ok=True)


class UploadRequest(Request):
    """A request whose uploaded files are written to the recordings folder while they come in."""

    @property
    def max_content_length(self) -> int | None:
        """Return the limit in bytes: large for a recording, small for everything else."""
        if self.endpoint == UPLOAD_ENDPOINT:
            # Room for the form around the file.
            return int(current_app.config["MAX_RECORDING_BYTES"]) + 64 * 1024
        return super().max_content_length

    @max_content_length.setter
    def max_content_length(self, value: int | None) -> None:
        Request.max_content_length.fset(self, value)  # type: ignore[attr-defined]

    def _get_file_stream(self, *args: Any, **kwargs: Any) -> IO[bytes]:
        return tempfile.NamedTemporaryFile(dir=folder(), prefix="upload-")
