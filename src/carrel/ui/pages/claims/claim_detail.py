"""One claim: what it says, who says so, how certain, and what bears on it as list and as map."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.claim_ledger import ClaimEntry, ClaimPage, Tie
from carrel.domain.materials import Origin
from carrel.ui.pages.claims.argument_map import ArgumentMap
from carrel.ui.pages.claims.rows import claim_row
from carrel.ui.widgets.buttons import LinkButton, PrimaryButton
from carrel.ui.widgets.claim_look import certainty_title, link_words
from carrel.ui.widgets.flow import Flow
from carrel.ui.widgets.labels import body, heading, muted
from carrel.ui.widgets.words_list import WordsHeading, WordsItem, WordsList

_MENU_LETTERS = 60
"""Code points of a claim that a menu shows."""


class ClaimDetail(QWidget):
    """The right side of the ledger while a claim is chosen."""

    claim_requested = Signal(object)
    topic_requested = Signal(str)
    words_requested = Signal()
    correction_requested = Signal()
    link_requested = Signal()
    unlink_requested = Signal(object)
    """The link to be taken away."""

    topics_requested = Signal()
    restore_requested = Signal()
    hide_requested = Signal()
    bring_back_requested = Signal()
    delete_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claimDetail")
        self._statement = heading()
        self._speaker = body()
        self._view = body()
        self._certainty = body()
        self._hidden = muted(self.tr("You have hidden this claim."))
        self._corrected = muted(self.tr("You have corrected what the material says here."))
        self._issues = muted()
        self._page: ClaimPage | None = None
        self._topics = _flowing()
        self._topic_flow = Flow(self._topics, gap=2)
        self.words = PrimaryButton(self.tr("Show the words"))
        self.words.setObjectName("showClaimWords")
        self.words.clicked.connect(self.words_requested)
        self.correct = self._button(
            "correctClaim", self.tr("Correct…"), self.correction_requested.emit
        )
        self.link = self._button("linkClaim", self.tr("Link…"), self.link_requested.emit)
        self.unlink = QPushButton(self.tr("Unlink"))
        self.unlink.setObjectName("unlinkClaim")
        self.unlink.setMenu(QMenu(self.unlink))
        self.unlink.menu().aboutToShow.connect(self._list_links)
        self.tag = self._button("tagClaim", self.tr("Topics…"), self.topics_requested.emit)
        self.restore = self._button(
            "restoreClaim", self.tr("As the material has it"), self.restore_requested.emit
        )
        self.hide_claim = self._button("hideClaim", self.tr("Hide"), self.hide_requested.emit)
        self.bring_back = self._button(
            "bringBackClaim", self.tr("Bring back"), self.bring_back_requested.emit
        )
        self.delete = self._button("deleteClaim", self.tr("Delete"), self.delete_requested.emit)
        self.list = WordsList()
        self.list.setObjectName("claimLinks")
        self.list.setAccessibleName(self.tr("What bears on this claim"))
        self.list.opened.connect(self._follow)
        self._unlink_chosen = QAction(self.tr("Unlink this claim"), self)
        self._unlink_chosen.setObjectName("claims.unlink")
        self._unlink_chosen.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        self._unlink_chosen.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._unlink_chosen.triggered.connect(self._ask_unlink)
        self.list.addAction(self._unlink_chosen)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
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
        self._show_topics(entry)
        self._issues.setText(
            "\n".join(self.tr("A position on: {issue}").format(issue=each) for each in page.issues)
        )
        self._issues.setVisible(bool(page.issues))
        self.words.setEnabled(entry.claim.passage is not None)
        self._offer(entry, has_links=bool(page.ties))
        self.restore.setVisible(page.is_corrected and not entry.is_hidden)
        self._corrected.setVisible(page.is_corrected)
        self._page = page
        self._show_links(page)

    def _offer(self, entry: ClaimEntry, *, has_links: bool) -> None:
        """Show the buttons of what can be done with this claim."""
        is_own = entry.claim.origin is Origin.OWN
        for button in (self.correct, self.link):
            button.setVisible(not entry.is_hidden)
        self.unlink.setVisible(has_links)
        self.tag.setVisible(is_own)
        self.delete.setVisible(is_own)
        self.hide_claim.setVisible(not is_own and not entry.is_hidden)
        self.bring_back.setVisible(entry.is_hidden)
        self._hidden.setVisible(entry.is_hidden)

    def _show_topics(self, entry: ClaimEntry) -> None:
        """Links to what the claim is about, and to who says and holds it."""
        while (item := self._topic_flow.takeAt(0)) is not None:
            if (link := item.widget()) is not None:
                link.deleteLater()
        claim = entry.claim
        named = dict(zip(entry.topic_ids, entry.topics, strict=True))
        for topic, name in ((claim.asserted_by, entry.asserter), (claim.ascribed_to, entry.holder)):
            if topic:
                named.setdefault(topic, name)
        for topic, name in named.items():
            button = LinkButton(name)
            button.setAccessibleName(self.tr("Topic: {name}").format(name=name))
            button.clicked.connect(partial(self.topic_requested.emit, topic))
            self._topic_flow.addWidget(button)
            button.show()
        self._topics.setVisible(bool(named))
        self._topics.updateGeometry()

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
                rows.append(claim_row(tie.other, tie, before=before, why=tie.why))
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
            self._topics,
            self._issues,
            self._corrected,
            self._hidden,
        ):
            column.addWidget(label)
        column.addSpacing(4)
        row = _flowing()
        flow = Flow(row, gap=6)
        for button in (
            self.words,
            self.correct,
            self.link,
            self.unlink,
            self.tag,
            self.restore,
            self.hide_claim,
            self.bring_back,
            self.delete,
        ):
            flow.addWidget(button)
        column.addWidget(row)
        column.addSpacing(4)
        column.addWidget(self.tabs, 1)

    def _button(self, name: str, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _follow(self, tie: object) -> None:
        if isinstance(tie, Tie):
            self.claim_requested.emit(tie.other.claim.id)

    def _ask_unlink(self) -> None:
        tie = self.list.chosen_target()
        if isinstance(tie, Tie):
            self.unlink_requested.emit(tie.link)

    def _list_links(self) -> None:
        """Fill the menu with the links that can be taken away."""
        menu = self.unlink.menu()
        menu.clear()
        for tie in self._page.ties if self._page is not None else ():
            if tie.is_from_here:
                text = self.tr("{does} “{claim}”")
            else:
                text = self.tr("“{claim}” {does} this")
            title = text.format(does=link_words(tie.kind), claim=_short(tie.other.claim.statement))
            menu.addAction(title, partial(self.unlink_requested.emit, tie.link))


def _flowing() -> QWidget:
    """A widget that is as high as its flow of widgets needs."""
    row = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    row.setSizePolicy(policy)
    return row


def _short(text: str) -> str:
    """A statement as a menu has room for it."""
    return text if len(text) <= _MENU_LETTERS else f"{text[: _MENU_LETTERS - 1].rstrip()}…"
