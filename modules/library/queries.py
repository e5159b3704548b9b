"""Reads of the course content: its files, once per publication in each process.

Two folders hold them: what comes with the code, and the folder of this installation (setting COURSE_DIR). A module that
has a folder of its own there takes the place of the one that comes with the code.
"""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from flask import current_app

from modules.library.lesson_rules import FIGURE_TYPES
from modules.library.rules import Course, Module, read_course

CONTENT = Path(__file__).parents[1] / "content"
TEXT_TYPES = (".toml", ".md")
PATTERNS = ("*", "*/*", "*/figures/*")
# The file in the folder of this installation that is written anew at each publication.
PUBLISHED = "published"
# The file there that keeps where a module stood that was taken out of the course.
PLACES = "places.toml"
Stamp = tuple[object, ...]
Files = Mapping[str, bytes]


def course() -> Course:
    """Return the course. A publication is seen at once; while developing and testing, so is every changed file."""
    folder = current_app.config["COURSE_DIR"]
    return _course(folder, _all_stats(folder) if current_app.debug or current_app.testing else _stamp(folder))


def shipped() -> Course:
    """Return the course that comes with the code, whatever stands in the folder of this installation."""
    return _course("", ())


def find_module(module_slug: str) -> Module | None:
    """Return the module with this slug when nothing is wrong with it, or None."""
    return course().module(module_slug)


def figure_path(module: Module, name: str) -> Path | None:
    """Return where a drawing of this module is kept, or None when the module has no such drawing."""
    if name not in module.figures:
        return None
    own = own_folder() / module.slug
    return (own if own.is_dir() else CONTENT / module.slug) / "figures" / name


def own_folder() -> Path:
    """Return the folder that the trainers of this installation publish in."""
    return Path(current_app.config["COURSE_DIR"])


def course_files(shipped: Files | None = None) -> dict[str, bytes]:
    """Return the files of the whole course as they stand, by their path; `shipped` when those were read already."""
    return _files(current_app.config["COURSE_DIR"], shipped)


def all_shipped_files() -> dict[str, bytes]:
    """Return the files of the course that comes with the code, by their path."""
    return read_folder(CONTENT)


def shipped_files(slug: str) -> dict[str, bytes]:
    """Return the files of one module that comes with the code, by their name in its folder; empty when it has none."""
    return files_of(slug, all_shipped_files())


def files_of(slug: str, files: Files) -> dict[str, bytes]:
    """Return those of `files` that stand in the folder of one module, by their name there."""
    return {name.removeprefix(f"{slug}/"): content for name, content in files.items() if name.startswith(f"{slug}/")}


def split(files: dict[str, bytes]) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return texts and drawings apart, as the rules read them; the rules refuse what could not be read."""
    texts = {name: plain(content) for name, content in files.items() if name.endswith(TEXT_TYPES)}
    return texts, {name: content for name, content in files.items() if name.endswith(FIGURE_TYPES)}


def plain(content: bytes) -> str:
    """Return a text with plain line ends."""
    return content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


@lru_cache(maxsize=4)
def _course(folder: str, stamp: Stamp) -> Course:
    found = read_course(*split(_files(folder)))
    for problem in found.problems:
        current_app.logger.warning("Cursusinhoud: %s", problem)
    return found


def _stamp(folder: str) -> Stamp:
    """Return what differs after each publication: one look at one file."""
    try:
        stat = os.stat(f"{folder}/{PUBLISHED}")  # noqa: PTH116
    except OSError:
        return ()
    return stat.st_mtime_ns, stat.st_ino


def _all_stats(folder: str) -> Stamp:
    paths = [path for root in (CONTENT, Path(folder)) for pattern in PATTERNS for path in root.glob(pattern)]
    stats = [(str(path), path.stat()) for path in sorted(paths) if path.is_file()]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def _files(folder: str, shipped: Files | None = None) -> dict[str, bytes]:
    shipped = all_shipped_files() if shipped is None else shipped
    own = read_folder(Path(folder)) if folder else {}
    replaced = {name.partition("/")[0] for name in own}
    return {name: content for name, content in shipped.items() if name.split("/")[0] not in replaced} | own


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the files of a content folder that the course is made of, by their path."""
    found = {
        path.relative_to(folder).as_posix(): path
        for pattern in PATTERNS
        for path in sorted(folder.glob(pattern))
        if path.suffix in (TEXT_TYPES if "figures" not in pattern else FIGURE_TYPES) and path.is_file()
    }
    return {name: path.read_bytes() for name, path in found.items()}
