"""Collections of materials as rows."""

from __future__ import annotations

from carrel.domain.errors import NotFound
from carrel.domain.ids import CollectionId, MaterialId
from carrel.domain.materials import Collection
from carrel.storage.database import Database
from carrel.storage.journal import Action


class CollectionStore:
    """The collections of a library. What is deleted does not exist here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collections(self) -> tuple[Collection, ...]:
        """All collections by name, each with how many materials of the library it has."""
        rows = self._database.rows(
            "SELECT collection.key, collection.name, count(material.id) AS materials"
            " FROM collection"
            " LEFT JOIN collection_material ON collection_id = collection.id"
            " LEFT JOIN material ON material.id = material_id"
            "  AND material.deleted_at IS NULL AND state = 'ready'"
            " WHERE collection.deleted_at IS NULL"
            " GROUP BY collection.id ORDER BY collection.name COLLATE NOCASE, collection.id"
        )
        return tuple(
            Collection(CollectionId(row["key"]), row["name"], row["materials"]) for row in rows
        )

    def by_material(self) -> dict[MaterialId, tuple[CollectionId, ...]]:
        """The collections of each material that is in any."""
        rows = self._database.rows(
            "SELECT material.key AS material, collection.key AS collection"
            " FROM collection_material"
            " JOIN collection ON collection.id = collection_id AND collection.deleted_at IS NULL"
            " JOIN material ON material.id = material_id ORDER BY collection_material.id"
        )
        found: dict[MaterialId, tuple[CollectionId, ...]] = {}
        for row in rows:
            material = MaterialId(row["material"])
            found[material] = (*found.get(material, ()), CollectionId(row["collection"]))
        return found

    def add(self, action: Action, collection: CollectionId, name: str, *, now: str) -> None:
        """Make an empty collection."""
        action.insert(
            "collection",
            {"key": collection, "name": name, "created_at": now, "updated_at": now},
        )

    def rename(self, action: Action, collection: CollectionId, name: str, *, now: str) -> None:
        """Give a collection another name; raises :class:`NotFound`."""
        action.update("collection", self._row_id(collection), {"name": name, "updated_at": now})

    def delete(self, action: Action, collection: CollectionId, *, now: str) -> None:
        """Delete a collection; its materials stay. Raises :class:`NotFound`."""
        action.update("collection", self._row_id(collection), {"deleted_at": now})

    def put_in(self, action: Action, collection: CollectionId, material_row: int) -> None:
        """Let a material be in a collection; raises :class:`NotFound`."""
        row_id = self._row_id(collection)
        if self._membership(row_id, material_row) is None:
            action.insert(
                "collection_material", {"collection_id": row_id, "material_id": material_row}
            )

    def take_out(self, action: Action, collection: CollectionId, material_row: int) -> None:
        """Let a material not be in a collection; raises :class:`NotFound`."""
        row_id = self._membership(self._row_id(collection), material_row)
        if row_id is not None:
            action.delete("collection_material", row_id)

    def _membership(self, collection_row: int, material_row: int) -> int | None:
        found: int | None = self._database.value(
            "SELECT id FROM collection_material WHERE collection_id = ? AND material_id = ?",
            (collection_row, material_row),
        )
        return found

    def _row_id(self, collection: CollectionId) -> int:
        row_id = self._database.value(
            "SELECT id FROM collection WHERE key = ? AND deleted_at IS NULL", (collection,)
        )
        if row_id is None:
            raise NotFound("This collection is not there any more; choose another one.")
        return int(row_id)
