"""Deleting a material for good: an act that cannot be undone, with a backup made before it."""

from __future__ import annotations

from carrel.domain.backup_plan import Occasion
from carrel.domain.changes import EVERYTHING
from carrel.domain.ids import MaterialId
from carrel.services.desk import Desk
from carrel.storage.erasure import erase_material, give_room_back
from carrel.storage.material_store import MaterialStore


class Erasing:
    """May run on any thread that has opened the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._materials = MaterialStore(desk.database)

    def title(self, material: MaterialId) -> str:
        """What a material is called, one that was removed too; raises :class:`NotFound`."""
        return self._materials.removed(material)[1]

    def erase(self, material: MaterialId) -> str:
        """Delete a material with its notes, questions and answers; returns its title.

        It may be on the shelf or removed from it. A backup is made first, and the room that it
        took is given back to the disk. Steps from before can no longer be undone. Raises
        :class:`NotFound`, and :class:`LibraryError`; nothing is then deleted.
        """
        row_id, title = self._materials.removed(material)
        self._desk.keep_copy(Occasion.ERASURE)
        with self._desk.quiet_change(*EVERYTHING) as database:
            erase_material(database, material, row_id)
        give_room_back(self._desk.database)
        return title
