"""The list of proposals that wait on a page: its rows, and how they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from carrel.domain.proposals.proposal import Proposal
from carrel.ui.pages.reader.proposals.words import ProposalWords, proposal_words
from carrel.ui.widgets.row_document import draw_document, row_document

_Index = QModelIndex | QPersistentModelIndex

_PADDING = 12
_BAR = 4
_GAP = 4


class ProposalsModel(QAbstractListModel):
    """The proposals in the order they are shown in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proposals: tuple[Proposal, ...] = ()
        self._words: tuple[ProposalWords, ...] = ()

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What is shown."""
        return self._proposals

    def show_proposals(self, proposals: Sequence[Proposal]) -> None:
        """Show these."""
        self.beginResetModel()
        self._proposals = tuple(proposals)
        self._words = tuple(map(proposal_words, proposals))
        self.endResetModel()

    def words(self, index: _Index) -> ProposalWords:
        """What the row of a valid index says."""
        return self._words[index.row()]

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many wait."""
        return 0 if parent is not None and parent.isValid() else len(self._proposals)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is proposed, and for screen readers all that the row shows."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index).title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words(index).spoken
        return None


class ProposalRows(QStyledItemDelegate):
    """Paints proposals as cards; the current one has a frame, chosen ones a ground and a bar."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        # Laying out rich text costs most of painting a row.
        self._laid_out = lru_cache(maxsize=200)(self._lay_out)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As wide as the list, as high as the words need."""
        width = self._view.viewport().width()
        document = self._document(option, index, width)
        return QSize(width, round(document.size().height()) + 2 * _PADDING + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one proposal."""
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        roles, palette = QPalette.ColorRole, option.palette
        frame = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5 - _GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = palette.color(roles.Midlight if is_chosen else roles.Base)
        is_current = index == self._view.currentIndex()
        edge = palette.color(roles.Highlight if is_current else roles.Mid)
        painter.setBrush(ground)
        painter.setPen(QPen(edge, 2 if is_current else 1))
        painter.drawRoundedRect(frame, 6, 6)
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(roles.Highlight))
            bar = QRectF(frame.left() + 4, frame.top() + 6, _BAR, frame.height() - 12)
            painter.drawRoundedRect(bar, 2, 2)
        at = QPointF(option.rect.left() + _PADDING + _BAR, option.rect.top() + _PADDING)
        document = self._document(option, index, option.rect.width())
        draw_document(painter, option, document, at)
        painter.restore()

    def _document(self, option: QStyleOptionViewItem, index: _Index, width: int) -> QTextDocument:
        model = index.model()
        assert isinstance(model, ProposalsModel)
        roles = QPalette.ColorRole
        ink = option.palette.color(roles.Text).name()
        muted = option.palette.color(roles.PlaceholderText).name()
        room = width - 2 * _PADDING - _BAR
        return self._laid_out(model.words(index).html(muted), room, ink, option.font.toString())

    def _lay_out(self, html: str, width: float, ink: str, font: str) -> QTextDocument:
        option = QStyleOptionViewItem()
        option.font.fromString(font)
        option.palette.setColor(QPalette.ColorRole.Text, QColor(ink))
        return row_document(option, html, width)


class ProposalsList(QListView):
    """The list. Ctrl and Shift choose several; what is done is done with the chosen ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("proposalsList")
        self.setAccessibleName(self.tr("Proposals on this page"))
        self.rows = ProposalsModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(ProposalRows(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.viewport().setAutoFillBackground(False)

    @property
    def current(self) -> Proposal | None:
        """The proposal that the student looks at."""
        index = self.currentIndex()
        return self.rows.proposals[index.row()] if index.isValid() else None

    @property
    def chosen(self) -> tuple[Proposal, ...]:
        """The proposals that are chosen, in their order; else the current one."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return tuple(self.rows.proposals[row] for row in rows)

    def look_at(self, row: int) -> None:
        """Make a row the current one and the only one chosen."""
        if 0 <= row < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(row, 0))
            self.scrollTo(self.currentIndex())

    def show_row(self, row: int) -> None:
        """Bring a row to the top, and leave the current one."""
        self.scrollTo(self.rows.index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    @property
    def is_collecting(self) -> bool:
        """Whether other proposals are chosen than the current one alone."""
        rows = [index.row() for index in self.selectionModel().selectedIndexes()]
        return bool(rows) and rows != [self.currentIndex().row()]

    def step(self, by: int) -> None:
        """Go to the next row, or with -1 to the one before; what is collected stays chosen."""
        row = self.currentIndex().row() + by
        if not self.is_collecting:
            self.look_at(row)
        elif 0 <= row < self.rows.rowCount():
            index = self.rows.index(row, 0)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
            self.scrollTo(index)

    def choose_also(self) -> None:
        """Collect the current row, or let it go again, and go to the next one."""
        index = self.currentIndex()
        if not index.isValid():
            return
        flags = QItemSelectionModel.SelectionFlag
        if self.is_collecting:
            self.selectionModel().select(index, flags.Toggle)
        if index.row() + 1 < self.rows.rowCount():
            after = self.rows.index(index.row() + 1, 0)
            self.selectionModel().setCurrentIndex(after, flags.NoUpdate)
            self.scrollTo(after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
