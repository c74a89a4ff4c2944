"""Decides what is told of the library's file and its backups, and saves a copy of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from carrel.domain.errors import CarrelError
from carrel.ui.dialogs import choose_place
from carrel.ui.page import PageContext
from carrel.ui.pages.settings.data_group import DataGroup
from carrel.ui.safekeeping import words
from carrel.ui.safekeeping.keeping import KeepingPresenter


def show_folder(folder: Path) -> bool:
    """Have the system show a folder; whether it has a program for that."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class DataPresenter:
    """The group of data on the Settings page."""

    def __init__(
        self,
        group: DataGroup,
        context: PageContext,
        keeping: KeepingPresenter,
        show: Callable[[Path], bool] = show_folder,
    ) -> None:
        self._group = group
        self._context = context
        self._keeping = keeping
        self.show_folder = show
        group.seen.connect(self._show)
        group.folder_requested.connect(self._open)
        group.copy_requested.connect(self._choose_copy)

    def save_copy(self, target: Path) -> None:
        """Write a copy of the library in the background, and tell where it is."""
        self._context.tasks.run(
            self._group,
            lambda _report: self._keeping.safekeeping().save_copy(target),
            lambda _contents: self._context.navigator.show_message(
                _tr("A copy of your library is in {file}.").format(file=target)
            ),
            self._context.navigator.show_error,
        )

    def _show(self) -> None:
        library = self._context.desk.database.path
        keeping = self._keeping.safekeeping()
        try:
            backups = keeping.backups()
        except CarrelError as error:
            self._context.navigator.show_error(error)
            backups = []
        if backups:
            state = _tr("{count} kept, the newest of {moment}. One is made each day by itself.")
            state = state.format(count=len(backups), moment=words.moment(backups[0].made_at))
        else:
            state = _tr("None yet. One is made each day by itself.")
        self._group.show_places(library, keeping.folder, state)

    def _open(self, folder: Path) -> None:
        if not folder.is_dir():
            message = _tr("There is no folder {folder} yet.")
        elif not self.show_folder(folder):
            message = _tr("No program here can show a folder; this one is {folder}.")
        else:
            return
        self._context.navigator.show_message(message.format(folder=folder))

    def _choose_copy(self) -> None:
        day = self._context.desk.clock().astimezone().strftime("%Y-%m-%d")
        choose_place(
            self._group.window(),
            _tr("Save a copy of your library"),
            f"carrel-{day}.db",
            self.save_copy,
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("DataPresenter", text)
