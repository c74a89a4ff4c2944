"""How a question that is being written will be asked, and what is said against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from carrel.domain.errors import QuestionError
from carrel.domain.ids import CardId, MaterialId, QuestionId
from carrel.domain.materials import Origin, Section
from carrel.domain.questions.drafts import Check, Draft, checks_of, question_of
from carrel.domain.quiz_session import ItemId, Turn
from carrel.ui.answering.answer_input import AnswerInput, InputContext
from carrel.ui.answering.registry import input_for
from carrel.ui.icons import tinted
from carrel.ui.theme import Role, Theme, scaled_font
from carrel.ui.widgets.flowing_text import FlowingText
from carrel.ui.widgets.labels import body, heading, muted

_SIGN = 16


class Preview(QWidget):
    """The question as it will be asked; below it the checks, faults with a sign and a word."""

    def __init__(
        self,
        theme: Theme,
        sections: Callable[[Draft], Sequence[Section]],
        picture: Callable[[MaterialId, str], QImage | None],
    ) -> None:
        super().__init__()
        self._theme = theme
        self._sections = sections
        self._picture = picture
        self._input: AnswerInput | None = None
        self._prompt = FlowingText(scaled_font(self.font(), 1.2))
        self._place = QVBoxLayout()
        self._nothing = muted(self.tr("The question appears here once it can be asked."))
        self._checks = QVBoxLayout()
        self._checks.setSpacing(6)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(heading(self.tr("Preview")))
        column.addWidget(self._nothing)
        column.addWidget(self._prompt)
        column.addLayout(self._place)
        column.addSpacing(8)
        column.addWidget(heading(self.tr("Checks")))
        column.addLayout(self._checks)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(self.tr("Preview and checks"))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def show_draft(self, draft: Draft) -> tuple[Check, ...]:
        """Show a draft as far as it can be asked; returns what is said against it."""
        checks = checks_of(draft)
        self._show_question(draft)
        self._show_checks(checks)
        return checks

    def _show_question(self, draft: Draft) -> None:
        if self._input is not None:
            self._place.removeWidget(self._input)
            self._input.hide()
            self._input.deleteLater()
            self._input = None
        try:
            question = question_of(draft, QuestionId("preview"), Origin.OWN)
        except QuestionError:
            self._nothing.show()
            self._prompt.hide()
            return
        self._nothing.hide()
        self._prompt.setVisible(bool(question.prompt))
        self._prompt.show_markdown(
            question.prompt, lambda name: self._picture(draft.material, name)
        )
        turn = Turn(
            item=ItemId(0),
            card=CardId("preview#0"),
            part=0,
            question=question,
            is_repeat=False,
            is_new=True,
            is_marked=False,
            seed="preview",
        )
        context = InputContext(
            self._theme,
            turn,
            sections=lambda: self._sections(draft),
            picture=lambda name: self._picture(draft.material, name),
        )
        self._input = input_for(context)
        for child in (self._input, *self._input.findChildren(QWidget)):
            # Trying it is for the mouse; Tab goes through what is being written.
            if child.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                child.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._place.addWidget(self._input)
        self._input.show()

    def _show_checks(self, checks: Sequence[Check]) -> None:
        while (item := self._checks.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not checks:
            self._add_check(Check(self.tr("Nothing to object to.")), "check")
        for check in checks:
            self._add_check(check, "wrong" if check.is_fault else "warning")

    def _add_check(self, check: Check, sign: str) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        role = {"check": Role.GOOD, "wrong": Role.BAD, "warning": Role.WARNING}[sign]
        words = {
            "check": "",
            "wrong": self.tr("To be mended: "),
            "warning": self.tr("Consider: "),
        }[sign]
        picture = QLabel()
        ratio = self.devicePixelRatioF()
        pixmap = tinted(sign, self._theme.colour(role), round(_SIGN * ratio))
        pixmap.setDevicePixelRatio(ratio)
        picture.setPixmap(pixmap)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        place = f"{_place_words(check.path)}: " if check.path else ""
        line.addWidget(body(f"{words}{place}{_check_words(check)}"), 1)
        self._checks.addWidget(row)
        row.show()


def _check_words(check: Check) -> str:
    """What is told of a draft and what can be done, in the language of the window."""
    what = QCoreApplication.translate("QuestionCheck", check.template).format(**check.details)
    hint = QCoreApplication.translate("QuestionCheck", check.hint) if check.hint else ""
    return f"{what} {hint}".strip()


def _place_words(path: Sequence[str | int]) -> str:
    """Where a fault is, as the form calls it."""
    names = {
        "prompt": _tr("Question"),
        "options": _tr("Options"),
        "reasons": _tr("Reasons"),
        "text": _tr("text"),
        "gaps": _tr("Gaps"),
        "answer": _tr("answer"),
        "accept": _tr("Accepted answers"),
        "distractors": _tr("wrong ones"),
        "model": _tr("Model answer"),
        "checklist": _tr("Points"),
        "pairs": _tr("Pairs"),
        "left": _tr("left"),
        "right": _tr("right"),
        "spare": _tr("Offered besides"),
        "items": _tr("Items"),
        "statement": _tr("Statement"),
        "front": _tr("Front"),
        "back": _tr("Back"),
        "cites": _tr("Words of the text"),
    }
    steps = (str(step + 1) if isinstance(step, int) else names.get(step, step) for step in path)
    return " ".join(steps)


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuestionPreview", text)
