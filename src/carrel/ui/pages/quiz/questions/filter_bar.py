"""What narrows the list of questions: words, kind, where, topic, origin, state."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from carrel.domain.ids import MaterialId, SectionId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.questions.body import Kind
from carrel.domain.questions.listing import QuestionFilter, QuestionState
from carrel.domain.quiz_session import MaterialChoices, ScopeKind
from carrel.ui.answering.kind_words import kind_words

_FEW = 3
"""Columns of choices where there is no room for all in one line."""

_GAP = 8

_LONGEST_CHOICE = 26
"""Characters of a choice that a field shows; the list below it shows all."""


class FilterBar(QWidget):
    """A line to search in, and choices beside each other."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setObjectName("questionSearch")
        self.search.setPlaceholderText(self.tr("Search in questions"))
        self.search.setAccessibleName(self.tr("Search in questions"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.changed)
        self.kind = self._choice(self.tr("Kind"), self.tr("All kinds"))
        self.place = self._choice(self.tr("Material or section"), self.tr("Everywhere"))
        self.topic = self._choice(self.tr("Topic"), self.tr("All topics"))
        self.origin = self._choice(self.tr("Origin"), self.tr("From everyone"))
        self.state = self._choice(self.tr("State"), self.tr("In any state"))
        for kind in Kind:
            self.kind.addItem(kind_words(kind), kind)
        self.origin.addItem(self.tr("From study packs"), Origin.PACK)
        self.origin.addItem(self.tr("My own"), Origin.OWN)
        self.origin.addItem(self.tr("Made from claims and events"), Origin.GENERATED)
        for state, words in self._states():
            self.state.addItem(words, state)
        self._choices = (self.kind, self.place, self.topic, self.origin, self.state)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._columns = 0
        # Said here, because the layout would ask for the room of the columns that it has now.
        self.setMinimumWidth(_FEW * self._room_of_one)
        self._place(_FEW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put all choices side by side where there is room."""
        super().resizeEvent(event)
        fitting = self.width() // self._room_of_one
        self._place(len(self._choices) if fitting >= len(self._choices) else _FEW)

    @property
    def _room_of_one(self) -> int:
        """Pixels that a choice needs beside others."""
        return max(choice.sizeHint().width() for choice in self._choices) + _GAP

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        self._grid.addWidget(self.search, 0, 0, 1, columns)
        for number, choice in enumerate(self._choices):
            self._grid.addWidget(choice, 1 + number // columns, number % columns)
        for number in range(len(self._choices)):
            self._grid.setColumnStretch(number, int(number < columns))

    @property
    def wanted(self) -> QuestionFilter:
        """What is wanted now."""
        material, section = self.place.currentData() or (None, None)
        return QuestionFilter(
            text=self.search.text(),
            kind=self.kind.currentData(),
            material=material,
            section=section,
            topic=self.topic.currentData(),
            origin=self.origin.currentData(),
            state=self.state.currentData(),
        )

    @property
    def is_narrowing(self) -> bool:
        """Whether anything is left out."""
        return self.wanted != QuestionFilter()

    def clear(self) -> None:
        """Want everything."""
        self.search.clear()
        for choice in self._choices:
            choice.setCurrentIndex(0)

    def show_choices(self, materials: Sequence[MaterialChoices]) -> None:
        """Offer the sections and topics that have questions; what was chosen stays so."""
        for choice in (self.place, self.topic):
            choice.blockSignals(True)
        place, topic = self.place.currentData(), self.topic.currentData()
        while self.place.count() > 1:
            self.place.removeItem(1)
        while self.topic.count() > 1:
            self.topic.removeItem(1)
        for material in materials:
            key = MaterialId(material.material.scope.key)
            self.place.addItem(material.material.title, (key, None))
            for section in material.sections:
                indent = "\u2003" * section.level
                self.place.addItem(indent + section.title, (None, SectionId(section.scope.key)))
            for one in material.topics:
                if one.scope.kind is ScopeKind.TOPIC:
                    self.topic.addItem(one.title, TopicId(one.scope.key))
        self.place.setCurrentIndex(max(_index_of(self.place, place), 0))
        self.topic.setCurrentIndex(max(_index_of(self.topic, topic), 0))
        for choice in (self.place, self.topic):
            choice.blockSignals(False)

    def _choice(self, name: str, everything: str) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(name)
        choice.setMinimumContentsLength(11)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.addItem(everything, None)
        choice.currentIndexChanged.connect(self.changed)
        view = choice.view()
        view.setMinimumWidth(view.fontMetrics().averageCharWidth() * _LONGEST_CHOICE)
        return choice

    def _states(self) -> list[tuple[QuestionState, str]]:
        return [
            (QuestionState.NEW, self.tr("New")),
            (QuestionState.MISSED, self.tr("Missed")),
            (QuestionState.FADING, self.tr("Fading")),
            (QuestionState.SECURE, self.tr("Known for now")),
            (QuestionState.MARKED, self.tr("Marked")),
            (QuestionState.SUSPENDED, self.tr("Suspended")),
            (QuestionState.CHANGED, self.tr("Changed by me")),
        ]


def _index_of(choice: QComboBox, data: object) -> int:
    """Where an item stands; Qt's own search does not compare Python's tuples."""
    return next((index for index in range(choice.count()) if choice.itemData(index) == data), -1)
