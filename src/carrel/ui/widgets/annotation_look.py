"""How annotations look in the text and beside it: the name, sign and line of each colour."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from carrel.domain.annotations import Annotation, Colour, Style
from carrel.ui.icons import tinted
from carrel.ui.theme import Theme
from carrel.ui.widgets.text_marks import LineShape, TextMark, draw_line

SHAPES = {
    Colour.IMPORTANT: LineShape.SOLID,
    Colour.QUESTION: LineShape.DOTTED,
    Colour.EVIDENCE: LineShape.DASHED,
    Colour.DISAGREE: LineShape.WAVY,
}
"""The line under words of each colour, for eyes that do not tell the colours apart."""

_SWATCH_SIZE = 22


def colour_title(colour: Colour) -> str:
    """The name of a colour's meaning, for people."""
    return {
        Colour.IMPORTANT: QCoreApplication.translate("Colour", "Important"),
        Colour.QUESTION: QCoreApplication.translate("Colour", "Question"),
        Colour.EVIDENCE: QCoreApplication.translate("Colour", "Evidence"),
        Colour.DISAGREE: QCoreApplication.translate("Colour", "Disagree"),
    }[colour]


def sign(colour: Colour, theme: Theme, size: int) -> QPixmap:
    """The sign of a colour in its ink, ``size`` device pixels wide and high."""
    return tinted(colour.value, theme.ink(colour), size)


def swatch(colour: Colour, theme: Theme, ratio: float = 2.0) -> QIcon:
    """A patch of the colour with its sign and its line; ``ratio`` is device pixels per pixel."""
    pixmap = QPixmap(round(_SWATCH_SIZE * ratio), round(_SWATCH_SIZE * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.highlight(colour))
    painter.drawRoundedRect(QRectF(0, 0, _SWATCH_SIZE, _SWATCH_SIZE), 4, 4)
    size = _SWATCH_SIZE - 9
    picture = sign(colour, theme, round(size * ratio))
    painter.drawPixmap(QRectF(4.5, 1.5, size, size), picture, QRectF(picture.rect()))
    ink = theme.ink(colour)
    draw_line(painter, SHAPES[colour], ink, 1.6, 3, _SWATCH_SIZE - 3, _SWATCH_SIZE - 4)
    painter.end()
    return QIcon(pixmap)


def text_mark(annotation: Annotation, span: tuple[int, int], theme: Theme) -> TextMark:
    """The mark of an annotation on its words, from one cursor position to another."""
    is_ground = annotation.style is Style.HIGHLIGHT
    return TextMark(
        name=annotation.id,
        start=span[0],
        end=span[1],
        ground=theme.highlight(annotation.colour) if is_ground else None,
        ink=theme.ink(annotation.colour),
        shape=SHAPES[annotation.colour],
        thickness=1.4 if is_ground else 2.2,
    )
