"""A damaged library is met with its newest good backup, salvage, and nothing deleted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from carrel.domain.backup_plan import Occasion
from carrel.domain.errors import LibraryDamaged
from carrel.services.desk import ChangeNotice
from carrel.services.rescue import Rescue
from carrel.services.safekeeping import Safekeeping
from carrel.storage.backup import contents_of
from carrel.storage.database import open_database
from carrel.ui.safekeeping.rescue import RescuePresenter
from carrel.ui.safekeeping.rescue_dialog import RescueDialog
from fakes import ImmediateTasks


def now() -> datetime:
    return datetime(2026, 6, 15, 12, tzinfo=UTC)


@pytest.fixture
def library(tmp_path):
    database = open_database(tmp_path / "library.db")
    database.write(
        "INSERT INTO material (key, title, origin, created_at, updated_at)"
        " VALUES ('book', 'Book', 'import', '', '')"
    )
    database.close()
    return tmp_path / "library.db"


@pytest.fixture
def keeping(library, tmp_path):
    return Safekeeping(library, tmp_path / "backups", clock=now, notice=ChangeNotice())


@pytest.fixture
def meet(qtbot, library, keeping):
    """Damages the library and shows the dialog; returns it with its presenter."""
    presenters = []

    def show():
        content = library.read_bytes()
        library.write_bytes(content[:-4096])
        with pytest.raises(LibraryDamaged) as reason:
            open_database(library)
        dialog = RescueDialog(library, str(reason.value))
        qtbot.addWidget(dialog)
        rescue = Rescue(library, keeping, clock=now)
        presenter = RescuePresenter(dialog, rescue, keeping, ImmediateTasks())
        presenters.append(presenter)
        dialog.open()
        presenter.start()
        return dialog, presenter

    return show


def press(qtbot, dialog, name: str) -> None:
    qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def said(dialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_that_the_newest_good_backup_is_offered_and_put_back(qtbot, library, keeping, meet):
    keeping.back_up(Occasion.DAILY)
    dialog, presenter = meet()
    assert str(library) in said(dialog)
    assert "holds 1 material" in said(dialog)
    press(qtbot, dialog, "restoreButton")
    assert dialog.result() == RescueDialog.DialogCode.Accepted
    assert presenter.told.startswith("Your library is restored from carrel-2026")
    assert "library-damaged-20260615T120000Z.db" in presenter.told
    assert contents_of(library).materials == 1


def test_that_without_a_backup_what_can_be_read_is_salvaged(qtbot, library, meet):
    dialog, presenter = meet()
    assert "There is no good backup" in said(dialog)
    assert not dialog.findChild(QPushButton, "restoreButton").isEnabled()
    press(qtbot, dialog, "salvageButton")
    assert "Saved from the damaged file: 1 material." in presenter.told
    open_database(library).close()


def test_that_quitting_leaves_everything_as_it_is(qtbot, library, meet):
    dialog, presenter = meet()
    before = library.read_bytes()
    dialog.reject()
    assert presenter.told == ""
    assert library.read_bytes() == before


def test_that_a_way_that_fails_is_told_and_another_can_be_tried(qtbot, library, keeping, meet):
    kept = keeping.back_up(Occasion.DAILY)
    dialog, presenter = meet()
    kept.path.unlink()
    press(qtbot, dialog, "restoreButton")
    assert "There is no backup" in said(dialog)
    assert dialog.isVisible()
    press(qtbot, dialog, "salvageButton")
    assert presenter.told
