"""A note's words as they are painted: plain lines, or Markdown with links to topics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from PySide6.QtCore import QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from carrel.ui.widgets.text_lines import clipped_lines

TOPIC_ADDRESS = "topic/"
"""What the address of a link to a topic begins with; the topic's name follows, percent-encoded."""

_TOPIC_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
_MARKUP = re.compile(r"[*_`#>$\[\]~|<&\\]|^\s*(?:[-+]|\d+[.)])\s|\n\s*\n|^ {4}|^\t", re.MULTILINE)


def topic_named(address: str) -> str:
    """The name of the topic that an address leads to; empty for other addresses."""
    is_topic = address.startswith(TOPIC_ADDRESS)
    return unquote(address.removeprefix(TOPIC_ADDRESS)) if is_topic else ""


class NoteBody:
    """The words of a note set at a width; ``most_lines`` clips it, None shows it whole."""

    def __init__(
        self, text: str, *, font: QFont, palette: QPalette, width: float, most_lines: int | None
    ) -> None:
        self._font = font
        self._palette = palette
        self._width = width
        self._spacing = QFontMetricsF(font).lineSpacing()
        self._lines: list[str] = []
        self._document: QTextDocument | None = None
        if _MARKUP.search(text):
            self._document = _laid_out(text, font, palette, width)
            whole = self._document.size().height()
            room = whole if most_lines is None else most_lines * self._spacing
            self._is_clipped = whole > room + self._spacing / 2
            self.height = _last_line_within(self._document, room) if self._is_clipped else whole
        else:
            self._lines = clipped_lines(text, font, width, most_lines) if text else []
            self.height = len(self._lines) * self._spacing
            self._is_clipped = False

    def paint(self, painter: QPainter, corner: QPointF) -> None:
        """Draw the words with their upper left corner at ``corner``."""
        painter.save()
        painter.translate(corner)
        if self._document is None:
            self._paint_lines(painter)
        else:
            self._paint_document(painter, self._document)
        painter.restore()

    def link_at(self, point: QPointF) -> str:
        """The address of the link at a point, counted from the corner; empty if there is none."""
        if self._document is None or point.y() > self.height:
            return ""
        return self._document.documentLayout().anchorAt(point)

    def _paint_lines(self, painter: QPainter) -> None:
        painter.setFont(self._font)
        painter.setPen(self._palette.color(QPalette.ColorRole.Text))
        y = QFontMetricsF(self._font).ascent()
        for line in self._lines:
            painter.drawText(QPointF(0, y), line)
            y += self._spacing

    def _paint_document(self, painter: QPainter, document: QTextDocument) -> None:
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = self._palette
        context.clip = QRectF(0, 0, self._width, self.height)
        painter.setClipRect(context.clip, Qt.ClipOperation.IntersectClip)
        document.documentLayout().draw(painter, context)
        if self._is_clipped:
            painter.setPen(self._palette.color(QPalette.ColorRole.PlaceholderText))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
            painter.setFont(self._font)
            painter.drawText(context.clip, flags, "…")


def _last_line_within(document: QTextDocument, room: float) -> float:
    """The bottom of the last line that is whole in ``room`` pixels; ``room`` if there is none."""
    bottom = 0.0
    block = document.begin()
    while block.isValid():
        top = document.documentLayout().blockBoundingRect(block).top()
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            if top + line.y() + line.height() > room + 1:
                return bottom or room
            bottom = top + line.y() + line.height()
        block = block.next()
    return bottom or room


class _NoteDocument(QTextDocument):
    """A document of Qt's own making that reads no files."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Give an empty picture in the place of each."""
        return QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)


def _laid_out(text: str, font: QFont, palette: QPalette, width: float) -> QTextDocument:
    document = _NoteDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    features = QTextDocument.MarkdownFeature
    document.setMarkdown(
        _with_links(text), features.MarkdownDialectCommonMark | features.MarkdownNoHTML
    )
    _colour_links(document, palette)
    document.setTextWidth(width)
    return document


def _colour_links(document: QTextDocument, palette: QPalette) -> None:
    """Qt gives links the program's colour, which may not be that of the page."""
    ink = QTextCharFormat()
    ink.setForeground(palette.color(QPalette.ColorRole.Link))
    cursor = QTextCursor(document)
    for start, end in list(_links(document)):
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(ink)


def _links(document: QTextDocument) -> Iterator[tuple[int, int]]:
    block = document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            fragment = part.fragment()
            if fragment.charFormat().isAnchor():
                yield fragment.position(), fragment.position() + fragment.length()
            part += 1
        block = block.next()


def _with_links(text: str) -> str:
    """The note with its links to topics written as Markdown links."""

    def link(found: re.Match[str]) -> str:
        name = " ".join(found[1].split())
        return f"[{found[2] or name}]({TOPIC_ADDRESS}{quote(name)})"

    return _TOPIC_LINK.sub(link, text)
