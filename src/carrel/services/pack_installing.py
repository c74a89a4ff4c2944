"""Installing study packs: those that come with Carrel, and those that a student opens."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from carrel.domain.backup_plan import Occasion
from carrel.domain.changes import EVERYTHING, Change
from carrel.domain.editions import EditionChanges, Installation, Installed
from carrel.domain.errors import InputError
from carrel.domain.ids import MaterialId
from carrel.domain.packs import Pack
from carrel.domain.text.slugs import unique_slugs
from carrel.formats.pack.digest import digest_of
from carrel.formats.pack.read import peek_pack, read_pack
from carrel.services.desk import Desk
from carrel.services.mention_finding import MentionFinding
from carrel.storage.material_intake import show_material
from carrel.storage.material_store import MaterialStore
from carrel.storage.pack_store import InstalledPack, PackStore
from carrel.storage.row_writer import PlainRows, RowWriter
from carrel.storage.saved_pack_store import SavedPackStore

_log = logging.getLogger(__name__)


class PackInstalling:
    """Puts packs into the library of a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._packs = PackStore(desk.database)
        self._materials = MaterialStore(desk.database)
        self._saved = SavedPackStore(desk.database)

    @property
    def is_blank(self) -> bool:
        """Whether the library never had a material, not even one that was removed."""
        return self._materials.is_blank()

    def install_bundled(self, folders: Iterable[Path]) -> tuple[MaterialId, ...]:
        """Install the packs that come with Carrel where that is due; returns which it did.

        A pack whose files are as they were costs only their reading. One that the student has
        removed or deleted stays away, and so does one whose name another material has. Raises what
        :meth:`install` raises.
        """
        return tuple(material for folder in folders if (material := self._install_if_due(folder)))

    def install(self, path: Path) -> Installed:
        """Install the pack at ``path``, a folder or ``.carrel`` file, as an undoable step.

        Raises :class:`NotFound`, :class:`UnreadableFile` or :class:`PackError` for a pack that
        cannot be used, :class:`InputError` for one that the library should not take.
        """
        own = self._saved.source_of(digest_of(path))
        if own is not None and self._materials.is_there(own):
            return Installed(Installation.ALREADY_THERE, self._materials.summary(own))
        pack, usual_name = self._read(path)
        known = self._packs.installed(pack.material.id)
        if known is None:
            return self._add_as_step(pack, usual_name)
        return self._meet_known(pack, known)

    def newer_edition(self, path: Path) -> Pack | None:
        """The pack at ``path`` if the library has an older edition of it; raises as install does.

        None also for one whose material the student has removed.
        """
        pack, _ = self._read(path)
        known = self._packs.installed(pack.material.id)
        is_newer = known is not None and pack.material.edition > known.edition
        return pack if known is not None and is_newer and not known.is_removed else None

    def _install_if_due(self, folder: Path) -> MaterialId | None:
        material, content_hash = peek_pack(folder)
        if self._saved.is_unwanted(material):
            return None
        known = self._packs.installed(material)
        if known is not None and (known.is_removed or known.content_hash == content_hash):
            return None
        if known is None and self._packs.is_foreign_name(material):
            _log.warning("The bundled pack %s is left out: its name is taken.", material)
            return None
        pack = read_pack(folder)
        if known is None:
            with self._desk.quiet_change(*EVERYTHING) as database:
                self._add(pack, PlainRows(database))
        elif pack.material.edition < known.edition:
            return None
        else:
            self._update(pack, known)
        return material

    def _read(self, path: Path) -> tuple[Pack, MaterialId]:
        """The pack at ``path`` as it is or would be called here, and what it is called elsewhere.

        Another material may have its name: the same text, perhaps, which the student imported.
        """
        pack = read_pack(path)
        usual_name = pack.material.id
        name = self._saved.name_here(usual_name)
        if self._packs.is_foreign_name(name):
            taken = self._materials.names_like(name)
            name = MaterialId(unique_slugs([name], taken=taken)[0])
        return pack if name == usual_name else read_pack(path, called=name), usual_name

    def _add_as_step(self, pack: Pack, usual_name: MaterialId) -> Installed:
        with self._desk.action(
            "Import “{title}”", *EVERYTHING, title=pack.material.title
        ) as action:
            self._add(pack, action)
            self._saved.want_again(pack.material.id)
            if pack.material.id != usual_name:
                self._saved.name(usual_name, pack.material.id)
        return self._outcome(Installation.ADDED, pack)

    def _add(self, pack: Pack, writer: RowWriter) -> None:
        at = self._desk.clock()
        material_row = self._packs.add(pack, at=at)
        self._find_mentions(pack)
        show_material(writer, material_row, at=at)

    def _meet_known(self, pack: Pack, known: InstalledPack) -> Installed:
        edition = pack.material.edition
        if edition == known.edition and pack.content_hash != known.content_hash:
            raise InputError(
                "The library has edition {edition} of “{title}” with other contents; give the"
                " changed pack a larger edition number in pack.yaml.",
                edition=edition,
                title=pack.material.title,
            )
        changes = self._update(pack, known) if edition > known.edition else None
        if known.is_removed:
            self._bring_back(pack, known)
            return self._outcome(Installation.BROUGHT_BACK, pack, changes)
        if changes is not None:
            return self._outcome(Installation.UPDATED, pack, changes)
        is_older = edition < known.edition
        return self._outcome(Installation.OLDER if is_older else Installation.ALREADY_THERE, pack)

    def _update(self, pack: Pack, known: InstalledPack) -> EditionChanges:
        self._desk.keep_copy(Occasion.EDITION)
        with self._desk.quiet_change(*EVERYTHING):
            changes = self._packs.update(pack, known, at=self._desk.clock())
            self._find_mentions(pack)
        return changes

    def _bring_back(self, pack: Pack, known: InstalledPack) -> None:
        with self._desk.action(
            "Bring back “{title}”", Change.MATERIALS, title=pack.material.title
        ) as action:
            show_material(action, known.material_row, at=self._desk.clock())

    def _find_mentions(self, pack: Pack) -> None:
        finding = MentionFinding(self._desk.database)
        finding.find_in_new(pack.material.id, language=pack.material.language)

    def _outcome(
        self, outcome: Installation, pack: Pack, changes: EditionChanges | None = None
    ) -> Installed:
        return Installed(outcome, self._materials.summary(pack.material.id), changes)
