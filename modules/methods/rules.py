"""The guide to methods as frozen dataclasses, read from the texts of its files, and how it is filtered.

A source that contradicts itself is shown with both statements, each with its place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from modules.library.toml_rules import Kind, Problem, Table, field_problems, read_file

MENTIONED = "mentioned.toml"
DOMAINS = ("zorg & welzijn", "werk & inkomen", "onderwijs", "justitie & veiligheid", "wonen")
# How the guide calls what is told of a method; by the word of its files.
TOPICS = {
    "bewijs": "Bewijs",
    "arbeidstoeleiding": "Op weg naar werk",
    "preventie": "Voorkomen",
    "doelgroep": "Voor wie",
    "omvang": "Omvang",
}
# What is chosen, in the place of a domain, to see the methods that have none.
NO_DOMAIN, NO_DOMAIN_WORDS = "geen", "Niet aan één domein gebonden"
CHOOSE_OTHER = "Kies eerst een tweede methode uit de lijst."
METHOD_FIELDS = {
    "title": Kind.TEXT,
    "summary": Kind.TEXT,
    "target_group": Kind.NOTE,
    "domains": Kind.TEXTS,
    "labour": Kind.NOTE,
    "prevention": Kind.NOTE,
    "theory": Kind.NOTE,
    "steps": Kind.TEXTS,
    "remark": Kind.NOTE,
    "in_table": Kind.FLAG,
    "year": Kind.COUNT,
    "source": Kind.TEXT,
    "page": Kind.TEXT,
    "claims": Kind.TABLES,
}
CLAIM_FIELDS = {"topic": Kind.TEXT, "text": Kind.TEXT, "place": Kind.TEXT}
ENTRY_FIELDS = {"title": Kind.TEXT, "text": Kind.TEXT, "place": Kind.TEXT}


@dataclass(frozen=True)
class Claim:
    """One statement of the source, in our words, with where it stands."""

    topic: str
    text: str
    place: str


@dataclass(frozen=True)
class Method:
    """One method or programme. An empty text means that the source says nothing of it."""

    slug: str
    title: str
    summary: str
    target_group: str
    domains: tuple[str, ...]
    labour: str
    prevention: str
    theory: str
    steps: tuple[str, ...]
    remark: str
    in_table: bool
    year: int
    source: str
    page: str
    claims: tuple[Claim, ...]

    @property
    def domain_words(self) -> str:
        """Return the domains in words: `Wonen, zorg & welzijn`."""
        return ", ".join(self.domains).capitalize() or NO_DOMAIN_WORDS

    def claims_about(self, topic: str) -> tuple[Claim, ...]:
        """Return what the source says of one topic."""
        return tuple(claim for claim in self.claims if claim.topic == topic)


@dataclass(frozen=True)
class Entry:
    """A programme that the source only names."""

    title: str
    text: str
    place: str


@dataclass(frozen=True)
class Guide:
    """All methods by title, what is only named, and the problems in the files."""

    methods: tuple[Method, ...]
    mentioned: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    def method(self, slug: str) -> Method | None:
        """Return the method with this slug, or None."""
        return next((method for method in self.methods if method.slug == slug), None)


def read_guide(texts: Mapping[str, str]) -> Guide:
    """Return the guide in these files, by file name."""
    methods, problems = [], []
    for file in sorted(name for name in texts if name != MENTIONED):
        method, found = _method(file, texts)
        methods += [method] if method else []
        problems += found
    table, found = read_file(MENTIONED, texts, {"entries": Kind.TABLES})
    entries = [] if found else table.tables("entries")
    problems += found + [fault for entry in entries for fault in field_problems(entry, ENTRY_FIELDS)]
    mentioned = tuple(Entry(**entry.values) for entry in entries) if not problems else ()
    return Guide(tuple(sorted(methods, key=lambda each: each.title.lower())), mentioned, tuple(problems))


def _method(file: str, texts: Mapping[str, str]) -> tuple[Method | None, list[Problem]]:
    table, problems = read_file(file, texts, METHOD_FIELDS)
    if problems:
        return None, problems
    claims = table.tables("claims")
    problems = _domain_problems(table) + [fault for claim in claims for fault in _claim_problems(claim)]
    if problems:
        return None, problems
    values = dict(table.values) | {
        "domains": tuple(table.values["domains"]),
        "steps": tuple(table.values["steps"]),
        "claims": tuple(Claim(**claim.values) for claim in claims),
    }
    return Method(slug=PurePosixPath(file).stem, **values), []


def _domain_problems(table: Table) -> list[Problem]:
    unknown = [domain for domain in table.values["domains"] if domain not in DOMAINS]
    return [table.problem(f"onbekend domein '{domain}'.", "domains", domain) for domain in unknown]


def _claim_problems(claim: Table) -> list[Problem]:
    problems = field_problems(claim, CLAIM_FIELDS)
    if not problems and claim.values["topic"] not in TOPICS:
        problems.append(claim.problem(f"onbekend onderwerp '{claim.values['topic']}'.", "topic"))
    return problems


def chosen(methods: Sequence[Method], *, words: str, domain: str) -> list[Method]:
    """Return the methods of a domain (all when it is empty) on whose page every typed word stands."""
    return [method for method in methods if _is_in(method, domain) and _has(words, _texts(method))]


def _is_in(method: Method, domain: str) -> bool:
    return not domain or (not method.domains if domain == NO_DOMAIN else domain in method.domains)


def named(entries: Sequence[Entry], words: str) -> list[tuple[int, Entry]]:
    """Return the programmes that are only named, with their number in the list, in which every typed word stands."""
    return [(number, each) for number, each in enumerate(entries, 1) if _has(words, (each.title, each.text))]


def _has(words: str, texts: Iterable[str]) -> bool:
    there = " ".join(texts).lower()
    return all(word in there for word in words.lower().split())


def _texts(method: Method) -> Iterator[str]:
    yield from (method.title, method.summary, method.target_group, *method.domains, method.labour, method.prevention)
    yield from (method.theory, *method.steps, method.remark, *(claim.text for claim in method.claims))
