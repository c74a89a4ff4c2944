"""What a page shows when it has nothing to show: why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from carrel.ui.icons import icon
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.labels import heading, muted

_TEXT_WIDTH = 420


class EmptyState(QWidget):
    """An icon, a title, a sentence and, if something can be done, a button."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str,
        button: PrimaryButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        self._picture = QLabel()
        self._icon = icon(icon_name, QPalette.ColorRole.PlaceholderText)
        self._picture.setPixmap(self._icon.pixmap(QSize(48, 48), self.devicePixelRatioF()))
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (heading(title), muted(text)):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setFixedWidth(_TEXT_WIDTH)
            label.setMinimumHeight(label.heightForWidth(_TEXT_WIDTH))
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        if button is not None:
            column.addSpacing(6)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
