"""The command line shows the window when it is asked to, or asked for nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from carrel import __main__ as program
from carrel import cli
from carrel.services.desk import open_desk
from carrel.services.pack_installing import PackInstalling
from fakes import FrozenClock, SequenceIds
from packs import write_pack


class WindowStandIn:
    """Remembers what it was asked to show."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def open(self, library: Path | None, target: str) -> int:
        self.asked.append(("open", library, target))
        return 0

    def tour(self, folder: Path) -> int:
        self.asked.append(("tour", folder))
        return 3


@pytest.fixture
def window() -> WindowStandIn:
    return WindowStandIn()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with the example pack, whose id is the name of a material."""
    path = tmp_path / "library.db"
    desk = open_desk(path, clock=FrozenClock(), new_id=SequenceIds())
    PackInstalling(desk).install(write_pack(tmp_path / "pack"))
    desk.database.close()
    return path


def material(library: Path) -> str:
    desk = open_desk(library, clock=FrozenClock(), new_id=SequenceIds())
    name: str = desk.database.value("SELECT key FROM material")
    desk.database.close()
    return name


def test_that_a_library_alone_opens_it(window, library) -> None:
    assert cli.main(["--library", str(library)], window) == 0
    assert window.asked == [("open", library, "")]


@pytest.mark.parametrize("words", [["open", "rome/gaul"], ["rome/gaul"]])
def test_that_a_section_is_opened_with_and_without_the_word(window, library, words) -> None:
    assert cli.main([*words, "--library", str(library)], window) == 0
    assert window.asked == [("open", library, "rome/gaul")]


def test_that_a_file_is_opened_by_its_name_alone(window, library, tmp_path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("words", encoding="utf-8")
    assert cli.main(["--library", str(library), str(notes)], window) == 0
    assert window.asked == [("open", library, str(notes))]


def test_that_a_material_is_opened_by_its_name_alone(window, library) -> None:
    name = material(library)
    assert cli.main(["--library", str(library), name], window) == 0
    assert window.asked == [("open", library, name)]


@pytest.mark.parametrize("words", [["improt"], ["--colour"], ["open", "a", "b"], ["tour"]])
def test_that_what_means_nothing_is_wrong_usage(window, library, words, capsys) -> None:
    assert cli.main(["--library", str(library), *words], window) == 2
    assert window.asked == []
    assert capsys.readouterr().err


@pytest.mark.parametrize("words", [["open", "nofile.txt"], ["nofile.txt"]])
def test_that_a_file_that_is_not_there_is_named(window, library, words, capsys) -> None:
    assert cli.main(["--library", str(library), *words], window) == 1
    assert window.asked == []
    assert capsys.readouterr().err == "carrel: There is no file nofile.txt; check its name.\n"


def test_that_a_wrong_word_makes_no_library(window, tmp_path) -> None:
    assert cli.main(["--library", str(tmp_path / "new.db"), "improt"], window) == 2
    assert list(tmp_path.iterdir()) == []


def test_that_the_tour_gives_its_exit_code(window, tmp_path) -> None:
    assert cli.main(["tour", "-o", str(tmp_path / "pictures")], window) == 3
    assert window.asked == [("tour", tmp_path / "pictures")]


def test_that_without_a_window_one_line_says_so(library, capsys) -> None:
    assert cli.main(["open", "--library", str(library)]) == 1
    assert capsys.readouterr().err.startswith("carrel: ")


def test_that_no_words_at_all_open_the_users_own_library(monkeypatch, window) -> None:
    monkeypatch.setattr(program, "LazyWindow", lambda: window)
    monkeypatch.setattr(sys, "argv", ["carrel"])
    assert program.main() == 0
    assert window.asked == [("open", None, "")]
