"""What narrows the list of notes: words, material, tag, topic, colour, having a note; its order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from carrel.domain.annotations import AnnotationFilter, Colour, NotedTopic, NoteOrder
from carrel.domain.ids import MaterialId, TopicId
from carrel.ui.icons import icon
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.buttons import icon_button

_MOST_TOPIC_LETTERS = 40


class NotesFilterBar(QWidget):
    """Says when something was chosen; :attr:`filter` gives all of it."""

    changed = Signal()

    def __init__(self, look: AnnotationLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._search = QLineEdit()
        self._search.setObjectName("notesSearch")
        self._search.setPlaceholderText(self.tr("Words of a note or of the text"))
        self._search.setAccessibleName(self.tr("Filter by words"))
        self._search.setClearButtonEnabled(True)
        self._search.setMinimumWidth(150)
        self._search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._material = _combo("notesMaterial", self.tr("Filter by material"), letters=16)
        self._tag = _combo("notesTag", self.tr("Filter by tag"), letters=10)
        self._topic = _combo("notesTopic", self.tr("Filter by topic"), letters=14)
        self._order = _combo("notesOrder", self.tr("Order"), letters=10)
        self._order.addItem(self.tr("By place"), NoteOrder.PLACE.value)
        self._order.addItem(self.tr("Newest first"), NoteOrder.NEWEST.value)
        self._colours = {colour: self._toggle(f"only_{colour.value}") for colour in Colour}
        self._noted = self._toggle("onlyNoted")
        self._noted.setIcon(icon("note"))
        _name(self._noted, self.tr("Only with a note"))
        self.show_materials(())
        self.show_tags(())
        self.show_topics(())
        self._build()
        self._connect()
        self._show_look()

    def focus_search(self) -> None:
        """Give the focus to the field for words, with what is in it selected."""
        self._search.setFocus()
        self._search.selectAll()

    def show_materials(self, materials: Iterable[tuple[MaterialId, str]]) -> None:
        """Offer these materials; the chosen one stays."""
        _fill(self._material, self.tr("All materials"), [(one[1], one[0]) for one in materials])

    def show_tags(self, tags: Iterable[str]) -> None:
        """Offer these tags; the chosen one stays while there is a note that has it."""
        _fill(self._tag, self.tr("All tags"), [(f"#{tag}", tag) for tag in tags])

    def show_topics(self, topics: Iterable[NotedTopic]) -> None:
        """Offer the topics that notes speak of, with how many do."""
        self._topics = {topic.name: topic.ids for topic in topics}
        offered = [
            (f"{topic.name[:_MOST_TOPIC_LETTERS]} ({topic.count})", topic.name) for topic in topics
        ]
        _fill(self._topic, self.tr("All topics"), offered)

    @property
    def filter(self) -> AnnotationFilter:
        """Which notes are wanted."""
        material, tag = self._material.currentData(), self._tag.currentData()
        return AnnotationFilter(
            text=self._search.text().strip(),
            materials=frozenset([MaterialId(material)] if material else []),
            colours=frozenset(
                colour for colour, button in self._colours.items() if button.isChecked()
            ),
            tags=frozenset([tag] if tag else []),
            topics=self._chosen_topics(),
            has_note=True if self._noted.isChecked() else None,
            order=NoteOrder(self._order.currentData()),
        )

    def clear(self) -> None:
        """Leave nothing out any more."""
        self.blockSignals(True)
        for button in (*self._colours.values(), self._noted):
            button.setChecked(False)
        for combo in (self._material, self._tag, self._topic):
            combo.setCurrentIndex(0)
        self._search.clear()
        self.blockSignals(False)
        self.changed.emit()

    def _chosen_topics(self) -> frozenset[TopicId]:
        name = self._topic.currentData()
        return self._topics.get(name, frozenset()) if name else frozenset()

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._search, 3)
        first.addWidget(self._material, 2)
        for button in (*self._colours.values(), self._noted):
            second.addWidget(button)
        second.addStretch(1)
        second.addWidget(self._tag)
        second.addWidget(self._topic)
        second.addWidget(self._order)
        rows.addLayout(first)
        rows.addLayout(second)

    def _connect(self) -> None:
        self._search.textChanged.connect(self.changed)
        for combo in (self._material, self._tag, self._topic, self._order):
            combo.currentIndexChanged.connect(self.changed)
        for button in (*self._colours.values(), self._noted):
            button.clicked.connect(self.changed)
        self._look.changed.connect(self._show_look)

    def _toggle(self, object_name: str) -> QToolButton:
        button = icon_button("note", "")
        button.setObjectName(object_name)
        button.setCheckable(True)
        button.setIconSize(QSize(22, 22))
        return button

    def _show_look(self) -> None:
        for colour, button in self._colours.items():
            button.setIcon(self._look.swatch(colour))
            _name(button, self.tr("Only {colour}").format(colour=self._look.title(colour)))


def _combo(object_name: str, name: str, *, letters: int) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(object_name)
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(letters)
    combo.view().setTextElideMode(combo.view().textElideMode().ElideRight)
    combo.view().setMinimumWidth(QFontMetrics(combo.font()).averageCharWidth() * 32)
    return combo


def _fill(combo: QComboBox, everything: str, items: Sequence[tuple[str, str]]) -> None:
    chosen = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    combo.addItem(everything, None)
    for text, data in items:
        combo.addItem(text, data)
    combo.setCurrentIndex(max(combo.findData(chosen), 0))
    combo.setEnabled(bool(items) or combo.count() > 1)
    combo.blockSignals(False)


def _name(button: QToolButton, name: str) -> None:
    button.setToolTip(name)
    button.setAccessibleName(name)
