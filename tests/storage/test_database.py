"""Opening a library: new, old, newer, foreign and unusable files."""

from __future__ import annotations

import sqlite3
import subprocess
import sys

import pytest

from carrel.domain.errors import LibraryDamaged, LibraryTooNew, LibraryUnavailable, NotALibrary
from carrel.storage import migrations
from carrel.storage.database import Database, open_database, open_in_memory


def test_that_a_new_library_gets_every_step_and_says_whose_it_is(tmp_path):
    database = open_database(tmp_path / "library.db")
    assert database.value("PRAGMA application_id") == migrations.APPLICATION_ID
    assert database.value("PRAGMA user_version") == len(migrations.STEPS)
    assert database.value("PRAGMA journal_mode") == "wal"
    assert database.value("PRAGMA foreign_keys") == 1
    assert database.value("PRAGMA synchronous") == 2
    database.close()


def test_that_opening_an_up_to_date_library_does_not_load_sqlite_utils(tmp_path):
    open_database(tmp_path / "library.db").close()
    script = (
        "import sys\n"
        "from carrel.storage.database import open_database\n"
        "open_database(sys.argv[1]).close()\n"
        "sys.exit('sqlite_utils' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "library.db")], check=False)
    assert done.returncode == 0


def test_that_a_newer_library_is_refused_and_left_untouched(tmp_path):
    path = tmp_path / "library.db"
    database = open_database(path)
    database.write(f"PRAGMA user_version = {len(migrations.STEPS) + 1}")
    database.close()
    before = path.read_bytes()
    with pytest.raises(LibraryTooNew, match="newer Carrel"):
        open_database(path)
    assert path.read_bytes() == before


def test_that_a_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotALibrary):
        open_database(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"hello, this is a letter", b"SQLite format 2\x00xxxx"])
def test_that_a_file_that_is_no_database_is_left_alone(tmp_path, content):
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(NotALibrary, match=r"letter\.txt"):
        open_database(path)
    assert path.read_bytes() == content


def test_that_a_folder_is_not_taken_for_a_library(tmp_path):
    with pytest.raises(NotALibrary, match="folder"):
        open_database(tmp_path)


def test_that_a_missing_folder_is_named(tmp_path):
    with pytest.raises(LibraryUnavailable, match="nowhere"):
        open_database(tmp_path / "nowhere" / "library.db")


def test_that_a_copy_is_asked_for_before_an_existing_library_is_migrated(tmp_path):
    path = tmp_path / "library.db"
    database = open_database(path)
    database.write("PRAGMA user_version = 0")
    database.close()
    asked = []
    # user_version 0 with our application id is a library whose making was cut short.
    open_database(path, before_migration=asked.append).close()
    assert asked == []


def test_that_a_transaction_that_fails_is_rolled_back_as_a_whole():
    database = open_in_memory()
    with pytest.raises(RuntimeError), database.transaction():
        database.write("INSERT INTO setting (name, value) VALUES ('a', '1')")
        with database.transaction():
            database.write("INSERT INTO setting (name, value) VALUES ('b', '1')")
        raise RuntimeError
    assert database.rows("SELECT * FROM setting") == []
    database.close()


def test_that_search_follows_the_text_within_the_same_transaction():
    database = open_in_memory()
    material = database.write(
        "INSERT INTO material (key, title, origin, created_at, updated_at)"
        " VALUES ('m', 'M', 'import', '', '')"
    )
    database.write(
        "INSERT INTO section (key, material_id, position, level, title, markdown, text,"
        " text_version, content_hash, words)"
        " VALUES ('m/a', ?, 0, 1, 'A', '', 'a quiet place', 1, '', 3)",
        (material,),
    )
    found = "SELECT rowid FROM section_fts WHERE section_fts MATCH ?"
    assert len(database.rows(found, ("quiet",))) == 1
    database.write("UPDATE section SET text = 'a loud place'")
    assert database.rows(found, ("quiet",)) == []
    assert len(database.rows(found, ("loud",))) == 1
    database.write("DELETE FROM material")
    assert database.rows(found, ("loud",)) == []
    database.close()


def test_that_a_library_that_was_taken_away_swallows_nothing_and_goes_on_when_it_is_back(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    database = open_database(folder / "library.db")
    set_width(database, 50)
    folder.rename(tmp_path / "elsewhere")
    for _ in range(2):
        with pytest.raises(LibraryUnavailable, match="not there any more"):
            set_width(database, 60)
    with pytest.raises(LibraryUnavailable, match="not there any more"):
        database.data_version()
    (tmp_path / "elsewhere").rename(folder)
    assert width(database) == "50"
    set_width(database, 70)
    database.close()
    assert width_in_file(folder / "library.db") == "70"


def test_that_a_copy_that_took_the_place_of_the_file_is_what_is_written_to(tmp_path):
    path = tmp_path / "library.db"
    database = open_database(path)
    copy = tmp_path / "copy.db"
    with sqlite3.connect(copy) as target:
        database.connection.backup(target)
    target.close()
    copy.replace(path)
    set_width(database, 70)
    database.close()
    assert width_in_file(path) == "70"


def test_that_another_library_in_the_place_of_the_open_one_is_not_written_to(tmp_path):
    path = tmp_path / "library.db"
    database = open_database(path)
    path.unlink()
    path.write_bytes(b"a letter that took its place")
    with pytest.raises(NotALibrary):
        set_width(database, 70)
    assert path.read_bytes().startswith(b"a letter")
    database.close()


def test_that_a_connection_to_a_file_that_was_read_only_writes_once_it_may(tmp_path):
    path = tmp_path / "library.db"
    open_database(path).close()
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    database = Database(path, connection)
    database.prepare()
    with pytest.raises(LibraryUnavailable, match="cannot be written to; make the file"):
        set_width(database, 60)
    set_width(database, 70)
    assert width(database) == "70"
    database.close()


def test_that_a_full_disk_is_told_in_one_sentence_and_work_goes_on_with_room(tmp_path):
    database = open_database(tmp_path / "library.db")
    pages = database.value("PRAGMA page_count")
    database.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryUnavailable, match=r"^The disk .* is full; free some space"):
        database.write("INSERT INTO setting (name, value) VALUES ('long', ?)", ("x" * 500_000,))
    assert database.rows("SELECT * FROM setting") == []
    database.connection.execute("PRAGMA max_page_count = 1000000")
    database.write("INSERT INTO setting (name, value) VALUES ('long', ?)", ("x" * 500_000,))
    assert database.value("PRAGMA integrity_check") == "ok"
    database.close()


def test_that_a_library_on_a_network_folder_keeps_a_rollback_journal(tmp_path):
    path = tmp_path / "library.db"
    open_database(path).close()
    database = open_database(path, is_on_network=True)
    assert database.value("PRAGMA journal_mode") == "delete"
    set_width(database, 70)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["library.db"]
    database.close()


def set_width(database: Database, value: int) -> None:
    database.write("INSERT OR REPLACE INTO setting (name, value) VALUES ('width', ?)", (value,))


def width(database: Database) -> str:
    return str(database.value("SELECT value FROM setting WHERE name = 'width'"))


def width_in_file(path) -> str:
    database = open_database(path)
    found = width(database)
    database.close()
    return found


def test_that_text_whose_bytes_were_changed_is_told_as_damage(tmp_path):
    database = open_database(tmp_path / "library.db")
    database.write("INSERT INTO setting (name, value) VALUES ('a', CAST(x'FFFE41' AS TEXT))")
    with pytest.raises(LibraryDamaged):
        database.rows("SELECT * FROM setting")
    database.close()


def test_that_another_program_leaves_the_log_alone_when_the_library_was_opened_twice_here(tmp_path):
    path = tmp_path / "library.db"
    database = open_database(path)
    # As the worker thread does: a second connection of this process comes and goes.
    open_database(path).close()
    visit = (
        "import sqlite3, sys; found = sqlite3.connect(sys.argv[1]);"
        " found.execute('SELECT count(*) FROM material').fetchone(); found.close()"
    )
    subprocess.run([sys.executable, "-c", visit, str(path)], check=True)
    assert path.with_name("library.db-wal").exists()
    database.write("INSERT INTO setting (name, value) VALUES ('kept', '1')")
    read = (
        "import sqlite3, sys; found = sqlite3.connect(sys.argv[1]);"
        " print(*found.execute('SELECT name FROM setting')); found.close()"
    )
    seen = subprocess.run(
        [sys.executable, "-c", read, str(path)], check=True, capture_output=True, text=True
    )
    assert "kept" in seen.stdout
    database.close()
