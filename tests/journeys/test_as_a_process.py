"""The program as a process of its own: pictures of the main job, and starts that cannot succeed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

PROJECT = Path(__file__).parents[2]


def carrel(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program without a display until it ends by itself."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "src"), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-m", "carrel", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_that_the_tour_leaves_a_picture_of_each_step_and_says_what_it_shows(tmp_path) -> None:
    folder = tmp_path / "new" / "pictures"
    done = carrel("tour", "-o", folder)
    assert (done.returncode, done.stderr) == (0, "")
    pictures = sorted(folder.glob("*.png"))
    lines = done.stdout.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [str(path) for path in pictures]
    assert all(QImage(str(path)).width() >= 1000 for path in pictures)
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert all(path.name in page for path in pictures)


def test_that_a_tour_into_a_file_fails_in_one_line(tmp_path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    done = carrel("tour", "-o", blocked / "pictures")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert str(blocked) in done.stderr


def folder_as_library(place: Path) -> Path:
    return place


def text_as_library(place: Path) -> Path:
    path = place / "notes.db"
    path.write_text("These are my notes, and they are no database.", encoding="utf-8")
    return path


def database_of_another_program(place: Path) -> Path:
    path = place / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE birds (name TEXT)")
    connection.commit()
    connection.close()
    return path


def library_in_no_folder(place: Path) -> Path:
    return place / "nowhere" / "library.db"


def newer_library(place: Path) -> Path:
    path = place / "newer.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE things (name TEXT)")
    connection.execute("PRAGMA application_id = 0x4361726C")
    connection.execute("PRAGMA user_version = 9999")
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize(
    "make",
    [
        folder_as_library,
        text_as_library,
        database_of_another_program,
        library_in_no_folder,
        newer_library,
    ],
)
def test_that_a_library_that_cannot_be_opened_is_told_in_one_line_and_left_alone(
    tmp_path, make
) -> None:
    path = make(tmp_path)
    before = path.read_bytes() if path.is_file() else None
    done = carrel("--library", path, "open")
    assert done.returncode == 1
    assert done.stderr.startswith("carrel: ")
    assert done.stderr.count("\n") == 1
    assert str(path) in done.stderr or str(path.parent) in done.stderr
    assert (path.read_bytes() if path.is_file() else None) == before


def test_that_a_material_that_is_not_there_is_told_in_one_line(tmp_path) -> None:
    done = carrel("--library", tmp_path / "library.db", "open", "no-such/section")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "no-such" in done.stderr
