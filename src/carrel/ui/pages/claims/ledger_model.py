"""The claim ledger as rows and columns: one row a claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from carrel.domain.claim_ledger import ClaimEntry
from carrel.domain.claims import Certainty
from carrel.domain.ids import ClaimId
from carrel.domain.text.folding import fold
from carrel.ui.widgets.claim_look import certainty_title

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
STATEMENT, SAID_BY, VIEW_OF, CERTAINTY, LINKS = range(5)
IN_TEXT_ORDER = -1
"""Stands for no column: the order in which the author gives the claims."""

_SORTED_BY: dict[int, Callable[[ClaimEntry], tuple[str | int, ...]]] = {
    STATEMENT: lambda entry: (fold(entry.claim.statement),),
    SAID_BY: lambda entry: (fold(entry.asserter), fold(entry.holder)),
    VIEW_OF: lambda entry: (fold(entry.holder), fold(entry.asserter)),
    CERTAINTY: lambda entry: (tuple(Certainty).index(entry.claim.certainty),),
    LINKS: lambda entry: (entry.links,),
}


class LedgerModel(QAbstractTableModel):
    """Who says it and whose view it is are columns of their own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._given: tuple[ClaimEntry, ...] = ()
        self._entries: tuple[ClaimEntry, ...] = ()
        self._column = IN_TEXT_ORDER
        self._order = Qt.SortOrder.AscendingOrder

    def show_entries(self, entries: Sequence[ClaimEntry]) -> None:
        """Show these claims, in the order that was asked for last."""
        self.beginResetModel()
        self._given = tuple(entries)
        self._entries = self._sorted()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, or by :data:`IN_TEXT_ORDER`; what is chosen stays chosen."""
        self._column, self._order = column, order
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        claims = [self._entries[index.row()].claim.id for index in before]
        self._entries = self._sorted()
        rows = {entry.claim.id: row for row, entry in enumerate(self._entries)}
        after = [
            self.index(rows[claim], index.column())
            for claim, index in zip(claims, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def entry(self, index: _Index) -> ClaimEntry | None:
        """The claim of a row."""
        return self._entries[index.row()] if index.isValid() else None

    def row_of(self, claim: ClaimId) -> int:
        """The row of a claim, -1 if it is not listed."""
        return next((row for row, entry in enumerate(self._entries) if entry.claim.id == claim), -1)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """As many as there are claims."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Claim, said by, whose view, certainty, links."""
        return 0 if parent.isValid() else 5

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; the whole statement as its tooltip."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == STATEMENT:
            return entry.claim.statement
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == LINKS:
            return Qt.AlignmentFlag.AlignCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            entry.claim.statement,
            entry.asserter,
            entry.holder,
            certainty_title(entry.claim.certainty),
            str(entry.links) if entry.links else "",
        )[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (_tr("Claim"), _tr("Said by"), _tr("Whose view"), _tr("Certainty"), _tr("Links"))
        return titles[section]

    def _sorted(self) -> tuple[ClaimEntry, ...]:
        is_reversed = self._order is Qt.SortOrder.DescendingOrder
        if self._column == IN_TEXT_ORDER:
            return self._given[::-1] if is_reversed else self._given
        return tuple(sorted(self._given, key=_SORTED_BY[self._column], reverse=is_reversed))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Ledger", text)
