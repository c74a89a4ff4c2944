"""Asks before a removed material is deleted for good, does it in the background, and says so."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from carrel.domain.changes import EVERYTHING
from carrel.domain.job_report import Report
from carrel.services.shelf import ShelfEntry
from carrel.ui.dialogs import ask
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext


class ErasingPresenter:
    """Deletes materials that the student has removed before."""

    def __init__(self, view: QWidget, context: PageContext) -> None:
        self._view = view
        self._context = context

    def ask(self, entry: ShelfEntry) -> None:
        """Delete a material for good, if the student agrees."""
        title = entry.material.title
        ask(
            self._view,
            _tr("Delete “{title}” for good?").format(title=title),
            more=_tr(
                "Its text goes, with all your notes, questions and answers in it. A backup of the"
                " library is made first. Steps that you did before cannot be undone any more."
            ),
            accept_text=_tr("Delete for good"),
            accepted=lambda: self._erase(entry),
        )

    def _erase(self, entry: ShelfEntry) -> None:
        context, material = self._context, entry.material.id

        def work(report: Report) -> str:
            from carrel.services.erasing import Erasing

            report(0.0, "")
            with context.desk.reopened() as desk:
                return Erasing(desk).erase(material)

        context.tasks.run(self._view, work, self._tell, context.navigator.show_error)

    def _tell(self, title: str) -> None:
        self._context.desk.notice.publish(EVERYTHING)
        navigator = self._context.navigator
        navigator.show_message(
            _tr("“{title}” is deleted for good. A backup from before is kept.").format(title=title),
            action_text=_tr("Show the backups"),
            action=lambda: navigator.go(Place(PageName.SETTINGS, group="data")),
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Erasing", text)
