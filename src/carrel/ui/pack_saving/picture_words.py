"""The window in which the student says what a picture shows, for those who cannot see it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from carrel.ui.widgets.labels import body

_LARGEST = QSize(420, 280)


class PictureWordsDialog(QDialog):
    """Shows a picture with a line to write on; ``told`` with the words."""

    told = Signal(str)

    def __init__(self, picture: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pictureWords")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What the picture shows"))
        self.words = QLineEdit()
        self.words.setObjectName("pictureWordsField")
        self.words.setAccessibleName(self.tr("What the picture shows"))
        self.words.setPlaceholderText(self.tr("A map of the Baltic"))
        shown = QLabel()
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown.setAccessibleName(self.tr("The picture"))
        pixmap = QPixmap()
        if pixmap.loadFromData(picture):
            kept = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            is_large = pixmap.width() > _LARGEST.width() or pixmap.height() > _LARGEST.height()
            shown.setPixmap(pixmap.scaled(_LARGEST, kept, smooth) if is_large else pixmap)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self._tell)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(shown, 1)
        column.addWidget(
            body(self.tr("Say in a few words what it shows, for those who cannot see it."))
        )
        column.addWidget(self.words)
        column.addWidget(buttons)

    def _tell(self) -> None:
        words = " ".join(self.words.text().split())
        if words:
            self.told.emit(words)
            self.accept()
