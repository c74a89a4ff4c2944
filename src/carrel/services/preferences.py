"""Reading and changing the student's settings; each change is stored at once."""

from __future__ import annotations

import logging
from typing import Any

from carrel.domain.changes import Change
from carrel.domain.settings import Settings, changed, read, stored
from carrel.services.desk import Desk
from carrel.storage.setting_store import SettingStore

_log = logging.getLogger(__name__)


class Preferences:
    """The settings of the library on a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = SettingStore(desk.database)

    def settings(self) -> Settings:
        """The settings in force; a stored one that cannot be used is logged and left out."""
        settings, bad = read(self._store.values())
        for name in bad:
            _log.warning("the setting %s cannot be used; it is as it comes", name)
        return settings

    def change(self, **values: Any) -> Settings:
        """Give settings other values, by the names of the fields of :class:`Settings`.

        Numbers beyond their bounds become the nearest bound. It is not a step that undo takes back.
        """
        before = self.settings()
        after = changed(before, **values)
        old, new = stored(before), stored(after)
        if old != new:
            with self._desk.quiet_change(Change.SETTINGS):
                self._store.put(new)
                self._store.remove(frozenset(old.keys() - new.keys()))
        return after

    def reset(self) -> Settings:
        """Let every setting be as it comes."""
        plain = Settings()
        names = Settings.__dataclass_fields__
        return self.change(**{name: getattr(plain, name) for name in names})
