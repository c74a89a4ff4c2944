"""Choosing a quiz: going on with one, some minutes of what is worthwhile, or a scope."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.quiz_session import (
    OpenSession,
    Scope,
    ScopeChoice,
    ScopeKind,
    SessionPlan,
)
from carrel.domain.review_plan import Outlook
from carrel.ui.pages.quiz.scope_tree import ScopeTree
from carrel.ui.pages.quiz.wording import counts_words, scope_words
from carrel.ui.widgets.buttons import LinkButton, PrimaryButton
from carrel.ui.widgets.card import Card
from carrel.ui.widgets.centred import centred, scrolled
from carrel.ui.widgets.empty_state import EmptyState
from carrel.ui.widgets.labels import heading, muted, page_title
from carrel.ui.widgets.outlook_words import outlook_words, rest_words

_COLUMN_WIDTH = 860
_MINUTES = (5, 10, 20)
_SIZES = (10, 20, 50)
_EXAM_MINUTES = (10, 20, 30, 60)
_ALL = 100_000
_EXAMINED = (ScopeKind.MATERIAL, ScopeKind.COLLECTION)


class ChooserView(QWidget):
    """Shows what can be asked. What the student chooses leaves as a signal."""

    start_requested = Signal(object)
    """A :class:`SessionPlan`."""

    resume_requested = Signal(object)
    end_requested = Signal(object)
    library_requested = Signal()
    list_requested = Signal()
    exam_requested = Signal(object)
    """The :class:`Scope` of a material or collection that an exam is about."""

    setting_changed = Signal(str, bool)
    """How quizzes begin is chosen otherwise, by the name of the setting."""

    def __init__(self) -> None:
        super().__init__()
        self._open: OpenSession | None = None
        self.tree = ScopeTree()
        self.tree.scope_chosen.connect(self._show_choice)
        self.tree.started.connect(self._start)
        self.start_button = PrimaryButton(self.tr("Start"))
        self.start_button.setObjectName("quizStart")
        self.start_button.clicked.connect(self._start)
        self.resume_button = PrimaryButton(self.tr("Go on"))
        self.resume_button.setObjectName("quizResume")
        self.resume_button.clicked.connect(lambda: self.resume_requested.emit(self._open))
        self._build()

    def show_choices(
        self,
        whole: Sequence[ScopeChoice],
        materials: Sequence[ScopeChoice],
        tags: Sequence[ScopeChoice] = (),
        collections: Sequence[ScopeChoice] = (),
    ) -> None:
        """Show all scopes; without any question the page says how to come by some."""
        self._pages.setCurrentIndex(0 if materials else 1)
        self.tree.show_choices(whole, materials, tags, collections)

    def show_beginning(self, *, asks_confidence: bool, asks_for_sentence: bool) -> None:
        """Show how quizzes begin."""
        self._confidence.setChecked(asks_confidence)
        self._sentence.setChecked(asks_for_sentence)

    def show_worthwhile(self, outlook: Outlook) -> None:
        """Say what ten minutes would gain now, and what skipping them costs."""
        self._worth_text.setText(
            " ".join(words for words in (outlook_words(outlook), rest_words(outlook)) if words)
        )
        for button in self._minutes.values():
            button.setEnabled(outlook.questions > 0)

    def show_open(self, session: OpenSession | None, title: str) -> None:
        """Offer to go on with a session that was left."""
        self._open = session
        self._open_card.setVisible(session is not None)
        if session is None:
            return
        progress = session.progress
        self._open_text.setText(
            self.tr("{scope}: {answered} of {total} questions answered").format(
                scope=scope_words(session.plan.scope, title),
                answered=progress.answered,
                total=progress.total,
            )
        )

    def choose(self, scope: Scope) -> None:
        """Choose a scope, if it is offered."""
        self.tree.choose(scope)

    def focus_first(self) -> None:
        """Give the focus to what is used first."""
        if self._open is not None:
            self.resume_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def plan(self) -> SessionPlan | None:
        """The quiz as it is chosen now; None without a scope."""
        choice = self.tree.choice
        if choice is None or not choice.counts.total:
            return None
        is_exam = self._exam.isChecked()
        size, minutes = self._size.currentData()
        return SessionPlan(
            scope=choice.scope,
            size=size,
            minutes=self._limit.currentData() if is_exam else minutes,
            is_exam=is_exam,
            asks_confidence=self._confidence.isChecked(),
            asks_for_sentence=self._sentence.isChecked() and not is_exam,
        )

    def _start(self) -> None:
        plan = self.plan()
        if plan is not None:
            self.start_requested.emit(plan)

    def _set_exam(self) -> None:
        if self.tree.choice is not None:
            self.exam_requested.emit(self.tree.choice.scope)

    def _start_minutes(self, minutes: int) -> None:
        self.start_requested.emit(
            SessionPlan(
                Scope(ScopeKind.WORTHWHILE),
                size=None,
                minutes=minutes,
                asks_confidence=self._confidence.isChecked(),
                asks_for_sentence=self._sentence.isChecked(),
            )
        )

    def _show_choice(self, choice: ScopeChoice | None) -> None:
        has_any = choice is not None and choice.counts.total > 0
        self.start_button.setEnabled(has_any)
        self._chosen.setText(counts_words(choice.counts) if choice is not None else "")
        can_be_examined = choice is not None and choice.scope.kind in _EXAMINED
        self.exam_button.setVisible(can_be_examined and has_any)

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 22, 0, 24)
        column.setSpacing(14)
        top = QHBoxLayout()
        top.addWidget(page_title(self.tr("Quiz")), 1)
        listing = LinkButton(self.tr("All questions"))
        listing.setObjectName("allQuestions")
        listing.clicked.connect(self.list_requested)
        top.addWidget(listing)
        column.addLayout(top)
        column.addWidget(self._build_open_card())
        column.addWidget(self._build_worth_card())
        column.addWidget(self._build_own_card(), 1)
        scroll = scrolled(centred(inner, widest=_COLUMN_WIDTH, margin=28))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button = PrimaryButton(self.tr("Open the library"))
        button.clicked.connect(self.library_requested)
        empty = EmptyState(
            "quiz",
            self.tr("Nothing to ask yet"),
            self.tr(
                "Questions come with study packs, and you can make your own while reading:"
                " select some words and choose “Make a question” in the bar beside them."
            ),
            button,
        )
        self._pages = QStackedLayout(self)
        self._pages.addWidget(scroll)
        self._pages.addWidget(empty)

    def _build_open_card(self) -> Card:
        self._open_card = Card()
        self._open_text = muted()
        end = QPushButton(self.tr("End it"))
        end.clicked.connect(lambda: self.end_requested.emit(self._open))
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(heading(self.tr("Go on where you left")))
        words.addWidget(self._open_text)
        row.addLayout(words, 1)
        row.addWidget(end)
        row.addWidget(self.resume_button)
        self._open_card.column.addLayout(row)
        return self._open_card

    def _build_worth_card(self) -> Card:
        card = Card()
        self._worth_text = muted()
        self._minutes: dict[int, QPushButton] = {}
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(heading(self.tr("Worth doing now")))
        words.addWidget(self._worth_text)
        row.addLayout(words, 1)
        for minutes in _MINUTES:
            button = QPushButton(self.tr("{count} minutes").format(count=minutes))
            button.clicked.connect(lambda _=False, minutes=minutes: self._start_minutes(minutes))
            self._minutes[minutes] = button
            row.addWidget(button)
        card.column.addLayout(row)
        return card

    def _build_own_card(self) -> Card:
        card = Card()
        self.tree.setMinimumHeight(180)
        card.column.addWidget(heading(self.tr("Choose yourself")))
        card.column.addWidget(self.tree, 1)
        self._chosen = muted()
        self._size = QComboBox()
        for size in _SIZES:
            self._size.addItem(self.tr("{count} questions").format(count=size), (size, None))
        self._size.addItem(self.tr("All of them"), (_ALL, None))
        for minutes in _MINUTES:
            self._size.addItem(self.tr("{count} minutes").format(count=minutes), (None, minutes))
        self._size.setCurrentIndex(1)
        self._size.setAccessibleName(self.tr("How many questions"))
        self._confidence = QCheckBox(self.tr("Ask how sure I am"))
        self._confidence.clicked.connect(
            lambda is_on: self.setting_changed.emit("asks_confidence", is_on)
        )
        self._sentence = QCheckBox(self.tr("After a miss, let me find the sentence"))
        self._sentence.clicked.connect(
            lambda is_on: self.setting_changed.emit("asks_for_sentence", is_on)
        )
        self._exam = QCheckBox(self.tr("As an exam: no feedback until the end"))
        self._limit = QComboBox()
        for minutes in _EXAM_MINUTES:
            self._limit.addItem(self.tr("{count} minutes").format(count=minutes), minutes)
        self._limit.setAccessibleName(self.tr("Time for the exam"))
        self._limit.setEnabled(False)
        self._exam.toggled.connect(self._limit.setEnabled)
        self._exam.toggled.connect(self._sentence.setDisabled)
        card.column.addLayout(_row(self._confidence, self._sentence))
        card.column.addLayout(_row(self._exam, self._limit))
        self.exam_button = LinkButton(self.tr("Exam date …"))
        self.exam_button.setObjectName("examDate")
        self.exam_button.clicked.connect(self._set_exam)
        last = _row(self._chosen, self.exam_button, self._size, self.start_button)
        last.setStretch(0, 1)
        card.column.addLayout(last)
        return card


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget)
    if not isinstance(widgets[0], QLabel):
        row.addStretch(1)
    return row
