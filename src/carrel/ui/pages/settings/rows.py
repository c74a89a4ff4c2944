"""One setting on the page: what it is called, what it does, its control, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from carrel.ui.widgets.buttons import icon_button
from carrel.ui.widgets.labels import muted, strong

_LEAST_WORDS = 22
"""Ems that the words need beside the control; with less room it stands below them."""

_CONTROL_WIDTH = 25
"""Characters of average width that fit into a control at the least."""

_CHOICE_LENGTH = 14


class SettingRow(QWidget):
    """Tells a change by the name of the setting; shows what it is told without telling."""

    changed = Signal(str, object)
    reset_requested = Signal(str)

    def __init__(self, name: str, title: str, hint: str, control: QWidget) -> None:
        super().__init__()
        self.name = name
        self.control = control
        self._is_showing = False
        control.setObjectName(f"setting_{name}")
        control.setAccessibleName(title)
        control.setAccessibleDescription(hint)
        for inner in control.findChildren(QLineEdit):
            inner.setAccessibleName(title)
        if not isinstance(control, QCheckBox):
            control.setMinimumWidth(_CONTROL_WIDTH * control.fontMetrics().averageCharWidth())
        self._reset = icon_button("undo", self.tr("Put “{title}” back").format(title=title))
        self._reset.setObjectName(f"reset_{name}")
        self._reset.clicked.connect(self._ask_reset)
        policy = self._reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(policy)
        self._trouble = strong()
        self._trouble.hide()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._build(title, hint)

    def show_value(self, value: object, *, is_plain: bool) -> None:
        """Show the value in force; ``is_plain`` when it is as it comes."""
        self._is_showing = True
        self._show(value)
        self._is_showing = False
        if is_plain and self._reset.hasFocus():
            self.control.setFocus(Qt.FocusReason.OtherFocusReason)
        self._reset.setVisible(not is_plain)

    def tell(self, value: object) -> None:
        """Tell that the student has changed the value."""
        if not self._is_showing:
            self.changed.emit(self.name, value)

    def complain(self, words: str) -> None:
        """Say below the hint why what is written cannot be used; nothing when it is empty."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the control below the words where there is no room beside them."""
        super().resizeEvent(event)
        needed = self.control.sizeHint().width() + self._reset.sizeHint().width()
        needed += _LEAST_WORDS * self.fontMetrics().averageCharWidth() * 2
        direction = (
            QBoxLayout.Direction.LeftToRight
            if self.width() >= needed
            else QBoxLayout.Direction.TopToBottom
        )
        if self._row.direction() is not direction:
            self._row.setDirection(direction)
            self._row.setStretch(0, int(direction is QBoxLayout.Direction.LeftToRight))

    def _show(self, value: object) -> None:
        raise NotImplementedError

    def _ask_reset(self) -> None:
        self.reset_requested.emit(self.name)

    def _build(self, title: str, hint: str) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        label = strong(title)
        label.setBuddy(self.control)
        words.addWidget(label)
        words.addWidget(muted(hint))
        words.addWidget(self._trouble)
        controls = QHBoxLayout()
        controls.setSpacing(4)
        controls.addWidget(self.control)
        controls.addWidget(self._reset)
        controls.addStretch(1)
        self._row.setContentsMargins(0, 8, 0, 8)
        self._row.setSpacing(8)
        self._row.addLayout(words, 1)
        self._row.addLayout(controls)


class ChoiceRow(SettingRow):
    """One of a few values; ``options`` are the values with their names."""

    def __init__(
        self, name: str, title: str, hint: str, options: Sequence[tuple[object, str]]
    ) -> None:
        box = _Choice()
        box.addItems([text for _value, text in options])
        super().__init__(name, title, hint, box)
        self._box = box
        # Not as data of the items: Qt would make plain text of the members of our enumerations.
        self._values = [value for value, _text in options]
        box.activated.connect(lambda index: self.tell(self._values[index]))

    def _show(self, value: object) -> None:
        if value not in self._values:
            self._values.append(value)
            self._box.addItem(str(value))
        self._box.setCurrentIndex(self._values.index(value))


class NumberRow(SettingRow):
    """A number between its ``bounds``, of which ``unit`` says what is counted.

    ``scale`` is how much one of the shown number is worth: 0.01 for percent of a share.
    """

    def __init__(
        self,
        name: str,
        title: str,
        hint: str,
        bounds: tuple[float, float],
        *,
        unit: str = "",
        step: float = 1,
        decimals: int = 0,
        scale: float = 1,
    ) -> None:
        box: _Whole | _Decimal = _Decimal() if decimals else _Whole()
        least, most = (round(bound / scale, decimals) for bound in bounds)
        if isinstance(box, _Decimal):
            box.setDecimals(decimals)
            box.setRange(least, most)
            box.setSingleStep(step)
        else:
            box.setRange(int(least), int(most))
            box.setSingleStep(int(step))
        box.setSuffix(unit)
        super().__init__(name, title, hint, box)
        self._number = box
        self._scale = scale
        box.valueChanged.connect(self._tell_number)

    def _show(self, value: object) -> None:
        assert isinstance(value, int | float)
        shown = value / self._scale
        if isinstance(self._number, _Decimal):
            self._number.setValue(shown)
        else:
            self._number.setValue(round(shown))

    def _tell_number(self, number: float) -> None:
        self.tell(number if self._scale == 1 else round(number * self._scale, 6))


class SwitchRow(SettingRow):
    """On or off."""

    def __init__(self, name: str, title: str, hint: str) -> None:
        box = QCheckBox(self.tr("On"))
        super().__init__(name, title, hint, box)
        self._box = box
        box.toggled.connect(self.tell)

    def _show(self, value: object) -> None:
        self._box.setChecked(bool(value))


class TextRow(SettingRow):
    """A short text, taken when the student leaves the field or presses Enter.

    ``read`` makes the value of what is written and raises ValueError for what cannot be used; the
    row then shows ``complaint`` and keeps the words. ``write`` makes words of a value.
    """

    def __init__(
        self,
        name: str,
        title: str,
        hint: str,
        *,
        plain: str = "",
        longest: int = 200,
        read: Callable[[str], object] = str,
        write: Callable[[Any], str] = str,
        complaint: str = "",
    ) -> None:
        field = QLineEdit()
        field.setPlaceholderText(plain)
        field.setMaxLength(longest)
        super().__init__(name, title, hint, field)
        self._field = field
        self._shown = ""
        self._read = read
        self._write = write
        self._complaint = complaint
        field.editingFinished.connect(self._tell_text)

    def show_icon(self, icon: QIcon) -> None:
        """Show a picture at the head of the field."""
        for action in self._field.actions():
            self._field.removeAction(action)
        self._field.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)

    def _show(self, value: object) -> None:
        self._shown = self._write(value)
        self._field.setText(self._shown)
        self.complain("")

    def _tell_text(self) -> None:
        text = self._field.text().strip()
        if text == self._shown:
            self.complain("")
            return
        try:
            value = self._read(text)
        except ValueError:
            self.complain(self._complaint)
        else:
            self.tell(value)


if TYPE_CHECKING:
    _Control = QWidget
else:
    _Control = object


class _Unturned(_Control):
    """The wheel scrolls the page unless the control has the focus: it must change nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the value only with the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Choice(_Unturned, QComboBox):
    def __init__(self) -> None:
        super().__init__()
        # The longest of many names must not make the row wider than the window.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_CHOICE_LENGTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class _Whole(_Unturned, QSpinBox):
    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class _Decimal(_Unturned, QDoubleSpinBox):
    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
