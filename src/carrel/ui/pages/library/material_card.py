"""A material on the Library page: what it is, how far it has been studied, what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout

from carrel.domain.next_step import NextStep, StepKind
from carrel.services.shelf import ShelfEntry
from carrel.ui.icons import icon
from carrel.ui.widgets.buttons import PrimaryButton, icon_button
from carrel.ui.widgets.card import Card
from carrel.ui.widgets.labels import body, heading, muted
from carrel.ui.widgets.progress_line import ProgressLine


class MaterialCard(Card):
    """Shows one :class:`ShelfEntry`; what is chosen leaves as a signal without arguments.

    ``step`` is what is worth doing next with it.
    """

    step_requested = Signal()
    read_requested = Signal()
    quiz_requested = Signal()
    remove_requested = Signal()

    def __init__(self, entry: ShelfEntry, step: NextStep) -> None:
        super().__init__()
        self.entry = entry
        self.step = step
        self.setObjectName("materialCard")
        title = entry.material.title
        self.setAccessibleName(title)
        self.column.addLayout(self._head(entry))
        self.column.addSpacing(4)
        self._add_progress(entry)
        self.column.addStretch(1)
        self.column.addSpacing(4)
        self._next = body(self._next_step_text(step))
        self._next.setObjectName("nextStep")
        self.column.addWidget(self._next)
        self.column.addLayout(self._buttons(entry))

    def _head(self, entry: ShelfEntry) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(heading(entry.material.title))
        if entry.material.authors:
            words.addWidget(muted(", ".join(entry.material.authors)))
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self._more_button(entry), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _more_button(self, entry: ShelfEntry) -> QToolButton:
        name = self.tr("More for “{title}”").format(title=entry.material.title)
        button = icon_button("more", name)
        button.setObjectName("moreButton")
        menu = QMenu(button)
        menu.addAction(icon("read"), self.tr("Read"), self.read_requested.emit)
        if entry.questions.total:
            menu.addAction(icon("quiz"), self.tr("Quiz on all of it"), self.quiz_requested.emit)
        menu.addSeparator()
        menu.addAction(
            icon("delete"), self.tr("Remove from the library"), self.remove_requested.emit
        )
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        # The arrow that Qt adds says nothing that the three dots do not.
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        return button

    def _add_progress(self, entry: ShelfEntry) -> None:
        self.column.addWidget(muted(self._reading_text(entry)))
        self.column.addWidget(ProgressLine(_share(entry.read_sections, entry.sections)))
        if entry.questions.total:
            self.column.addSpacing(2)
            self.column.addWidget(muted(self._questions_text(entry)))
            self.column.addWidget(
                ProgressLine(_share(entry.questions.known, entry.questions.total))
            )

    def _buttons(self, entry: ShelfEntry) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        title = entry.material.title
        step = PrimaryButton(self._step_button_text(self.step.kind))
        step.setObjectName("stepButton")
        step.setAccessibleName(f"{step.text()}: {title}")
        step.clicked.connect(self.step_requested)
        row.addWidget(step)
        if self.step.kind in (StepKind.REFRESH, StepKind.TRY_QUESTIONS):
            other = QPushButton(self.tr("Read"))
            other.clicked.connect(self.read_requested)
        else:
            other = QPushButton(self.tr("Quiz"))
            other.clicked.connect(self.quiz_requested)
            other.setVisible(bool(entry.questions.total))
        other.setObjectName("otherButton")
        other.setAccessibleName(f"{other.text()}: {title}")
        row.addWidget(other)
        row.addStretch(1)
        return row

    def _reading_text(self, entry: ShelfEntry) -> str:
        if entry.read_sections == 0:
            return self.tr("{sections} sections · {minutes} minutes of reading").format(
                sections=entry.sections, minutes=entry.minutes_left
            )
        if entry.read_sections == entry.sections:
            return self.tr("All {sections} sections read").format(sections=entry.sections)
        return self.tr("{read} of {sections} sections read · {minutes} minutes left").format(
            read=entry.read_sections, sections=entry.sections, minutes=entry.minutes_left
        )

    def _questions_text(self, entry: ShelfEntry) -> str:
        counts = entry.questions
        if counts.untried == counts.total:
            return self.tr("{total} questions, none tried yet").format(total=counts.total)
        text = self.tr("{known} of {total} questions known").format(
            known=counts.known, total=counts.total
        )
        if counts.fading:
            text += " · " + self.tr("{fading} fading").format(fading=counts.fading)
        return text

    def _next_step_text(self, step: NextStep) -> str:
        texts = {
            StepKind.BEGIN: self.tr("Begin with “{title}”, {minutes} min."),
            StepKind.GO_ON: self.tr("Go on with “{title}”, {minutes} min."),
            StepKind.TRY_QUESTIONS: self.tr(
                "All read. {minutes} min try {questions} questions you have not met yet."
            ),
            StepKind.REFRESH: self.tr(
                "{minutes} min bring back {questions} questions before they fade."
            ),
            StepKind.NOTHING: self.tr("Nothing is waiting here: all is read and nothing fades."),
        }
        return texts[step.kind].format(
            title=step.title, minutes=step.minutes, questions=step.questions
        )

    def _step_button_text(self, kind: StepKind) -> str:
        return {
            StepKind.BEGIN: self.tr("Start reading"),
            StepKind.GO_ON: self.tr("Go on reading"),
            StepKind.TRY_QUESTIONS: self.tr("Try questions"),
            StepKind.REFRESH: self.tr("Refresh"),
            StepKind.NOTHING: self.tr("Read again"),
        }[kind]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
