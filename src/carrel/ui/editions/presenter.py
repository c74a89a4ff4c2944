"""Asks what to do with another version of a text, and does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from carrel.domain.changes import EVERYTHING
from carrel.domain.editions import Comparison, EditionChanges
from carrel.domain.errors import Cancelled, CarrelError
from carrel.domain.ids import MaterialId
from carrel.domain.job_report import Report
from carrel.services.edition_comparing import EditionComparing, NewEdition, NewVersion
from carrel.services.editions import Editions
from carrel.services.importing import Importing
from carrel.services.reading import Reading
from carrel.services.undo import Undo
from carrel.ui.attempt import UndoableAttempt
from carrel.ui.editions.dialog import EditionDialog
from carrel.ui.errors import sentence
from carrel.ui.import_words import changes_told
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.tasks import Task


class EditionPresenter:
    """One document that was recognised; ``closed`` is called when all is done with it.

    ``told_before`` gives what was said of the files that came with it, to be said once more;
    ``open_backups`` leads back to the library as it was before.
    """

    def __init__(
        self,
        window: QWidget,
        context: PageContext,
        version: NewVersion | NewEdition,
        path: Path,
        closed: Callable[[], None],
        *,
        told_before: Callable[[], str] = str,
        open_backups: Callable[[], None],
    ) -> None:
        self._context = context
        self._told_before = told_before
        self._open_backups = open_backups
        self._version = version
        self._path = path
        is_pack = isinstance(version, NewEdition)
        self._title = Reading(context.desk).material(version.material).title
        self.dialog = EditionDialog(
            context.theme, self._title, path.name, window, can_keep_both=not is_pack
        )
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.update_requested.connect(self._update)
        self.dialog.keep_both_requested.connect(self._keep_both)
        self.dialog.open_requested.connect(self._open)
        self.dialog.finished.connect(lambda _: closed())

    def ask(self) -> None:
        """Show the dialog and compare in the background."""
        self.dialog.open()
        version = self._version

        def compare(report: Report) -> Comparison:
            with self._context.desk.reopened() as desk:
                return EditionComparing(desk).compare(version, lambda share: report(share, ""))

        self._run(_tr("Comparing"), compare, self.dialog.show_comparison)

    def _run(
        self,
        name: str,
        work: Callable[[Report], object],
        done: Callable[..., None],
    ) -> None:
        dialog = self.dialog
        tasks: list[Task] = []
        dialog.job.begin(name, lambda: tasks[0].cancel())

        def finished(result: object) -> None:
            dialog.job.end()
            done(result)

        def failed(error: CarrelError) -> None:
            dialog.job.end()
            dialog.show_busy(is_busy=False)
            is_stopped = isinstance(error, Cancelled)
            dialog.show_error(
                _tr("Stopped; nothing was changed.") if is_stopped else sentence(error)
            )

        tasks.append(
            self._context.tasks.run(
                dialog, work, finished, failed, lambda share, _: dialog.job.show_share(share)
            )
        )

    def _update(self) -> None:
        self.dialog.show_busy(is_busy=True)
        version = self._version

        def update(report: Report) -> EditionChanges | None:
            with self._context.desk.reopened() as desk:
                return EditionComparing(desk).update(version, lambda share: report(share, ""))

        self._run(_tr("Updating"), update, self._on_updated)

    def _on_updated(self, changes: EditionChanges | None) -> None:
        told_before = self._close()
        navigator = self._context.navigator
        told = _tr("“{title}” has the new text.").format(title=self._title)
        if changes is not None:
            told = f"{told} {changes_told(changes)}".strip()
        before = _tr("The library as it was before is the newest of the backups.")
        told = f"{told} {before} {told_before}".strip()
        if changes is not None and changes.orphans:
            navigator.show_message(
                told,
                action_text=_tr("Place those that lost theirs"),
                action=lambda: navigator.go(Place(PageName.NOTES, orphans=True)),
            )
        elif changes is not None and changes.edited_by_both:
            navigator.show_message(
                told,
                action_text=_tr("Take the author’s instead"),
                action=lambda: self._take_authors(changes),
            )
        else:
            navigator.show_message(told, action_text=_tr("Go back …"), action=self._open_backups)

    def _take_authors(self, changes: EditionChanges) -> None:
        attempt = UndoableAttempt(self._context.navigator, Undo(self._context.desk))
        with attempt.telling():
            Editions(self._context.desk).take_authors(changes.edited_by_both)
            attempt.offer_undo(_tr("What the author has changed is as the author has it now."))

    def _keep_both(self) -> None:
        version = self._version
        if isinstance(version, NewEdition):
            return
        self.dialog.show_busy(is_busy=True)

        def add(report: Report) -> object:
            with self._context.desk.reopened() as desk:
                return Importing(desk).add(
                    version.draft, content_hash=version.content_hash, report=report
                )

        self._run(_tr("Importing"), add, self._on_added)

    def _on_added(self, material: MaterialId) -> None:
        told_before = self._close()
        told = _tr("“{title}” is in the library twice now.").format(title=self._title)
        navigator = self._context.navigator
        navigator.show_message(
            f"{told} {told_before}".strip(),
            action_text=_tr("Read the new one"),
            action=lambda: navigator.open_material(material),
        )

    def _close(self) -> str:
        """Close the dialog; returns what is to be said once more, forgotten when it has closed."""
        told_before = self._told_before()
        self.dialog.accept()
        self._context.desk.notice.publish(EVERYTHING)
        return told_before

    def _open(self) -> None:
        self.dialog.reject()
        self._context.navigator.open_material(self._version.material)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Editions", text)
