"""Options below each other, of which one or several can be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from carrel.domain.questions.grade import Mark, Verdict
from carrel.ui.answering.option_row import CheckRow, OptionRow, RadioRow
from carrel.ui.answering.pictured_words import PicturedWords
from carrel.ui.theme import Theme
from carrel.ui.widgets.flowing_text import Picture


class OptionList(QWidget):
    """Options in the order given; their numbers count from ``first_key``, up to 9.

    ``texts`` are in the author's order and ``order`` tells which of them stands where. ``picture``
    looks up the pictures in them.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        texts: Sequence[str],
        order: Sequence[int],
        *,
        is_several: bool = False,
        first_key: int = 1,
        picture: Picture | None = None,
    ) -> None:
        super().__init__()
        self._first_key = first_key
        self._rows: dict[int, OptionRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        group = QButtonGroup(self)
        group.setExclusive(not is_several)
        made = CheckRow if is_several else RadioRow
        for place, number in enumerate(order):
            key = first_key + place
            text = texts[number]
            pictured = PicturedWords.of(text, picture)
            row = made(theme, key if key <= 9 else 0, pictured.words)
            row.look.show_pictures(pictured.pictures)
            row.toggled.connect(self.changed)
            group.addButton(row)
            column.addWidget(row)
            self._rows[number] = row

    @property
    def rows(self) -> tuple[OptionRow, ...]:
        """The options as they stand, from the top."""
        return tuple(self._rows.values())

    @property
    def chosen(self) -> list[int]:
        """The chosen options by their number in the author's order."""
        return sorted(number for number, row in self._rows.items() if row.isChecked())

    def choose(self, numbers: Sequence[int]) -> None:
        """Choose options by their number in the author's order."""
        for number in numbers:
            self._rows[number].setChecked(True)

    def press(self, key: int) -> bool:
        """Choose the option with this key, or let go of one of several; False if there is none."""
        place = key - self._first_key
        rows = self.rows
        if not 0 <= place < len(rows):
            return False
        rows[place].setFocus()
        rows[place].click()
        return True

    def focus_first(self) -> None:
        """Give the focus to the first option, or the one that is chosen."""
        rows = self.rows
        chosen = next((row for row in rows if row.isChecked()), rows[0])
        chosen.setFocus()

    def show_marks(self, marks: Sequence[Mark], words: Mapping[Verdict, str] | None = None) -> None:
        """Show the marks, which are in the author's order; ``words`` say what a verdict means."""
        for number, mark in enumerate(marks):
            self._rows[number].show_mark(mark, words)

    def show_only(self, number: int) -> None:
        """Show only the option that was chosen, without a mark; it stays so."""
        self._rows[number].setChecked(True)
        for one, row in self._rows.items():
            row.fix()
            row.setVisible(one == number)
