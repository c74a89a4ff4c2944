"""Has rules go through a text in the background, one text at a time, while reading goes on."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from carrel.domain.changes import Change
from carrel.domain.errors import Cancelled, CarrelError
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.job_report import Report, ShareReport, share_of
from carrel.ui.page import PageContext
from carrel.ui.tasks import Task

Search = Callable[[Path, MaterialId, ShareReport, Collection[SectionId]], object]
"""What goes through a material of a library, the sections that are named last first."""


class Searching(QObject):
    """The search that is going on, if one is. It goes on when another text is read."""

    advanced = Signal()
    ended = Signal()

    def __init__(self, context: PageContext, search: Search, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = context.desk
        self._tasks = context.tasks
        self._navigator = context.navigator
        self._search = search
        self._task: Task | None = None
        self.material: MaterialId | None = None
        """What is gone through now."""
        self.share = 0.0

    def begin(self, material: MaterialId, page: Collection[SectionId]) -> None:
        """Go through a material; of a long one the sections of ``page`` first."""
        if self.material is not None:
            return
        self.material, self.share = material, 0.0
        library, search = self._desk.database.path, self._search

        def work(report: Report) -> None:
            search(library, material, share_of(report), page)

        self._task = self._tasks.run(
            self, work, self._done, self._failed, self._progress, is_long=True
        )
        self.advanced.emit()

    def stop(self) -> None:
        """End it; what was found stays."""
        if self._task is not None:
            self._task.cancel()

    def _progress(self, share: float, _doing: str) -> None:
        self.share = share
        self.advanced.emit()

    def _done(self, _nothing: None) -> None:
        self._end()

    def _failed(self, error: CarrelError) -> None:
        self._end()
        if not isinstance(error, Cancelled):
            self._navigator.show_error(error)

    def _end(self) -> None:
        self.material, self._task = None, None
        self._desk.notice.publish((Change.PROPOSALS,))
        self.ended.emit()
