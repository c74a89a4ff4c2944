"""Has the doctor look through the library in the background, and repair it after a backup."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt

from carrel.domain.backup_plan import Occasion
from carrel.domain.changes import EVERYTHING
from carrel.domain.errors import Cancelled, CarrelError
from carrel.domain.job_report import Report, share_of
from carrel.services.doctor import Doctor, Finding
from carrel.services.safekeeping import Safekeeping
from carrel.ui.errors import sentence
from carrel.ui.page import PageContext
from carrel.ui.safekeeping.examination_dialog import ExaminationDialog
from carrel.ui.shell.view import MainWindow

_BACKUP_SHARE = 0.3
"""The part of a repair's bar that the backup takes."""


class ExaminingPresenter:
    """One examination."""

    def __init__(
        self,
        window: MainWindow,
        context: PageContext,
        safekeeping: Callable[[], Safekeeping],
        open_backups: Callable[[], None],
    ) -> None:
        self._context = context
        self._safekeeping = safekeeping
        self._open_backups = open_backups
        self._found: Sequence[Finding] = ()
        self.view = ExaminationDialog(window)
        self.view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view.repair_requested.connect(self._repair)
        self.view.restore_requested.connect(self._restore)

    def start(self) -> None:
        """Show the dialog and begin to look."""

        def work(report: Report) -> list[Finding]:
            with self._context.desk.reopened() as desk:
                return Doctor(desk).examine(share_of(report))

        self.view.open()
        self.view.show_looking()
        self.view.job.begin(_tr("Looking through the library"), lambda: task.cancel())
        task = self._context.tasks.run(
            self.view, work, self._show_findings, self._failed, self._show_share
        )

    def _show_findings(self, found: list[Finding]) -> None:
        self._found = found
        self.view.job.end()
        self.view.show_findings(found)

    def _repair(self) -> None:
        keeping, found = self._safekeeping(), list(self._found)

        def work(report: Report) -> tuple[list[Finding], str]:
            kept = keeping.back_up(Occasion.REPAIR, share_of(report, _BACKUP_SHARE))
            with self._context.desk.reopened() as desk:
                return Doctor(desk).repair(found), str(kept.path)

        self.view.show_repairing()
        self.view.job.begin(_tr("Repairing"), lambda: task.cancel())
        task = self._context.tasks.run(
            self.view, work, self._show_repaired, self._failed, self._show_share
        )

    def _show_repaired(self, outcome: tuple[list[Finding], str]) -> None:
        left, backup = outcome
        self.view.job.end()
        self.view.show_repaired(self._found, left, backup)
        self._context.desk.notice.publish(EVERYTHING)

    def _restore(self) -> None:
        self.view.accept()
        self._open_backups()

    def _failed(self, error: CarrelError) -> None:
        self.view.job.end()
        if isinstance(error, Cancelled):
            self.view.show_stopped()
        else:
            self.view.show_error(sentence(error))

    def _show_share(self, share: float, _doing: str) -> None:
        self.view.job.show_share(share)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExaminingPresenter", text)
