"""Make a PDF of a folder with Typst. Runs as a process of its own: `python -m modules.books.press FOLDER`.

A whole book takes seconds and a good deal of memory, which a worker of the site would keep.
"""

import sys
from pathlib import Path

import typst

from modules.library.printing_rules import made_of

FONTS = Path(__file__).parents[2] / "static" / "vendor" / "fonts" / "print"
MAIN, MADE = "main.typ", "book.pdf"


def press(folder: Path) -> None:
    """Make `book.pdf` of `main.typ`: tagged, so that it can be read aloud (PDF/UA-1). Raises TypstError."""
    made_of((folder / MAIN).read_text(), lambda text: _press(folder, text))


def _press(folder: Path, text: str) -> None:
    (folder / MAIN).write_text(text)
    typst.compile(
        folder / MAIN,
        output=folder / MADE,
        # A book reads no file but those in its folder, and no font of the machine.
        root=folder,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )


if __name__ == "__main__":
    try:
        press(Path(sys.argv[1]))
    except typst.TypstError as error:
        sys.exit(error.diagnostic)
