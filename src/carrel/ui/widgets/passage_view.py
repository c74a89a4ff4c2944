"""Words of a text shown in place: the section they stand in, scrolled to them and marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from carrel.domain.annotations import Colour
from carrel.domain.ids import SectionId
from carrel.domain.materials import Section
from carrel.domain.reading import TextRange
from carrel.domain.text.document import Span
from carrel.domain.text.markdown import parse
from carrel.domain.text.passage import Passage
from carrel.ui.theme import Theme
from carrel.ui.widgets.buttons import LinkButton, icon_button
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.document_writer import Part, Pictures, typeset
from carrel.ui.widgets.labels import heading, muted
from carrel.ui.widgets.text_marks import LineShape, TextMark
from carrel.ui.widgets.typography import Inks, Typography

_LAYER = "answer"
_EYE_LEVEL = 0.25
"""Share of the height at which the words are brought into view: some of what leads up to them."""


_MOST_FOR_CONTROLS = 0.42
"""Share of the width that what can be pressed may take beside the title."""


def no_pictures(_section: SectionId, _span: Span) -> QImage:
    """An empty picture in the place of each."""
    return QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)


class PassageView(QWidget):
    """Shows one of several passages at a time; a button opens it in the reader."""

    open_requested = Signal(object)
    """The passage that is shown is wanted in the reader."""

    def __init__(self, theme: Theme, pictures: Pictures = no_pictures) -> None:
        super().__init__()
        self.setObjectName("passageView")
        self._theme = theme
        self._pictures = pictures
        self._sections: dict[SectionId, Section] = {}
        self._passages: tuple[Passage, ...] = ()
        self._number = 0
        self._shown: SectionId | None = None
        self._typography = Typography.beside(self.font(), measure=62)
        self._title = heading()
        self._count = muted()
        self._count.setWordWrap(False)
        self._before = icon_button("back", self.tr("The passage before"))
        self._after = icon_button("forward", self.tr("The next passage"))
        self._open = LinkButton(self.tr("Open in the text"))
        self._open.setObjectName("openPassage")
        self.text = DocumentView(self._typography)
        self._before.clicked.connect(lambda: self._turn(-1))
        self._after.clicked.connect(lambda: self._turn(1))
        self._open.clicked.connect(lambda: self.open_requested.emit(self.passage))
        theme.changed.connect(self._write_again)
        self._build()

    @property
    def passage(self) -> Passage | None:
        """The passage that is shown."""
        return self._passages[self._number] if self._passages else None

    def show_passages(self, passages: Sequence[Passage], sections: Sequence[Section]) -> None:
        """Show the first of ``passages``; ``sections`` are those that they stand in."""
        self._sections = {section.id: section for section in sections}
        self._passages = tuple(p for p in passages if p.section in self._sections)
        self._number = 0
        self._shown = None
        self._show()

    def show_section(self, section: Section) -> None:
        """Show a section without a mark, for words to be looked for in it."""
        self._sections = {section.id: section}
        self._passages = ()
        self._number = 0
        self._title.setText(section.title)
        self._write(section)
        self._show_controls()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what can be pressed below the title where it would leave that too little room."""
        super().resizeEvent(event)
        self._lay_out_top()

    def _lay_out_top(self) -> None:
        is_tight = self._controls.sizeHint().width() > self.width() * _MOST_FOR_CONTROLS
        direction = (
            QBoxLayout.Direction.TopToBottom if is_tight else QBoxLayout.Direction.LeftToRight
        )
        if self._top.direction() is not direction:
            self._top.setDirection(direction)

    def _build(self) -> None:
        self._controls = QWidget()
        row = QHBoxLayout(self._controls)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._count, self._before, self._after):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._open)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setContentsMargins(16, 10, 12, 6)
        self._top.setSpacing(4)
        self._top.addWidget(self._title, 1)
        self._top.addWidget(self._controls)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self.text, 1)

    def _turn(self, step: int) -> None:
        self._number = (self._number + step) % len(self._passages)
        self._show()

    def _show(self) -> None:
        self._show_controls()
        passage = self.passage
        if passage is None:
            return
        section = self._sections[passage.section]
        self._title.setText(section.title)
        if self._shown != section.id:
            self._write(section)
        self._mark(passage)

    def _show_controls(self) -> None:
        many = len(self._passages) > 1
        for widget in (self._count, self._before, self._after):
            widget.setVisible(many)
        self._open.setVisible(bool(self._passages))
        self._count.setText(
            self.tr("{number} of {count}").format(
                number=self._number + 1, count=len(self._passages)
            )
        )
        self._lay_out_top()

    def _write(self, section: Section) -> None:
        part = Part(section.id, "", 1, parse(section.markdown))
        made = typeset(
            [part],
            typography=self._typography,
            inks=Inks.of(self.palette()),
            pictures=self._pictures,
        )
        self.text.show_text(made, self._typography)
        self.text.setAccessibleName(self.tr("Text of “{title}”").format(title=section.title))
        self._shown = section.id

    def _mark(self, passage: Passage) -> None:
        place = TextRange(passage.section, passage.start, passage.end)
        span = self.text.positions.span(place)
        if span is None:
            return
        mark = TextMark(
            _LAYER,
            *span,
            ground=self._theme.highlight(Colour.EVIDENCE),
            ink=self._theme.ink(Colour.EVIDENCE),
            shape=LineShape.SOLID,
        )
        self.text.set_marks(_LAYER, (mark,))
        self.text.scroll_to(span[0], share=_EYE_LEVEL)

    def _write_again(self) -> None:
        if self.passage is not None:
            self._shown = None
            self._show()
