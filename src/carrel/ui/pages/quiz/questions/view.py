"""The widgets of the list of questions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.ids import QuestionId
from carrel.domain.questions.listing import ListedQuestion
from carrel.ui.icons import icon
from carrel.ui.pages.quiz.questions.filter_bar import FilterBar
from carrel.ui.pages.quiz.questions.model import KIND, QUESTION, SECTION, STANDING, QuestionsModel
from carrel.ui.pages.quiz.wording import questions_words
from carrel.ui.widgets.buttons import LinkButton, PrimaryButton
from carrel.ui.widgets.empty_state import EmptyState
from carrel.ui.widgets.labels import muted, page_title

_LEAST_COLUMN = 16
"""Letters of average width in a column; beyond the window's edge one scrolls."""

_MARGIN = 28


class QuestionsView(QWidget):
    """Shows questions. What the student does with the chosen ones leaves as a signal."""

    filter_changed = Signal()
    edit_requested = Signal(object)
    """A :data:`QuestionId`; the others give a list of them."""

    mark_requested = Signal(object, bool)
    suspend_requested = Signal(object, bool)
    delete_requested = Signal(object)
    quiz_requested = Signal(object)
    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("questionsView")
        self.filter = FilterBar()
        self.filter.changed.connect(self.filter_changed)
        self.model = QuestionsModel(self)
        self.table = _Table()
        self.table.setModel(self.model)
        self.table.setObjectName("questionTable")
        self.table.setAccessibleName(self.tr("Questions"))
        self.table.opened.connect(self._edit)
        self.table.delete_pressed.connect(lambda: self.delete_requested.emit(self.chosen_ids))
        self.table.selectionModel().selectionChanged.connect(self._show_buttons)
        self.count = muted()
        self.edit_button = self._button("edit", self.tr("Edit"))
        self.mark_button = self._button("flag", self.tr("Mark"))
        self.suspend_button = self._button("minus", self.tr("Suspend"))
        self.delete_button = self._button("delete", self.tr("Delete"))
        self.quiz_button = PrimaryButton(self.tr("Quiz on these"))
        self.edit_button.clicked.connect(self._edit)
        self.mark_button.clicked.connect(self._mark)
        self.suspend_button.clicked.connect(self._suspend)
        self.delete_button.clicked.connect(lambda: self.delete_requested.emit(self.chosen_ids))
        self.quiz_button.clicked.connect(lambda: self.quiz_requested.emit(self.meant_ids))
        self._build()
        self._show_buttons()

    @property
    def chosen(self) -> list[ListedQuestion]:
        """The questions that are chosen, from the top."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.question(row) for row in rows]

    @property
    def chosen_ids(self) -> list[QuestionId]:
        """Their names."""
        return [question.id for question in self.chosen]

    @property
    def meant_ids(self) -> list[QuestionId]:
        """The chosen questions, or all that are listed where none is chosen."""
        rows = range(self.model.rowCount())
        return self.chosen_ids or [self.model.question(row).id for row in rows]

    def show_questions(self, questions: Sequence[ListedQuestion]) -> None:
        """Show these; what was chosen and is still there stays chosen."""
        chosen = set(self.chosen_ids)
        self.model.show(questions)
        selection = self.table.selectionModel()
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        for row, question in enumerate(questions):
            if question.id in chosen:
                selection.select(self.model.index(row, 0), flags)
        self.count.setText(questions_words(len(questions)))
        self._pages.setCurrentIndex(0 if questions else 1)
        self._show_buttons()

    def focus_first(self) -> None:
        """Give the focus to the search."""
        self.filter.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self) -> None:
        if len(chosen := self.chosen_ids) == 1:
            self.edit_requested.emit(chosen[0])

    def _mark(self) -> None:
        self.mark_requested.emit(self.chosen_ids, self._wants_mark())

    def _suspend(self) -> None:
        self.suspend_requested.emit(self.chosen_ids, self._wants_suspension())

    def _wants_mark(self) -> bool:
        return not all(question.is_marked for question in self.chosen)

    def _wants_suspension(self) -> bool:
        return not all(question.is_suspended for question in self.chosen)

    def _show_buttons(self) -> None:
        chosen = self.chosen
        self.edit_button.setEnabled(len(chosen) == 1)
        for button in (self.mark_button, self.suspend_button, self.delete_button):
            button.setEnabled(bool(chosen))
        self.quiz_button.setEnabled(self.model.rowCount() > 0)
        marks = not chosen or self._wants_mark()
        suspends = not chosen or self._wants_suspension()
        self.mark_button.setText(self.tr("Mark") if marks else self.tr("Take mark away"))
        self.suspend_button.setText(self.tr("Suspend") if suspends else self.tr("Ask again"))
        self.quiz_button.setText(
            self.tr("Quiz on {count} chosen").format(count=len(chosen))
            if chosen
            else self.tr("Quiz on these")
        )

    def _button(self, icon_name: str, words: str) -> QPushButton:
        button = QPushButton(icon(icon_name), words)
        button.setAutoDefault(False)
        return button

    def _build(self) -> None:
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QUESTION, QHeaderView.ResizeMode.Stretch)
        for column in (KIND, SECTION, STANDING):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        letter = self.fontMetrics().averageCharWidth()
        header.setMinimumSectionSize(_LEAST_COLUMN * letter)
        for column, length in ((KIND, 17), (SECTION, 30), (STANDING, 21)):
            header.resizeSection(column, length * letter)
        top = QHBoxLayout()
        top.addWidget(page_title(self.tr("Questions")), 1)
        back = LinkButton(self.tr("Back to the quiz"))
        back.clicked.connect(self.back_requested)
        top.addWidget(back)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (
            self.edit_button,
            self.mark_button,
            self.suspend_button,
            self.delete_button,
            self.quiz_button,
        ):
            buttons.addWidget(button)
        show_all = PrimaryButton(self.tr("Show all questions"))
        show_all.clicked.connect(self.filter.clear)
        nothing = EmptyState(
            "filter",
            self.tr("No such question"),
            self.tr("Nothing here fits what you look for."),
            show_all,
        )
        middle = QWidget()
        self._pages = QStackedLayout(middle)
        self._pages.addWidget(self.table)
        self._pages.addWidget(nothing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_MARGIN, 22, _MARGIN, 16)
        outer.setSpacing(10)
        outer.addLayout(top)
        outer.addWidget(self.filter)
        outer.addWidget(middle, 1)
        outer.addWidget(self.count)
        outer.addLayout(buttons)


class _Table(QTableView):
    """Whole rows are chosen, several of them; Enter opens, Delete deletes."""

    opened = Signal()
    delete_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, delete with Delete."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)
