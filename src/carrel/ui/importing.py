"""Bringing files into the library from the window: chosen, dropped on it, or named at the start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QTextDocumentFragment

from carrel.domain.changes import EVERYTHING
from carrel.domain.errors import Cancelled, CarrelError
from carrel.domain.job_report import Report
from carrel.ui.page import Menu, PageContext
from carrel.ui.shell.view import MainWindow
from carrel.ui.tasks import Task

if TYPE_CHECKING:
    from carrel.domain.ids import MaterialId
    from carrel.services.importing import Imported
    from carrel.ui.editions.duplicates import DuplicatePresenter
    from carrel.ui.editions.presenter import EditionPresenter
    from carrel.ui.highlights_import.presenter import HighlightsPresenter
    from carrel.ui.import_preview.presenter import PreviewPresenter

MOST_TOLD = 4
"""How many files a message speaks of one by one."""


class ImportingPresenter:
    """Imports files in the background, shows how far that is, and says what became of each.

    ``open_backups`` shows the backups, where the library is as it was before an update.
    """

    def __init__(
        self, window: MainWindow, context: PageContext, open_backups: Callable[[], None]
    ) -> None:
        self._open_backups = open_backups
        self._window = window
        self._context = context
        self._waiting: list[Path] = []
        self._is_running = False
        self._opens: Path | None = None
        self._undecided: list[Imported] = []
        self._read: list[Imported] = []
        self._told_before = ""
        self._asked: (
            EditionPresenter | DuplicatePresenter | PreviewPresenter | HighlightsPresenter | None
        ) = None
        window.files_dropped.connect(self.take_in)
        self.action = QAction(_tr("Import files …"), window)
        self.action.setObjectName("window.import_files")
        self.action.setShortcut(QKeySequence("Ctrl+O"))
        self.action.triggered.connect(self.choose_files)
        window.menus.add(Menu.FILE, self.action)
        self.folder_action = QAction(_tr("Import a folder …"), window)
        self.folder_action.setObjectName("window.import_folder")
        self.folder_action.setShortcut(QKeySequence("Ctrl+Alt+O"))
        self.folder_action.triggered.connect(self.choose_folder)
        window.menus.add(Menu.FILE, self.folder_action)
        self.paste_action = QAction(_tr("Import from the clipboard"), window)
        self.paste_action.setObjectName("window.import_pasted")
        self.paste_action.setShortcut(QKeySequence("Ctrl+Shift+V"))
        self.paste_action.triggered.connect(self.take_in_pasted)
        window.menus.add(Menu.FILE, self.paste_action)

    def choose_files(self) -> None:
        """Let the student choose what to import."""
        from carrel.services.importing import readable_suffixes
        from carrel.ui.dialogs import choose_files

        patterns = " ".join(f"*{suffix}" for suffix in readable_suffixes())
        readings = _tr("Readings and study packs ({patterns})").format(patterns=patterns)
        filters = [readings, _tr("All files (*)")]
        choose_files(self._window, _tr("Import files"), filters, self.take_in)

    def choose_folder(self) -> None:
        """Let the student choose a folder of files that are one text, or that Carrel exported."""
        from carrel.ui.dialogs import choose_folder

        title = _tr("Import a folder as one material")
        choose_folder(self._window, title, lambda folder: self.take_in([folder]))

    def take_in_pasted(self) -> None:
        """Read what was copied elsewhere: files, a part of a web page, or plain text."""
        copied = QGuiApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in copied.urls() if url.isLocalFile()]
        if files:
            self.take_in(files)
            return
        html, text = copied.html(), copied.text()
        if not text.strip() and not _has_words(html):
            words = _tr("There is no text on the clipboard; copy some and try again.")
            self._context.navigator.show_message(words)
            return

        def work(report: Report) -> tuple[Imported, ...]:
            from carrel.services.importing import Importing

            with self._context.desk.reopened() as desk:
                return (Importing(desk).read_pasted(html=html, text=text, report=report),)

        self._run(work, _tr("Reading the clipboard …"))

    def choose_version(self, material: MaterialId) -> None:
        """Let the student choose a newer file of a material, and show what it changes."""
        from carrel.services.importing import readable_suffixes
        from carrel.ui.dialogs import choose_files

        patterns = " ".join(f"*{suffix}" for suffix in readable_suffixes())
        filters = [_tr("Readings ({patterns})").format(patterns=patterns), _tr("All files (*)")]
        title = _tr("Choose the newer file")
        dialog = choose_files(
            self._window, title, filters, lambda paths: self._compare(material, paths[0])
        )
        dialog.setFileMode(dialog.FileMode.ExistingFile)

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

    def _compare(self, material: MaterialId, path: Path) -> None:
        """Read the file in the background, then show what it changes in the material."""

        def work(report: Report) -> tuple[Imported, ...]:
            from carrel.services.importing import Importing

            with self._context.desk.reopened() as desk:
                return (Importing(desk).as_new_version(material, path, report),)

        self._run(work, _tr("Reading {name} …").format(name=path.name))

    def _begin(self) -> None:
        paths, self._waiting = tuple(self._waiting), []

        def work(report: Report) -> tuple[Imported, ...]:
            from carrel.services.importing import Importing

            with self._context.desk.reopened() as desk:
                return Importing(desk).import_files(paths, report, holds_back=True)

        self._run(work, _tr("Importing {name} …").format(name=paths[0].name))

    def _run(self, work: Callable[[Report], tuple[Imported, ...]], doing: str) -> None:
        self._is_running = True
        activity = self._window.activity
        # Begun first: where work is done at once, it has ended when run() returns.
        activity.begin(doing, lambda: self._stop(task))
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
        results = [one for one in results if _is_decided(one)]
        if not results:
            return
        navigator = self._context.navigator
        text = told(results, MOST_TOLD)
        if self._asked is not None:
            # What comes in after it was looked at is told of together with this.
            self._told_before = text
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

        self._read += [one for one in results if one.document is not None]
        self._undecided += [one for one in results if one.version or one.brought]
        if len(results) == 1 and results[0].outcome is Outcome.ALREADY_THERE:
            self._undecided.append(results[0])
        if self._asked is None:
            self._ask_next()

    def _ask_next(self) -> None:
        self._asked = None
        if self._read:
            self._show_preview()
            return
        if not self._undecided:
            self._told_before = ""
            return
        from carrel.ui.editions.duplicates import DuplicatePresenter
        from carrel.ui.editions.presenter import EditionPresenter

        one = self._undecided.pop(0)
        if one.brought is not None:
            self._ask_about_highlights(one)
            return
        if one.version is not None:
            self._asked = EditionPresenter(
                self._window,
                self._context,
                one.version,
                one.path,
                self._ask_next,
                told_before=lambda: self._told_before,
                open_backups=self._open_backups,
            )
        elif one.summary is not None:
            self._asked = DuplicatePresenter(
                self._window, self._context, one.summary.material, one.path, self._ask_next
            )
        if self._asked is not None:
            self._asked.ask()

    def _ask_about_highlights(self, one: Imported) -> None:
        from carrel.ui.highlights_import.presenter import HighlightsPresenter

        assert one.brought is not None
        self._asked = asked = HighlightsPresenter(
            self._window, self._context, one.brought, one.path, self._ask_next
        )
        asked.ask()

    def _show_preview(self) -> None:
        """Let the student look at what was read before it is stored."""
        from carrel.ui.import_preview.presenter import PreviewPresenter

        read, self._read = self._read, []
        self._asked = preview = PreviewPresenter(
            self._window, self._context, read, self._after_preview
        )
        preview.ask()

    def _after_preview(self, added: Sequence[MaterialId]) -> None:
        if added:
            self._tell_of(added)
        self._ask_next()

    def _tell_of(self, added: Sequence[MaterialId]) -> None:
        from carrel.services.looking_up import LookingUp

        navigator = self._context.navigator
        titles = [LookingUp(self._context.desk).material(one).title for one in added]
        if len(added) == 1:
            text = _tr("Imported “{title}”.").format(title=titles[0])
        else:
            text = _tr("Imported {count} materials.").format(count=len(added))
        text = f"{text} {self._told_before}".strip()
        if self._opens is not None:
            self._opens = None
            navigator.open_material(added[0])
            navigator.show_message(text)
            return
        navigator.show_message(
            text,
            action_text=_tr("Read it") if len(added) == 1 else _tr("Read the first"),
            action=lambda: navigator.open_material(added[0]),
        )

    def _failed(self, error: CarrelError) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self._context.navigator.show_message(_tr("The import was stopped."))
        else:
            self._context.navigator.show_error(error)


def _is_decided(one: Imported) -> bool:
    """Whether the student need not be asked about a file."""
    return one.version is None and one.document is None and one.brought is None


def _has_words(html: str) -> bool:
    return bool(QTextDocumentFragment.fromHtml(html).toPlainText().strip())


def _tr(text: str) -> str:
    return QCoreApplication.translate("Importing", text)
