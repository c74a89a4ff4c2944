"""The Quiz page: its three faces, of which one is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedLayout, QWidget

from carrel.ui.pages.quiz.chooser import ChooserView
from carrel.ui.pages.quiz.question_view import QuestionView
from carrel.ui.pages.quiz.questions.view import QuestionsView
from carrel.ui.pages.quiz.sentence_finder import SentenceFinder
from carrel.ui.pages.quiz.summary import SummaryView
from carrel.ui.theme import Theme
from carrel.ui.widgets.document_writer import Pictures
from carrel.ui.widgets.passage_view import PassageView


class QuizView(QWidget):
    """Choosing, asking, and the summary."""

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self.setObjectName("quizPage")
        self.setAccessibleName(self.tr("Quiz"))
        self.chooser = ChooserView()
        self.question = QuestionView(
            theme, PassageView(theme, pictures), SentenceFinder(theme, pictures)
        )
        self.summary = SummaryView()
        self._faces = QStackedLayout(self)
        self.questions = QuestionsView()
        for face in (self.chooser, self.question, self.summary, self.questions):
            self._faces.addWidget(face)

    @property
    def is_choosing(self) -> bool:
        """Whether a quiz is being chosen."""
        return self._faces.currentWidget() is self.chooser

    @property
    def is_asking(self) -> bool:
        """Whether a question is shown."""
        return self._faces.currentWidget() is self.question

    @property
    def is_listing(self) -> bool:
        """Whether the list of questions is shown."""
        return self._faces.currentWidget() is self.questions

    def show_list(self) -> None:
        """Show the list of questions."""
        self._faces.setCurrentWidget(self.questions)
        self.questions.focus_first()

    def show_chooser(self) -> None:
        """Show what can be asked."""
        self._faces.setCurrentWidget(self.chooser)

    def show_question(self) -> None:
        """Show the question."""
        self._faces.setCurrentWidget(self.question)

    def show_summary(self) -> None:
        """Show the end."""
        self._faces.setCurrentWidget(self.summary)
        self.summary.focus_first()
