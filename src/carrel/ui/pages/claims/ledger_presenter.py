"""Decides which claims the ledger lists, and shows the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication

from carrel.domain.claim_ledger import ClaimFilter, ClaimPage, Ledger, narrowed_claims
from carrel.domain.claims import Certainty, ClaimLink, LinkKind
from carrel.domain.errors import CarrelError
from carrel.domain.ids import ClaimId, MaterialId, TopicId
from carrel.services.claim_browsing import ClaimBrowsing
from carrel.services.claim_editing import ClaimEditing
from carrel.services.undo import Undo
from carrel.ui.attempt import UndoableAttempt
from carrel.ui.navigator import Navigator, PageName, Place
from carrel.ui.pages.claims.exercise_presenter import ExercisePresenter
from carrel.ui.pages.claims.ledger_view import LedgerView
from carrel.ui.pages.claims.rows import span_of
from carrel.ui.submitting import submit
from carrel.ui.widgets.claim_dialog import ClaimDialog, ClaimTopicsDialog, LinkDialog


class LedgerPresenter:
    """The tab with the claim ledger."""

    def __init__(
        self,
        view: LedgerView,
        browsing: ClaimBrowsing,
        editing: ClaimEditing,
        undo: Undo,
        exercises: ExercisePresenter,
        navigator: Navigator,
    ) -> None:
        self._exercises = exercises
        self._attempt = UndoableAttempt(navigator, undo)
        self._view = view
        self._browsing = browsing
        self._editing = editing
        self._navigator = navigator
        self._ledger: Ledger | None = None
        self.page: ClaimPage | None = None
        view.filter_requested.connect(self._show_list)
        view.claim_requested.connect(self._choose)
        view.detail.claim_requested.connect(self._follow)
        view.detail.words_requested.connect(self._open_words)
        view.detail.correction_requested.connect(self._correct)
        view.detail.link_requested.connect(self._link)
        view.exercises_requested.connect(self._ask_exercises)
        detail = view.detail
        detail.topic_requested.connect(lambda topic: navigator.open_topic(TopicId(topic)))
        detail.unlink_requested.connect(self._unlink)
        detail.topics_requested.connect(self._tag)
        detail.restore_requested.connect(self._restore)
        detail.hide_requested.connect(self._hide)
        detail.bring_back_requested.connect(self._bring_back)
        detail.delete_requested.connect(self._delete)

    def show(self, material: MaterialId) -> None:
        """Show the claims of a material and keep the chosen one; raises :class:`NotFound`."""
        self._ledger = self._browsing.ledger(material)
        self._view.show_choices(self._ledger)
        chosen = None if self.page is None else self.page.entry.claim.id
        known = (*self._ledger.entries, *self._ledger.hidden)
        listed = {entry.claim.id for entry in known}
        self.page = (
            self._browsing.page(chosen, self._ledger) if chosen in listed and chosen else None
        )
        if self.page is not None:
            self._view.detail.show_page(self.page)
        self._show_list(self._view.chosen_filter())

    def show_claim(self, claim: ClaimId) -> None:
        """Show one claim; raises :class:`NotFound`."""
        self.page = self._browsing.page(claim, self._ledger)
        self._view.detail.show_page(self.page)
        if self._view.model.row_of(claim) < 0:
            self._view.clear_filter()
        self._view.show_chosen(claim)

    def _show_list(self, wanted: ClaimFilter) -> None:
        if self._ledger is not None:
            entries = narrowed_claims(self._ledger, wanted)
            self._view.show_entries(entries, len(self._ledger.entries))
            self._view.show_chosen(None if self.page is None else self.page.entry.claim.id)

    def _choose(self, claim: str) -> None:
        try:
            self.page = self._browsing.page(ClaimId(claim), self._ledger)
        except CarrelError as error:
            self._navigator.show_error(error)
            return
        self._view.detail.show_page(self.page)
        self._view.show_chosen(self.page.entry.claim.id)
        self._navigator.moved()

    def _follow(self, claim: str) -> None:
        self._navigator.go(Place(PageName.CLAIMS, claim=ClaimId(claim)))

    def _correct(self) -> None:
        """Ask what is right, and store it over what the material says."""
        if self.page is None:
            return
        claim = self.page.entry.claim
        dialog = ClaimDialog(
            _tr("Correct this claim"),
            claim.passage.quote if claim.passage is not None else "",
            self._editing.speakers(claim.material),
            claim,
            parent=self._view,
        )

        def store(statement: str, asserter: str, holder: str, certainty: Certainty) -> None:
            submit(
                dialog,
                lambda: self._editing.change(
                    claim.id,
                    statement,
                    asserted_by=TopicId(asserter),
                    ascribed_to=TopicId(holder),
                    certainty=certainty,
                ),
            )

        dialog.written.connect(store)
        dialog.open()

    def _link(self) -> None:
        """Ask which claim this one bears on, and how."""
        if self.page is None or self._ledger is None:
            return
        here = self.page.entry
        others = [one for one in self._ledger.entries if one.claim.id != here.claim.id]
        dialog = LinkDialog(here, others, parent=self._view)

        def store(kind: LinkKind, other: str, why: str) -> None:
            submit(dialog, lambda: self._editing.link(here.claim.id, kind, ClaimId(other), why))

        dialog.linked.connect(store)
        dialog.open()

    def _tag(self) -> None:
        """Ask what the claim is about."""
        if self.page is None:
            return
        entry = self.page.entry
        dialog = ClaimTopicsDialog(
            entry, self._editing.topics(entry.claim.material), parent=self._view
        )

        def store(topics: Iterable[TopicId]) -> None:
            submit(dialog, lambda: self._editing.tag(entry.claim.id, topics))

        dialog.chosen.connect(store)
        dialog.open()

    def _unlink(self, link: ClaimLink) -> None:
        self._change(lambda _claim: self._editing.unlink(link), _tr("The two are linked no more."))

    def _restore(self) -> None:
        self._change(self._editing.restore, _tr("The claim is as the material has it."))

    def _hide(self) -> None:
        self._change(self._editing.hide, _tr("The claim is hidden; “Hidden by you” lists it."))

    def _bring_back(self) -> None:
        self._change(self._editing.bring_back, _tr("The claim is back in the ledger."))

    def _delete(self) -> None:
        self._change(self._editing.delete, _tr("The claim has been deleted."))

    def _ask_exercises(self) -> None:
        """Offer questions on the claims that the filters let through."""
        if self._ledger is not None:
            listed = narrowed_claims(self._ledger, self._view.chosen_filter())
            self._exercises.ask_about_claims(
                self._ledger.material,
                frozenset(entry.claim.id for entry in listed),
                len(self._ledger.entries),
            )

    def _change(self, step: Callable[[ClaimId], None], told: str) -> None:
        """Do a step with the claim that is shown, and offer to take it back."""
        if self.page is None:
            return
        with self._attempt.telling():
            step(self.page.entry.claim.id)
            self._attempt.offer_undo(told)

    def _open_words(self) -> None:
        if self.page is None:
            return
        if (span := span_of(self.page.entry.claim)) is not None:
            self._navigator.open_passage(span.section, span.start, span.end)
        else:
            self._navigator.show_message(_tr("The words of this claim are no longer in the text."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Ledger", text)
