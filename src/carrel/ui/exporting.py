"""The way out of the library from the window: the menu's entry, and the dialog behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from carrel.domain.errors import CarrelError
from carrel.domain.ids import MaterialId, material_of
from carrel.ui.page import Menu, PageContext
from carrel.ui.shell.presenter import ShellPresenter
from carrel.ui.shell.view import MainWindow

if TYPE_CHECKING:
    from carrel.ui.export_dialog.presenter import ExportPresenter
    from carrel.ui.pack_saving.presenter import PackSavingPresenter


class ExportingPresenter:
    """Opens the export window on the material that the student is at."""

    def __init__(self, window: MainWindow, context: PageContext, shell: ShellPresenter) -> None:
        self._window = window
        self._context = context
        self._shell = shell
        self._open: ExportPresenter | None = None
        self._pack: PackSavingPresenter | None = None
        self.action = QAction(_tr("Export …"), window)
        self.action.setObjectName("window.export")
        self.action.setShortcut(QKeySequence("Ctrl+Shift+E"))
        self.action.triggered.connect(lambda: self.export(self._material_in_front()))
        self.pack_action = QAction(_tr("Save as a study pack …"), window)
        self.pack_action.setObjectName("window.save_pack")
        self.pack_action.setShortcut(QKeySequence("Ctrl+Shift+K"))
        self.pack_action.triggered.connect(self._save_pack_in_front)
        # What is added later stands before.
        window.menus.add(Menu.FILE, self.pack_action)
        window.menus.add(Menu.FILE, self.action)

    def export(self, material: MaterialId | None, form: str = "") -> None:
        """Let the student choose a format; ``material`` and ``form`` are suggested."""
        from carrel.ui.export_dialog.presenter import ExportPresenter

        self._open = ExportPresenter(self._window, self._context, material, self.save_pack)
        self._open.open(form)

    def save_pack(self, material: MaterialId) -> None:
        """Let the student make a study pack of a material."""
        from carrel.ui.pack_saving.presenter import PackSavingPresenter

        try:
            self._pack = PackSavingPresenter(self._window, self._context, material, self.save_pack)
        except CarrelError as error:
            self._context.navigator.show_error(error)
            return
        self._pack.open()

    def _save_pack_in_front(self) -> None:
        """Which material is meant is asked where none is in front."""
        material = self._material_in_front()
        if material is None:
            self.export(None, "carrel")
        else:
            self.save_pack(material)

    def _material_in_front(self) -> MaterialId | None:
        page = self._shell.page_in_front
        place = page.place() if page is not None else None
        if place is None:
            return None
        if place.material is not None:
            return place.material
        return material_of(place.section) if place.section is not None else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("Export", text)
