"""Decides what the main window shows: the page in front, the way back, what can be undone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication

from carrel.domain.changes import EVERYTHING, Change
from carrel.domain.errors import CarrelError, LibraryDamaged, LibraryError
from carrel.domain.ids import MaterialId, QuestionId, SectionId, TopicId
from carrel.services.desk import Desk
from carrel.services.preferences import Preferences
from carrel.services.undo import Undo
from carrel.ui.errors import sentence
from carrel.ui.navigator import Crumb, PageName, Place
from carrel.ui.page import FillsScreen, Page
from carrel.ui.shell.history import History
from carrel.ui.shell.view import MainWindow
from carrel.ui.shell.writing_watch import WritingWatch
from carrel.ui.shortcuts import Shortcuts

if TYPE_CHECKING:
    from carrel.domain.questions.drafts import Draft
    from carrel.domain.quiz_session import Scope

_log = logging.getLogger(__name__)

PageBuilder = Callable[[], Page]

POLL_MS = 1_000
"""How often the library is asked whether another process has written to it."""


class QuestionEditor(Protocol):
    """Where questions are written and changed."""

    def write(self, section: SectionId, start: int, end: int) -> None:
        """Begin a question on words of a section."""

    def write_draft(self, draft: Draft, store: Callable[[Draft], object]) -> None:
        """Begin a question with a draft that ``store`` keeps."""

    def edit(self, question: QuestionId) -> None:
        """Change a question."""


class ShellPresenter:
    """The navigator of the program, and what keeps the page in front true to the library.

    ``rescue`` is what is done when the student wants a damaged library rescued, ``questions`` gives
    that in which questions are written.

    Pages are built when they are first visited. A page that is not in front is refreshed when it
    is visited next.
    """

    def __init__(self, view: MainWindow, desk: Desk) -> None:
        self._view = view
        self._desk = desk
        self._undo = Undo(desk)
        self._preferences = Preferences(desk)
        self._shortcuts = Shortcuts(self._preferences.settings().shortcuts, view)
        self._history = History()
        self._builders: dict[PageName, PageBuilder] = {}
        self._pages: dict[PageName, Page] = {}
        self._stale: dict[PageName, frozenset[Change]] = {}
        self._in_front: PageName | None = None
        self._titles = _page_titles()
        self._version = desk.database.data_version()
        self._is_saved = True
        self._writing = WritingWatch(view)
        self._writing.changed.connect(self._show_saved)
        self._has_warned_before_closing = False
        self.doubt_about_closing: Callable[[], str] = lambda: ""
        """Asked when the window is to close: what is not finished yet, as a sentence."""
        self._is_lost = False
        self.rescue: Callable[[], None] | None = None
        self.questions: Callable[[], QuestionEditor] | None = None
        self._unlisten = desk.notice.listen(self._on_change)
        self._timer = QTimer(view)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.look_for_foreign_changes)
        self._connect()

    @property
    def page_in_front(self) -> Page | None:
        """The page that the student sees; None before the first."""
        return None if self._in_front is None else self._pages[self._in_front]

    @property
    def pages(self) -> Mapping[PageName, Page]:
        """The pages that were built."""
        return self._pages

    @property
    def shortcuts(self) -> Shortcuts:
        """The keys of the actions of the window and of the pages that were built."""
        return self._shortcuts

    def add_pages(self, builders: Mapping[PageName, PageBuilder]) -> None:
        """Offer these pages, in the order of :class:`PageName`."""
        for name in PageName:
            if name in builders:
                self._builders[name] = builders[name]
                self._view.add_page(name, self._titles[name])

    def start(self, place: Place) -> None:
        """Show the first place and watch the library from now on."""
        self._shortcuts.adopt("", self._view.menus.actions)
        self.go(place)
        if self._in_front is None:
            self.open_library()
        self._show_undo()
        self._show_saved()
        self._timer.start()

    def all_shortcuts(self) -> Shortcuts:
        """The keys of all actions, also of pages that were not visited yet."""
        missing = [name for name in self._builders if name not in self._pages]
        if missing:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        for name in missing:
            try:
                self._page(name)
            except CarrelError as error:
                self.show_error(error)
        if missing:
            QGuiApplication.restoreOverrideCursor()
        return self._shortcuts

    def title(self, place: str) -> str:
        """What a page is called, by its name; without one, what belongs to the whole window."""
        return self._titles[PageName(place)] if place else _tr("Everywhere")

    def close(self) -> None:
        """Let the page in front store what it holds; the window is gone after this."""
        self._timer.stop()
        self._unlisten()

    def go(self, place: Place) -> None:
        """Open a place, so that back leads here again."""
        self._amend_history()
        if self._open(place):
            self._history.visit(self._pages[place.page].place())
            self._show_where()

    def go_back(self) -> None:
        """Open the place before this one."""
        self._amend_history()
        if (place := self._history.earlier) is not None and self._open(place):
            self._history.go_back()
            self._show_where()

    def go_forward(self) -> None:
        """Open the place that back led away from."""
        self._amend_history()
        if (place := self._history.later) is not None and self._open(place):
            self._history.go_forward()
            self._show_where()

    def open_library(self) -> None:
        """As :class:`Navigator` says, like all that follow."""
        self.go(Place(PageName.LIBRARY))

    def open_material(self, material: MaterialId) -> None:
        """Read a material where it was left."""
        self.go(Place(PageName.READ, material=material))

    def open_section(self, section: SectionId, offset: int = 0) -> None:
        """Read a section from ``offset``, in code points."""
        self.go(Place(PageName.READ, section=section, start=offset, end=offset))

    def open_passage(self, section: SectionId, start: int, end: int) -> None:
        """Show words of a section, in code points."""
        self.go(Place(PageName.READ, section=section, start=start, end=end))

    def open_topic(self, topic: TopicId) -> None:
        """Open a topic's page."""
        self.go(Place(PageName.TOPICS, topic=topic))

    def open_notes(self) -> None:
        """Open the Notes page."""
        self.go(Place(PageName.NOTES))

    def start_quiz(self, scope: Scope) -> None:
        """Begin a quiz."""
        self.go(Place(PageName.QUIZ, scope=scope))

    def write_question(self, section: SectionId, start: int, end: int) -> None:
        """Begin a question on words of a section."""
        if self.questions is not None:
            self.questions().write(section, start, end)

    def write_draft(self, draft: Draft, store: Callable[[Draft], object]) -> None:
        """Begin a question with a draft that ``store`` keeps."""
        if self.questions is not None:
            self.questions().write_draft(draft, store)

    def edit_question(self, question: QuestionId) -> None:
        """Change a question."""
        if self.questions is not None:
            self.questions().edit(question)

    def return_to_page(self) -> None:
        """Give the keyboard back to the page in front."""
        if (page := self.page_in_front) is not None:
            page.entered()

    def moved(self) -> None:
        """Show where the page in front is now."""
        self._amend_history()
        self._show_where()

    def show_message(
        self, text: str, *, action_text: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Say something in the banner."""
        self._view.banner.show_message(text, action_text=action_text, action=action)

    def show_error(self, error: CarrelError) -> None:
        """Say in the banner what went wrong."""
        is_damage = isinstance(error, LibraryDamaged) and self.rescue is not None
        self._view.banner.show_message(
            sentence(error),
            is_error=True,
            action_text=_tr("Rescue it …") if is_damage else "",
            action=self._leave_for_rescue if is_damage else None,
        )
        if isinstance(error, LibraryError):
            self._is_saved = False
            self._show_saved()

    def look_for_foreign_changes(self) -> None:
        """Have everything shown anew if another process has written to the library."""
        try:
            version = self._desk.database.data_version()
        except CarrelError as error:
            # Asked every second, and told once.
            if not self._is_lost:
                self.show_error(error)
            self._is_lost = True
            return
        if version != self._version or self._is_lost:
            self._is_lost = False
            self._version = version
            self._desk.notice.publish(EVERYTHING)

    def _connect(self) -> None:
        menus = self._view.menus
        menus.undo.triggered.connect(self._on_undo)
        menus.redo.triggered.connect(self._on_redo)
        menus.back.triggered.connect(self.go_back)
        menus.forward.triggered.connect(self.go_forward)
        menus.shortcuts.triggered.connect(self._show_shortcuts)
        menus.about.triggered.connect(self._show_about)
        self._view.page_requested.connect(self._on_page_requested)
        self._view.place_requested.connect(self.go)
        self._view.close_requested.connect(self._on_close_requested)
        self._view.full_screen_changed.connect(self._fill_screen)

    def _on_page_requested(self, name: PageName) -> None:
        if name is not self._in_front:
            self.go(Place(name))
        if self._in_front is not None:
            self._view.navigation.show_page(self._in_front)

    def _open(self, place: Place) -> bool:
        """Show a place; False if it cannot be shown, and then the page in front stays."""
        before = self.page_in_front
        try:
            page = self._page(place.page)
            if before is not None and before is not page:
                self._view.banner.leave_page()
                before.left()
            self._refresh_stale(place.page)
            page.open(place)
        except CarrelError as error:
            if before is not None:
                before.entered()
            self.show_error(error)
            return False
        self._in_front = place.page
        self._view.show_page(place.page, page.view)
        self._view.menus.show_page_actions(page.actions)
        self._fill_screen()
        page.entered()
        return True

    def _fill_screen(self) -> None:
        """Leave a full screen to the page in front, if it is one to be read."""
        page: object = self.page_in_front
        is_full = self._view.isFullScreen()
        self._view.set_bare(is_bare=is_full and isinstance(page, FillsScreen))
        if isinstance(page, FillsScreen):
            page.fill_screen(is_on=is_full)

    def _page(self, name: PageName) -> Page:
        if name not in self._pages:
            self._pages[name] = self._builders[name]()
            page = self._pages[name]
            self._view.take_in(page.view)
            in_menus = [action for group in page.actions.values() for action in group]
            self._shortcuts.adopt(name.value, [*in_menus, *page.view.findChildren(QAction)])
        return self._pages[name]

    def _refresh_stale(self, name: PageName) -> None:
        if stale := self._stale.pop(name, None):
            self._pages[name].refresh(stale)

    def _amend_history(self) -> None:
        if (page := self.page_in_front) is not None:
            self._history.amend(page.place())

    def _on_change(self, changed: frozenset[Change]) -> None:
        self._is_saved = True
        if Change.SETTINGS in changed:
            self._shortcuts.choose(self._preferences.settings().shortcuts)
        for name in self._pages:
            self._stale[name] = self._stale.get(name, frozenset()) | changed
        try:
            if self._in_front is not None:
                self._refresh_stale(self._in_front)
            self._show_undo()
        except CarrelError as error:
            self.show_error(error)
        self._show_where()
        self._show_saved()

    def _on_undo(self) -> None:
        try:
            self._undo.undo()
        except CarrelError as error:
            self.show_error(error)

    def _on_redo(self) -> None:
        try:
            self._undo.redo()
        except CarrelError as error:
            self.show_error(error)

    def _show_undo(self) -> None:
        undo, redo = self._undo.next_undo(), self._undo.next_redo()
        self._view.show_undo(
            _translated_step(undo.label, undo.details) if undo else "",
            _translated_step(redo.label, redo.details) if redo else "",
        )

    def _show_where(self) -> None:
        if self._in_front is None:
            return
        page_crumb = Crumb(self._titles[self._in_front], Place(self._in_front))
        trail = self._pages[self._in_front].trail()
        self._view.show_trail([page_crumb, *trail] if trail else [Crumb(page_crumb.text)])
        self._view.show_history(
            can_go_back=self._history.earlier is not None,
            can_go_forward=self._history.later is not None,
        )

    def _show_saved(self) -> None:
        if self._writing.is_writing:
            self._view.show_saved(
                _tr("Writing …"),
                _tr(
                    "The note is stored when you finish it: by Esc, Ctrl+Enter or going elsewhere."
                ),
            )
        elif self._is_saved:
            self._view.show_saved(
                _tr("Saved"),
                _tr("Everything you have done is stored in {library}.").format(
                    library=self._desk.database.path
                ),
            )
        else:
            self._view.show_saved(_tr("Not saved"), _tr("The last step could not be stored."))

    def _show_shortcuts(self) -> None:
        from carrel.ui.shell.help import ShortcutsDialog

        bindings = self.all_shortcuts().bindings()
        groups = [
            (self.title(place), [one for one in bindings if one.place == place and one.keys])
            for place in ("", *(name.value for name in self._builders))
        ]
        dialog = ShortcutsDialog(groups, self._view)
        dialog.change_requested.connect(
            lambda: self.go(Place(PageName.SETTINGS, group="shortcuts"))
        )
        dialog.open()

    def _show_about(self) -> None:
        from carrel.system.version import program_version
        from carrel.ui.shell.help import AboutDialog

        AboutDialog(program_version(), str(self._desk.database.path), self._view).open()

    def _leave_for_rescue(self) -> None:
        try:
            if (page := self.page_in_front) is not None:
                page.left()
        except CarrelError:
            _log.warning("the page in front could not store what it holds before the rescue")
        if self.rescue is not None:
            self.rescue()

    def _on_close_requested(self) -> None:
        try:
            if (page := self.page_in_front) is not None:
                page.left()
        except CarrelError as error:
            self.show_error(error)
            if not self._has_warned_before_closing:
                # Said once; who closes again wants to go all the same.
                self._has_warned_before_closing = True
                return
        if doubt := self.doubt_about_closing():
            from carrel.ui.dialogs import ask

            ask(self._view, doubt, accept_text=_tr("Stop it and close"), accepted=self._close)
            return
        self._view.allow_closing()

    def _close(self) -> None:
        self._view.allow_closing()
        self._view.close()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ShellPresenter", text)


def _translated_step(label: str, details: Mapping[str, object]) -> str:
    return QCoreApplication.translate("Step", label).format(**details)


def _page_titles() -> dict[PageName, str]:
    return {
        PageName.LIBRARY: _tr("Library"),
        PageName.READ: _tr("Read"),
        PageName.TOPICS: _tr("Topics"),
        PageName.CLAIMS: _tr("Claims"),
        PageName.NOTES: _tr("Notes"),
        PageName.QUIZ: _tr("Quiz"),
        PageName.PROGRESS: _tr("Progress"),
        PageName.SETTINGS: _tr("Settings"),
    }
