"""Looking up what the library holds: materials and their sections."""

from __future__ import annotations

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.materials import Material, MaterialSummary, Section
from carrel.services.desk import Desk
from carrel.storage.material_store import MaterialStore


class LookingUp:
    """Read-only questions to the library. All raise :class:`NotFound` for what is not there."""

    def __init__(self, desk: Desk) -> None:
        self._store = MaterialStore(desk.database)

    def materials(self) -> tuple[MaterialSummary, ...]:
        """All materials with what they hold, the oldest first."""
        return self._store.summaries()

    def material(self, material: MaterialId) -> Material:
        """The title page of a material."""
        return self._store.material(material)

    def summary(self, material: MaterialId) -> MaterialSummary:
        """A material with what it holds."""
        return self._store.summary(material)

    def sections(self, material: MaterialId) -> tuple[Section, ...]:
        """The sections of a material in order, with their texts."""
        return self._store.sections(material)

    def section(self, section: SectionId) -> Section:
        """One section with its text."""
        return self._store.section(section)
