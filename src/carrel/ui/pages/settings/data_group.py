"""Where the library and its backups are, and what can be done to keep them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from carrel.ui.pages.settings.group import SettingGroup
from carrel.ui.widgets.flow import Flow
from carrel.ui.widgets.labels import body, muted, strong
from carrel.ui.widgets.line import thin_line


class DataGroup(SettingGroup):
    """Shows folders; what is to be done with them leaves as a signal or is an action given."""

    folder_requested = Signal(object)
    """A folder is to be shown by the system's own program for files."""

    copy_requested = Signal()
    seen = Signal()
    """It is in sight: what it shows may have changed meanwhile."""

    def __init__(self, title: str, intro: str, keeping: Sequence[QAction]) -> None:
        super().__init__(title, intro)
        self._library_folder = Path()
        self._backup_folder = Path()
        self._library = body()
        self._library.setObjectName("libraryPath")
        self._backups = body()
        self._backups.setObjectName("backupPath")
        self._state = muted()
        copy = QPushButton(self.tr("Save a copy…"))
        copy.setObjectName("saveCopy")
        copy.clicked.connect(self.copy_requested)
        self._part(
            self.tr("Your library"),
            [self._library, muted(self.tr("All your texts, notes, questions and answers."))],
            [
                self._folder_button("openLibraryFolder", lambda: self._library_folder),
                copy,
            ],
        )
        self._part(
            self.tr("Backups"),
            [self._backups, self._state],
            [
                *(_button(action) for action in keeping),
                self._folder_button("openBackupFolder", lambda: self._backup_folder),
            ],
        )
        self._part(
            self.tr("Another folder, another computer"),
            [
                muted(
                    self.tr(
                        "To go on with your library on another computer, save a copy, and choose"
                        " “Restore a backup” with it there. To keep it in another folder here,"
                        " close Carrel, move the file, and start Carrel with --library and its"
                        " new place. A folder that another program synchronises is safe for a"
                        " copy, and not for the library that is open."
                    )
                )
            ],
            [],
        )
        self.column.addStretch(1)

    def show_places(self, library: Path, backups: Path, state: str) -> None:
        """Show the file of the library, the folder of backups, and how things stand there."""
        self._library_folder, self._backup_folder = library.parent, backups
        self._library.setText(str(library))
        self._backups.setText(str(backups))
        self._state.setText(state)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for how things stand."""
        super().showEvent(event)
        self.seen.emit()

    def _folder_button(self, name: str, folder: Callable[[], Path]) -> QPushButton:
        button = QPushButton(self.tr("Open the folder"))
        button.setObjectName(name)
        button.clicked.connect(lambda: self.folder_requested.emit(folder()))
        return button

    def _part(self, title: str, words: Sequence[QLabel], buttons: Sequence[QPushButton]) -> None:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 10, 0, 12)
        column.setSpacing(4)
        column.addWidget(strong(title))
        for label in words:
            column.addWidget(label)
        if buttons:
            row = Flow(gap=8)
            for button in buttons:
                row.addWidget(button)
            column.addSpacing(4)
            column.addLayout(row)
        self.column.addWidget(thin_line())
        self.column.addWidget(part)


def _button(action: QAction) -> QPushButton:
    button = QPushButton(action.text())
    button.clicked.connect(action.trigger)
    return button
