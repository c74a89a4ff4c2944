"""The pages that an outline is cut into, and the time that reading takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from carrel.domain.materials import OutlineEntry

LONGEST_CHAPTER_WORDS = 5_000
"""A chapter with more words is shown in parts: Qt lays out 5,000 words at once without delay."""

WORDS_PER_MINUTE = 220
"""How fast study texts are read: between the 175 words a minute of learning from a text and the
238 of silent reading for pleasure (Brysbaert 2019, doi:10.1016/j.jml.2019.104047)."""

LEAST_WORDS_FOR_PACE = 1_000
"""With fewer words read a student's own pace is not known yet."""

_PACES = (60.0, 600.0)
"""The slowest and the fastest pace that is believed, in words a minute."""


def minutes_for(words: int, words_per_minute: float = WORDS_PER_MINUTE) -> int:
    """Minutes that reading ``words`` words takes, at least 1 unless there are none."""
    return ceil(words / words_per_minute)


def pace(words: int, seconds: float) -> float | None:
    """Words a minute of one who read ``words`` words in ``seconds``; None if that is too little.

    Within bounds: time spent away from the desk, or text that was leafed through, is no reading.
    """
    if words < LEAST_WORDS_FOR_PACE or seconds <= 0:
        return None
    slowest, fastest = _PACES
    return min(max(60 * words / seconds, slowest), fastest)


def pages_of(
    outline: Iterable[OutlineEntry], longest_words: int = LONGEST_CHAPTER_WORDS
) -> tuple[tuple[OutlineEntry, ...], ...]:
    """The outline cut into pages: one for each top-level section with all below it.

    One of more than ``longest_words`` words is cut before sub-sections, so that no part is longer
    unless a single section is.
    """
    return tuple(page for chapter in _chapters(outline) for page in _parts(chapter, longest_words))


def _chapters(outline: Iterable[OutlineEntry]) -> Iterator[list[OutlineEntry]]:
    chapter: list[OutlineEntry] = []
    for entry in outline:
        if chapter and entry.level <= chapter[0].level:
            yield chapter
            chapter = []
        chapter.append(entry)
    if chapter:
        yield chapter


def _parts(
    chapter: Sequence[OutlineEntry], longest_words: int
) -> Iterator[tuple[OutlineEntry, ...]]:
    part: list[OutlineEntry] = []
    words = 0
    for entry in chapter:
        if part and words + entry.words > longest_words:
            yield tuple(part)
            part, words = [], 0
        part.append(entry)
        words += entry.words
    yield tuple(part)
