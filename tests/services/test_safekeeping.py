"""Backups: on time, thinned, restorable, and honest about what a restore would lose."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from carrel.domain.backup_plan import Occasion
from carrel.domain.changes import EVERYTHING
from carrel.domain.errors import LibraryDamaged, LibraryTooNew, LibraryUnavailable, NotFound
from carrel.services.desk import ChangeNotice
from carrel.services.safekeeping import Safekeeping, newest_sound
from carrel.storage.database import open_database

START = datetime(2026, 6, 15, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def library(tmp_path):
    database = open_database(tmp_path / "library.db")
    yield database
    database.close()


@pytest.fixture
def notice():
    return ChangeNotice()


@pytest.fixture
def keeping(library, tmp_path, clock, notice):
    return Safekeeping(library.path, tmp_path / "backups", clock=clock, notice=notice)


def write_note(library, key: str, *, at: str = "2026-06-15") -> None:
    library.write(
        "INSERT OR IGNORE INTO material (id, key, title, origin, created_at, updated_at)"
        " VALUES (1, 'm', 'M', 'import', '', '')"
    )
    library.write(
        "INSERT OR IGNORE INTO section (id, key, material_id, position, level, title, markdown,"
        " text, text_version, content_hash, words)"
        " VALUES (1, 'm/a', 1, 0, 1, 'A', '', '', 1, '', 0)"
    )
    library.write(
        "INSERT INTO annotation (key, section_id, colour, style, note, created_at, updated_at)"
        " VALUES (?, 1, 'important', 'note', 'words', ?, ?)",
        (key, at, at),
    )


def notes(library) -> set[str]:
    return {row["key"] for row in library.rows("SELECT key FROM annotation")}


def day_of(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d")


def test_that_a_backup_is_due_until_one_was_made_today(keeping, clock):
    assert keeping.is_due(day_of)
    keeping.back_up(Occasion.DAILY)
    assert not keeping.is_due(day_of)
    clock.now += timedelta(days=1)
    assert keeping.is_due(day_of)


def test_that_backups_of_one_second_do_not_overwrite_each_other(keeping):
    names = {keeping.back_up(Occasion.ASKED).file.name for _ in range(3)}
    assert len(names) == 3
    assert {file.name for file in keeping.backups()} == names


def test_that_old_backups_are_thinned_when_a_new_one_is_made(keeping, clock):
    for _ in range(40):
        keeping.back_up(Occasion.DAILY)
        clock.now += timedelta(days=1)
    assert 10 <= len(keeping.backups()) <= 16


def test_that_other_files_in_the_folder_are_left_alone(keeping):
    keeping.folder.mkdir()
    (keeping.folder / "letter.txt").write_text("mine")
    (keeping.folder / "carrel-20990101T000000Z-daily.db").mkdir()
    keeping.back_up(Occasion.ASKED)
    assert len(keeping.backups()) == 1
    assert (keeping.folder / "letter.txt").read_text() == "mine"


def test_that_the_loss_counts_what_is_new_and_what_was_changed_since(keeping, library):
    write_note(library, "old")
    write_note(library, "edited")
    path = keeping.back_up(Occasion.ASKED).path
    library.write("UPDATE annotation SET updated_at = '2026-06-16' WHERE key = 'edited'")
    write_note(library, "new")
    loss = keeping.loss(path)
    assert loss.annotations == 2
    assert loss.materials == 0


def test_that_a_restore_brings_notes_back_and_keeps_a_backup_of_what_was_there(
    keeping, library, notice
):
    heard = []
    notice.listen(heard.append)
    for number in range(500):
        write_note(library, f"note-{number}")
    path = keeping.back_up(Occasion.ASKED).path
    library.write("DELETE FROM annotation")
    write_note(library, "written after the loss")

    before = keeping.restore(path)

    assert notes(library) == {f"note-{number}" for number in range(500)}
    assert heard == [EVERYTHING]
    keeping.restore(before.path)
    assert notes(library) == {"written after the loss"}


def test_that_an_offer_says_what_a_backup_holds_and_what_is_not_in_it(keeping, library):
    write_note(library, "old")
    path = keeping.back_up(Occasion.ASKED).path
    write_note(library, "new")
    offer = keeping.offer(path)
    assert (offer.contents.annotations, offer.loss.annotations) == (1, 1)


def test_that_a_backup_of_a_newer_program_is_refused(keeping, library):
    path = keeping.back_up(Occasion.ASKED).path
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 999")
    newer.close()
    with pytest.raises(LibraryTooNew):
        keeping.restore(path)


def test_that_a_backup_is_kept_also_after_the_clock_was_set_back(library, tmp_path, clock, notice):
    keeping = Safekeeping(
        library.path, tmp_path / "backups", clock=clock, notice=notice, most_bytes=1
    )
    clock.now += timedelta(days=400)
    for _ in range(3):
        keeping.back_up(Occasion.DAILY)
    clock.now = START
    assert keeping.is_due(day_of)
    made = keeping.back_up(Occasion.DAILY)
    assert made.path.exists()
    assert not keeping.is_due(day_of)


def test_that_a_missing_backup_is_named(keeping, tmp_path):
    with pytest.raises(NotFound, match=r"gone\.db"):
        keeping.restore(tmp_path / "gone.db")


def test_that_a_folder_that_is_a_file_is_told_in_one_sentence(keeping):
    keeping.folder.write_text("a file")
    with pytest.raises(LibraryUnavailable, match="backups"):
        keeping.back_up(Occasion.ASKED)


def test_that_the_newest_sound_backup_passes_over_damaged_ones(keeping, clock, library):
    good = keeping.back_up(Occasion.DAILY)
    clock.now += timedelta(hours=1)
    bad = keeping.back_up(Occasion.DAILY)
    bad.path.write_bytes(bad.path.read_bytes()[:5000])
    with pytest.raises(LibraryDamaged):
        keeping.restore(bad.path)
    assert newest_sound(keeping, keeping.backups()) == good.file
