"""Marks in the text the words that proposals are about, and those that rules went by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from carrel.domain.proposals.proposal import Proposal, ProposalKind
from carrel.domain.reading import TextRange
from carrel.ui.pages.reader.page_text import EYE_LEVEL
from carrel.ui.pages.reader.proposals.words import kind_label
from carrel.ui.theme import Role
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.text_marks import LineShape, TextMark

_LAYER = "proposals"
_CUES = "proposal cues"
_PREFIX = "proposal:"

_SHAPES = {
    ProposalKind.TOPIC: LineShape.DOTTED,
    ProposalKind.CLAIM: LineShape.DASHED,
    ProposalKind.QUESTION: LineShape.SOLID,
}


class ProposalMarks(QObject):
    """A line under the words of each proposal; those of the one in front have a frame and a label.

    The line tells the kind by its shape.
    """

    chosen = Signal(int)
    """The words of a proposal were clicked; its number among those that are shown."""

    def __init__(self, text: DocumentView, look: AnnotationLook) -> None:
        super().__init__(text)
        self._text = text
        self._look = look
        self._proposals: tuple[Proposal, ...] = ()
        self._current: Proposal | None = None
        self._chosen: tuple[Proposal, ...] = ()
        self._marked_in: object = None
        text.mark_clicked.connect(self._on_clicked)
        look.changed.connect(self._mark)

    def show(
        self, proposals: Sequence[Proposal], current: Proposal | None, chosen: Sequence[Proposal]
    ) -> None:
        """Mark these; ``current`` is the one in front, ``chosen`` are chosen with it."""
        self._proposals = tuple(proposals)
        self._current = current
        self._chosen = tuple(chosen)
        self._mark()

    def clear(self) -> None:
        """Mark nothing."""
        self.show((), None, ())

    def mark_again(self) -> None:
        """The text may have been set anew, and its marks are gone then."""
        if self._proposals and self._marked_in is not self._text.positions:
            self._mark()

    def bring_into_view(self, proposal: Proposal) -> None:
        """Scroll the text to the words, unless they are in view."""
        place = self._span(proposal)
        if place is not None and not self._text.is_in_view(*place):
            self._text.scroll_to(place[0], share=EYE_LEVEL)

    def _mark(self) -> None:
        self._marked_in = self._text.positions
        self._text.set_marks(_LAYER, list(self._marks()))
        self._text.set_marks(_CUES, list(self._cues()))

    def _marks(self) -> Iterator[TextMark]:
        roles = self._look.colours.roles
        for number, proposal in enumerate(self._proposals):
            place = self._span(proposal)
            if place is None:
                continue
            mark = TextMark(
                f"{_PREFIX}{number}",
                *place,
                ink=QColor(roles[Role.MUTED]),
                shape=_SHAPES[proposal.kind],
                thickness=1.2,
            )
            if proposal == self._current or proposal in self._chosen:
                ground, ink = QColor(roles[Role.ACCENT_SOFT]), QColor(roles[Role.ACCENT])
                mark = replace(mark, ground=ground, ink=ink, thickness=1.8)
            if proposal == self._current:
                mark = replace(mark, is_active=True, label=kind_label(proposal.kind))
            yield mark

    def _cues(self) -> Iterator[TextMark]:
        """The words that the rule of the proposal in front went by."""
        if self._current is None or not self._current.cue:
            return
        place = self._text.positions.span(self._nearest_cue(self._current))
        if place is not None:
            yield TextMark("", *place, ground=QColor(self._look.colours.roles[Role.WARNING_SOFT]))

    def _nearest_cue(self, proposal: Proposal) -> TextRange:
        """Where the cue stands: in the words themselves, else just before or after them."""
        passage, cue = proposal.passage, proposal.cue
        around = passage.prefix + passage.quote + passage.suffix
        begin = passage.start - len(passage.prefix)
        at = passage.quote.find(cue)
        if at >= 0:
            start = passage.start + at
        elif (at := passage.prefix.rfind(cue)) >= 0 or (at := around.find(cue)) >= 0:
            start = begin + at
        else:
            return TextRange(passage.section, passage.start, passage.start)
        return TextRange(passage.section, start, start + len(cue))

    def _span(self, proposal: Proposal) -> tuple[int, int] | None:
        passage = proposal.passage
        return self._text.positions.span(TextRange(passage.section, passage.start, passage.end))

    def _on_clicked(self, name: str) -> None:
        if name.startswith(_PREFIX):
            self.chosen.emit(int(name.removeprefix(_PREFIX)))
