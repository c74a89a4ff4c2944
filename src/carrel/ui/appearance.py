"""Light or dark as the student chose it on this computer: in force at once, and stored at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from carrel.ui.device_settings import DeviceSettings
from carrel.ui.theme import Scheme, Theme


class Appearance(QObject):
    """What the View menu and the Settings page choose from."""

    changed = Signal()

    def __init__(self, theme: Theme, settings: DeviceSettings) -> None:
        super().__init__(theme)
        self._theme = theme
        self._settings = settings

    @property
    def scheme(self) -> Scheme:
        """What is chosen."""
        return self._theme.scheme

    def choose(self, scheme: Scheme) -> None:
        """Let the program look like this from now on."""
        self._theme.set_scheme(scheme)
        self._settings.scheme = scheme
        self._settings.save()
        self.changed.emit()
