"""Backups are whole, verified, made beside a working library, and can be put back."""

from __future__ import annotations

import pytest

from carrel.domain.errors import Cancelled, LibraryDamaged, LibraryUnavailable
from carrel.storage.backup import contents_of, copy_library, put_back, put_in_place_of
from carrel.storage.database import open_database
from fakes import stopped


@pytest.fixture
def library(tmp_path):
    database = open_database(tmp_path / "library.db")
    yield database
    database.close()


def add_material(database, key: str) -> None:
    database.write(
        "INSERT INTO material (key, title, origin, created_at, updated_at)"
        " VALUES (?, ?, 'import', '', '')",
        (key, key),
    )


def keys(path) -> list[str]:
    database = open_database(path)
    found = [row["key"] for row in database.rows("SELECT key FROM material ORDER BY key")]
    database.close()
    return found


def test_that_a_copy_of_a_library_in_use_holds_what_was_committed(library, tmp_path):
    add_material(library, "one")
    with library.transaction():
        add_material(library, "half-done")
        contents = copy_library(library.path, tmp_path / "copy.db")
    assert contents.materials == 1
    assert keys(tmp_path / "copy.db") == ["one"]


def test_that_a_copy_is_one_file_without_side_files(library, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    copy_library(library.path, folder / "copy.db")
    assert [path.name for path in folder.iterdir()] == ["copy.db"]


def test_that_a_cancelled_copy_leaves_no_file(library, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(Cancelled):
        copy_library(library.path, folder / "copy.db", stopped)
    assert list(folder.iterdir()) == []


def test_that_a_missing_folder_is_named(library, tmp_path):
    with pytest.raises(LibraryUnavailable, match="nowhere"):
        copy_library(library.path, tmp_path / "nowhere" / "copy.db")


def test_that_a_library_gets_back_what_its_backup_holds_while_it_is_open(library, tmp_path):
    add_material(library, "one")
    copy_library(library.path, tmp_path / "copy.db")
    add_material(library, "two")

    put_back(tmp_path / "copy.db", library.path)

    assert [row["key"] for row in library.rows("SELECT key FROM material")] == ["one"]
    assert library.value("PRAGMA journal_mode") == "wal"
    add_material(library, "three")


def test_that_a_damaged_backup_is_refused_and_the_library_stays_as_it_was(library, tmp_path):
    add_material(library, "one")
    copy_library(library.path, tmp_path / "copy.db")
    damaged = bytearray((tmp_path / "copy.db").read_bytes())
    damaged[4096:40_000] = b"\xff" * (40_000 - 4096)
    (tmp_path / "copy.db").write_bytes(damaged)

    with pytest.raises(LibraryDamaged):
        put_back(tmp_path / "copy.db", library.path)
    assert library.value("SELECT count(*) FROM material") == 1


def test_that_contents_count_only_what_is_not_deleted(library):
    add_material(library, "one")
    add_material(library, "two")
    library.write("UPDATE material SET deleted_at = 'now' WHERE key = 'two'")
    assert contents_of(library.path).materials == 1


def test_that_a_new_file_takes_the_place_of_damaged_ones_and_each_is_kept(tmp_path):
    library = tmp_path / "library.db"
    library.write_text("broken 0")
    kept = []
    for number in range(2):
        fresh = tmp_path / "fresh.db"
        fresh.write_text(f"broken {number + 1}")
        (tmp_path / "library.db-wal").write_text("log")
        kept.append(put_in_place_of(library, fresh, "library-damaged.db"))
        assert (tmp_path / (kept[-1].name + "-wal")).exists()
    assert library.read_text() == "broken 2"
    assert not (tmp_path / "library.db-wal").exists()
    assert [(file.name, file.read_text()) for file in kept] == [
        ("library-damaged.db", "broken 0"),
        ("library-damaged-2.db", "broken 1"),
    ]
