"""How annotations look in the text and beside it: the name, sign and line of each colour."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap

from carrel.domain.annotations import Annotation, Colour, Style
from carrel.domain.settings import Ground
from carrel.ui.icons import tinted
from carrel.ui.theme import DARK, LIGHT, SEPIA, Colours, Theme, palette
from carrel.ui.widgets.text_marks import LineShape, TextMark, draw_line

SHAPES = {
    Colour.IMPORTANT: LineShape.SOLID,
    Colour.QUESTION: LineShape.DOTTED,
    Colour.EVIDENCE: LineShape.DASHED,
    Colour.DISAGREE: LineShape.WAVY,
}
"""The line under words of each colour, for eyes that do not tell the colours apart."""

_GROUNDS = {Ground.LIGHT: LIGHT, Ground.SEPIA: SEPIA, Ground.DARK: DARK}
_SWATCH_SIZE = 22


class AnnotationLook(QObject):
    """The colours of annotations on a ground, with the names that the student gave them."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ground = Ground.WINDOW
        self._names: Mapping[Colour, str] = {}
        self._palette: tuple[Colours, QPalette] | None = None
        self._marks: dict[tuple[Ground, bool, Colour], tuple[QColor, QColor]] = {}
        theme.changed.connect(self.changed)

    def set_up(self, ground: Ground, names: Mapping[Colour, str]) -> None:
        """Look right on this ground, and call the colours by these names."""
        if (ground, names) != (self._ground, self._names):
            self._ground = ground
            self._names = dict(names)
            self.changed.emit()

    @property
    def colours(self) -> Colours:
        """The colours of the ground."""
        return _GROUNDS.get(self._ground, self._theme.colours)

    @property
    def palette(self) -> QPalette:
        """The palette of what stands on the ground."""
        if self._palette is None or self._palette[0] is not self.colours:
            self._palette = (self.colours, palette(self.colours))
        return self._palette[1]

    def title(self, colour: Colour) -> str:
        """The name of a colour's meaning, for people."""
        return self._names.get(colour) or plain_title(colour)

    def highlight(self, colour: Colour) -> QColor:
        """What lies under highlighted words."""
        return QColor(self.colours.highlights[colour])

    def ink(self, colour: Colour) -> QColor:
        """A line or a sign in a colour."""
        return QColor(self.colours.inks[colour])

    def sign(self, colour: Colour, size: int) -> QPixmap:
        """The sign of a colour in its ink, ``size`` device pixels wide and high."""
        return tinted(colour.value, self.ink(colour), size)

    def swatch(self, colour: Colour, ratio: float = 2.0) -> QIcon:
        """A patch of the colour with its sign and line; ``ratio`` is device pixels per pixel."""
        pixmap = QPixmap(round(_SWATCH_SIZE * ratio), round(_SWATCH_SIZE * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.highlight(colour))
        painter.drawRoundedRect(QRectF(0, 0, _SWATCH_SIZE, _SWATCH_SIZE), 4, 4)
        size = _SWATCH_SIZE - 9
        picture = self.sign(colour, round(size * ratio))
        painter.drawPixmap(QRectF(4.5, 1.5, size, size), picture, QRectF(picture.rect()))
        ink, y = self.ink(colour), _SWATCH_SIZE - 4
        draw_line(painter, SHAPES[colour], ink, 1.6, 3, _SWATCH_SIZE - 3, y)
        painter.end()
        return QIcon(pixmap)

    def text_mark(self, annotation: Annotation, span: tuple[int, int]) -> TextMark:
        """The mark of an annotation on its words, from one cursor position to another."""
        is_ground = annotation.style is Style.HIGHLIGHT
        ground, ink = self._ground_and_ink(annotation.colour)
        return TextMark(
            name=annotation.id,
            start=span[0],
            end=span[1],
            ground=ground if is_ground else None,
            ink=ink,
            shape=SHAPES[annotation.colour],
            thickness=1.4 if is_ground else 2.2,
        )

    def _ground_and_ink(self, colour: Colour) -> tuple[QColor, QColor]:
        """The same two for all marks of a colour: a page can have hundreds."""
        key = (self._ground, self._theme.is_dark, colour)
        if key not in self._marks:
            self._marks[key] = (self.highlight(colour), self.ink(colour))
        return self._marks[key]


def plain_title(colour: Colour) -> str:
    """The name that a colour's meaning comes with."""
    return {
        Colour.IMPORTANT: QCoreApplication.translate("Colour", "Important"),
        Colour.QUESTION: QCoreApplication.translate("Colour", "Question"),
        Colour.EVIDENCE: QCoreApplication.translate("Colour", "Evidence"),
        Colour.DISAGREE: QCoreApplication.translate("Colour", "Disagree"),
    }[colour]
