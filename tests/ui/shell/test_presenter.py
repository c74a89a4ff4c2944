"""The window goes to places and back, keeps pages true to the library, and undoes."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)

from carrel.domain.changes import EVERYTHING, Change
from carrel.domain.errors import CarrelError, LibraryUnavailable, NotFound, UndoRefused
from carrel.domain.ids import MaterialId, SectionId
from carrel.services.desk import Desk
from carrel.services.preferences import Preferences
from carrel.storage.database import open_database
from carrel.ui.navigator import Crumb, PageName, Place
from carrel.ui.page import Menu
from carrel.ui.shell.presenter import ShellPresenter
from carrel.ui.shell.view import MainWindow
from fakes import FrozenClock, SequenceIds

DIGIT_3 = {"darwin": (1, 20), "win32": (4, 0)}.get(sys.platform, (12, 0))
"""Scan code and virtual key of the key on which 3 is."""


class PlainPage:
    """A page that shows a button, remembers what it was told and knows one material."""

    def __init__(self, name: PageName) -> None:
        self.view = QPushButton(name)
        self.note = QAction(f"Act on {name}", self.view)
        self.note.setObjectName(f"{name}.act")
        self.actions: Mapping[Menu, Sequence[QAction]] = {Menu.EDIT: [self.note]}
        self.told: list[object] = []
        self._place = Place(name)
        self.failure: LibraryUnavailable | None = None

    def open(self, place: Place) -> None:
        if place.material == "missing":
            raise NotFound("There is no “missing”.")
        self.told.append("open")
        self._place = place

    def scroll_to(self, offset: int) -> None:
        self._place = replace(self._place, start=offset)

    def place(self) -> Place:
        return self._place

    def trail(self) -> Sequence[Crumb]:
        return [Crumb(str(self._place.section))] if self._place.section else []

    def refresh(self, changed: frozenset[Change]) -> None:
        self.told.append(changed)

    def entered(self) -> None:
        self.view.setFocus()
        self.told.append("entered")

    def left(self) -> None:
        if self.failure is not None:
            raise self.failure
        self.told.append("left")


class Shell:
    """A window on a library with plain pages."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        self.window = window
        self.desk = desk
        self.presenter = ShellPresenter(window, desk)
        self.pages: dict[PageName, PlainPage] = {}
        self.presenter.add_pages({name: self._builder(name) for name in PageName})

    def _builder(self, name: PageName):
        def build() -> PlainPage:
            self.pages[name] = PlainPage(name)
            return self.pages[name]

        return build

    @property
    def in_front(self) -> QWidget:
        page = self.presenter.page_in_front
        assert page is not None
        assert page.view.isVisible()
        return page.view

    def choose_width(self) -> None:
        with self.desk.action("Set {name}", Change.SETTINGS, name="width") as action:
            action.insert("setting", {"name": "width", "value": "66"})

    def width(self) -> str | None:
        return self.desk.database.value("SELECT value FROM setting WHERE name = 'width'")


@pytest.fixture
def library(tmp_path):
    return tmp_path / "library.db"


@pytest.fixture
def shell(qtbot, theme, library):
    database = open_database(library)
    window = MainWindow(theme)
    shell = Shell(window, Desk(database, FrozenClock(), SequenceIds()))
    qtbot.addWidget(window)
    window.show()
    shell.presenter.start(Place(PageName.LIBRARY))
    yield shell
    shell.presenter.close()
    window.allow_closing()
    database.close()


def read(section: str) -> Place:
    return Place(PageName.READ, section=SectionId(section))


def test_that_a_page_is_built_when_it_is_first_visited(shell) -> None:
    assert list(shell.pages) == [PageName.LIBRARY]
    shell.presenter.open_notes()
    shell.presenter.open_library()
    shell.presenter.open_notes()
    assert list(shell.pages) == [PageName.LIBRARY, PageName.NOTES]
    assert shell.in_front is shell.pages[PageName.NOTES].view


def test_that_back_returns_to_the_scrolled_place_and_forward_goes_on(shell) -> None:
    shell.presenter.go(read("book/1"))
    page = shell.pages[PageName.READ]
    page.scroll_to(300)
    shell.presenter.go(read("book/2"))

    shell.window.menus.back.trigger()
    assert page.place() == replace(read("book/1"), start=300)
    shell.window.menus.forward.trigger()
    assert page.place() == read("book/2")
    assert not shell.window.menus.forward.isEnabled()


def test_that_pages_are_chosen_by_shortcut(qtbot, shell) -> None:
    qtbot.keyClick(shell.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert shell.presenter.page_in_front is shell.pages[PageName.NOTES]
    assert shell.in_front.hasFocus()


def test_that_arrow_keys_go_through_the_navigation_and_stay_in_it(qtbot, shell) -> None:
    shell.window.navigation.focus_page(PageName.LIBRARY)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert shell.presenter.page_in_front is shell.pages[PageName.TOPICS]
    assert QApplication.focusWidget().text() == "Topics"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert shell.presenter.page_in_front is shell.pages[PageName.READ]


def test_that_a_click_in_the_navigation_leads_into_the_page(qtbot, shell) -> None:
    entry = shell.window.navigation.findChild(QToolButton, "quizButton")
    qtbot.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert entry.isChecked()
    assert shell.presenter.page_in_front is shell.pages[PageName.QUIZ]
    assert shell.in_front.hasFocus()


def test_that_a_place_that_is_not_there_is_told_and_the_page_stays(shell) -> None:
    shell.presenter.open_material(MaterialId("missing"))
    assert shell.window.banner.text == "There is no “missing”."
    assert shell.presenter.page_in_front is shell.pages[PageName.LIBRARY]
    assert not shell.window.menus.back.isEnabled()


def test_that_a_message_stays_behind_with_its_page_but_an_error_or_an_offer_does_not(shell) -> None:
    banner = shell.window.banner
    shell.presenter.show_message("There is nothing to undo.")
    shell.presenter.open_notes()
    assert not banner.isVisible()
    shell.presenter.show_message("Deleted.", action_text="Undo", action=lambda: None)
    shell.presenter.open_library()
    assert banner.isVisible()
    shell.presenter.show_error(CarrelError("The disk is full."))
    shell.presenter.open_notes()
    assert banner.text == "The disk is full."
    assert banner.isVisible()


def test_that_the_page_in_front_hears_of_changes_at_once_and_others_on_their_visit(shell) -> None:
    shell.presenter.open_notes()
    library, notes = shell.pages[PageName.LIBRARY], shell.pages[PageName.NOTES]
    library.told.clear()
    notes.told.clear()

    shell.desk.notice.publish([Change.ANNOTATIONS])
    shell.desk.notice.publish([Change.READING])
    assert notes.told == [{Change.ANNOTATIONS}, {Change.READING}]
    assert library.told == []

    shell.presenter.open_library()
    assert library.told == [{Change.ANNOTATIONS, Change.READING}, "open", "entered"]


def test_that_undo_and_redo_name_their_step_and_do_it(shell) -> None:
    menus = shell.window.menus
    assert not menus.undo.isEnabled()
    shell.choose_width()
    assert menus.undo.text() == "Undo Set width"

    menus.undo.trigger()
    assert shell.width() is None
    assert (menus.undo.text(), menus.undo.isEnabled()) == ("Undo", False)
    assert menus.redo.text() == "Redo Set width"
    menus.redo.trigger()
    assert shell.width() == "66"


def test_that_a_refused_undo_is_told(shell) -> None:
    shell.choose_width()
    shell.desk.database.write("UPDATE setting SET value = '70'")
    shell.window.menus.undo.trigger()
    assert "Set width" in shell.window.banner.text
    assert shell.width() == "70"


def test_that_what_another_process_wrote_is_shown(shell, library) -> None:
    page = shell.pages[PageName.LIBRARY]
    page.told.clear()
    shell.presenter.look_for_foreign_changes()
    assert page.told == []

    other = open_database(library)
    other.write("INSERT INTO setting (name, value) VALUES ('width', '50')")
    other.close()
    shell.presenter.look_for_foreign_changes()
    assert page.told == [EVERYTHING]
    shell.presenter.look_for_foreign_changes()
    assert page.told == [EVERYTHING]


def test_that_the_page_in_front_adds_its_actions_to_the_menus(shell) -> None:
    shell.presenter.open_notes()
    texts = dict(shell.window.menus.all_actions())
    assert "Act on notes" in [action.text() for action in texts["Edit"]]
    assert "Act on library" not in [action.text() for action in texts["Edit"]]


def test_that_chosen_keys_are_in_force_at_once_and_shown(shell) -> None:
    Preferences(shell.desk).change(shortcuts={"window.go_notes": "F4", "window.search": ""})
    assert shell.window.menus.search.shortcut().isEmpty()
    button = shell.window.findChild(QToolButton, "notesButton")
    assert button.toolTip() == "Notes (F4)"
    assert shell.window.findChild(QLineEdit, "searchField").placeholderText() == "Search"


def test_that_all_keys_are_listed_also_of_pages_that_were_not_visited(shell) -> None:
    names = [one.name for one in shell.presenter.all_shortcuts().bindings()]
    assert "window.undo" in names
    assert {f"{name}.act" for name in PageName} <= set(names)


def test_that_the_place_of_a_key_counts_where_digits_need_shift(shell) -> None:
    press = QKeyEvent(
        QEvent.Type.KeyPress,
        Qt.Key.Key_QuoteDbl,
        Qt.KeyboardModifier.ControlModifier,
        DIGIT_3[0],
        DIGIT_3[1],
        0,
        '"',
        False,
        1,
    )
    QApplication.sendEvent(shell.in_front, press)
    assert shell.presenter.page_in_front is shell.pages[PageName.TOPICS]


def test_that_the_breadcrumb_leads_back_to_the_page(shell) -> None:
    shell.presenter.go(read("book/1"))
    assert shell.window.breadcrumb.texts == ["Read", "book/1"]
    assert shell.window.windowTitle() == "book/1 – Carrel"


def test_that_a_library_that_cannot_be_written_counts_as_not_saved_until_it_can(shell) -> None:
    saved = shell.window.findChild(QWidget, "savedState")
    assert saved.text() == "Saved"
    shell.presenter.show_error(LibraryUnavailable("The disk is full."))
    assert saved.text() == "Not saved"
    shell.choose_width()
    assert saved.text() == "Saved"
    shell.presenter.show_error(UndoRefused("Changed since."))
    assert saved.text() == "Saved"


def test_that_closing_lets_the_page_store_what_it_holds(shell) -> None:
    page = shell.pages[PageName.LIBRARY]
    shell.window.close()
    assert page.told[-1] == "left"
    assert not shell.window.isVisible()


def test_that_a_page_that_cannot_store_keeps_the_window_open_once(shell) -> None:
    shell.pages[PageName.LIBRARY].failure = LibraryUnavailable("The disk is full.")
    shell.window.close()
    assert shell.window.isVisible()
    assert shell.window.banner.text == "The disk is full."
    shell.window.close()
    assert not shell.window.isVisible()


def test_that_search_is_reached_by_its_shortcut(qtbot, shell) -> None:
    shell.window.activateWindow()
    qtbot.keyClick(shell.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert shell.window.search_field.hasFocus()


@pytest.mark.parametrize("name", ["shortcutsDialog", "aboutDialog"])
def test_that_the_help_menu_opens_its_windows(shell, name) -> None:
    menus = shell.window.menus
    {"shortcutsDialog": menus.shortcuts, "aboutDialog": menus.about}[name].trigger()
    dialog = shell.window.findChild(QWidget, name)
    assert dialog.isVisible()
    dialog.close()


def test_that_what_is_not_finished_is_asked_about_before_the_window_closes(qtbot, shell) -> None:
    shell.presenter.doubt_about_closing = lambda: "Files are still being imported."
    shell.window.close()
    assert shell.window.isVisible()
    box = shell.window.findChild(QMessageBox)
    assert box.text() == "Files are still being imported."
    stop = next(button for button in box.buttons() if button.text() == "Stop it and close")
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert not shell.window.isVisible()
