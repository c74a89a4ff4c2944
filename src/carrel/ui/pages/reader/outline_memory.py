"""How the sections of the material that is read stand, for its outline."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from carrel.domain.ids import MaterialId
from carrel.domain.job_report import Report
from carrel.domain.memory_map import MemoryMap
from carrel.services.memory_mapping import MemoryMapping
from carrel.ui.page import PageContext


class OutlineMemory(QObject):
    """Maps a whole material; a large one in the background, while its pages are shown at once."""

    counted = Signal(object)
    """How each section stands (a mapping), or None when nothing is to be shown of it."""

    def __init__(self, mapping: MemoryMapping, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._mapping = mapping
        self._context = context
        self._material: MaterialId | None = None
        self._map: MemoryMap | None = None
        self._at = mapping.now()
        self._asked = 0

    def load(self, material: MaterialId) -> None:
        """Map a material anew. What was counted before stays until it is done."""
        if material != self._material:
            self._map = None
        self._material = material
        self._asked += 1
        if not self._mapping.is_large(material):
            self._map = self._mapping.of_material(material)
            return
        self._context.tasks.run(
            self,
            partial(self._map_apart, material),
            partial(self._keep, self._asked),
            self._context.navigator.show_error,
        )

    def show(self, at: datetime) -> None:
        """Count as of a date, now or as soon as the map is there."""
        self._at = at
        if self._map is not None and self._material is not None:
            self.counted.emit(self._mapping.by_section(self._material, self._map, at))

    def clear(self) -> None:
        """Show nothing, and let no map come that is on its way."""
        self._asked += 1
        self._map = None
        self.counted.emit(None)

    def _map_apart(self, material: MaterialId, _report: Report) -> MemoryMap:
        with self._context.desk.reopened() as desk:
            return self._mapping.on(desk).of_material(material)

    def _keep(self, asked: int, found: MemoryMap) -> None:
        if asked == self._asked:
            self._map = found
            self.show(self._at)
