"""How reading text is set: typeface, size, leading, measure, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetricsF, QPalette

from carrel.domain.settings import Face, Settings
from carrel.ui.theme import reading_font

MEASURE_CHARACTERS = 66
"""Characters in a line: 45 to 75 are read well, 66 is the classical ideal (Bringhurst, 2.1.2)."""

_SAMPLE = "The two of them spoke again that evening, for longer than either had expected to."
_BESIDE_SCALE = 1.28
_HEADING_SCALE = {1: 1.7, 2: 1.32, 3: 1.12}


MADE_TO_BE_TOLD_APART = (
    "OpenDyslexic",
    "Atkinson Hyperlegible Next",
    "Atkinson Hyperlegible",
    "Lexend",
    "Andika",
)
"""Free typefaces whose letters are hard to mistake for each other, best known first."""

_FAMILIES = {
    Face.SANS: (
        "Source Sans 3",
        "Noto Sans",
        "Segoe UI",
        "Helvetica Neue",
        "Liberation Sans",
        "DejaVu Sans",
    ),
    Face.PLAIN: (*MADE_TO_BE_TOLD_APART, "Verdana", "DejaVu Sans"),
}
_PLAIN_SPACING = 106.0
"""Percent of the letter spacing of plain faces: more room between letters helps readers with
dyslexia (Zorzi et al. 2012, doi:10.1073/pnas.1205566109)."""


@dataclass(frozen=True, slots=True)
class Typography:
    """``point_size`` of running text; ``line_height`` in percent of the font's own;
    ``measure`` is the length of a line in characters."""

    point_size: float = 13.0
    line_height: int = 150
    measure: int = MEASURE_CHARACTERS
    is_justified: bool = False
    face: Face = Face.SERIF
    has_paragraph_numbers: bool = False

    @classmethod
    def beside(cls, font: QFont, *, measure: int = MEASURE_CHARACTERS) -> Typography:
        """For a text that stands beside what is set in ``font``: a little larger than that."""
        point_size = QFontInfo(font).pointSizeF() * _BESIDE_SCALE
        return cls(point_size=point_size, line_height=145, measure=measure)

    @classmethod
    def of(cls, settings: Settings) -> Typography:
        """As the student wants it."""
        return cls(
            point_size=settings.size,
            line_height=settings.line_height,
            measure=settings.measure,
            is_justified=settings.is_justified,
            face=settings.face,
            has_paragraph_numbers=settings.has_paragraph_numbers,
        )

    @property
    def font(self) -> QFont:
        """The font of running text."""
        font = reading_font(self.point_size)
        if self.face is not Face.SERIF:
            font.setFamilies(list(_FAMILIES[self.face]))
            font.setStyleHint(QFont.StyleHint.SansSerif)
        if self.face is Face.PLAIN:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, _PLAIN_SPACING)
        return font

    @property
    def number_width(self) -> int:
        """Pixels before the text that paragraph numbers take; 0 if they are not shown."""
        return round(2.4 * self.em) if self.has_paragraph_numbers else 0

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
        """Pixels that a line of :attr:`measure` characters of English takes, with its number."""
        per_character = QFontMetricsF(self.font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        return round(per_character * self.measure) + self.number_width


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours that are written into a document; others come from the palette when painted."""

    text: QColor
    muted: QColor
    link: QColor
    code_ground: QColor
    line: QColor

    @classmethod
    def of(cls, palette: QPalette) -> Inks:
        """Those of a palette of ours (:mod:`carrel.ui.theme`)."""
        return cls(
            text=palette.color(QPalette.ColorRole.Text),
            muted=palette.color(QPalette.ColorRole.PlaceholderText),
            link=palette.color(QPalette.ColorRole.Link),
            code_ground=palette.color(QPalette.ColorRole.AlternateBase),
            line=palette.color(QPalette.ColorRole.Mid),
        )
