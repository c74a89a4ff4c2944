"""After a miss: the text without any mark, in which the student looks for the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from carrel.domain.annotations import Colour
from carrel.domain.materials import Section
from carrel.domain.questions.body import Response
from carrel.domain.reading import TextRange
from carrel.domain.text.markdown import parse
from carrel.domain.text.sentences import sentences
from carrel.ui.theme import Theme
from carrel.ui.widgets.announcing import announce
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.document_writer import Part, Pictures, typeset
from carrel.ui.widgets.labels import heading, muted
from carrel.ui.widgets.text_marks import LineShape, TextMark
from carrel.ui.widgets.typography import Inks, Typography

_LAYER = "chosen"


class SentenceFinder(QWidget):
    """A click or the arrow keys choose a sentence, Enter says that this is it."""

    found = Signal(object)
    """A selection as evidence questions take it, or None for giving up."""

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self.setObjectName("sentenceFinder")
        self._theme = theme
        self._pictures = pictures
        self._places: list[TextRange] = []
        self._words: list[str] = []
        self._chosen: int | None = None
        self._typography = Typography.beside(self.font(), measure=62)
        self.text = DocumentView(self._typography)
        self.text.installEventFilter(self)
        self.text.selection_settled.connect(self._choose_at_caret)
        self.confirm_button = PrimaryButton(self.tr("This is it"))
        self.confirm_button.clicked.connect(self._confirm)
        self.give_up_button = QPushButton(self.tr("Show me"))
        self.give_up_button.clicked.connect(lambda: self.found.emit(None))
        self._build()

    @property
    def chosen(self) -> Response:
        """The sentence that is chosen, as a selection; None before the first."""
        if self._chosen is None:
            return None
        place = self._places[self._chosen]
        return {"section": place.section, "start": place.start, "end": place.end}

    def show_sections(self, shown: Sequence[Section]) -> None:
        """Show these sections; nothing is chosen."""
        self._chosen = None
        found = [(section, *span) for section in shown for span in sentences(section.text)]
        self._places = [TextRange(section.id, start, end) for section, start, end in found]
        self._words = [section.text[start:end] for section, start, end in found]
        parts = [
            Part(section.id, section.title if len(shown) > 1 else "", 1, parse(section.markdown))
            for section in shown
        ]
        made = typeset(
            parts,
            typography=self._typography,
            inks=Inks.of(self.palette()),
            pictures=self._pictures,
        )
        self.text.show_text(made, self._typography)
        self.text.setAccessibleName(self.tr("Text to find the sentence in"))
        self.confirm_button.setEnabled(False)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose with the arrow keys, confirm with Enter: the text itself would only scroll."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._choose(self._beside(step))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._confirm()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setContentsMargins(16, 10, 16, 6)
        words.setSpacing(2)
        words.addWidget(heading(self.tr("Which sentence answers this?")))
        words.addWidget(muted(self.tr("Click it, or choose with the arrow keys and press Enter.")))
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 8, 16, 12)
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self.give_up_button)
        buttons.addWidget(self.confirm_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(words)
        column.addWidget(self.text, 1)
        column.addLayout(buttons)

    def _beside(self, step: int) -> int:
        if self._chosen is None:
            return 0
        return min(max(self._chosen + step, 0), len(self._places) - 1)

    def _choose_at_caret(self) -> None:
        """Choose the sentence that was clicked, or in which a selection begins."""
        cursor = self.text.textCursor()
        place = self.text.positions.place(cursor.selectionStart())
        if place is None:
            return
        for number, sentence in enumerate(self._places):
            if sentence.section == place.section and place.offset < sentence.end:
                self.text.clear_selection()
                self._choose(number)
                return

    def _choose(self, number: int) -> None:
        if not self._places:
            return
        self._chosen = number
        self.confirm_button.setEnabled(True)
        span = self.text.positions.span(self._places[number])
        if span is None:
            return
        mark = TextMark(
            _LAYER,
            *span,
            ground=self._theme.highlight(Colour.QUESTION),
            ink=self._theme.ink(Colour.QUESTION),
            shape=LineShape.DASHED,
        )
        self.text.set_marks(_LAYER, (mark,))
        announce(self.text, self._words[number])
        if not self.text.is_in_view(*span):
            self.text.scroll_to(span[0], share=0.3)

    def _confirm(self) -> None:
        if self._chosen is not None:
            self.found.emit(self.chosen)
