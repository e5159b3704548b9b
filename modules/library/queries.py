"""Reads of the course content: its files, once per process."""

from functools import lru_cache
from pathlib import Path

from flask import current_app

from modules.library.lesson_rules import FIGURE_TYPES
from modules.library.rules import Course, Module, read_course

CONTENT = Path(__file__).parents[1] / "content"
TEXT_TYPES = (".toml", ".md")
Stamp = tuple[tuple[str, int, int], ...]


def course() -> Course:
    """Return the course. While developing and testing, changed files are read again."""
    folder = content_folder()
    return _course(folder, _stamp(folder) if current_app.debug or current_app.testing else None)


def shipped() -> Course:
    """Return the course that comes with the code, whatever folder an installation writes in."""
    return _course(CONTENT, None)


def find_module(module_slug: str) -> Module | None:
    """Return the module with this slug when nothing is wrong with it, or None."""
    return course().module(module_slug)


def figure_path(module: Module, name: str) -> Path | None:
    """Return where a drawing of this module is kept, or None when the module has no such drawing."""
    return content_folder() / module.slug / "figures" / name if name in module.figures else None


def content_folder() -> Path:
    """Return the folder that the authors write in."""
    return Path(current_app.config.get("COURSE_DIR", CONTENT))


@lru_cache(maxsize=4)
def _course(folder: Path, stamp: Stamp | None) -> Course:
    found = read_course(_texts(folder), _figures(folder))
    for problem in found.problems:
        current_app.logger.warning("Cursusinhoud: %s", problem)
    return found


def _stamp(folder: Path) -> Stamp:
    stats = [(str(path), path.stat()) for path in sorted(folder.rglob("*")) if path.is_file()]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def _texts(folder: Path) -> dict[str, str]:
    """Return the texts by their path, with plain line ends; the rules refuse what could not be read."""
    return {
        path.relative_to(folder).as_posix(): _plain(path.read_bytes())
        for path in sorted([*folder.glob("*"), *folder.glob("*/*")])
        if path.suffix in TEXT_TYPES and path.is_file()
    }


def _plain(content: bytes) -> str:
    return content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def _figures(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.glob("*/figures/*"))
        if path.suffix in FIGURE_TYPES and path.is_file()
    }
