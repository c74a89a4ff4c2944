"""The Read page's widgets: outline, text with its margin, and the line below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from carrel.domain.materials import OutlineEntry
from carrel.ui.pages.reader.annotated_text import AnnotatedText
from carrel.ui.pages.reader.claims_legend import ClaimsLegend
from carrel.ui.pages.reader.exercise_panel import ExercisePanel
from carrel.ui.pages.reader.find_bar import FindBar
from carrel.ui.pages.reader.footer import PageFooter
from carrel.ui.pages.reader.memory_panel import MemoryPanel
from carrel.ui.pages.reader.outline import SectionOutline
from carrel.ui.pages.reader.placing import PlacingBar
from carrel.ui.pages.reader.proposals.actions import TrayActions
from carrel.ui.pages.reader.proposals.panel import ProposalPanel
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.document_writer import Part, Pictures
from carrel.ui.widgets.empty_state import EmptyState

_NARROW = 940
"""Pixels below which the outline gives its room to the text, unless it was asked for."""

_TRAY_WIDTH = 364
"""Pixels that the tray of proposals is wide when it is opened first."""


class ReaderView(QWidget):
    """Shows a page of a material between its outline and its margin."""

    library_requested = Signal()

    def __init__(self, look: AnnotationLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readerPage")
        self._wants_outline: bool | None = None
        self._wanted_before: bool | None = None
        self._is_bare = False
        self.outline = SectionOutline()
        self.reading = AnnotatedText(look)
        self.legend = ClaimsLegend()
        self.exercise = ExercisePanel()
        self.memory = MemoryPanel()
        self.footer = PageFooter()
        self.find_bar = FindBar()
        self.placing_bar = PlacingBar()
        self.proposal_actions = TrayActions(self)
        self.proposals = ProposalPanel(self.proposal_actions)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._reading_area())
        self._pages.addWidget(self._empty_state())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._pages)

    def show_nothing(self) -> None:
        """Say that there is nothing to read, and what to do about it."""
        self._pages.setCurrentIndex(1)

    def show_outline(self, entries: Sequence[OutlineEntry]) -> None:
        """Show the sections of the material."""
        self.outline.show_entries(entries)

    def show_page(self, parts: Sequence[Part], pictures: Pictures) -> None:
        """Show sections as one page, from its beginning."""
        self._pages.setCurrentIndex(0)
        self.reading.show_page(parts, pictures)

    def fill_screen(self, *, is_on: bool) -> None:
        """Show only the text and its margin, or the whole page again."""
        if is_on == self._is_bare:
            return
        self._is_bare = is_on
        self.footer.setVisible(not is_on)
        if is_on:
            self._wanted_before = self._wants_outline
        self._wants_outline = False if is_on else self._wanted_before
        self._fit_outline()

    def toggle_outline(self) -> None:
        """Show or hide the outline, whatever the width."""
        self._wants_outline = not self.outline.isVisible()
        self._fit_outline()

    def show_proposals(self, *, is_open: bool) -> None:
        """Show the tray beside the text, or put it away; the outline makes room if it must."""
        self.proposals.setVisible(is_open)
        self._fit_outline()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the outline room only where there is enough."""
        super().resizeEvent(event)
        self._fit_outline()

    def _reading_area(self) -> QWidget:
        right = QWidget()
        right.setMinimumWidth(320)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.legend)
        column.addWidget(self.exercise)
        column.addWidget(self.memory)
        column.addWidget(self.placing_bar)
        column.addWidget(self.find_bar)
        column.addWidget(self.reading, 1)
        column.addWidget(self.footer)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.outline)
        splitter.addWidget(right)
        splitter.addWidget(self.proposals)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([230, 900, _TRAY_WIDTH])
        self.outline.setMinimumWidth(150)
        return splitter

    def _empty_state(self) -> QWidget:
        to_library = PrimaryButton(self.tr("Go to the library"))
        to_library.clicked.connect(self.library_requested)
        return EmptyState(
            "read",
            self.tr("Nothing to read yet"),
            self.tr("Import an article, a chapter or a book in the library; it opens here."),
            to_library,
        )

    def _fit_outline(self) -> None:
        wanted = self._wants_outline
        room = self.width() - (0 if self.proposals.isHidden() else _TRAY_WIDTH)
        self.outline.setVisible(room >= _NARROW if wanted is None else wanted)
