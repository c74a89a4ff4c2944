"""Loads what the pages need while the student looks at the first one, a piece at a time."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

PIECES = (
    "carrel.domain.quiz_session",
    "carrel.domain.text.likeness",
    "carrel.domain.search_query",
    "carrel.services.mention_finding",
    "carrel.domain.questions.kinds",
    "carrel.storage.card_choice",
    "carrel.ui.widgets.note_body",
    "carrel.ui.widgets.document_writer",
    "carrel.services.claim_browsing",
    "carrel.ui.widgets.claim_dialog",
    "carrel.ui.pages.reader.claims_exercise",
    "carrel.services.memory_mapping",
    "carrel.services.proposal_tray",
    "carrel.ui.pages.reader.annotated_text",
    "carrel.ui.pages.reader.claims_lens",
    "carrel.ui.pages.reader.outline",
    "carrel.services.proposing",
    "carrel.ui.pages.reader.proposals.tray",
    "carrel.ui.pages.reader.presenter",
    "carrel.ui.shell.search_presenter",
    "carrel.ui.pages.topics.map_view",
    "carrel.ui.pages.topics.presenter",
    "carrel.ui.pages.notes.presenter",
    "carrel.ui.answering.answer_input",
    "carrel.ui.pages.quiz.question_view",
    "carrel.ui.pages.quiz.presenter",
    "carrel.ui.pages.claims.positions_presenter",
    "carrel.ui.pages.claims.presenter",
    "carrel.ui.pages.settings.presenter",
)
"""Modules in an order in which each brings along a few that are not there yet.

What takes long and is seldom seen, such as charts, is left for the first visit.
"""

WAIT_MS = 2_000
"""How long the first picture has stood before anything is loaded."""

STEP_MS = 150
"""From one piece to the next: what the student does meanwhile goes first."""


class LoadingAhead(QObject):
    """Makes the first visit to a page as quick as building it; nothing depends on it."""

    def __init__(self, parent: QObject, pieces: Sequence[str] = PIECES) -> None:
        super().__init__(parent)
        self._left = list(pieces)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.load_next)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to load."""
        return not self._left

    def start(self) -> None:
        """Load the pieces from some moments on."""
        self._timer.start(WAIT_MS)

    def load_next(self) -> None:
        """Load one piece."""
        if self._left:
            import_module(self._left.pop(0))
        if self._left:
            self._timer.setInterval(STEP_MS)
        else:
            self._timer.stop()
