"""Puts the study packs that come with Carrel into the library, in the background."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from carrel.domain.changes import EVERYTHING
from carrel.domain.errors import Cancelled, CarrelError
from carrel.domain.ids import MaterialId
from carrel.domain.job_report import Report
from carrel.services.shelf import Shelf
from carrel.system.resources import bundled_packs
from carrel.ui.page import PageContext
from carrel.ui.widgets.activity_bar import ActivityBar


class BundledPacks:
    """Installs at a start what is not there yet; a pack that the student removed stays away."""

    def __init__(self, context: PageContext, activity: ActivityBar) -> None:
        self._context = context
        self._activity = activity

    def install(self) -> None:
        """Begin; the student hears of it only if there is nothing else to see."""
        is_first_start = not Shelf(self._context.desk).glance()
        task = self._context.tasks.run(self._activity, self._work, self._done, self._failed)
        if is_first_start:
            text = QCoreApplication.translate(
                "BundledPacks", "Preparing the material that comes with Carrel …"
            )
            self._activity.begin(text, task.cancel)

    def _work(self, _report: Report) -> Sequence[MaterialId]:
        # The readers of packs take longer to load than the window.
        from carrel.services.pack_installing import PackInstalling

        with self._context.desk.reopened() as desk:
            return PackInstalling(desk).install_bundled(bundled_packs())

    def _done(self, installed: Sequence[MaterialId]) -> None:
        self._activity.end()
        if installed:
            self._context.desk.notice.publish(EVERYTHING)

    def _failed(self, error: CarrelError) -> None:
        self._activity.end()
        if not isinstance(error, Cancelled):
            self._context.navigator.show_error(error)
