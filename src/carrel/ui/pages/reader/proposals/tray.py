"""Decides what the tray shows, and stores what the student says of proposals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QAction

from carrel.domain.changes import Change
from carrel.domain.ids import MaterialId
from carrel.domain.materials import Section
from carrel.domain.proposals.proposal import Proposal, ProposalKind
from carrel.domain.reading import Chapter
from carrel.services.proposal_tray import ProposalTray
from carrel.services.proposing import Proposing, Rules
from carrel.services.undo import Undo
from carrel.ui.attempt import UndoableAttempt
from carrel.ui.errors import sentence
from carrel.ui.page import Menu, PageContext
from carrel.ui.pages.reader.proposals.editing import ProposalEditing
from carrel.ui.pages.reader.proposals.marking import ProposalMarks
from carrel.ui.pages.reader.proposals.searching import Search, Searching
from carrel.ui.pages.reader.proposals.states import Instead, instead_of_list
from carrel.ui.pages.reader.view import ReaderView
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.announcing import announce

PLACE_DELAY_MS = 250
"""How long one proposal is looked at before the place is stored; leaving stores it at once."""


class Tray(QObject):
    """The tray of the page that is read."""

    def __init__(
        self,
        view: ReaderView,
        look: AnnotationLook,
        context: PageContext,
        rules: Callable[[], Rules],
        search: Search,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._reading = view.reading
        self._panel = view.proposals
        self._actions = view.proposal_actions
        self._context = context
        self._navigator = context.navigator
        self._make_rules = rules
        self._do_search = search
        self._tray = ProposalTray(context.desk)
        self._undo = Undo(context.desk)
        self._attempt = UndoableAttempt(context.navigator, self._undo)
        self._editing = ProposalEditing(self._tray, context, view)
        self._marks = ProposalMarks(view.reading.text, look)
        self._search: Searching | None = None
        self._rules: Rules | None = None
        self._sections: tuple[Section, ...] = ()
        self._material = MaterialId("")
        self._waiting: tuple[Proposal, ...] = ()
        self._kind: ProposalKind | None = None
        self._is_leading = False
        self._is_partial: bool | None = None
        self._instead: Instead | None = None
        self._place_timer = QTimer(self, singleShot=True, interval=PLACE_DELAY_MS)
        self._place_timer.timeout.connect(self.store_place)
        self._connect()
        self._show_enabled()

    @property
    def actions(self) -> Mapping[Menu, Sequence[QAction]]:
        """What the tray adds to the menus."""
        return self._actions.by_menu

    @property
    def is_open(self) -> bool:
        """Whether the tray is shown."""
        return self._actions.toggle.isChecked()

    def open(self) -> None:
        """Show the tray."""
        self._actions.toggle.setChecked(True)

    def show_chapter(self, chapter: Chapter) -> None:
        """This page is read now."""
        self.store_place()
        self._sections = chapter.sections
        self._material = chapter.material
        self._is_partial = None
        if self.is_open:
            self._show(self._tray.place(self._material))

    def refresh(self, changed: frozenset[Change]) -> None:
        """Show anew what waits, if that may have changed."""
        if self.is_open and self._sections and changed & {Change.PROPOSALS, Change.TOPICS}:
            self._show_again()

    def store_place(self) -> None:
        """Keep which proposal the student looks at."""
        if not self._place_timer.isActive():
            return
        self._place_timer.stop()
        current = self._panel.list.current
        if current is not None and current.material == self._material:
            self._attempt(lambda: self._tray.keep_place(self._material, current.fingerprint))

    def _connect(self) -> None:
        actions, panel = self._actions, self._panel
        actions.toggle.toggled.connect(self._open_or_close)
        actions.search.triggered.connect(self._begin_search)
        actions.accept.triggered.connect(lambda: self._accept(panel.list.chosen))
        actions.edit.triggered.connect(self._edit)
        actions.reject.triggered.connect(lambda: self._reject(panel.list.chosen))
        actions.choose.triggered.connect(panel.list.choose_also)
        actions.take_back.triggered.connect(self._take_back)
        actions.accept_all.triggered.connect(lambda: self._accept(panel.list.rows.proposals))
        actions.reject_all.triggered.connect(lambda: self._reject(panel.list.rows.proposals))
        actions.reject_alike.triggered.connect(self._reject_alike)
        actions.next.triggered.connect(lambda: panel.list.step(1))
        actions.previous.triggered.connect(lambda: panel.list.step(-1))
        actions.next_section.triggered.connect(self._go_on)
        panel.closed.connect(lambda: actions.toggle.setChecked(False))
        panel.kind_chosen.connect(self._list_kind)
        panel.asked.connect(self._do_instead)
        panel.partial.button.clicked.connect(self._begin_search)
        panel.list.selectionModel().currentChanged.connect(self._on_current)
        panel.list.selectionModel().selectionChanged.connect(self._mark)
        panel.list.activated.connect(lambda _index: self._edit())
        self._marks.chosen.connect(panel.list.look_at)
        self._reading.text.laid_out.connect(self._marks.mark_again)
        self._reading.place_changed.connect(self._follow_text)

    def _open_or_close(self, is_open: bool) -> None:
        self._view.show_proposals(is_open=is_open)
        if is_open and self._sections:
            self._show(self._tray.place(self._material))
            self._panel.take_focus()
        else:
            self.store_place()
            self._marks.clear()
            self._show_enabled()
            self._reading.text.setFocus()

    def _proposing(self) -> Proposing:
        if self._rules is None:
            self._rules = self._make_rules()
        return Proposing(self._context.desk, self._rules)

    def _searching(self) -> Searching:
        if self._search is None:
            self._search = Searching(self._context, self._do_search, self)
            self._search.advanced.connect(self._show_running)
            self._search.ended.connect(self._on_search_ended)
            self._panel.stopped.connect(self._search.stop)
        return self._search

    def _begin_search(self) -> None:
        if not self._sections:
            return
        self.open()
        search = self._searching()
        if search.material not in (None, self._material):
            self._navigator.show_message(
                _tr("Another text is being gone through; have this one gone through after it.")
            )
            return
        search.begin(self._material, [section.id for section in self._sections])
        self._show_again()

    def _on_search_ended(self) -> None:
        self._is_partial = None
        self._show_running()
        if self.is_open:
            self._show_again()

    def _show_running(self) -> None:
        search = self._search
        is_running = search is not None and search.material == self._material
        self._panel.running.setVisible(is_running)
        self._panel.partial.setVisible(
            not is_running and self._panel.is_listing and self._has_unsearched()
        )
        if search is not None and is_running:
            self._panel.running.show_share(search.share)

    def _has_unsearched(self) -> bool:
        """Whether rules have not gone through all of the text; asked once for each page."""
        if self._is_partial is None:
            found = self._attempt(lambda: self._proposing().progress(self._material))
            self._is_partial = found is not None and not found.is_whole
        return self._is_partial

    def _show_again(self) -> None:
        """Show what waits now, with the same proposal in front, or the one that took its place."""
        current = self._panel.list.current
        row = self._panel.list.currentIndex().row()
        self._show(current.fingerprint if current else "", row if current else None)

    def _show(self, fingerprint: str, otherwise: int | None = None) -> None:
        """List what waits; in front the one with this fingerprint, else a row, else at the top."""
        self._waiting = self._attempt(lambda: self._tray.waiting(self._sections)) or ()
        listed = [one for one in self._waiting if self._kind in (None, one.kind)]
        counts: Counter[ProposalKind | None] = Counter(one.kind for one in self._waiting)
        counts[None] = len(self._waiting)
        self._panel.show_counts(counts)
        self._panel.list.rows.show_proposals(listed)
        self._show_decided()
        if listed:
            self._instead = None
            self._panel.show_list()
            self._panel.list.look_at(_row_of(listed, fingerprint, otherwise, self._first_in_view))
        else:
            self._instead = self._what_instead()
            self._panel.show_instead(self._instead.title, self._instead.text, self._instead.button)
        self._show_running()
        self._show_enabled()
        self._mark()

    def _what_instead(self) -> Instead:
        found = self._attempt(
            lambda: instead_of_list(
                self._proposing(),
                self._tray,
                self._sections,
                self._kind,
                is_running=self._search is not None and self._search.material == self._material,
            )
        )
        return found or Instead("", "")

    def _do_instead(self) -> None:
        if self._instead is None:
            return
        if self._instead.is_search:
            self._begin_search()
        else:
            self._go_on()

    def _show_decided(self) -> None:
        here = self._tray.decided_in(section.id for section in self._sections)
        whole = self._tray.decided_of(self._material)
        if not whole.total:
            self._panel.show_decided("", 0.0)
            return
        words = _tr("{here} of {of_here} decided on this page, {n} of {total} in the text.")
        self._panel.show_decided(
            words.format(here=here.decided, of_here=here.total, n=whole.decided, total=whole.total),
            whole.decided / whole.total,
        )

    def _show_enabled(self) -> None:
        elsewhere = self._tray.decided_of(self._material).waiting - len(self._waiting)
        self._actions.show_enabled(
            is_open=self.is_open,
            has_any=self._panel.is_listing and bool(self._panel.list.rows.proposals),
            has_others=elsewhere > 0,
        )

    def _list_kind(self, kind: ProposalKind | None) -> None:
        self._kind = kind
        self._show_again()
        self._panel.take_focus()

    def _accept(self, chosen: Sequence[Proposal]) -> None:
        accepted = self._attempt(
            lambda: self._tray.accept(self._material, [one.fingerprint for one in chosen])
        )
        if accepted is None:
            return
        if accepted.refused:
            self._navigator.show_message(
                _tr("{n} accepted. {refused} could not be, the first because: {why}").format(
                    n=accepted.count,
                    refused=len(accepted.refused),
                    why=sentence(accepted.refused[0]),
                )
            )
        elif accepted.count > 1:
            self._attempt.offer_undo(_tr("{n} proposals were accepted.").format(n=accepted.count))
        self._after_deciding()

    def _reject(self, chosen: Sequence[Proposal]) -> None:
        count = self._attempt(
            lambda: self._tray.reject(self._material, [one.fingerprint for one in chosen])
        )
        if count is not None and count > 1:
            self._attempt.offer_undo(_tr("{n} proposals were rejected.").format(n=count))
        self._after_deciding()

    def _reject_alike(self) -> None:
        current = self._panel.list.current
        if current is None:
            return
        count = self._attempt(lambda: self._tray.reject_rule(self._material, current.rule))
        if count is not None:
            self._attempt.offer_undo(_tr("{n} proposals were rejected.").format(n=count))
        self._after_deciding()

    def _edit(self) -> None:
        current = self._panel.list.current
        if current is not None:
            self._attempt(lambda: self._editing.open(current))

    def _take_back(self) -> None:
        self._attempt(self._undo.undo)
        self._panel.take_focus()

    def _after_deciding(self) -> None:
        """Go on to the next section when nothing is left of what is listed on this page."""
        current = self._panel.list.current
        if current is not None:
            announce(self._panel.list, current.passage.quote)
        elif not self._panel.is_listing:
            self._go_on()

    def _go_on(self) -> None:
        """Open the next page on which proposals wait, at the first of them."""
        if not self._sections:
            return
        kinds = tuple(ProposalKind) if self._kind is None else (self._kind,)
        last = self._sections[-1].id
        found = self._attempt(lambda: self._tray.next_waiting(last, self._material, kinds))
        if found is None or any(section.id == found.section for section in self._sections):
            self._panel.take_focus()
            return
        self._navigator.open_section(found.section)
        self._panel.take_focus()

    def _on_current(self) -> None:
        """Bring the words of the proposal in front into view."""
        current = self._panel.list.current
        if current is None:
            return
        self._actions.name_rule(current.rule)
        self._is_leading = True
        self._marks.bring_into_view(current)
        self._is_leading = False
        self._place_timer.start()
        self._mark()

    def _follow_text(self) -> None:
        """Bring the proposals for the lines in view into view, when the text is scrolled."""
        if self._is_leading or not self.is_open or not self._panel.is_listing:
            return
        row = self._first_in_view()
        if row is not None:
            self._panel.list.show_row(row)

    def _first_in_view(self) -> int | None:
        """The first listed proposal whose words are not above the window."""
        here = self._reading.place()
        order = {section.id: number for number, section in enumerate(self._sections)}
        if here is None or here.section not in order:
            return None
        top = (order[here.section], here.offset)
        for row, one in enumerate(self._panel.list.rows.proposals):
            if (order.get(one.passage.section, 0), one.passage.start) >= top:
                return row
        return None

    def _mark(self) -> None:
        if self.is_open:
            panel = self._panel.list
            self._marks.show(panel.rows.proposals, panel.current, panel.chosen)


def bundled_rules() -> Rules:
    """The rules that come with Carrel; their modules are loaded when they are first wanted."""
    from carrel.services.proposal_rules import BundledRules

    return BundledRules()


def _row_of(
    listed: Sequence[Proposal],
    fingerprint: str,
    otherwise: int | None,
    first_in_view: Callable[[], int | None],
) -> int:
    known: Iterable[int] = (row for row, one in enumerate(listed) if one.fingerprint == fingerprint)
    row = next(iter(known), otherwise)
    if row is None:
        row = first_in_view() or 0
    return min(row, len(listed) - 1)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProposalTray", text)
