"""Text broken into lines of a width, for widgets that paint their own words."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

_LONG_WORD = re.compile(r"\S{24,}")
_PIECE = 8
_BREAK = "\u200b"


def breakable(text: str) -> str:
    """The text to be drawn with word wrap: words too long for a line may be broken within.

    It has signs of no width in it, so that it is for the eye only.
    """
    return _LONG_WORD.sub(lambda found: _BREAK.join(_pieces(found[0])), text)


def _pieces(word: str) -> list[str]:
    return [word[place : place + _PIECE] for place in range(0, len(word), _PIECE)]


def clipped_lines(text: str, font: QFont, width: float, most: int | None) -> list[str]:
    """The text broken into lines of ``width`` pixels; beyond ``most`` the last one ends in "…"."""
    metrics = QFontMetricsF(font)
    if "\n" not in text and metrics.horizontalAdvance(text) <= width:
        return [text]
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        for line in _lines_of(paragraph, font, width):
            if most is not None and len(lines) == most:
                last = lines[-1].rstrip() + "…"
                lines[-1] = metrics.elidedText(last, Qt.TextElideMode.ElideRight, width)
                return lines
            lines.append(line)
    return lines


def _lines_of(paragraph: str, font: QFont, width: float) -> list[str]:
    layout = QTextLayout(paragraph, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    units = paragraph.encode("utf-16-le")
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
        lines.append(units[start:end].decode("utf-16-le"))
    layout.endLayout()
    return lines or [""]
