"""Blind spots: what of a material no question asks about, and where marking did not help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from carrel.domain.blind_spots import (
    BlindClaim,
    BlindParagraph,
    Stretch,
    Struggle,
    blind_claims,
    blind_paragraphs,
    struggles,
)
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.memory_map import PlacedCard
from carrel.services.desk import Desk
from carrel.services.memory_mapping import MemoryMapping
from carrel.storage.blind_spot_store import BlindSpotStore
from carrel.storage.material_store import MaterialStore
from carrel.storage.memory_store import MemoryStore

RECENT = timedelta(days=90)
"""How far back answers show that a section is failed."""


@dataclass(frozen=True, slots=True)
class BlindSpots:
    """All blind spots of a material, in the order of its text; ``paragraphs`` counts all there are.

    ``words`` are those of the blind paragraphs, ``titles`` those of the sections.
    """

    material: MaterialId
    title: str
    paragraphs: int
    blind: tuple[BlindParagraph, ...]
    claims: tuple[BlindClaim, ...]
    struggles: tuple[Struggle, ...]
    titles: Mapping[SectionId, str]
    words: Mapping[BlindParagraph, str]


class BlindSpotting:
    """Finds blind spots; nothing is stored, so they follow each question that is made."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = BlindSpotStore(desk.database)
        self._materials = MaterialStore(desk.database)
        self._texts = MemoryStore(desk.database)
        self._mapping = MemoryMapping(desk)

    def on(self, desk: Desk) -> BlindSpotting:
        """The same on another connection; what was found out about texts is shared."""
        other = BlindSpotting(desk)
        other._mapping = self._mapping.on(desk)
        return other

    def of_material(self, material: MaterialId) -> BlindSpots:
        """The blind spots of a material; raises :class:`NotFound`."""
        title = self._materials.material(material).title
        cards = self._texts.in_material(material, self._mapping.rules, self._mapping.now())
        texts = tuple(self._texts.texts(material))
        found = self._mapping.of_texts(texts, cards)
        marks = self._store.marks(material)
        blind = tuple(
            spot
            for section, paragraphs in found.items()
            for spot in blind_paragraphs(section, paragraphs, marks.get(section, ()))
        )
        words = {one.section: one.text for one in texts}
        return BlindSpots(
            material=material,
            title=title,
            paragraphs=sum(len(paragraphs) for paragraphs in found.values()),
            blind=blind,
            claims=blind_claims(self._store.untied_claims(material), _stretches(cards)),
            struggles=struggles(
                {section: len(places) for section, places in marks.items()},
                self._store.answers(material, since=self._desk.clock() - RECENT),
            ),
            titles={entry.id: entry.title for entry in self._materials.outline(material)},
            words={spot: words[spot.section][spot.start : spot.end] for spot in blind},
        )

    def of_library(self) -> tuple[BlindSpots, ...]:
        """The blind spots of all materials that are not put away in the archive."""
        return tuple(self.of_material(material) for material in self._store.materials())

    def struggles_in(self, sections: Iterable[SectionId]) -> tuple[Struggle, ...]:
        """Those of these sections that were marked much and failed all the same."""
        wanted = tuple(sections)
        marks = self._store.marks_in(wanted)
        return struggles(
            {section: len(places) for section, places in marks.items()},
            self._store.answers_in(wanted, since=self._desk.clock() - RECENT),
        )

    def claims_in(self, sections: Iterable[SectionId]) -> tuple[BlindClaim, ...]:
        """The claims in these sections that no question asks about."""
        wanted = tuple(sections)
        rules, now = self._mapping.rules, self._mapping.now()
        asked = _stretches(self._texts.in_sections(wanted, rules, now))
        return blind_claims(self._store.untied_claims_in(wanted), asked)


def _stretches(
    placed: Mapping[SectionId, Sequence[PlacedCard]],
) -> dict[SectionId, list[Stretch]]:
    return {
        section: [Stretch(card.start, card.end) for card in cards]
        for section, cards in placed.items()
    }
