"""What every input has in common: a response, whether it is complete, and how it shows a grade."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carrel.domain.materials import Section
from carrel.domain.questions.body import Response
from carrel.domain.questions.grade import Grade
from carrel.domain.quiz_session import Turn
from carrel.ui.theme import Theme
from carrel.ui.widgets.flowing_text import Picture


def _no_sections() -> Sequence[Section]:
    return ()


@dataclass(frozen=True)
class InputContext:
    """What an input is built with. ``sections`` gives the text that evidence is looked for in."""

    theme: Theme
    turn: Turn
    sections: Callable[[], Sequence[Section]] = field(default=_no_sections)
    picture: Picture | None = None


class AnswerInput(QWidget):
    """Takes the answer to one question. Put widgets into :attr:`column`."""

    changed = Signal()
    """The response, or whether it is complete, is another one now."""

    submitted = Signal()
    """Enter was pressed where the page does not see it, and there is something to go on with."""

    def __init__(self, context: InputContext) -> None:
        super().__init__()
        self.context = context
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    @property
    def response(self) -> Response:
        """The answer so far, of the form that the kind of question documents."""
        raise NotImplementedError

    @property
    def is_complete(self) -> bool:
        """Whether it can be graded."""
        raise NotImplementedError

    @property
    def needs_reveal(self) -> bool:
        """Whether the right answer is to be shown before the student judges their own."""
        return False

    @property
    def writes_lines(self) -> bool:
        """Whether Enter begins a new line now, so that Ctrl+Enter goes on."""
        return False

    def reveal(self) -> None:
        """Show the right answer to be compared with; only for inputs that need it."""

    def press_digit(self, digit: int) -> bool:
        """Choose what carries this number, counted from 1; False if nothing does."""
        del digit
        return False

    def focus_first(self) -> None:
        """Give the focus to what is used first."""

    def show_outcome(self, response: Response, grade: Grade) -> None:
        """Show a response that was given, with its marks; nothing can be changed any more."""
        raise NotImplementedError
