"""A secret of this installation, made once and kept in a file that only its owner can read."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return what this file holds; `make` gives the secret when there is no file yet."""
    if not path.exists():
        _keep(path, make())
    return path.read_bytes()


def _keep(path: Path, secret: bytes) -> None:
    # Written whole under another name first: of two processes that are at it together, one gives its draft the name
    # and both read that one.
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(secret)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:
        # A disk that knows no second names.
        Path(draft).replace(path)
    Path(draft).unlink(missing_ok=True)
