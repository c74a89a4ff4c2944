"""What is set is in force on every page at once, and after a new start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton

from carrel.domain.ids import MaterialId
from carrel.services.preferences import Preferences
from carrel.storage.backup import contents_of
from carrel.ui.navigator import PageName, Place
from carrel.ui.pages.settings.data_group import DataGroup
from carrel.ui.pages.settings.data_presenter import DataPresenter

READ = Place(PageName.READ, material=MaterialId("macron-putin"))


def open_group(journey, name: str) -> None:
    journey.program.shell.go(Place(PageName.SETTINGS, group=name))
    journey.settle()


def test_that_a_new_name_of_a_colour_is_in_the_menu_and_on_the_other_pages(qtbot, journey) -> None:
    journey.program.shell.go(READ)
    open_group(journey, "colours")
    field = journey.find(QLineEdit, "setting_colour.evidence")
    qtbot.keyClicks(field, "Proof")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    journey.program.shell.go(READ)
    assert "Mark as Proof" in [action.text() for action in journey.window.menus.actions]


def test_that_ctrl_comma_opens_the_group_that_was_left(qtbot, journey) -> None:
    open_group(journey, "memory")
    journey.program.shell.open_library()
    journey.window.menus.settings.trigger()
    journey.settle()
    assert journey.find(QListWidget, "settingsGroups").currentItem().text() == "Memory"


def test_that_chosen_keys_are_in_force_after_a_new_start(qtbot, journey) -> None:
    Preferences(journey.program.desk).change(shortcuts={"read.outline": "F6"})
    journey.restart(READ)
    outline = next(a for a in journey.window.menus.actions if a.objectName() == "read.outline")
    assert outline.shortcut().toString() == "F6"


def test_that_the_library_and_its_backups_are_shown(qtbot, journey) -> None:
    journey.program.keeping.back_up_if_due()
    journey.settle()
    open_group(journey, "data")
    assert journey.find(QLabel, "libraryPath").text() == str(journey.library)
    backups = Path(journey.find(QLabel, "backupPath").text())
    assert backups == journey.program.keeping.safekeeping().folder
    told = " ".join(label.text() for label in journey.window.findChildren(QLabel))
    assert "1 kept, the newest of" in told


def data_group(journey, shown: list[Path], *, can_show: bool = True) -> DataGroup:
    """The group on the page, with a system that shows folders in a list."""
    open_group(journey, "data")
    group = journey.window.findChild(DataGroup)
    page = journey.program.shell.page_in_front

    def show(folder: Path) -> bool:
        shown.append(folder)
        return can_show

    presenter = next(part for part in page.parts if isinstance(part, DataPresenter))
    presenter.show_folder = show
    return group


def test_that_the_folder_of_the_library_is_opened(qtbot, journey) -> None:
    shown: list[Path] = []
    data_group(journey, shown)
    qtbot.mouseClick(journey.find(QPushButton, "openLibraryFolder"), Qt.MouseButton.LeftButton)
    assert shown == [journey.library.parent]
    assert journey.banner == ""


def test_that_a_folder_that_cannot_be_shown_is_told(qtbot, journey) -> None:
    shown: list[Path] = []
    data_group(journey, shown, can_show=False)
    journey.find(QPushButton, "openLibraryFolder").click()
    assert str(journey.library.parent) in journey.banner


def test_that_a_copy_of_the_library_is_saved(journey, tmp_path) -> None:
    data_group(journey, [])
    page = journey.program.shell.page_in_front
    presenter = next(part for part in page.parts if isinstance(part, DataPresenter))
    presenter.save_copy(tmp_path / "copy.db")
    journey.settle()
    assert contents_of(tmp_path / "copy.db").materials == 1
    assert str(tmp_path / "copy.db") in journey.banner
