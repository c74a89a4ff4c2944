"""A damaged library is rescued from a backup or from itself, and its file is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from carrel.domain.backup_plan import Occasion
from carrel.domain.errors import Cancelled, LibraryDamaged, NotFound
from carrel.services.desk import ChangeNotice
from carrel.services.rescue import Rescue
from carrel.services.safekeeping import Safekeeping
from carrel.storage.backup import contents_of
from carrel.storage.database import open_database
from fakes import stopped

NOTES = 500


@pytest.fixture
def library(tmp_path):
    database = open_database(tmp_path / "library.db")
    with database.transaction():
        database.write(
            "INSERT INTO material (id, key, title, origin, created_at, updated_at)"
            " VALUES (1, 'm', 'M', 'import', '', '')"
        )
        database.write(
            "INSERT INTO section (id, key, material_id, position, level, title, markdown, text,"
            " text_version, content_hash, words) VALUES (1, 'm/a', 1, 0, 1, 'A', '', '', 1, '', 0)"
        )
        for number in range(NOTES):
            database.write(
                "INSERT INTO annotation (key, section_id, colour, style, note, created_at,"
                " updated_at) VALUES (?, 1, 'important', 'note', ?, '', '')",
                (f"note-{number}", f"what I thought of it, number {number} " * 10),
            )
    database.close()
    return tmp_path / "library.db"


@pytest.fixture
def keeping(library, tmp_path):
    return Safekeeping(library, tmp_path / "backups", clock=now, notice=ChangeNotice())


@pytest.fixture
def rescue(library, keeping):
    return Rescue(library, keeping, clock=now)


def now() -> datetime:
    return datetime(2026, 6, 15, 12, tzinfo=UTC)


def damage(library, share: float = 0.6) -> bytes:
    """Cut the file short; returns what is left of it."""
    content = library.read_bytes()
    left = content[: int(len(content) * share)]
    library.write_bytes(left)
    return left


def test_that_the_newest_good_backup_brings_every_note_back_and_the_damage_is_kept(
    library, keeping, rescue
):
    keeping.back_up(Occasion.DAILY)
    left = damage(library)
    with pytest.raises(LibraryDamaged):
        open_database(library)

    found = rescue.newest_good_backup()
    assert found is not None
    rescued = rescue.from_backup(keeping.path_of(found[0]))

    assert contents_of(library).annotations == found[1].annotations == NOTES
    assert rescued.aside.name == "library-damaged-20260615T120000Z.db"
    assert rescued.aside.read_bytes() == left


def test_that_salvage_makes_a_sound_library_of_what_can_be_read(library, rescue):
    left = damage(library, share=0.95)
    rescued = rescue.of_what_can_be_read()
    assert rescued.contents == contents_of(library)
    assert rescued.contents.annotations > NOTES / 2
    assert rescued.aside.read_bytes() == left
    open_database(library).close()


def test_that_an_old_log_beside_the_damaged_file_is_not_played_into_the_new_one(
    library, keeping, rescue
):
    backup = keeping.back_up(Occasion.DAILY)
    writer = open_database(library)
    writer.write("DELETE FROM annotation")
    log = library.with_name("library.db-wal").read_bytes()
    writer.close()
    damage(library)
    library.with_name("library.db-wal").write_bytes(log)

    rescued = rescue.from_backup(backup.path)

    assert contents_of(library).annotations == NOTES
    assert rescued.aside.with_name(rescued.aside.name + "-wal").read_bytes() == log


def test_that_a_stopped_rescue_leaves_the_damaged_file_where_it_is(library, keeping, rescue):
    backup = keeping.back_up(Occasion.DAILY)
    left = damage(library)
    for attempt in (
        lambda: rescue.from_backup(backup.path, stopped),
        lambda: rescue.of_what_can_be_read(stopped),
    ):
        with pytest.raises(Cancelled):
            attempt()
    assert library.read_bytes() == left
    assert list(library.parent.glob("*rescued*")) == []
    assert list(library.parent.glob("*damaged*")) == []


def test_that_a_bad_backup_changes_nothing(library, tmp_path, rescue):
    left = damage(library)
    bad = tmp_path / "bad.db"
    bad.write_bytes(left)
    with pytest.raises(LibraryDamaged):
        rescue.from_backup(bad)
    with pytest.raises(NotFound):
        rescue.from_backup(tmp_path / "none.db")
    assert library.read_bytes() == left


def test_that_there_may_be_no_backup(rescue):
    assert rescue.newest_good_backup() is None
