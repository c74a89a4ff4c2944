"""Salvage saves what can be read of a damaged library, and what it saves is sound."""

from __future__ import annotations

import random

import pytest

from carrel.storage.database import open_database
from carrel.storage.salvage import salvage

SECTIONS = 400


@pytest.fixture
def library_file(tmp_path):
    database = open_database(tmp_path / "library.db")
    material = database.write(
        "INSERT INTO material (key, title, origin, created_at, updated_at)"
        " VALUES ('m', 'M', 'import', '', '')"
    )
    for number in range(SECTIONS):
        section = database.write(
            "INSERT INTO section (key, material_id, position, level, title, markdown, text,"
            " text_version, content_hash, words) VALUES (?, ?, ?, 1, ?, '', ?, 1, '', 3)",
            (f"m/{number}", material, number, f"Title {number}", f"some words {number} " * 50),
        )
        database.write(
            "INSERT INTO annotation (key, section_id, colour, style, note, created_at, updated_at)"
            " VALUES (?, ?, 'important', 'note', ?, '', '')",
            (f"note-{number}", section, f"my note {number}"),
        )
    database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return tmp_path / "library.db"


def saved_counts(path) -> tuple[int, int]:
    database = open_database(path)
    assert database.value("PRAGMA integrity_check") == "ok"
    assert database.rows("PRAGMA foreign_key_check") == []
    counts = tuple(
        database.value(f"SELECT count(*) FROM {table}") for table in ("section", "annotation")
    )
    database.close()
    return counts


def test_that_every_row_of_a_sound_library_is_copied(library_file, tmp_path):
    result = salvage(library_file, tmp_path / "new.db")
    assert saved_counts(tmp_path / "new.db") == (SECTIONS, SECTIONS)
    assert result.incomplete == ()


def test_that_rows_around_overwritten_pages_are_saved(library_file, tmp_path):
    content = bytearray(library_file.read_bytes())
    pages = len(content) // 4096
    for page in random.Random(8).sample(range(pages // 3, pages), 3):
        content[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
    library_file.write_bytes(content)

    result = salvage(library_file, tmp_path / "new.db")

    sections, annotations = saved_counts(tmp_path / "new.db")
    assert sections > SECTIONS * 0.9
    assert annotations > SECTIONS * 0.8
    assert result.rows["section"] >= sections


def test_that_the_damaged_file_is_only_read(library_file, tmp_path):
    before = library_file.read_bytes()
    salvage(library_file, tmp_path / "new.db")
    assert library_file.read_bytes() == before


def test_that_an_existing_file_is_never_overwritten(library_file, tmp_path):
    (tmp_path / "new.db").write_text("keep me")
    with pytest.raises(FileExistsError):
        salvage(library_file, tmp_path / "new.db")
    assert (tmp_path / "new.db").read_text() == "keep me"
