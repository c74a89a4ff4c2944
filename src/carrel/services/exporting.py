"""Exporting: a student's work as files for other programs, other people, and paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from carrel.domain.errors import InputError
from carrel.domain.ids import MaterialId
from carrel.domain.job_report import ShareReport, no_share_report
from carrel.domain.study_work import StudyWork
from carrel.formats.writing.formats import FORMATS, ExportFormat, format_named
from carrel.formats.writing.placing import put_files, put_folder
from carrel.formats.writing.written import LeftBehind
from carrel.services.desk import Desk
from carrel.services.preferences import Preferences
from carrel.storage.collection_store import CollectionStore
from carrel.storage.material_store import MaterialStore
from carrel.storage.study_work_store import StudyWorkStore


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export made: its files, their size in bytes, and what the format had no room for."""

    paths: tuple[Path, ...]
    size: int
    left_behind: tuple[LeftBehind, ...]


@dataclass(frozen=True, slots=True)
class ExportScope:
    """What can be exported together. ``is_collection`` tells several that the student keeps so."""

    title: str
    materials: tuple[MaterialId, ...]
    is_collection: bool = False


class Exporting:
    """Writes materials, with all that was made of them, as files of other programs."""

    def __init__(self, desk: Desk) -> None:
        self._materials = MaterialStore(desk.database)
        self._collections = CollectionStore(desk.database)
        self._store = StudyWorkStore(desk.database)
        self._preferences = Preferences(desk)

    @property
    def formats(self) -> tuple[ExportFormat, ...]:
        """All formats there are."""
        return FORMATS

    def scopes(self) -> tuple[ExportScope, ...]:
        """Every material by title, then every collection that has any."""
        materials = sorted(self._materials.materials(), key=lambda one: one.title.casefold())
        kept = self._collections.by_material()
        single = [ExportScope(one.title, (one.id,)) for one in materials]
        several = [
            ExportScope(
                collection.name,
                tuple(one.id for one in materials if collection.id in kept.get(one.id, ())),
                is_collection=True,
            )
            for collection in self._collections.collections()
        ]
        return (*single, *(one for one in several if one.materials))

    def only_material(self, material: MaterialId | None) -> MaterialId:
        """The material to save as a pack: the given one, or the only one that there is.

        Raises :class:`InputError` where one must be named.
        """
        wanted = self._format("carrel")
        (only,) = self._chosen(wanted, None if material is None else [material])
        return only

    def export(
        self,
        name: str,
        materials: Sequence[MaterialId] | None,
        target: Path,
        report: ShareReport = no_share_report,
    ) -> Exported:
        """Write these materials, or all there are, in the format ``name`` to ``target``.

        A file that is there is replaced, and only when the new one is complete. A folder must be
        new, empty, or of an earlier export; what was changed in it by hand is kept. Raises
        :class:`NotFound` for a material that is not there, :class:`InputError` for an unknown
        format or what cannot be written.
        """
        wanted = self._format(name)
        chosen = self._chosen(wanted, materials)
        works: list[StudyWork] = []
        names = self._preferences.settings().colour_names
        for number, material in enumerate(chosen):
            report(number / (len(chosen) + 1))
            works.append(replace(self._store.work(material), colour_names=names))
        report(len(chosen) / (len(chosen) + 1))
        if wanted.needs_questions and not any(work.contents.questions for work in works):
            raise InputError(
                "“{title}” has no questions to export; choose another format or make some.",
                title=works[0].contents.material.title,
            )
        written = wanted.write(works)
        paths = put_folder(written, target) if wanted.is_folder else put_files(written, target)
        size = sum(len(content) for content in written.files.values())
        left = tuple(one for one in written.left_behind if one.count)
        return Exported(paths, size, left)

    def _format(self, name: str) -> ExportFormat:
        wanted = format_named(name)
        if wanted is None:
            raise InputError(
                "There is no export format “{name}”; there are {names}.",
                name=name,
                names=", ".join(one.name for one in FORMATS),
            )
        return wanted

    def _chosen(
        self, wanted: ExportFormat, materials: Sequence[MaterialId] | None
    ) -> Sequence[MaterialId]:
        if materials is None:
            materials = [material.id for material in self._materials.materials()]
        if not materials:
            raise InputError("The library is empty; there is nothing to export.")
        if wanted.is_for_one and len(materials) > 1:
            raise InputError(
                "The format {name} takes one material at a time; name one of {materials}.",
                name=wanted.name,
                materials=", ".join(materials),
            )
        return materials
