"""Every icon that is drawn can be shown, and takes its colour from the theme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from carrel.system.resources import resource
from carrel.ui.icons import icon
from carrel.ui.theme import Scheme

NAMES = sorted(file.stem for file in resource("icons").glob("*.svg"))


def ink(shown: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[tuple[int, int, int]]:
    """The colours of the solid dots of an icon."""
    image = shown.pixmap(QSize(48, 48), mode).toImage()
    dots = [image.pixelColor(x, y) for x in range(48) for y in range(48)]
    return {(dot.red(), dot.green(), dot.blue()) for dot in dots if dot.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_that_each_icon_has_ink_and_keeps_clear_of_its_edges(theme, name: str) -> None:
    image = icon(name).pixmap(QSize(48, 48)).toImage()
    edge = range(48)
    assert ink(icon(name))
    assert all(image.pixelColor(x, y).alpha() == 0 for x in edge for y in (0, 47))
    assert all(image.pixelColor(x, y).alpha() == 0 for y in edge for x in (0, 47))


def test_that_an_icon_follows_the_theme(theme) -> None:
    shown = icon("read")
    in_light = ink(shown)
    theme.set_scheme(Scheme.DARK)
    in_dark = ink(shown)
    assert max(max(dot) for dot in in_light) < 90
    assert min(min(dot) for dot in in_dark) > 160


def test_that_a_disabled_icon_differs(theme) -> None:
    assert ink(icon("read"), QIcon.Mode.Disabled) != ink(icon("read"))


@pytest.mark.parametrize("name", NAMES)
def test_that_an_icon_names_no_colour_of_its_own(name: str) -> None:
    assert "#" not in resource(f"icons/{name}.svg").read_text(encoding="utf-8")
