"""How a row of the list of notes is painted and edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import (
    QDateTime,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from carrel.domain.annotations import ListedAnnotation, Style
from carrel.domain.ids import AnnotationId
from carrel.ui.pages.notes.model import Heading
from carrel.ui.theme import reading_font, scaled_font
from carrel.ui.widgets.annotation_look import SHAPES, AnnotationLook
from carrel.ui.widgets.note_editor import NoteEditor
from carrel.ui.widgets.text_lines import clipped_lines
from carrel.ui.widgets.text_marks import draw_line

_Index = QModelIndex | QPersistentModelIndex

_PADDING = 12
_SIGN = 16
_TEXT_LEFT = _PADDING + _SIGN + 12
_QUOTE_LINES = 3
_WIDEST_TEXT = 820
"""Pixels; longer lines are hard to read."""


@dataclass(frozen=True)
class _Lines:
    """The lines of a row, top to bottom."""

    quote: list[str]
    note: list[str]
    details: str


class NoteRows(QStyledItemDelegate):
    """Paints headings and notes, and opens the editor in the row of a note."""

    note_written = Signal(str, str)

    def __init__(self, view: QListView, look: AnnotationLook) -> None:
        super().__init__(view)
        self._view = view
        self._look = look
        self.topic_names: Callable[[], Sequence[str]] = tuple
        self._quote_font = reading_font(max(view.font().pointSizeF(), 9.0) * 1.1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            self._paint_heading(painter, option, row)
        else:
            self._paint_note(painter, option, row)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The height of the row at the width of the list."""
        row = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        if isinstance(row, Heading):
            metrics = QFontMetricsF(self._heading_font(row))
            return QSize(width, round(metrics.height() + (30 if row.level == 1 else 20)))
        lines = self._lines(row, option.font)
        editor = self._view.indexWidget(index) if self._view.state() else None
        height = (
            len(lines.quote) * self._quote_spacing
            + len(lines.note) * QFontMetricsF(option.font).lineSpacing()
            + QFontMetricsF(option.font).lineSpacing()
            + 2 * _PADDING
            + (6 if lines.quote and lines.note else 0)
        )
        return QSize(width, round(height) if editor is None else round(height) + 60)

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        """The field in which the note of a row is changed."""
        row: ListedAnnotation = index.data(Qt.ItemDataRole.UserRole)
        key = row.annotation.id
        editor = NoteEditor(row.annotation.note, parent)
        editor.offer_topics(self.topic_names)
        editor.finished.connect(lambda text: self._finish(editor, key, text))
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """The field covers the note and leaves the quotation to be seen."""
        row: ListedAnnotation = index.data(Qt.ItemDataRole.UserRole)
        lines = self._lines(row, option.font)
        area: QRect = option.rect
        top = area.top() + _PADDING + round(len(lines.quote) * self._quote_spacing)
        width = min(self._text_width(), area.width() - _TEXT_LEFT - _PADDING)
        wanted = editor.wanted_height if isinstance(editor, NoteEditor) else 80
        bottom = max(area.bottom() - 4, top + wanted)
        bottom = min(bottom, self._view.viewport().height() - 4)
        top = min(top, bottom - 70)
        editor.setGeometry(area.left() + _TEXT_LEFT, top, width, bottom - top)

    def eventFilter(self, _editor: QObject, _event: QEvent) -> bool:
        """Leave keys and focus to the editor: Qt would throw away what was written on Esc."""
        return False

    def setEditorData(self, _editor: QWidget, _index: _Index) -> None:
        """The field was made with its words in it."""

    def setModelData(self, editor: QWidget, _model: object, _index: _Index) -> None:
        """What the view closes is finished."""
        if isinstance(editor, NoteEditor):
            editor.finish()

    def _finish(self, editor: NoteEditor, key: AnnotationId, text: str) -> None:
        self.closeEditor.emit(editor)
        self.note_written.emit(key, text)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, row: Heading) -> None:
        area: QRect = option.rect
        painter.setFont(self._heading_font(row))
        role = QPalette.ColorRole.Text if row.level == 1 else QPalette.ColorRole.PlaceholderText
        painter.setPen(option.palette.color(role))
        text = painter.fontMetrics().elidedText(
            row.text, Qt.TextElideMode.ElideRight, area.width() - 2 * _PADDING
        )
        box = area.adjusted(_PADDING, 0, -_PADDING, -6)
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_note(
        self, painter: QPainter, option: QStyleOptionViewItem, row: ListedAnnotation
    ) -> None:
        area: QRect = option.rect
        self._paint_card(painter, option, row)
        picture = self._look.sign(row.annotation.colour, _SIGN * 2)
        at = QRectF(area.left() + _PADDING + 2, area.top() + _PADDING + 2, _SIGN, _SIGN)
        painter.drawPixmap(at, picture, QRectF(picture.rect()))
        lines = self._lines(row, option.font)
        y = float(area.top() + _PADDING)
        y = self._paint_quote(painter, option, row, lines.quote, y)
        metrics = QFontMetricsF(option.font)
        if lines.quote and lines.note:
            y += 6
        painter.setFont(option.font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        for line in lines.note:
            painter.drawText(QPointF(area.left() + _TEXT_LEFT, y + metrics.ascent()), line)
            y += metrics.lineSpacing()
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(QPointF(area.left() + _TEXT_LEFT, y + metrics.ascent() + 3), lines.details)

    def _paint_card(
        self, painter: QPainter, option: QStyleOptionViewItem, row: ListedAnnotation
    ) -> None:
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.Highlight if is_selected else QPalette.ColorRole.Mid
        painter.setPen(QPen(option.palette.color(role), 1.8 if is_selected else 1))
        painter.setBrush(option.palette.color(QPalette.ColorRole.Base))
        area: QRect = option.rect
        card = QRectF(area).adjusted(1, 3, -1, -3)
        painter.drawRoundedRect(card, 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.ink(row.annotation.colour))
        stripe = QRectF(card.left() + 2, card.top() + 4, 3, card.height() - 8)
        painter.drawRoundedRect(stripe, 1.5, 1.5)

    def _paint_quote(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: ListedAnnotation,
        lines: list[str],
        y: float,
    ) -> float:
        """Draw the words as they are marked in the text; returns where what follows begins."""
        metrics = QFontMetricsF(self._quote_font)
        x = float(option.rect.left() + _TEXT_LEFT)
        one = row.annotation
        for line in lines:
            width = metrics.horizontalAdvance(line)
            if one.style is Style.HIGHLIGHT:
                ground = QRectF(x - 2, y, width + 4, metrics.height() + 1)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._look.highlight(one.colour))
                painter.drawRoundedRect(ground, 2, 2)
            below, ink = y + metrics.height(), self._look.ink(one.colour)
            draw_line(painter, SHAPES[one.colour], ink, 1.4, x, x + width, below)
            painter.setFont(self._quote_font)
            painter.setPen(option.palette.color(QPalette.ColorRole.Text))
            painter.drawText(QPointF(x, y + metrics.ascent()), line)
            y += self._quote_spacing
        return y

    @property
    def _quote_spacing(self) -> float:
        return QFontMetricsF(self._quote_font).lineSpacing() * 1.25

    def _heading_font(self, row: Heading) -> QFont:
        return scaled_font(self._view.font(), 1.25 if row.level == 1 else 1.0, is_bold=True)

    def _text_width(self) -> int:
        whole = self._view.viewport().width() - _TEXT_LEFT - 2 * _PADDING
        return max(min(whole, _WIDEST_TEXT), 80)

    def _lines(self, row: ListedAnnotation, font: QFont) -> _Lines:
        one, width = row.annotation, self._text_width()
        quote: list[str] = []
        if one.passage is not None and one.passage.quote:
            words = " ".join(one.passage.quote.split())
            quote = clipped_lines(words, self._quote_font, width, _QUOTE_LINES)
        note = clipped_lines(one.note, font, width, None) if one.note else []
        return _Lines(quote, note, self._details(row))

    def _details(self, row: ListedAnnotation) -> str:
        one = row.annotation
        parts = [_date(one.updated_at)]
        if one.is_orphan and one.passage is None:
            parts.append(self.tr("this section is no longer in the text"))
        elif one.is_orphan:
            parts.append(self.tr("these words are not in the text"))
        elif one.passage is None:
            parts.append(self.tr("on the section"))
        parts += [f"#{tag}" for tag in one.tags]
        return " · ".join(parts)


def _date(at: datetime) -> str:
    """The day in the way of the student's country and time zone."""
    local = QDateTime.fromSecsSinceEpoch(round(at.timestamp())).toLocalTime()
    return QLocale().toString(local.date(), "d MMM yyyy")
