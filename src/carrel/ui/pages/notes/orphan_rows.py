"""The rows of the orphans' tray: the old words in their surroundings, and what stood by them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from carrel.domain.orphans import Orphan, OrphanKind
from carrel.domain.text.passage import CONTEXT_LENGTH
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.row_cards import CardModel, Index, draw_card
from carrel.ui.widgets.row_document import as_html, draw_document, row_document

_PADDING = 12
_SIGN = 16
_TEXT_LEFT = _PADDING + _SIGN + 12


class OrphanModel(CardModel[Orphan]):
    """A row for each orphan."""

    def spoken(self, row: Orphan) -> str:
        """The old words, what stood by them, and where."""
        words = f"“{row.passage.quote}”" if row.passage.quote else ""
        return ". ".join(part for part in (words, row.about, self.place_told(row)) if part)

    def place_told(self, one: Orphan) -> str:
        """Where the words stood, and whether that section is still there."""
        told = self.tr("Stood in {material} › {section}")
        if not one.passage.quote:
            told = self.tr("A note on {material} › {section}, which is gone")
        elif not one.is_section_there:
            told = self.tr("Stood in {material} › {section}, which is gone")
        return told.format(material=one.material_title, section=one.section_title)


class OrphanRows(QStyledItemDelegate):
    """Paints a card for each orphan."""

    def __init__(self, view: QListView, model: OrphanModel, look: AnnotationLook) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the row at the width of the list."""
        width = self._view.viewport().width()
        one: Orphan = index.data(Qt.ItemDataRole.UserRole)
        document = row_document(option, self._html(option, one), self._text_width(width))
        return QSize(width, round(document.size().height()) + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        one: Orphan = index.data(Qt.ItemDataRole.UserRole)
        area = QRectF(option.rect)
        painter.save()
        draw_card(painter, option, gap=3)
        if one.colour is not None:
            picture = self._look.sign(one.colour, _SIGN * 2)
            at = QRectF(area.left() + _PADDING + 2, area.top() + _PADDING + 2, _SIGN, _SIGN)
            painter.drawPixmap(at, picture, QRectF(picture.rect()))
        document = row_document(option, self._html(option, one), self._text_width(area.width()))
        at_text = QPointF(area.left() + _TEXT_LEFT, area.top() + _PADDING)
        draw_document(painter, option, document, at_text)
        painter.restore()

    def _text_width(self, width: float) -> float:
        return max(width - _TEXT_LEFT - _PADDING, 80)

    def _html(self, option: QStyleOptionViewItem, one: Orphan) -> str:
        muted = option.palette.color(QPalette.ColorRole.PlaceholderText).name()
        passage = one.passage
        before = "…" if len(passage.prefix) == CONTEXT_LENGTH else ""
        after = "…" if len(passage.suffix) == CONTEXT_LENGTH else ""
        about = ""
        if one.about:
            is_question = one.kind is OrphanKind.QUESTION
            head = f"<b>{as_html(self.tr('Question:'))}</b> " if is_question else ""
            about = f"<div style='margin-top:5px'>{head}{as_html(one.about)}</div>"
        return (
            f"<div><span style='color:{muted}'>{before}{as_html(passage.prefix)}</span>"
            f"<b>{as_html(passage.quote)}</b>"
            f"<span style='color:{muted}'>{as_html(passage.suffix)}{after}</span></div>{about}"
            f"<div style='color:{muted}; margin-top:5px'>{as_html(self._model.place_told(one))}"
            "</div>"
        )
