"""Decides what the Notes page shows, and stores what the student changes there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from carrel.domain.annotations import AnnotationFilter, Colour, ListedAnnotation
from carrel.domain.changes import Change
from carrel.domain.ids import AnnotationId
from carrel.domain.job_report import Report
from carrel.domain.orphans import OrphanId
from carrel.domain.settings import Ground
from carrel.services.annotating import Annotating
from carrel.services.notes_exporting import NotesExporting
from carrel.services.orphans import Orphans
from carrel.services.preferences import Preferences
from carrel.services.reading import Reading
from carrel.services.topic_browsing import TopicBrowsing
from carrel.services.undo import Undo
from carrel.ui.attempt import UndoableAttempt
from carrel.ui.dialogs import choose_place
from carrel.ui.navigator import Crumb, PageName, Place
from carrel.ui.page import Menu, PageContext
from carrel.ui.pages.notes.view import NotesView
from carrel.ui.widgets.annotation_look import AnnotationLook


class NotesPresenter:
    """The Notes page: annotations of all materials, filtered."""

    def __init__(self, context: PageContext) -> None:
        self._annotating = Annotating(context.desk)
        self._reading = Reading(context.desk)
        self._attempt = UndoableAttempt(context.navigator, Undo(context.desk))
        self._orphans = Orphans(context.desk)
        self._context = context
        self._found: Sequence[ListedAnnotation] = ()
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
        self._view.tags_requested.connect(self._edit_tags)
        self._view.untag_requested.connect(self._untag)
        self._view.export_requested.connect(self._export)
        self._view.tray_requested.connect(lambda _: self._navigator.moved())
        self._view.tray.place_requested.connect(self._place)
        self._view.tray.section_note_requested.connect(self._make_section_notes)
        self._view.tray.delete_requested.connect(self._let_go)
        self._view.read_requested.connect(lambda: self._navigator.go(Place(PageName.READ)))
        self._show_all()

    @property
    def view(self) -> NotesView:
        """The widget of the page."""
        return self._view

    @property
    def actions(self) -> Mapping[Menu, Sequence[QAction]]:
        """What can be done with the selected notes."""
        return self._view.actions_.by_menu

    def open(self, place: Place) -> None:
        """Show the notes, or those that have lost their words."""
        self._view.open_tray(is_open=place.orphans and self._orphans.count() > 0)

    def place(self) -> Place:
        """The notes, or the orphans' tray."""
        return Place(PageName.NOTES, orphans=self._view.is_tray_open)

    def trail(self) -> Sequence[Crumb]:
        """The tray is below the page."""
        return (Crumb(_tr("Without a place")),) if self._view.is_tray_open else ()

    def refresh(self, changed: frozenset[Change]) -> None:
        """Show the list anew if something of it has changed."""
        if Change.SETTINGS in changed:
            self._show_names()
        if Change.MATERIALS in changed:
            self._show_all()
        elif changed & {Change.ANNOTATIONS, Change.QUESTIONS, Change.TOPICS}:
            self._show_offered()
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
        self._view.filters.show_materials(self._reading.titles())
        self._show_offered()
        self._show_notes()

    def _show_offered(self) -> None:
        """The tags and topics that notes have now, and what has lost its words."""
        self._view.filters.show_tags(self._annotating.tags())
        self._view.filters.show_topics(self._annotating.noted_topics())
        self._view.show_orphans(self._orphans.orphans())

    def _show_notes(self) -> None:
        wanted = self._view.filter
        self._found = self._annotating.listed(wanted)
        is_empty = not self._found and not self._annotating.listed(AnnotationFilter())
        self._view.show_notes(self._found, is_empty_library=is_empty)

    def _open_note(self, name: str) -> None:
        def go() -> None:
            one = self._annotating.annotation(AnnotationId(name))
            if one.is_orphan:
                self._navigator.go(Place(PageName.NOTES, orphans=True))
            elif one.passage is None:
                self._navigator.open_section(one.section)
            else:
                passage = one.passage
                self._navigator.open_passage(one.section, passage.start, passage.end)

        self._attempt(go)

    def _change_note(self, name: str, note: str) -> None:
        self._attempt(lambda: self._annotating.set_note(AnnotationId(name), note))

    def _recolour(self, names: Sequence[AnnotationId], colour: Colour) -> None:
        self._attempt(lambda: self._annotating.recolour(names, colour))

    def _edit_tags(self, names: Sequence[AnnotationId]) -> None:
        """Let the tags that all these have be changed, and others be added to them."""
        found = [one.annotation for one in self._found if one.annotation.id in frozenset(names)]
        common = set.intersection(*(set(one.tags) for one in found)) if found else set()

        def change(tags: Sequence[str]) -> None:
            add, remove = set(tags) - common, common - set(tags)
            self._attempt(lambda: self._annotating.change_tags(names, add=add, remove=remove))

        self._view.write_tags(sorted(common), self._annotating.tags(), change)

    def _untag(self, names: Sequence[AnnotationId], tag: str) -> None:
        self._attempt(lambda: self._annotating.change_tags(names, remove=[tag]))

    def _export(self, names: Sequence[AnnotationId]) -> None:
        """Ask where to, and write these notes there, or all that are shown."""
        wanted = frozenset(names)
        notes = [one for one in self._found if not wanted or one.annotation.id in wanted]
        choose_place(
            self._view,
            _tr("Export notes as Markdown"),
            _tr("Notes.md"),
            lambda path: self._write(notes, path),
        )

    def _write(self, notes: Sequence[ListedAnnotation], path: Path) -> None:
        title = self._look.title

        def work(report: Report) -> None:
            with self._context.desk.reopened() as desk:
                NotesExporting(desk).export(
                    notes, path, name=title, report=lambda share: report(share, "")
                )

        def done(_: None) -> None:
            told = _tr("Exported {count} notes and highlights to {file}.")
            self._navigator.show_message(told.format(count=len(notes), file=path.name))

        self._context.tasks.run(self._view, work, done, self._navigator.show_error)

    def _place(self, name: str) -> None:
        """Go and look for new words where the old ones stood."""

        def go() -> None:
            orphan = OrphanId(name)
            section = self._orphans.section_to_show(orphan)
            self._navigator.go(Place(PageName.READ, section=section, placing=orphan))

        self._attempt(go)

    def _make_section_notes(self, names: Sequence[OrphanId]) -> None:
        if self._attempt.succeeds(lambda: self._orphans.make_section_notes(names)):
            told = _tr("Notes on their sections now: {count}.").format(count=len(names))
            self._attempt.offer_undo(told)

    def _let_go(self, names: Sequence[OrphanId]) -> None:
        if self._attempt.succeeds(lambda: self._orphans.let_go(names)):
            told = _tr("Deleted: {count}.").format(count=len(names))
            self._attempt.offer_undo(told)

    def _delete(self, names: Sequence[AnnotationId]) -> None:
        if self._attempt.succeeds(lambda: self._annotating.delete(names)):
            text = _tr("Deleted.") if len(names) == 1 else _tr("Deleted {count} notes.")
            self._attempt.offer_undo(text.format(count=len(names)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("NotesPresenter", text)
