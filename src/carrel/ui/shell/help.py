"""The windows of the Help menu: what can be done by keyboard, and which Carrel this is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from carrel.system.resources import resource
from carrel.ui.shortcuts import Binding
from carrel.ui.widgets.labels import body, heading, muted, page_title

_PICTURE_SIDE = 64


class ShortcutsDialog(QDialog):
    """Every action that has a shortcut, by the menu it stands in; made from the actions."""

    def __init__(self, places: Sequence[tuple[str, Sequence[Binding]]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(460, 560)
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setColumnStretch(0, 1)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        for title, bindings in places:
            self._add_group(title, [(one.title, one.keys) for one in bindings])
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        column = QVBoxLayout(self)
        column.addWidget(scroll, 1)
        column.addWidget(_close_box(self))

    def _add_group(self, title: str, lines: Sequence[tuple[str, str]]) -> None:
        if not lines:
            return
        row = self._grid.rowCount()
        label = heading(title)
        label.setContentsMargins(0, 12 if row > 1 else 0, 0, 2)
        self._grid.addWidget(label, row, 0, 1, 2)
        for number, (words, keys) in enumerate(lines, start=row + 1):
            self._grid.addWidget(body(words), number, 0)
            self._grid.addWidget(muted(keys), number, 1)


class AboutDialog(QDialog):
    """Name, version, licence, and where the library is kept."""

    def __init__(self, version: str, library: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(self.tr("About Carrel"))
        self.setFixedWidth(440)
        picture = QLabel()
        shape = QIcon(str(resource("carrel.svg")))
        picture.setPixmap(shape.pixmap(_PICTURE_SIDE, _PICTURE_SIDE))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(picture)
        column.addWidget(page_title("Carrel"))
        column.addWidget(muted(self.tr("Version {version}").format(version=version)))
        column.addWidget(
            body(
                self.tr(
                    "A desk for one student: read, write in the margin, and be asked until it"
                    " stays known. It works offline and sends nothing anywhere."
                )
            )
        )
        column.addWidget(body(self.tr("Free software under the MIT licence.")))
        column.addWidget(muted(self.tr("Your library: {library}").format(library=library)))
        column.addSpacing(6)
        column.addWidget(_close_box(self))


def _close_box(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.close)
    return buttons
