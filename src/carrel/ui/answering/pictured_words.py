"""Words of something to choose, match or order, with its pictures drawn below them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter

from carrel.domain.text.pictures import pictures_in, without_pictures
from carrel.ui.widgets.flowing_text import Picture
from carrel.ui.widgets.text_lines import breakable

_GAP = 8
_HIGHEST_PICTURE = 180
_WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class PicturedWords:
    """A text without its pictures, and those of them that can be shown."""

    words: str
    pictures: tuple[QImage, ...] = ()

    @classmethod
    def of(cls, markdown: str, picture: Picture | None) -> PicturedWords:
        """The words and pictures of a short Markdown text; ``picture`` looks pictures up."""
        named = pictures_in(markdown) if picture is not None else ()
        found = (picture(one.name) for one in named) if picture is not None else ()
        return cls(without_pictures(markdown), tuple(image for image in found if image is not None))

    def height(self, font: QFont, width: int) -> int:
        """How high the words and pictures stand at ``width`` pixels."""
        drawn = sum(_fitted(one, width).height() + _GAP for one in self.pictures)
        return self._words_height(font, width) + drawn

    def paint(self, painter: QPainter, left: int, top: int, width: int) -> None:
        """Draw them from their upper left corner on, in the painter's font and ink."""
        height = self._words_height(painter.font(), width)
        painter.drawText(QRect(left, top, width, height), _WRAP, breakable(self.words))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top += height + _GAP
        for picture in self.pictures:
            size = _fitted(picture, width)
            painter.drawImage(QRect(QPoint(left, top), size), picture)
            top += size.height() + _GAP

    def paint_centred(self, painter: QPainter, box: QRect) -> None:
        """Draw them in a box, in the middle of its height."""
        height = self.height(painter.font(), box.width())
        top = box.top() + max((box.height() - height) // 2, 0)
        self.paint(painter, box.left(), top, box.width())

    def _words_height(self, font: QFont, width: int) -> int:
        room = QRect(0, 0, width, 10_000)
        return QFontMetrics(font).boundingRect(room, _WRAP, breakable(self.words)).height()


def _fitted(picture: QImage, width: int) -> QSize:
    """How large a picture is drawn below words that have ``width`` pixels."""
    size = picture.deviceIndependentSize().toSize()
    most = QSize(max(width, 1), _HIGHEST_PICTURE)
    if size.width() <= most.width() and size.height() <= most.height():
        return size
    return size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
