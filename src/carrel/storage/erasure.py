"""Deleting a material for good, with all that belongs to it, and giving its room back."""

from __future__ import annotations

import logging

from carrel.domain.errors import LibraryError
from carrel.domain.ids import MaterialId
from carrel.storage.database import Database
from carrel.storage.saved_pack_store import SavedPackStore

_log = logging.getLogger(__name__)


def erase_material(database: Database, material: MaterialId, row_id: int) -> None:
    """Delete a material's row and everything below it; part of the caller's transaction.

    No step can be undone any more: undoing would bring back pieces of what is gone. A pack that
    comes with Carrel is remembered as unwanted.
    """
    saved = SavedPackStore(database)
    saved.forget(material)
    if database.change("DELETE FROM pack_install WHERE pack = ?", (material,)):
        saved.mark_unwanted(material)
    database.write("DELETE FROM undo_step")
    database.write(
        "DELETE FROM override WHERE thing_key = ? OR substr(thing_key, 1, ?) = ?",
        (material, len(material) + 1, f"{material}/"),
    )
    database.write("DELETE FROM material WHERE id = ?", (row_id,))


def give_room_back(database: Database) -> None:
    """Make the library's file as small as what is in it; left for another time where it fails."""
    try:
        database.compact()
    except LibraryError as error:
        _log.info("the library's file stays as large as it was: %s", error)
