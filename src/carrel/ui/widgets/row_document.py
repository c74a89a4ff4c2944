"""Rich text in the rows of a list: laid out at a width, and painted by a delegate."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPointF
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPalette, QTextDocument
from PySide6.QtWidgets import QStyleOptionViewItem


def row_document(option: QStyleOptionViewItem, html: str, width: float) -> QTextDocument:
    """HTML of our own making, laid out in the font and ink of a row, ``width`` pixels wide."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(option.font)
    colour = option.palette.color(QPalette.ColorRole.Text).name()
    document.setHtml(f"<div style='color:{colour}'>{html}</div>")
    document.setTextWidth(width)
    return document


def draw_document(
    painter: QPainter, option: QStyleOptionViewItem, document: QTextDocument, at: QPointF
) -> None:
    """Paint it with its upper left corner at a point."""
    painter.save()
    painter.translate(at)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette = option.palette
    document.documentLayout().draw(painter, context)
    painter.restore()


def as_html(text: str) -> str:
    """Plain text, whatever signs are in it, with its line ends."""
    return escape(text).replace("\n", "<br>")
