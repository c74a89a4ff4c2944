"""Where the quotations of a section stand beside those who are quoted."""

from __future__ import annotations

from bisect import bisect_right

from carrel.domain.proposals.running_text import RunningText, Sentence
from carrel.domain.topics import SectionSpan

_FEWEST_QUOTED = 3
"""Words of a quotation that says something; shorter ones are only terms."""
_NEAR = 4
"""Signs between a quotation and what belongs to it: marks, a comma, spaces."""


def is_quoted(text: RunningText, position: int) -> bool:
    """Whether a place lies within a quotation that is more than a term."""
    index = bisect_right(text.quotations, position, key=lambda span: span[0]) - 1
    if index < 0:
        return False
    start, end = text.quotations[index]
    return position < end and _says_something(text, start, end)


def _says_something(text: RunningText, start: int, end: int) -> bool:
    return len(text.text[start:end].split()) >= _FEWEST_QUOTED


def quotation_ending(text: RunningText, before: int, *, sentence: Sentence) -> SectionSpan | None:
    """The quotation that ends right before this place of a sentence.

    One that ends in a full stop before the sentence begins has nothing to do with it.
    """
    index = bisect_right(text.quotations, before, key=lambda span: span[1]) - 1
    if index < 0:
        return None
    start, end = text.quotations[index]
    is_near = before - end <= _NEAR and "\n" not in text.text[end:before]
    if end <= sentence.start and text.text[start:end].rstrip().endswith("."):
        return None
    if not is_near or any(sign.isalnum() for sign in text.text[end:before]):
        return None
    return _quotation(text, start, end)


def longer_part(
    text: RunningText, words: SectionSpan, sentence: Sentence, last: int
) -> SectionSpan:
    """The words, or what follows of a quotation that its holder interrupts early, if longer."""
    more = quotation_beginning(text, sentence.tokens[last - 1].end)
    is_enough = len(text.text[words.start : words.end].split()) > _FEWEST_QUOTED + 1
    if more is None or is_enough or more.end - more.start < words.end - words.start:
        return words
    return more


def part_around(text: RunningText, sentence: Sentence, comma: int, last: int) -> SectionSpan | None:
    """The longer part of a quotation around tokens ``comma`` to ``last``, which are not of it."""
    place = sentence.tokens[comma].start
    index = bisect_right(text.quotations, place, key=lambda span: span[0]) - 1
    start, end = text.quotations[index]
    behind = sentence.tokens[last - 1].end
    while behind < end and not text.text[behind].isalnum():
        behind += 1
    first, second = (start, place), (min(behind, end), end)
    return _quotation(text, *max(first, second, key=lambda part: part[1] - part[0]))


def quotation_beginning(text: RunningText, after: int) -> SectionSpan | None:
    """The quotation that begins right after this place."""
    index = bisect_right(text.quotations, after, key=lambda span: span[0])
    if index == len(text.quotations):
        return None
    start, end = text.quotations[index]
    between = text.text[after:start]
    if len(between) > _NEAR or any(sign.isalnum() or sign in ".\n" for sign in between):
        return None
    return _quotation(text, start, end)


def _quotation(text: RunningText, start: int, end: int) -> SectionSpan | None:
    """The words of a quotation without the comma that belongs to the sentence around it."""
    if not _says_something(text, start, end):
        return None
    words = text.text[start:end].rstrip(" ,\u00a0")
    return SectionSpan(text.section, start, start + len(words))
