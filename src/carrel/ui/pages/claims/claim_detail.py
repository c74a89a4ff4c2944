"""One claim: what it says, who says so, how certain, and what bears on it as list and as map."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.materials import Origin
from carrel.services.claim_browsing import ClaimPage
from carrel.ui.pages.claims.argument_map import ArgumentMap
from carrel.ui.pages.claims.rows import claim_row
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.claim_look import certainty_title, link_words
from carrel.ui.widgets.flow import Flow
from carrel.ui.widgets.labels import body, heading, muted
from carrel.ui.widgets.words_list import WordsHeading, WordsItem, WordsList


class ClaimDetail(QWidget):
    """The right side of the ledger while a claim is chosen."""

    claim_requested = Signal(object)
    words_requested = Signal()
    correction_requested = Signal()
    link_requested = Signal()
    delete_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claimDetail")
        self._statement = heading()
        self._speaker = body()
        self._view = body()
        self._certainty = body()
        self._about = muted()
        self.words = PrimaryButton(self.tr("Show the words"))
        self.words.setObjectName("showClaimWords")
        self.words.clicked.connect(self.words_requested)
        self.correct = QPushButton(self.tr("Correct…"))
        self.correct.setObjectName("correctClaim")
        self.correct.clicked.connect(self.correction_requested)
        self.link = QPushButton(self.tr("Link…"))
        self.link.setObjectName("linkClaim")
        self.link.clicked.connect(self.link_requested)
        self.delete = QPushButton(self.tr("Delete"))
        self.delete.setObjectName("deleteClaim")
        self.delete.clicked.connect(self.delete_requested)
        self.list = WordsList()
        self.list.setObjectName("claimLinks")
        self.list.setAccessibleName(self.tr("What bears on this claim"))
        self.list.opened.connect(self.claim_requested)
        self.map = ArgumentMap()
        self.map.claim_requested.connect(self.claim_requested)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("What there is on this claim"))
        self._build()

    def show_page(self, page: ClaimPage) -> None:
        """Show a claim with all that bears on it."""
        entry = page.entry
        self._statement.setText(entry.claim.statement)
        self._speaker.setText(self.tr("Said by: {name}").format(name=entry.asserter))
        view = self.tr("Whose view: {name}").format(name=entry.holder)
        if entry.is_ascribed:
            view += self.tr(" – as {asserter} has it, not in words of their own").format(
                asserter=entry.asserter
            )
        self._view.setText(view)
        certainty = certainty_title(entry.claim.certainty)
        if entry.claim.hedge:
            certainty = self.tr("{certainty} (hedged by “{hedge}”)").format(
                certainty=certainty, hedge=entry.claim.hedge
            )
        self._certainty.setText(self.tr("Certainty: {certainty}").format(certainty=certainty))
        about = [*entry.topics, *(self.tr("position on: {0}").format(each) for each in page.issues)]
        self._about.setText(" · ".join(about))
        self._about.setVisible(bool(about))
        self.words.setEnabled(entry.claim.passage is not None)
        self.delete.setVisible(entry.claim.origin is Origin.OWN)
        self._show_links(page)

    def _show_links(self, page: ClaimPage) -> None:
        rows: list[WordsItem] = []
        for title, ties in (
            (self.tr("What bears on it"), [tie for tie in page.ties if not tie.is_from_here]),
            (self.tr("What it bears on"), [tie for tie in page.ties if tie.is_from_here]),
        ):
            if ties:
                rows.append(WordsHeading(title))
            for tie in ties:
                before = f"{link_words(tie.kind)} · "
                rows.append(claim_row(tie.other, tie.other.claim.id, before=before, why=tie.why))
        if not rows:
            rows.append(WordsHeading(self.tr("No other claim is linked with this one.")))
        self.list.show_items(rows)
        self.map.show_page(page)
        self.tabs.setTabText(0, self.tr("Map ({n})").format(n=len(page.ties)))
        self.tabs.setTabText(1, self.tr("List ({n})").format(n=len(page.ties)))

    def _build(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.map)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(scroll, self.tr("Map"))
        self.tabs.addTab(self.list, self.tr("List"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 0)
        column.setSpacing(4)
        for label in (
            self._statement,
            self._speaker,
            self._view,
            self._certainty,
            self._about,
        ):
            column.addWidget(label)
        column.addSpacing(4)
        row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        flow = Flow(row, gap=6)
        for button in (self.words, self.correct, self.link, self.delete):
            flow.addWidget(button)
        column.addWidget(row)
        column.addSpacing(4)
        column.addWidget(self.tabs, 1)
