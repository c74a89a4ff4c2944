"""Searching everything in the library: texts, notes, topics, claims and questions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, zip_longest

from carrel.domain.search_filters import UnknownValue
from carrel.domain.search_hits import HitKind, SearchHit
from carrel.domain.search_query import parse
from carrel.services.desk import Desk
from carrel.services.search_filtering import Filtering
from carrel.storage.search_index import SearchIndex

SHOWN = (HitKind.TOPIC, HitKind.SECTION, HitKind.NOTE, HitKind.CLAIM, HitKind.QUESTION)
"""The kinds of hits in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a query found: ``hits`` by kind, without kinds that have none.

    ``unknown`` are values of filters that mean nothing in this library; nothing can meet them.
    """

    hits: dict[HitKind, tuple[SearchHit, ...]]
    unknown: tuple[UnknownValue, ...] = ()


class Searching:
    """What the search field and ``carrel search`` ask. No text that is searched for is an error."""

    def __init__(self, desk: Desk) -> None:
        self._index = SearchIndex(desk.database)
        self._filtering = Filtering(desk)

    def find(
        self, text: str, *, limit: int, limit_of_one: int = 0, is_unfinished: bool = False
    ) -> Finding:
        """The best hits of each kind, at most ``limit`` of each.

        ``limit_of_one`` is how many there may be where filters leave one kind only.
        ``is_unfinished`` lets the last word of ``text`` go on, for searching as one types.
        """
        query = parse(text, is_unfinished=is_unfinished)
        narrowings, unknown = self._filtering.narrow(query.conditions)
        kinds = self._index.kinds_within(narrowings)
        most = max(limit, limit_of_one) if len(kinds) == 1 else limit
        found = {
            kind: self._index.search(query, kind, limit=most, narrowings=narrowings)
            for kind in SHOWN
            if kind in kinds
        }
        hits = {kind: of_kind for kind, of_kind in found.items() if of_kind}
        return Finding(hits, unknown)

    def search(
        self, text: str, *, limit: int, is_unfinished: bool = False
    ) -> dict[HitKind, tuple[SearchHit, ...]]:
        """The hits of :meth:`find`."""
        return self.find(text, limit=limit, is_unfinished=is_unfinished).hits

    def best(self, text: str, *, limit: int) -> tuple[SearchHit, ...]:
        """The best ``limit`` hits of :meth:`find`, as :func:`best_of` chooses them."""
        return best_of(self.find(text, limit=limit), limit=limit)


def best_of(finding: Finding, *, limit: int) -> tuple[SearchHit, ...]:
    """At most ``limit`` hits, with every kind that has any among them if there is room.

    They stand together by kind.
    """
    found = finding.hits
    turns = chain.from_iterable(zip_longest(*found.values()))
    chosen = {(hit.kind, hit.id) for hit in list(filter(None, turns))[:limit]}
    return tuple(hit for hits in found.values() for hit in hits if (hit.kind, hit.id) in chosen)
