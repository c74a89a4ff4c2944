"""Nothing is lost: backups, restore, the doctor, and what the window says when the disk fails."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QMenu, QPushButton, QTreeWidget, QWidget

from carrel.domain.ids import SectionId
from carrel.services.annotating import Annotating
from carrel.storage.database import open_database
from carrel.ui.safekeeping.examination_dialog import ExaminationDialog
from carrel.ui.safekeeping.restore_dialog import RestoreDialog
from carrel.ui.single_instance import Wish


def backups(journey) -> list[Path]:
    return sorted(journey.library.with_name("library-backups").glob("*.db"))


def write_notes(journey, count: int) -> None:
    section = journey.program.desk.database.value("SELECT key FROM section ORDER BY id LIMIT 1")
    for number in range(count):
        Annotating(journey.program.desk).write_in_section(SectionId(section), f"note {number}")


def note_count(library: Path) -> int:
    with sqlite3.connect(library) as connection:
        found = connection.execute("SELECT count(*) FROM annotation WHERE deleted_at IS NULL")
        count = int(found.fetchone()[0])
    connection.close()
    return count


@pytest.fixture
def dialog(journey, qtbot):
    """Opens a dialog by its entry of the File menu; it is gone when the test is over."""

    def open_by(text: str, kind: type[QWidget]) -> QWidget:
        actions = dict(journey.window.menus.all_actions())["File"]
        next(action for action in actions if action.text() == text).trigger()
        journey.settle()
        (opened,) = [d for d in journey.window.findChildren(kind) if d.isVisible()]
        return opened

    return open_by


def click(qtbot, dialog: QWidget, name: str) -> None:
    qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def verdict(dialog: QWidget) -> str:
    return dialog.findChild(QWidget, "verdict").text()


def test_that_the_first_start_of_a_day_makes_one_backup(journey) -> None:
    assert len(backups(journey)) == 1
    journey.restart()
    assert len(backups(journey)) == 1


def test_that_a_backup_is_made_when_it_is_asked_for(journey) -> None:
    write_notes(journey, 2)
    journey.program.keeping.back_up.trigger()
    journey.settle()
    assert "2 notes" in journey.banner
    newest = next(path for path in backups(journey) if "asked" in path.name)
    assert note_count(newest) == 2
    assert not journey.window.activity.isVisible()


def test_that_a_restore_says_what_it_takes_and_brings_500_notes_back(
    journey, qtbot, dialog
) -> None:
    write_notes(journey, 500)
    journey.clock.advance(timedelta(hours=1))
    journey.program.keeping.back_up.trigger()
    journey.settle()
    with journey.program.desk.action("Clear") as action:
        action.update("annotation", 1, {"note": "spoilt", "updated_at": "9999"})
        for row in range(2, 501):
            action.update("annotation", row, {"deleted_at": "2026-03-02"})

    restore = dialog("Restore a backup …", RestoreDialog)
    listed = restore.findChild(QTreeWidget, "backupList")
    assert listed.topLevelItemCount() == 2
    assert listed.currentItem().text(4) == "500"
    assert "take away 1 note that you made or changed since" in verdict(restore)
    click(qtbot, restore, "restoreButton")
    journey.settle()

    assert note_count(journey.library) == 500
    assert "Restored carrel-" in journey.banner
    assert journey.program.desk.database.value("SELECT note FROM annotation") == "note 0"
    before = next(path for path in backups(journey) if "restore" in path.name)
    assert note_count(before) == 1


def test_that_a_backup_that_is_spoilt_cannot_be_chosen(journey, dialog) -> None:
    (only,) = backups(journey)
    only.write_bytes(only.read_bytes()[:8192])
    restore = dialog("Restore a backup …", RestoreDialog)
    assert not restore.findChild(QPushButton, "restoreButton").isEnabled()
    assert verdict(restore).startswith("This backup is damaged")
    restore.reject()


def test_that_backups_go_to_a_chosen_folder_from_then_on(journey, dialog, tmp_path) -> None:
    restore = dialog("Restore a backup …", RestoreDialog)
    folder = tmp_path / "stick"
    folder.mkdir()
    journey.program.keeping.dialog.take_folder(folder)
    assert "There are no backups in this folder yet" in verdict(restore)
    restore.reject()
    journey.program.keeping.back_up.trigger()
    journey.settle()
    assert len(list(folder.glob("*.db"))) == 1


def test_that_any_library_file_can_be_put_back(journey, qtbot, dialog, tmp_path) -> None:
    write_notes(journey, 3)
    journey.program.desk.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = shutil.copy(journey.library, tmp_path / "from a friend.db")
    write_notes(journey, 1)
    restore = dialog("Restore a backup …", RestoreDialog)
    journey.program.keeping.dialog.take_file(Path(copy))
    journey.settle()
    assert "1 note" in verdict(restore)
    click(qtbot, restore, "restoreButton")
    journey.settle()
    assert note_count(journey.library) == 3


def test_that_a_sound_library_is_said_to_be_sound(journey, dialog) -> None:
    examination = dialog("Check the library …", ExaminationDialog)
    assert examination.findChild(QWidget, "examinationState").text() == "Your library is sound"
    assert not examination.findChild(QPushButton, "repairButton").isVisible()
    examination.reject()


def test_that_the_doctor_repairs_after_a_backup_and_says_what_it_did(
    journey, qtbot, dialog
) -> None:
    journey.program.desk.database.write("INSERT INTO section_fts(section_fts) VALUES('delete-all')")
    examination = dialog("Check the library …", ExaminationDialog)
    findings = examination.findChild(QListWidget, "findings")
    assert [findings.item(row).text() for row in range(findings.count())] == [
        "Search indexes that do not agree with the text (section_fts): 1."
    ]
    click(qtbot, examination, "repairButton")
    journey.settle()
    assert findings.item(0).text().startswith("Repaired: ")
    assert any("repair" in path.name for path in backups(journey))
    examination.reject()
    again = dialog("Check the library …", ExaminationDialog)
    assert again.findChild(QWidget, "examinationState").text() == "Your library is sound"
    again.reject()


def test_that_damage_found_in_use_offers_a_rescue(journey) -> None:
    left = []
    journey.program.shell.rescue = lambda: left.append("for rescue")
    content = bytearray(journey.library.read_bytes())
    content[4096 * 20 : 4096 * 60] = bytes(4096 * 40)
    journey.library.write_bytes(content)
    journey.program.keeping.back_up.trigger()
    journey.settle()
    assert "damaged" in journey.banner
    journey.find(QPushButton, "bannerAction").click()
    assert left == ["for rescue"]


def test_that_a_new_library_mentions_the_backups_of_the_one_before(journey) -> None:
    journey.close()
    journey.library.unlink()
    journey.start()
    journey.program.keeping.mention_old_backups()
    assert "there are backups of one that was here before" in journey.banner


def test_that_a_full_disk_is_told_and_work_goes_on_when_there_is_room(journey) -> None:
    database = journey.program.desk.database
    write_notes(journey, 1)
    pages = database.value("PRAGMA page_count")
    database.connection.execute(f"PRAGMA max_page_count = {pages}")
    fill_the_journal(database)
    journey.settle()
    remove = _removal(journey)
    remove.trigger()
    assert "is full; free some space" in journey.banner
    assert journey.find(QWidget, "savedState").text() == "Not saved"
    assert len(journey.find(QWidget, "libraryPage").cards) == 1

    database.connection.execute("PRAGMA max_page_count = 100000000")
    remove.trigger()
    assert journey.find(QWidget, "libraryPage").cards == []
    assert journey.find(QWidget, "savedState").text() == "Saved"


def test_that_a_library_whose_folder_is_gone_is_told_once_and_goes_on_when_it_is_back(
    journey, tmp_path
) -> None:
    hidden = tmp_path / "hidden.db"
    journey.library.rename(hidden)
    journey.program.shell.look_for_foreign_changes()
    assert "not there any more" in journey.banner
    journey.window.banner.hide()
    journey.program.shell.look_for_foreign_changes()
    assert journey.banner == ""

    hidden.rename(journey.library)
    journey.program.shell.look_for_foreign_changes()
    assert journey.find(QWidget, "savedState").text() == "Saved"
    write_notes(journey, 1)
    assert note_count(journey.library) == 1


def test_that_what_another_program_writes_is_shown_without_asking(journey, qtbot) -> None:
    script = (
        "import sys, uuid\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from carrel.services.desk import open_desk\n"
        "from carrel.services.shelf import Shelf\n"
        "desk = open_desk(Path(sys.argv[1]), clock=lambda: datetime.now(UTC),"
        " new_id=lambda: str(uuid.uuid4()))\n"
        "shelf = Shelf(desk)\n"
        "shelf.remove(shelf.entries()[0].material.id)\n"
        "desk.database.close()\n"
    )
    page = journey.find(QWidget, "libraryPage")
    assert len(page.cards) == 1
    subprocess.run([sys.executable, "-c", script, str(journey.library)], check=True)
    qtbot.waitUntil(lambda: page.cards == [])
    assert journey.window.menus.undo.text().startswith("Undo Remove")


def test_that_a_place_asked_for_by_a_later_start_that_is_not_there_is_told(journey) -> None:
    journey.program.receive(Wish(place="nothing/here"))
    assert "There is no" in journey.banner


def test_that_a_later_start_leads_the_window_to_the_material_it_asked_for(journey) -> None:
    material = journey.program.desk.database.value("SELECT key FROM material")
    journey.program.receive(Wish(place=material))
    journey.settle()
    assert journey.program.shell.page_in_front.place().section.startswith(material)


def test_that_a_file_of_a_later_start_is_imported(journey, seed_article, tmp_path) -> None:
    journey.program.receive(Wish(file=str(seed_article(tmp_path))))
    journey.settle()
    journey.accept_preview()
    titles = [row[0] for row in journey.program.desk.database.rows("SELECT title FROM material")]
    assert "River Towns: How They Grew" in titles


def _removal(journey):
    journey.find(QWidget, "moreButton").click()
    menu = journey.find(QMenu, "cardMenu")
    menu.close()
    return next(act for act in menu.actions() if act.text().startswith("Remove"))


def fill_the_journal(database) -> None:
    """Leave no room in the pages that the journal of undo steps has already."""
    size = 4096
    while size > 8:
        try:
            while True:
                database.connection.execute(
                    "INSERT INTO undo_change (step_id, table_name, row_id, before)"
                    " SELECT max(id), 'setting', 1, ? FROM undo_step",
                    ("x" * size,),
                )
        except sqlite3.OperationalError:
            size //= 2


def test_that_the_library_stays_sound_through_all_that(journey) -> None:
    write_notes(journey, 1)
    journey.kill()
    database = open_database(journey.library)
    assert database.value("PRAGMA integrity_check") == "ok"
    database.close()
