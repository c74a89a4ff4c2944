"""The legend of the claims lens: a sentence, the holders with their inks, and the lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from carrel.domain.claims import Certainty
from carrel.ui.widgets.claim_look import CERTAINTY_SHAPES, certainty_title
from carrel.ui.widgets.flow import Flow
from carrel.ui.widgets.labels import body, muted
from carrel.ui.widgets.text_marks import LineShape, draw_line


class _Sample(QWidget):
    """Words with a line below them; in the ink of a holder, or in that of the text."""

    def __init__(self, text: str, ink: QColor | None, shape: LineShape) -> None:
        super().__init__()
        self._text = text
        self._ink = ink
        self._shape = shape

    def sizeHint(self) -> QSize:
        """The words and their line."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 12, metrics.height() + 7)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words and their line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._ink or self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(ink)
        baseline = self.fontMetrics().ascent() + 1
        painter.drawText(QPointF(0, baseline), self._text)
        if self._shape is not LineShape.NONE:
            width = self.fontMetrics().horizontalAdvance(self._text)
            draw_line(painter, self._shape, ink, 1.6, 0, width, baseline + 4)


class ClaimsLegend(QWidget):
    """Stands over the text while the lens is on."""

    exercise_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claimsLegend")
        self.summary = body()
        self.notes = muted()
        self._samples = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._samples.setSizePolicy(policy)
        self._flow = Flow(self._samples, gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 6)
        column.setSpacing(3)
        self.exercise = QPushButton(self.tr("Try it yourself"))
        self.exercise.setObjectName("tryClaims")
        self.exercise.clicked.connect(self.exercise_requested)
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.exercise, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self._samples)
        column.addWidget(self.notes)
        self.hide()

    def show_legend(
        self,
        summary: str,
        holders: Sequence[tuple[str, QColor]],
        initials: Mapping[str, str],
        certainties: Sequence[Certainty],
        *,
        has_hedges: bool,
        has_ascribed: bool,
    ) -> None:
        """Show the sentence, the holders (name and ink) and the lines that are on the page.

        ``initials`` are those of all who are named, also of those who only speak of others.
        """
        self.summary.setText(summary)
        self.exercise.setVisible(bool(holders))
        notes = []
        if has_ascribed:
            notes.append(self.tr("A on B: A says what B’s view is, not B."))
        if has_hedges:
            notes.append(self.tr("Words on a ground hedge their claim."))
        self.notes.setText(" ".join(notes))
        self.notes.setVisible(bool(notes))
        while (item := self._flow.takeAt(0)) is not None:
            if (sample := item.widget()) is not None:
                sample.deleteLater()
        lines = [certainty_title(each) for each in certainties]
        inks = dict(holders)
        for name, short in initials.items():
            self._add(_Sample(f"{short} = {name}", inks.get(name), LineShape.NONE))
        for certainty in certainties:
            shape = CERTAINTY_SHAPES[certainty]
            self._add(_Sample(certainty_title(certainty), None, shape))
        names = [f"{short} = {name}" for name, short in initials.items()]
        self.setAccessibleName(self.tr("Legend: {0}").format(", ".join([*names, *lines])))
        self._samples.setVisible(bool(holders))
        self._samples.updateGeometry()

    def _add(self, sample: QWidget) -> None:
        self._flow.addWidget(sample)
        sample.show()
