"""A short Markdown text that is as high as it needs to be: prompts, explanations, cards."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

Picture = Callable[[str], QImage | None]
"""Gives the picture that the text calls by a name; None if there is none."""

_LEADING_PERCENT = 130.0


class FlowingText(QWidget):
    """Text that wraps and never scrolls; it follows the theme and reads no files."""

    def __init__(self, font: QFont | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = _Document()
        self._document.setDocumentMargin(0)
        self._document.setDefaultFont(font or self.font())
        self._markdown = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def plain_text(self) -> str:
        """The words that are shown."""
        return self._document.toPlainText()

    def show_markdown(self, markdown: str, picture: Picture | None = None) -> None:
        """Show a text; raw HTML in it is not interpreted."""
        self._markdown = markdown
        self._document.picture = picture
        self._write()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the text is at ``width`` pixels."""
        self._document.setTextWidth(width)
        return ceil(self._document.size().height())

    def sizeHint(self) -> QSize:
        """As wide as the longest line, up to a readable measure."""
        width = min(ceil(self._document.idealWidth()), 640)
        return QSize(width, self.heightForWidth(self.width() or width))

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(120, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text in the palette's colours."""
        painter = QPainter(self)
        self._document.setTextWidth(self.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = self.palette()
        context.clip = QRectF(self.rect())
        self._document.documentLayout().draw(painter, context)

    def changeEvent(self, event: QEvent) -> None:
        """Write the text anew when the colours of its links have changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._markdown:
            self._write()

    def _write(self) -> None:
        link = self.palette().color(QPalette.ColorRole.Link).name()
        self._document.setDefaultStyleSheet(f"a {{ color: {link}; }}")
        self._document.setMarkdown(
            self._markdown,
            QTextDocument.MarkdownFeature.MarkdownDialectGitHub
            | QTextDocument.MarkdownFeature.MarkdownNoHTML,
        )
        leading = QTextBlockFormat()
        leading.setLineHeight(
            _LEADING_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor = QTextCursor(self._document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(leading)
        self.setAccessibleName(self.plain_text)
        self.updateGeometry()
        self.update()


class _Document(QTextDocument):
    """A document whose pictures come from one place only."""

    picture: Picture | None = None

    def loadResource(self, _kind: int, name: QUrl | str) -> object:
        """Give the picture of that name, or an empty one: Qt would look for a file instead."""
        words = name if isinstance(name, str) else name.toString()
        found = self.picture(words) if self.picture is not None else None
        return found or QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
