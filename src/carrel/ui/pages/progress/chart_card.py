"""A chart on the page: its title, what it means, the drawing or its table, and saving it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from carrel.ui.pages.progress.chart import Chart, Key, NoChart, Table
from carrel.ui.pages.progress.plot import Plot
from carrel.ui.widgets.buttons import icon_button
from carrel.ui.widgets.card import Card
from carrel.ui.widgets.flow import Flow
from carrel.ui.widgets.labels import body, heading, muted
from carrel.ui.widgets.patterns import paint_pattern

_BY_CONTENT = QHeaderView.ResizeMode.ResizeToContents
_SWATCH = QSize(22, 10)


class ChartCard(Card):
    """Shows one chart at a time, as a drawing or as a table."""

    save_requested = Signal()

    def __init__(self, name: str, title: str, extra: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.title = title
        self.chart: Chart | None = None
        self.sentence = body()
        self._nothing = muted()
        self.plot = Plot()
        self.plot.setAccessibleName(title)
        self.table = _table(title)
        self._shown = QStackedWidget()
        self._shown.addWidget(self.plot)
        self._shown.addWidget(self.table)
        self.keys = _Keys()
        self.as_table = QPushButton(self.tr("Table"))
        self.as_table.setCheckable(True)
        self.as_table.setAccessibleName(self.tr("{chart}: show as a table").format(chart=title))
        self.as_table.setToolTip(self.tr("Show the numbers as a table"))
        self.as_table.toggled.connect(self._show_as)
        self.save = icon_button("export", self.tr("{chart}: save as a picture").format(chart=title))
        self.save.clicked.connect(self.save_requested)
        self._extra = extra
        head = QHBoxLayout()
        head.addWidget(heading(title), 1)
        for widget in (extra, self.as_table, self.save):
            if widget is not None:
                head.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        for part in (self.sentence, self.keys, self._shown, self._nothing):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_chart(self, chart: Chart | NoChart) -> None:
        """Show a chart, or say why there is none."""
        self.chart = chart if isinstance(chart, Chart) else None
        has_chart = self.chart is not None
        for widget in (self.sentence, self._shown, self.as_table, self.save):
            widget.setVisible(has_chart)
        if self._extra is not None:
            self._extra.setVisible(has_chart)
        self._nothing.setVisible(not has_chart)
        self.keys.show_keys(self.chart.keys if self.chart else ())
        if isinstance(chart, NoChart):
            self._nothing.setText(chart.why)
            return
        self.sentence.setText(chart.sentence)
        self.plot.setAccessibleDescription(chart.sentence)
        self._shown.setFixedHeight(chart.height)
        self.plot.show_drawing(chart.draw)
        self._fill(chart.table)

    def paint_picture(self, painter: QPainter, size: QSize) -> None:
        """Paint the title, the sentence, the keys and the drawing into ``size`` pixels."""
        pad = 20
        ground = self.palette().color(QPalette.ColorRole.Base)
        painter.fillRect(QRect(0, 0, size.width(), size.height()), ground)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        y = pad
        for text, label in (
            (self.title, heading()),
            (self.chart.sentence if self.chart else "", body()),
        ):
            painter.setFont(label.font())
            room = QRect(pad, y, size.width() - 2 * pad, size.height())
            flags = int(Qt.TextFlag.TextWordWrap)
            used = painter.boundingRect(room, flags, text)
            painter.drawText(room, flags, text)
            y = used.bottom() + 10
        if self.keys.isVisibleTo(self):
            painter.save()
            painter.translate(pad, y)
            self.keys.paint_keys(painter)
            painter.restore()
            y += self.keys.sizeHint().height() + 8
        target = QRectF(pad, y, size.width() - 2 * pad, size.height() - y - pad)
        self.plot.render(painter, target, self.plot.viewport().rect())

    def _show_as(self, is_table: bool) -> None:
        self._shown.setCurrentIndex(1 if is_table else 0)

    def _fill(self, table: Table) -> None:
        self.table.clear()
        self.table.setColumnCount(len(table.columns))
        self.table.setRowCount(len(table.rows))
        self.table.setHorizontalHeaderLabels(list(table.columns))
        first = QTableWidgetItem(table.columns[0])
        first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setHorizontalHeaderItem(0, first)
        for row, values in enumerate(table.rows):
            for column, value in enumerate(values):
                item = QTableWidgetItem(value)
                if column:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        for column in range(len(table.columns)):
            is_name = column == 0
            mode = QHeaderView.ResizeMode.Stretch if is_name else _BY_CONTENT
            header.setSectionResizeMode(column, mode)
        if table.rows:
            self.table.setCurrentCell(0, 0)


class _Keys(QWidget):
    """What the patterns of a chart stand for."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = Flow(self, gap=6)
        self._samples: list[_Sample] = []

    def show_keys(self, keys: tuple[Key, ...]) -> None:
        """Show these; without any nothing is shown."""
        for sample in self._samples:
            self._flow.removeWidget(sample)
            sample.hide()
            sample.deleteLater()
        self._samples = [_Sample(key) for key in keys]
        for sample in self._samples:
            self._flow.addWidget(sample)
            sample.show()
        self.setVisible(bool(keys))
        self.updateGeometry()

    def paint_keys(self, painter: QPainter) -> None:
        """Paint them beside each other, as :meth:`show_keys` shows them."""
        for sample in self._samples:
            sample.paint_key(painter)
            painter.translate(sample.sizeHint().width() + 6, 0)


class _Sample(QWidget):
    def __init__(self, key: Key) -> None:
        super().__init__()
        self._key = key

    def sizeHint(self) -> QSize:
        """The patch and the words."""
        width = _SWATCH.width() + 6 + self.fontMetrics().horizontalAdvance(self._key.words) + 10
        return QSize(width, self.fontMetrics().height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the patch and the words."""
        self.paint_key(QPainter(self))

    def paint_key(self, painter: QPainter) -> None:
        """Draw with any painter, at its origin."""
        ground = self.palette().color(QPalette.ColorRole.Base)
        height = self.sizeHint().height()
        patch = QRectF(0, (height - _SWATCH.height()) / 2, _SWATCH.width(), _SWATCH.height())
        paint_pattern(painter, patch, self._key.pattern, self._key.ink(ground.lightness() < 128))
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.setFont(self.font())
        room = QRectF(_SWATCH.width() + 6, 0, self.sizeHint().width(), height)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._key.words)


def _table(title: str) -> QTableWidget:
    table = QTableWidget()
    table.setAccessibleName(title)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setFrameShape(QTableWidget.Shape.NoFrame)
    table.horizontalHeader().setDefaultAlignment(
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    )
    table.setWordWrap(False)
    return table
