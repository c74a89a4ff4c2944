"""The text of one section of a document, with a paragraph chosen at which it can be split."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carrel.domain.ids import SectionId
from carrel.domain.materials import DraftSection
from carrel.domain.reading import TextRange
from carrel.domain.text.document import Document
from carrel.domain.text.markdown import parse
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.document_writer import Part, Pictures, typeset
from carrel.ui.widgets.text_marks import LineShape, TextMark
from carrel.ui.widgets.typography import Inks, Typography

_LAYER = "paragraph"
_SECTION = SectionId("preview/section")


class TextPreview(QWidget):
    """Shows a section; ``block`` is the chosen one of its blocks, counted from 0."""

    block_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = DocumentView(Typography())
        self.text.setObjectName("importText")
        self.text.setAccessibleName(self.tr("Text of the section"))
        self.text.viewport().installEventFilter(self)
        self.block = 0
        self._document = Document((), "")
        self._typography = Typography()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)

    def set_typography(self, typography: Typography) -> None:
        """Set texts as the student likes to read."""
        self._typography = typography

    def show_section(self, section: DraftSection | None, pictures: Pictures) -> None:
        """Show a section from its beginning; nothing for None."""
        self._document = parse(section.markdown if section else "")
        self.block = 0
        part = Part(_SECTION, section.title if section else "", 1, self._document)
        made = typeset(
            [part], typography=self._typography, inks=Inks.of(self.palette()), pictures=pictures
        )
        self.text.show_text(made, self._typography)
        self._show_block()

    def step(self, by: int) -> None:
        """Choose a paragraph further down, or up."""
        self._choose(self.block + by)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click chooses the paragraph under it."""
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
        ):
            self._choose_at(event.position().toPoint())
        return super().eventFilter(watched, event)

    def _choose_at(self, point: QPoint) -> None:
        place = self.text.positions.place(self.text.cursorForPosition(point).position())
        if place is not None and self._document.blocks:
            self._choose(self._document.index_at(place.offset))

    def _choose(self, block: int) -> None:
        body = [number for number, one in enumerate(self._document.blocks) if not one.footnote]
        if not body:
            return
        self.block = min(max(block, 0), body[-1])
        self._show_block()
        self.block_chosen.emit()

    def _show_block(self) -> None:
        if not self._document.blocks:
            self.text.set_marks(_LAYER, ())
            return
        block = self._document.blocks[self.block]
        span = self.text.positions.span(TextRange(_SECTION, block.start, block.end))
        if span is None:
            return
        ground = self.palette().color(QPalette.ColorRole.Highlight)
        ink = ground
        ground.setAlpha(60)
        mark = TextMark("chosen", *span, ground=ground, ink=ink, shape=LineShape.NONE)
        self.text.set_marks(_LAYER, [mark])
        if not self.text.is_in_view(*span):
            self.text.scroll_to(span[0], share=0.3)
