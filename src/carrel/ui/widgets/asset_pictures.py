"""Pictures of a material as the text shows them; nothing is read from files or the network."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

from carrel.domain.ids import SectionId
from carrel.domain.materials import Asset
from carrel.domain.text.document import Span

LARGEST_SIDE = 1600
"""Pixels; a larger picture is scaled down while it is read."""

_MISSING_SIZE = QSize(360, 90)


class AssetPictures:
    """Draws the assets that ``find`` gives by their names, and a frame with words for others."""

    def __init__(self, find: Callable[[str], Asset | None], look: QWidget) -> None:
        self._find = find
        self._look = look

    def picture(self, _section: SectionId, span: Span) -> QImage:
        """The picture that a span of a section names."""
        asset = self._find(span.target)
        image = _decoded(asset) if asset is not None else QImage()
        return self._missing(span) if image.isNull() else image

    def _missing(self, span: Span) -> QImage:
        """A frame with the alternative text of a picture that is not there."""
        palette = self._look.palette()
        ratio = self._look.devicePixelRatioF()
        image = QImage(_MISSING_SIZE * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        box = QRectF(0.5, 0.5, _MISSING_SIZE.width() - 1, _MISSING_SIZE.height() - 1)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1, Qt.PenStyle.DashLine))
        painter.drawRect(box)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.setFont(self._look.font())
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        words = span.words or self._look.tr("A picture without a description")
        painter.drawText(box.adjusted(10, 8, -10, -8), flags, words)
        painter.end()
        return image


def _decoded(asset: Asset) -> QImage:
    """The picture of an asset's bytes; a null one if they are none."""
    buffer = QBuffer()
    buffer.setData(QByteArray(asset.content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LARGEST_SIDE:
        scaled = size.scaled(LARGEST_SIDE, LARGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(scaled)
    return reader.read()
