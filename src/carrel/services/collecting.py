"""Keeping materials together in collections; a material can be in several."""

from __future__ import annotations

from collections.abc import Iterable

from carrel.domain.changes import Change
from carrel.domain.errors import InputError, NotFound
from carrel.domain.ids import CollectionId, MaterialId
from carrel.domain.materials import Collection
from carrel.services.desk import Desk
from carrel.storage.collection_store import CollectionStore
from carrel.storage.material_store import MaterialStore


class Collecting:
    """The student's collections. Each change is one step that can be undone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = CollectionStore(desk.database)
        self._materials = MaterialStore(desk.database)

    def collections(self) -> tuple[Collection, ...]:
        """All collections, by name."""
        return self._store.collections()

    def collection(self, collection: CollectionId) -> Collection:
        """One collection; raises :class:`NotFound`."""
        for one in self._store.collections():
            if one.id == collection:
                return one
        raise NotFound("This collection is not there any more; choose another one.")

    def named(self, name: str) -> Collection | None:
        """The collection of this name, whatever its capitals and blanks."""
        wanted = " ".join(name.split()).casefold()
        found = (one for one in self._store.collections() if one.name.casefold() == wanted)
        return next(found, None)

    def must_be_named(self, name: str) -> Collection:
        """The collection of this name; raises :class:`NotFound`."""
        found = self.named(name)
        if found is None:
            raise NotFound(
                "There is no collection “{name}”; “carrel collection list” names those there are.",
                name=name,
            )
        return found

    def materials_in(self, collection: CollectionId) -> tuple[MaterialId, ...]:
        """The materials of a collection, by their ids."""
        kept = self._store.by_material()
        inside = (one for one, all_ in kept.items() if collection in all_)
        return tuple(sorted(one for one in inside if self._materials.is_there(one)))

    def collections_of(self, material: MaterialId) -> tuple[CollectionId, ...]:
        """The collections that a material is in."""
        return self._store.by_material().get(material, ())

    def create(self, name: str, materials: Iterable[MaterialId] = ()) -> CollectionId:
        """Make a collection of these materials.

        Raises :class:`InputError` for a name that is empty or taken, :class:`NotFound` for a
        material that is not there.
        """
        name = self._checked(name)
        rows = [self._materials.row_id(material) for material in materials]
        collection = CollectionId(self._desk.new_id())
        with self._desk.action("Make collection “{name}”", Change.MATERIALS, name=name) as action:
            self._store.add(action, collection, name, now=self._now())
            for row in rows:
                self._store.put_in(action, collection, row)
        return collection

    def rename(self, collection: CollectionId, name: str) -> None:
        """Give a collection another name; raises as :meth:`create` does."""
        name = self._checked(name, collection)
        with self._desk.action("Rename collection", Change.MATERIALS) as action:
            self._store.rename(action, collection, name, now=self._now())

    def delete(self, collection: CollectionId) -> None:
        """Delete a collection; its materials stay. Raises :class:`NotFound`."""
        name = self.collection(collection).name
        with self._desk.action("Delete collection “{name}”", Change.MATERIALS, name=name) as action:
            self._store.delete(action, collection, now=self._now())

    def put_in(self, material: MaterialId, collection: CollectionId) -> None:
        """Put a material into a collection; raises :class:`NotFound`."""
        self.put_all_in((material,), collection)

    def put_all_in(self, materials: Iterable[MaterialId], collection: CollectionId) -> None:
        """Put materials into a collection in one step; raises :class:`NotFound`."""
        rows = [self._materials.row_id(material) for material in materials]
        with self._desk.action("Put into a collection", Change.MATERIALS) as action:
            for row in rows:
                self._store.put_in(action, collection, row)

    def take_out(self, material: MaterialId, collection: CollectionId) -> None:
        """Take a material out of a collection; raises :class:`NotFound`."""
        self.take_all_out((material,), collection)

    def take_all_out(self, materials: Iterable[MaterialId], collection: CollectionId) -> None:
        """Take materials out of a collection in one step; raises :class:`NotFound`."""
        rows = [self._materials.row_id(material) for material in materials]
        with self._desk.action("Take out of a collection", Change.MATERIALS) as action:
            for row in rows:
                self._store.take_out(action, collection, row)

    def _checked(self, name: str, own: CollectionId | None = None) -> str:
        """The name without needless blanks; raises InputError for one that cannot be given."""
        name = " ".join(name.split())
        if not name:
            raise InputError("A collection needs a name; write one.")
        if any(
            one.name.casefold() == name.casefold() and one.id != own for one in self.collections()
        ):
            raise InputError(
                "There is a collection “{name}” already; choose another name.", name=name
            )
        return name

    def _now(self) -> str:
        return self._desk.clock().isoformat()
