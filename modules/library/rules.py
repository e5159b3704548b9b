"""The course as frozen dataclasses, read from the texts of its files; what is wrong comes out as problems.

A folder that `course.toml` does not name is a module that is still being written: it is not read.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from modules.library.check_rules import Check, Question, read_check
from modules.library.lesson_rules import LESSON_FILE, Lesson, read_lesson
from modules.library.toml_rules import MAX_SLUG, SLUG, Kind, Problem, Table, read_file, suggestion

COURSE_FIELDS = {"modules": Kind.TEXTS}
MODULE_FIELDS = {
    "title": Kind.TEXT,
    "summary": Kind.TEXT,
    "aim": Kind.TEXT,
    "lessons": Kind.TEXTS,
    "sources": Kind.TEXTS,
}

# Words that stand behind a module in an address: no lesson can be called that.
RESERVED = ("toets", "afronden", "figuren")
# Words that stand where a module stands.
RESERVED_MODULES = ("wat-telt", "praktijkboek", "trainingsmap")


@dataclass(frozen=True, eq=False)
class Module:
    """One module; `content_hash` says which version of its files this is.

    A module and a lesson equal only themselves, so that what is made of one can be kept by it cheaply.
    """

    slug: str
    title: str
    summary: str
    aim: str
    sources: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    check: Check
    figures: frozenset[str]
    content_hash: str

    @property
    def minutes(self) -> int:
        """Return how long reading all lessons takes."""
        return sum(lesson.minutes for lesson in self.lessons)

    def lesson(self, slug: str | None) -> Lesson | None:
        """Return the lesson with this slug, or None."""
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)

    def before(self, lesson: Lesson) -> Lesson | None:
        """Return the lesson before this one, or None."""
        return self.lessons[lesson.number - 2] if lesson.number > 1 else None

    def after(self, lesson: Lesson) -> Lesson | None:
        """Return the lesson after this one, or None."""
        return self.lessons[lesson.number] if lesson.number < len(self.lessons) else None


@dataclass(frozen=True)
class Course:
    """The modules that are in order, and the problems of those that are not."""

    modules: tuple[Module, ...]
    problems: tuple[Problem, ...]

    def module(self, slug: str) -> Module | None:
        """Return the module with this slug, or None."""
        return next((module for module in self.modules if module.slug == slug), None)

    def question(self, module_slug: str, question_id: str) -> Question | None:
        """Return a question of the check of a module, or None when it is no longer there."""
        module = self.module(module_slug)
        return module.check.question(question_id) if module else None


def read_course(texts: Mapping[str, str], figures: Mapping[str, bytes]) -> Course:
    """Return the course in these files; names are paths from the content folder."""
    table, problems = read_file("course.toml", texts, COURSE_FIELDS)
    if problems:
        return Course((), tuple(problems))
    modules = []
    problems += _list_problems(table, "modules", "module")
    for slug in dict.fromkeys(table.values["modules"]):
        if not SLUG.fullmatch(slug) or len(slug) > MAX_SLUG:
            sentence = f"'{slug}' kan geen adres zijn. Gebruik kleine letters, cijfers en streepjes."
            problems.append(table.problem(sentence, "modules", slug))
        elif slug in RESERVED_MODULES:
            sentence = f"een module kan niet '{slug}' heten: dat woord is al een adres van de site."
            problems.append(table.problem(sentence, "modules", slug))
        elif f"{slug}/module.toml" not in texts:
            known = {name.partition("/")[0] for name in texts if name.endswith("/module.toml")}
            sentence = f"de map '{slug}' met module.toml ontbreekt.{suggestion(slug, known)}"
            problems.append(table.problem(sentence, "modules", slug))
        else:
            module, found = read_module(slug, texts, figures)
            problems += found
            modules += [module] if module else []
    return Course(tuple(modules), tuple(problems))


def read_module(
    slug: str, texts: Mapping[str, str], figures: Mapping[str, bytes]
) -> tuple[Module | None, list[Problem]]:
    """Return one module, or None with what is wrong in its folder."""
    table, problems = read_file(f"{slug}/module.toml", texts, MODULE_FIELDS)
    written = {PurePosixPath(name).stem for name in texts if name.startswith(f"{slug}/") and name.endswith(".md")}
    listed = table.values.get("lessons")
    names = listed if isinstance(listed, list) and all(isinstance(name, str) for name in listed) else None
    drawn = frozenset(PurePosixPath(name).name for name in figures if name.startswith(f"{slug}/figures/"))
    if names is not None:
        problems += _lesson_list_problems(table, names, written)
    lessons = []
    for number, name in enumerate([name for name in names or sorted(written) if name in written], 1):
        lesson, found = read_lesson(f"{slug}/{name}.md", texts, number, drawn)
        lessons += [lesson] if lesson else []
        problems += found
    check, found = read_check(f"{slug}/check.toml", texts, names)
    problems += found + list(_unreadable(slug, texts))
    if problems or check is None:
        return None, problems
    values = table.values
    return Module(
        slug=slug,
        title=values["title"],
        summary=values["summary"],
        aim=values["aim"],
        sources=tuple(values["sources"]),
        lessons=tuple(lessons),
        check=check,
        figures=drawn,
        content_hash=content_hash(slug, texts, figures),
    ), []


def content_hash(slug: str, texts: Mapping[str, str], figures: Mapping[str, bytes]) -> str:
    """Return the short fingerprint of all files of a module."""
    files = {name: text.encode() for name, text in texts.items()} | dict(figures)
    digest = sha256()
    for name in sorted(name for name in files if name.startswith(f"{slug}/")):
        digest.update(f"{name}\0{len(files[name])}\0".encode() + files[name])
    return digest.hexdigest()[:12]


def _lesson_list_problems(table: Table, names: list[str], written: set[str]) -> list[Problem]:
    problems, taken = _list_problems(table, "lessons", "les"), dict[str, str]()
    for name in dict.fromkeys(names):
        if sentence := _lesson_name_fault(name, taken, written, written - set(names)):
            problems.append(table.problem(sentence, "lessons", name))
        elif found := LESSON_FILE.fullmatch(name):
            taken[found[1]] = name
    folder = table.file.rpartition("/")[0]
    sentence = "deze les staat niet in de lijst 'lessons' van module.toml."
    return problems + [Problem(f"{folder}/{name}.md", None, sentence) for name in sorted(written - set(names))]


def _lesson_name_fault(name: str, taken: Mapping[str, str], written: set[str], unlisted: set[str]) -> str | None:
    found = LESSON_FILE.fullmatch(name)
    if found is None or len(name) > MAX_SLUG:
        return f"les '{name}' heet niet zoals '01-naam-van-de-les'."
    if found[1] in RESERVED:
        return f"les '{name}' kan niet '{found[1]}' heten: dat woord is al een adres van de site."
    if found[1] in taken:
        return f"les '{name}' krijgt hetzelfde adres als les '{taken[found[1]]}'."
    if name not in written:
        return f"les '{name}' heeft geen bestand {name}.md.{suggestion(name, unlisted)}"
    return None


def _unreadable(slug: str, texts: Mapping[str, str]) -> Iterator[Problem]:
    for file, text in texts.items():
        if file.startswith(f"{slug}/") and "\ufffd" in text:
            line = text[: text.index("\ufffd")].count("\n") + 1
            yield Problem(file, line, "hier staat een onleesbaar teken. Sla het bestand op als UTF-8.")


def _list_problems(table: Table, key: str, what: str) -> list[Problem]:
    if not table.values[key]:
        return [table.problem(f"de lijst '{key}' is leeg.", key)]
    twice = [name for name, count in Counter(table.values[key]).items() if count > 1]
    return [table.problem(f"{what} '{name}' staat er twee keer.", key, name) for name in twice]
