"""The lens that shows claims in the text: whose view by ink and initials, how certain by line."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolTip

from carrel.domain.claim_ledger import ClaimEntry
from carrel.domain.claims import Certainty, hedge_words
from carrel.domain.ids import SectionId, TopicId, material_of
from carrel.domain.reading import TextRange
from carrel.services.claim_browsing import ClaimBrowsing
from carrel.services.claim_editing import ClaimEditing
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.reader.claims_legend import ClaimsLegend
from carrel.ui.submitting import submit
from carrel.ui.theme import Role
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.claim_dialog import ClaimDialog
from carrel.ui.widgets.claim_look import (
    CERTAINTY_SHAPES,
    certainty_title,
    distinct_initials,
    holder_ink,
    said_by,
    speech_label,
)
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.text_marks import TextMark

_LAYER = "claims"
_HEDGES = "hedges"
_PREFIX = "claim:"


class ClaimsLens(QObject):
    """Marks the words of claims; hovering says whose they are, a click opens the claim.

    The initials of who holds a view stand over the first word; where one says it of another, of
    both: "TA on VP".
    """

    def __init__(
        self,
        text: DocumentView,
        legend: ClaimsLegend,
        context: PageContext,
        look: AnnotationLook,
    ) -> None:
        super().__init__(text)
        self._text = text
        self._legend = legend
        self._theme = context.theme
        self._look = look
        self._browsing = ClaimBrowsing(context.desk)
        self._editing = ClaimEditing(context.desk)
        self._navigator = context.navigator
        self._sections: tuple[SectionId, ...] = ()
        self._found: tuple[ClaimEntry, ...] = ()
        self._holders: dict[TopicId, int] = {}
        self._initials: dict[str, str] = {}
        self._marked_in: object = None
        self._is_on = False
        text.mark_clicked.connect(self._open)
        text.mark_hovered.connect(self._explain)
        text.laid_out.connect(self._mark_again)
        context.theme.changed.connect(self._mark)

    def set_on(self, is_on: bool) -> None:
        """Show the marks and the legend, or none."""
        self._is_on = is_on
        self.refresh()

    def show_sections(self, sections: Sequence[SectionId]) -> None:
        """These sections are on the page now."""
        self._sections = tuple(sections)
        self.refresh()

    def refresh(self) -> None:
        """Read anew what the sections assert."""
        self._found = self._browsing.in_sections(self._sections) if self._is_on else ()
        counts = Counter(entry.claim.ascribed_to for entry in self._found)
        self._holders = {holder: row for row, (holder, _n) in enumerate(counts.most_common())}
        names = {entry.claim.ascribed_to: entry.holder for entry in self._found}
        self._initials = distinct_initials(
            [*(names[holder] for holder in self._holders), *(one.asserter for one in self._found)]
        )
        self._mark()

    def open_at(self, position: int) -> None:
        """Open the claim whose words hold a cursor position, the most exact one."""
        marks = [mark for mark in self._marks() if mark.start <= position <= mark.end]
        if marks:
            self._open(min(marks, key=lambda mark: mark.end - mark.start).name)

    def add(self, ranges: Sequence[TextRange]) -> None:
        """Ask what the first of these words claim."""
        place = ranges[0]
        cursor = self._text.textCursor()
        words = " ".join(cursor.selectedText().split())
        dialog = ClaimDialog(
            _tr("What do these words claim?"),
            words,
            self._editing.speakers(material_of(place.section)),
            parent=self._text.window(),
        )

        def store(statement: str, asserter: str, holder: str, certainty: Certainty) -> None:
            def add() -> None:
                made = self._editing.add(
                    place,
                    statement,
                    asserted_by=TopicId(asserter),
                    ascribed_to=TopicId(holder),
                    certainty=certainty,
                )
                self._navigator.show_message(
                    _tr("The claim stands in the ledger now."),
                    action_text=_tr("Show it"),
                    action=lambda: self._navigator.go(Place(PageName.CLAIMS, claim=made)),
                )

            submit(dialog, add)

        dialog.written.connect(store)
        dialog.open()

    def _mark(self) -> None:
        self._marked_in = self._text.positions
        self._text.set_marks(_HEDGES, self._hedges())
        self._text.set_marks(_LAYER, self._marks())
        self._legend.setVisible(self._is_on)
        if self._is_on:
            names = {entry.claim.ascribed_to: entry.holder for entry in self._found}
            holders = [
                (names[holder], holder_ink(row, is_dark=self._theme.is_dark))
                for holder, row in self._holders.items()
            ]
            certainties = {entry.claim.certainty for entry in self._found}
            shown = [certainty for certainty in Certainty if certainty in certainties]
            self._legend.show_legend(
                _summary(self._found),
                holders,
                self._initials,
                shown,
                has_hedges=bool(self._hedges()),
                has_ascribed=any(entry.is_ascribed for entry in self._found),
            )

    def _mark_again(self) -> None:
        """The text has been set anew, and its marks are gone."""
        if self._found and self._marked_in is not self._text.positions:
            self._mark()

    def _marks(self) -> list[TextMark]:
        marks = []
        for number, entry in enumerate(self._found):
            place = self._span(entry)
            if place is not None:
                row = self._holders[entry.claim.ascribed_to]
                ink = holder_ink(row, is_dark=self._look.colours.is_dark)
                shape = CERTAINTY_SHAPES[entry.claim.certainty]
                name, label = f"{_PREFIX}{number}", speech_label(entry, self._initials)
                marks.append(TextMark(name, *place, ink=ink, shape=shape, label=label))
        return marks

    def _hedges(self) -> list[TextMark]:
        """The words of the text that make claims less certain."""
        ground = QColor(self._look.colours.roles[Role.WARNING_SOFT])
        return [
            TextMark("", *place, ground=ground)
            for entry in self._found
            for found in _hedge_ranges(entry)
            if (place := self._text.positions.span(found)) is not None
        ]

    def _span(self, entry: ClaimEntry) -> tuple[int, int] | None:
        passage = entry.claim.passage
        if passage is None:
            return None
        return self._text.positions.span(TextRange(passage.section, passage.start, passage.end))

    def _open(self, name: str) -> None:
        if (entry := self._entry(name)) is not None:
            self._navigator.go(Place(PageName.CLAIMS, claim=entry.claim.id))

    def _explain(self, name: str) -> None:
        entry = self._entry(name)
        if entry is None or (place := self._span(entry)) is None:
            return
        box = self._text.word_box(*place)
        below = self._text.viewport().mapToGlobal(box.bottomLeft() + QPoint(0, 4))
        text = f"<b>{html.escape(said_by(entry))}</b> · {certainty_title(entry.claim.certainty)}"
        text = f"<p>{text}<br>{html.escape(entry.claim.statement)}</p>"
        QToolTip.showText(below, text, self._text.viewport(), box)

    def _entry(self, name: str) -> ClaimEntry | None:
        return self._found[int(name.removeprefix(_PREFIX))] if name.startswith(_PREFIX) else None


def _hedge_ranges(entry: ClaimEntry) -> Iterator[TextRange]:
    """Where the hedging words of a claim stand."""
    passage = entry.claim.passage
    if passage is None:
        return
    for word in hedge_words(entry.claim.hedge):
        found = re.search(rf"\b{re.escape(word)}\b", passage.quote, re.IGNORECASE)
        if found is not None:
            start = passage.start + found.start()
            yield TextRange(passage.section, start, passage.start + found.end())


def _summary(entries: Sequence[ClaimEntry]) -> str:
    """What the lens shows, in a sentence."""
    if not entries:
        return _tr("No claims are marked on this page.")
    counts = Counter(entry.claim.certainty for entry in entries)
    told = [
        f"{counts[each]} {certainty_title(each)}"
        for each in (Certainty.STATED, Certainty.REPORTED)
        if counts[each]
    ]
    guessed = [
        f"{counts[each]} {certainty_title(each)}"
        for each in (Certainty.INFERRED, Certainty.SPECULATIVE)
        if counts[each]
    ]
    guesses = counts[Certainty.INFERRED] + counts[Certainty.SPECULATIVE]
    if guesses:
        text = _tr("Of {n} claims here {guesses} are guesses ({parts}).").format(
            n=len(entries), guesses=guesses, parts=", ".join(guessed)
        )
        text += _tr(" The others: {parts}.").format(parts=", ".join(told)) if told else ""
    else:
        text = _tr("Of {n} claims here none is a guess: {parts}.").format(
            n=len(entries), parts=", ".join(told)
        )
    speaker, said = Counter(entry.asserter for entry in entries).most_common(1)[0]
    of_others = sum(entry.is_ascribed for entry in entries)
    text += _tr(" {said} are in the words of: {speaker}").format(said=said, speaker=speaker)
    if of_others:
        text += _tr("; {n} tell another’s view").format(n=of_others)
    return f"{text}."


def _tr(text: str) -> str:
    return QCoreApplication.translate("ClaimsLens", text)
