"""What is remembered on this computer and not in the library: the window's place, light or dark."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from carrel.ui.theme import Scheme

FILE_NAME = "window.ini"

_GEOMETRY = "window/geometry"
_SCHEME = "window/scheme"

_log = logging.getLogger(__name__)


class DeviceSettings:
    """Each value is read on its own; one that cannot be used counts as not set, and is logged."""

    def __init__(self, folder: Path) -> None:
        self._store = QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat)

    @property
    def geometry(self) -> QByteArray | None:
        """The window's size and place as Qt keeps it."""
        value = self._store.value(_GEOMETRY)
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue(_GEOMETRY, value)

    @property
    def scheme(self) -> Scheme:
        """Light, dark, or as the system is."""
        value = self._store.value(_SCHEME)
        if value is None:
            return Scheme.SYSTEM
        try:
            return Scheme(str(value))
        except ValueError:
            _log.warning("the theme %r is not known; the system's is used", value)
            return Scheme.SYSTEM

    @scheme.setter
    def scheme(self, value: Scheme) -> None:
        self._store.setValue(_SCHEME, value.value)

    def save(self) -> None:
        """Write to disk what has been set."""
        self._store.sync()
        if self._store.status() is not QSettings.Status.NoError:
            _log.warning("the window's place cannot be kept in %s", self._store.fileName())
