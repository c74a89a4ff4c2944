"""How the questions on something stand: a bar of shares with the words beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from carrel.domain.memory_map import MemoryCounts
from carrel.ui.widgets.labels import muted
from carrel.ui.widgets.memory_look import counts_in_words, paint_shares

_BAR = QSize(120, 8)


class ShareBar(QWidget):
    """The bar alone. Its parts differ in pattern as well as in colour."""

    def __init__(self, size: QSize = _BAR, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = MemoryCounts()
        self.setFixedSize(size)

    def show_counts(self, counts: MemoryCounts) -> None:
        """Show other counts."""
        self._counts = counts
        self.setToolTip(counts_in_words(counts))
        self.setAccessibleName(counts_in_words(counts))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the shares."""
        painter = QPainter(self)
        ground = self.palette().color(QPalette.ColorRole.Window)
        paint_shares(painter, QRectF(self.rect()), self._counts, is_dark=ground.lightness() < 128)


class MemoryLine(QWidget):
    """A bar of shares and the same in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = ShareBar()
        self.words = muted()
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(10)
        row.addWidget(self.bar)
        row.addWidget(self.words, 1)

    def show_counts(self, counts: MemoryCounts) -> None:
        """Show how questions stand; without any the line is hidden."""
        self.bar.show_counts(counts)
        self.words.setText(counts_in_words(counts))
        self.setVisible(counts.total > 0)
