"""Decisions about progress: what is done, what comes next and why that counts."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum


class StepKind(StrEnum):
    """What the next step is."""

    LESSON = "lesson"
    CHECK = "check"
    FINISH = "finish"
    REVIEW = "review"


@dataclass(frozen=True)
class ReadingPlace:
    """Where someone was: a lesson, and a heading in it or None for its top."""

    lesson_slug: str
    section: str | None = None


@dataclass(frozen=True)
class Step:
    """The one next step: the words on its button and the sentence that says why it counts."""

    kind: StepKind
    button: str
    sentence: str
    place: ReadingPlace | None = None


@dataclass(frozen=True)
class CheckMade:
    """The best time that someone made a check; `needed` is how many right the course asks for, None when it asks none."""

    right: int
    total: int
    needed: int | None

    @property
    def short(self) -> int:
        """Return how many more answers have to be right."""
        return max((self.needed or 0) - self.right, 0)

    @property
    def words(self) -> str:
        """Return `Toets gemaakt: 5 van 8 goed, 6 nodig`."""
        return f"Toets gemaakt: {self.right} van {self.total} goed, {self.needed} nodig"

    @property
    def short_words(self) -> str:
        """Return `nog één goed nodig`."""
        return f"nog {'één' if self.short == 1 else self.short} goed nodig"


@dataclass(frozen=True)
class Progress:
    """How far someone is in a module, in lessons and the check. `missing` says what finishing waits for.

    A check with too few right is made and not done: it does not keep someone from finishing the module.
    """

    done: int
    total: int
    step: Step
    missing: str | None
    short_check: CheckMade | None

    @property
    def percentage(self) -> int:
        """Return the whole percentage that is done; 100 only when everything is."""
        return 100 * self.done // self.total

    @property
    def words(self) -> str:
        """Return `2 van 6 stappen klaar`."""
        return f"{self.done} van {self.total} stappen klaar"


def progress(
    lessons: Sequence[str], done: Set[str], last: ReadingPlace | None, *, check: CheckMade | None, finished: bool
) -> Progress:
    """Return how far someone is.

    `lessons` are the module's lessons in order, `last` the place where they last did something, `check` the best time
    that the check was made or None, `finished` whether the module was finished. Lessons that left the module do not
    count.
    """
    unread = [slug for slug in lessons if slug not in done]
    return Progress(
        done=len(lessons) - len(unread) + bool(check and not check.short),
        total=len(lessons) + 1,
        step=_next_step(lessons, unread, last, check, finished),
        missing=_missing(len(unread), check is not None),
        short_check=check if check and check.short else None,
    )


def _next_step(
    lessons: Sequence[str], unread: Sequence[str], last: ReadingPlace | None, check: CheckMade | None, finished: bool
) -> Step:
    if finished:
        sentence = "Je hebt deze module afgerond. Teruglezen kan altijd."
        if check and check.short:
            sentence = "Je hebt deze module afgerond. De toets telt apart, en kun je altijd opnieuw doen."
        return Step(StepKind.REVIEW, "Bekijk de module", sentence)
    if unread:
        place = _next_place(lessons, unread, last)
        button = "Ga verder" if last else "Begin met de eerste les"
        return Step(StepKind.LESSON, button, _reading_sentence(len(unread), check is not None, bool(last)), place)
    if check is None:
        sentence = "Alle lessen zijn klaar. De toets laat zien wat je al scherp hebt en wat je nog eens kunt lezen."
        return Step(StepKind.CHECK, "Maak de toets", sentence)
    sentence = "De lessen en de toets zijn klaar. Rond de module af, dan weet je dat je niets mist."
    if check.short:
        sentence = "De lessen zijn klaar. Je kunt de module afronden, en de toets later opnieuw proberen."
    return Step(StepKind.FINISH, "Naar afronden", sentence)


def _next_place(lessons: Sequence[str], unread: Sequence[str], last: ReadingPlace | None) -> ReadingPlace:
    """Return where to read on: in the open lesson, else the first unread one after it, else the first."""
    if last is None or last.lesson_slug not in lessons:
        return ReadingPlace(unread[0])
    if last.lesson_slug in unread:
        return last
    rest = lessons[lessons.index(last.lesson_slug) :]
    return ReadingPlace(next((slug for slug in rest if slug in unread), unread[0]))


def _reading_sentence(unread: int, checked: bool, started: bool) -> str:
    if not started:
        return "Je kunt op elk moment stoppen. We bewaren waar je bent."
    if unread == 1:
        return "Dit is je laatste les. Daarna " + ("kun je de module afronden." if checked else "volgt de toets.")
    return f"Nog {_open(unread, checked)}. Daarna kun je de module afronden."


def _missing(unread: int, checked: bool) -> str | None:
    if not unread and checked:
        return None
    return f"Afronden kan als je alle lessen hebt gelezen en de toets hebt gemaakt. Nog open: {_open(unread, checked)}."


def _open(unread: int, checked: bool) -> str:
    lessons = [f"{unread} {'les' if unread == 1 else 'lessen'}"] if unread else []
    return " en ".join(lessons + ([] if checked else ["de toets"]))


def next_module(order: Sequence[str], finished: Set[str], worked_in: Sequence[str]) -> str | None:
    """Return the module to go on with: the first of `worked_in` that is not finished, else the first of all, else None."""
    left = [slug for slug in order if slug not in finished]
    return next((slug for slug in (*worked_in, *left) if slug in left), None)


PART = 100


@dataclass(frozen=True)
class Part:
    """One part of a long list in the order of names: the places that it holds, from 1, and its first and last name."""

    number: int
    start: int
    end: int
    first: str
    last: str


def parts(names: Sequence[str]) -> list[Part]:
    """Return the parts of a list of names; a list of at most `PART` names is one part, an empty one none."""
    return [
        Part(start // PART + 1, start + 1, end, names[start], names[end - 1])
        for start in range(0, len(names), PART)
        for end in [min(start + PART, len(names))]
    ]


def chosen_part(found: Sequence[Part], number: int) -> Part | None:
    """Return the part with this number, or the nearest one; None of an empty list."""
    return found[min(max(number, 1), len(found)) - 1] if found else None
