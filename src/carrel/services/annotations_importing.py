"""Bringing in highlights and notes of other programs: onto the materials that they were made on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from carrel.domain.annotation_merging import AnnotationMerging, Merged
from carrel.domain.annotation_placing import AnnotationPlacing, Placement, counted
from carrel.domain.annotations import Annotation, AnnotationFilter
from carrel.domain.brought_annotations import AnnotatedText, BroughtAnnotation, BroughtAnnotations
from carrel.domain.changes import Change
from carrel.domain.errors import InputError
from carrel.domain.ids import AnnotationId, MaterialId
from carrel.domain.materials import DraftMaterial, DraftSection, Material
from carrel.domain.text.escaping import paragraph
from carrel.domain.text.folding import fold
from carrel.domain.text.locate import Outcome
from carrel.formats.reading.annotations.reader import SUFFIXES, reader_of
from carrel.services.desk import Desk
from carrel.storage.annotation_store import AnnotationStore
from carrel.storage.material_store import MaterialStore
from carrel.storage.quoting_materials import materials_quoting

_SAMPLES = 12
_TELLING_LENGTH = 30
"""Code points of a quotation that is hardly in two texts."""
_LEAST_SHARE = 0.3
"""Share of the sampled quotations that a material needs which is not of that title."""


@dataclass(frozen=True, slots=True)
class AnnotationPlan:
    """What taking the annotations of one text onto a material would do; nothing is stored yet."""

    text: AnnotatedText
    material: Material
    placements: tuple[Placement, ...]
    merged: Merged

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many came to each outcome, those that are there already among them."""
        return counted(self.placements)

    @property
    def lost(self) -> tuple[BroughtAnnotation, ...]:
        """Those whose words are not in the material; they come to the tray of notes without place.

        What is in the library already is not among them.
        """
        new = {one.passage.quote for one in self.merged.added if one.passage and one.is_orphan}
        return tuple(
            one.brought
            for one in self.placements
            if one.outcome is Outcome.ORPHANED and one.brought.quote in new
        )


class AnnotationsImporting:
    """Reads files of highlights, finds their materials and words, and stores them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._annotations = AnnotationStore(desk.database)
        self._materials = MaterialStore(desk.database)

    def read(self, path: Path, data: bytes) -> BroughtAnnotations | None:
        """The highlights in a file; None if it is no file of highlights.

        Raises UnreadableFile for one that is damaged. A text without a title is called as the file.
        """
        reader = reader_of(path.name, data)
        if reader is None:
            return None
        found = reader(path.name, data)
        texts = tuple(
            text if text.title else replace(text, title=_title_of(path)) for text in found
        )
        return replace(found, texts=texts)

    def likely_materials(self, text: AnnotatedText) -> tuple[MaterialId, ...]:
        """The materials that the annotations may have been made on, the likeliest first."""
        quotes = [one.quote for one in text.annotations if len(one.quote) >= _TELLING_LENGTH]
        quotes = quotes or [one.quote for one in text.annotations if one.quote]
        sample = quotes[:: max(1, len(quotes) // _SAMPLES)][:_SAMPLES]
        quoting = materials_quoting(self._desk.database, sample)
        scores: list[tuple[float, MaterialId]] = []
        for material in self._materials.materials():
            share = quoting.get(material.id, 0) / len(sample) if sample else 0.0
            named = _named_alike(text, material)
            if named or share >= _LEAST_SHARE:
                scores.append((named + 4 * share, material.id))
        return tuple(key for _, key in sorted(scores, key=lambda pair: -pair[0]))

    def plan(
        self,
        text: AnnotatedText,
        material: MaterialId,
        report: Callable[[float], object] = lambda _: None,
    ) -> AnnotationPlan:
        """Find the words of the annotations in a material; ``report`` is told the share done.

        Raises :class:`NotFound`, and what ``report`` raises.
        """
        title_page = self._materials.material(material)
        sections = self._materials.sections(material)
        if not sections:
            raise InputError("“{title}” has no sections.", title=title_page.title)
        placements = AnnotationPlacing(sections).place(text.annotations, report)
        existing = self._annotations.listed(AnnotationFilter(materials=frozenset({material})))
        merging = AnnotationMerging(
            material, (one.annotation for one in existing), self._annotations.owners
        )
        merged = merging.merge(placements, now=self._desk.clock(), new_id=self._desk.new_id)
        return AnnotationPlan(text, title_page, placements, merged)

    def take(
        self, plans: Sequence[AnnotationPlan], report: Callable[[float], object] = lambda _: None
    ) -> int:
        """Store what was planned as one undoable step; returns how many annotations are new.

        ``report`` is told the share done and may raise, which leaves the library as it was.
        """
        added = list(self._apart(one for plan in plans for one in plan.merged.added))
        completed = [one for plan in plans for one in plan.merged.completed]
        if not added and not completed:
            return 0
        now = self._desk.clock()
        label = "Import {count} highlights and notes"
        with self._desk.action(label, Change.ANNOTATIONS, count=len(added)) as action:
            for number, one in enumerate(added):
                report(number / len(added))
                self._annotations.add(action, one, passage_key=self._desk.new_id())
            for one in completed:
                self._annotations.save(action, replace(one, updated_at=now))
        return len(added)

    def _apart(self, annotations: Iterable[Annotation]) -> Iterator[Annotation]:
        """With other names for those whose name another text of the same file has taken."""
        used: set[AnnotationId] = set()
        for one in annotations:
            name = AnnotationId(self._desk.new_id()) if one.id in used else one.id
            used.add(name)
            yield one if name == one.id else replace(one, id=name)


def annotation_suffixes() -> tuple[str, ...]:
    """The endings of files of highlights, lower case, with their dot."""
    return SUFFIXES


def text_of_its_own(text: AnnotatedText) -> DraftMaterial:
    """A document made of the highlights themselves, for a text that the library does not have.

    A section for each chapter that is named, a paragraph for each highlight. Raises InputError
    where there are only notes.
    """
    chapters: dict[str, list[str]] = {}
    for one in text.annotations:
        if one.quote.strip():
            chapters.setdefault(one.section, []).append(paragraph(" ".join(one.quote.split())))
    if not chapters:
        raise InputError("“{title}” has notes only, and no words of its text.", title=text.title)
    sections = tuple(
        DraftSection(chapter or text.title, 1, "\n\n".join(quotes))
        for chapter, quotes in chapters.items()
    )
    return DraftMaterial(
        text.title,
        sections,
        authors=text.authors,
        source=text.source,
        description="Made of highlights; the text itself is not in the library.",
    )


def _title_of(path: Path) -> str:
    """What a file is called after: a sidecar lies in a folder with its book's name."""
    parent = path.resolve().parent
    return parent.stem if parent.suffix == ".sdr" else path.stem


def _named_alike(text: AnnotatedText, material: Material) -> float:
    """How much title, authors and source say that these are the same; 0 for nothing."""
    if text.material == material.id:
        return 100.0
    score = 0.0
    if text.source and _address(text.source) == _address(material.source):
        score += 3
    theirs, ours = _plain(text.title), _plain(material.title)
    if theirs and theirs == ours:
        score += 3
    elif _main(text.title) and _main(text.title) == _main(material.title):
        score += 2
    if score and _families(text.authors) & _families(material.authors):
        score += 1
    return score


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", fold(title)))


def _main(title: str) -> str:
    """The title without what follows a colon, a dash or a bracket."""
    return _plain(re.split(r"[:(\[–—]| - ", title, maxsplit=1)[0])


def _families(names: Iterable[str]) -> set[str]:
    return {fold(name).split()[-1] for name in names if name.split()}


def _address(source: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", source.partition("#")[0]).rstrip("/")
