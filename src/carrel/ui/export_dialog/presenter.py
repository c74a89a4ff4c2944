"""Decides what can be exported, asks where to, and writes it in the background."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from carrel.domain.errors import Cancelled, CarrelError
from carrel.domain.ids import MaterialId
from carrel.domain.job_report import Report, share_of
from carrel.services.exporting import Exported, Exporting, ExportScope
from carrel.ui.dialogs import choose_folder, choose_place
from carrel.ui.errors import sentence
from carrel.ui.export_dialog.view import ExportDialog
from carrel.ui.export_dialog.words import words_of
from carrel.ui.page import PageContext
from carrel.ui.tasks import Task

_PACK = "carrel"
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class ExportPresenter:
    """Lives as long as its window: the window's signals hold its methods.

    ``save_pack`` leads on to the window for study packs, which say more of themselves.
    """

    def __init__(
        self,
        window: QWidget,
        context: PageContext,
        material: MaterialId | None,
        save_pack: Callable[[MaterialId], None],
    ) -> None:
        self._context = context
        self._save_pack = save_pack
        exporting = Exporting(context.desk)
        self._formats = {one.name: one for one in exporting.formats}
        scopes = exporting.scopes()
        alone = [scope for scope in scopes if not scope.is_collection]
        everything = tuple(one for scope in alone for one in scope.materials)
        self._scopes = [*scopes]
        if len(everything) > 1:
            self._scopes.append(ExportScope(_tr("Everything in the library"), everything))
        self.dialog = ExportDialog(window)
        titles = [
            _tr("Collection: {name}").format(name=one.title) if one.is_collection else one.title
            for one in self._scopes
        ]
        own = [place for place, one in enumerate(self._scopes) if one.materials == (material,)]
        self.dialog.show_scopes(titles, own[0] if own else 0)
        self.dialog.chosen.connect(self._check)
        self.dialog.export_requested.connect(self._ask_where)

    def open(self, form: str = "") -> ExportDialog:
        """Show the window, with the format ``form`` chosen if that is given."""
        if form:
            self.dialog.choose_format(form)
        self._check()
        self.dialog.open()
        return self.dialog

    def _scope(self) -> ExportScope | None:
        place = self.dialog.scope
        return self._scopes[place] if 0 <= place < len(self._scopes) else None

    def _check(self) -> None:
        scope, form = self._scope(), self._formats.get(self.dialog.format_name)
        if scope is None:
            problem = _tr("The library is empty; import something first.")
        elif form is not None and form.is_for_one and len(scope.materials) > 1:
            problem = _tr("This format takes one material at a time; choose one above.")
        else:
            problem = ""
        self.dialog.show_possible(problem)

    def _ask_where(self) -> None:
        scope, form = self._scope(), self._formats.get(self.dialog.format_name)
        if scope is None or form is None:
            return
        if form.name == _PACK:
            self.dialog.accept()
            self._save_pack(scope.materials[0])
            return
        name = " ".join(_UNFIT.sub(" ", scope.title).split()).strip(" .") or "Carrel"
        title = words_of(form.name).title
        if form.is_folder:
            choose_folder(self.dialog, title, lambda folder: self._write(folder / name))
        else:
            choose_place(self.dialog, title, name + form.suffix, self._write)

    def _write(self, target: Path) -> None:
        scope, name = self._scope(), self.dialog.format_name
        if scope is None:
            return
        dialog = self.dialog
        dialog.show_busy(is_busy=True)
        tasks: list[Task] = []
        dialog.job.begin(_tr("Exporting"), lambda: tasks[0].cancel())

        def work(report: Report) -> Exported:
            with self._context.desk.reopened() as desk:
                return Exporting(desk).export(
                    name,
                    scope.materials,
                    target,
                    share_of(report),
                )

        tasks.append(
            self._context.tasks.run(
                dialog,
                work,
                self._done,
                self._failed,
                lambda share, _: dialog.job.show_share(share),
            )
        )

    def _done(self, made: Exported) -> None:
        self.dialog.job.end()
        self.dialog.accept()
        if len(made.paths) == 1:
            told = _tr("Exported to {file}.").format(file=made.paths[0])
        else:
            told = _tr("Exported {count} files to {folder}.").format(
                count=len(made.paths), folder=made.paths[0].parent
            )
        left = ", ".join(f"{one.count} {one.what}" for one in made.left_behind)
        if left:
            told += " " + _tr("Left behind: {what}.").format(what=left)
        self._context.navigator.show_message(told)

    def _failed(self, error: CarrelError) -> None:
        self.dialog.job.end()
        self.dialog.show_busy(is_busy=False)
        is_stopped = isinstance(error, Cancelled)
        self.dialog.show_possible("")
        self.dialog.show_problem(_tr("The export was stopped.") if is_stopped else sentence(error))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Export", text)
