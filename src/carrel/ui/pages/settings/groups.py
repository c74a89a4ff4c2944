"""The groups of settings: what is asked in each, in the student's words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from carrel.domain.annotations import Colour
from carrel.domain.settings import (
    BOUNDS,
    COLOUR_PREFIX,
    LONGEST_COLOUR_NAME,
    LONGEST_STEP_MINUTES,
    MOST_STEPS,
    Face,
    Ground,
    steps_of,
    steps_words,
)
from carrel.system.time_zones import time_zone_names
from carrel.ui.pages.settings.data_group import DataGroup
from carrel.ui.pages.settings.group import SettingGroup
from carrel.ui.pages.settings.rows import ChoiceRow, NumberRow, SettingRow, SwitchRow, TextRow
from carrel.ui.pages.settings.shortcut_group import ShortcutGroup
from carrel.ui.theme import Scheme
from carrel.ui.widgets.annotation_look import AnnotationLook, plain_title

SCHEME = "scheme"
"""Light or dark, which is kept for this computer and not in the library."""


def reading_group() -> SettingGroup:
    """How the window and the texts look."""
    return SettingGroup(
        _tr("Reading"),
        _tr("How the window and your texts look. The lines below follow each change."),
        [
            *_look_rows(),
            *_size_rows(),
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


def _look_rows() -> list[SettingRow]:
    return [
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
    ]


def _size_rows() -> list[SettingRow]:
    return [
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
    ]


def colours_group(look: AnnotationLook) -> SettingGroup:
    """What the four colours mean; ``look`` gives a patch of each."""
    group = _colours()

    def show_patches() -> None:
        for colour in Colour:
            row = group.rows[f"{COLOUR_PREFIX}{colour}"]
            assert isinstance(row, TextRow)
            row.show_icon(look.swatch(colour))

    look.changed.connect(show_patches)
    show_patches()
    return group


def _colours() -> SettingGroup:
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


def memory_group() -> SettingGroup:
    """When questions are asked."""
    return SettingGroup(
        _tr("Memory"),
        _tr(
            "When Carrel proposes a question again. What it comes with suits most students; what"
            " you have answered so far is kept through every change."
        ),
        [
            NumberRow(
                "desired_retention",
                _tr("Recall to aim for"),
                _tr("How likely you are to know an answer when it comes. More means more work."),
                BOUNDS["desired_retention"],
                unit=_tr(" %"),
                scale=0.01,
            ),
            NumberRow(
                "new_per_day",
                _tr("New questions a day"),
                _tr("The most that are proposed; you may always ask for more yourself."),
                BOUNDS["new_per_day"],
            ),
            *_day_rows(),
            *_step_rows(),
            NumberRow(
                "longest_interval_days",
                _tr("Longest pause"),
                _tr("No question that you know waits longer than this."),
                BOUNDS["longest_interval_days"],
                unit=_tr(" days"),
                step=30,
            ),
            SwitchRow(
                "is_fuzzed",
                _tr("Spread what was learnt together"),
                _tr("Questions of one day come back on several days, a little earlier or later."),
            ),
        ],
    )


def _day_rows() -> list[SettingRow]:
    return [
        NumberRow(
            "day_starts_at",
            _tr("A new day begins at"),
            _tr("Who studies past midnight has not begun the next day yet."),
            BOUNDS["day_starts_at"],
            unit=_tr(":00"),
        ),
        ChoiceRow(
            "time_zone",
            _tr("Time zone"),
            _tr("Where your days are counted, also while the computer travels."),
            [("", _tr("As this computer")), *((zone, zone) for zone in time_zone_names())],
        ),
    ]


def _step_rows() -> list[SettingRow]:
    complaint = _tr(
        "Write up to {count} numbers of minutes with blanks between them, none shorter than the one"
        " before, and none above {most}."
    ).format(count=MOST_STEPS, most=LONGEST_STEP_MINUTES)
    return [
        TextRow(
            name,
            title,
            hint,
            plain=_tr("none"),
            read=steps_of,
            write=steps_words,
            complaint=complaint,
        )
        for name, title, hint in (
            (
                "learning_steps",
                _tr("Steps of a new question"),
                _tr("Minutes until it comes back, one number for each time."),
            ),
            (
                "relearning_steps",
                _tr("Steps after a miss"),
                _tr("Minutes until a question that you knew before comes back."),
            ),
        )
    ]


def data_group(keeping: Sequence[QAction]) -> DataGroup:
    """Where the library is; ``keeping`` are the actions that keep it safe."""
    return DataGroup(
        _tr("Data"),
        _tr("Where your library and its backups are. Nothing of it ever leaves this computer."),
        keeping,
    )


def shortcut_group() -> ShortcutGroup:
    """Which keys do what."""
    return ShortcutGroup(
        _tr("Shortcuts"),
        _tr(
            "Which keys do what, and where. Choose an action and press Enter to give it other keys;"
            " they count at once."
        ),
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
