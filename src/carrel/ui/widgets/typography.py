"""How reading text is set: typeface, size, leading, measure, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetricsF, QPalette

from carrel.ui.theme import reading_font

MEASURE_CHARACTERS = 66
"""Characters in a line: 45 to 75 are read well, 66 is the classical ideal (Bringhurst, 2.1.2)."""

_SAMPLE = "The two of them spoke again that evening, for longer than either had expected to."
_HEADING_SCALE = {1: 1.7, 2: 1.32, 3: 1.12}


@dataclass(frozen=True, slots=True)
class Typography:
    """``point_size`` of running text; ``line_height`` in percent of the font's own;
    ``measure`` is the length of a line in characters."""

    point_size: float = 13.0
    line_height: int = 150
    measure: int = MEASURE_CHARACTERS
    is_justified: bool = False

    @property
    def font(self) -> QFont:
        """The font of running text."""
        return reading_font(self.point_size)

    def heading_size(self, level: int) -> float:
        """Point size of a heading; levels below the third are as large as running text."""
        return self.point_size * _HEADING_SCALE.get(level, 1.0)

    @property
    def note_size(self) -> float:
        """Point size of footnotes and labels."""
        return self.point_size * 0.85

    @property
    def code_family(self) -> str:
        """The family of code: the system's font of fixed width."""
        return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()

    @property
    def em(self) -> float:
        """The font's size in pixels, the unit of indents and gaps."""
        return float(QFontInfo(self.font).pixelSize())

    @property
    def column_width(self) -> int:
        """Pixels that a line of :attr:`measure` characters of English takes."""
        per_character = QFontMetricsF(self.font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        return round(per_character * self.measure)


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours that are written into a document; others come from the palette when painted."""

    muted: QColor
    link: QColor
    code_ground: QColor
    line: QColor

    @classmethod
    def of(cls, palette: QPalette) -> Inks:
        """Those of a palette of ours (:mod:`carrel.ui.theme`)."""
        return cls(
            muted=palette.color(QPalette.ColorRole.PlaceholderText),
            link=palette.color(QPalette.ColorRole.Link),
            code_ground=palette.color(QPalette.ColorRole.AlternateBase),
            line=palette.color(QPalette.ColorRole.Mid),
        )
