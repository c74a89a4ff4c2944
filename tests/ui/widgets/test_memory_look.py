"""What is remembered looks different for each state, for all eyes and on every ground."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from carrel.domain.memory_map import MemoryCounts, MemoryState
from carrel.ui.theme import DARK, LIGHT, SEPIA, Role
from carrel.ui.widgets.memory_look import (
    PATTERNS,
    counts_in_words,
    memory_ink,
    paint_bar,
    paint_shares,
)
from carrel.ui.widgets.patterns import Pattern, paint_pattern

# How colours are seen, as matrices on linear RGB: Machado, Oliveira and Fernandes 2009,
# doi:10.1109/TVCG.2009.113, severity 1.
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
LEAST_DIFFERENCE = 20
"""In CIELAB; 2.3 is just noticeable."""

ASKED = (MemoryState.MISSED, MemoryState.FADING, MemoryState.SECURE)


def linear(colour: QColor) -> tuple[float, ...]:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)


def luminance(colour: QColor) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lab(colour: QColor, matrix) -> tuple[float, float, float]:
    """The colour in CIELAB (D65) as eyes see it."""
    rgb = linear(colour)
    seen = [min(max(sum(m * c for m, c in zip(row, rgb, strict=True)), 0), 1) for row in matrix]
    to_xyz = (
        (0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505),
        (0.2126, 0.7152, 0.0722),
        (0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089),
    )
    x, y, z = (sum(m * c for m, c in zip(row, seen, strict=True)) for row in to_xyz)
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eyes", EYES.values(), ids=EYES.keys())
@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_that_all_eyes_tell_the_inks_apart(is_dark, eyes) -> None:
    for one, other in itertools.combinations(ASKED, 2):
        first, second = (lab(memory_ink(state, is_dark=is_dark), eyes) for state in (one, other))
        difference = sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5
        assert difference > LEAST_DIFFERENCE, (one, other, difference)


@pytest.mark.parametrize("colours", [LIGHT, SEPIA, DARK], ids=["light", "sepia", "dark"])
@pytest.mark.parametrize("state", MemoryState)
def test_that_every_ink_stands_out_from_its_grounds(state, colours) -> None:
    ink = luminance(memory_ink(state, is_dark=colours.is_dark))
    for role in (Role.SURFACE, Role.WINDOW):
        ground = luminance(QColor(colours.roles[role]))
        contrast = (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05)
        assert contrast >= 3, (state, role, contrast)


def drawn(paint) -> bytes:
    """What is painted in one ink, as bits."""
    image = QImage(40, 80, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return bytes(image.constBits())


def test_that_bars_differ_by_their_shape_alone(qapp) -> None:
    ink = QColor("black")
    shapes = {
        drawn(lambda p, s=state: paint_bar(p, s, x=5, top=5, height=60, ink=ink))
        for state in MemoryState
    }
    assert len(shapes) == len(MemoryState)


def test_that_parts_differ_by_their_pattern_alone(qapp) -> None:
    assert len(set(PATTERNS.values())) == len(MemoryState)
    box, ink = QRectF(5, 5, 30, 10), QColor("black")
    fills = {drawn(lambda p, f=pattern: paint_pattern(p, box, f, ink)) for pattern in Pattern}
    assert len(fills) == len(Pattern)


def test_that_nothing_is_drawn_beyond_a_box(qapp) -> None:
    box = QRectF(10, 20, 20, 8)
    for pattern in Pattern:
        image = QImage(40, 60, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_pattern(painter, box, pattern, QColor("black"))
        painter.end()
        outside = [
            (x, y)
            for x in range(40)
            for y in range(60)
            if not box.adjusted(-2, -2, 2, 2).contains(x, y)
        ]
        assert {image.pixelColor(*spot).name() for spot in outside} == {"#ffffff"}, pattern


def test_that_counts_are_said_the_known_first(qapp) -> None:
    counts = MemoryCounts(missed=1, fading=2, never_asked=3, secure=4, no_question=5)
    assert counts_in_words(counts) == (
        "4 secure, 2 fading, 1 missed, 3 never asked, 5 no question yet"
    )
    assert counts_in_words(MemoryCounts(missed=2)) == "2 missed"


def test_that_an_empty_whole_draws_nothing(qapp) -> None:
    box = QRectF(0, 0, 40, 10)
    blank = drawn(lambda _: None)
    assert drawn(lambda p: paint_shares(p, box, MemoryCounts(), is_dark=False)) == blank
