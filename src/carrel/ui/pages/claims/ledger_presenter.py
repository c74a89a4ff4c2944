"""Decides which claims the ledger lists, and shows the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from carrel.domain.errors import CarrelError
from carrel.domain.ids import ClaimId, MaterialId
from carrel.services.claim_browsing import (
    ClaimBrowsing,
    ClaimFilter,
    ClaimPage,
    Ledger,
    narrowed_claims,
)
from carrel.ui.navigator import Navigator, PageName, Place
from carrel.ui.pages.claims.ledger_view import LedgerView
from carrel.ui.pages.claims.rows import span_of


class LedgerPresenter:
    """The tab with the claim ledger."""

    def __init__(self, view: LedgerView, browsing: ClaimBrowsing, navigator: Navigator) -> None:
        self._view = view
        self._browsing = browsing
        self._navigator = navigator
        self._ledger: Ledger | None = None
        self.page: ClaimPage | None = None
        view.filter_requested.connect(self._show_list)
        view.claim_requested.connect(self._choose)
        view.detail.claim_requested.connect(self._follow)
        view.detail.words_requested.connect(self._open_words)

    def show(self, material: MaterialId) -> None:
        """Show the claims of a material and keep the chosen one; raises :class:`NotFound`."""
        self._ledger = self._browsing.ledger(material)
        self._view.show_choices(self._ledger)
        chosen = None if self.page is None else self.page.entry.claim.id
        listed = {entry.claim.id for entry in self._ledger.entries}
        self.page = self._browsing.page(chosen) if chosen in listed and chosen else None
        if self.page is not None:
            self._view.detail.show_page(self.page)
        self._show_list(self._view.chosen_filter())

    def show_claim(self, claim: ClaimId) -> None:
        """Show one claim; raises :class:`NotFound`."""
        self.page = self._browsing.page(claim)
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
            self.page = self._browsing.page(ClaimId(claim))
        except CarrelError as error:
            self._navigator.show_error(error)
            return
        self._view.detail.show_page(self.page)
        self._view.show_chosen(self.page.entry.claim.id)
        self._navigator.moved()

    def _follow(self, claim: str) -> None:
        self._navigator.go(Place(PageName.CLAIMS, claim=ClaimId(claim)))

    def _open_words(self) -> None:
        if self.page is None:
            return
        if (span := span_of(self.page.entry.claim)) is not None:
            self._navigator.open_passage(span.section, span.start, span.end)
        else:
            self._navigator.show_message(_tr("The words of this claim are no longer in the text."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Ledger", text)
