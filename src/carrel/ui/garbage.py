"""Keeps Python's collector of cycles to the GUI thread while other threads work.

Python collects in whichever thread allocates. Widgets that are part of a cycle would then be
destroyed in a worker thread, which Qt answers with a crash now and then.
"""

from __future__ import annotations

import gc
from functools import partial

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1_000
"""From one look at what has gathered to the next."""

_working: set[int] = set()
"""The collectors that are in force; the automatic one is off as long as there are any."""


class GarbageCollection(QObject):
    """Collects cycles on the thread that made it, from :meth:`begin` to :meth:`end`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect_what_gathered)
        self.destroyed.connect(partial(_leave, id(self)))

    def begin(self) -> None:
        """Collect here and nowhere else from now on; call it before another thread begins."""
        _working.add(id(self))
        gc.disable()
        if not self._timer.isActive():
            self._timer.start()

    def end(self) -> None:
        """Leave it to Python again, unless another collector is in force."""
        self._timer.stop()
        _leave(id(self))

    def collect_what_gathered(self) -> None:
        """Collect the generations that have passed Python's thresholds, as it would by itself."""
        for generation, most in reversed(list(enumerate(gc.get_threshold()))):
            if gc.get_count()[generation] > most:
                gc.collect(generation)
                return


def _leave(collector: int) -> None:
    _working.discard(collector)
    if not _working:
        gc.enable()
