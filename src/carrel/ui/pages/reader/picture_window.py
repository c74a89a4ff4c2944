"""A picture of the text in a window of its own, as large as fits, or at its own size."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from carrel.ui.widgets.labels import muted

_SHARE_OF_SCREEN = 0.85


class PictureWindow(QDialog):
    """Space or a double click changes between the whole picture and its own size; Esc closes."""

    def __init__(self, image: QImage, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("pictureWindow")
        self.setWindowTitle(words or self.tr("Picture"))
        self._picture = QPixmap.fromImage(image)
        self._is_whole = True
        self._label = QLabel()
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setAccessibleName(words or self.tr("Picture"))
        self._area = QScrollArea()
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setWidget(self._label)
        column = QVBoxLayout(self)
        column.addWidget(self._area, 1)
        if words:
            column.addWidget(muted(words))
        screen = parent.screen().availableSize() * _SHARE_OF_SCREEN
        wanted = self._picture.deviceIndependentSize().toSize() + QSize(60, 90)
        self.resize(wanted.boundedTo(screen).expandedTo(QSize(320, 240)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space changes the size."""
        if event.key() == Qt.Key.Key_Space:
            self._is_whole = not self._is_whole
            self._fit()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: object) -> None:
        """Change the size."""
        self._is_whole = not self._is_whole
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture to the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        picture = self._picture
        room = self._area.viewport().size()
        size = picture.deviceIndependentSize().toSize()
        if self._is_whole and (size.width() > room.width() or size.height() > room.height()):
            picture = picture.scaled(
                room * picture.devicePixelRatio(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        self._label.setPixmap(picture)
        self._label.adjustSize()
