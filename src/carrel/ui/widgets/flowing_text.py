"""A short Markdown text that is as high as it needs to be: prompts, explanations, cards."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QUrl
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

from carrel.domain.text.pictures import NamedPicture, pictures_in, pictures_replaced

Picture = Callable[[str], QImage | None]
"""Gives the picture that the text calls by a name; None if there is none."""

_LEADING_PERCENT = 130.0
_HIGHEST_PICTURE = 280
"""Pixels: a picture leaves room for what is asked about it."""

_PLACE_OF_PICTURE = "\ufffc"


class FlowingText(QWidget):
    """Text that wraps and never scrolls; it follows the theme and reads no files."""

    def __init__(self, font: QFont | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = _Document()
        self._document.setDocumentMargin(0)
        self._document.setDefaultFont(font or self.font())
        self._markdown = ""
        self._pictures: list[tuple[int, QSize]] = []
        self._fitted_width = 0
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
        # Looked up once: a text is laid out often, and written anew when the theme changes.
        self._document.pictures = _looked_up(markdown, picture)
        self._write()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the text is at ``width`` pixels."""
        self._fit(width)
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
        self._fit(self.width())
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
            pictures_replaced(self._markdown, self._kept_or_told),
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
        self._find_pictures()
        self.setAccessibleName(self._spoken())
        self.updateGeometry()
        self.update()

    def _kept_or_told(self, picture: NamedPicture) -> str:
        """A picture that is there as it stands, else in words what it would show."""
        if picture.name in self._document.pictures:
            return f"![{picture.words}]({picture.name})"
        return f"*{picture.words}*" if picture.words else ""

    def _find_pictures(self) -> None:
        self._pictures, self._fitted_width = [], 0
        found = self._document.find(_PLACE_OF_PICTURE)
        while not found.isNull():
            image = self._document.pictures.get(found.charFormat().toImageFormat().name())
            if image is not None:
                size = image.deviceIndependentSize().toSize()
                self._pictures.append((found.selectionStart(), size))
                # Leading is a share of the line's height: a picture would get far too much.
                found.setBlockFormat(QTextBlockFormat())
            found = self._document.find(_PLACE_OF_PICTURE, found.selectionEnd())

    def _fit(self, width: int) -> None:
        """Lay the text out at a width; no picture is wider than that, nor too high."""
        self._document.setTextWidth(width)
        if not self._pictures or width == self._fitted_width:
            return
        self._fitted_width = width
        most = QSize(max(width, 1), _HIGHEST_PICTURE)
        for position, size in self._pictures:
            fits = size.width() <= most.width() and size.height() <= most.height()
            shown = size if fits else size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
            cursor = QTextCursor(self._document)
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            shape = cursor.charFormat().toImageFormat()
            shape.setWidth(shown.width())
            shape.setHeight(shown.height())
            cursor.setCharFormat(shape)

    def _spoken(self) -> str:
        """The words, with what each picture shows in its place."""
        words = self.plain_text
        for picture in pictures_in(self._markdown):
            words = words.replace(_PLACE_OF_PICTURE, picture.words, 1)
        return words


def _looked_up(markdown: str, picture: Picture | None) -> dict[str, QImage]:
    """The pictures of a text by name; those that are missing are left out."""
    if picture is None:
        return {}
    found = {one.name: picture(one.name) for one in pictures_in(markdown)}
    return {name: image for name, image in found.items() if image is not None}


class _Document(QTextDocument):
    """A document whose pictures come from one place only."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: dict[str, QImage] = {}

    def loadResource(self, _kind: int, name: QUrl | str) -> object:
        """Give the picture of that name, or an empty one: Qt would look for a file instead."""
        words = name if isinstance(name, str) else name.toString()
        nothing = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        return self.pictures.get(words, nothing)
