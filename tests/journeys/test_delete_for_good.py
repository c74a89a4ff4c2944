"""A student deletes for good what they had removed from the library."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from carrel.services.shelf import Shelf
from carrel.ui.pages.library.card_menu import CardMenu


def test_that_a_removed_material_is_deleted_after_a_question_and_that_is_told(journey, tmp_path):
    file = tmp_path / "river.md"
    file.write_text("# River\n\nWater.\n", encoding="utf-8")
    journey.import_files(file)
    shelf = Shelf(journey.program.desk)
    (river,) = [one for one in shelf.entries() if one.material.title == "River"]
    shelf.remove(river.material.id)
    (removed,) = shelf.removed()

    page = journey.program.shell.page_in_front
    page.view.menu_requested.emit(removed, QPoint(0, 0))
    (menu,) = page.view.findChildren(CardMenu)
    (erase,) = [one for one in menu.actions() if one.text() == "Delete for good …"]
    erase.trigger()
    menu.close()
    (box,) = [one for one in journey.window.findChildren(QMessageBox) if one.isVisible()]
    assert box.text() == "Delete “River” for good?"
    assert box.defaultButton().text() != "Delete for good"
    (yes,) = [one for one in box.findChildren(QPushButton) if one.text() == "Delete for good"]
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    journey.settle()
    assert "“River” is deleted for good" in journey.banner
    assert shelf.removed() == ()
