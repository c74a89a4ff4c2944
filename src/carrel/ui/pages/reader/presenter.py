"""Decides what the Read page shows, and stores what the student does there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QAction

from carrel.domain.annotations import Annotation
from carrel.domain.changes import Change
from carrel.domain.errors import CarrelError
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.materials import Material, OutlineEntry
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.domain.reading import Chapter, ReadingPlace, TextRange
from carrel.domain.settings import Settings
from carrel.services.annotating import Annotating
from carrel.services.preferences import Preferences
from carrel.services.proposing import Rules
from carrel.services.proposing_apart import propose_apart
from carrel.services.quiz_choices import QuizChoices
from carrel.services.reading import Reading, document_of
from carrel.ui.attempt import Attempt
from carrel.ui.navigator import Crumb, PageName, Place
from carrel.ui.page import Menu, PageContext
from carrel.ui.pages.reader.actions import ReaderActions
from carrel.ui.pages.reader.annotation_acts import AnnotationActs
from carrel.ui.pages.reader.bookmarks import Bookmarks
from carrel.ui.pages.reader.claims_exercise import ClaimsExercise
from carrel.ui.pages.reader.claims_lens import ClaimsLens
from carrel.ui.pages.reader.find_bar import Finder
from carrel.ui.pages.reader.links import LinkFollower
from carrel.ui.pages.reader.memory_lens import MemoryLens
from carrel.ui.pages.reader.placing import Placing
from carrel.ui.pages.reader.proposals.searching import Search
from carrel.ui.pages.reader.proposals.tray import Tray, bundled_rules
from carrel.ui.pages.reader.reading_time import ReadingTime
from carrel.ui.pages.reader.topic_lens import TopicLens
from carrel.ui.pages.reader.view import ReaderView
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.asset_pictures import AssetPictures
from carrel.ui.widgets.document_writer import Part
from carrel.ui.widgets.typography import Typography

PLACE_DELAY_MS = 250
"""How long the text stands still before the place is stored; leaving stores it at once."""

_SHOWN_BY_MEMORY = frozenset(
    {Change.REVIEWS, Change.QUESTIONS, Change.CLAIMS, Change.EXAMS, Change.SETTINGS}
)


class ReaderPresenter:
    """The Read page: one page of a material at a time."""

    def __init__(
        self,
        context: PageContext,
        rules: Callable[[], Rules] = bundled_rules,
        search: Search = propose_apart,
    ) -> None:
        self._reading = Reading(context.desk)
        self._annotating = Annotating(context.desk)
        self._choices = QuizChoices(context.desk)
        self._navigator = context.navigator
        self._attempt = Attempt(context.navigator)
        self._chapter: Chapter | None = None
        self._shown_material: Material | None = None
        self._preferences = Preferences(context.desk)
        self._look = AnnotationLook(context.theme)
        self._view = ReaderView(self._look)
        self._actions = ReaderActions(self._view)
        self._lens = TopicLens(self._view.reading.text, context)
        self._view.reading.margin.topic_names = self._lens.names
        self._claims = ClaimsLens(self._view.reading.text, self._view.legend, context, self._look)
        self._exercise = ClaimsExercise(
            self._view.reading.text, self._view.exercise, context, self._look
        )
        self._memory = MemoryLens(self._view.reading.text, self._view.memory, context)
        self._tray = Tray(self._view, self._look, context, rules, search)
        self._material = MaterialId("")
        self._pictures = AssetPictures(
            lambda name: self._reading.picture(self._material, name), self._view
        )
        self._place_timer = QTimer(self._view, singleShot=True, interval=PLACE_DELAY_MS)
        self._place_timer.timeout.connect(self._on_settled)
        self._time = ReadingTime(
            self._reading, context.desk.clock, self._view, self._navigator.show_error
        )
        self._acts = AnnotationActs(self._view.reading, self._actions, context)
        self._finder = Finder(self._view.find_bar, self._view.reading.text, self._look)
        self._bookmarks = Bookmarks(self._view.reading, context)
        self._links = LinkFollower(self._view.reading, context)
        self._placing = Placing(self._view.placing_bar, self._view.reading, context)
        self._connect()
        self._show_settings()

    @property
    def view(self) -> ReaderView:
        """The widget of the page."""
        return self._view

    @property
    def actions(self) -> Mapping[Menu, Sequence[QAction]]:
        """Marking, writing, and going from page to page."""
        placing = {Menu.EDIT: [self._placing.action]}
        groups = (
            self._actions.by_menu,
            placing,
            self._exercise.actions,
            self._memory.actions,
            self._tray.actions,
        )
        menus = dict.fromkeys(menu for group in groups for menu in group)
        return {menu: [one for group in groups for one in group.get(menu, ())] for menu in menus}

    def open(self, place: Place) -> None:
        """Show a passage, a section, a material where it was left, or what was read last."""
        target = self._target(place)
        if target is None:
            if self._chapter is None:
                self._view.show_nothing()
            return
        self._show_chapter_of(target.section)
        if place.section is not None and place.end > place.start:
            passage = TextRange(place.section, place.start, place.end)
            self._view.reading.show_passage(passage)
        else:
            self._view.reading.show_place(target)
        if place.placing is not None:
            self._placing.begin(place.placing)
        self._show_where()

    def place(self) -> Place:
        """The line at the top."""
        here = self._view.reading.place() if self._chapter is not None else None
        if here is None or self._chapter is None:
            return Place(PageName.READ)
        return Place(
            PageName.READ,
            material=self._chapter.material,
            section=here.section,
            start=here.offset,
            end=here.offset,
        )

    def trail(self) -> Sequence[Crumb]:
        """The material, and the page's title."""
        if self._chapter is None:
            return ()
        material = self._reading.material(self._chapter.material)
        first = self._chapter.sections[0]
        return (
            Crumb(material.title, Place(PageName.READ, material=material.id)),
            Crumb(first.title, Place(PageName.READ, section=first.id)),
        )

    def refresh(self, changed: frozenset[Change]) -> None:
        """Show anew what has changed in the library."""
        if Change.SETTINGS in changed:
            self._show_settings()
        if self._chapter is None:
            return
        if Change.MATERIALS in changed and self._is_outdated(self._chapter):
            self._show_again()
        elif changed & {Change.MATERIALS, Change.ANNOTATIONS, Change.READING}:
            self._show_outline()
            self._show_progress()
        if Change.ANNOTATIONS in changed:
            self._show_annotations()
        if Change.TOPICS in changed:
            self._lens.refresh()
        if changed & {Change.CLAIMS, Change.TOPICS}:
            self._claims.refresh()
        if changed & _SHOWN_BY_MEMORY:
            self._memory.refresh()
        if Change.QUESTIONS in changed:
            self._show_quiz()
        self._tray.refresh(changed)

    def entered(self) -> None:
        """The text gets the focus, and time spent reading is counted."""
        self._view.reading.text.setFocus()
        self._time.start()

    def left(self) -> None:
        """Store the note that is being written and the place."""
        self._view.reading.store_note()
        self._tray.store_place()
        self._store_place()
        self._time.stop()

    def fill_screen(self, *, is_on: bool) -> None:
        """Show only the text and its margin, or the whole page again."""
        self._view.fill_screen(is_on=is_on)

    def _connect(self) -> None:
        view, reading, actions = self._view, self._view.reading, self._actions
        reading.bar.follow(actions)
        reading.margin.follow(actions.note)
        view.find_bar.follow(actions)
        view.library_requested.connect(self._navigator.open_library)
        view.outline.section_chosen.connect(self._go)
        view.outline.read_mark_requested.connect(self._mark_read)
        self._memory.sections_counted.connect(view.outline.show_memory)
        view.footer.section_requested.connect(self._go)
        reading.place_changed.connect(self._on_place_changed)
        reading.question_requested.connect(self._make_question)
        reading.nothing_selected.connect(self._say_what_to_select)
        reading.nothing_marked.connect(self._say_that_nothing_is_marked)
        reading.menu_opening.connect(self._lens.fill_menu)
        reading.zoom_requested.connect(self._zoom)
        reading.text.edge_passed.connect(self._flow)
        reading.end.next_requested.connect(lambda: self._flow(1))
        reading.end.quiz_requested.connect(self._quiz)
        reading.end.proposals_requested.connect(self._tray.open)
        view.footer.panel.changed.connect(self._set)
        actions.larger.triggered.connect(lambda: self._zoom(1))
        actions.smaller.triggered.connect(lambda: self._zoom(-1))
        actions.normal_size.triggered.connect(lambda: self._set("size", Settings().size))
        actions.question.triggered.connect(reading.make_question)
        actions.find.triggered.connect(self._finder.open)
        actions.find_next.triggered.connect(lambda: self._finder.step(1))
        actions.find_previous.triggered.connect(lambda: self._finder.step(-1))
        actions.outline.triggered.connect(view.toggle_outline)
        actions.caret.toggled.connect(lambda is_on: reading.text.set_caret_browsing(is_on=is_on))
        actions.topics.toggled.connect(self._lens.set_on)
        actions.claims.toggled.connect(self._show_claims)
        view.legend.exercise_requested.connect(self._exercise.toggle.trigger)
        self._exercise.begun.connect(lambda: actions.claims.setChecked(False))
        actions.open_claim.triggered.connect(
            lambda: self._claims.open_at(reading.text.textCursor().position())
        )
        actions.add_claim.triggered.connect(self._add_claim)
        actions.tag.triggered.connect(self._tag)
        actions.open_topic.triggered.connect(
            lambda: self._lens.open_at(reading.text.textCursor().position())
        )
        actions.reject_topic.triggered.connect(
            lambda: self._lens.reject_at(reading.text.textCursor().position())
        )
        actions.bookmarks.triggered.connect(self._show_bookmarks)
        actions.mark_read.triggered.connect(self._mark_page_read)
        actions.next_page.triggered.connect(lambda: self._turn(1))
        actions.previous_page.triggered.connect(lambda: self._turn(-1))

    def _show_settings(self) -> None:
        settings = self._preferences.settings()
        self._look.set_up(settings.ground, settings.colour_names)
        self._actions.show_names(self._look.title)
        self._view.reading.set_typography(Typography.of(settings))
        self._view.footer.panel.show_settings(settings)

    def _set(self, name: str, value: object) -> None:
        self._attempt(lambda: self._preferences.change(**{name: value}))

    def _zoom(self, steps: int) -> None:
        self._set("size", self._preferences.settings().size + steps)

    def _target(self, place: Place) -> ReadingPlace | None:
        """The line that ``place`` means; None if the page stays as it is."""
        if place.section is not None:
            return ReadingPlace(place.section, place.start)
        if place.material is not None:
            return self._reading.start(place.material)
        if self._chapter is not None:
            return None
        if (last := self._reading.last_place()) is not None:
            return last
        titles = self._reading.titles()
        return self._reading.start(titles[0][0]) if titles else None

    def _go(self, section: str) -> None:
        self._navigator.open_section(SectionId(section))

    def _turn(self, by: int) -> None:
        if self._chapter is not None:
            target = self._chapter.next if by > 0 else self._chapter.previous
            if target is not None:
                self._go(target)

    def _flow(self, by: int) -> None:
        """Go on reading on the page after, from its top, or on the one before, from its end.

        No jump to come back from: it is as if the text went on.
        """
        chapter = self._chapter
        target = None if chapter is None else chapter.next if by > 0 else chapter.previous
        if target is None or not self._attempt(lambda: self._turn_to(target)):
            return
        self._view.reading.text.caret_to(is_end=by < 0)
        if by < 0:
            self._view.reading.show_end()
        self._show_where()
        self._navigator.moved()

    def _turn_to(self, section: SectionId) -> bool:
        self._time.tick()
        self._show_chapter(self._reading.chapter(section))
        return True

    def _show_claims(self, is_on: bool) -> None:
        """The lens tells what the exercise asks: only one of them at a time."""
        if is_on:
            self._exercise.stop()
        self._claims.set_on(is_on)

    def _quiz(self) -> None:
        if self._chapter is not None:
            self._navigator.start_quiz(_scope(self._chapter))

    def _show_chapter_of(self, section: SectionId) -> None:
        shown = self._chapter
        if shown is not None and any(one.id == section for one in shown.sections):
            return
        self._show_chapter(self._reading.chapter(section))

    def _is_outdated(self, shown: Chapter) -> bool:
        """Whether the page or its material is not as it is shown; setting a page anew is slow."""
        try:
            now = self._reading.chapter(shown.sections[0].id)
            return now != shown or self._reading.material(shown.material) != self._shown_material
        except CarrelError:
            return True

    def _show_again(self) -> None:
        """Show the same page from the library, or nothing if it is gone."""
        here = self._view.reading.place()
        try:
            if here is not None:
                self._show_chapter(self._reading.chapter(here.section))
                self._view.reading.show_place(here)
        except CarrelError:
            self._chapter = None
            self._view.show_nothing()

    def _show_chapter(self, chapter: Chapter) -> None:
        self._chapter = chapter
        self._material = chapter.material
        self._shown_material = self._reading.material(chapter.material)
        parts = [
            Part(
                section=section.id,
                title=section.title,
                level=section.level,
                text=document_of(section),
                label=_tr("Background, not from the source") if section.outside_source else "",
            )
            for section in chapter.sections
        ]
        outline = self._reading.outline(chapter.material)
        self._show_neighbours(chapter, outline)
        self._view.show_page(parts, self._pictures.picture)
        self._lens.show_sections([section.id for section in chapter.sections])
        self._claims.show_sections([section.id for section in chapter.sections])
        self._exercise.show_sections([section.id for section in chapter.sections])
        self._memory.show_sections(chapter.sections)
        self._tray.show_chapter(chapter)
        self._links.show(chapter)
        self._finder.show_sections({one.id: one.text for one in chapter.sections})
        self._time.show(chapter)
        self._view.show_outline(outline)
        self._show_current()
        self._show_annotations()

    def _show_outline(self) -> None:
        if self._chapter is not None:
            self._view.show_outline(self._reading.outline(self._chapter.material))
            self._show_current()

    def _show_current(self) -> None:
        here = self._view.reading.place()
        if self._chapter is not None:
            shown = frozenset(section.id for section in self._chapter.sections)
            self._view.outline.show_current(here.section if here else None, shown)

    def _show_annotations(self) -> None:
        self._view.reading.show_annotations(self._annotations())

    def _annotations(self) -> tuple[Annotation, ...]:
        if self._chapter is None:
            return ()
        return self._annotating.in_sections([section.id for section in self._chapter.sections])

    def _show_neighbours(self, chapter: Chapter, outline: Sequence[OutlineEntry]) -> None:
        titles = {entry.id: entry.title for entry in outline}
        before, after = (
            None if section is None else (section, titles[section])
            for section in (chapter.previous, chapter.next)
        )
        self._view.footer.show_neighbours(before, after)
        self._actions.previous_page.setEnabled(before is not None)
        self._actions.next_page.setEnabled(after is not None)
        end = self._view.reading.end
        if after is None:
            end.show_last(self._reading.material(chapter.material).title)
        else:
            end.show_next(after[1])
        self._show_quiz()

    def _show_quiz(self) -> None:
        if self._chapter is not None:
            count = self._choices.counts(_scope(self._chapter)).total
            self._view.reading.end.show_quiz(count)

    def _show_progress(self) -> None:
        here = self._view.reading.place()
        chapter = self._chapter
        if here is None or chapter is None:
            return
        own_pace = self._reading.own_pace()
        self._view.footer.show_progress(
            number=chapter.number,
            count=chapter.count,
            left=self._reading.minutes_left(chapter, here, own_pace),
            own_pace=own_pace,
        )

    def _on_place_changed(self) -> None:
        self._place_timer.start()
        self._time.notice()

    def _on_settled(self) -> None:
        self._show_current()
        self._show_progress()
        self._store_place()
        self._navigator.moved()
        chapter = self._chapter
        if chapter is not None:
            self._attempt(lambda: self._reading.prepare(chapter.next))

    def _show_where(self) -> None:
        """Say where the text stands; the place itself is stored when it has stood for a moment."""
        self._show_current()
        self._show_progress()
        self._place_timer.start()

    def _store_place(self) -> None:
        self._place_timer.stop()
        here = self._view.reading.place()
        if here is not None and self._chapter is not None:
            self._attempt(lambda: self._reading.remember_place(here))

    def _make_question(self, ranges: Sequence[TextRange]) -> None:
        first = ranges[0]
        self._navigator.write_question(first.section, first.start, first.end)

    def _mark_read(self, sections: Sequence[SectionId], is_read: bool) -> None:
        self._attempt(lambda: self._reading.mark(sections, is_read=is_read))

    def _show_bookmarks(self) -> None:
        if self._chapter is not None:
            self._bookmarks.show(self._chapter.material)

    def _mark_page_read(self) -> None:
        if self._chapter is not None:
            self._mark_read([section.id for section in self._chapter.sections], is_read=True)

    def _tag(self) -> None:
        if ranges := self._view.reading.selected:
            self._lens.tag(ranges)
        else:
            self._say_what_to_select()

    def _add_claim(self) -> None:
        if ranges := self._view.reading.selected:
            self._claims.add(ranges)
        else:
            self._say_what_to_select()

    def _say_what_to_select(self) -> None:
        self._navigator.show_message(
            _tr("Select some words first: with the mouse, or with Shift and the arrow keys (F7).")
        )

    def _say_that_nothing_is_marked(self) -> None:
        self._navigator.show_message(_tr("Nothing is marked or noted on this page yet."))


def _scope(chapter: Chapter) -> Scope:
    return Scope(ScopeKind.SECTION, chapter.sections[0].id)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReaderPresenter", text)
