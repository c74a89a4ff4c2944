"""What a known failure says to the student, in one sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from carrel.domain.errors import CarrelError


def sentence(error: CarrelError) -> str:
    """What an error says, in the language of the window."""
    template = QCoreApplication.translate("CarrelError", error.template)
    return template.format(**error.details)
