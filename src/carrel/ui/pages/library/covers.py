"""Pictures of covers: read from the student's files, made small, and shown on cards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPixmap

from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import Asset

LARGEST = QSize(400, 600)
"""Pixels; a larger cover is made smaller before it is stored."""

MEDIA_TYPE = "image/png"


def picture_patterns() -> list[str]:
    """The patterns of the files that a cover can be made of."""
    return [f"*.{bytes(kind.data()).decode()}" for kind in QImageReader.supportedImageFormats()]


def cover_from(path: Path) -> bytes:
    """A file's picture as a cover, a PNG; raises :class:`UnreadableFile`."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    _bound(reader, LARGEST)
    image = reader.read()
    if image.isNull():
        raise UnreadableFile(
            "{path} is no picture that Carrel can read; choose a PNG or JPEG file.", path=path
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def cover_pixmap(asset: Asset | None, size: QSize, ratio: float) -> QPixmap | None:
    """An asset's picture, at most ``size`` in logical pixels; None if it is none."""
    if asset is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(asset.content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    _bound(reader, size * ratio)
    image: QImage = reader.read()
    if image.isNull():
        return None
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _bound(reader: QImageReader, most: QSize) -> None:
    """Let a picture be decoded no larger than ``most``."""
    size = reader.size()
    if size.isValid() and (size.width() > most.width() or size.height() > most.height()):
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
