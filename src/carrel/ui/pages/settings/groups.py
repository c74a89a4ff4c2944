"""The groups of settings: what is asked in each, in the student's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from carrel.domain.annotations import Colour
from carrel.domain.settings import (
    BOUNDS,
    COLOUR_PREFIX,
    LONGEST_COLOUR_NAME,
    Face,
    Ground,
)
from carrel.ui.pages.settings.group import SettingGroup
from carrel.ui.pages.settings.rows import ChoiceRow, NumberRow, SwitchRow, TextRow
from carrel.ui.theme import Scheme
from carrel.ui.widgets.annotation_look import plain_title

SCHEME = "scheme"
"""Light or dark, which is kept for this computer and not in the library."""


def reading_group() -> SettingGroup:
    """How the window and the texts look."""
    return SettingGroup(
        _tr("Reading"),
        _tr("How the window and your texts look."),
        [
            ChoiceRow(
                SCHEME,
                _tr("Window"),
                _tr("Light or dark, for the whole program on this computer."),
                [
                    (Scheme.SYSTEM, _tr("As the system")),
                    (Scheme.LIGHT, _tr("Light")),
                    (Scheme.DARK, _tr("Dark")),
                ],
            ),
            ChoiceRow(
                "ground",
                _tr("Page"),
                _tr("The colour of the page that you read."),
                [
                    (Ground.WINDOW, _tr("As the window")),
                    (Ground.LIGHT, _tr("Light")),
                    (Ground.SEPIA, _tr("Sepia")),
                    (Ground.DARK, _tr("Dark")),
                ],
            ),
            ChoiceRow(
                "face",
                _tr("Typeface"),
                _tr("Easy letters are hard to mistake for each other and set wide."),
                [
                    (Face.SERIF, _tr("Serif")),
                    (Face.SANS, _tr("Sans")),
                    (Face.PLAIN, _tr("Easy letters")),
                ],
            ),
            NumberRow(
                "size",
                _tr("Size of the text"),
                _tr("Ctrl and the wheel change it in the text, too."),
                BOUNDS["size"],
                unit=_tr(" pt"),
                step=0.5,
                decimals=1,
            ),
            NumberRow(
                "line_height",
                _tr("Space between lines"),
                _tr("More space helps the eye to find the next line."),
                BOUNDS["line_height"],
                unit=_tr(" %"),
                step=10,
            ),
            NumberRow(
                "measure",
                _tr("Length of lines"),
                _tr("Lines of 60 to 72 characters are read with the least effort."),
                BOUNDS["measure"],
                unit=_tr(" characters"),
                step=2,
            ),
            SwitchRow(
                "is_justified",
                _tr("Straight right edge"),
                _tr("All lines end at the same place, with wider gaps between words."),
            ),
            SwitchRow(
                "has_paragraph_numbers",
                _tr("Paragraph numbers"),
                _tr("Each paragraph has a number beside it, to cite it by."),
            ),
        ],
    )


def colours_group() -> SettingGroup:
    """What the four colours mean."""
    return SettingGroup(
        _tr("Colours"),
        _tr(
            "What you mean by each colour. The names are used wherever a colour is chosen or named;"
            " marks that are there already keep their colour and take the new name."
        ),
        [
            TextRow(
                f"{COLOUR_PREFIX}{colour}",
                plain_title(colour),
                hint,
                plain=plain_title(colour),
                longest=LONGEST_COLOUR_NAME,
            )
            for colour, hint in (
                (Colour.IMPORTANT, _tr("Yellow, with a solid line under the words.")),
                (Colour.QUESTION, _tr("Blue, with a dotted line under the words.")),
                (Colour.EVIDENCE, _tr("Green, with a dashed line under the words.")),
                (Colour.DISAGREE, _tr("Red, with a wavy line under the words.")),
            )
        ],
    )


def quiz_group() -> SettingGroup:
    """How a quiz goes."""
    return SettingGroup(
        _tr("Quiz"),
        _tr("What a quiz begins with. You can choose otherwise for each one."),
        [
            SwitchRow(
                "asks_confidence",
                _tr("Ask how sure I am"),
                _tr(
                    "Before you answer. Being sure and wrong is worth knowing: such questions"
                    " come back first."
                ),
            ),
            SwitchRow(
                "asks_for_sentence",
                _tr("After a miss, let me find the sentence"),
                _tr("You look for the words that answer the question before you are told."),
            ),
        ],
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingsPage", text)
