"""Finding the words that a pack quotes in the plain text of its sections."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from carrel.domain.materials import Section
from carrel.domain.text.passage import Passage, passage_at

NEAR_ENOUGH = 60
"""Least likeness, in percent, of words that are offered as probably meant."""

_MOST_SHOWN = 160
_WORD = re.compile(r"\w(?:\S*\w)?")
_BREAKS = str.maketrans("\n\t", "  ")


@dataclass(frozen=True, slots=True)
class QuotationProblem:
    """Why a quotation gives no passage, and what may be meant."""

    what: str
    hint: str


class Quotations:
    """Looks quotations up in sections, by the sections' slugs."""

    def __init__(self, sections: Mapping[str, Section]) -> None:
        self._sections = sections
        self._texts = {slug: _even(section.text) for slug, section in sections.items()}

    def find(self, slug: str, quote: str, nth: int | None) -> Passage | QuotationProblem:
        """The passage of the ``nth`` place, counted from 1, where a section has the words.

        Without ``nth`` the words must stand there exactly once. A line break of the text is a space
        in the quotation.
        """
        wanted = _even(unicodedata.normalize("NFC", quote)).strip()
        places = _places(wanted, self._texts[slug])
        if not places:
            return QuotationProblem(
                f"the words “{_shown(quote)}” are not in section “{slug}”.",
                self._nearest(slug, wanted),
            )
        if nth is None and len(places) > 1:
            return QuotationProblem(
                f"the words “{_shown(quote)}” stand {len(places)} times in section “{slug}”.",
                "Quote more words, or add “nth: 1” for the first place.",
            )
        if nth is not None and nth > len(places):
            return QuotationProblem(
                f"the words “{_shown(quote)}” have no place number {nth} in section “{slug}”.",
                f"The last place is number {len(places)}.",
            )
        section = self._sections[slug]
        start = places[(nth or 1) - 1]
        return passage_at(section.id, section.text, start, start + len(wanted))

    def _nearest(self, slug: str, wanted: str) -> str:
        elsewhere = [other for other, text in self._texts.items() if wanted and wanted in text]
        if elsewhere:
            return f"They stand in section “{elsewhere[0]}”."
        near = _near_words(wanted, self._texts[slug])
        if near:
            return f"The nearest words there are “{near}”."
        for other, text in self._texts.items():
            near = _near_words(wanted, text)
            if near:
                return f"The nearest words are in section “{other}”: “{near}”."
        return "Copy the words exactly as the section has them, without Markdown signs."


def _even(text: str) -> str:
    """The text with each break as a space; every code point keeps its place."""
    return text.translate(_BREAKS)


def _places(wanted: str, text: str) -> list[int]:
    places: list[int] = []
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        places.append(start)
        start = text.find(wanted, start + 1)
    return places


def _near_words(wanted: str, text: str) -> str:
    """Whole words of ``text`` that are most like ``wanted``, or nothing if none is."""
    from rapidfuzz import fuzz

    words = list(_WORD.finditer(text))
    if not wanted or not words:
        return ""
    found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=NEAR_ENOUGH)
    if found is None:
        return ""
    # The alignment is as long as what is wanted; what is meant may be a little longer or shorter.
    first = _index_at(words, found.dest_start)
    last = _index_at(words, found.dest_end - 1)
    windows = [
        text[words[start].start() : words[end].end()]
        for start in range(max(0, first - 2), min(len(words), first + 3))
        for end in range(max(start, last - 2), min(len(words), last + 3))
    ]
    return max(windows, key=lambda window: fuzz.ratio(wanted, window), default="")


def _index_at(words: list[re.Match[str]], position: int) -> int:
    return max(0, bisect_right(words, position, key=lambda word: word.start()) - 1)


def _shown(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _MOST_SHOWN else words[: _MOST_SHOWN - 1] + "…"
