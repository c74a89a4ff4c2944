"""A student takes their work out of the library, by the menu and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QListWidget, QPushButton

from carrel.domain.ids import MaterialId
from carrel.formats.writing.formats import FORMATS
from carrel.services.collecting import Collecting
from carrel.ui.export_dialog.view import ExportDialog
from carrel.ui.export_dialog.words import groups, words_of
from carrel.ui.navigator import PageName, Place


def opened(journey) -> ExportDialog:
    actions = [action for _, group in journey.window.menus.all_actions() for action in group]
    wanted: QAction = next(one for one in actions if one.objectName() == "window.export")
    wanted.trigger()
    journey.settle()
    (found,) = [one for one in journey.window.findChildren(ExportDialog) if one.isVisible()]
    return found


def choose(dialog: ExportDialog, name: str) -> None:
    formats = dialog.findChild(QListWidget, "exportFormats")
    title = words_of(name).title
    (item,) = [
        formats.item(row)
        for row in range(formats.count())
        if formats.item(row).text().strip() == title
    ]
    formats.setCurrentItem(item)


def export_to(journey, dialog: ExportDialog, path: Path) -> None:
    QTest.mouseClick(dialog.findChild(QPushButton, "exportButton"), Qt.MouseButton.LeftButton)
    asked = dialog.findChild(QFileDialog)
    asked.fileSelected.emit(str(path))
    asked.close()
    journey.settle()
    journey.settle()


def test_that_every_format_has_a_place_in_the_list_and_words():
    listed = [name for _, names in groups() for name in names]
    assert sorted(listed) == sorted(one.name for one in FORMATS)
    assert all(words_of(name).told for name in listed)


@pytest.mark.parametrize(("name", "file"), [("gift", "out.gift"), ("pdf", "out.pdf")])
def test_that_a_format_is_written_where_the_student_says(journey, tmp_path, name, file):
    dialog = opened(journey)
    choose(dialog, name)
    export_to(journey, dialog, tmp_path / file)
    assert (tmp_path / file).stat().st_size > 1_000
    assert file in journey.banner


def test_that_a_folder_of_pages_is_put_into_the_chosen_folder(journey, tmp_path):
    dialog = opened(journey)
    choose(dialog, "markdown")
    vault = tmp_path / "vault"
    vault.mkdir()
    export_to(journey, dialog, vault)
    (folder,) = vault.iterdir()
    assert folder.name == "Macron and Putin reading their conversations"
    assert (folder / "index.md").exists()


def test_that_the_material_being_read_is_suggested_and_collections_are_offered(journey, tmp_path):
    other = tmp_path / "a.md"
    other.write_text("# Another\n\nWords.\n", encoding="utf-8")
    journey.import_files(other)
    Collecting(journey.program.desk).create("Course", [MaterialId("another")])
    journey.program.shell.go(Place(PageName.READ, material=MaterialId("macron-putin")))
    journey.settle()
    what = opened(journey).findChild(QComboBox, "exportWhat")
    assert what.currentText().startswith("Macron")
    offered = [what.itemText(row) for row in range(what.count())]
    assert offered[2:] == ["Collection: Course", "Everything in the library"]


def test_that_a_pack_of_everything_is_refused_in_the_window(journey, tmp_path):
    other = tmp_path / "a.md"
    other.write_text("# Another\n\nWords.\n", encoding="utf-8")
    journey.import_files(other)
    dialog = opened(journey)
    choose(dialog, "carrel")
    what = dialog.findChild(QComboBox, "exportWhat")
    what.setCurrentIndex(what.count() - 1)
    assert "one material at a time" in dialog.findChild(QLabel, "exportProblem").text()
    assert not dialog.findChild(QPushButton, "exportButton").isEnabled()


def test_that_a_place_that_cannot_be_written_is_told_and_another_can_be_tried(journey, tmp_path):
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    dialog = opened(journey)
    choose(dialog, "opml")
    export_to(journey, dialog, tmp_path / "taken" / "out.opml")
    assert "cannot be written" in dialog.findChild(QLabel, "exportProblem").text()
    export_to(journey, dialog, tmp_path / "out.opml")
    assert (tmp_path / "out.opml").exists()


def test_that_the_window_is_used_by_keys_alone(journey, tmp_path):
    dialog = opened(journey)
    formats = dialog.findChild(QListWidget, "exportFormats")
    QTest.keyClick(formats, Qt.Key.Key_Down)
    assert dialog.format_name == "html"
    QTest.keyClick(formats, Qt.Key.Key_Return)
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    asked.close()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    journey.settle()
    assert not [one for one in journey.window.findChildren(ExportDialog) if one.isVisible()]
