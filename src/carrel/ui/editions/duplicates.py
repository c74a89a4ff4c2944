"""Asks what to do with a file that the library has already, word for word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from carrel.domain.changes import EVERYTHING
from carrel.domain.ids import MaterialId
from carrel.domain.job_report import Report
from carrel.domain.materials import Material
from carrel.services.importing import Importing, is_pack
from carrel.ui.page import PageContext


class DuplicatePresenter:
    """Opens the material that is there, or imports the file once more beside it."""

    def __init__(
        self,
        window: QWidget,
        context: PageContext,
        material: Material,
        path: Path,
        closed: Callable[[], None],
    ) -> None:
        self._window = window
        self._context = context
        self._material = material
        self._path = path
        self.dialog = self._box(window)
        self.dialog.finished.connect(lambda _: closed())

    def ask(self) -> None:
        """Show the question."""
        self.dialog.open()

    def _box(self, window: QWidget) -> QMessageBox:
        box = QMessageBox(window)
        box.setObjectName("duplicateDialog")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(_tr("In the library already"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(
            _tr("“{title}” is in the library already, word for word.").format(
                title=self._material.title
            )
        )
        open_it = box.addButton(_tr("Open it"), QMessageBox.ButtonRole.AcceptRole)
        open_it.clicked.connect(lambda: self._context.navigator.open_material(self._material.id))
        if not is_pack(self._path):
            box.setInformativeText(_tr("A second copy would have notes of its own."))
            both = box.addButton(_tr("Keep both"), QMessageBox.ButtonRole.ActionRole)
            both.clicked.connect(self._keep_both)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(open_it)
        return box

    def _keep_both(self) -> None:
        path, context = self._path, self._context
        window = self._window

        def add(report: Report) -> MaterialId:
            with context.desk.reopened() as desk:
                return Importing(desk).add_again(path, report)

        def added(material: MaterialId) -> None:
            context.desk.notice.publish(EVERYTHING)
            context.navigator.show_message(
                _tr("The second copy is in the library."),
                action_text=_tr("Read it"),
                action=lambda: context.navigator.open_material(material),
            )

        context.tasks.run(window, add, added, context.navigator.show_error)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Editions", text)
