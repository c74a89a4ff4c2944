"""What a chart is before it is drawn: its sentence, its drawing, and the same as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from carrel.ui.widgets.patterns import Pattern

if TYPE_CHECKING:
    from carrel.ui.pages.progress.plot import Plot


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a chart in words; the first column names the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Key:
    """What a pattern stands for; ``ink`` gives its colour on dark ground or on light."""

    pattern: Pattern
    ink: Callable[[bool], QColor]
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """``sentence`` says what the chart means. ``height`` is that of the drawing, in pixels."""

    sentence: str
    draw: Callable[[Plot], None]
    table: Table
    keys: tuple[Key, ...] = ()
    height: int = 210


@dataclass(frozen=True, slots=True)
class NoChart:
    """Why there is nothing to draw yet, and what will be seen here."""

    why: str
