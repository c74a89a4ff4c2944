"""The line below the text: the pages before and after, and how long the rest will take."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from carrel.domain.ids import SectionId
from carrel.domain.reading import MinutesLeft
from carrel.domain.reading_pages import WORDS_PER_MINUTE
from carrel.ui.icons import icon
from carrel.ui.widgets.one_line import OneLine
from carrel.ui.widgets.reading_panel import ReadingPanel


class PageFooter(QWidget):
    """Leads to the page before and the page after."""

    section_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._previous = self._button("back", "previousPage")
        self._next = self._button("forward", "nextPage")
        self._next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._targets: dict[QToolButton, SectionId] = {}
        self._progress = OneLine()
        self._progress.setObjectName("readingProgress")
        self._progress.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.panel = ReadingPanel(self)
        self._look = QToolButton()
        self._look.setObjectName("readingLook")
        self._look.setText("Aa")
        self._look.setAutoRaise(True)
        self._look.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look.setToolTip(self.tr("How the text looks"))
        self._look.setAccessibleName(self.tr("How the text looks"))
        self._look.clicked.connect(lambda: self.panel.show_above(self._look))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 10, 3)
        row.addWidget(self._previous)
        row.addWidget(self._progress, 1)
        row.addWidget(self._look)
        row.addWidget(self._next)

    def show_neighbours(
        self, before: tuple[SectionId, str] | None, after: tuple[SectionId, str] | None
    ) -> None:
        """Name the pages before and after; None where there is none."""
        self._show(self._previous, before, self.tr("Previous page: {title}"))
        self._show(self._next, after, self.tr("Next page: {title}"))

    def show_progress(
        self, *, number: int, count: int, left: MinutesLeft, own_pace: float | None
    ) -> None:
        """Say which of the pages this is and how long the rest takes.

        ``own_pace`` is the student's, in words a minute, None as long as it is not known.
        """
        page = self.tr("Page {number} of {count}").format(number=number, count=count)
        here = self._time(left.page) if left.page else ""
        here = self.tr("{time} left here").format(time=here) if here else self.tr("end of the page")
        parts = [page, here]
        if left.material > left.page:
            whole = self._time(left.material)
            parts.append(self.tr("{time} in the whole text").format(time=whole))
        self._progress.setText(" · ".join(parts))
        told = self.tr("Reckoned at your own pace, {pace} words a minute.")
        if own_pace is None:
            told = self.tr("Reckoned at {pace} words a minute until your own pace is known.")
        told = told.format(pace=round(own_pace or WORDS_PER_MINUTE))
        self._progress.setToolTip(f"{self._progress.text()}. {told}")

    def _time(self, minutes: int) -> str:
        """Exact below an hour, to five minutes above it."""
        if minutes < 60:
            return self.tr("{minutes} min").format(minutes=minutes)
        hours, rest = divmod(5 * round(minutes / 5), 60)
        told = self.tr("{hours} h {minutes} min") if rest else self.tr("{hours} h")
        return told.format(hours=hours, minutes=rest)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a line between the text and this."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(0, 0, self.width(), 0)

    def _button(self, icon_name: str, object_name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(object_name)
        button.setIcon(icon(icon_name))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.section_requested.emit(self._targets[button]))
        return button

    def _show(self, button: QToolButton, target: tuple[SectionId, str] | None, told: str) -> None:
        button.setVisible(target is not None)
        if target is None:
            return
        self._targets[button] = target[0]
        title = target[1]
        button.setText(self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, 190))
        button.setToolTip(told.format(title=title))
        button.setAccessibleName(told.format(title=title))
