"""The ways to find a passage's words in one text, from the surest to the most daring."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from carrel.domain.text.likeness import (
    Likeness,
    most_alike,
    plain_signs,
    similarity,
    weight,
)
from carrel.domain.text.quotations import find_quotation
from carrel.domain.text.rewording import reworded

_SUPPORT = 18
"""Like letters of the surroundings that short words need, telling ones half of it."""
_NOISE = 6
"""Like letters of the surroundings that say nothing: an article, a full stop."""
_TELLING_WEIGHT = 24
"""Words of this weight are hardly twice in a text by chance."""
_SENTENCE_WEIGHT = 40
_NEEDED_BETWEEN = 0.5
"""Likeness needed of a few words between the old prefix and the old suffix."""
_MOST_CANDIDATES = 400
_LEAST_ANCHOR = 12
_NEEDED_OF_SURROUNDINGS = 0.62
_NEEDED_AROUND = 0.68
"""Likeness of the surroundings alone; two stretches of English are half alike."""
_LIKE_SIDE = 0.55
"""Likeness needed of each side of a repeated sentence within its paragraph."""
_BESIDE = 16
_NEARLY = 0.85
"""Share of the support of a place from which another one has about as much."""
_MOST_ANCHORS = 20


@dataclass(frozen=True, slots=True)
class Selector:
    """Words to be found: a passage without a section. ``start`` is their old place, if known."""

    quote: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None


class TextSearch:
    """One selector sought in one text."""

    def __init__(self, selector: Selector, text: str) -> None:
        self.selector = selector
        self.text = text
        self._prefix = plain_signs(selector.prefix)
        self._suffix = plain_signs(selector.suffix)

    @property
    def has_context(self) -> bool:
        """Whether the surroundings of the words are known."""
        return bool(self._prefix or self._suffix)

    def supported_occurrence(self) -> Likeness | None:
        """The same words in like surroundings, or anywhere if no surroundings are known.

        The score counts the like letters of the surroundings.
        """
        best = self._fitting[0] if self._fitting else None
        if best is None or (self.has_context and best.score < self._needed_support):
            return None
        return None if self._is_one_of_many else best

    def telling_occurrence(self) -> Likeness | None:
        """The same words, in whatever surroundings, if they tell enough by themselves."""
        best = self._candidates[0] if self._candidates else None
        if best is None or len(self._candidates) > 1:
            return best if best is not None and not self.has_context else None
        if self._is_telling or best.start == self.selector.start:
            return best
        return best if best.score and weight(self.selector.quote) >= _TELLING_WEIGHT / 2 else None

    def in_edited_surroundings(self) -> Likeness | None:
        """What has become of the words where they and their surroundings are edited together."""
        sought = self.selector
        whole = sought.prefix + sought.quote + sought.suffix
        if len(sought.prefix) + len(sought.suffix) < _SUPPORT or not sought.quote.strip():
            return None
        found = most_alike(whole, self.text)
        if found is None or found.score < _NEEDED_OF_SURROUNDINGS + 5 / weight(whole):
            return None
        first = len(sought.prefix)
        window = self.text[found.start : found.end]
        place = reworded(whole, first, first + len(sought.quote), window)
        if place is None:
            return None
        start, end = found.start + place[0], found.start + place[1]
        if self._likeness_around(start, end) < _NEEDED_AROUND:
            return None
        if not self._is_own_place(start, end):
            return None
        return Likeness(start, end, found.score)

    def near_context(self) -> Likeness | None:
        """What stands next to the old surroundings, if it is like the words."""
        found = [
            likeness
            for start, end in self._gaps()
            if (likeness := self._in_gap(start, end))
            and self._is_own_place(likeness.start, likeness.end)
            and self._is_beside(likeness, start, end)
        ]
        return max(found, key=lambda each: (each.score, -self._distance(each.start)), default=None)

    def alike(self) -> Likeness | None:
        """The most similar words of the text, if they are too similar for chance.

        None where the very words are there, but in places that are not theirs.
        """
        if self._candidates and self.has_context:
            return None
        found = most_alike(self.selector.quote, self.text)
        if found is None or not self.selector.quote:
            return None
        # The most similar stretches of unrelated English reach 0.87 at 30 letters, 0.71 at 60 and
        # 0.64 at 100; sentences with three of ten words changed keep 0.8.
        needed = 0.65 + 7 / weight(self.selector.quote)
        return self._snapped(found) if found.score >= needed else None

    @cached_property
    def _plain(self) -> str:
        return plain_signs(self.text)

    @property
    def _needed_support(self) -> float:
        wanted = _SUPPORT / 2 if self._is_telling else _SUPPORT
        # At an end of the text little can be known: all of one side is enough.
        shorter, longer = sorted((len(self._prefix), len(self._suffix)))
        return min(wanted, max(_LEAST_ANCHOR, shorter), 0.8 * (shorter + longer))

    @property
    def _is_telling(self) -> bool:
        return weight(self.selector.quote) >= _TELLING_WEIGHT

    @property
    def _needed_likeness(self) -> float:
        """Next to known surroundings less is needed, but more than any two English texts share.

        Unrelated stretches of a thousand letters are 0.55 alike.
        """
        return 0.65 + min(0.15, 2 / max(1, weight(self.selector.quote)))

    def _distance(self, start: int) -> int:
        return 0 if self.selector.start is None else abs(start - self.selector.start)

    @cached_property
    def _candidates(self) -> list[Likeness]:
        """Where the same words stand, the likeliest place first."""
        if self._is_unchanged():
            start = self.selector.start or 0
            return [Likeness(start, start + len(self.selector.quote), self._whole_support)]
        found = [
            Likeness(start, end, self._support(start, end)) for start, end in self._occurrences()
        ]
        found.sort(
            key=lambda each: (
                each.score,
                self.text[each.start : each.end] == self.selector.quote,
                -self._distance(each.start),
            ),
            reverse=True,
        )
        return found

    @cached_property
    def _fitting(self) -> list[Likeness]:
        return [each for each in self._candidates if self._is_own_place(each.start, each.end)]

    def _is_own_place(self, start: int, end: int) -> bool:
        """Whether a sentence that the text repeats has what stood beside it in its paragraph.

        Where one of them was cut with its paragraph, what followed that follows another one now.
        """
        if len(self._candidates) < 2 or not self._is_telling:
            return True
        before = plain_signs(self.selector.prefix.rpartition("\n")[2])
        after = plain_signs(self.selector.suffix.partition("\n")[0])
        given_before = self._plain[max(0, start - len(before)) : start]
        given_after = self._plain[end : end + len(after)]
        return all(
            len(known) < _LEAST_ANCHOR or similarity(known, given) >= _LIKE_SIDE
            for known, given in ((before, given_before), (after, given_after))
        )

    @property
    def _whole_support(self) -> float:
        return max(_SUPPORT, len(self._prefix) + len(self._suffix))

    @property
    def _is_one_of_many(self) -> bool:
        """Whether other places have as much for them, and none has all the known surroundings.

        A sentence that a text repeats is half of the surroundings of its other half.
        """
        if len(self._fitting) < 2 or not self.has_context:
            return False
        best, second = self._fitting[:2]
        return best.score < _NEARLY * self._whole_support and second.score >= _NEARLY * best.score

    def _is_unchanged(self) -> bool:
        sought, start = self.selector, self.selector.start
        if start is None or start < len(sought.prefix):
            return False
        around = sought.prefix + sought.quote + sought.suffix
        return self.text.startswith(around, start - len(sought.prefix))

    def _occurrences(self) -> Iterable[tuple[int, int]]:
        quote = self.selector.quote
        if not quote:
            return self._points()
        if quote != quote.strip():
            # White space at the edges of a selection is a part of it where it is still there.
            verbatim = [(place, place + len(quote)) for place in _finds(self.text, quote)]
            if verbatim:
                return self._fewer(verbatim)
        return self._fewer(find_quotation(self.text, quote, any_typography=True))

    def _points(self) -> list[tuple[int, int]]:
        """Places between two words: where the surroundings are, or else the old place."""
        if not self.has_context:
            old = self.selector.start or 0
            return [(old, old)] if old <= len(self.text) else []
        around = {place + len(self._prefix) for place in _finds(self._plain, self._prefix)}
        around.update(_finds(self._plain, self._suffix))
        return self._fewer(sorted((place, place) for place in around))

    def _fewer(self, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Those near the old place, and those with the same surroundings, of very many."""
        if len(found) <= _MOST_CANDIDATES:
            return found
        middle = bisect_left(found, (self.selector.start or 0, 0))
        first = max(0, middle - _MOST_CANDIDATES // 2)
        near = found[first : first + _MOST_CANDIDATES]
        before, after = self._prefix[-_LEAST_ANCHOR:], self._suffix[:_LEAST_ANCHOR]
        same = (
            (start, end)
            for start, end in found
            if self._plain.endswith(before, 0, start) and self._plain.startswith(after, end)
        )
        return [*near, *(pair for pair, _ in zip(same, range(_MOST_CANDIDATES), strict=False))]

    def _support(self, start: int, end: int) -> float:
        """Letters of the known surroundings that are found around this stretch, more or less."""
        before = self._plain[max(0, start - len(self._prefix)) : start]
        after = self._plain[end : end + len(self._suffix)]
        score = _likeness_at_end(self._prefix, before)
        score += _likeness_at_end(self._suffix[::-1], after[::-1])
        return score if score >= min(_NOISE, self._needed_support) else 0.0

    def _likeness_around(self, start: int, end: int) -> float:
        """How like the surroundings of this stretch are to the known ones, the words left out."""
        sides = [
            (self._prefix, self._plain[max(0, start - len(self._prefix)) : start]),
            (self._suffix, self._plain[end : end + len(self._suffix)]),
        ]
        # What the text repeats says nothing of which of its places is meant.
        telling = [pair for pair in sides if pair[0] and self._plain.count(pair[0]) < 2] or sides
        known, given = ("".join(parts) for parts in zip(*telling, strict=True))
        return similarity(known, given)

    def _gaps(self) -> Iterator[tuple[int, int]]:
        """Stretches between the old prefix and the old suffix, or beside one that is there once."""
        reach = len(self.selector.quote) * 2 + 40
        starts = [place + len(self._prefix) for place in self._anchors(self._prefix)]
        ends = self._anchors(self._suffix)
        for start in starts:
            following = ends[bisect_left(ends, start) :][:1]
            if following and following[0] - start <= reach:
                yield start, following[0]
            elif len(starts) == 1:
                yield start, min(len(self.text), start + reach)
        if len(ends) == 1:
            yield max(0, ends[0] - reach), ends[0]

    def _is_beside(self, found: Likeness, start: int, end: int) -> bool:
        """Whether a few words stand right at the surroundings that led to them."""
        if self._is_telling:
            return True
        slack = _BESIDE + len(self.selector.quote)
        return found.start - start <= slack or end - found.end <= slack

    def _anchors(self, context: str) -> list[int]:
        """Where surroundings that are long enough to be recognised begin; the nearest of many."""
        if len(context) < _LEAST_ANCHOR:
            return []
        places = list(_finds(self._plain, context))
        middle = bisect_left(places, self.selector.start or 0)
        return places[max(0, middle - _MOST_ANCHORS // 2) :][:_MOST_ANCHORS]

    def _in_gap(self, start: int, end: int) -> Likeness | None:
        quote = self.selector.quote
        gap = self.text[start:end]
        if quote and (same := gap.find(quote)) >= 0:
            return Likeness(start + same, start + same + len(quote), 1.0)
        score = similarity(quote, gap) if quote else 0.0
        is_short = weight(quote) < _SENTENCE_WEIGHT
        needed = _NEEDED_BETWEEN if is_short else self._needed_likeness
        # A paragraph put in between is not a part of the words.
        is_whole = gap.count("\n") <= quote.count("\n") and self._is_between(start, end)
        if score >= needed and is_whole:
            return Likeness(start, end, score)
        found = most_alike(quote, gap) if quote else None
        if found is None or found.score < self._needed_likeness:
            return None
        return self._snapped(Likeness(start + found.start, start + found.end, found.score))

    def _is_between(self, start: int, end: int) -> bool:
        return self._plain.endswith(self._prefix, 0, start) and self._plain.startswith(
            self._suffix, end
        )

    def _snapped(self, found: Likeness) -> Likeness:
        """With its ends where the surroundings end and begin, if these are close by."""
        start, end = found.start, found.end
        slack = min(40, max(12, len(self.selector.quote) // 5))
        if len(self._prefix) >= _LEAST_ANCHOR:
            first = max(0, start - slack - len(self._prefix))
            place = self._plain.rfind(self._prefix, first, start + slack)
            start = self._same_line(place + len(self._prefix), start) if place >= 0 else start
        if len(self._suffix) >= _LEAST_ANCHOR:
            first = max(start, end - slack)
            place = self._plain.find(self._suffix, first, end + slack + len(self._suffix))
            end = self._same_line(place, end) if place >= 0 else end
        return Likeness(start, end, found.score) if start < end else found

    def _same_line(self, wished: int, place: int) -> int:
        """The wished place, unless a line end is between it and the other."""
        between = self.text[min(wished, place) : max(wished, place)]
        return place if "\n" in between else wished


def _finds(text: str, words: str) -> Iterator[int]:
    """Where the words begin in the text, in order and not overlapping."""
    start = text.find(words) if words else -1
    while start >= 0:
        yield start
        start = text.find(words, start + len(words))


def _likeness_at_end(wanted: str, given: str) -> float:
    """Letters that two stretches share at their ends, or more or less everywhere."""
    if wanted == given:
        return len(wanted)
    same = 0
    for one, other in zip(reversed(wanted), reversed(given), strict=False):
        if one != other:
            break
        same += 1
    ratio = fuzz.ratio(wanted, given) / 100
    return max(same, ratio * len(wanted) if ratio >= 0.7 else 0.0)
