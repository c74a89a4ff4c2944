"""Decides what the Notes page shows, and stores what the student changes there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from carrel.domain.annotations import AnnotationFilter, Colour
from carrel.domain.changes import Change
from carrel.domain.errors import CarrelError
from carrel.domain.ids import AnnotationId
from carrel.domain.settings import Ground
from carrel.services.annotating import Annotating
from carrel.services.preferences import Preferences
from carrel.services.reading import Reading
from carrel.services.topic_browsing import TopicBrowsing
from carrel.services.undo import Undo
from carrel.ui.navigator import Crumb, PageName, Place
from carrel.ui.page import Menu, PageContext
from carrel.ui.pages.notes.view import NotesView
from carrel.ui.widgets.annotation_look import AnnotationLook


class NotesPresenter:
    """The Notes page: annotations of all materials, filtered."""

    def __init__(self, context: PageContext) -> None:
        self._annotating = Annotating(context.desk)
        self._reading = Reading(context.desk)
        self._undo = Undo(context.desk)
        self._navigator = context.navigator
        self._preferences = Preferences(context.desk)
        self._look = AnnotationLook(context.theme)
        self._show_names()
        self._view = NotesView(self._look)
        self._view.offer_topics(TopicBrowsing(context.desk).names)
        self._view.filter_changed.connect(self._show_notes)
        self._view.open_requested.connect(self._open_note)
        self._view.note_changed.connect(self._change_note)
        self._view.delete_requested.connect(self._delete)
        self._view.recolour_requested.connect(self._recolour)
        self._view.read_requested.connect(lambda: self._navigator.go(Place(PageName.READ)))
        self._show_all()

    @property
    def view(self) -> NotesView:
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
        return Place(PageName.NOTES)

    def trail(self) -> Sequence[Crumb]:
        """Nothing below the page's name."""
        return ()

    def refresh(self, changed: frozenset[Change]) -> None:
        """Show the list anew if something of it has changed."""
        if Change.SETTINGS in changed:
            self._show_names()
        if Change.MATERIALS in changed:
            self._show_all()
        elif Change.ANNOTATIONS in changed:
            self._show_notes()

    def entered(self) -> None:
        """Give the focus to the list."""
        self._view.focus_first()

    def left(self) -> None:
        """Store the note that is being written."""
        self._view.store_note()

    def _show_names(self) -> None:
        self._look.set_up(Ground.WINDOW, self._preferences.settings().colour_names)

    def _show_all(self) -> None:
        materials = [one.summary.material for one in self._reading.materials()]
        self._view.show_materials([(one.id, one.title) for one in materials])
        self._show_notes()

    def _show_notes(self) -> None:
        wanted = self._view.filter
        found = self._annotating.listed(wanted)
        is_empty = not found and not self._annotating.listed(AnnotationFilter())
        self._view.show_notes(found, is_empty_library=is_empty)

    def _open_note(self, name: str) -> None:
        def go() -> None:
            one = self._annotating.annotation(AnnotationId(name))
            if one.passage is None or one.is_orphan:
                self._navigator.open_section(one.section)
            else:
                passage = one.passage
                self._navigator.open_passage(one.section, passage.start, passage.end)

        self._try(go)

    def _change_note(self, name: str, note: str) -> None:
        self._try(lambda: self._annotating.set_note(AnnotationId(name), note))

    def _recolour(self, names: Sequence[AnnotationId], colour: Colour) -> None:
        self._try(lambda: self._annotating.recolour(names, colour))

    def _delete(self, names: Sequence[AnnotationId]) -> None:
        if self._try(lambda: self._annotating.delete(names)):
            text = _tr("Deleted.") if len(names) == 1 else _tr("Deleted {count} notes.")
            self._navigator.show_message(
                text.format(count=len(names)), action_text=_tr("Undo"), action=self._take_back
            )

    def _take_back(self) -> None:
        self._try(self._undo.undo)

    def _try(self, act: Callable[[], object]) -> bool:
        """Do what a service does; what went wrong is told, and False given."""
        try:
            act()
        except CarrelError as error:
            self._navigator.show_error(error)
            return False
        return True


def _tr(text: str) -> str:
    return QCoreApplication.translate("NotesPresenter", text)
