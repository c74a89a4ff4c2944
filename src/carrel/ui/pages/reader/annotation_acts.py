"""Stores what the student marks and writes on the Read page, at the moment of the act."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from carrel.domain.annotations import Colour, Style
from carrel.domain.ids import AnnotationId, SectionId
from carrel.domain.reading import TextRange
from carrel.domain.text.stretching import Edge
from carrel.services.annotating import Annotating
from carrel.services.reading import Reading
from carrel.ui.attempt import Attempt
from carrel.ui.page import PageContext
from carrel.ui.pages.reader.actions import ReaderActions
from carrel.ui.pages.reader.annotated_text import AnnotatedText
from carrel.ui.pages.reader.text_menu import open_menu
from carrel.ui.widgets.tag_field import TagField


class AnnotationActs:
    """Turns the requests of the text and its margin into steps that can be undone."""

    def __init__(self, view: AnnotatedText, actions: ReaderActions, context: PageContext) -> None:
        self._view = view
        self._actions = actions
        self._annotating = Annotating(context.desk)
        self._reading = Reading(context.desk)
        self._navigator = context.navigator
        self._attempt = Attempt(context.navigator)
        self._connect_view()
        self._connect_actions(actions)

    def _connect_view(self) -> None:
        view = self._view
        view.mark_requested.connect(self._mark)
        view.recolour_requested.connect(self._recolour)
        view.restyle_requested.connect(self._restyle)
        view.stretch_requested.connect(self._stretch)
        view.tags_requested.connect(self._edit_tags)
        view.section_note_requested.connect(self._write_on_section)
        view.note_requested.connect(self._write_note)
        view.note_changed.connect(self._change_note)
        view.delete_requested.connect(self._delete)
        view.citation_requested.connect(self._copy_with_citation)

    def _connect_actions(self, actions: ReaderActions) -> None:
        view = self._view
        actions.connect_colours(view.mark)
        actions.underline.triggered.connect(view.underline)
        actions.fit.triggered.connect(view.fit)
        actions.note.triggered.connect(view.write_note)
        actions.section_note.triggered.connect(view.write_section_note)
        actions.tags.triggered.connect(view.edit_tags)
        actions.bookmark.triggered.connect(self._turn_bookmark)
        actions.delete.triggered.connect(view.delete_active)
        actions.cite.triggered.connect(view.cite)
        actions.let_go.triggered.connect(view.let_go)
        view.text.addAction(actions.let_go)
        view.hold_changed.connect(self._show_what_is_held)
        actions.next_mark.triggered.connect(lambda: view.choose_next(1))
        actions.previous_mark.triggered.connect(lambda: view.choose_next(-1))
        for (edge, by), action in actions.stretches.items():
            action.triggered.connect(lambda _=False, edge=edge, by=by: self._stretch_by(edge, by))
        view.menu_requested.connect(lambda point: open_menu(actions, view, point))

    def _mark(self, ranges: Sequence[TextRange], colour: Colour, style: Style) -> None:
        made = self._attempt(lambda: self._annotating.mark(ranges, colour=colour, style=style))
        if made:
            self._view.clear_selection()
            self._view.show_active(made[0].id)

    def _recolour(self, name: str, colour: Colour) -> None:
        self._attempt(lambda: self._annotating.recolour([AnnotationId(name)], colour))

    def _restyle(self, name: str, style: Style) -> None:
        self._attempt(lambda: self._annotating.restyle([AnnotationId(name)], style))

    def _stretch(self, name: str, place: TextRange) -> None:
        key = AnnotationId(name)
        if self._attempt(lambda: self._annotating.stretch(key, start=place.start, end=place.end)):
            self._view.clear_selection()
            self._view.show_active(name)

    def _stretch_by(self, edge: Edge, by: int) -> None:
        active = self._view.active
        if active is not None:
            self._attempt(lambda: self._annotating.stretch_by_word(active.id, edge=edge, by=by))

    def _show_what_is_held(self) -> None:
        """Offer to let go only of what is held: else Esc belongs to the window.

        The keys that stretch a mark are those that select words where none is held.
        """
        active, has_words = self._view.active, self._view.text.textCursor().hasSelection()
        self._actions.let_go.setEnabled(active is not None or has_words)
        can_stretch = active is not None and active.passage is not None and not has_words
        for action in self._actions.stretches.values():
            action.setEnabled(can_stretch)

    def _edit_tags(self, name: str) -> None:
        key = AnnotationId(name)
        one = self._attempt(lambda: self._annotating.annotation(key))
        if one is not None:
            field = TagField(one.tags, self._annotating.tags(), self._view)
            field.chosen.connect(
                lambda tags: self._attempt(lambda: self._annotating.set_tags(key, tags))
            )
            field.open_at(self._view.bar_corner())

    def _write_on_section(self, section: str, note: str) -> None:
        self._attempt(lambda: self._annotating.write_in_section(SectionId(section), note))

    def _turn_bookmark(self) -> None:
        """Set a bookmark at the selected words or the top line, or take away the one there."""
        reading = self._view
        here = reading.place()
        ranges = reading.selected
        if not ranges and here is not None:
            ranges = (self._reading.words_at(here),)
        if ranges:
            self._attempt(lambda: self._annotating.turn_bookmark(ranges[0]))

    def _write_note(self, ranges: Sequence[TextRange], note: str) -> None:
        self._attempt(lambda: self._annotating.mark(ranges, note=note))

    def _change_note(self, name: str, note: str) -> None:
        self._attempt(lambda: self._annotating.set_note(AnnotationId(name), note))

    def _delete(self, name: str) -> None:
        self._attempt(lambda: self._annotating.delete([AnnotationId(name)]))

    def _copy_with_citation(self, ranges: Sequence[TextRange]) -> None:
        texts = self._attempt(lambda: [self._reading.citation(place) for place in ranges])
        if texts:
            self._view.copy("\n".join(texts))
            self._navigator.show_message(_tr("Copied with its source."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("AnnotationActs", text)
