"""The tab with the claim ledger: filters, the table, and the chosen claim with what bears on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.claim_ledger import ClaimEntry, ClaimFilter, Ledger, Standing
from carrel.domain.claims import Certainty
from carrel.domain.ids import ClaimId, TopicId
from carrel.ui.icons import icon
from carrel.ui.pages.claims.claim_detail import ClaimDetail
from carrel.ui.pages.claims.ledger_model import (
    CERTAINTY,
    IN_TEXT_ORDER,
    LINKS,
    SAID_BY,
    STATEMENT,
    VIEW_OF,
    LedgerModel,
)
from carrel.ui.widgets.claim_look import CERTAINTY_SHAPES, certainty_title
from carrel.ui.widgets.empty_state import EmptyState
from carrel.ui.widgets.flow import Flow
from carrel.ui.widgets.labels import muted
from carrel.ui.widgets.text_marks import draw_line

_ROW_HEIGHT = 54
_ROOMY = 600
"""Pixels of the table from which names stand in wide columns."""


_LEAST_STATEMENT = 16
"""Letters of a statement that are seen at the least; with less room the table scrolls."""


class _CertaintyCell(QStyledItemDelegate):
    """Draws a line in the shape of the certainty below its word."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the word as always, and the line."""
        super().paint(painter, option, index)
        model = index.model()
        assert isinstance(model, LedgerModel)
        entry = model.entry(index)
        if entry is None:
            return
        shape = CERTAINTY_SHAPES[entry.claim.certainty]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        roles = QPalette.ColorRole
        ink = option.palette.color(roles.HighlightedText if is_chosen else roles.Text)
        left = option.rect.left() + 4
        width = option.fontMetrics.horizontalAdvance(str(index.data()))
        y = option.rect.center().y() + option.fontMetrics.height() / 2 + 3
        draw_line(painter, shape, ink, 1.6, left, left + width, y)
        painter.restore()


class LedgerTable(QTableView):
    """The table; Enter goes to the chosen claim."""

    entered_with_key = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("claimLedger")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.setItemDelegateForColumn(CERTAINTY, _CertaintyCell(self))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def fit(self) -> None:
        """Give the statement the most room, and names what they need."""
        header = self.horizontalHeader()
        names = 130 if self.viewport().width() >= _ROOMY else 104
        taken = 0
        for column, width in ((1, names), (2, names), (3, 92), (4, 52)):
            # Large letters need more than that for the titles.
            self.setColumnWidth(column, max(width, header.sectionSizeHint(column)))
            taken += self.columnWidth(column)
        least = _LEAST_STATEMENT * self.fontMetrics().averageCharWidth()
        self.setColumnWidth(STATEMENT, max(least, self.viewport().width() - taken))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the claim."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_with_key.emit()
        else:
            super().keyPressEvent(event)


class LedgerView(QWidget):
    """Shows the claims that the filters let through."""

    filter_requested = Signal(object)
    claim_requested = Signal(str)
    exercises_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledgerView")
        self.text = QLineEdit()
        self.asserted_by = self._combo("saidBy", self.tr("Said by"))
        self.ascribed_to = self._combo("viewOf", self.tr("Whose view"))
        self.certainty = self._combo("claimCertainty", self.tr("Certainty"))
        self.topic = self._combo("claimTopic", self.tr("Topic"))
        self.standing = self._combo("claimStanding", self.tr("Standing among the claims"))
        self.order = self._combo("claimOrder", self.tr("Order of the claims"))
        self.clear = QPushButton(self.tr("Clear filters"))
        self.clear.setObjectName("clearClaimFilters")
        self.exercises = QPushButton(self.tr("Exercises…"))
        self.exercises.setObjectName("claimExercises")
        self.count = muted()
        self.table = LedgerTable()
        self.model = LedgerModel(self)
        self.table.setModel(self.model)
        self.table.fit()
        self.detail = ClaimDetail()
        self._right = QStackedWidget()
        self._is_filling = False
        self._build()
        self._connect()

    def show_choices(self, ledger: Ledger) -> None:
        """Offer the names and topics of a ledger to filter by; keeps what is chosen."""
        self._is_filling = True
        certainties = [(each, certainty_title(each)) for each in Certainty]
        standings = [
            (Standing.UNSUPPORTED, self.tr("Supported by nothing")),
            (Standing.IN_TENSION, self.tr("In tension or opposed")),
            (Standing.HIDDEN, self.tr("Hidden by you")),
        ]
        for combo, everything, choices in (
            (self.asserted_by, self.tr("Said by anyone"), ledger.asserters),
            (self.ascribed_to, self.tr("Anyone’s view"), ledger.holders),
            (self.certainty, self.tr("Any certainty"), certainties),
            (self.topic, self.tr("All topics"), ledger.topics),
            (self.standing, self.tr("All claims"), standings),
        ):
            before = combo.currentData()
            combo.clear()
            combo.addItem(everything, None)
            for value, title in choices:
                combo.addItem(title, value)
            combo.setCurrentIndex(max(0, combo.findData(before)) if before is not None else 0)
        self._is_filling = False

    def show_entries(self, entries: Sequence[ClaimEntry], total: int) -> None:
        """Show these claims of ``total``."""
        self.model.show_entries(entries)
        self.clear.setEnabled(not self.chosen_filter().is_empty)
        if entries or not total:
            text = self.tr("{n} of {total} claims").format(n=len(entries), total=total)
        else:
            text = self.tr("No claim fits all of these. Loosen one of the filters.")
        self.count.setText(text)

    def show_chosen(self, claim: ClaimId | None) -> None:
        """Mark a claim in the table, if it is listed, and show its page or the hint."""
        self._right.setCurrentIndex(0 if claim is not None else 1)
        row = -1 if claim is None else self.model.row_of(claim)
        self._is_filling = True
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))
        else:
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
        self._is_filling = False

    def chosen_filter(self) -> ClaimFilter:
        """What is set above the table."""
        certainty, standing = self.certainty.currentData(), self.standing.currentData()
        return ClaimFilter(
            text=self.text.text(),
            asserted_by=_topic(self.asserted_by),
            ascribed_to=_topic(self.ascribed_to),
            certainty=None if certainty is None else Certainty(certainty),
            topic=_topic(self.topic),
            standing=None if standing is None else Standing(standing),
        )

    def clear_filter(self) -> None:
        """Let every claim through."""
        self._is_filling = True
        self.text.clear()
        for combo in self._combos():
            combo.setCurrentIndex(0)
        self._is_filling = False
        self._ask_filter()

    def _combos(self) -> tuple[QComboBox, ...]:
        return (self.asserted_by, self.ascribed_to, self.certainty, self.topic, self.standing)

    def _combo(self, name: str, label: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(name)
        combo.setAccessibleName(label)
        combo.setToolTip(label)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(11)
        return combo

    def _build(self) -> None:
        self.text.setObjectName("claimFilter")
        self.text.setPlaceholderText(self.tr("Find a claim"))
        self.text.setAccessibleName(self.tr("Find a claim by its words, names or topics"))
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(150)
        self.text.addAction(
            icon("search", QPalette.ColorRole.PlaceholderText),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self.table.setAccessibleName(self.tr("Claims"))
        self._right.addWidget(self.detail)
        self._right.addWidget(
            EmptyState(
                "link",
                self.tr("Choose a claim"),
                self.tr("Its page says who says it, how certain it is, and what bears on it."),
            )
        )
        self._right.setMinimumWidth(440)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._build_list())
        splitter.addWidget(self._right)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([660, 420])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)
        self.show_chosen(None)

    def _build_list(self) -> QWidget:
        fields = QWidget()
        flow = Flow(fields, gap=6)
        for widget in (self.text, *self._combos(), self.order, self.clear):
            flow.addWidget(widget)
        for text, order in (
            (self.tr("As in the text"), IN_TEXT_ORDER),
            (self.tr("By claim"), STATEMENT),
            (self.tr("By who says it"), SAID_BY),
            (self.tr("By whose view it is"), VIEW_OF),
            (self.tr("By certainty"), CERTAINTY),
            (self.tr("Most linked first"), LINKS),
        ):
            self.order.addItem(text, order)
        left = QWidget()
        left.setMinimumWidth(380)
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 10, 0, 0)
        column.setSpacing(6)
        column.addWidget(fields)
        line = QHBoxLayout()
        line.addWidget(self.count, 1)
        line.addWidget(self.exercises)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        return left

    def _connect(self) -> None:
        self.text.textChanged.connect(self._ask_filter)
        for combo in self._combos():
            combo.currentIndexChanged.connect(self._ask_filter)
        self.clear.clicked.connect(self.clear_filter)
        self.exercises.clicked.connect(self.exercises_requested)
        self.order.currentIndexChanged.connect(self._sort)
        self.table.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.table.selectionModel().currentRowChanged.connect(self._ask_claim)
        self.table.entered_with_key.connect(self.detail.words.setFocus)

    def _ask_filter(self) -> None:
        if not self._is_filling:
            self.filter_requested.emit(self.chosen_filter())

    def _sort_by(self, column: int) -> None:
        """A header was clicked: sort by it, and the other way round if it is so already."""
        if self.order.currentData() == column:
            header = self.table.horizontalHeader()
            is_up = header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            self._show_order(
                column, Qt.SortOrder.DescendingOrder if is_up else Qt.SortOrder.AscendingOrder
            )
        else:
            self.order.setCurrentIndex(self.order.findData(column))

    def _sort(self) -> None:
        column = self.order.currentData()
        is_down = column == LINKS
        self._show_order(
            column, Qt.SortOrder.DescendingOrder if is_down else Qt.SortOrder.AscendingOrder
        )

    def _show_order(self, column: int, order: Qt.SortOrder) -> None:
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(column != IN_TEXT_ORDER)
        header.setSortIndicator(column, order)
        self.model.sort(column, order)
        if self.table.currentIndex().isValid():
            self.table.scrollTo(self.table.currentIndex())

    def _ask_claim(self, index: QModelIndex) -> None:
        entry = self.model.entry(index)
        if entry is not None and not self._is_filling:
            self.claim_requested.emit(entry.claim.id)


def _topic(combo: QComboBox) -> TopicId | None:
    value: str | None = combo.currentData()
    return None if value is None else TopicId(value)
