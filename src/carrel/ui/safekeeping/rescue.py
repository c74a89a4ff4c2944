"""Decides what the rescue dialog shows, and rescues the library as the student chooses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from carrel.domain.backup_plan import BackupFile, Contents
from carrel.domain.errors import CarrelError
from carrel.domain.job_report import ShareReport, share_of
from carrel.services.rescue import Rescue, Rescued
from carrel.services.safekeeping import Safekeeping, safekeeping_of
from carrel.system.paths import Places
from carrel.ui.dialogs import choose_files
from carrel.ui.errors import sentence
from carrel.ui.safekeeping import words
from carrel.ui.safekeeping.rescue_dialog import RescueDialog
from carrel.ui.tasks import TaskRunner, Tasks

Way = Callable[[ShareReport], Rescued]
"""A way to rescue a library, which tells how far it is."""


class RescuePresenter:
    """One rescue. ``told`` says how it went once the dialog is accepted."""

    def __init__(
        self, view: RescueDialog, rescue: Rescue, safekeeping: Safekeeping, tasks: Tasks
    ) -> None:
        self._view = view
        self._rescue = rescue
        self._safekeeping = safekeeping
        self._tasks = tasks
        self._newest: Path | None = None
        self.told = ""
        view.restore_requested.connect(self._restore_newest)
        view.salvage_requested.connect(self._salvage)
        view.other_file_requested.connect(self._choose)

    def start(self) -> None:
        """Look for the newest good backup."""
        self._tasks.run(
            self._view,
            lambda _report: self._rescue.newest_good_backup(),
            self._show_newest,
            self._failed,
        )

    def _show_newest(self, found: tuple[BackupFile, Contents] | None) -> None:
        if found is None:
            self._view.show_no_backup()
            return
        self._newest = self._safekeeping.path_of(found[0])
        self._view.show_backup(*found)

    def _restore_newest(self) -> None:
        if self._newest is not None:
            self._restore(self._newest)

    def _choose(self) -> None:
        choose_files(
            self._view,
            _tr("Restore another file"),
            [_tr("Carrel libraries (*.db)"), _tr("All files (*)")],
            lambda files: self._restore(files[0]),
        )

    def _restore(self, backup: Path) -> None:
        def tell(rescued: Rescued) -> str:
            return words.restored_from(backup, rescued.contents)

        self._run(lambda progress: self._rescue.from_backup(backup, progress), tell)

    def _salvage(self) -> None:
        self._run(self._rescue.of_what_can_be_read, _told_of_salvage)

    def _run(self, way: Way, tell: Callable[[Rescued], str]) -> None:
        def done(rescued: Rescued) -> None:
            self._view.job.end()
            kept = _tr("The damaged file is kept as {file}.").format(file=rescued.aside.name)
            self.told = f"{tell(rescued)} {kept}"
            self._view.accept()

        self._view.show_running(is_running=True)
        self._view.job.begin(_tr("Rescuing your library"), lambda: task.cancel())
        task = self._tasks.run(
            self._view,
            lambda report: way(share_of(report)),
            done,
            self._failed,
            lambda share, _: self._view.job.show_share(share),
        )

    def _failed(self, error: CarrelError) -> None:
        self._view.job.end()
        self._view.show_running(is_running=False)
        if self._newest is None:
            self._view.show_no_backup()
        self._view.show_error(sentence(error))


def offer_rescue(library: Path, kept: Places, *, clock: Callable[[], datetime], reason: str) -> str:
    """Show the ways out and wait; returns what was done, empty when the student quits.

    Nobody has the library open.
    """
    keeping = safekeeping_of(library, kept, clock=clock)
    dialog = RescueDialog(library, reason)
    tasks = TaskRunner(dialog)
    presenter = RescuePresenter(dialog, Rescue(library, keeping, clock=clock), keeping, tasks)
    presenter.start()
    # There is no other window yet that could go on meanwhile.
    dialog.exec()
    tasks.close()
    dialog.deleteLater()
    return presenter.told


def _told_of_salvage(rescued: Rescued) -> str:
    told = _tr("Saved from the damaged file: {what}.").format(
        what=words.counted(rescued.contents) or _tr("nothing")
    )
    if rescued.incomplete:
        told += " " + _tr("Not everything could be read of: {what}.").format(
            what=words.lost_tables(rescued.incomplete)
        )
    return told


def _tr(text: str) -> str:
    return QCoreApplication.translate("RescuePresenter", text)
