"""Answering a matching: each thing on the left gets one of what is offered."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from typing_extensions import override

from carrel.domain.questions.body import Response
from carrel.domain.questions.grade import Grade
from carrel.domain.questions.matching import Matching
from carrel.domain.questions.shuffling import shuffled
from carrel.ui.answering.answer_input import AnswerInput, InputContext
from carrel.ui.answering.matching_rows import MatchChip, MatchRow
from carrel.ui.answering.pictured_words import PicturedWords
from carrel.ui.widgets.announcing import announce
from carrel.ui.widgets.labels import muted


class MatchingInput(AnswerInput):
    """Rows to be filled and, below, what can be put there: by dragging, clicking or number."""

    def __init__(self, context: InputContext) -> None:
        super().__init__(context)
        self._body = cast(Matching, context.turn.question.body)
        lefts = shuffled(len(self._body.pairs), context.turn.seed)
        self._chosen: list[int | None] = [None] * len(self._body.pairs)
        self._rows: dict[int, MatchRow] = {}
        self._chips: list[MatchChip] = []
        self._rights = [PicturedWords.of(right, context.picture) for right in self._body.rights]
        for number in lefts:
            left = PicturedWords.of(self._body.pairs[number].left, context.picture)
            row = MatchRow(context.theme, left)
            row.dropped.connect(lambda right, number=number: self._put(number, right))
            row.cleared.connect(lambda number=number: self._put(number, None))
            self._rows[number] = row
            self.column.addWidget(row)
        self._hint = muted(self._hint_text())
        self.column.addSpacing(4)
        self.column.addWidget(self._hint)
        for key, right in enumerate(shuffled(len(self._body.rights), f"{context.turn.seed} r"), 1):
            chip = MatchChip(context.theme, key, right, self._rights[right])
            chip.clicked.connect(lambda _=False, right=right: self._put_in_turn(right))
            self._chips.append(chip)
            self.column.addWidget(chip)

    @property
    @override
    def response(self) -> Response:
        return list(self._chosen)

    @property
    @override
    def is_complete(self) -> bool:
        return None not in self._chosen

    @override
    def press_digit(self, digit: int) -> bool:
        if not 1 <= digit <= len(self._chips):
            return False
        self._put_in_turn(self._chips[digit - 1].right)
        return True

    @override
    def focus_first(self) -> None:
        empty = (row for number, row in self._rows.items() if self._chosen[number] is None)
        first = next(empty, next(iter(self._rows.values())))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def show_outcome(self, response: Response, grade: Grade) -> None:
        if response is not None:
            self._chosen = list(response)
        for number, row in self._rows.items():
            right = self._chosen[number]
            row.show_right(None if right is None else self._rights[right])
            row.show_mark(grade.marks[number])
        for widget in (self._hint, *self._chips):
            widget.hide()

    def _put_in_turn(self, right: int) -> None:
        """Put it into the row that has the focus, else into the first empty one."""
        focused = (number for number, row in self._rows.items() if row.hasFocus())
        empty = (number for number in self._rows if self._chosen[number] is None)
        number = next(focused, next(empty, None))
        if number is None:
            return
        self._put(number, right)
        if not self.is_complete:
            self.focus_first()

    def _put(self, number: int, right: int | None) -> None:
        self._chosen[number] = right
        row = self._rows[number]
        row.show_right(None if right is None else self._rights[right])
        announce(row, row.accessibleName())
        for chip in self._chips:
            chip.set_used(is_used=chip.right in self._chosen)
        self.changed.emit()

    def _hint_text(self) -> str:
        if self._body.has_categories:
            return self.tr(
                "Press a number, click or drag. What is offered can be used more than once."
            )
        return self.tr("Press a number, click or drag to put one of these beside each.")
