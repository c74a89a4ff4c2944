"""Modules of pages are loaded before they are wanted, and never many at once."""

from __future__ import annotations

import json
import subprocess
import sys

from PySide6.QtCore import QObject

from carrel.ui.loading_ahead import PIECES, LoadingAhead

MOST_AT_ONCE = 50
"""So many modules load within a moment that nobody notices."""

COUNT = """
import json, sys
from importlib import import_module
import carrel.app, carrel.ui.pages.library.presenter
counts = {}
for piece in sys.argv[1:]:
    before = len(sys.modules)
    import_module(piece)
    counts[piece] = len(sys.modules) - before
heavy = sorted({"numpy", "pyqtgraph", "pypdfium2", "mammoth"} & sys.modules.keys())
print(json.dumps([counts, heavy]))
"""


def test_that_pieces_are_loaded_one_after_the_other(qapp) -> None:
    parent = QObject()
    ahead = LoadingAhead(parent, ["colorsys", "this_is_never_reached"])
    sys.modules.pop("colorsys", None)
    ahead.load_next()
    assert "colorsys" in sys.modules
    assert not ahead.is_done


def test_that_it_ends_with_the_last_piece(qapp) -> None:
    parent = QObject()
    ahead = LoadingAhead(parent, ["colorsys"])
    ahead.load_next()
    assert ahead.is_done
    ahead.load_next()


def test_that_no_piece_brings_along_so_much_that_the_window_would_stand_still() -> None:
    done = subprocess.run(
        [sys.executable, "-c", COUNT, *PIECES],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    counts, heavy = json.loads(done.stdout)
    assert {piece: count for piece, count in counts.items() if count > MOST_AT_ONCE} == {}
    assert heavy == []
