"""A small window over the page that goes when something else is clicked, or by Esc."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QWidget


class Popup(QFrame):
    """A surface with a border, in the colour ``ground`` of the palette."""

    def __init__(
        self, parent: QWidget, ground: QPalette.ColorRole = QPalette.ColorRole.Window
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._ground = ground

    def open_at(self, point: QPoint) -> None:
        """Open with the upper left corner at a point of the screen, or as near as fits."""
        self.adjustSize()
        area = self.screen().availableGeometry()
        x = min(point.x(), area.right() - self.width())
        y = min(point.y(), area.bottom() - self.height())
        self.move(max(x, area.left()), max(y, area.top()))
        self.show()
        (self.focusProxy() or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface and its border."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(self._ground))
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Dark), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
