"""Decides what the list of backups shows, and puts the chosen one back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt

from carrel.domain.changes import EVERYTHING
from carrel.domain.errors import Cancelled, CarrelError, LibraryDamaged
from carrel.domain.job_report import share_of
from carrel.services.safekeeping import Kept, Offer, Safekeeping, safekeeping_of
from carrel.system.backup_folders import choose_backup_folder
from carrel.system.paths import Places
from carrel.ui.dialogs import choose_files, choose_folder
from carrel.ui.errors import sentence
from carrel.ui.page import PageContext
from carrel.ui.safekeeping.restore_dialog import RestoreDialog
from carrel.ui.shell.view import MainWindow
from carrel.ui.tasks import Task


class RestoringPresenter:
    """One visit to the list of backups."""

    def __init__(self, window: MainWindow, context: PageContext, kept: Places) -> None:
        self._context = context
        self._kept = kept
        self._library = context.desk.database.path
        self._readings: list[Task] = []
        self.view = RestoreDialog(window)
        self.view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view.restore_requested.connect(self._restore)
        self.view.other_file_requested.connect(self._choose_file)
        self.view.folder_requested.connect(self._choose_folder)
        self.view.finished.connect(self._stop_reading)

    def start(self) -> None:
        """Show the dialog and read what is in the backups."""
        self._list()
        self.view.open()

    def _safekeeping(self) -> Safekeeping:
        return safekeeping_of(self._library, self._kept, clock=self._context.desk.clock)

    def _list(self) -> None:
        self._stop_reading()
        keeping = self._safekeeping()
        try:
            backups = keeping.backups()
        except CarrelError as error:
            self.view.show_backups(keeping.folder, [])
            self.view.show_error(sentence(error))
            return
        self.view.show_backups(keeping.folder, backups)
        for file in backups:
            self._read(keeping.path_of(file))

    def _read(self, path: Path) -> None:
        def show(offer: Offer) -> None:
            self.view.show_offer(path, offer)

        def show_unusable(error: CarrelError) -> None:
            if isinstance(error, LibraryDamaged):
                self.view.show_unusable(
                    path, _tr("This backup is damaged and cannot be put back; choose another one.")
                )
            elif not isinstance(error, Cancelled):
                self.view.show_unusable(path, sentence(error))

        keeping = self._safekeeping()
        self._readings.append(
            self._context.tasks.run(
                self.view, lambda _report: keeping.offer(path), show, show_unusable
            )
        )

    def _stop_reading(self) -> None:
        for reading in self._readings:
            reading.cancel()
        self._readings.clear()

    def _choose_file(self) -> None:
        choose_files(
            self.view,
            _tr("Restore another file"),
            [_tr("Carrel libraries (*.db)"), _tr("All files (*)")],
            lambda files: self.take_file(files[0]),
        )

    def take_file(self, path: Path) -> None:
        """Offer a file that is not in the folder of backups."""
        size = path.stat().st_size if path.is_file() else 0
        self.view.show_other_file(path, size)
        self._read(path)

    def _choose_folder(self) -> None:
        choose_folder(self.view, _tr("Keep backups in"), self.take_folder)

    def take_folder(self, folder: Path) -> None:
        """Keep backups in another folder from now on, and list what is there."""
        try:
            choose_backup_folder(self._library, folder, self._kept)
        except CarrelError as error:
            self.view.show_error(sentence(error))
            return
        self._list()

    def _restore(self, path: Path) -> None:
        # Its page stores what is being written, so that the backup made before has it, too.
        self._context.navigator.open_library()
        self._stop_reading()
        keeping = self._safekeeping()

        self.view.job.begin(_tr("Restoring"), lambda: task.cancel())
        self.view.show_running(is_running=True)
        task = self._context.tasks.run(
            self.view,
            lambda report: keeping.restore(path, share_of(report)),
            partial(self._restored, path),
            self._failed,
            lambda share, _: self.view.job.show_share(share),
        )

    def _restored(self, path: Path, before: Kept) -> None:
        self.view.job.end()
        self.view.accept()
        self._context.desk.notice.publish(EVERYTHING)
        self._context.navigator.show_message(
            _tr("Restored {file}. What was there before is kept as {before}.").format(
                file=path.name, before=before.file.name
            )
        )

    def _failed(self, error: CarrelError) -> None:
        self.view.job.end()
        self.view.show_running(is_running=False)
        self.view.show_error(sentence(error))


def _tr(text: str) -> str:
    return QCoreApplication.translate("RestoringPresenter", text)
