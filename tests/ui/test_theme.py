"""Both themes can be read: every pair of colours that meets has enough contrast."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QPushButton

from carrel.domain.annotations import Colour
from carrel.ui.theme import DARK, LIGHT, SEPIA, Colours, Role, Scheme, palette
from carrel.ui.widgets.claim_look import HOLDER_INKS

BODY_TEXT = 7.0
SMALL_TEXT = 4.5
LINES = 3.0


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in QColor(colour).getRgbF()[:3]
    ]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


PAIRS = [
    (Role.TEXT, Role.WINDOW, BODY_TEXT),
    (Role.TEXT, Role.SURFACE, BODY_TEXT),
    (Role.TEXT, Role.ACCENT_SOFT, BODY_TEXT),
    (Role.MUTED, Role.WINDOW, SMALL_TEXT),
    (Role.MUTED, Role.SURFACE, SMALL_TEXT),
    (Role.ACCENT, Role.WINDOW, SMALL_TEXT),
    (Role.ACCENT, Role.SURFACE, SMALL_TEXT),
    (Role.ACCENT, Role.ACCENT_SOFT, SMALL_TEXT),
    (Role.EDGE, Role.WINDOW, LINES),
    (Role.EDGE, Role.SURFACE, LINES),
    (Role.ON_ACCENT, Role.ACCENT, SMALL_TEXT),
    (Role.GOOD, Role.SURFACE, SMALL_TEXT),
    (Role.GOOD, Role.GOOD_SOFT, SMALL_TEXT),
    (Role.TEXT, Role.GOOD_SOFT, BODY_TEXT),
    (Role.WARNING, Role.SURFACE, SMALL_TEXT),
    (Role.WARNING, Role.WARNING_SOFT, SMALL_TEXT),
    (Role.TEXT, Role.WARNING_SOFT, BODY_TEXT),
    (Role.BAD, Role.SURFACE, SMALL_TEXT),
    (Role.BAD, Role.BAD_SOFT, SMALL_TEXT),
    (Role.TEXT, Role.BAD_SOFT, BODY_TEXT),
]

themes = pytest.mark.parametrize("colours", [LIGHT, DARK, SEPIA], ids=["light", "dark", "sepia"])


@themes
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_that_ink_can_be_read_on_its_ground(
    colours: Colours, ink: Role, ground: Role, least: float
) -> None:
    assert contrast(colours.roles[ink], colours.roles[ground]) >= least


@themes
@pytest.mark.parametrize("colour", Colour)
def test_that_highlighted_words_and_marks_can_be_read(colours: Colours, colour: Colour) -> None:
    assert contrast(colours.roles[Role.TEXT], colours.highlights[colour]) >= BODY_TEXT
    assert contrast(colours.inks[colour], colours.roles[Role.SURFACE]) >= SMALL_TEXT
    assert contrast(colours.inks[colour], colours.highlights[colour]) >= LINES


@themes
def test_that_every_role_is_given(colours: Colours) -> None:
    assert set(colours.roles) == set(Role)
    assert set(colours.highlights) == set(colours.inks) == set(Colour)


@themes
def test_that_disabled_words_differ_from_enabled_ones(colours: Colours) -> None:
    made = palette(colours)
    role = QPalette.ColorRole.ButtonText
    assert made.color(QPalette.ColorGroup.Disabled, role) != made.color(
        QPalette.ColorGroup.Active, role
    )


def test_that_a_chosen_scheme_changes_the_program_and_tells(qtbot, qapp, theme) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme(Scheme.DARK)
    assert theme.is_dark
    assert qapp.palette().color(QPalette.ColorRole.Window).lightness() < 60
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_scheme(Scheme.DARK)


def test_that_controls_follow_a_change_of_theme(qtbot, theme) -> None:
    button = QPushButton("Read")
    qtbot.addWidget(button)
    in_light = middle_of(button)
    theme.set_scheme(Scheme.DARK)
    assert in_light == LIGHT.roles[Role.SURFACE]
    assert middle_of(button) == DARK.roles[Role.SURFACE]


def middle_of(button: QPushButton) -> str:
    """The colour of the ground beside the words of a button."""
    button.resize(200, 30)
    return button.grab().toImage().pixelColor(20, 15).name()


@pytest.mark.parametrize(
    ("colours", "is_dark"),
    [(LIGHT, False), (SEPIA, False), (DARK, True)],
    ids=["light", "sepia", "dark"],
)
def test_that_the_inks_of_eight_holders_differ_and_can_be_read(colours, is_dark):
    inks = HOLDER_INKS[is_dark]
    assert len(set(inks)) == 8
    for ink in inks:
        for ground in (Role.SURFACE, Role.WINDOW):
            assert contrast(ink, colours.roles[ground]) >= SMALL_TEXT, (ink, ground)
