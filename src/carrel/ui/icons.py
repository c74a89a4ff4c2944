"""The icons of the program: drawn in one colour, which is taken from the palette when painted."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QImage,
    QImageReader,
    QPainter,
    QPalette,
    QPixmap,
)

from carrel.system.resources import resource

_INK_IN_FILE = b"currentColor"


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon ``resources/icons/NAME.svg`` in the palette's colour ``role``.

    It follows a change of theme, and is faint where it is disabled and light where it is selected.
    """
    return QIcon(_InkEngine(name, role))


def tinted(name: str, colour: QColor, size: int) -> QPixmap:
    """An icon in a colour of its own, ``size`` device pixels wide and high."""
    return QPixmap.fromImage(_drawn(name, colour.name(), size))


class _InkEngine(QIconEngine):
    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw the icon as sharp as the painter's device allows."""
        # Asking for the device itself makes PySide load every class that can be painted on.
        ratio = painter.deviceTransform().m11()
        side = min(rect.width(), rect.height())
        image = _drawn(self._name, self._colour(mode).name(), max(1, round(side * ratio)))
        left = rect.x() + (rect.width() - side) // 2
        top = rect.y() + (rect.height() - side) // 2
        painter.drawImage(QRect(left, top, side, side), image)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon on a transparent ground; ``size`` is in device pixels."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def scaledPixmap(  # noqa: N802 - Qt's name
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, _scale: float
    ) -> QPixmap:
        """As :meth:`pixmap`: Qt asks for a size that is scaled already."""
        return self.pixmap(size, mode, state)

    def clone(self) -> QIconEngine:
        """Another engine for the same icon."""
        return _InkEngine(self._name, self._role)

    def isNull(self) -> bool:  # noqa: N802 - Qt's name
        """There is always something to draw."""
        return False

    def _colour(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode is QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        if mode is QIcon.Mode.Selected:
            return palette.color(QPalette.ColorRole.HighlightedText)
        return palette.color(self._role)


@cache
def _source(name: str) -> bytes:
    return resource(f"icons/{name}.svg").read_bytes()


@cache
def _drawn(name: str, colour: str, side: int) -> QImage:
    """The icon as a picture of ``side`` pixels; the SVG image plugin loads faster than QtSvg."""
    buffer = QBuffer()
    buffer.setData(QByteArray(_source(name).replace(_INK_IN_FILE, colour.encode())))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"svg")
    reader.setScaledSize(QSize(side, side))
    return reader.read()
