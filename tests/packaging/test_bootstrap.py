"""Setting up the project: what is decided, what is said, and how a broken set-up is mended."""

from __future__ import annotations

import ast
import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import apt
import console
import environment
import qt_libraries
import targets

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder, with a space in its name, that has what a set-up is decided by."""
    folder = tmp_path / "my study"
    (folder / "packaging").mkdir(parents=True)
    (folder / environment.LOCK).write_text("click==8.5.1\n", encoding="utf-8")
    (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return folder


def finished(project: Path, **changes: str) -> environment.Environment:
    """The environment of a project, set up and unchanged since, but for ``changes``."""
    made = environment.Environment(project)
    made.python.parent.mkdir(parents=True)
    made.python.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n', encoding="utf-8"
    )
    made.python.chmod(0o755)
    stamp = {"made_from": made.fingerprint(), "python": environment._python_version()}
    made.stamp.write_text(json.dumps(stamp | changes), encoding="utf-8")
    return made


def test_that_an_older_python_can_read_as_far_as_the_version_check() -> None:
    source = (PROJECT / "packaging" / "bootstrap.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 4))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.AnnAssign)]
    check = next(place for place, node in enumerate(tree.body) if isinstance(node, ast.If))
    imported = [node for node in tree.body[:check] if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imported] == ["import sys"]


def test_that_an_unknown_target_is_answered_with_those_there_are() -> None:
    done = subprocess.run(
        [sys.executable, PROJECT / "packaging" / "bootstrap.py", "tset"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "run|test|check" in done.stderr
    assert done.stdout == ""


def test_that_every_target_of_the_makefile_is_one_of_the_bootstrap() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    phony = next(line for line in makefile.splitlines() if line.startswith(".PHONY:"))
    assert phony.split()[1:] == list(targets.TARGETS)


def test_that_nothing_is_done_when_nothing_has_changed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    finished(project).ensure()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", ["pyproject.toml", str(environment.LOCK)])
def test_that_a_changed_requirement_makes_the_environment_stale(project: Path, name: str) -> None:
    made = finished(project)
    file = project / name
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert not made._is_current()


def test_that_an_environment_is_stale_in_a_folder_that_was_moved(project: Path) -> None:
    finished(project)
    moved = project.rename(project.with_name("my other study"))
    assert not environment.Environment(moved)._is_current()


def test_that_an_environment_that_is_only_out_of_date_is_built_on(project: Path) -> None:
    assert finished(project, made_from="older")._is_sound()


@pytest.mark.parametrize("stamp", ["", "{", '{"made_from": "unfinished"}', "[]"])
def test_that_a_set_up_that_was_killed_is_not_trusted(project: Path, stamp: str) -> None:
    made = finished(project)
    made.stamp.write_text(stamp, encoding="utf-8")
    assert not made._is_current()
    assert not made._is_sound()


def test_that_an_environment_of_another_python_is_not_built_on(project: Path) -> None:
    assert not finished(project, python="3.10", made_from="older")._is_sound()


def test_that_a_set_up_counts_as_unfinished_until_all_is_installed(project: Path) -> None:
    made = finished(project)
    (project / environment.LOCK).write_text("./no-such-package\n", encoding="utf-8")
    with pytest.raises(console.SetupFailed, match="pip could not install the packages"):
        made.ensure()
    assert not made._is_sound()


def test_that_a_file_where_the_environment_should_be_is_named(project: Path) -> None:
    blocked = environment.Environment(project)
    blocked.folder.write_text("", encoding="utf-8")
    with pytest.raises(console.SetupFailed, match=r"\.venv cannot be set up"):
        blocked.ensure()


@pytest.mark.parametrize(
    ("variables", "library", "is_needed"),
    [
        ({}, "libEGL.so.1", True),
        ({}, "libxcb-cursor.so.0", False),
        ({"DISPLAY": ":0"}, "libxcb-cursor.so.0", True),
        ({"DISPLAY": ":0"}, "libwayland-cursor.so.0", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "libwayland-cursor.so.0", True),
    ],
)
def test_that_only_what_the_display_asks_for_is_needed(
    variables: dict[str, str], library: str, is_needed: bool
) -> None:
    assert (library in qt_libraries.needed_libraries(variables)) == is_needed


def test_that_a_library_that_is_not_there_counts_as_lacking() -> None:
    assert not qt_libraries.loads("libnone-of-this-name.so.7")


@pytest.mark.parametrize(
    ("known", "name"),
    [(set(), "libglib2.0-0"), ({"libglib2.0-0t64"}, "libglib2.0-0t64")],
    ids=["Debian 12", "Ubuntu 24.04"],
)
def test_that_packages_have_the_name_that_the_system_gives_them(known: set[str], name: str) -> None:
    packages = apt.names_here(
        ["libxcb-cursor0", "libglib2.0-0", "libxcb-cursor0"], is_known=known.__contains__
    )
    assert packages == [name, "libxcb-cursor0"]


@pytest.mark.parametrize(
    ("platform", "variables", "found"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":1"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_that_a_display_is_looked_for_where_it_can_be_missing(
    platform: str, variables: dict[str, str], found: bool
) -> None:
    assert targets.has_display(platform, variables) == found


def test_that_the_command_for_the_user_names_every_package() -> None:
    assert apt.command_for(["libegl1", "libgl1"]).endswith(" libegl1 libgl1")


def test_that_nothing_is_lacking_when_the_environment_is_there(project: Path) -> None:
    assert finished(project).lacking() == {}


def test_that_a_system_without_apt_hears_what_to_look_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(console.SetupFailed, match=r"libEGL\.so\.1, libGL\.so\.1"):
        apt.install({"libEGL.so.1": "libegl1", "libGL.so.1": "libgl1"})


def test_that_a_tool_is_heard_only_when_it_fails(capsys: pytest.CaptureFixture[str]) -> None:
    console.run_quietly([sys.executable, "-c", "print('noise')"], otherwise="no")
    assert capsys.readouterr().err == ""
    with pytest.raises(console.SetupFailed, match="mend it"):
        console.run_quietly([sys.executable, "-c", "exit('the reason')"], otherwise="mend it")
    assert capsys.readouterr().err == "the reason\n"
