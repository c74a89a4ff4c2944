"""The Settings page on an empty library, with three actions that have keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QListWidget, QToolButton, QWidget

from carrel.domain.settings import Settings
from carrel.services.preferences import Preferences
from carrel.system.paths import places
from carrel.ui.appearance import Appearance
from carrel.ui.device_settings import DeviceSettings
from carrel.ui.page import PageContext
from carrel.ui.pages.settings.presenter import SettingsPresenter
from carrel.ui.safekeeping.keeping import KeepingPresenter
from carrel.ui.shell.view import MainWindow
from carrel.ui.shortcuts import Shortcuts
from fakes import ImmediateTasks, RecordingNavigator
from sample_library import new_desk


class Book:
    """The keys of three actions: of the window, and of two pages."""

    def __init__(self, owner: QWidget) -> None:
        self.shortcuts = Shortcuts({}, owner)
        for place, name, text, keys in (
            ("", "window.search", "Search", "Ctrl+K"),
            ("read", "read.note", "Write note", "N"),
            ("quiz", "quiz.next", "Next question", "N"),
        ):
            action = QAction(text, owner)
            action.setObjectName(name)
            action.setShortcut(QKeySequence(keys))
            self.shortcuts.adopt(place, [action])

    def all_shortcuts(self) -> Shortcuts:
        return self.shortcuts

    def title(self, place: str) -> str:
        return place.title() or "Everywhere"


class SettingsPage:
    """The page on an empty library."""

    def __init__(self, qtbot, theme, folder) -> None:
        self.qtbot = qtbot
        self.theme = theme
        self.folder = folder
        self.desk = new_desk()
        self.navigator = RecordingNavigator()
        context = PageContext(self.desk, self.navigator, ImmediateTasks(), theme)
        self.appearance = Appearance(theme, DeviceSettings(folder))
        self.window = MainWindow(theme)
        qtbot.addWidget(self.window)
        self.window.allow_closing()
        self.book = Book(self.window)
        keeping = KeepingPresenter(self.window, context, places())
        self.presenter = SettingsPresenter(context, self.appearance, self.book, keeping)
        self.view = self.presenter.view
        self.window.take_in(self.view)
        self.desk.notice.listen(self.presenter.refresh)
        self.desk.notice.listen(lambda _changed: self._put_keys_in_force())
        self.window.show()

    @property
    def settings(self) -> Settings:
        return Preferences(self.desk).settings()

    def _put_keys_in_force(self) -> None:
        self.book.shortcuts.choose(self.settings.shortcuts)

    def control(self, kind, name):
        return self.view.findChild(kind, f"setting_{name}")

    def reset(self, name) -> QToolButton:
        return self.view.findChild(QToolButton, f"reset_{name}")

    def choose(self, name: str, text: str) -> None:
        """Choose by keyboard, as in any box of choices."""
        box = self.control(QComboBox, name)
        box.setFocus()
        self.qtbot.keyClicks(box, text)

    def open_group(self, title: str) -> None:
        groups = self.view.findChild(QListWidget)
        groups.setCurrentItem(groups.findItems(title, Qt.MatchFlag.MatchExactly)[0])


@pytest.fixture
def page(qtbot, theme, tmp_path):
    page = SettingsPage(qtbot, theme, tmp_path)
    yield page
    page.desk.database.close()
