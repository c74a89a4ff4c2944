"""Formulas drawn from LaTeX as pictures that stand on the line of the text around them."""

from __future__ import annotations

import logging
import re
import time
import warnings
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QImageReader

LONGEST_SOURCE = 2_000
"""Characters of LaTeX; a longer formula is shown as its source."""

_VIEW_BOX = re.compile(r'viewBox="([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)"')
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Formula:
    """A drawn formula; ``descent`` is what of it stands below the line, in pixels."""

    image: QImage
    descent: float


class FormulaPen:
    """Draws formulas of a size in pixels and a colour, for as long as its time lasts.

    A new formula takes some 10 milliseconds. When ``seconds`` are used up, those that were never
    drawn before are left for later, and :attr:`has_left_some` says so.
    """

    def __init__(
        self, *, size: float, ink: QColor, ratio: float = 1.0, seconds: float = 0.1
    ) -> None:
        self._size = round(size, 1)
        self._ink = ink.name()
        self._ratio = ratio
        self._ends = time.monotonic() + seconds
        self.has_left_some = False

    def draw(self, latex: str, *, is_display: bool) -> Formula | None:
        """The formula; None if its source is to be shown, for good or until there is time."""
        if not latex.strip() or len(latex) > LONGEST_SOURCE:
            return None
        key = (latex, self._size, self._ink, self._ratio, is_display)
        if key not in _drawn:
            if time.monotonic() > self._ends:
                self.has_left_some = True
                return None
            if len(_drawn) >= _MOST_KEPT:
                _drawn.clear()
            _drawn[key] = _draw(*key)
        return _drawn[key]


_MOST_KEPT = 2_000
_drawn: dict[tuple[str, float, str, float, bool], Formula | None] = {}


def _draw(latex: str, size: float, ink: str, ratio: float, is_display: bool) -> Formula | None:
    svg = _svg(latex, size, ink, is_display)
    box = _VIEW_BOX.search(svg)
    if box is None:
        return None
    top, width, height = (float(box[number]) for number in (2, 3, 4))
    buffer = QBuffer()
    buffer.setData(QByteArray(svg.encode()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"svg")
    reader.setScaledSize(QSize(max(round(width * ratio), 1), max(round(height * ratio), 1)))
    image = reader.read()
    if image.isNull():
        return None
    image.setDevicePixelRatio(ratio)
    return Formula(image, max(top + height, 0.0))


def _svg(latex: str, size: float, ink: str, is_display: bool) -> str:
    """The formula as SVG; empty if it cannot be read."""
    # Loading the library takes a quarter of a second, and most texts hold no formula.
    with warnings.catch_warnings():
        # It finds its font in a way that Python 3.11 calls old.
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziamath.config import config
        from ziamath.zmath import Latex

    config.svg2 = False  # Qt draws what SVG 1 has
    try:
        return str(Latex(latex, size=size, color=ink, inline=not is_display).svg())
    except Exception as error:  # noqa: BLE001 - it raises whatever it stumbles over
        _log.info("a formula is shown as its source: %s", error)
        return ""
