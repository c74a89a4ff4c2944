"""Which materials the Library page shows, and in what order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from carrel.domain.ids import CollectionId, MaterialId
from carrel.domain.settings import ShelfOrder
from carrel.services.shelf import ShelfEntry


class GroupKind(StrEnum):
    """What sort of materials are shown."""

    ALL = "all"
    COLLECTION = "collection"
    ARCHIVED = "archived"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Group:
    """The materials that are shown; ``collection`` for one of the student's collections."""

    kind: GroupKind = GroupKind.ALL
    collection: CollectionId | None = None

    def has(self, entry: ShelfEntry) -> bool:
        """Whether a material belongs here; archived ones stand in their collections, too."""
        if entry.is_removed or self.kind is GroupKind.REMOVED:
            return entry.is_removed and self.kind is GroupKind.REMOVED
        if self.kind is GroupKind.COLLECTION:
            return self.collection in entry.collections
        return entry.is_archived == (self.kind is GroupKind.ARCHIVED)


def arranged(
    entries: Sequence[ShelfEntry],
    group: Group,
    text: str,
    order: ShelfOrder,
    sizes: Mapping[MaterialId, int] | None = None,
) -> list[ShelfEntry]:
    """The materials of a group whose title or authors have all words of ``text``, sorted.

    ``entries`` come with the most recent first. Case and accents do not count. ``sizes`` are bytes,
    for sorting by them.
    """
    found = [entry for entry in entries if group.has(entry)]
    if words := text.split():
        found = _having(words, found)
    if order is ShelfOrder.TITLE:
        found.sort(key=lambda entry: _folded(entry.material.title))
    elif order is ShelfOrder.PROGRESS:
        found.sort(key=lambda entry: -entry.progress)
    elif order is ShelfOrder.SIZE:
        found.sort(key=lambda entry: -(sizes or {}).get(entry.material.id, 0))
    return found


def _having(words: Sequence[str], entries: Sequence[ShelfEntry]) -> list[ShelfEntry]:
    wanted = _folded(" ".join(words)).split()
    return [entry for entry in entries if all(word in _words_of(entry) for word in wanted)]


def _words_of(entry: ShelfEntry) -> str:
    return _folded(" ".join((entry.material.title, *entry.material.authors)))


def _folded(text: str) -> str:
    # A start, which looks for nothing, does without the rules of folding.
    from carrel.domain.text.folding import fold

    return fold(text)
