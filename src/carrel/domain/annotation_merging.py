"""Decides which annotations from elsewhere are new, and which a material has already."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from carrel.domain.annotation_placing import Placement
from carrel.domain.annotations import Annotation, Style
from carrel.domain.brought_annotations import BroughtAnnotation
from carrel.domain.ids import AnnotationId, MaterialId
from carrel.domain.text.locate import Outcome

_NAMES = uuid.UUID("6f1d3a52-1c0e-5b7e-9a44-3c2f0a9d7e11")
"""Under which names are made of what other programs tell of their annotations."""


@dataclass(slots=True)
class Merged:
    """What is to be stored. ``completed`` are annotations that get a note which they lacked.

    ``known`` counts those that are there as they come; ``differing`` are there with another note,
    which stays.
    """

    added: list[Annotation] = field(default_factory=list)
    completed: list[Annotation] = field(default_factory=list)
    known: int = 0
    differing: list[BroughtAnnotation] = field(default_factory=list)


class AnnotationMerging:
    """Merges what comes in with the ``existing`` annotations of a material.

    ``owners`` tells of names that are in use which material has them; None of deleted ones.
    """

    def __init__(
        self,
        material: MaterialId,
        existing: Iterable[Annotation],
        owners: Callable[[Sequence[AnnotationId]], Mapping[AnnotationId, MaterialId | None]],
    ) -> None:
        self._material = material
        self._existing = {one.id: one for one in existing}
        self._owners = owners
        self._by_place: defaultdict[object, list[Annotation]] = defaultdict(list)
        for one in self._existing.values():
            self._by_place[_place(one)].append(one)

    def merge(
        self, placements: Sequence[Placement], *, now: datetime, new_id: Callable[[], str]
    ) -> Merged:
        """What of these placements is to be stored, the new ones with names that are free."""
        names = self._names([placement.brought for placement in placements])
        owners = self._owners([name for several in names for name in several])
        used = set(owners)
        merged = Merged()
        for placement, own in zip(placements, names, strict=True):
            if (there := self._named(own)) is not None:
                self._compare(placement.brought, there, merged)
                continue
            free = next((name for name in own if name not in used), None)
            made = _made(placement, free or AnnotationId(new_id()), now)
            same = self._same(made)
            if same is not None:
                self._compare(placement.brought, same, merged)
            else:
                used.add(made.id)
                merged.added.append(made)
        return merged

    def _names(self, brought: Sequence[BroughtAnnotation]) -> list[tuple[AnnotationId, ...]]:
        """The names that each may have: its own if it is a UUID, else one made of what is told."""
        seen: Counter[str] = Counter()
        found = []
        for one in brought:
            told = one.name or "\n".join((one.quote, one.note, one.section, str(one.order)))
            seen[told] += 1
            made = str(uuid.uuid5(_NAMES, f"{self._material}\n{told}\n{seen[told]}"))
            is_a_name_here = _is_uuid(one.name) or one.name in self._existing
            names = (one.name, made) if is_a_name_here else (made,)
            found.append(tuple(map(AnnotationId, names)))
        return found

    def _named(self, names: Sequence[AnnotationId]) -> Annotation | None:
        for name in names:
            if (found := self._existing.get(name)) is not None:
                self._take(found)
                return found
        return None

    def _same(self, made: Annotation) -> Annotation | None:
        """One on the same words whose note is the same, or that one of both has alone."""
        fitting = [
            one
            for one in self._by_place[_place(made)]
            if made.note in one.note or (not one.note and one.style is not Style.BOOKMARK)
        ]
        found = max(fitting, key=lambda one: one.note == made.note, default=None)
        if found is not None:
            self._take(found)
        return found

    def _take(self, one: Annotation) -> None:
        """Let no other annotation be taken for this one."""
        place = self._by_place[_place(one)]
        if one in place:
            place.remove(one)

    def _compare(self, brought: BroughtAnnotation, there: Annotation, merged: Merged) -> None:
        note = brought.note.strip()
        if note and not there.note:
            tags = tuple(sorted({*there.tags, *brought.tags}))
            merged.completed.append(replace(there, note=note, tags=tags))
        elif note not in there.note:
            merged.differing.append(brought)
        else:
            merged.known += 1


def _place(one: Annotation) -> object:
    if one.passage is None:
        return one.section, one.note
    if one.is_orphan:
        return one.passage.quote
    return one.section, one.passage.start, one.passage.end, one.style is Style.BOOKMARK


def _made(placement: Placement, name: AnnotationId, now: datetime) -> Annotation:
    brought = placement.brought
    created = brought.created_at or now
    has_words = placement.passage is not None
    note = brought.note.strip()
    if not has_words and not note:
        note = " ".join(f"#{'-'.join(tag.split())}" for tag in brought.tags)
    return Annotation(
        id=name,
        section=placement.section,
        passage=placement.passage,
        colour=brought.colour,
        style=brought.style if has_words else Style.NOTE,
        note=note,
        tags=brought.tags,
        created_at=created,
        updated_at=brought.updated_at or created,
        is_orphan=placement.outcome is Outcome.ORPHANED,
    )


def _is_uuid(name: str) -> bool:
    try:
        return str(uuid.UUID(name)) == name
    except ValueError:
        return False
