"""How the program looks: light and dark palettes of our own, named colours, and fonts.

Most widgets need nothing from here, because the named colours are also in the palette:
PlaceholderText is secondary text, Base a surface such as a card, Mid a thin line, Dark the edge of
a control, Midlight the ground of what is chosen, Highlight, Link and Accent the accent colour.
They follow a change of theme by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from carrel.system.resources import resource

if TYPE_CHECKING:
    from carrel.domain.annotations import Colour


class Scheme(StrEnum):
    """Which theme the student wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Role(StrEnum):
    """What a colour is for. The ``GOOD``, ``WARNING`` and ``BAD`` inks are read on a surface."""

    WINDOW = "window"
    SURFACE = "surface"
    TEXT = "text"
    MUTED = "muted"
    LINE = "line"
    EDGE = "edge"
    ACCENT = "accent"
    ON_ACCENT = "on accent"
    ACCENT_SOFT = "accent soft"
    GOOD = "good"
    GOOD_SOFT = "good soft"
    WARNING = "warning"
    WARNING_SOFT = "warning soft"
    BAD = "bad"
    BAD_SOFT = "bad soft"


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme. ``highlights`` lie under the text, ``inks`` are lines and words.

    Both by the value of a :class:`Colour`, which is not needed before something is annotated.
    """

    is_dark: bool
    roles: dict[Role, str]
    highlights: dict[str, str]
    inks: dict[str, str]


LIGHT = Colours(
    is_dark=False,
    roles={
        Role.WINDOW: "#f4f3ef",
        Role.SURFACE: "#fffefb",
        Role.TEXT: "#22252a",
        Role.MUTED: "#5d636b",
        Role.LINE: "#d8d5cd",
        Role.EDGE: "#8f8c84",
        Role.ACCENT: "#2a5b94",
        Role.ON_ACCENT: "#ffffff",
        Role.ACCENT_SOFT: "#dfe8f3",
        Role.GOOD: "#2c6b36",
        Role.GOOD_SOFT: "#dff0df",
        Role.WARNING: "#80590a",
        Role.WARNING_SOFT: "#fbeecb",
        Role.BAD: "#a8322a",
        Role.BAD_SOFT: "#fae0dd",
    },
    highlights={
        "important": "#ffe8a1",
        "question": "#cfe2fb",
        "evidence": "#cdeaca",
        "disagree": "#f9d2ce",
    },
    inks={
        "important": "#80590a",
        "question": "#2a5b94",
        "evidence": "#2c6b36",
        "disagree": "#a8322a",
    },
)

DARK = Colours(
    is_dark=True,
    roles={
        Role.WINDOW: "#1d1f22",
        Role.SURFACE: "#26292d",
        Role.TEXT: "#e3e1dc",
        Role.MUTED: "#a3a8ae",
        Role.LINE: "#3d4147",
        Role.EDGE: "#737983",
        Role.ACCENT: "#8db6e8",
        Role.ON_ACCENT: "#15202c",
        Role.ACCENT_SOFT: "#2c3b4d",
        Role.GOOD: "#8fcb95",
        Role.GOOD_SOFT: "#23392a",
        Role.WARNING: "#e5c169",
        Role.WARNING_SOFT: "#40361c",
        Role.BAD: "#f0998f",
        Role.BAD_SOFT: "#472a29",
    },
    highlights={
        "important": "#544410",
        "question": "#20446e",
        "evidence": "#24502c",
        "disagree": "#6a2c2b",
    },
    inks={
        "important": "#e5c169",
        "question": "#8db6e8",
        "evidence": "#8fcb95",
        "disagree": "#f0998f",
    },
)

SEPIA = Colours(
    is_dark=False,
    roles={
        Role.WINDOW: "#efe4cb",
        Role.SURFACE: "#f8f0dd",
        Role.TEXT: "#3a2f23",
        Role.MUTED: "#6b5c46",
        Role.LINE: "#d9c9a6",
        Role.EDGE: "#8a7a5e",
        Role.ACCENT: "#2a5b94",
        Role.ON_ACCENT: "#ffffff",
        Role.ACCENT_SOFT: "#e2dfd2",
        Role.GOOD: "#2c6b36",
        Role.GOOD_SOFT: "#dfe8cb",
        Role.WARNING: "#7a5200",
        Role.WARNING_SOFT: "#f6e3b4",
        Role.BAD: "#a12c25",
        Role.BAD_SOFT: "#f3d9c9",
    },
    highlights={
        "important": "#fbdf8e",
        "question": "#cfdcea",
        "evidence": "#cfe3bf",
        "disagree": "#f5cdbf",
    },
    inks={
        "important": "#7a5200",
        "question": "#2a5b94",
        "evidence": "#2c6b36",
        "disagree": "#a12c25",
    },
)
"""A theme for the page that is read only."""

READING_FAMILIES = (
    "Charter",
    "Literata",
    "Source Serif 4",
    "Georgia",
    "Noto Serif",
    "DejaVu Serif",
)
"""Faces for long text, best first; the first that is installed is used."""


class Theme(QObject):
    """The theme in force; :attr:`changed` tells when colours asked for are out of date."""

    changed = Signal()

    def __init__(self, scheme: Scheme = Scheme.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self._colours = LIGHT
        self._style_sheet = resource("style.qss").read_text(encoding="utf-8")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def scheme(self) -> Scheme:
        """What the student chose."""
        return self._scheme

    @property
    def colours(self) -> Colours:
        """All colours of the theme in force."""
        return self._colours

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on dark ground now."""
        return self._colours.is_dark

    def set_scheme(self, scheme: Scheme) -> None:
        """Change the theme of the whole program."""
        self._scheme = scheme
        self._apply()

    def colour(self, role: Role) -> QColor:
        """A colour by what it is for."""
        return QColor(self._colours.roles[role])

    def highlight(self, colour: Colour) -> QColor:
        """The ground under highlighted words."""
        return QColor(self._colours.highlights[colour])

    def ink(self, colour: Colour) -> QColor:
        """A line, a mark or a word in the colour of an annotation."""
        return QColor(self._colours.inks[colour])

    def _follow_system(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        colours = DARK if self._wants_dark() else LIGHT
        is_new = colours is not self._colours
        self._colours = colours
        QApplication.setPalette(palette(colours))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            # Set again, because a style sheet keeps the colours it was first read with.
            tick = resource("tick-on-dark.svg" if colours.is_dark else "tick-on-light.svg")
            application.setStyleSheet(self._style_sheet.replace("TICK", tick.as_posix()))
        if is_new:
            self.changed.emit()

    def _wants_dark(self) -> bool:
        if self._scheme is not Scheme.SYSTEM:
            return self._scheme is Scheme.DARK
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def palette(colours: Colours) -> QPalette:
    """The Qt palette of a theme."""
    roles = QPalette.ColorRole
    by_role = {
        roles.Window: Role.WINDOW,
        roles.WindowText: Role.TEXT,
        roles.Base: Role.SURFACE,
        roles.AlternateBase: Role.WINDOW,
        roles.Text: Role.TEXT,
        roles.Button: Role.SURFACE,
        roles.ButtonText: Role.TEXT,
        roles.BrightText: Role.ON_ACCENT,
        roles.ToolTipBase: Role.SURFACE,
        roles.ToolTipText: Role.TEXT,
        roles.PlaceholderText: Role.MUTED,
        roles.Highlight: Role.ACCENT,
        roles.HighlightedText: Role.ON_ACCENT,
        roles.Accent: Role.ACCENT,
        roles.Link: Role.ACCENT,
        roles.LinkVisited: Role.ACCENT,
        roles.Mid: Role.LINE,
        roles.Dark: Role.EDGE,
        roles.Midlight: Role.ACCENT_SOFT,
    }
    made = QPalette(QColor(colours.roles[Role.SURFACE]), QColor(colours.roles[Role.WINDOW]))
    for qt_role, role in by_role.items():
        made.setColor(qt_role, QColor(colours.roles[role]))
    for qt_role in (roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, qt_role, _disabled(colours))
    return made


def reading_font(point_size: float) -> QFont:
    """The font of long texts; ``point_size`` is in typographic points."""
    font = QFont()
    font.setFamilies(list(READING_FAMILIES))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(point_size)
    return font


def scaled_font(font: QFont, factor: float, *, is_bold: bool = False) -> QFont:
    """``font`` larger or smaller by ``factor``, so that headings follow the system's text size."""
    made = QFont(font)
    if made.pointSizeF() > 0:
        made.setPointSizeF(made.pointSizeF() * factor)
    else:
        made.setPixelSize(round(made.pixelSize() * factor))
    if is_bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def _disabled(colours: Colours) -> QColor:
    text, ground = QColor(colours.roles[Role.TEXT]), QColor(colours.roles[Role.WINDOW])
    return QColor(
        *(
            round(0.42 * of_text + 0.58 * of_ground)
            for of_text, of_ground in (
                (text.red(), ground.red()),
                (text.green(), ground.green()),
                (text.blue(), ground.blue()),
            )
        )
    )
