"""The questions of the list as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from carrel.domain.materials import Origin
from carrel.domain.questions.listing import ListedQuestion
from carrel.domain.scheduling import Strength
from carrel.ui.answering.kind_words import kind_words

_Index = QModelIndex | QPersistentModelIndex

QUESTION, KIND, SECTION, STANDING = range(4)


class QuestionsModel(QAbstractTableModel):
    """One row for each question; ``Qt.UserRole`` gives the :class:`ListedQuestion` itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[ListedQuestion] = ()

    def show(self, questions: Sequence[ListedQuestion]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = questions
        self.endResetModel()

    def question(self, row: int) -> ListedQuestion:
        """The question of a row."""
        return self._rows[row]

    def rowCount(self, parent: _Index | None = None) -> int:
        """The questions; a row has none below it."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """What is asked, its kind, where it belongs, how it stands."""
        return 0 if parent is not None and parent.isValid() else 4

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_tr("Question"), _tr("Kind"), _tr("Section"), _tr("How it stands"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, or the question of its row."""
        if not index.isValid():
            return None
        question = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return question
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return {
                QUESTION: question.headline,
                KIND: kind_words(question.kind),
                SECTION: question.section_title,
                STANDING: standing_words(question),
            }[index.column()]
        return None


def standing_words(question: ListedQuestion) -> str:
    """How well a question is known, and what the student has done with it."""
    known = {
        Strength.NEW: _tr("new"),
        Strength.MISSED: _tr("missed"),
        Strength.FADING: _tr("fading"),
        Strength.SECURE: _tr("known for now"),
    }[question.strength]
    parts = [
        _tr("suspended") if question.is_suspended else known,
        _tr("marked") if question.is_marked else "",
        _tr("changed") if question.is_changed else "",
        _tr("own") if question.origin is Origin.OWN else "",
        _tr("made from the material") if question.origin is Origin.GENERATED else "",
    ]
    return ", ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuestionsModel", text)
