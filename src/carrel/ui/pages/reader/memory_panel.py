"""What stands over the text while the memory lens is on: the sum, the legend and the date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QVBoxLayout, QWidget

from carrel.domain.memory_map import MemoryCounts, MemoryState
from carrel.ui.widgets.flow import Flow
from carrel.ui.widgets.labels import body, muted
from carrel.ui.widgets.memory_look import (
    BAR_WIDTH,
    counts_in_words,
    memory_ink,
    paint_bar,
    state_title,
)

_SLIDER_WIDTH = 220
_SAMPLE_HEIGHT = 22


class _Sample(QWidget):
    """A bar as it stands in the margin, with the name of its state and how often it occurs."""

    def __init__(self, state: MemoryState) -> None:
        super().__init__()
        self._state = state
        self._words = state_title(state)

    def show_count(self, count: int) -> None:
        """Say how many paragraphs stand so."""
        self._words = f"{state_title(self._state)} {count}"
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The bar and the words."""
        width = round(BAR_WIDTH) + 7 + self.fontMetrics().horizontalAdvance(self._words) + 12
        return QSize(width, max(self.fontMetrics().height(), _SAMPLE_HEIGHT) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar and write the words."""
        painter = QPainter(self)
        is_dark = self.palette().color(QPalette.ColorRole.Window).lightness() < 128
        ink = memory_ink(self._state, is_dark=is_dark)
        paint_bar(painter, self._state, x=0, top=2, height=_SAMPLE_HEIGHT - 4, ink=ink)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        room = QRectF(BAR_WIDTH + 7, 0, self.width(), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._words)


class MemoryPanel(QWidget):
    """A sentence, the five kinds of bar, and the slider of the date."""

    days_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("memoryPanel")
        self.summary = body()
        self.summary.setObjectName("memorySummary")
        self.paragraph = muted()
        self.paragraph.setObjectName("memoryParagraph")
        self.struggles = body()
        self.struggles.setObjectName("memoryStruggles")
        self._samples = {state: _Sample(state) for state in MemoryState}
        legend = QWidget()
        legend.setAccessibleName(self.tr("Legend"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        legend.setSizePolicy(policy)
        flow = Flow(legend, gap=8)
        for sample in self._samples.values():
            flow.addWidget(sample)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("memoryDate")
        self.slider.setFixedWidth(_SLIDER_WIDTH)
        self.slider.setPageStep(7)
        self.slider.valueChanged.connect(self.days_changed)
        label = QLabel(self.tr("&Date"))
        label.setBuddy(self.slider)
        when = QWidget()
        when.setFixedHeight(_SAMPLE_HEIGHT)
        row = QHBoxLayout(when)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(label)
        row.addWidget(self.slider)
        flow.addWidget(when)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 6)
        column.setSpacing(3)
        column.addWidget(self.summary)
        column.addWidget(legend)
        column.addWidget(self.struggles)
        column.addWidget(self.paragraph)
        self.struggles.hide()
        self.paragraph.hide()
        self.hide()

    def set_farthest(self, days: int) -> None:
        """Let the slider reach so many days ahead."""
        self.slider.setRange(0, days)
        self.slider.setTickInterval(7)

    def show_map(
        self,
        counts: MemoryCounts,
        at: datetime,
        days: int,
        *,
        is_exam: bool,
        blind_claims: int = 0,
    ) -> None:
        """Show how the page stands ``days`` ahead, at the local time ``at``."""
        for state, sample in self._samples.items():
            sample.show_count(counts.by_state[state])
        when = self._date_in_words(at, days, is_exam=is_exam)
        self.slider.setAccessibleName(
            self.tr("Show the memory as it will be: {date}").format(date=when)
        )
        self.slider.setToolTip(
            self.tr("Today at the left, later to the right, as if nothing is answered until then")
        )
        sentence = self._sentence(counts, when)
        if blind_claims == 1:
            sentence += " " + self.tr("A ring marks 1 claim that no question asks about.")
        elif blind_claims:
            sentence += " " + self.tr("Rings mark {n} claims that no question asks about.").format(
                n=blind_claims
            )
        self.summary.setText(sentence)

    def show_struggles(self, titles: Sequence[str]) -> None:
        """Name the sections that were marked much and failed; hidden without any."""
        names = ", ".join(f"“{title}”" for title in titles)
        self.struggles.setText(
            self.tr("You marked much here, and failed all the same: {names}.").format(names=names)
        )
        self.struggles.setVisible(bool(titles))

    def show_paragraph(self, words: str) -> None:
        """Say how the current paragraph stands and what can be done; hidden without words."""
        self.paragraph.setText(words)
        self.paragraph.setVisible(bool(words))

    def _sentence(self, counts: MemoryCounts, when: str) -> str:
        if not counts.total:
            return self.tr("There are no paragraphs on this page that could be asked about.")
        if counts.no_question == counts.total:
            return self.tr(
                "No question asks about this page yet: choose a row of dots to make one."
            )
        asked = counts.total - counts.no_question
        text = (
            self.tr("{date}: 1 paragraph with a question, {counts}.")
            if asked == 1
            else self.tr("{date}: {n} paragraphs with questions, {counts}.")
        )
        with_questions = MemoryCounts(
            counts.missed, counts.fading, counts.never_asked, counts.secure
        )
        sentence = text.format(date=when, n=asked, counts=counts_in_words(with_questions))
        if counts.no_question:
            sentence += " " + (
                self.tr("1 has no question yet.")
                if counts.no_question == 1
                else self.tr("{n} have no question yet.").format(n=counts.no_question)
            )
        return sentence

    def _date_in_words(self, at: datetime, days: int, *, is_exam: bool) -> str:
        if days == 0:
            return self.tr("Today")
        day = QLocale().toString(QDate(at.year, at.month, at.day), "dddd d MMMM")
        if is_exam:
            return self.tr("{date}, the day of the exam").format(date=day)
        if days == 1:
            return self.tr("Tomorrow, {date}").format(date=day)
        return self.tr("{date}, in {n} days").format(date=day, n=days)
