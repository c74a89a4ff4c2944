"""Decides what the Library page shows and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from carrel.domain.changes import Change
from carrel.domain.errors import CarrelError
from carrel.domain.ids import MaterialId
from carrel.domain.next_step import NextStep, StepKind
from carrel.services.shelf import Shelf
from carrel.services.undo import Undo
from carrel.ui.navigator import Crumb, PageName, Place
from carrel.ui.page import Menu, PageContext
from carrel.ui.pages.library.view import LibraryView

_SHOWN_CHANGES = frozenset(
    {Change.MATERIALS, Change.READING, Change.ANNOTATIONS, Change.QUESTIONS, Change.REVIEWS}
)


class LibraryPresenter:
    """The Library page. ``choose_files`` lets the student choose what to import."""

    def __init__(self, context: PageContext, choose_files: Callable[[], None]) -> None:
        self._shelf = Shelf(context.desk)
        self._undo = Undo(context.desk)
        self._navigator = context.navigator
        self._view = LibraryView()
        self._view.step_requested.connect(self._take_step)
        self._view.read_requested.connect(self._navigator.open_material)
        self._view.quiz_requested.connect(self._start_quiz)
        self._view.remove_requested.connect(self._remove)
        self._view.import_requested.connect(choose_files)
        self._show()

    @property
    def view(self) -> LibraryView:
        """The widget of the page."""
        return self._view

    @property
    def actions(self) -> Mapping[Menu, Sequence[QAction]]:
        """The page adds nothing to the menus."""
        return {}

    def open(self, _place: Place) -> None:
        """There is only one place here."""

    def place(self) -> Place:
        """The page itself."""
        return Place(PageName.LIBRARY)

    def trail(self) -> Sequence[Crumb]:
        """Nothing below the page's name."""
        return ()

    def refresh(self, changed: frozenset[Change]) -> None:
        """Show the shelf anew if something of it has changed."""
        if changed & _SHOWN_CHANGES:
            self._show()

    def entered(self) -> None:
        """Give the focus to the first card."""
        self._view.focus_first()

    def left(self) -> None:
        """Nothing waits to be stored."""

    def _show(self) -> None:
        entries = self._shelf.entries()
        self._view.show_entries(entries, self._shelf.next_steps(entries))

    def _take_step(self, material: MaterialId, step: NextStep) -> None:
        if step.kind in (StepKind.REFRESH, StepKind.TRY_QUESTIONS):
            self._start_quiz(material)
        else:
            self._navigator.open_material(material)

    def _start_quiz(self, material: MaterialId) -> None:
        # The rules of a quiz take longer to load than this page takes to show.
        from carrel.domain.quiz_session import Scope, ScopeKind

        self._navigator.start_quiz(Scope(ScopeKind.MATERIAL, material))

    def _remove(self, material: MaterialId) -> None:
        try:
            self._shelf.remove(material)
        except CarrelError as error:
            self._navigator.show_error(error)
            return
        self._navigator.show_message(
            _tr("The material was removed, with your notes and answers in it."),
            action_text=_tr("Undo"),
            action=self._take_back,
        )

    def _take_back(self) -> None:
        try:
            self._undo.undo()
        except CarrelError as error:
            self._navigator.show_error(error)


def _tr(text: str) -> str:
    return QCoreApplication.translate("LibraryPresenter", text)
