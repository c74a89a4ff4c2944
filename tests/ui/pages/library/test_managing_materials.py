"""The student keeps the library in order: collections, archive, details, covers, sorting."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
)

from carrel.domain.ids import MaterialId, SectionId
from carrel.services.collecting import Collecting
from carrel.services.desk import Desk
from carrel.services.reading import Reading
from carrel.services.title_pages import TitlePages
from carrel.services.undo import Undo
from carrel.storage.database import open_in_memory
from carrel.ui.exam_dates.view import ExamDialog
from carrel.ui.pages.library.details_dialog import DetailsDialog
from fakes import FrozenClock, SequenceIds
from ui.pages.library.test_library_page import LibraryPage, entry, put_in

ROME, GAUL, CELTS = MaterialId("rome"), MaterialId("gaul"), MaterialId("celts")


@pytest.fixture
def page(qtbot, theme):
    database = open_in_memory()
    page = LibraryPage(Desk(database, FrozenClock(), SequenceIds()), theme)
    put_in(page.desk, ROME, "Rome", sections=4)
    put_in(page.desk, GAUL, "Gaul", sections=2)
    put_in(page.desk, CELTS, "Élan of the Celts", sections=3)
    qtbot.addWidget(page.view)
    page.view.resize(1100, 700)
    page.view.show()
    yield page
    database.close()


def show(page: LibraryPage, words: str) -> None:
    """Choose which materials are shown by the beginning of the entry's words."""
    groups = page.view.findChild(QComboBox, "libraryGroup")
    texts = [groups.itemText(index) for index in range(groups.count())]
    groups.setCurrentIndex(next(i for i, text in enumerate(texts) if text.startswith(words)))


def name_it(qtbot, page: LibraryPage, name: str) -> None:
    """Write a name in the window that asks for one."""
    dialog = page.view.findChildren(QInputDialog, "nameDialog")[-1]
    field = dialog.findChild(QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, name)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def details(page: LibraryPage) -> DetailsDialog:
    return page.view.findChildren(DetailsDialog)[-1]


def test_that_typing_narrows_the_shelf_whatever_the_case_and_accents(qtbot, page) -> None:
    field = page.view.findChild(QLineEdit, "libraryFilter")
    qtbot.keyClicks(field, "elan CELT")
    assert page.titles() == ["Élan of the Celts"]
    qtbot.keyClicks(field, "x")
    assert page.titles() == []
    assert "Nothing here has “elan CELTx” in its title or authors." in page.words()
    action = page.view.findChild(QPushButton, "libraryNoteAction")
    qtbot.mouseClick(action, Qt.MouseButton.LeftButton)
    assert len(page.titles()) == 3


def test_that_the_shelf_is_sorted_as_wished(page) -> None:
    Reading(page.desk).mark([SectionId("gaul/0")], is_read=True)
    Reading(page.desk).mark([SectionId("rome/0")], is_read=True)
    orders = page.view.findChild(QComboBox, "libraryOrder")
    shown = {}
    for index in range(orders.count()):
        orders.setCurrentIndex(index)
        shown[orders.itemText(index)] = [title[:4] for title in page.titles()]
    assert shown == {
        "Recent first": ["Élan", "Gaul", "Rome"],
        "By title": ["Élan", "Gaul", "Rome"],
        "By progress": ["Gaul", "Rome", "Élan"],
        "By space taken": ["Rome", "Élan", "Gaul"],
    }


def test_that_the_space_a_material_takes_is_told_where_it_is_sorted_by(page) -> None:
    orders = page.view.findChild(QComboBox, "libraryOrder")
    orders.setCurrentIndex(orders.count() - 1)
    assert any(" kB" in words for words in page.words())


def test_that_a_material_is_put_into_a_new_collection_and_shown_with_it(qtbot, page) -> None:
    page.choose(2, "Collections", "New collection …")
    name_it(qtbot, page, "Exam")
    show(page, "Exam (1)")
    assert page.titles() == ["Rome"]
    show(page, "All materials (3)")
    page.choose(1, "Collections", "Exam")
    show(page, "Exam (2)")
    assert page.titles() == ["Gaul", "Rome"]
    page.choose(0, "Collections", "Exam")
    assert page.titles() == ["Rome"]
    Undo(page.desk).undo()
    assert page.titles() == ["Gaul", "Rome"]


def test_that_an_empty_collection_says_how_it_is_filled(page) -> None:
    Collecting(page.desk).create("Exam")
    show(page, "Exam (0)")
    assert any("A material’s menu puts it into a collection" in words for words in page.words())


def test_that_a_collection_is_renamed_and_deleted_from_the_bar(qtbot, page) -> None:
    Collecting(page.desk).create("R & D", [ROME])
    show(page, "R & D (1)")
    more = page.view.findChild(QToolButton, "collectionsButton")
    more.click()
    entry(page.view.findChild(QMenu, "collectionsMenu"), "Rename “R && D” …").trigger()
    name_it(qtbot, page, "Finals")
    show(page, "Finals (1)")
    more.click()
    entry(page.view.findChildren(QMenu, "collectionsMenu")[-1], "Delete “Finals”").trigger()
    assert Collecting(page.desk).collections() == ()
    assert len(page.titles()) == 3
    _, take_back = page.navigator.offered
    take_back()
    assert [one.name for one in Collecting(page.desk).collections()] == ["Finals"]
    for menu in page.view.findChildren(QMenu, "collectionsMenu"):
        menu.close()


def test_that_a_name_that_is_taken_is_told(qtbot, page) -> None:
    Collecting(page.desk).create("Exam")
    page.choose(0, "Collections", "New collection …")
    name_it(qtbot, page, "EXAM")
    assert "already" in str(page.navigator.errors[0])


def test_that_an_archived_material_stands_apart_and_comes_out_again(page) -> None:
    page.choose(0, "Archive")
    assert page.titles() == ["Gaul", "Rome"]
    show(page, "Archived (1)")
    assert page.titles() == ["Élan of the Celts"]
    assert "Archived: nothing of it is asked." in page.words()
    page.choose(0, "Take out of the archive")
    assert len(page.titles()) == 3


def test_that_a_removed_material_is_brought_back_from_its_card(qtbot, page) -> None:
    Reading(page.desk).mark([SectionId("celts/0")], is_read=True)
    page.choose(0, "Remove from the library")
    show(page, "Removed (1)")
    assert page.titles() == ["Élan of the Celts"]
    qtbot.mouseClick(page.button("stepButton"), Qt.MouseButton.LeftButton)
    assert len(page.titles()) == 3
    assert page.view.cards[0].entry.read_sections == 1


def test_that_a_library_whose_materials_are_all_removed_offers_them(qtbot, page) -> None:
    for _ in range(3):
        page.choose(0, "Remove from the library")
    action = page.view.findChild(QPushButton, "libraryNoteAction")
    assert action.isVisible()
    qtbot.mouseClick(action, Qt.MouseButton.LeftButton)
    assert len(page.titles()) == 3


def test_that_f2_on_a_card_changes_the_title_by_keyboard_alone(qtbot, page) -> None:
    page.presenter.entered()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    dialog = details(page)
    dialog.title.selectAll()
    qtbot.keyClicks(dialog.title, "Celts")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    assert page.titles()[0] == "Celts"


def test_that_delete_on_a_card_removes_it_and_can_be_taken_back(qtbot, page) -> None:
    page.presenter.entered()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert len(page.titles()) == 2
    _, take_back = page.navigator.offered
    take_back()
    assert len(page.titles()) == 3


def test_that_delete_in_the_filter_removes_no_material(qtbot, page) -> None:
    field = page.view.findChild(QLineEdit, "libraryFilter")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert len(page.titles()) == 3


def test_that_all_details_can_be_changed_and_the_documents_own_had_again(qtbot, page) -> None:
    page.choose(0, "Title, cover and details …")
    dialog = details(page)
    dialog.authors.setPlainText("Ann Author\nBen Boer\n")
    dialog.language.setEditText("French (fr)")
    dialog.source.setPlainText("a\nshelf")
    dialog.licence.setText("CC0")
    qtbot.mouseClick(dialog.findChild(QPushButton, "detailsSave"), Qt.MouseButton.LeftButton)
    found = TitlePages(page.desk).title_page(CELTS)
    assert (found.authors, found.language) == (("Ann Author", "Ben Boer"), "fr")
    assert (found.source, found.licence) == ("a shelf", "CC0")
    page.choose(0, "Title, cover and details …")
    dialog = details(page)
    qtbot.mouseClick(dialog.findChild(QPushButton, "detailsRestore"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.findChild(QPushButton, "detailsSave"), Qt.MouseButton.LeftButton)
    assert TitlePages(page.desk).title_page(CELTS).authors == ("A. Writer",)


def test_that_an_empty_title_is_told_in_the_window_itself(qtbot, page) -> None:
    page.choose(0, "Title, cover and details …")
    dialog = details(page)
    dialog.title.clear()
    qtbot.mouseClick(dialog.findChild(QPushButton, "detailsSave"), Qt.MouseButton.LeftButton)
    assert dialog.findChild(QLabel, "detailsProblem").text() == (
        "A material needs a title; write one."
    )
    dialog.reject()


def test_that_a_chosen_picture_becomes_the_cover_of_the_card(qtbot, page, tmp_path) -> None:
    picture = QImage(900, 1200, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    picture.save(str(tmp_path / "cover.png"))
    page.choose(0, "Title, cover and details …")
    dialog = details(page)
    dialog.cover_chosen.emit(tmp_path / "cover.png")
    dialog.reject()
    qtbot.waitUntil(lambda: page.view.cards[0].findChild(QLabel, "cardCover") is not None)
    cover = page.view.cards[0].findChild(QLabel, "cardCover")
    qtbot.waitUntil(cover.isVisible)
    assert cover.pixmap().deviceIndependentSize().height() == pytest.approx(72, abs=4)
    assert len(TitlePages(page.desk).cover(CELTS).content) < 20_000


def test_that_a_file_that_is_no_picture_is_told_in_the_window(page, tmp_path) -> None:
    (tmp_path / "notes.png").write_text("no picture", "utf-8")
    page.choose(0, "Title, cover and details …")
    dialog = details(page)
    dialog.cover_chosen.emit(tmp_path / "notes.png")
    assert "no picture" in dialog.findChild(QLabel, "detailsProblem").text()
    assert TitlePages(page.desk).cover(CELTS) is None
    dialog.reject()


def test_that_of_many_materials_only_those_near_the_window_have_cards(qtbot, page) -> None:
    for number in range(120):
        put_in(page.desk, MaterialId(f"book-{number}"), f"Book {number}", sections=1)
    QApplication.processEvents()
    assert len(page.view.cards) < 60
    field = page.view.findChild(QLineEdit, "libraryFilter")
    qtbot.keyClicks(field, "book 57")
    assert page.titles() == ["Book 57"]
    field.clear()
    scroll = page.view._scroll.verticalScrollBar()

    def reaches_the_end() -> bool:
        scroll.setValue(scroll.maximum())
        return len(page.view.cards) == 123

    qtbot.waitUntil(reaches_the_end)


def test_that_much_reading_is_told_in_hours(page) -> None:
    put_in(page.desk, MaterialId("long"), "Long", sections=60)
    assert "4 materials · 2 hours of reading left" in page.words()
    assert "60 sections · 2 hours of reading" in page.words()
    Reading(page.desk).mark([SectionId("long/0")], is_read=True)
    assert "1 of 60 sections read · 118 minutes left" in page.words()


def test_that_exam_dates_are_set_for_materials_and_for_collections_from_their_menus(page) -> None:
    page.desk.database.write(
        "INSERT INTO question"
        " (key, material_id, kind, prompt, body, origin, created_at, updated_at)"
        " SELECT key || '/q1', id, 'cloze', '', '{}', 'pack', '', '' FROM material"
    )
    Collecting(page.desk).create("R & D", [ROME])
    show(page, "R & D (1)")
    page.view.findChild(QToolButton, "collectionsButton").click()
    menu = page.view.findChild(QMenu, "collectionsMenu")
    entry(menu, "Exam date of “R && D” …").trigger()
    menu.close()
    page.choose(0, "Exam date …")
    dialogs = page.view.window().findChildren(ExamDialog)
    assert [dialog.windowTitle() for dialog in dialogs] == ["Exam on “R & D”", "Exam on “Rome”"]
    for dialog in dialogs:
        dialog.reject()


def test_that_the_library_is_sorted_next_time_as_it_was_left(qtbot, theme, page) -> None:
    orders = page.view.findChild(QComboBox, "libraryOrder")
    orders.setFocus()
    qtbot.keyClick(orders, Qt.Key.Key_Down)
    assert orders.currentText() == "By title"
    again = LibraryPage(page.desk, theme)
    qtbot.addWidget(again.view)
    assert again.view.findChild(QComboBox, "libraryOrder").currentText() == "By title"
    assert again.titles() == ["Élan of the Celts", "Gaul", "Rome"]
