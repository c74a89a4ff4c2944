"""The exercise on a page's claims: the lens is hidden, the student marks, then compares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence, QPalette

from carrel.domain.claim_ledger import ClaimEntry
from carrel.domain.claim_marking import Marking, compare
from carrel.domain.ids import ClaimId, SectionId, TopicId
from carrel.domain.reading import TextRange
from carrel.services.claim_browsing import ClaimBrowsing
from carrel.ui.page import Menu, PageContext
from carrel.ui.pages.reader.exercise_panel import ExercisePanel
from carrel.ui.pages.reader.page_text import EYE_LEVEL
from carrel.ui.theme import Role
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.claim_look import (
    CERTAINTY_SHAPES,
    certainty_title,
    distinct_initials,
    holder_ink,
    said_by,
    speech_label,
)
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.text_marks import LineShape, TextMark

_LAYER = "exercise"
_PREFIX = "exercise:"
_CURRENT_STRENGTH = 0.25
"""How strongly the accent colour lies behind the claim that is asked about, of 1."""

_RIGHT, _WRONG, _UNSAID = "✓", "✗", "?"


class ClaimsExercise(QObject):
    """Shows in the text what the student says of each claim, and later what the material says."""

    begun = Signal()
    """The exercise begins: nothing may show the answers any more."""

    def __init__(
        self,
        text: DocumentView,
        panel: ExercisePanel,
        context: PageContext,
        look: AnnotationLook,
    ) -> None:
        super().__init__(text)
        self._text = text
        self._panel = panel
        self._look = look
        self._theme = context.theme
        self._navigator = context.navigator
        self._browsing = ClaimBrowsing(context.desk)
        self._sections: tuple[SectionId, ...] = ()
        self._entries: tuple[ClaimEntry, ...] = ()
        self._markings: dict[ClaimId, Marking] = {}
        self._holders: dict[TopicId, str] = {}
        self._initials: dict[str, str] = {}
        self._current = 0
        self._is_compared = False
        self._marked_in: object = None
        self.toggle = QAction(_tr("Mark whose view and how certain, yourself"), self)
        self.toggle.setObjectName("read.claims_exercise")
        self.toggle.setShortcut(QKeySequence("Ctrl+Shift+W"))
        self.toggle.setCheckable(True)
        self._connect()

    @property
    def actions(self) -> Mapping[Menu, Sequence[QAction]]:
        """What the exercise adds to the menus."""
        return {Menu.VIEW: [self.toggle]}

    def show_sections(self, sections: Sequence[SectionId]) -> None:
        """These sections are on the page now; an exercise on others ends."""
        if tuple(sections) != self._sections:
            self._sections = tuple(sections)
            self.toggle.setChecked(False)

    def stop(self) -> None:
        """End the exercise."""
        self.toggle.setChecked(False)

    def _connect(self) -> None:
        panel = self._panel
        self.toggle.toggled.connect(self._begin_or_end)
        panel.closed.connect(self.stop)
        panel.step_requested.connect(self._step)
        panel.marked.connect(self._keep)
        panel.comparison_requested.connect(self._compare)
        panel.again_requested.connect(self._begin_again)
        self._text.mark_clicked.connect(self._choose)
        self._text.laid_out.connect(self._mark_again)
        self._theme.changed.connect(self._mark)

    def _begin_or_end(self, is_on: bool) -> None:
        self._entries = self._readable() if is_on else ()
        if is_on and not self._entries:
            self._navigator.show_message(_tr("No claims are marked on this page."))
            self.toggle.setChecked(False)
            return
        self._panel.setVisible(is_on)
        self._markings = {}
        self._is_compared = False
        if is_on:
            self.begun.emit()
            ledger = self._browsing.ledger(self._entries[0].claim.material)
            self._holders = dict(ledger.holders)
            self._initials = distinct_initials(
                [name for _, name in (*ledger.holders, *ledger.asserters)]
                + [name for one in self._entries for name in (one.holder, one.asserter)]
            )
            self._panel.show_holders(ledger.holders)
            self._show(0)
            self._panel.holder.setFocus()
        else:
            self._mark()

    def _readable(self) -> tuple[ClaimEntry, ...]:
        """The claims of the page in the order of their words."""
        found = (
            (place, entry)
            for entry in self._browsing.in_sections(self._sections)
            if (place := self._place(entry)) is not None
        )
        return tuple(entry for _, entry in sorted(found, key=lambda each: each[0]))

    def _begin_again(self) -> None:
        self._is_compared = False
        self._markings = {}
        self._show(0)
        self._panel.holder.setFocus()

    def _step(self, by: int) -> None:
        self._show((self._current + by) % len(self._entries))

    def _choose(self, name: str) -> None:
        """The words of a claim were clicked."""
        if name.startswith(_PREFIX):
            self._show(int(name.removeprefix(_PREFIX)))

    def _keep(self, marking: Marking) -> None:
        self._markings[self._entries[self._current].claim.id] = marking
        self._tell()
        self._mark()

    def _compare(self) -> None:
        self._is_compared = True
        self._tell()
        self._mark()
        self._panel.next.setFocus()

    def _show(self, number: int) -> None:
        """Ask about one claim and bring its words into view."""
        self._current = number
        entry = self._entries[number]
        self._panel.show_claim(number + 1, len(self._entries), self._marking(entry))
        self._tell()
        self._mark()
        place = self._place(entry)
        if place is not None and not self._text.is_in_view(*place):
            self._text.scroll_to(place[0], share=EYE_LEVEL)

    def _tell(self) -> None:
        if self._is_compared:
            pairs = [(entry.claim, self._marking(entry)) for entry in self._entries]
            found = compare(pairs)
            summary = _tr(
                "You marked {marked} of {claims} claims: whose view as the material has it in"
                " {holders}, how certain in {certainties}."
            ).format(
                marked=found.marked,
                claims=found.claims,
                holders=found.holders,
                certainties=found.certainties,
            )
            self._panel.show_comparison(summary, self._verdict(self._entries[self._current]))
        else:
            marked = sum(self._marking(entry).is_begun for entry in self._entries)
            self._panel.show_progress(marked, len(self._entries))

    def _verdict(self, entry: ClaimEntry) -> str:
        """What the material says of a claim, and what the student said."""
        text = _tr("The material: {speaker}, {certainty}.").format(
            speaker=said_by(entry), certainty=certainty_title(entry.claim.certainty)
        )
        if entry.claim.hedge:
            text += " " + _tr("The hedge: “{hedge}”.").format(hedge=entry.claim.hedge)
        marking = self._marking(entry)
        if not marking.is_begun:
            return text
        holder = self._holders.get(marking.holder or TopicId(""), _UNSAID)
        certainty = certainty_title(marking.certainty) if marking.certainty else _UNSAID
        told = _tr("You: the view of {holder} {holder_sign}, {certainty} {certainty_sign}.").format(
            holder=holder,
            holder_sign=_sign(marking.has_holder_of(entry.claim)),
            certainty=certainty,
            certainty_sign=_sign(marking.has_certainty_of(entry.claim)),
        )
        return f"{text} {told}"

    def _marking(self, entry: ClaimEntry) -> Marking:
        return self._markings.get(entry.claim.id, Marking())

    def _mark(self) -> None:
        self._marked_in = self._text.positions
        marks = []
        for number, entry in enumerate(self._entries):
            place = self._place(entry)
            if place is not None:
                made = self._compared_mark if self._is_compared else self._asked_mark
                marks.append(made(number, entry, place))
        self._text.set_marks(_LAYER, marks)

    def _mark_again(self) -> None:
        """The text has been set anew, and its marks are gone."""
        if self._entries and self._marked_in is not self._text.positions:
            self._mark()

    def _asked_mark(self, number: int, entry: ClaimEntry, place: tuple[int, int]) -> TextMark:
        """What the student says: initials and ink for the holder, a line for the certainty."""
        marking = self._marking(entry)
        shape = CERTAINTY_SHAPES[marking.certainty] if marking.certainty else LineShape.NONE
        holder = self._initials[self._holders[marking.holder]] if marking.holder else _UNSAID
        return TextMark(
            f"{_PREFIX}{number}",
            *place,
            ground=self._ground(number, is_striking=not marking.is_begun),
            ink=self._ink(marking.holder),
            shape=shape,
            label=f"{number + 1} {holder}",
        )

    def _compared_mark(self, number: int, entry: ClaimEntry, place: tuple[int, int]) -> TextMark:
        """What the material says, and whether the student said so."""
        marking = self._marking(entry)
        sign = _sign(marking.agrees_with(entry.claim)) if marking.is_begun else _UNSAID
        return TextMark(
            f"{_PREFIX}{number}",
            *place,
            ground=self._ground(number, is_striking=sign == _WRONG),
            ink=self._ink(entry.claim.ascribed_to),
            shape=CERTAINTY_SHAPES[entry.claim.certainty],
            label=f"{number + 1} {sign} {speech_label(entry, self._initials)}",
        )

    def _ground(self, number: int, *, is_striking: bool) -> QColor | None:
        """Behind the claim that is asked about, and behind those that strike the eye."""
        if number == self._current:
            ground = self._text.palette().color(QPalette.ColorRole.Highlight)
            ground.setAlphaF(_CURRENT_STRENGTH)
            return ground
        return QColor(self._look.colours.roles[Role.WARNING_SOFT]) if is_striking else None

    def _ink(self, holder: TopicId | None) -> QColor:
        if holder is None or holder not in self._holders:
            return self._text.palette().color(QPalette.ColorRole.PlaceholderText)
        row = list(self._holders).index(holder)
        return holder_ink(row, is_dark=self._look.colours.is_dark)

    def _place(self, entry: ClaimEntry) -> tuple[int, int] | None:
        passage = entry.claim.passage
        if passage is None:
            return None
        return self._text.positions.span(TextRange(passage.section, passage.start, passage.end))


def _sign(is_right: bool) -> str:
    return _RIGHT if is_right else _WRONG


def _tr(text: str) -> str:
    return QCoreApplication.translate("ClaimsExercise", text)
