"""The theme that widgets are built with; the program's palette is put back afterwards."""

from __future__ import annotations

import pytest

from carrel.ui.theme import Scheme, Theme


@pytest.fixture
def theme(qapp):
    qapp.setStyle("Fusion")
    before = qapp.palette(), qapp.styleSheet()
    yield Theme(Scheme.LIGHT)
    qapp.setPalette(before[0])
    qapp.setStyleSheet(before[1])
