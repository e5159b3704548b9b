"""What the documentation says is true: settings, commands, paths, words, templates."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from settings import SETTINGS
from tests.test_house import NOUNS, PROJECT, files, noun_files, tree

README = (PROJECT / "README.md").read_text()
MAKEFILE = (PROJECT / "Makefile").read_text()
PAGES = sorted(
    path.relative_to(PROJECT).as_posix()
    for path in (*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md"), PROJECT / "static/vendor/README.md")
)
DECISIONS = sorted((PROJECT / "docs/decisions").glob("*.md"))
TEMPLATES = sorted(path.relative_to(PROJECT / "templates") for path in (PROJECT / "templates").rglob("*.*"))
ENDINGS = (".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".svg", ".mp4", ".ini")
# Made by an installation, so not in the repository.
MADE_LATER = ("instance/",)
LITERAL = re.compile(r"\"((?:[\w-]+/)*[\w-]+\.(?:html|txt))\"")


def prose(page: str) -> str:
    """Return a page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", (PROJECT / page).read_text(), flags=re.S | re.M)


def rows(text: str) -> list[list[str]]:
    """Return the cells of every row of every table in a text, without the heads."""
    lines = text.splitlines()
    found = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        is_head = following.startswith("|-")
        if line.startswith("|") and not line.startswith("|-") and not is_head:
            found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next one of its level."""
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


@cache
def names_in_code() -> frozenset[str]:
    """Return the full name of every class, function, field and constant of the packages, and every endpoint."""
    found = set()
    for file in (Path("settings.py"), *(file for file in files() if file.parts[0] in NOUNS)):
        module = ".".join(file.with_suffix("").parts)
        for node in tree(file).body:
            found |= {f"{module}.{name}" for name in _defined(node)}
            if isinstance(node, ast.ClassDef):
                found |= {f"{module}.{node.name}.{name}" for inner in node.body for name in _defined(inner)}
    return frozenset(found | {name.replace(".views.", ".") for name in found if ".views." in name})


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return [node.name]
    if isinstance(node, ast.AnnAssign):
        return [ast.unparse(node.target)]
    return [ast.unparse(target) for target in node.targets] if isinstance(node, ast.Assign) else []


def exists_in_code(name: str) -> bool:
    """Return whether a name, whole or the end of one, is in the code."""
    return any(full == name or full.endswith(f".{name}") for full in names_in_code())


def test_the_readme_lists_every_setting_with_its_default_and_help() -> None:
    wanted = [[f"`{each.name}`", f"`{each.default}`" if each.default else "leeg", each.help] for each in SETTINGS]
    assert rows(section(README, "Instellingen")) == wanted


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_only_make_targets_that_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, flags=re.M))
    text = (PROJECT / page).read_text()
    code = re.findall(r"`([^`\n]+)`", text) + re.findall(r"^```.*?^```", text, flags=re.S | re.M)
    named = {name for part in code for name in re.findall(r"\bmake ([a-z-]+)", part)}
    assert named - targets == set()


@pytest.mark.parametrize("page", PAGES)
def test_a_path_in_backticks_exists(page: str) -> None:
    base = (PROJECT / page).parent if page.startswith("static/") else PROJECT
    paths = {
        text
        for text in re.findall(r"`([\w./-]+)`", prose(page))
        if re.fullmatch(r"\w[\w.-]*(/[\w.-]*)+", text) or text.endswith(ENDINGS)
    }
    # A file name alone stands for that file in every noun; the last is the example of an author.
    alone = {file.name for file in files() if file.parts[0] in NOUNS} | {"course.toml"}
    missing = {path for path in paths if not path.startswith(MADE_LATER) and not (base / path).exists()}
    assert missing - alone == set()


@pytest.mark.parametrize("page", PAGES)
def test_a_link_or_picture_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", prose(page))
    folder = (PROJECT / page).parent
    local = [link.partition("#")[0] for link in links if not link.startswith(("http:", "https:", "#"))]
    assert [link for link in local if not (folder / link).exists()] == []


def test_the_glossary_names_what_is_in_the_code() -> None:
    found = [row for row in rows(prose("docs/woordenlijst.md")) if len(row) == 3]
    assert len(found) >= 40
    unknown = [row[1] for row in found if not exists_in_code(row[1].strip("`"))]
    assert unknown == []


def test_a_button_that_saves_says_opslaan() -> None:
    words = {
        words
        for template in TEMPLATES
        for words in re.findall(r"""(?:>|["'(])(Bewaar[^"'<]*)""", (PROJECT / "templates" / template).read_text())
    }
    # A moment and a paper are kept, not saved.
    assert {each for each in words if not each.startswith(("Bewaar dit moment", "Bewaar dit papier"))} == set()


def test_a_word_stands_once_in_the_glossary_and_has_a_meaning() -> None:
    found = [row for row in rows(prose("docs/woordenlijst.md")) if len(row) == 3]
    words = [row[0] for row in found]
    assert len(words) == len(set(words))
    assert [row[0] for row in found if not row[2].endswith(".")] == []


def test_the_first_ten_minutes_name_words_that_are_on_the_screen() -> None:
    templates = " ".join((PROJECT / "templates" / path).read_text() for path in TEMPLATES)
    code = " ".join((PROJECT / file).read_text() for file in files())
    screen = re.sub(r"\" ~ client_term ~ \"|\{\{ client_term \}\}", "cliënt", templates + code)
    words = re.findall(r"\*\*([^*]+)\*\*", section(README, "De eerste tien minuten van een trainer"))
    spoken = {" ".join(word.split()) for word in words} - {"Log in"}
    assert len(spoken) > 10
    assert {word for word in spoken if word not in screen} == set()


def test_decisions_are_numbered_without_gaps_and_tell_context_decision_and_consequences() -> None:
    assert [path.name[:4] for path in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]
    for path in DECISIONS:
        text = path.read_text()
        assert text.startswith(f"# {int(path.name[:4])}. "), path
        assert re.findall(r"^## (.+)$", text, flags=re.M) == ["Context", "Decision", "Consequences"], path


def test_a_decision_that_the_code_refers_to_exists() -> None:
    named = {
        number for file in files() for number in re.findall(r"docs/decisions/(\d{4})", (PROJECT / file).read_text())
    }
    assert named <= {path.name[:4] for path in DECISIONS}


def test_a_view_renders_templates_of_its_own_noun() -> None:
    wrong = []
    for file in noun_files("views"):
        own = "/".join(file.parts[:2]) + "/"
        named = LITERAL.findall((PROJECT / file).read_text())
        wrong += [(str(file), name) for name in named if not name.startswith(own)]
    assert wrong == []


def test_a_blueprint_is_called_after_its_noun() -> None:
    for file in noun_files("views"):
        assert f'Blueprint("{file.parts[1]}", __name__)' in (PROJECT / file).read_text(), file


def test_every_template_is_used_and_every_used_template_exists() -> None:
    texts = [(PROJECT / file).read_text() for file in files() if file.parts[0] != "benchmarks"]
    texts += [(PROJECT / "templates" / path).read_text() for path in TEMPLATES]
    used = {name for text in texts for name in LITERAL.findall(text) if "/" in name or name == "base.html"}
    assert {path.as_posix() for path in TEMPLATES} == used


def test_every_macro_is_used() -> None:
    texts = {path: (PROJECT / "templates" / path).read_text() for path in TEMPLATES}
    calls = " ".join(re.sub(r"\{% macro .*?%\}|\{%-? from .*? import .*?%\}", "", text) for text in texts.values())
    aliases = dict(re.findall(r"\b(\w+) as (\w+)\b", " ".join(texts.values())))
    macros = {name for text in texts.values() for name in re.findall(r"\{% macro (\w+)\(", text)}
    unused = {name for name in macros if not re.search(rf"\b({name}|{aliases.get(name, name)})\(", calls)}
    assert unused == set()


def test_a_template_uses_what_it_imports() -> None:
    unused = []
    for path in TEMPLATES:
        text = (PROJECT / "templates" / path).read_text()
        body = re.sub(r"\{%-? from .*? import .*?%\}", "", text)
        for names in re.findall(r"\{%-? from .*? import (.*?) ?%\}", text):
            for name in (part.split(" as ")[-1].strip() for part in names.split(",")):
                if not re.search(rf"\b{name}\(", body):
                    unused.append((path.as_posix(), name))
    assert unused == []
