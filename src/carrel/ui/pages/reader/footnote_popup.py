"""A footnote beside its mark, so that the place in the text is not left."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carrel.ui.theme import reading_font
from carrel.ui.widgets.buttons import LinkButton
from carrel.ui.widgets.labels import body
from carrel.ui.widgets.popup import Popup

_WIDTH = 380
_MARK_HEIGHT = 40


class FootnotePopup(Popup):
    """Goes when something else is clicked, or by Esc."""

    note_requested = Signal()
    """The footnote is wanted in its place at the end of the section."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent, QPalette.ColorRole.Base)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("footnotePopup")
        words = body(text)
        words.setFont(reading_font(max(self.font().pointSizeF(), 9.0) * 1.15))
        words.setFixedWidth(_WIDTH)
        to_note = LinkButton(self.tr("Go to the note"))
        to_note.clicked.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 10)
        column.addWidget(words)
        column.addWidget(to_note, 0, Qt.AlignmentFlag.AlignLeft)

    def open_at(self, point: QPoint) -> None:
        """Open below a mark at a point of the screen, or above it where there is no room."""
        self.adjustSize()
        if point.y() + self.height() > self.screen().availableGeometry().bottom():
            point = point - QPoint(0, self.height() + _MARK_HEIGHT)
        super().open_at(point)

    def _go(self) -> None:
        self.close()
        self.note_requested.emit()
