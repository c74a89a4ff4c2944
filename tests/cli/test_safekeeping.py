"""Backup, restore and doctor from the command line."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from carrel.cli import main
from carrel.storage.database import open_database


@pytest.fixture
def library(tmp_path):
    database = open_database(tmp_path / "mine.db")
    database.write(
        "INSERT INTO material (key, title, origin, created_at, updated_at)"
        " VALUES ('book', 'Book', 'import', '', '')"
    )
    database.close()
    return tmp_path / "mine.db"


def materials(library: Path) -> list[str]:
    connection = sqlite3.connect(library)
    found = [row[0] for row in connection.execute("SELECT key FROM material ORDER BY key")]
    connection.close()
    return found


def run(library: Path, *words: object) -> int:
    return main(["--library", str(library), *map(str, words)])


def change(library: Path, sql: str) -> None:
    with sqlite3.connect(library) as connection:
        connection.execute(sql)
    connection.close()


def test_that_a_backup_goes_beside_a_library_and_can_be_restored(library, capsys):
    assert run(library, "backup") == 0
    path = Path(capsys.readouterr().out.strip())
    assert path.parent == library.with_name("mine-backups")

    change(library, "DELETE FROM material")
    assert run(library, "restore", path) == 0
    assert materials(library) == ["book"]
    assert "What was there before" in capsys.readouterr().out


def test_that_a_backup_can_be_written_to_a_named_file(library, tmp_path, capsys):
    assert run(library, "backup", "-o", tmp_path / "copy.db") == 0
    assert materials(tmp_path / "copy.db") == ["book"]


def test_that_a_lost_library_is_made_again_from_its_backup(library, tmp_path, capsys):
    run(library, "backup", "-o", tmp_path / "copy.db")
    library.unlink()
    assert run(library, "restore", tmp_path / "copy.db") == 0
    assert materials(library) == ["book"]


@pytest.mark.parametrize(
    ("content", "words"), [(None, "no backup"), (b"a letter", "not a Carrel library")]
)
def test_that_restoring_what_is_no_backup_changes_nothing(
    library, tmp_path, capsys, content, words
):
    file = tmp_path / "letter.db"
    if content is not None:
        file.write_bytes(content)
    before = library.read_bytes()
    assert run(library, "restore", file) == 1
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1
    assert library.read_bytes() == before


def test_that_the_doctor_finds_nothing_in_a_sound_library(library, capsys):
    assert run(library, "doctor") == 0
    assert capsys.readouterr().out == "The library is sound.\n"


def test_that_the_doctor_repairs_after_a_backup_and_says_so(library, capsys):
    change(library, "INSERT INTO undo_step (label, made_at) VALUES ('Half', '')")
    assert run(library, "doctor", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["ok"]
    assert {"journal"} <= {finding["check"] for finding in report["findings"]}
    assert all(finding["repaired"] for finding in report["findings"])
    assert Path(report["backup"]).exists()


def test_that_check_only_changes_nothing_and_exits_with_one(library, capsys):
    change(library, "INSERT INTO undo_step (label, made_at) VALUES ('Half', '')")
    assert run(library, "doctor", "--check-only") == 1
    assert "wrong" in capsys.readouterr().out
    assert not library.with_name("mine-backups").exists()


@pytest.mark.parametrize("command", ["backup", "doctor"])
def test_that_a_missing_library_is_named_and_not_made(tmp_path, capsys, command):
    assert run(tmp_path / "none.db", command) == 1
    assert "none.db" in capsys.readouterr().err
    assert not (tmp_path / "none.db").exists()


def test_that_a_damaged_library_can_be_restored_and_its_file_is_kept(library, tmp_path, capsys):
    run(library, "backup", "-o", tmp_path / "copy.db")
    left = library.read_bytes()[:20_000]
    library.write_bytes(left)
    assert run(library, "list") == 1
    assert "damaged" in capsys.readouterr().err

    assert run(library, "restore", tmp_path / "copy.db") == 0
    assert materials(library) == ["book"]
    aside = Path(capsys.readouterr().out.rsplit(" ", 1)[1].strip().rstrip("."))
    assert aside.read_bytes() == left


def test_that_a_damaged_library_can_be_salvaged(library, capsys):
    content = library.read_bytes()
    library.write_bytes(content[:-4096])
    assert run(library, "doctor") == 1
    assert run(library, "doctor", "--salvage") == 0
    assert "library-damaged" in capsys.readouterr().out.replace("mine", "library")
    assert run(library, "doctor") == 0


@pytest.fixture
def damaged(library):
    content = bytearray(library.read_bytes())
    content[100:400] = bytes(300)
    library.write_bytes(content)
    return library


def test_that_the_doctor_names_what_helps_a_damaged_file(damaged, capsys):
    assert run(damaged, "doctor") == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "carrel doctor --salvage" in told.err
    assert "carrel restore" in told.err


def test_that_the_doctor_tells_of_a_damaged_file_in_json(damaged, capsys):
    assert run(damaged, "doctor", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert [finding["check"] for finding in told["findings"]] == ["file"]


@pytest.fixture
def small_disk():
    """Files cannot grow beyond 64 KiB, as on a disk that is full."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_that_a_copy_that_finds_no_room_names_its_own_place(library, tmp_path, small_disk, capsys):
    assert run(library, "backup", "-o", tmp_path / "copy.db") == 1
    told = capsys.readouterr().err
    assert str(tmp_path / "copy.db") in told
    assert str(library) not in told
    assert not (tmp_path / "copy.db").exists()
