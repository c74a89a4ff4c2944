"""Finds, for highlights of another program, the words of a material that they stand on."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from carrel.domain.brought_annotations import BroughtAnnotation
from carrel.domain.ids import SectionId
from carrel.domain.materials import Section
from carrel.domain.text.folding import fold
from carrel.domain.text.likeness import similarity, weight
from carrel.domain.text.locate import Outcome, Selector, locate
from carrel.domain.text.passage import CONTEXT_LENGTH, Passage, passage_at
from carrel.domain.text.word_places import Stretch, WordPlaces, with_signs

_TELLING_WEIGHT = 24
"""Words of this weight are hardly twice in a text by chance."""
_SLACK = 1_000
"""Code points by which a quotation may exceed twice the longest section: it is sought no more."""
_LIKE_AROUND = 0.5
"""Likeness of the surroundings that words need which tell little by themselves."""


@dataclass(frozen=True, slots=True)
class Placement:
    """What became of one annotation in a material.

    ``section`` is where it will stand, ``passage`` its words there; None for a note on the section
    as a whole. Of one that is ORPHANED the passage keeps the words that were sought.
    """

    brought: BroughtAnnotation
    outcome: Outcome
    section: SectionId
    passage: Passage | None


class AnnotationPlacing:
    """Places annotations in a material with these ``sections``, of which there is at least one."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._texts = {section.id: section.text for section in sections}
        self._words = WordPlaces(self._texts)
        self._first = sections[0].id
        self._longest = 2 * max(map(len, self._texts.values())) + _SLACK
        self._named: dict[str, SectionId] = {}
        for section in reversed(sections):
            for name in (fold(section.title).strip(), section.slug, section.id):
                self._named[name] = section.id

    def place(
        self,
        annotations: Iterable[BroughtAnnotation],
        report: Callable[[float], object] = lambda _: None,
    ) -> tuple[Placement, ...]:
        """A placement for each, in the order given; ``report`` is told the share done, 0 to 1."""
        every = tuple(map(_with_short_context, annotations))
        found: dict[int, Placement] = {}
        unsure: dict[int, list[Stretch]] = {}
        near = _Neighbours()
        for number, one in enumerate(every):
            report(number / len(every))
            placement, candidates = self._try(one)
            if placement is not None:
                found[number] = placement
                near.add(one, self._number(placement))
            elif candidates:
                unsure[number] = candidates
        for number, candidates in unsure.items():
            place = near.likeliest(every[number], candidates, self._words.number_at)
            found[number] = self._at(every[number], place)
            near.add(every[number], self._words.number_at(place))
        return tuple(
            found[number] if number in found else self._without_words(one, near)
            for number, one in enumerate(every)
        )

    def _try(self, one: BroughtAnnotation) -> tuple[Placement | None, list[Stretch]]:
        """Its place if there is no doubt about it, else the places that are as good as others."""
        own = self._own_section(one)
        if not one.quote.strip():
            placed = Placement(one, Outcome.EXACT, own, None) if own is not None else None
            return placed, []
        if len(one.quote) > self._longest:
            return None, []
        if own is not None and one.start is not None:
            end = one.start + len(one.quote)
            if self._texts[own][one.start : end] == one.quote:
                return self._at(one, Stretch(own, one.start, end)), []
        same = self._words.same(one.quote) or self._words.cut(one.quote)
        if not same and len(one.quote.split()) > 1:
            same = self._words.verbatim(one.quote.strip())
        same = self._supported(one, self._verbatim(one, same) or same)
        if own is not None and len(same) > 1:
            same = [place for place in same if place.section == own] or same
        if len(same) > 1:
            return None, same
        place = same[0] if same else self._like(one)
        return (self._at(one, place) if place is not None else None), []

    def _verbatim(self, one: BroughtAnnotation, places: list[Stretch]) -> list[Stretch]:
        """Those of several places that have the very same signs between the words."""
        if len(places) < 2:
            return places
        quote = one.quote.strip()
        full = [with_signs(self._texts[place.section], place, quote) for place in places]
        return [
            place for place in full if self._texts[place.section][place.start : place.end] == quote
        ]

    def _supported(self, one: BroughtAnnotation, places: list[Stretch]) -> list[Stretch]:
        """The places whose surroundings are most like the known ones."""
        if not places or not (one.prefix.strip() or one.suffix.strip()):
            return places
        likeness = [self._likeness_around(one, place) for place in places]
        best = max(likeness)
        if best < _LIKE_AROUND and weight(one.quote) < _TELLING_WEIGHT:
            return []
        return [place for place, like in zip(places, likeness, strict=True) if like > best - 0.01]

    def _likeness_around(self, one: BroughtAnnotation, place: Stretch) -> float:
        text = self._texts[place.section]
        before = text[max(0, place.start - len(one.prefix)) : place.start]
        after = text[place.end : place.end + len(one.suffix)]
        sides = [
            similarity(known.strip(), given.strip())
            for known, given in ((one.prefix, before), (one.suffix, after))
            if known.strip()
        ]
        return sum(sides) / len(sides)

    def _like(self, one: BroughtAnnotation) -> Stretch | None:
        around = self._words.like(f"{one.prefix} {one.quote} {one.suffix}")
        if around is None:
            around = self._words.like(one.quote)
        if around is not None and (found := self._judged(one, around)) is not None:
            return found
        # What is written without spaces may be a part of a word.
        is_telling = weight(one.quote) >= _TELLING_WEIGHT
        return next(iter(self._words.verbatim(one.quote.strip())), None) if is_telling else None

    def _judged(self, one: BroughtAnnotation, around: Stretch) -> Stretch | None:
        text = self._texts[around.section]
        start = max(0, around.start - 2 * CONTEXT_LENGTH)
        end = around.end + 2 * CONTEXT_LENGTH
        sought = Selector(one.quote.strip(), one.prefix, one.suffix)
        found = locate(sought, text[start:end])
        if not found.is_found or found.start == found.end:
            return None
        return Stretch(around.section, start + found.start, start + found.end)

    def _at(self, one: BroughtAnnotation, place: Stretch) -> Placement:
        text = self._texts[place.section]
        if text[place.start : place.end] != one.quote:
            place = with_signs(text, place, one.quote.strip())
        passage = passage_at(place.section, text, place.start, place.end)
        return Placement(one, self._outcome(one, passage), place.section, passage)

    def _outcome(self, one: BroughtAnnotation, passage: Passage) -> Outcome:
        if passage.quote != one.quote and not _are_same_words(passage.quote, one.quote):
            return Outcome.ALTERED
        is_elsewhere = one.section in self._texts and one.section != passage.section
        has_moved = is_elsewhere or one.start not in (None, passage.start)
        return Outcome.MOVED if has_moved else Outcome.EXACT

    def _without_words(self, one: BroughtAnnotation, near: _Neighbours) -> Placement:
        """A note on a section as a whole, or one whose words are not in the text."""
        section = self._own_section(one) or self._section_near(one, near)
        if not one.quote.strip():
            return Placement(one, Outcome.MOVED if one.section else Outcome.EXACT, section, None)
        start = one.start or 0
        lost = Passage(section, start, start + len(one.quote), one.quote, one.prefix, one.suffix)
        return Placement(one, Outcome.ORPHANED, section, lost)

    def _section_near(self, one: BroughtAnnotation, near: _Neighbours) -> SectionId:
        word = near.before(one)
        return self._first if word is None else self._words.section_of(word)

    def _own_section(self, one: BroughtAnnotation) -> SectionId | None:
        if not one.section:
            return None
        return self._named.get(one.section) or self._named.get(fold(one.section).strip())

    def _number(self, placement: Placement) -> int | None:
        passage = placement.passage
        if passage is None:
            return None
        return self._words.number_at(Stretch(passage.section, passage.start, passage.end))


class _Neighbours:
    """Annotations that have a place, by the order that the other program gives them."""

    def __init__(self) -> None:
        self._known: list[tuple[float, int]] = []

    def add(self, one: BroughtAnnotation, word: int | None) -> None:
        if one.order is not None and word is not None:
            insort(self._known, (one.order, word))

    def before(self, one: BroughtAnnotation) -> int | None:
        """The word of the annotation that comes last before this one, or first after it."""
        if one.order is None or not self._known:
            return None
        return self._known[max(0, bisect_left(self._known, (one.order, -1)) - 1)][1]

    def likeliest(
        self,
        one: BroughtAnnotation,
        places: Sequence[Stretch],
        number_at: Callable[[Stretch], int],
    ) -> Stretch:
        """Of equal places the first that is between the neighbours; the first of all else."""
        if one.order is None or not self._known:
            return places[0]
        at = bisect_left(self._known, (one.order, -1))
        first = self._known[at - 1][1] if at else -1
        last = self._known[at][1] if at < len(self._known) else None
        between = (
            place
            for place in places
            if first <= (number := number_at(place)) and (last is None or number <= last)
        )
        return next(between, places[0])


def _with_short_context(one: BroughtAnnotation) -> BroughtAnnotation:
    """With no more of the surroundings than tells the place."""
    most = 4 * CONTEXT_LENGTH
    if len(one.prefix) <= most and len(one.suffix) <= most:
        return one
    return replace(one, prefix=one.prefix[-most:], suffix=one.suffix[:most])


def _are_same_words(one: str, other: str) -> bool:
    return "".join(filter(str.isalnum, fold(one))) == "".join(filter(str.isalnum, fold(other)))


def counted(placements: Iterable[Placement]) -> dict[Outcome, int]:
    """How many have come to each outcome."""
    found = [placement.outcome for placement in placements]
    return {outcome: found.count(outcome) for outcome in Outcome}
