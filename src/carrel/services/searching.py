"""Searching everything in the library: texts, notes, topics, claims and questions."""

from __future__ import annotations

from itertools import chain, zip_longest

from carrel.domain.search_hits import HitKind, SearchHit
from carrel.domain.search_query import parse
from carrel.services.desk import Desk
from carrel.storage.search_index import SearchIndex

SHOWN = (HitKind.TOPIC, HitKind.SECTION, HitKind.NOTE, HitKind.CLAIM, HitKind.QUESTION)
"""The kinds of hits in the order in which they are shown."""


class Searching:
    """What the search field and ``carrel search`` ask. No text that is searched for is an error."""

    def __init__(self, desk: Desk) -> None:
        self._index = SearchIndex(desk.database)

    def search(
        self, text: str, *, limit: int, is_unfinished: bool = False
    ) -> dict[HitKind, tuple[SearchHit, ...]]:
        """The best hits of each kind, at most ``limit`` of each; kinds without any are left out.

        ``is_unfinished`` lets the last word of ``text`` go on, for searching as one types.
        """
        query = parse(text, is_unfinished=is_unfinished)
        found = {kind: self._index.search(query, kind, limit=limit) for kind in SHOWN}
        return {kind: hits for kind, hits in found.items() if hits}

    def best(self, text: str, *, limit: int) -> tuple[SearchHit, ...]:
        """The best ``limit`` hits, with every kind that has any among them if there is room.

        They stand together by kind.
        """
        found = self.search(text, limit=limit)
        turns = chain.from_iterable(zip_longest(*found.values()))
        chosen = {(hit.kind, hit.id) for hit in list(filter(None, turns))[:limit]}
        return tuple(hit for hits in found.values() for hit in hits if (hit.kind, hit.id) in chosen)
