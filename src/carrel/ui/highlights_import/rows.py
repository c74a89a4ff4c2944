"""Highlights of another program in a list: their words, the note, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from carrel.domain.annotation_placing import Placement
from carrel.domain.text.locate import Outcome
from carrel.ui.theme import Role, Theme
from carrel.ui.widgets.row_document import as_html, draw_document, row_document

_Index = QModelIndex | QPersistentModelIndex
_PADDING = 8
_LONGEST = 400
"""Code points of a quotation that a row shows."""

_INKS = {
    Outcome.EXACT: Role.GOOD,
    Outcome.MOVED: Role.GOOD,
    Outcome.ALTERED: Role.WARNING,
    Outcome.ORPHANED: Role.BAD,
}


class PlacementRows(QAbstractListModel):
    """A row for each highlight; ``Qt.UserRole`` gives the :class:`Placement`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Placement] = ()

    def show(self, rows: Sequence[Placement]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """The rows of the list; a row has none below it."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, or what a screen reader says of it."""
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            note = f" {one.brought.note}" if one.brought.note else ""
            return f"{outcome_name(one)}. “{_shortened(one.brought.quote)}”{note}"
        return None


class PlacementDelegate(QStyledItemDelegate):
    """Paints a row: what became of it, the words, and the note below them."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._heights: dict[tuple[int, int], int] = {}

    def forget_heights(self) -> None:
        """The rows are others now."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The height of the words at the width of the list."""
        width = self._view.viewport().width()
        key = (index.row(), width)
        if key not in self._heights:
            document = row_document(option, self._html(index), width - 2 * _PADDING)
            self._heights[key] = round(document.size().height()) + 2 * _PADDING + 4
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.Highlight if is_selected else QPalette.ColorRole.Mid
        painter.setPen(QPen(option.palette.color(role), 1.6 if is_selected else 1))
        painter.setBrush(option.palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(area.adjusted(1, 2, -1, -2), 6, 6)
        document = row_document(option, self._html(index), area.width() - 2 * _PADDING)
        draw_document(
            painter, option, document, QPointF(area.left() + _PADDING, area.top() + _PADDING + 2)
        )
        painter.restore()

    def _html(self, index: _Index) -> str:
        one: Placement = index.data(Qt.ItemDataRole.UserRole)
        ink = self._theme.colour(_INKS[one.outcome]).name()
        muted = self._theme.colour(Role.MUTED).name()
        parts = [f"<div style='color:{ink}'><b>{as_html(outcome_name(one))}</b></div>"]
        if one.brought.quote:
            parts.append(f"<div>{as_html(_shortened(one.brought.quote))}</div>")
        is_altered = one.outcome is Outcome.ALTERED and one.passage is not None
        if is_altered and one.passage is not None:
            now = _tr("Here: {words}").format(words=_shortened(one.passage.quote))
            parts.append(f"<div style='color:{muted}'>{as_html(now)}</div>")
        if one.brought.note:
            noted = _tr("Note: {note}").format(note=_shortened(one.brought.note))
            parts.append(f"<div style='margin-top:3px; color:{muted}'>{as_html(noted)}</div>")
        return "".join(parts)


def outcome_name(one: Placement) -> str:
    """What became of a highlight, with a sign that tells it without colour."""
    if one.passage is None:
        return _tr("= Note on a section")
    return {
        Outcome.EXACT: _tr("= Found"),
        Outcome.MOVED: _tr("→ Found elsewhere"),
        Outcome.ALTERED: _tr("≈ Found on other words"),
        Outcome.ORPHANED: _tr("✕ Not found"),
    }[one.outcome]


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _tr(text: str) -> str:
    return QCoreApplication.translate("HighlightsImport", text)
