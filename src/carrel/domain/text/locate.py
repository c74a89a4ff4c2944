"""Finds a passage again after its text has changed: exact, moved, altered or orphaned."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from carrel.domain.ids import SectionId
from carrel.domain.text.likeness import Likeness, most_alike
from carrel.domain.text.passage import Passage, passage_at
from carrel.domain.text.text_search import Selector as Selector
from carrel.domain.text.text_search import TextSearch

_OWN_SECTION_BONUS = 0.05


class Outcome(StrEnum):
    """What has become of a passage's words."""

    EXACT = "exact"
    """They are where they were."""
    MOVED = "moved"
    """The same words are in another place."""
    ALTERED = "altered"
    """Words much like them stand for them now."""
    ORPHANED = "orphaned"
    """They are gone; the passage keeps its own copy of them."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a passage is now, in code points of the text that was searched.

    ``quote`` holds the words that are there now. An orphan has no place: ``start`` and ``end`` are
    0 and ``quote`` is empty. ``section`` is set where sections were searched, and not for orphans.
    """

    outcome: Outcome
    start: int = 0
    end: int = 0
    quote: str = ""
    section: SectionId | None = None

    @property
    def is_found(self) -> bool:
        """Whether the passage has a place in the text."""
        return self.outcome is not Outcome.ORPHANED


ORPHANED = Location(Outcome.ORPHANED)


def locate(sought: Passage | Selector, text: str) -> Location:
    """The place of the sought words in this text.

    Of several occurrences that one is taken whose surroundings are most like the prefix and suffix,
    and of equals the nearest to the old start. Without an old start an occurrence is exact. Words
    that are too short to be recognised by themselves are found only in like surroundings: rather an
    orphan than a wrong place.
    """
    search = TextSearch(_selector(sought, text), text)
    for found in _ways_in_own_text(search):
        if found is not None:
            return _location(search, found)
    return ORPHANED


def locate_in_sections(passage: Passage, sections: Mapping[SectionId, str]) -> Location:
    """The passage's place in its own section if it is there, else in any of the material's.

    ``sections`` holds the plain texts in reading order.
    """
    own_text = sections.get(passage.section)
    own = None if own_text is None else TextSearch(_selector(passage, own_text), own_text)
    others = {
        section: TextSearch(replace(_selector(passage, text), start=None), text)
        for section, text in sections.items()
        if section != passage.section
    }
    if own is not None and (
        found := own.supported_occurrence() or own.near_context() or own.in_edited_surroundings()
    ):
        return replace(_location(own, found), section=passage.section)
    if elsewhere := _best_supported(others):
        section, found = elsewhere
        return _elsewhere(section, others[section], found)
    if own is not None and (found := own.telling_occurrence()):
        return replace(_location(own, found), section=passage.section)
    for section, search in others.items():
        if found := search.telling_occurrence():
            return _elsewhere(section, search, found)
    return _most_alike(passage, own, others)


def relocated(location: Location, section: SectionId, text: str) -> Passage:
    """The passage at a location, with the words and surroundings that this text has there."""
    return passage_at(section, text, location.start, location.end)


def nearest_match(text: str, quote: str) -> tuple[int, int] | None:
    """Where the words most like a quotation stand, for telling what may have been meant.

    None if nothing is half as like.
    """
    found = most_alike(unicodedata.normalize("NFC", quote).strip(), text)
    return (found.start, found.end) if found else None


def _selector(sought: Passage | Selector, text: str) -> Selector:
    """What is sought, composed as texts are; a text may have kept a part that is not."""
    if sought.quote in text:
        return Selector(sought.quote, sought.prefix, sought.suffix, sought.start)
    return Selector(
        quote=unicodedata.normalize("NFC", sought.quote),
        prefix=unicodedata.normalize("NFC", sought.prefix),
        suffix=unicodedata.normalize("NFC", sought.suffix),
        start=sought.start,
    )


def _ways_in_own_text(search: TextSearch) -> Iterator[Likeness | None]:
    """The ways to find the words, the surest first; each is tried only if those before failed."""
    yield search.supported_occurrence()
    yield search.near_context()
    yield search.in_edited_surroundings()
    yield search.telling_occurrence()
    yield search.alike()


def _location(search: TextSearch, found: Likeness) -> Location:
    words = search.text[found.start : found.end]
    if words != search.selector.quote:
        outcome = Outcome.ALTERED
    elif search.selector.start in (None, found.start):
        outcome = Outcome.EXACT
    else:
        outcome = Outcome.MOVED
    return Location(outcome, found.start, found.end, words)


def _elsewhere(section: SectionId, search: TextSearch, found: Likeness) -> Location:
    location = replace(_location(search, found), section=section)
    is_same = location.outcome is Outcome.EXACT
    return replace(location, outcome=Outcome.MOVED) if is_same else location


def _best_supported(
    searches: Mapping[SectionId, TextSearch],
) -> tuple[SectionId, Likeness] | None:
    found = [
        (section, occurrence)
        for section, search in searches.items()
        if search.has_context and (occurrence := search.supported_occurrence())
    ]
    return max(found, key=lambda pair: pair[1].score) if found else None


def _most_alike(
    passage: Passage, own: TextSearch | None, others: Mapping[SectionId, TextSearch]
) -> Location:
    best = own.alike() if own is not None else None
    best_score = best.score + _OWN_SECTION_BONUS if best else 0.0
    result = replace(_location(own, best), section=passage.section) if own and best else ORPHANED
    for section, search in others.items():
        found = search.near_context() or search.alike()
        if found and found.score > best_score:
            best_score = found.score
            result = _elsewhere(section, search, found)
    return result
