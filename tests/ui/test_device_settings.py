"""What this computer remembers survives a restart; what cannot be read falls back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray

from carrel.ui.device_settings import FILE_NAME, DeviceSettings
from carrel.ui.theme import Scheme


def test_that_values_are_there_after_a_restart(tmp_path) -> None:
    settings = DeviceSettings(tmp_path / "config")
    settings.scheme = Scheme.DARK
    settings.geometry = QByteArray(b"\x01\xd9\x00")
    settings.save()
    again = DeviceSettings(tmp_path / "config")
    assert again.scheme is Scheme.DARK
    assert again.geometry == QByteArray(b"\x01\xd9\x00")


def test_that_nothing_is_set_at_first(tmp_path) -> None:
    settings = DeviceSettings(tmp_path)
    assert settings.scheme is Scheme.SYSTEM
    assert settings.geometry is None


@pytest.mark.parametrize("line", ["scheme=purple", "scheme=@Invalid()"])
def test_that_a_theme_that_is_not_known_is_logged_and_not_used(tmp_path, expected_log, line):
    (tmp_path / FILE_NAME).write_text(f"[window]\n{line}\ngeometry=7\n", encoding="utf-8")
    if "purple" in line:
        expected_log("carrel.ui.device_settings", "purple")
    settings = DeviceSettings(tmp_path)
    assert settings.scheme is Scheme.SYSTEM
    assert settings.geometry is None
