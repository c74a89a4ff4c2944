"""Bringing files into the library from the window: chosen, dropped on it, or named at the start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from carrel.domain.changes import EVERYTHING
from carrel.domain.errors import Cancelled, CarrelError
from carrel.ui.page import Menu, PageContext
from carrel.ui.shell.view import MainWindow
from carrel.ui.tasks import Report, Task

if TYPE_CHECKING:
    from carrel.services.importing import Imported
    from carrel.ui.editions.duplicates import DuplicatePresenter
    from carrel.ui.editions.presenter import EditionPresenter

MOST_TOLD = 4
"""How many files a message speaks of one by one."""


class ImportingPresenter:
    """Imports files in the background, shows how far that is, and says what became of each."""

    def __init__(self, window: MainWindow, context: PageContext) -> None:
        self._window = window
        self._context = context
        self._waiting: list[Path] = []
        self._is_running = False
        self._opens: Path | None = None
        self._undecided: list[Imported] = []
        self._asked: EditionPresenter | DuplicatePresenter | None = None
        window.files_dropped.connect(self.take_in)
        self.action = QAction(_tr("Import files …"), window)
        self.action.setObjectName("window.import_files")
        self.action.setShortcut(QKeySequence("Ctrl+O"))
        self.action.triggered.connect(self.choose_files)
        window.menus.add(Menu.FILE, self.action)

    def choose_files(self) -> None:
        """Let the student choose what to import."""
        from carrel.services.importing import readable_suffixes
        from carrel.ui.dialogs import choose_files

        patterns = " ".join(f"*{suffix}" for suffix in readable_suffixes())
        readings = _tr("Readings and study packs ({patterns})").format(patterns=patterns)
        filters = [readings, _tr("All files (*)")]
        choose_files(self._window, _tr("Import files"), filters, self.take_in)

    @property
    def unfinished(self) -> str:
        """What would be stopped if the window closed now; empty when no file is coming in."""
        return _tr("Files are still being imported.") if self._is_running else ""

    def take_in_and_open(self, path: Path) -> None:
        """Import a file in the background and then read it."""
        self._opens = path
        self.take_in([path])

    def take_in(self, paths: Sequence[Path]) -> None:
        """Import these files in the background; those that are given meanwhile come next."""
        self._waiting += paths
        if self._waiting and not self._is_running:
            self._begin()

    def _begin(self) -> None:
        paths, self._waiting = tuple(self._waiting), []
        self._is_running = True
        activity = self._window.activity
        # Begun first: where work is done at once, it has ended when run() returns.
        activity.begin(
            _tr("Importing {name} …").format(name=paths[0].name), lambda: self._stop(task)
        )

        def work(report: Report) -> tuple[Imported, ...]:
            from carrel.services.importing import Importing

            with self._context.desk.reopened() as desk:
                return Importing(desk).import_files(paths, report, holds_back=True)

        task = self._context.tasks.run(
            self._window,
            work,
            self._done,
            self._failed,
            lambda share, doing: activity.show_progress(
                share, _tr("Importing {name} …").format(name=doing)
            ),
        )

    def _stop(self, task: Task) -> None:
        self._waiting.clear()
        task.cancel()

    def _end(self) -> None:
        self._is_running = False
        self._window.activity.end()
        # Files that had come in before a job was stopped stay.
        self._context.desk.notice.publish(EVERYTHING)
        if self._waiting:
            self._begin()

    def _done(self, results: Sequence[Imported]) -> None:
        from carrel.ui.import_words import told

        self._end()
        self._ask_about(results)
        results = [one for one in results if one.version is None]
        if not results:
            return
        navigator = self._context.navigator
        text = told(results, MOST_TOLD)
        first = next((one.summary for one in results if one.summary is not None), None)
        if first is None:
            navigator.show_error(CarrelError("{told}", told=text))
            return
        if any(one.path == self._opens and one.summary == first for one in results):
            self._opens = None
            navigator.open_material(first.material.id)
            navigator.show_message(text)
            return
        navigator.show_message(
            text,
            action_text=_tr("Read it"),
            action=lambda: navigator.open_material(first.material.id),
        )

    def _ask_about(self, results: Sequence[Imported]) -> None:
        """Let the student decide on what is in the library already, one after the other."""
        from carrel.services.importing import Outcome

        self._undecided += [one for one in results if one.version is not None]
        if len(results) == 1 and results[0].outcome is Outcome.ALREADY_THERE:
            self._undecided.append(results[0])
        if self._asked is None:
            self._ask_next()

    def _ask_next(self) -> None:
        self._asked = None
        if not self._undecided:
            return
        from carrel.ui.editions.duplicates import DuplicatePresenter
        from carrel.ui.editions.presenter import EditionPresenter

        one = self._undecided.pop(0)
        if one.version is not None:
            self._asked = EditionPresenter(
                self._window, self._context, one.version, one.path, self._ask_next
            )
        elif one.summary is not None:
            self._asked = DuplicatePresenter(
                self._window, self._context, one.summary.material, one.path, self._ask_next
            )
        if self._asked is not None:
            self._asked.ask()

    def _failed(self, error: CarrelError) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self._context.navigator.show_message(_tr("The import was stopped."))
        else:
            self._context.navigator.show_error(error)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Importing", text)
