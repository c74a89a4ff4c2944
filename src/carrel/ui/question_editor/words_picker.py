"""The window in which words of the text are chosen that answer a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from carrel.domain.annotations import Colour
from carrel.domain.ids import SectionId
from carrel.domain.materials import OutlineEntry, Section
from carrel.domain.reading import TextRange
from carrel.domain.text.markdown import parse
from carrel.domain.text.passage import Passage, passage_at
from carrel.ui.theme import Theme
from carrel.ui.widgets.announcing import announce
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.document_writer import Part, Pictures, typeset
from carrel.ui.widgets.labels import muted
from carrel.ui.widgets.text_marks import LineShape, TextMark
from carrel.ui.widgets.typography import Inks, Typography

_CITED = "cited"


class WordsPicker(QDialog):
    """Words are selected with the mouse, or with Shift and the arrow keys; Enter takes them."""

    chosen = Signal(object)
    """A :class:`Passage`."""

    def __init__(
        self,
        theme: Theme,
        outline: Sequence[OutlineEntry],
        section: Callable[[SectionId], Section],
        pictures: Pictures,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("wordsPicker")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Choose the words that answer"))
        self.resize(760, 600)
        self._theme = theme
        self._section = section
        self._pictures = pictures
        self._shown: Section | None = None
        self._selected: Passage | None = None
        self._cited: Sequence[Passage] = ()
        self._typography = Typography.beside(self.font())
        self.sections = QComboBox()
        self.sections.setAccessibleName(self.tr("Section"))
        for entry in outline:
            self.sections.addItem("    " * (entry.level - 1) + entry.title, entry.id)
        self.text = DocumentView(self._typography)
        self.text.setAccessibleName(self.tr("Text to choose the words in"))
        self.text.selection_settled.connect(self._take_selection)
        self.text.installEventFilter(self)
        self._said = muted()
        self.take_button = PrimaryButton(self.tr("Cite these words"))
        self.take_button.setObjectName("citeWords")
        self.take_button.setEnabled(False)
        self.take_button.setAutoDefault(False)
        self.take_button.clicked.connect(self._take)
        self._build()
        self.sections.currentIndexChanged.connect(self._show_section)

    def show_at(self, section: SectionId | None, cited: Sequence[Passage]) -> None:
        """Show a section, or the first one, with the words that are cited already marked."""
        self._cited = cited
        index = -1 if section is None else self.sections.findData(section)
        self.sections.blockSignals(True)
        self.sections.setCurrentIndex(max(0, index))
        self.sections.blockSignals(False)
        self._show_section()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter take the words: the text itself would swallow it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._take()
            return True
        return super().eventFilter(watched, event)

    def _show_section(self) -> None:
        key = self.sections.currentData()
        if key is None:
            return
        self._shown = self._section(SectionId(key))
        made = typeset(
            [Part(self._shown.id, "", 1, parse(self._shown.markdown))],
            typography=self._typography,
            inks=Inks.of(self.palette()),
            pictures=self._pictures,
        )
        self.text.show_text(made, self._typography)
        self.text.set_caret_browsing(is_on=True)
        self._select(None)
        self._mark_cited()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark_cited(self) -> None:
        spans = [
            span
            for one in self._cited
            if (span := self.text.positions.span(TextRange(one.section, one.start, one.end)))
        ]
        ground, ink = self._theme.highlight(Colour.EVIDENCE), self._theme.ink(Colour.EVIDENCE)
        marks = [
            TextMark(_CITED, *span, ground=ground, ink=ink, shape=LineShape.SOLID) for span in spans
        ]
        self.text.set_marks(_CITED, marks)
        if spans:
            self.text.scroll_to(spans[0][0], share=0.3)

    def _take_selection(self) -> None:
        ranges = self.text.selected_ranges()
        if self._shown is None or not ranges:
            self._select(None)
            return
        text, chosen = self._shown.text, ranges[0]
        quote = text[chosen.start : chosen.end]
        start = chosen.start + len(quote) - len(quote.lstrip())
        end = start + len(quote.strip())
        self._select(passage_at(self._shown.id, text, start, end) if end > start else None)

    def _select(self, passage: Passage | None) -> None:
        self._selected = passage
        self.take_button.setEnabled(passage is not None)
        if passage is None:
            self._said.setText(
                self.tr("Drag over the words, or move with the arrow keys and hold Shift.")
            )
        else:
            words = " ".join(passage.quote.split())
            self._said.setText(self.tr("Selected: “{words}”").format(words=words))
            announce(self.text, self._said.text())

    def _take(self) -> None:
        if self._selected is not None:
            self.chosen.emit(self._selected)
            self.accept()

    def _build(self) -> None:
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 8, 16, 12)
        buttons.setSpacing(10)
        buttons.addWidget(self._said, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.take_button)
        top = QHBoxLayout()
        top.setContentsMargins(16, 12, 16, 8)
        top.addWidget(self.sections, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
