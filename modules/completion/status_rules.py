"""How far one person is in a module and in the course, and where they go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from modules.completion.rules import Progress, StepKind
from modules.library.lesson_rules import Lesson
from modules.library.rules import Module

ENDPOINTS = {
    StepKind.LESSON: "modules.lessons.show",
    StepKind.CHECK: "modules.checks.show",
    StepKind.FINISH: "modules.completion.show",
    StepKind.REVIEW: "modules.completion.show",
}


@dataclass(frozen=True)
class ModuleStatus:
    """One person in one module: how far, and the address of the next step."""

    module: Module
    progress: Progress
    done: frozenset[str]
    finished_at: datetime | None

    @property
    def title(self) -> str:
        """Return the title of the module."""
        return self.module.title

    @property
    def endpoint(self) -> str:
        """Return the endpoint of the next step, for `url_for(endpoint, **values, _anchor=fragment)`."""
        return ENDPOINTS[self.progress.step.kind]

    @property
    def values(self) -> dict[str, Any]:
        """Return the arguments of that address."""
        place = self.progress.step.place
        return {"module_slug": self.module.slug} | ({"lesson_slug": place.lesson_slug} if place else {})

    @property
    def fragment(self) -> str | None:
        """Return the heading where the person was, or None."""
        place = self.progress.step.place
        return place.section if place else None

    @property
    def next_title(self) -> str:
        """Return what the next step is called: the lesson's title, or that of the module."""
        place = self.progress.step.place
        lesson = self.module.lesson(place.lesson_slug) if place else None
        return f"Les {lesson.number}: {lesson.title}" if lesson else self.module.title

    @property
    def button(self) -> str:
        """Return the words on the button of the next step."""
        return self.progress.step.button

    @property
    def sentence(self) -> str:
        """Return why the next step counts."""
        return self.progress.step.sentence

    def towards(self, lesson: Lesson) -> str:
        """Return where the next step leads, for who comes from this lesson: `naar de volgende les`."""
        place = self.progress.step.place
        following = self.module.lesson(place.lesson_slug) if place else None
        if following is None:
            return "naar de toets" if self.progress.step.kind == StepKind.CHECK else "naar de module"
        after = self.module.after(lesson)
        return "naar de volgende les" if following == after else f"naar les {following.number}"


@dataclass(frozen=True)
class CourseStatus:
    """One person in the whole course: every module in its order, and the one to go on with (None at the end)."""

    modules: Sequence[ModuleStatus]
    following: ModuleStatus | None

    @property
    def total(self) -> int:
        """Return how many modules there are."""
        return len(self.modules)

    @property
    def finished(self) -> int:
        """Return how many of them were finished."""
        return sum(status.finished_at is not None for status in self.modules)

    @property
    def short_checks(self) -> list[ModuleStatus]:
        """Return the finished modules of which the check still has too few right."""
        return [status for status in self.modules if status.finished_at and status.progress.short_check]

    @property
    def learned(self) -> bool:
        """Return whether any lesson was read."""
        return any(status.done or status.finished_at for status in self.modules)

    @property
    def words(self) -> str:
        """Return `2 van 12 modules afgerond`."""
        return f"{self.finished} van {self.total} {'module' if self.total == 1 else 'modules'} afgerond"
