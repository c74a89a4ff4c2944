"""The end of a quiz: how it went, by section and topic, what was missed and what to read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.questions.question import Question
from carrel.domain.quiz_session import Outcome, Summary
from carrel.domain.text.passage import Passage
from carrel.domain.text.pictures import without_pictures
from carrel.ui.pages.quiz.wording import duration_words, questions_words
from carrel.ui.widgets.announcing import announce
from carrel.ui.widgets.buttons import LinkButton, PrimaryButton
from carrel.ui.widgets.card import Card
from carrel.ui.widgets.centred import centred, scrolled
from carrel.ui.widgets.flowing_text import FlowingText, Picture
from carrel.ui.widgets.labels import body, heading, muted, page_title
from carrel.ui.widgets.progress_line import ProgressLine

_COLUMN_WIDTH = 760


PicturesOf = Callable[[Question], Picture]
"""Gives what looks up the pictures of a question."""


@dataclass(frozen=True, slots=True)
class ResultLine:
    """How the questions of one section or topic went. ``score`` is their mean, 0 to 1."""

    title: str
    count: int
    score: float


class SummaryView(QWidget):
    """Shows a summary. What the student wants next leaves as a signal."""

    passage_open_requested = Signal(object)
    read_again_requested = Signal()
    retry_requested = Signal()
    done_requested = Signal()
    undo_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quizSummary")
        self._title = page_title()
        self._details = muted()
        self._results = QVBoxLayout()
        self._misses = QVBoxLayout()
        self._misses.setSpacing(10)
        self.retry_button = QPushButton(self.tr("Try the misses again"))
        self.retry_button.clicked.connect(self.retry_requested)
        self.read_button = QPushButton(self.tr("Read these again"))
        self.read_button.clicked.connect(self.read_again_requested)
        self.done_button = PrimaryButton(self.tr("Done"))
        self.done_button.setObjectName("quizDone")
        self.done_button.clicked.connect(self.done_requested)
        self._build()

    def show_summary(
        self,
        summary: Summary,
        sections: Sequence[ResultLine],
        topics: Sequence[ResultLine],
        pictures: PicturesOf,
    ) -> None:
        """Show what came of a session."""
        right = sum(outcome.grade.is_right for outcome in summary.outcomes)
        self._title.setText(self._title_text(summary, right))
        self._details.setText(self._details_text(summary))
        _empty(self._results)
        for title, lines in ((self.tr("By section"), sections), (self.tr("By topic"), topics)):
            if lines:
                self._results.addWidget(_results_card(title, lines))
        _empty(self._misses)
        misses = summary.misses
        if misses:
            self._misses.addWidget(heading(self.tr("What you missed")))
        for outcome in misses:
            self._misses.addWidget(self._miss_card(outcome, pictures))
        self.retry_button.setVisible(bool(misses))
        has_passages = any(outcome.turn.question.passages for outcome in misses)
        self.read_button.setVisible(has_passages)

    def focus_first(self) -> None:
        """Give the focus to what is used first."""
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self._title.text()}. {self._details.text()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Z undoes, Esc is done."""
        acts = {
            Qt.Key.Key_Z: self.undo_requested.emit,
            Qt.Key.Key_Escape: self.done_requested.emit,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None or event.modifiers():
            super().keyPressEvent(event)
        else:
            act()

    def _title_text(self, summary: Summary, right: int) -> str:
        count = len(summary.outcomes)
        if not count:
            return self.tr("Nothing was answered")
        if right == count:
            return self.tr("All right: {count} of {count}").format(count=count)
        return self.tr("{right} of {count} right").format(right=right, count=count)

    def _details_text(self, summary: Summary) -> str:
        parts = [
            self.tr("{percent} % of the points").format(percent=round(summary.score * 100)),
            duration_words(summary.seconds),
        ]
        if summary.unanswered:
            left = questions_words(len(summary.unanswered))
            parts.append(self.tr("{questions} not answered").format(questions=left))
        return " · ".join(parts)

    def _miss_card(self, outcome: Outcome, pictures: PicturesOf) -> Card:
        card = Card()
        question = outcome.turn.question
        picture = pictures(question)
        prompt = FlowingText()
        prompt.show_markdown(question.prompt or question.headline, picture)
        card.column.addWidget(prompt)
        wanted = [mark for mark in outcome.grade.marks if mark.wanted or mark.verdict != "avoided"]
        answers = _right_answers(outcome)
        if answers and wanted:
            card.column.addWidget(body(self.tr("Right is: {answer}").format(answer=answers)))
        if question.explanation:
            explanation = FlowingText()
            explanation.show_markdown(question.explanation, picture)
            card.column.addWidget(explanation)
        for passage in question.passages[:1]:
            card.column.addWidget(muted(self.tr("“{words}”").format(words=passage.quote)))
        row = QHBoxLayout()
        if outcome.is_confident_miss:
            row.addWidget(muted(self.tr("You were sure of your answer.")), 1)
        else:
            row.addStretch(1)
        for passage in question.passages[:1]:
            link = LinkButton(self.tr("Show in the text"))
            link.setAccessibleName(
                self.tr("Show in the text: {words}").format(words=passage.quote[:80])
            )
            link.clicked.connect(
                lambda _=False, passage=passage: self.passage_open_requested.emit(passage)
            )
            row.addWidget(link)
        card.column.addLayout(row)
        return card

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 22, 0, 24)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._details)
        column.addSpacing(8)
        column.addLayout(self._results)
        column.addSpacing(8)
        column.addLayout(self._misses)
        column.addStretch(1)
        scroll = scrolled(centred(inner, widest=_COLUMN_WIDTH, margin=28))
        scroll.setAccessibleName(self.tr("Summary"))
        buttons = QHBoxLayout()
        buttons.setContentsMargins(28, 8, 28, 12)
        buttons.setSpacing(10)
        buttons.addStretch(1)
        for button in (self.read_button, self.retry_button, self.done_button):
            buttons.addWidget(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addLayout(buttons)


def _results_card(title: str, lines: Sequence[ResultLine]) -> Card:
    card = Card()
    card.column.addWidget(heading(title))
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setColumnStretch(0, 1)
    for row, line in enumerate(lines):
        percent = round(line.score * 100)
        bar = ProgressLine(line.score)
        bar.setFixedWidth(120)
        bar.setAccessibleName(f"{line.title}: {percent} %")
        number = QLabel(f"{percent} %")
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        count = muted(questions_words(line.count))
        count.setWordWrap(False)
        grid.addWidget(body(line.title), row, 0)
        grid.addWidget(count, row, 1)
        grid.addWidget(bar, row, 2)
        grid.addWidget(number, row, 3)
    card.column.addLayout(grid)
    return card


def _right_answers(outcome: Outcome) -> str:
    """What would have been right, from the marks of what was wrong or missed."""
    marks = [mark for mark in outcome.grade.marks if mark.verdict in ("wrong", "missed")]
    words = [
        f"{mark.text} – {mark.wanted}" if mark.wanted and mark.wanted != mark.text else mark.text
        for mark in marks
        if mark.verdict == "missed" or mark.wanted
    ]
    return "; ".join(without_pictures(text) for text in words)


def reread(outcomes: Sequence[Outcome]) -> tuple[Passage, ...]:
    """The passages of misses, each once."""
    passages = (passage for outcome in outcomes for passage in outcome.turn.question.passages[:1])
    return tuple(dict.fromkeys(passages))


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
