"""What became of each passage between two versions of a text, both of which are known whole.

That tells more than a passage's own words and surroundings: which sentence of the new text each
sentence of the old one has become, so that no passage goes to words that are those of another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from carrel.domain.ids import SectionId
from carrel.domain.text.likeness import similarity
from carrel.domain.text.locate import (
    ORPHANED,
    Location,
    Outcome,
    locate_in_sections,
)
from carrel.domain.text.passage import Passage
from carrel.domain.text.rewording import reworded
from carrel.domain.text.sentence_matching import Sentence, matched, runs, sentences_of
from carrel.domain.text.text_search import Selector, TextSearch

_LEAST_KEPT = 0.4
"""Share of a passage's letters that must be left for the rest to stand for it."""
_LIKE_SURROUNDINGS = 0.7
_LONGEST_GAP = 60_000
"""Code points; longer stretches without one sentence in common are not compared word by word."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of the new text for a part of a passage, and how many letters of it they are."""

    section: SectionId
    start: int
    end: int
    kept: float


class TextChange:
    """The change from ``old`` to ``new``: the plain texts of the sections in reading order."""

    def __init__(self, old: Mapping[SectionId, str], new: Mapping[SectionId, str]) -> None:
        self._old_texts, self._new_texts = old, new
        self._old, self._new = sentences_of(old), sentences_of(new)
        self._images = matched(self._old, self._new)
        self._taken = set(self._images.values())
        self._numbers = _by_section(self._old)

    def locate(self, passage: Passage) -> Location:
        """Where a passage of the old text is in the new one.

        One that is not as the old text has it, such as an earlier orphan, is found by its words
        and surroundings alone.
        """
        old = self._old_texts.get(passage.section)
        if old is None or old[passage.start : passage.end] != passage.quote:
            return locate_in_sections(passage, self._new_texts)
        if self._new_texts.get(passage.section) == old:
            return self._location(passage, passage.section, passage.start, passage.end)
        if not passage.quote.strip():
            return locate_in_sections(passage, self._new_texts)
        pieces = list(self._pieces(passage))
        found = _joined(pieces, len(passage.quote))
        if found is not None and found.kept >= _LEAST_KEPT * len(passage.quote):
            return self._location(passage, found.section, found.start, found.end)
        return self._among_the_new(passage)

    def _location(self, passage: Passage, section: SectionId, start: int, end: int) -> Location:
        words = self._new_texts[section][start:end]
        if words != passage.quote:
            outcome = Outcome.ALTERED
        elif (section, start) == (passage.section, passage.start):
            outcome = Outcome.EXACT
        else:
            outcome = Outcome.MOVED
        return Location(outcome, start, end, words, section)

    def _pieces(self, passage: Passage) -> Iterator[_Piece]:
        """What became of each sentence that the passage has a part of."""
        numbers = self._covered(passage)
        for number in numbers:
            if number in self._images:
                yield self._same(passage, number)
        for first, last in runs(number for number in numbers if number not in self._images):
            piece = self._changed(passage, first, last)
            if piece is not None:
                yield piece

    def _covered(self, passage: Passage) -> range:
        numbers = self._numbers.get(passage.section, range(0))
        ends = [self._old[number].end for number in numbers]
        first = numbers.start + bisect_right(ends, passage.start)
        last = first
        while last < numbers.stop and self._old[last].start < passage.end:
            last += 1
        return range(first, last)

    def _same(self, passage: Passage, number: int) -> _Piece:
        before, after = self._old[number], self._new[self._images[number]]
        start = max(passage.start, before.start)
        end = min(passage.end, before.end)
        shift = after.start - before.start
        return _Piece(after.section, start + shift, end + shift, end - start)

    def _changed(self, passage: Passage, first: int, last: int) -> _Piece | None:
        """What stands for the passage's part of some sentences that are not the same any more."""
        start = max(passage.start, self._old[first].start)
        end = min(passage.end, self._old[last].end)
        words = self._old_texts[passage.section][start:end]
        gap_start, gap_end = self._old_gap(first, last)
        gap = self._old_texts[passage.section][gap_start:gap_end]
        around = (self._old[first].start - gap_start, self._old[last].end - gap_start)
        found: list[tuple[float, _Piece]] = []
        for section, new_start, new_end in self._new_gaps(first, last):
            text = self._new_texts[section][new_start:new_end]
            if max(len(gap), len(text)) > _LONGEST_GAP:
                continue
            place = reworded(gap, start - gap_start, end - gap_start, text, around=around)
            if place is not None:
                likeness = similarity(words, text[place[0] : place[1]])
                piece = _Piece(
                    section, new_start + place[0], new_start + place[1], likeness * len(words)
                )
                found.append((likeness, piece))
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def _old_gap(self, first: int, last: int) -> tuple[int, int]:
        """The stretch of the old section around some sentences in which none is the same."""
        numbers = self._numbers[self._old[first].section]
        while first > numbers.start and first - 1 not in self._images:
            first -= 1
        while last + 1 < numbers.stop and last + 1 not in self._images:
            last += 1
        return self._old[first].start, self._old[last].end

    def _new_gaps(self, first: int, last: int) -> list[tuple[SectionId, int, int]]:
        """The stretches of the new text that stand where such a stretch stood."""
        while first and first not in self._images:
            first -= 1
        while last < len(self._old) - 1 and last not in self._images:
            last += 1
        gaps = []
        if (before := self._images.get(first, -1 if first == 0 else None)) is not None:
            gaps.append(self._free_from(before + 1, 1))
        after = self._images.get(last, len(self._new) if last == len(self._old) - 1 else None)
        if after is not None:
            gaps.append(self._free_from(after - 1, -1))
        return list(dict.fromkeys(gap for gap in gaps if gap is not None))

    def _free_from(self, number: int, step: int) -> tuple[SectionId, int, int] | None:
        """The stretch of one section, from a sentence on, that is no old sentence's."""
        if not self._is_free(number):
            return None
        last = number
        section = self._new[number].section
        while self._is_free(last + step) and self._new[last + step].section == section:
            last += step
        first, last = sorted((number, last))
        return section, self._new[first].start, self._new[last].end

    def _is_free(self, number: int) -> bool:
        return 0 <= number < len(self._new) and number not in self._taken

    def _among_the_new(self, passage: Passage) -> Location:
        """The passage among the sentences that the old text did not have."""
        found = locate_in_sections(passage, self._news)
        is_repeated = sum(text.count(passage.quote) for text in self._old_texts.values()) > 1
        if (
            found.section is not None
            and self._is_of_news(found)
            and (not is_repeated or self._has_like_surroundings(passage, found))
        ):
            return self._location(passage, found.section, found.start, found.end)
        return self._in_like_surroundings(passage)

    def _is_of_news(self, found: Location) -> bool:
        """Whether the words are new ones, and not only the line ends that stand for the others."""
        return bool(found.quote.strip()) and "\n\n\n" not in found.quote

    def _has_like_surroundings(self, passage: Passage, found: Location) -> bool:
        """Whether repeated words are those sought and not one of the others, edited or moved."""
        text = self._new_texts[found.section or passage.section]
        before = text[max(0, found.start - len(passage.prefix)) : found.start]
        after = text[found.end : found.end + len(passage.suffix)]
        likeness = max(similarity(passage.prefix, before), similarity(passage.suffix, after))
        return likeness >= _LIKE_SURROUNDINGS

    @cached_property
    def _news(self) -> dict[SectionId, str]:
        """The new texts with line ends in place of all that the old text had."""
        texts = {section: list(text) for section, text in self._new_texts.items()}
        for number in self._taken:
            one = self._new[number]
            texts[one.section][one.start : one.end] = "\n" * (one.end - one.start)
        return {section: "".join(signs) for section, signs in texts.items()}

    def _in_like_surroundings(self, passage: Passage) -> Location:
        """Of equal sentences beside each other one has gone; which, nobody can say."""
        text = self._new_texts.get(passage.section, "")
        sought = Selector(passage.quote, passage.prefix, passage.suffix, passage.start)
        found = TextSearch(sought, text).supported_occurrence()
        if found is None:
            return ORPHANED
        before = text[max(0, found.start - len(passage.prefix)) : found.start]
        after = text[found.end : found.end + len(passage.suffix)]
        if (before, after) != (passage.prefix, passage.suffix):
            return ORPHANED
        return self._location(passage, passage.section, found.start, found.end)


def _by_section(sentences: tuple[Sentence, ...]) -> dict[SectionId, range]:
    numbers: dict[SectionId, range] = {}
    for number, one in enumerate(sentences):
        first = numbers[one.section].start if one.section in numbers else number
        numbers[one.section] = range(first, number + 1)
    return numbers


def _joined(pieces: list[_Piece], length: int) -> _Piece | None:
    """The pieces that stand together in the new text, and are most of the passage, as one."""
    clusters: list[_Piece] = []
    for piece in sorted(pieces, key=lambda one: (one.section, one.start)):
        last = clusters[-1] if clusters else None
        is_near = (
            last is not None and last.section == piece.section and piece.start - last.end <= length
        )
        if last is not None and is_near:
            end = max(last.end, piece.end)
            clusters[-1] = replace(last, end=end, kept=last.kept + piece.kept)
        else:
            clusters.append(piece)
    return max(clusters, key=lambda one: one.kept, default=None)
