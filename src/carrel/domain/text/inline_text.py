"""Builds the text of one block: folds white space and keeps the spans on their words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from carrel.domain.text.document import OBJECT, Span, SpanKind

_WHITE = re.compile(r"[ \t\n]+")


@dataclass(slots=True)
class _Open:
    """A span whose end is not reached; ``start`` is set when its first words come."""

    kind: SpanKind
    target: str
    title: str
    start: int | None = None


class InlineText:
    """Text as it grows. Runs of spaces, tabs and soft breaks become one space.

    White space and hard breaks at the beginning and the end of the block leave nothing, so spans
    never begin or end with white space of their own making. No-break spaces are words.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._gap = ""
        self._open: list[_Open] = []
        self._spans: list[Span] = []

    def __len__(self) -> int:
        return self._length

    def add(self, text: str) -> None:
        """Words, with white space to be folded."""
        if not text:
            return
        folded = unicodedata.normalize("NFC", _WHITE.sub(" ", text)).replace(OBJECT, "\ufffd")
        if folded[0] == " ":
            self.add_space()
        words = folded.strip(" ")
        if words:
            self._put(words)
            if folded[-1] == " ":
                self.add_space()

    def add_space(self) -> None:
        """A space, unless a space or a break is there already."""
        self._gap = self._gap or " "

    def add_break(self) -> None:
        """A hard break: a line end inside the block."""
        self._gap = self._gap.strip(" ") + "\n"

    def add_separator(self) -> None:
        """A tab between two cells, kept even where a cell is empty."""
        self._gap = ""
        self._pieces.append("\t")
        self._length += 1

    def drop_gap(self) -> None:
        """Forgets white space that no words have followed yet."""
        self._gap = ""

    def add_object(
        self,
        kind: SpanKind,
        *,
        target: str = "",
        words: str = "",
        title: str = "",
        is_display: bool = False,
    ) -> None:
        """A picture or a formula: one character and the span that says what it is."""
        self._put(OBJECT)
        self._spans.append(
            Span(
                kind,
                self._length - 1,
                self._length,
                target=target,
                words=words,
                title=title,
                is_display=is_display,
            )
        )

    def add_footnote_reference(self, *, label: str, number: int) -> None:
        """A mark that counts nothing in the text."""
        at = self._length
        self._spans.append(Span(SpanKind.FOOTNOTE_REFERENCE, at, at, target=label, number=number))

    def add_page(self, label: str) -> None:
        """The beginning of a page of the original: before the next words, and no text itself."""
        at = self._length + (1 if self._gap and self._length else 0)
        self._spans.append(Span(SpanKind.PAGE, at, at, target=label))

    def open(self, kind: SpanKind, *, target: str = "", title: str = "") -> None:
        """From the next words on, text is of this kind."""
        self._open.append(_Open(kind, target, title))

    def close(self, kind: SpanKind) -> None:
        """Ends the innermost open span of this kind; one that holds no words is not kept."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].kind is kind:
                opened = self._open.pop(index)
                if opened.start is not None:
                    self._spans.append(
                        Span(
                            kind,
                            opened.start,
                            self._length,
                            target=opened.target,
                            title=opened.title,
                        )
                    )
                return

    def finish(self) -> tuple[str, tuple[Span, ...]]:
        """The text and its spans, in order of start, outer before inner."""
        # Spans are closed from the inside out, and sorting keeps the order of equals.
        self._spans.reverse()
        self._spans.sort(key=lambda span: (span.start, -span.end))
        return "".join(self._pieces), tuple(self._spans)

    def _put(self, words: str) -> None:
        if self._gap and self._needs_gap():
            self._pieces.append(self._gap)
            self._length += len(self._gap)
        self._gap = ""
        for opened in reversed(self._open):
            if opened.start is not None:
                break
            opened.start = self._length
        self._pieces.append(words)
        self._length += len(words)

    def _needs_gap(self) -> bool:
        return bool(self._pieces) and self._pieces[-1] != "\t"
