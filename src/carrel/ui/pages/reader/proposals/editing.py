"""Changing a proposal in the editor of its kind; storing it there accepts it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from carrel.domain.claims import Certainty
from carrel.domain.ids import TopicId
from carrel.domain.proposals.proposal import (
    Proposal,
    ProposedClaim,
    ProposedQuestion,
    ProposedTopic,
)
from carrel.services.proposal_tray import ClaimWords, ProposalTray
from carrel.services.proposed_holders import topic_draft
from carrel.services.topic_editing import TopicDraft
from carrel.ui.page import PageContext
from carrel.ui.submitting import submit


class ProposalEditing:
    """Opens the editors over the window of ``widget``."""

    def __init__(self, tray: ProposalTray, context: PageContext, widget: QWidget) -> None:
        self._tray = tray
        self._navigator = context.navigator
        self._widget = widget

    def open(self, proposal: Proposal) -> None:
        """Let the student change a proposal."""
        match proposal.proposed:
            case ProposedTopic() as topic:
                self._open_topic(proposal, topic_draft(topic))
            case ProposedClaim():
                self._open_claim(proposal)
            case ProposedQuestion():
                self._navigator.write_draft(
                    self._tray.question_draft(proposal),
                    lambda draft: self._tray.accept_question(proposal, draft),
                )

    def _open_topic(self, proposal: Proposal, draft: TopicDraft) -> None:
        # The forms are loaded when the first one is wanted.
        from carrel.ui.widgets.topic_form import TopicForm

        form = TopicForm(
            _tr("Accept a topic"),
            draft,
            self._tray.groups(proposal.material),
            parent=self._widget.window(),
        )

        def store(changed: TopicDraft) -> None:
            submit(form, lambda: self._tray.accept_topic(proposal, changed))

        form.submitted.connect(store)
        form.open()

    def _open_claim(self, proposal: Proposal) -> None:
        from carrel.ui.widgets.claim_dialog import ClaimDialog

        dialog = ClaimDialog(
            _tr("Accept a claim"),
            " ".join(proposal.passage.quote.split()),
            self._tray.speakers(proposal),
            self._tray.claim_draft(proposal),
            parent=self._widget.window(),
        )

        def store(statement: str, asserter: str, holder: str, certainty: Certainty) -> None:
            words = ClaimWords(statement, TopicId(asserter), TopicId(holder), certainty)
            submit(dialog, lambda: self._tray.accept_claim(proposal, words))

        dialog.written.connect(store)
        dialog.open()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProposalEditing", text)
