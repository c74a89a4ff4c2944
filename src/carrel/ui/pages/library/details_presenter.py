"""Decides what the window with a material's details shows, and keeps what is changed there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from carrel.domain.errors import CarrelError
from carrel.domain.ids import MaterialId
from carrel.domain.materials import TitlePage
from carrel.services.shelf import Shelf
from carrel.services.title_pages import TitlePages
from carrel.ui.errors import sentence
from carrel.ui.page import PageContext
from carrel.ui.pages.library.covers import MEDIA_TYPE, cover_from, cover_pixmap
from carrel.ui.pages.library.details_dialog import COVER_SIZE, DetailsDialog


class DetailsPresenter:
    """Lives as long as its window: the window's signals hold its methods through closures."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        self._pages = TitlePages(context.desk)
        self._shelf = Shelf(context.desk)
        self._parent = parent

    def open(self, material: MaterialId) -> DetailsDialog:
        """Open the window on a material; raises :class:`NotFound`."""
        pages = self._pages
        dialog = DetailsDialog(
            pages.title_page(material), pages.own_title_page(material), self._parent
        )
        dialog.show_space(self._shelf.sizes().get(material, 0))
        self._show_cover(dialog, material)

        def save(page: TitlePage) -> None:
            if self._do(dialog, lambda: pages.change(material, page)):
                dialog.accept()

        def choose(path: Path) -> None:
            self._change_cover(
                dialog, material, lambda: pages.set_cover(material, cover_from(path), MEDIA_TYPE)
            )

        dialog.save_requested.connect(save)
        dialog.cover_chosen.connect(choose)
        dialog.own_cover_requested.connect(
            lambda: self._change_cover(dialog, material, lambda: pages.use_own_cover(material))
        )
        dialog.no_cover_requested.connect(
            lambda: self._change_cover(dialog, material, lambda: pages.drop_cover(material))
        )
        dialog.open()
        return dialog

    def _change_cover(
        self, dialog: DetailsDialog, material: MaterialId, step: Callable[[], None]
    ) -> None:
        if self._do(dialog, step):
            self._show_cover(dialog, material)

    def _show_cover(self, dialog: DetailsDialog, material: MaterialId) -> None:
        ratio = dialog.devicePixelRatioF()
        cover = cover_pixmap(self._pages.cover(material), COVER_SIZE, ratio)
        dialog.show_cover(cover, is_chosen=self._pages.has_chosen_cover(material))

    def _do(self, dialog: DetailsDialog, step: Callable[[], None]) -> bool:
        try:
            step()
        except CarrelError as error:
            dialog.show_problem(sentence(error))
            return False
        return True
