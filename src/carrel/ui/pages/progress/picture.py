"""Saving a chart as a picture: PNG in twice the size for screens, SVG for print."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from carrel.domain.errors import InputError
from carrel.ui.pages.progress.chart_card import ChartCard

FILTERS = ("PNG (*.png)", "SVG (*.svg)")

_SCALE = 2
_AROUND = QSize(40, 130)
"""Pixels for the margins, the title and the sentence of a picture."""


def save_picture(card: ChartCard, path: Path) -> None:
    """Write the chart of a card; the ending of the file decides the format.

    Raises :class:`InputError` where the file cannot be written.
    """
    size = card.plot.size() + _AROUND
    is_done = _save_svg(card, path, size) if path.suffix == ".svg" else _save_png(card, path, size)
    if not is_done:
        raise InputError(
            "The picture could not be written to {path}; choose a folder that may be written to.",
            path=path,
        )


def _save_png(card: ChartCard, path: Path, size: QSize) -> bool:
    image = QImage(size * _SCALE, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(_SCALE)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    card.paint_picture(painter, size)
    painter.end()
    return image.save(str(path))


def _save_svg(card: ChartCard, path: Path, size: QSize) -> bool:
    try:
        path.touch()
    except OSError:
        return False
    writer = QSvgGenerator()
    writer.setFileName(str(path))
    writer.setSize(size)
    # Axes are recorded at the resolution of the screen and would be scaled at another one.
    writer.setResolution(card.plot.logicalDpiX())
    writer.setViewBox(QRect(QPoint(0, 0), size))
    writer.setTitle(card.title)
    writer.setDescription(card.chart.sentence if card.chart else "")
    painter = QPainter()
    if not painter.begin(writer):
        return False
    card.paint_picture(painter, size)
    return painter.end()
