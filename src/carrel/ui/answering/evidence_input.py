"""Answering an evidence question: selecting the words of the text that show it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from carrel.domain.annotations import Colour
from carrel.domain.ids import SectionId
from carrel.domain.questions.body import Response
from carrel.domain.questions.grade import Grade
from carrel.domain.reading import TextRange
from carrel.domain.text.markdown import parse
from carrel.ui.answering.answer_input import AnswerInput, InputContext
from carrel.ui.widgets.announcing import announce
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.document_writer import Part, typeset
from carrel.ui.widgets.labels import muted
from carrel.ui.widgets.passage_view import no_pictures
from carrel.ui.widgets.text_marks import LineShape, TextMark
from carrel.ui.widgets.typography import Inks, Typography

_LEAST_HEIGHT = 120
_MOST_LINES = 15
_CHOSEN, _ACCEPTED = "chosen", "accepted"


class EvidenceInput(AnswerInput):
    """The text; what is selected in it, with the mouse or with Shift and arrows, is the answer."""

    def __init__(self, context: InputContext) -> None:
        super().__init__(context)
        self._selected: TextRange | None = None
        self._is_locked = False
        self._typography = Typography.beside(self.font())
        self._hint = muted(
            self.tr("Select the words: drag over them, or move with the arrow keys and hold Shift.")
        )
        self._text = DocumentView(self._typography)
        self._text.setFixedHeight(_LEAST_HEIGHT)
        self._text.laid_out.connect(self._fit)
        self._text.setAccessibleName(self.tr("Text to look for the words in"))
        self._text.selection_settled.connect(self._take_selection)
        self._text.installEventFilter(self)
        self._said = muted()
        for widget in (self._hint, self._text, self._said):
            self.column.addWidget(widget)
        self._write()
        context.theme.changed.connect(self._write)

    @property
    @override
    def response(self) -> Response:
        if self._selected is None:
            return None
        chosen = self._selected
        return {"section": chosen.section, "start": chosen.start, "end": chosen.end}

    @property
    @override
    def is_complete(self) -> bool:
        return self._selected is not None

    @override
    def focus_first(self) -> None:
        self._text.setFocus()

    @override
    def show_outcome(self, response: Response, grade: Grade) -> None:
        del grade
        self._is_locked = True
        self._hint.hide()
        if response is not None:
            self._selected = TextRange(
                SectionId(response["section"]), response["start"], response["end"]
            )
        self._text.clear_selection()
        self._text.set_caret_browsing(is_on=False)
        self._show_marks()
        self._said.setText(
            self.tr("Framed: what you selected. Underlined: the words that show it.")
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter answer: the text itself would swallow it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            if self.is_complete and not event.isAutoRepeat():
                self.submitted.emit()
            return True
        return super().eventFilter(watched, event)

    def _write(self) -> None:
        sections = self.context.sections()
        has_many = len(sections) > 1
        parts = [
            Part(section.id, section.title if has_many else "", 1, parse(section.markdown))
            for section in sections
        ]
        made = typeset(
            parts,
            typography=self._typography,
            inks=Inks.of(self.palette()),
            pictures=no_pictures,
        )
        self._text.show_text(made, self._typography)
        self._text.set_caret_browsing(is_on=not self._is_locked)
        self._show_marks()

    def _fit(self) -> None:
        """Be as high as the text, as far as that leaves room for what is asked about it."""
        line = self._typography.point_size / 72 * self.logicalDpiY()
        most = round(_MOST_LINES * line * self._typography.line_height / 100)
        height = round(self._text.document().size().height()) + 2
        self._text.setFixedHeight(max(_LEAST_HEIGHT, min(height, most)))

    def _take_selection(self) -> None:
        if self._is_locked:
            return
        ranges = self._text.selected_ranges()
        if ranges:
            self._selected = ranges[0]
            words = self._text.textCursor().selectedText().replace("\u2029", " ")
            self._said.setText(self.tr("Selected: “{words}”").format(words=words))
            announce(self._text, self._said.text())
            self.changed.emit()

    def _show_marks(self) -> None:
        if not self._is_locked:
            return
        theme = self.context.theme
        accepted = [
            span
            for passage in self.context.turn.question.passages
            if (span := self._span(TextRange(passage.section, passage.start, passage.end)))
        ]
        ground, ink = theme.highlight(Colour.EVIDENCE), theme.ink(Colour.EVIDENCE)
        self._text.set_marks(
            _ACCEPTED,
            [
                TextMark(_ACCEPTED, *span, ground=ground, ink=ink, shape=LineShape.SOLID)
                for span in accepted
            ],
        )
        if self._selected is not None and (span := self._span(self._selected)):
            ink = theme.ink(Colour.QUESTION)
            self._text.set_marks(_CHOSEN, [TextMark(_CHOSEN, *span, ink=ink, is_active=True)])
        if accepted:
            self._text.scroll_to(accepted[0][0], share=0.3)

    def _span(self, place: TextRange) -> tuple[int, int] | None:
        return self._text.positions.span(place)
