"""The row of a dialog that shows how far its work is, and stops it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

_STEPS = 1000


class JobRow(QWidget):
    """A bar and a button; it keeps its room while it shows nothing, so that nothing jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stop: Callable[[], None] | None = None
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._button = QPushButton(self.tr("Stop"))
        self._button.setObjectName("stopButton")
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._bar, 1)
        row.addWidget(self._button)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def is_running(self) -> bool:
        """Whether work goes on."""
        return self._stop is not None

    def begin(self, name: str, stop: Callable[[], None]) -> None:
        """Show work that has begun; ``stop`` is called when the student stops it."""
        self._stop = stop
        self._bar.setAccessibleName(name)
        self._button.setEnabled(True)
        self._bar.setValue(0)
        self.show()

    def show_share(self, share: float) -> None:
        """Show that ``share`` of the work, 0 to 1, is done."""
        self._bar.setValue(round(share * _STEPS))

    def stop(self) -> None:
        """Have the work stopped at its next report."""
        self._button.setEnabled(False)
        if self._stop is not None:
            self._stop()

    def end(self) -> None:
        """The work is over."""
        self._stop = None
        self.hide()
