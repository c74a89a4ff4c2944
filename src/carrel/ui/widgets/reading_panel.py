"""How texts look, as controls: typeface, size, line length, leading, page colour."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.settings import BOUNDS, Face, Ground, Settings
from carrel.ui.widgets.labels import muted
from carrel.ui.widgets.popup import Popup
from carrel.ui.widgets.typography import MADE_TO_BE_TOLD_APART, Typography

V = TypeVar("V", bound=StrEnum)


class ReadingControls(QWidget):
    """Tells each change by the name of the setting; shows what it is told without telling."""

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_showing = False
        self._faces = self._choice(
            "face",
            [
                (Face.SERIF, self.tr("Serif")),
                (Face.SANS, self.tr("Sans")),
                (Face.PLAIN, self.tr("Easy letters")),
            ],
        )
        self._faces[Face.PLAIN].setToolTip(
            self.tr("Letters that are hard to mistake for each other, set wide")
        )
        self._grounds = self._choice(
            "ground",
            [
                (Ground.WINDOW, self.tr("As the window")),
                (Ground.LIGHT, self.tr("Light")),
                (Ground.SEPIA, self.tr("Sepia")),
                (Ground.DARK, self.tr("Dark")),
            ],
        )
        self._size = QDoubleSpinBox()
        self._size.setRange(*BOUNDS["size"])
        self._size.setDecimals(1)
        self._size.setSuffix(self.tr(" pt"))
        self._size.setObjectName("setting_size")
        self._size.valueChanged.connect(lambda value: self._tell("size", value))
        self._line_height = self._slider("line_height", step=10)
        self._measure = self._slider("measure", step=2)
        self._justified = self._check("is_justified", self.tr("Straight right edge"))
        self._numbers = self._check("has_paragraph_numbers", self.tr("Number the paragraphs"))
        self._family = muted()
        self._family.setObjectName("shownIn")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(10)
        form.addRow(self.tr("Typeface"), _row(list(self._faces.values())))
        form.addRow("", self._family)
        form.addRow(self.tr("Size"), self._size)
        form.addRow(self.tr("Space between lines"), self._line_height)
        form.addRow(self.tr("Length of lines"), self._measure)
        form.addRow(self.tr("Page"), _row(list(self._grounds.values())))
        form.addRow("", self._justified)
        form.addRow("", self._numbers)

    def show_settings(self, settings: Settings) -> None:
        """Show the settings in force."""
        self._is_showing = True
        self._faces[settings.face].setChecked(True)
        self._show_family(Typography.of(settings))
        self._grounds[settings.ground].setChecked(True)
        self._size.setValue(settings.size)
        self._line_height.setValue(settings.line_height)
        self._measure.setValue(settings.measure)
        self._justified.setChecked(settings.is_justified)
        self._numbers.setChecked(settings.has_paragraph_numbers)
        self._is_showing = False

    def _show_family(self, typography: Typography) -> None:
        """Say which typeface of this computer is used: none comes with the program."""
        family = QFontInfo(typography.font).family()
        told = self.tr("Shown in {family}.")
        if typography.face is Face.PLAIN and family not in MADE_TO_BE_TOLD_APART:
            told = self.tr(
                "Shown in {family}. Where OpenDyslexic, Atkinson Hyperlegible or Lexend is"
                " installed, that is used."
            )
        told = told.format(family=family)
        self._family.setText(told)

    def _tell(self, name: str, value: object) -> None:
        if not self._is_showing:
            self.changed.emit(name, value)

    def _choice(self, name: str, options: Sequence[tuple[V, str]]) -> dict[V, QPushButton]:
        group = QButtonGroup(self)
        buttons = {}
        for value, text in options:
            button = QPushButton(text)
            button.setObjectName(f"setting_{name}_{value}")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, chosen=value: self._tell(name, chosen))
            group.addButton(button)
            buttons[value] = button
        return buttons

    def _slider(self, name: str, *, step: int) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName(f"setting_{name}")
        least, most = BOUNDS[name]
        slider.setRange(int(least), int(most))
        slider.setSingleStep(step)
        slider.setPageStep(step)
        slider.setMinimumWidth(180)
        slider.valueChanged.connect(lambda value: self._tell(name, value))
        return slider

    def _check(self, name: str, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setObjectName(f"setting_{name}")
        box.toggled.connect(lambda is_on: self._tell(name, is_on))
        return box


class ReadingPanel(Popup):
    """The controls in a small window that goes when something else is clicked, or by Esc."""

    changed = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readingPanel")
        self._controls = ReadingControls()
        self._controls.changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(self._controls)

    def show_settings(self, settings: Settings) -> None:
        """Show the settings in force."""
        self._controls.show_settings(settings)

    def show_above(self, button: QWidget) -> None:
        """Open above a button, within the screen."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width(), 0))
        area = button.screen().availableGeometry()
        x = min(max(corner.x() - self.width(), area.left()), area.right() - self.width())
        self.move(x, max(corner.y() - self.height() - 4, area.top()))
        self.show()


def _row(widgets: Sequence[QWidget]) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return row
