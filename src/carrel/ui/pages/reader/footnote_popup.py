"""A footnote beside its mark, so that the place in the text is not left."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from carrel.ui.theme import reading_font
from carrel.ui.widgets.buttons import LinkButton
from carrel.ui.widgets.labels import body

_WIDTH = 380


class FootnotePopup(QFrame):
    """Goes when something else is clicked, or by Esc."""

    note_requested = Signal()
    """The footnote is wanted in its place at the end of the section."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
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
        """Open with the upper left corner at a point of the screen, or as near as fits."""
        self.adjustSize()
        area = self.screen().availableGeometry()
        x = min(point.x(), area.right() - self.width())
        y = point.y()
        if y + self.height() > area.bottom():
            y -= self.height() + 40
        self.move(max(x, area.left()), max(y, area.top()))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a surface with a border."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Dark), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _go(self) -> None:
        self.close()
        self.note_requested.emit()
