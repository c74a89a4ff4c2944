"""One question at a time: the prompt, its input, then what came of the answer and the passage."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.materials import Section
from carrel.domain.questions.body import Kind
from carrel.domain.quiz_session import Outcome, Progress, Turn
from carrel.domain.scheduling import Rating
from carrel.ui.answering.answer_input import AnswerInput, InputContext
from carrel.ui.answering.kind_words import kind_words
from carrel.ui.answering.option_list import OptionList
from carrel.ui.answering.registry import input_for
from carrel.ui.pages.quiz.actions import QuestionActions
from carrel.ui.pages.quiz.confidence_row import ConfidenceRow
from carrel.ui.pages.quiz.feedback import FeedbackCard
from carrel.ui.pages.quiz.question_footer import QuestionFooter
from carrel.ui.pages.quiz.question_header import QuestionHeader
from carrel.ui.pages.quiz.sentence_finder import SentenceFinder
from carrel.ui.pages.quiz.wording import why_words
from carrel.ui.shortcuts import shown
from carrel.ui.theme import Theme, scaled_font
from carrel.ui.widgets.announcing import announce
from carrel.ui.widgets.buttons import follow_keys
from carrel.ui.widgets.centred import centred
from carrel.ui.widgets.flowing_text import FlowingText
from carrel.ui.widgets.labels import muted
from carrel.ui.widgets.line import thin_line
from carrel.ui.widgets.passage_view import PassageView

COLUMN_WIDTH = 660
_SIDE_BY_SIDE = 820
"""From this width on the passage stands beside the question, else below it."""


class QuestionView(QWidget):
    """Asks a question and shows the outcome. What the student does leaves as a signal."""

    answer_requested = Signal(object, object)
    """A response, and how sure the student was (or None)."""

    sentence_found = Signal(object)
    go_on_requested = Signal()
    rating_requested = Signal(object)
    undo_requested = Signal()
    skip_requested = Signal()
    mark_requested = Signal(bool)
    edit_requested = Signal()
    bury_requested = Signal()
    suspend_requested = Signal()
    leave_requested = Signal()
    passage_open_requested = Signal(object)

    def __init__(
        self, theme: Theme, passage_view: PassageView, sentence_finder: SentenceFinder
    ) -> None:
        super().__init__()
        self.setObjectName("quizQuestion")
        self._theme = theme
        self.passage = passage_view
        self.finder = sentence_finder
        self.finder.found.connect(self.sentence_found)
        self._turn: Turn | None = None
        self._outcome: Outcome | None = None
        self._input: AnswerInput | None = None
        self._asks_confidence = True
        self._is_finding = False
        self._kind = muted()
        self._prompt = FlowingText(scaled_font(self.font(), 1.35))
        self._prompt.setObjectName("quizPrompt")
        self._place = QVBoxLayout()
        self.confidence = ConfidenceRow()
        self.confidence.changed.connect(self._refresh_buttons)
        self.feedback = FeedbackCard(theme)
        self.feedback.rating_requested.connect(self.rating_requested)
        self._footer = QuestionFooter()
        self.primary = self._footer.primary
        self.primary.clicked.connect(self._advance)
        self.passage_button = self._footer.passage_button
        self.passage_button.clicked.connect(
            lambda: self._show_passage(is_shown=self.passage.isHidden())
        )
        self.passage.open_requested.connect(self.passage_open_requested)
        self._scroll = QScrollArea()
        self.keys = QuestionActions(self)
        self.header = QuestionHeader(self.keys)
        self.header.undo_requested.connect(self.undo_requested)
        self.header.skip_requested.connect(self.skip_requested)
        self.header.mark_requested.connect(self.mark_requested)
        self.header.leave_requested.connect(self.leave_requested)
        self._build()
        self._connect_keys()

    def ask(self, context: InputContext, *, asks_confidence: bool) -> None:
        """Ask a question."""
        self._outcome = None
        self._asks_confidence = asks_confidence
        self._take_turn(context)
        self.confidence.choose(None)
        self.feedback.hide()
        self._footer.show_passage_button(is_shown=False)
        self._show_passage(is_shown=False)
        self._show_finder(is_shown=False)
        self._refresh_buttons()
        self._scroll.verticalScrollBar().setValue(0)
        if self._input is not None:
            self._input.focus_first()

    def ask_for_sentence(
        self, context: InputContext, outcome: Outcome, sections: Sequence[Section]
    ) -> None:
        """After a miss, before anything is told: let the student find the words that answer."""
        if self._turn is None or not _is_same(self._turn, outcome.turn):
            self._take_turn(context)
        if self._input is not None:
            self._input.setEnabled(False)
        self.confidence.hide()
        self.feedback.hide()
        self._footer.show_passage_button(is_shown=False)
        self._show_passage(is_shown=False)
        self._show_finder(is_shown=True)
        self.primary.hide()
        self.header.skip.setEnabled(False)
        words = self.tr("Not right yet: the words that answer it are in the text.")
        self._footer.show_hint(words)
        self.announce(words)
        self._outcome = None
        self.finder.show_sections(sections)

    def show_outcome(
        self, context: InputContext, outcome: Outcome, sections: Sequence[Section]
    ) -> None:
        """Show what came of an answer, below the question as it was answered."""
        is_new = self._outcome is None or not _is_same(self._outcome.turn, outcome.turn)
        self._show_finder(is_shown=False)
        self._outcome = outcome
        if self._turn is None or not _is_same(self._turn, outcome.turn) or self._input is None:
            self._take_turn(context)
        if self._input is not None and is_new:
            self._input.setEnabled(True)
            self._input.show_outcome(outcome.response, outcome.grade)
        self.feedback.show_outcome(outcome, context.picture)
        self.feedback.show()
        self._refresh_buttons()
        if not is_new:
            return
        self.passage.show_passages(outcome.turn.question.passages, sections)
        has_passage = self.passage.passage is not None
        self._footer.show_passage_button(is_shown=has_passage)
        # An evidence question shows the words in the text itself.
        is_in_view = outcome.turn.question.kind is Kind.EVIDENCE
        self._show_passage(is_shown=has_passage and not outcome.grade.is_right and not is_in_view)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        self.feedback.announce()
        # The feedback has its place only once the layout has been done.
        QTimer.singleShot(0, self, self._bring_feedback_into_view)

    def focus_first(self) -> None:
        """Give the focus to what is used first, unless something of the question has it."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            return
        if self._is_finding:
            self.finder.text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._outcome is not None or self._input is None:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._input.focus_first()

    def announce_question(self) -> None:
        """Have a screen reader say which question is asked."""
        if self._turn is not None:
            prompt = self._prompt.plain_text if self._turn.question.prompt else ""
            parts = (self.header.counted, self._kind.text(), prompt)
            self.announce(". ".join(part for part in parts if part))

    def announce(self, words: str) -> None:
        """Have a screen reader say something about the question."""
        announce(self, words)

    def show_progress(self, progress: Progress, scope: str) -> None:
        """Show how far the session is."""
        is_asking = self._outcome is None and not self._is_finding
        self.header.show_progress(progress, scope, is_asking=is_asking)

    def show_marked(self, *, is_marked: bool) -> None:
        """Show whether the student has marked the question."""
        self.header.mark.setChecked(is_marked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key is for: as they come, digits choose, Enter answers, Space goes on."""
        if event.isAutoRepeat() or not self.keys.take(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """While a question is asked, its actions can be done."""
        super().showEvent(event)
        self._show_possible()

    def hideEvent(self, event: QHideEvent) -> None:
        """Where nothing is asked, nothing can be done with it."""
        super().hideEvent(event)
        self.keys.show_possible(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the passage beside the question where there is room, else below it."""
        super().resizeEvent(event)
        is_wide = self.width() >= _SIDE_BY_SIDE
        direction = (
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )
        if self._halves.direction() is not direction:
            self._halves.setDirection(direction)
            self._line.setFrameShape(QFrame.Shape.VLine if is_wide else QFrame.Shape.HLine)

    def _connect_keys(self) -> None:
        keys = self.keys
        keys.connect_all(
            {
                keys.answer: self._advance,
                keys.go_on: self.go_on_requested.emit,
                keys.passage: self.passage_button.click,
                keys.undo: self.undo_requested.emit,
                keys.mark: self.header.mark.click,
                keys.edit: self.edit_requested.emit,
                keys.bury: self.bury_requested.emit,
                keys.skip: self.skip_requested.emit,
                keys.suspend: self.suspend_requested.emit,
                keys.leave: self.leave_requested.emit,
                **{one: partial(self._choose, number) for number, one in keys.choose.items()},
                **{one: partial(self.confidence.press, n) for n, one in keys.sure.items()},
            }
        )
        follow_keys(self.passage_button, self.tr("The words that answer it"), keys.passage)
        self.confidence.follow(keys.sure)
        self.feedback.follow(keys.choose)

    def _show_possible(self) -> None:
        """Let keys and menus do what can be done now."""
        keys = self.keys
        possible = [keys.undo, keys.mark, keys.edit, keys.bury, keys.suspend, keys.leave]
        if not self._is_finding:
            possible += keys.choose.values()
            if self._outcome is None:
                possible += [keys.answer, keys.skip]
                possible += keys.sure.values() if self._asks_confidence else ()
            else:
                possible += [keys.passage, keys.go_on]
        keys.show_possible(possible if self.isVisible() else ())

    def _build(self) -> None:
        self._scroll.setWidget(self._column())
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._line = thin_line(QFrame.Shape.VLine)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._scroll, 1)
        left.addWidget(centred(self._footer, widest=COLUMN_WIDTH, margin=24))
        self._halves.addLayout(left, 5)
        self._halves.addWidget(self._line)
        self._halves.addWidget(self.passage, 4)
        self._halves.addWidget(self.finder, 4)
        for half in (self._scroll, self.passage, self.finder):
            # The halves share the room evenly, whatever stands in them.
            half.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addLayout(self._halves, 1)

    def _column(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 12, 0, 20)
        column.setSpacing(10)
        column.addWidget(self._kind)
        column.addWidget(self._prompt)
        column.addSpacing(4)
        column.addLayout(self._place)
        column.addSpacing(4)
        column.addWidget(self.confidence)
        column.addWidget(self.feedback)
        column.addStretch(1)
        return centred(inner, widest=COLUMN_WIDTH, margin=24)

    def _take_turn(self, context: InputContext) -> None:
        if self._input is not None:
            self._place.removeWidget(self._input)
            self._input.hide()
            self._input.deleteLater()
        turn = context.turn
        self._turn = turn
        self._prompt.show_markdown(turn.question.prompt, context.picture)
        self._prompt.setVisible(bool(turn.question.prompt))
        self._kind.setText(self._kind_text(turn))
        self.show_marked(is_marked=turn.is_marked)
        self._input = input_for(context)
        self._input.changed.connect(self._refresh_buttons)
        self._input.submitted.connect(self._advance)
        self._place.addWidget(self._input)
        # A layout shows it only later, and what is hidden takes no focus.
        self._input.show()
        self._order_tabs(self._input)

    def _order_tabs(self, answer: AnswerInput) -> None:
        """Let Tab lead from the input on downwards, and only then to the header."""
        stops = [
            widget
            for widget in answer.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        chain = [*stops[-1:], *self.confidence.findChildren(QPushButton)]
        chain += [*self.feedback.findChildren(QPushButton), self.passage_button, self.primary]
        chain += self.header.buttons
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _kind_text(self, turn: Turn) -> str:
        kind = kind_words(turn.question.kind)
        if turn.is_repeat:
            return self.tr("{kind} · once more").format(kind=kind)
        if turn.last_time is not None:
            why = why_words(turn.last_time)
            return self.tr("{kind} · {why}").format(kind=kind, why=why)
        return self.tr("{kind} · new").format(kind=kind) if turn.is_new else kind

    def _refresh_buttons(self) -> None:
        self._show_possible()
        answer = self._input
        if answer is None:
            return
        is_asking = self._outcome is None
        self.confidence.setVisible(is_asking and self._asks_confidence)
        self.header.skip.setEnabled(is_asking)
        if not is_asking:
            self.primary.setText(self.tr("Go on"))
            self.primary.setEnabled(True)
            self._footer.show_hint(self._hint_words())
            return
        needs_reveal = answer.needs_reveal
        self.primary.setText(self.tr("Show the answer") if needs_reveal else self.tr("Answer"))
        self.primary.setEnabled(needs_reveal or answer.is_complete)
        # How sure one is counts only until the right answer is shown.
        is_self_judged = self._turn is not None and self._turn.question.body.is_self_judged
        self.confidence.setEnabled(needs_reveal or not is_self_judged)
        if answer.writes_lines:
            self._footer.show_hint(self.tr("Ctrl+Enter shows the answer"))
        else:
            # The key pad's, which people call by the name that is on both.
            key = shown(self.keys.answer.shortcuts()[-1:])
            words = self.tr("{key} shows the answer") if needs_reveal else self.tr("{key} answers")
            self._footer.show_hint(words.format(key=key) if key else "")

    def _advance(self) -> None:
        """Do what the suggested button says."""
        answer = self._input
        if self._outcome is not None:
            self.go_on_requested.emit()
        elif answer is not None and answer.needs_reveal:
            answer.reveal()
        elif answer is not None and answer.is_complete:
            self.answer_requested.emit(answer.response, self.confidence.confidence)

    def _choose(self, number: int) -> bool:
        if self._outcome is not None:
            return self.feedback.press(number)
        return self._input is not None and self._input.press_digit(number)

    def _hint_words(self) -> str:
        """What is done most after an answer, by the keys that are for it."""
        keys = self.keys
        ratings = [shown(keys.choose[int(rating)].shortcuts()) for rating in Rating]
        hints = (
            (self.tr("{key} goes on"), shown(keys.go_on.shortcuts())),
            (self.tr("{key} change the rating"), _from_to(ratings)),
            (self.tr("{key} undoes"), shown(keys.undo.shortcuts())),
        )
        return " · ".join(words.format(key=key) for words, key in hints if key)

    def _show_passage(self, *, is_shown: bool) -> None:
        self.passage.setVisible(is_shown)
        self._line.setVisible(is_shown)
        self.passage_button.setText(
            self.tr("Hide the passage") if is_shown else self.tr("Show the passage")
        )

    def _show_finder(self, *, is_shown: bool) -> None:
        self._is_finding = is_shown
        self.finder.setVisible(is_shown)
        self._line.setVisible(is_shown or not self.passage.isHidden())
        self.primary.setVisible(not is_shown)
        self._show_possible()

    def _lay_out(self) -> None:
        """Give what was marked the height that it needs now, from the innermost part outwards.

        Left to itself the new height comes through one layout at each turn of the event loop.
        """
        if self._input is None:
            return
        parts: list[QWidget] = [*self._input.findChildren(OptionList), self._input]
        above = self._input.parentWidget()
        while above is not None and above is not self._scroll.viewport():
            parts.append(above)
            above = above.parentWidget()
        for part in parts:
            layout = part.layout()
            if layout is not None:
                layout.invalidate()
                layout.activate()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def _bring_feedback_into_view(self) -> None:
        self._lay_out()
        if self.feedback.isVisible():
            self._scroll.ensureWidgetVisible(self.feedback, 0, 12)


def _is_same(one: Turn, other: Turn) -> bool:
    """Whether two turns ask the same; the question may have been edited between them."""
    return (one.item, one.question) == (other.item, other.question)


def _from_to(keys: Sequence[str]) -> str:
    return f"{keys[0]}–{keys[-1]}" if all(keys) else ""
