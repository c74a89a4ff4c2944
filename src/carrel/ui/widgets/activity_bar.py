"""The strip at the foot of the window that shows a job in the background and can stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from carrel.ui.widgets.progress_line import ProgressLine

_BAR_WIDTH = 220


class ActivityBar(QWidget):
    """Hidden unless a job runs; one job at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("activityBar")
        self._stop: Callable[[], None] | None = None
        self._text = QLabel()
        self._text.setObjectName("activityText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = ProgressLine()
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._button = QPushButton(self.tr("Stop"))
        self._button.setObjectName("activityStop")
        self._button.clicked.connect(self._on_stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._bar)
        row.addWidget(self._button)
        self.hide()

    @property
    def text(self) -> str:
        """What is being done."""
        return self._text.text()

    def begin(self, text: str, stop: Callable[[], None]) -> None:
        """Show a job that has begun; ``stop`` is called when the student stops it."""
        self._stop = stop
        self._button.setEnabled(True)
        self.show_progress(0.0, text)
        self.show()

    def show_progress(self, share: float, text: str) -> None:
        """Show that ``share`` of the job, 0 to 1, is done, and what it does now."""
        self._bar.set_share(share)
        self._bar.setAccessibleName(text)
        self._text.setText(text)
        self._text.setToolTip(text)

    def end(self) -> None:
        """The job is over."""
        self._stop = None
        self.hide()

    def _on_stop(self) -> None:
        self._button.setEnabled(False)
        if self._stop is not None:
            self._stop()
