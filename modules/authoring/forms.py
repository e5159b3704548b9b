"""What comes in from the pages of the editor."""

from werkzeug.datastructures import FileStorage, MultiDict

from modules.authoring.picture_rules import MAX_PICTURE
from modules.authoring.question_rules import MAX_OPTIONS, MAX_QUESTIONS
from modules.authoring.rules import MAX_TEXT
from modules.authoring.text_rules import LessonText, ModuleText, OptionText, QuestionText, fit_for_file
from modules.authoring.zip_rules import MAX_ZIP

Fields = "MultiDict[str, str]"
TOO_LONG = "De tekst is te lang. Verdeel die over meer lessen."
NO_ALT = "Schrijf in één of twee zinnen wat er te zien is, zonder [ of ]. Zo kan iedereen de les volgen."
MAX_ALT = 300


def lesson_in(fields: "MultiDict[str, str]") -> LessonText:
    """Return what was typed in the form of a lesson."""
    words = {name: line(fields, name) for name in ("title", "aim", "minutes", "indicators")}
    return LessonText(**words, sources=fit_for_file(fields.get("sources", "")).strip(), text=text(fields, "text"))


def module_in(fields: "MultiDict[str, str]") -> ModuleText:
    """Return what was typed in the form of a module."""
    words = {name: line(fields, name) for name in ("title", "summary", "aim")}
    sources = "\n".join(each.strip() for each in fit_for_file(fields.get("sources", "")).split("\n") if each.strip())
    return ModuleText(**words, sources=sources)


def questions_in(fields: "MultiDict[str, str]") -> list[QuestionText]:
    """Return the questions in the order of the page."""
    places = [place for place in range(MAX_QUESTIONS) if f"{place}-id" in fields]
    return [_question(fields, str(place)) for place in places]


def _question(fields: "MultiDict[str, str]", place: str) -> QuestionText:
    right = fields.get(f"{place}-right", "")
    return QuestionText(
        id=line(fields, f"{place}-id"),
        text=line(fields, f"{place}-text"),
        lesson=line(fields, f"{place}-lesson"),
        options=tuple(
            OptionText(
                id=line(fields, f"{place}-{each}-id"),
                text=line(fields, f"{place}-{each}-text"),
                correct=right == str(each),
                explanation=line(fields, f"{place}-{each}-explanation"),
            )
            for each in range(MAX_OPTIONS + 1)
            if f"{place}-{each}-id" in fields
        ),
    )


def line(fields: "MultiDict[str, str]", name: str) -> str:
    """Return what was typed as one line."""
    return " ".join(fit_for_file(fields.get(name, "")).split())


def text(fields: "MultiDict[str, str]", name: str) -> str:
    """Return what was typed in a large field, without empty lines around it."""
    return fit_for_file(fields.get(name, "")).strip("\n")


def length_problem(file: str) -> str | None:
    """Return why a file is too long to keep, or None."""
    return TOO_LONG if len(file.encode()) > MAX_TEXT else None


def alt_problem(alt: str) -> str | None:
    """Return why these words cannot stand for a picture, or None."""
    fits = alt and len(alt) <= MAX_ALT and "[" not in alt and "]" not in alt
    return None if fits else NO_ALT


def picture_in(files: "MultiDict[str, FileStorage]") -> bytes:
    """Return the picture that was sent, and no more of it than is needed to see that it is too large."""
    return _sent(files, "picture", MAX_PICTURE)


def zip_in(files: "MultiDict[str, FileStorage]") -> bytes:
    """Return the zip that was sent, and no more of it than is needed to see that it is too large."""
    return _sent(files, "zip", MAX_ZIP)


def _sent(files: "MultiDict[str, FileStorage]", name: str, most: int) -> bytes:
    found = files.get(name)
    return found.stream.read(most + 1) if found is not None else b""
