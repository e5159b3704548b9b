"""The house rules of docs/architecture.md, checked by reading the code."""

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

import home
from modules import routes as modules
from observation import routes as observation
from trainer import routes as trainer

PROJECT = Path(__file__).parent.parent
# The nouns of each package in their order: left may be imported by right.
NOUNS = {
    "trainer": ("people", "groups", "planning"),
    "modules": (
        "library",
        "lessons",
        "checks",
        "pretest",
        "repetition",
        "journal",
        "assignments",
        "completion",
        "certificates",
        "evaluation",
        "fidelity",
        "methods",
        "glossary",
        "scans",
        "search",
        "books",
        "authoring",
        "publishing",
    ),
    "observation": ("form", "meetings", "recordings", "scoring", "feedback", "intervisie"),
}
MAY_IMPORT = {"trainer": set(), "modules": {"trainer"}, "observation": {"trainer"}}
ROOT = ("app", "home", "errors", "settings", "serve", "demo", "tests")
LAYERS = ("models", "rules", "queries", "actions", "forms", "views")
NOT_OURS = (".venv", ".venv-dev", "instance", "node_modules", "migrations/versions", "static/vendor")
WRITES = {"add", "add_all", "commit", "delete", "flush", "merge"}
CLOCKS = {"now", "utcnow", "today", "time", "monotonic"}


@cache
def files(pattern: str = "*.py") -> tuple[Path, ...]:
    """Return the files of the project by their path from its root; tests, migrations and vendored parts are left out."""
    found = (path.relative_to(PROJECT) for path in PROJECT.rglob(pattern))
    left_out = (*NOT_OURS, "tests")
    return tuple(
        sorted(path for path in found if not path.as_posix().startswith(tuple(f"{name}/" for name in left_out)))
    )


@cache
def tree(file: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse((PROJECT / file).read_text())


@cache
def imports(file: Path) -> tuple[str, ...]:
    """Return the modules that a file imports, each by its full name."""
    found = []
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            found += [f"{base}.{alias.name}" if _is_module(base, alias.name) else base for alias in node.names]
    return tuple(found)


def _is_module(base: str, name: str) -> bool:
    folder = PROJECT.joinpath(*base.split("."))
    return (folder / f"{name}.py").is_file() or (folder / name / "__init__.py").is_file()


def package_files() -> list[Path]:
    """Return the files of the three packages."""
    return [file for file in files() if file.parts[0] in NOUNS]


def noun_files(*stems: str) -> list[Path]:
    """Return the files inside nouns, all or only those with these names."""
    return [file for file in package_files() if len(file.parts) == 3 and (not stems or file.stem in stems)]


def rules_files() -> list[Path]:
    """Return `rules.py` and the `…_rules.py` beside it."""
    return [file for file in noun_files() if is_rules(file.stem)]


def is_rules(name: str) -> bool:
    """Return whether a module is called `rules` or `…_rules`."""
    last = name.rpartition(".")[2]
    return last == "rules" or last.endswith("_rules")


def names_imported_from(file: Path, layer: str) -> set[str]:
    """Return the names that a file imports from modules of a layer, such as the classes of `models`."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(f".{layer}")
        for alias in node.names
    }


def session_uses(file: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, attribute) of each use of `db.session`; the attribute is what is asked of the session."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "db.session":
            yield node.lineno, ""
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "db.session":
            yield node.lineno, node.attr


def names_used(file: Path, name: str) -> bool:
    """Return whether a file reads this name."""
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree(file)))


def test_the_reader_of_imports_sees_submodules_and_names() -> None:
    found = imports(Path("observation/scoring/views.py"))
    assert {"observation.scoring.actions", "observation.scoring.models", "flask"} <= set(found)


def test_the_nouns_are_the_folders_of_the_packages() -> None:
    for package, nouns in NOUNS.items():
        assert sorted({file.parts[1] for file in noun_files() if file.parts[0] == package}) == sorted(nouns)


def test_no_import_is_relative() -> None:
    assert [(str(file), name) for file in files() for name in imports(file) if name.startswith(".")] == []


def test_packages_import_nothing_of_the_root() -> None:
    wrong = [(str(file), name) for file in package_files() for name in imports(file) if name.split(".")[0] in ROOT]
    assert wrong == []


def test_packages_import_only_the_packages_under_them() -> None:
    wrong = []
    for file in package_files():
        allowed = MAY_IMPORT[file.parts[0]] | {file.parts[0]}
        wrong += [(str(file), name) for name in imports(file) if name.split(".")[0] in set(NOUNS) - allowed]
    assert wrong == []


def test_inside_a_package_a_noun_imports_itself_and_the_nouns_before_it() -> None:
    wrong = []
    for file in noun_files():
        package, noun = file.parts[:2]
        order = NOUNS[package]
        for name in imports(file):
            other = name.split(".")[1] if name.startswith(f"{package}.") else ""
            later = other in order and order.index(other) > order.index(noun)
            if later and file.stem != "views":
                wrong.append((str(file), name))
    assert wrong == []


def test_only_views_ask_for_permissions_and_only_routes_know_the_views() -> None:
    wrong = []
    for file in package_files():
        for name in imports(file):
            if name.endswith(".permissions") and file.stem not in ("views", "routes"):
                wrong.append((str(file), name))
            if name.endswith((".views", ".routes")) and file.stem != "routes":
                wrong.append((str(file), name))
    assert wrong == []


def test_views_write_only_through_the_actions_of_their_own_noun() -> None:
    wrong = []
    for file in noun_files("views"):
        own = ".".join([*file.parts[:2], "actions"])
        wrong += [(str(file), name) for name in imports(file) if name.endswith(".actions") and name != own]
    assert wrong == []


def test_views_know_no_database() -> None:
    wrong = []
    for file in noun_files("views"):
        wrong += [
            (str(file), name)
            for name in imports(file)
            if name == "trainer.db" or name.startswith(("sqlalchemy", "flask_sqlalchemy"))
        ]
    assert wrong == []


def test_views_use_models_only_as_types() -> None:
    wrong = []
    for file in noun_files("views"):
        classes = names_imported_from(file, "models")
        for node in ast.walk(tree(file)):
            used = node.func if isinstance(node, ast.Call) else node.value if isinstance(node, ast.Attribute) else None
            if isinstance(used, ast.Name) and used.id in classes:
                wrong.append((str(file), node.lineno, used.id))
    assert wrong == []


def test_forms_read_and_write_no_database() -> None:
    wrong = []
    for file in noun_files("forms"):
        for name in imports(file):
            layer = name.rpartition(".")[2]
            if layer in ("models", "queries", "actions", "views", "db") or name.startswith("sqlalchemy"):
                wrong.append((str(file), name))
    assert wrong == []


def test_rules_import_the_standard_library_and_rules_only() -> None:
    wrong = []
    for file in rules_files():
        for name in imports(file):
            top = name.split(".")[0]
            if not (top in sys.stdlib_module_names or (top in NOUNS and is_rules(name))):
                wrong.append((str(file), name))
    assert wrong == []


def test_rules_look_at_no_clock() -> None:
    wrong = []
    for file in rules_files():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
                wrong.append((str(file), node.lineno, ast.unparse(node.func)))
    assert wrong == []


@pytest.mark.parametrize(
    ("layer", "unknown"),
    [
        ("models", {"queries", "actions", "forms", "views", "web"}),
        ("queries", {"actions", "forms", "views"}),
        ("actions", {"forms", "views"}),
    ],
)
def test_a_layer_knows_nothing_of_the_layers_above_it(layer: str, unknown: set[str]) -> None:
    wrong = []
    for file in noun_files(layer):
        wrong += [
            (str(file), name)
            for name in imports(file)
            if name.split(".")[0] in NOUNS and name.rpartition(".")[2] in unknown
        ]
    assert wrong == []


def test_only_views_know_the_request_and_who_is_signed_in() -> None:
    wrong = []
    for file in noun_files():
        flask = {"request", "session", "current_user", "login_user", "logout_user"}
        nodes = [node for node in ast.walk(tree(file)) if isinstance(node, ast.ImportFrom)]
        names = {alias.name for node in nodes if node.module in ("flask", "flask_login") for alias in node.names}
        if file.stem != "views" and names & flask:
            wrong.append((str(file), sorted(names & flask)))
    assert wrong == []


def test_the_database_session_is_used_in_queries_and_actions_alone() -> None:
    allowed = {Path("trainer/db.py")} | set(noun_files("queries", "actions"))
    uses = [(str(file), line, attr) for file in files() if file not in allowed for line, attr in session_uses(file)]
    # After a fault of ours the session is cleaned; nothing is read or written.
    assert [use for use in uses if use[0] != "errors.py"] == []
    assert {attr for name, _, attr in uses if name == "errors.py" and attr} <= {"rollback"}


def test_only_actions_open_a_write() -> None:
    allowed = {Path("trainer/db.py")} | set(noun_files("actions"))
    assert [str(file) for file in files() if file not in allowed and names_used(file, "writing")] == []


def test_queries_write_nothing() -> None:
    wrong = [(str(file), *use) for file in noun_files("queries") for use in session_uses(file) if use[1] in WRITES]
    assert wrong == []


def test_only_a_process_of_its_own_loads_ffmpeg() -> None:
    probe = Path("observation/recordings/probe.py")
    loads = [str(file) for file in files() if "av" in imports(file) or "observation.recordings.probe" in imports(file)]
    assert loads == [str(probe)]


def test_relations_point_down_only() -> None:
    wrong = []
    for file in noun_files("models"):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.keyword) and node.arg in ("backref", "back_populates"):
                wrong.append((str(file), node.lineno))
    assert wrong == []


def test_a_package_file_holds_its_docstring_only() -> None:
    for file in files("__init__.py"):
        body = tree(file).body
        assert ast.get_docstring(tree(file)), file
        assert len(body) == 1, file


def test_a_noun_has_the_known_file_names_and_others_are_explained() -> None:
    explained = (PROJECT / "docs/architecture.md").read_text()
    known = (*LAYERS, "__init__", "cli")
    wrong = [str(file) for file in noun_files() if file.stem not in known and f"`{file}`" not in explained]
    assert wrong == []


def test_nothing_is_imported_inside_a_function() -> None:
    wrong = []
    for file in files():
        for function in ast.walk(tree(file)):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                inside = [node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
                wrong += [(str(file), node.lineno) for node in inside]
    assert wrong == []


def test_no_file_is_longer_than_400_lines() -> None:
    tests = [path.relative_to(PROJECT) for path in PROJECT.glob("tests/**/*.py")]
    ours = [*files("*.py"), *files("*.js"), *files("*.css"), *files("*.html"), *tests]
    lengths = {str(file): len((PROJECT / file).read_text().splitlines()) for file in ours}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_every_public_function_and_class_says_what_it_is_for() -> None:
    silent = []
    for file in files():
        if not ast.get_docstring(tree(file)):
            silent.append((str(file), 1, "the file"))
        silent += [(str(file), node.lineno, node.name) for node in _public(tree(file)) if not ast.get_docstring(node)]
    assert silent == []


def _public(body: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Yield public functions and classes with their public methods; a setter is explained by its property."""
    for node in body.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        if not any(ast.unparse(decorator).endswith(".setter") for decorator in node.decorator_list):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from _public(node)


def test_every_route_stands_behind_a_rule_and_every_rule_before_a_route(app: Flask) -> None:
    tables = [package.RULES for package in (trainer, modules, observation)]
    rules = {name: rule for table in (*tables, home.RULES) for name, rule in table.items()}
    assert set(app.view_functions) == set(rules)


def test_a_rule_takes_what_the_address_of_its_route_names(app: Flask) -> None:
    packages = (trainer, modules, observation)
    rules = {name: rule for package in packages for name, rule in package.RULES.items()}
    loaders = {name for package in packages for name in package.LOADERS}
    for route in app.url_map.iter_rules():
        if route.endpoint in rules:
            subjects = [None for name in route.arguments if name in loaders]
            inspect.signature(rules[route.endpoint]).bind(None, *subjects)


def test_an_id_in_an_address_has_a_loader(app: Flask) -> None:
    loaders = {name for package in (trainer, modules, observation) for name in package.LOADERS}
    ids = {name for route in app.url_map.iter_rules() for name in route.arguments if name.endswith("_id")}
    assert ids <= loaders


def test_every_static_file_that_a_page_names_is_there():
    named = {
        name
        for path in PROJECT.glob("templates/**/*.html")
        for name in re.findall(r"'([^']+)'\|asset", path.read_text())
    }

    assert {name for name in named if not (PROJECT / "static" / name).is_file()} == set()
    assert len(named) > 20
