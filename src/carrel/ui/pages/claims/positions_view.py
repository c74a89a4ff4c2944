"""The tab with the positions table, and below it the claims of the cell that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.positions import Positions
from carrel.ui.pages.claims.positions_model import PositionsDelegate, PositionsModel
from carrel.ui.widgets.labels import heading, muted
from carrel.ui.widgets.words_list import WordsItem, WordsList

_ISSUE_SHARE = 0.85
"""Width of the column of issues, as a share of a holder's column."""


class PositionsTable(QTableView):
    """The table. Columns share the width and rows are as high as their words."""

    entered_with_key = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("positionsTable")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(PositionsDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(24)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def fit(self) -> None:
        """Share the width and give rows their heights."""
        count = self.model().columnCount() if self.model() is not None else 0
        if count < 2:
            return
        header = self.horizontalHeader()
        titles = max(header.sectionSizeHint(column) for column in range(1, count))
        width = max(110, titles, int(self.viewport().width() / (count - 1 + _ISSUE_SHARE)))
        for column in range(1, count):
            self.setColumnWidth(column, width)
        rest = self.viewport().width() - width * (count - 1)
        self.setColumnWidth(0, max(90, int(width * _ISSUE_SHARE), rest))
        self.resizeRowsToContents()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the words of the cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_with_key.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self.fit)


class PositionsView(QWidget):
    """Shows who holds what on which issue."""

    cell_requested = Signal(QModelIndex)
    opened = Signal(QModelIndex)
    words_requested = Signal(object)
    comparison_requested = Signal(int, int)
    export_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("positionsView")
        self.table = PositionsTable()
        self.model = PositionsModel(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Positions: issues down, holders across"))
        self.first = self._combo("firstHolder", self.tr("Holder to show"))
        self.second = self._combo("secondHolder", self.tr("Holder to compare with"))
        self.export = QPushButton(self.tr("Export"))
        self.export.setObjectName("exportPositions")
        self.heading = heading()
        self.hint = muted()
        self.claims = WordsList()
        self.claims.setObjectName("cellClaims")
        self.claims.setAccessibleName(self.tr("Claims of the chosen cell"))
        self._is_filling = False
        self._build()
        self._connect()

    def show_holders(self, names: Sequence[str]) -> None:
        """Offer holders to compare."""
        self._is_filling = True
        for combo, nobody in (
            (self.first, self.tr("All holders")),
            (self.second, self.tr("Choose a second one")),
        ):
            combo.clear()
            combo.addItem(nobody)
            combo.addItems(list(names))
        self.second.setEnabled(False)
        self._is_filling = False

    def show_positions(self, positions: Positions) -> None:
        """Show a table; nothing in it is chosen."""
        self.model.show_positions(positions)
        self.table.fit()
        self.show_cell("", self.tr("Choose a cell to see the claims behind it."), ())

    def show_cell(self, title: str, hint: str, rows: Sequence[WordsItem]) -> None:
        """Show the claims of a cell below the table."""
        self.heading.setText(title)
        self.heading.setVisible(bool(title))
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.claims.show_items(rows)
        self.claims.setVisible(bool(rows))

    def _combo(self, name: str, label: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(name)
        combo.setAccessibleName(label)
        combo.setToolTip(label)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return combo

    def _build(self) -> None:
        menu = QMenu(self.export)
        for text, suffix in (
            (self.tr("As Markdown…"), "md"),
            (self.tr("As CSV for a spreadsheet…"), "csv"),
        ):
            menu.addAction(text, partial(self.export_requested.emit, suffix))
        self.export.setMenu(menu)
        bar = QHBoxLayout()
        label = QLabel(self.tr("&Compare"))
        label.setBuddy(self.first)
        for widget in (label, self.first, QLabel(self.tr("with")), self.second):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(muted(self.tr("— no position given")))
        bar.addSpacing(12)
        bar.addWidget(self.export)
        bottom = QWidget()
        below = QVBoxLayout(bottom)
        below.setContentsMargins(12, 8, 0, 0)
        below.setSpacing(2)
        below.addWidget(self.heading)
        below.addWidget(self.hint)
        below.addWidget(self.claims, 1)
        below.addStretch(0)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(bottom)
        splitter.setStretchFactor(0, 3)
        splitter.setSizes([500, 170])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        bar.setContentsMargins(12, 0, 12, 0)
        column.addLayout(bar)
        column.addWidget(splitter, 1)

    def _connect(self) -> None:
        self.table.selectionModel().currentChanged.connect(self.cell_requested)
        self.table.clicked.connect(self.cell_requested)
        self.table.doubleClicked.connect(self.opened)
        self.table.entered_with_key.connect(self.opened)
        self.claims.opened.connect(self.words_requested)
        self.first.currentIndexChanged.connect(self._ask_comparison)
        self.second.currentIndexChanged.connect(self._ask_comparison)

    def _ask_comparison(self) -> None:
        if not self._is_filling:
            self.second.setEnabled(self.first.currentIndex() > 0)
            self.comparison_requested.emit(
                self.first.currentIndex() - 1, self.second.currentIndex() - 1
            )
