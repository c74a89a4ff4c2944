"""What every file of the project keeps to, whoever writes it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

PROJECT = Path(__file__).parents[2]

# Names that say nothing (DESIGN: layers and folders).
EMPTY_NAMES = {"utils", "helpers", "misc", "common", "manager", "core", "base"}

MADE_BY_TOOLS = {
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "bench-results",
    "build",
    "dist",
    "tour",
}

# Past this, a reader loses the thread; split by subject.
MOST_LINES = 500

# Paths of one computer and hosts of one network have no place in a project for everybody.
OF_ONE_MACHINE = re.compile(
    r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+|opt)/|\.\./shared|C:\\Users\\|"
    r"index-url|artifactory|[a-z]+-docker\.pkg\.dev|-python\.pkg\.dev"
)
MAY_NAME_MACHINES = {Path("tests/architecture/test_source_layout.py")}


def project_files() -> list[Path]:
    """The files of the project, from its folder; none that a tool has made."""
    found = []
    waiting = [PROJECT]
    while waiting:
        for path in waiting.pop().iterdir():
            if path.name not in MADE_BY_TOOLS and path.suffix not in {".egg-info", ".pyc"}:
                (waiting if path.is_dir() else found).append(path)
    return sorted(path.relative_to(PROJECT) for path in found)


FILES = project_files()
TREES = {
    file: ast.parse((PROJECT / file).read_text(encoding="utf-8"))
    for file in FILES
    if file.suffix == ".py"
}


def test_that_every_module_begins_by_saying_what_it_is_for() -> None:
    assert [str(module) for module, tree in TREES.items() if not ast.get_docstring(tree)] == []


def test_that_a_module_is_short_enough_to_read() -> None:
    lengths = {
        file: len((PROJECT / file).read_text(encoding="utf-8").splitlines()) for file in TREES
    }
    frozen = Path("src/carrel/storage/migrations")
    assert {
        str(file): lines
        for file, lines in lengths.items()
        if lines > MOST_LINES and file.parent != frozen
    } == {}


def test_that_every_folder_of_the_program_says_what_is_in_it() -> None:
    packages = {module.parent for module in TREES if module.is_relative_to("src/carrel")}
    assert [str(folder) for folder in packages if folder / "__init__.py" not in TREES] == []


def test_that_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    parts = {(file, part.partition(".")[0]) for file in FILES for part in file.parts}
    assert sorted(str(file) for file, part in parts if part.lower() in EMPTY_NAMES) == []


def test_that_no_class_has_a_name_that_says_nothing() -> None:
    vague = re.compile(r"(Manager|Helper|Utils?|Misc|Base)$")
    named = [
        f"{module}: {node.name}"
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and vague.search(node.name)
    ]
    assert named == []


def test_that_no_file_depends_on_one_computer_or_network() -> None:
    found = []
    for file in FILES:
        if file in MAY_NAME_MACHINES:
            continue
        try:
            text = (PROJECT / file).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{file}: {match.group()}" for match in OF_ONE_MACHINE.finditer(text)]
    assert found == []


def test_that_tests_lie_where_what_they_test_lies() -> None:
    beside = {"architecture", "bench", "harm", "journeys", "packaging"}
    program = {folder.name for folder in (PROJECT / "src" / "carrel").iterdir()}
    folders = {file.parts[1] for file in FILES if file.parts[0] == "tests" and len(file.parts) > 2}
    assert folders - program - beside == set()
