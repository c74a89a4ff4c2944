"""Backs the library up by itself once a day and when asked, and opens what else keeps it safe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from carrel.domain.errors import Cancelled, CarrelError
from carrel.domain.job_report import Report, share_of
from carrel.system.paths import Places
from carrel.ui.page import Menu, PageContext
from carrel.ui.shell.view import MainWindow
from carrel.ui.shortcuts import name_actions

if TYPE_CHECKING:
    from carrel.services.safekeeping import Kept, Safekeeping
    from carrel.ui.safekeeping.examining import ExaminingPresenter
    from carrel.ui.safekeeping.restoring import RestoringPresenter


class KeepingPresenter:
    """The entries of the File menu that keep the library safe."""

    def __init__(self, window: MainWindow, context: PageContext, kept: Places) -> None:
        self._window = window
        self._context = context
        self._kept = kept
        self.dialog: RestoringPresenter | ExaminingPresenter | None = None
        self.back_up = self._action(_tr("Back up now"), self._back_up_now)
        self.restore = self._action(_tr("Restore a backup …"), self.open_backups)
        self.check = self._action(_tr("Check the library …"), self.open_examination)
        name_actions("window", self)
        separator = QAction(window)
        separator.setSeparator(True)
        for action in (self.check, self.restore, self.back_up, separator):
            window.menus.add(Menu.FILE, action)

    @property
    def actions(self) -> list[QAction]:
        """What can be done by hand."""
        return [self.back_up, self.restore, self.check]

    def back_up_if_due(self) -> None:
        """Make the backup of the day in the background; the student hears of it if it fails."""

        def work(report: Report) -> Kept | None:
            from carrel.domain.backup_plan import Occasion

            keeping = self.safekeeping()
            if not keeping.is_due(_day_of):
                return None
            return keeping.back_up(Occasion.DAILY, share_of(report))

        self._context.tasks.run(self._window, work, lambda _kept: None, self._tell_failure)

    def mention_old_backups(self) -> None:
        """Say in a library that is new, if there are any, that backups of an older one exist."""
        try:
            if not self.safekeeping().backups():
                return
        except CarrelError as error:
            self._context.navigator.show_error(error)
            return
        self._context.navigator.show_message(
            _tr("This library is new, but there are backups of one that was here before."),
            action_text=_tr("Restore a backup …"),
            action=self.open_backups,
        )

    def open_backups(self) -> None:
        """Show the list of backups, to put one back."""
        from carrel.ui.safekeeping.restoring import RestoringPresenter

        self.dialog = RestoringPresenter(self._window, self._context, self._kept)
        self.dialog.start()

    def open_examination(self) -> None:
        """Have the doctor look through the library."""
        from carrel.ui.safekeeping.examining import ExaminingPresenter

        self.dialog = ExaminingPresenter(
            self._window, self._context, self.safekeeping, self.open_backups
        )
        self.dialog.start()

    def safekeeping(self) -> Safekeeping:
        """The backups of the open library, in the folder that is chosen now."""
        from carrel.services.safekeeping import safekeeping_of

        desk = self._context.desk
        return safekeeping_of(desk.database.path, self._kept, clock=desk.clock)

    def _back_up_now(self) -> None:
        from carrel.domain.backup_plan import Occasion

        activity = self._window.activity
        text = _tr("Backing up your library …")
        # Begun first: where work is done at once, it has ended when run() returns.
        activity.begin(text, lambda: task.cancel())
        task = self._context.tasks.run(
            self._window,
            lambda report: self.safekeeping().back_up(Occasion.ASKED, share_of(report)),
            self._tell_kept,
            self._tell_failure,
            lambda share, _doing: activity.show_progress(share, text),
        )

    def _tell_kept(self, kept: Kept) -> None:
        from carrel.ui.safekeeping import words

        self._window.activity.end()
        self._context.navigator.show_message(
            _tr("Backed up and verified: {what}. The copy is {file}.").format(
                what=words.counted(kept.contents) or _tr("an empty library"), file=kept.path
            )
        )

    def _tell_failure(self, error: CarrelError) -> None:
        self._window.activity.end()
        if not isinstance(error, Cancelled):
            self._context.navigator.show_error(error)

    def _action(self, text: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, self._window)
        action.triggered.connect(act)
        return action


def _day_of(moment: datetime) -> str:
    """The day of a moment where the student is."""
    return moment.astimezone().strftime("%Y-%m-%d")


def _tr(text: str) -> str:
    return QCoreApplication.translate("KeepingPresenter", text)
