"""What was said of the packs that were saved here, and what packs of others are called here."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from typing import Any

from carrel.domain.ids import MaterialId
from carrel.storage.database import Database
from carrel.storage.setting_store import SettingStore

_log = logging.getLogger(__name__)
_SAVED = "pack of "
"""How the names of the settings begin that hold what was said of a material's pack."""

_NAMED = "pack named "
"""How those begin that hold what a pack is called here, because its name was taken."""

_UNWANTED = "unwanted pack "
"""How those begin that name packs that were deleted for good."""


class SavedPackStore:
    """Kept among the settings of a library; writing is part of the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._settings = SettingStore(database)

    def said(self, material: MaterialId) -> dict[str, Any]:
        """What was said of a material's pack the last time; empty if nothing was."""
        return _read(self._settings.values().get(f"{_SAVED}{material}", "{}"), material)

    def say(self, material: MaterialId, said: Mapping[str, object]) -> None:
        """Keep what is said of a material's pack."""
        self._settings.put({f"{_SAVED}{material}": json.dumps(said, ensure_ascii=False)})

    def source_of(self, digest: str) -> MaterialId | None:
        """The material that a pack of these contents was last saved from, if that was here."""
        return next((one for one, said in self._all() if said.get("digest") == digest), None)

    def name_here(self, pack: MaterialId) -> MaterialId:
        """What a pack is called in this library: usually as everywhere."""
        return MaterialId(self._settings.values().get(f"{_NAMED}{pack}", pack))

    def name(self, pack: MaterialId, here: MaterialId) -> None:
        """Let a pack be called otherwise here than elsewhere."""
        self._settings.put({f"{_NAMED}{pack}": here})

    def mark_unwanted(self, pack: MaterialId) -> None:
        """Remember that a pack was deleted for good: it does not come in by itself."""
        self._settings.put({f"{_UNWANTED}{pack}": "True"})

    def is_unwanted(self, pack: MaterialId) -> bool:
        """Whether a pack was deleted for good, and not installed again since."""
        return f"{_UNWANTED}{pack}" in self._settings.values()

    def want_again(self, pack: MaterialId) -> None:
        """Forget that a pack was deleted for good."""
        self._settings.remove(frozenset({f"{_UNWANTED}{pack}"}))

    def forget(self, material: MaterialId) -> None:
        """Forget what was said of a material that is gone for good."""
        self._settings.remove(frozenset({f"{_SAVED}{material}"}))

    def _all(self) -> Iterator[tuple[MaterialId, dict[str, Any]]]:
        for name, text in self._settings.values().items():
            if name.startswith(_SAVED):
                material = MaterialId(name.removeprefix(_SAVED))
                yield material, _read(text, material)


def _read(text: str, material: MaterialId) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except ValueError:
        _log.warning("what was said of the pack of %s cannot be read", material)
        return {}
    return said if isinstance(said, dict) else {}
