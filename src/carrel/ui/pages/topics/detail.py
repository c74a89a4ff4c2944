"""One topic's page: what it is, what it is tied to, and every place that leads from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.materials import Origin
from carrel.domain.topics import Topic
from carrel.services.topic_browsing import TopicPage
from carrel.ui.pages.topics.map_view import TopicMapView
from carrel.ui.widgets.buttons import LinkButton, PrimaryButton, icon_button
from carrel.ui.widgets.flow import Flow
from carrel.ui.widgets.labels import body, muted, page_title
from carrel.ui.widgets.memory_line import MemoryLine
from carrel.ui.widgets.topic_words import kind_name, mentions_in_words
from carrel.ui.widgets.words_list import WordsItem, WordsList


class TopicDetail(QWidget):
    """The right side of the Topics page while a topic is chosen."""

    topic_requested = Signal(str)
    words_requested = Signal(object)
    quiz_requested = Signal()
    words_rejected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topicDetail")
        self._title = page_title()
        self._kind = muted()
        self._definition = body()
        self._parts = body()
        self._aliases = muted()
        self.memory = MemoryLine()
        self.memory.setObjectName("topicMemory")
        self._ties = QVBoxLayout()
        self._ties.setSpacing(0)
        self._tie_rows: list[QWidget] = []
        self.quiz = PrimaryButton(self.tr("Quiz me on this"))
        self.quiz.setObjectName("quizOnTopic")
        self.quiz.clicked.connect(self.quiz_requested)
        self.more = icon_button("more", self.tr("Change this topic"))
        self.more.setObjectName("changeTopic")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.not_about = QAction(self.tr("These words are not about this topic"), self)
        self.not_about.setObjectName("topics.not_about")
        self.not_about.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        self.not_about.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.not_about.triggered.connect(self._reject_words)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("What there is on this topic"))
        self.tabs.setDocumentMode(True)
        self.passages = self._list("topicPassages", self.tr("Passages"))
        self.questions = self._list("topicQuestions", self.tr("Questions"))
        self.notes = self._list("topicNotes", self.tr("Notes"))
        self.claims = self._list("topicClaims", self.tr("Claims"))
        self.map = TopicMapView()
        self.map.setObjectName("topicMap")
        self.map.setAccessibleName(self.tr("Map of the neighbouring topics"))
        self.map.opened.connect(self.topic_requested)
        self._build()

    def show_page(self, page: TopicPage) -> None:
        """Show what a topic is and what it is tied to."""
        self._title.setText(page.topic.name)
        self._kind.setText(self._in_words(page))
        self._definition.setText(page.topic.definition)
        self._definition.setVisible(bool(page.topic.definition))
        self._parts.setText(self._other_definitions(page))
        self._parts.setVisible(bool(self._parts.text()))
        self._aliases.setText(
            self.tr("Also called: {names}").format(names=" · ".join(page.aliases))
        )
        self._aliases.setVisible(bool(page.aliases))
        self._show_ties(page)
        self.quiz.setEnabled(bool(page.questions))
        self.quiz.setToolTip(
            "" if page.questions else self.tr("There are no questions about this topic yet.")
        )

    def show_words(
        self,
        passages: Iterable[WordsItem],
        claims: Sequence[WordsItem],
        questions: Sequence[WordsItem],
        notes: Sequence[WordsItem],
        *,
        mentions: int,
    ) -> None:
        """Fill the lists; ``passages`` is asked only as far as it is looked at."""
        self.passages.show_items(passages)
        self.claims.show_items(claims)
        self.questions.show_items(questions)
        self.notes.show_items(notes)
        for tab, title in enumerate(
            (
                self.tr("Passages ({n})").format(n=mentions),
                self.tr("Claims ({n})").format(n=len(claims)),
                self.tr("Questions ({n})").format(n=len(questions)),
                self.tr("Notes ({n})").format(n=len(notes)),
            )
        ):
            self.tabs.setTabText(tab, title)

    def _list(self, name: str, title: str) -> WordsList:
        made = WordsList()
        made.setObjectName(name)
        made.setAccessibleName(title)
        made.opened.connect(self.words_requested)
        return made

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.quiz, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 16, 0)
        column.setSpacing(6)
        column.addLayout(head)
        for label in (self._kind, self._definition, self._parts, self._aliases):
            column.addWidget(label)
        column.addWidget(self.memory)
        column.addLayout(self._ties)
        column.addSpacing(4)
        column.addWidget(self.tabs, 1)
        self.passages.addAction(self.not_about)
        self.passages.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for words, title in (
            (self.passages, self.tr("Passages")),
            (self.claims, self.tr("Claims")),
            (self.questions, self.tr("Questions")),
            (self.notes, self.tr("Notes")),
        ):
            self.tabs.addTab(words, title)
        self.tabs.addTab(self._map_with_key(), self.tr("Map"))

    def _reject_words(self) -> None:
        target = self.passages.chosen_target()
        if target is not None:
            self.words_rejected.emit(target)

    def _map_with_key(self) -> QWidget:
        key = muted(
            self.tr(
                "Broader topics stand above and narrower ones below, related ones at the sides;"
                " a dashed line leads to what is often mentioned beside this topic."
            )
        )
        key.setContentsMargins(10, 4, 10, 8)
        self.map.setAccessibleDescription(key.text())
        page = _MapPage(self.map, key)
        page.setFocusProxy(self.map)
        return page

    def _in_words(self, page: TopicPage) -> str:
        titles = (page.titles[part.material] for part in page.parts)
        parts = [kind_name(page.topic.kind), page.topic.group, " + ".join(titles)]
        if page.topic.origin is Origin.OWN:
            parts.append(self.tr("made by you"))
        if page.topic.is_background:
            parts.append(self.tr("background, not from the text"))
        parts.append(mentions_in_words(page.mentions))
        text = " · ".join(part for part in parts if part)
        return text[:1].upper() + text[1:]

    def _other_definitions(self, page: TopicPage) -> str:
        """What the other parts of the page say that the topic is, each with its material."""
        return "\n".join(
            self.tr("In “{material}”: {definition}").format(
                material=page.titles[part.material], definition=part.definition
            )
            for part in page.parts[1:]
            if part.definition and part.definition != page.topic.definition
        )

    def _show_ties(self, page: TopicPage) -> None:
        for row in self._tie_rows:
            self._ties.removeWidget(row)
            row.deleteLater()
        self._tie_rows = []
        for title, topics in (
            (self.tr("Broader:"), page.broader),
            (self.tr("Narrower:"), page.narrower),
            (self.tr("Related:"), page.related),
        ):
            if topics:
                self._tie_rows.append(self._tie_row(title, topics))
                self._ties.addWidget(self._tie_rows[-1])

    def _tie_row(self, title: str, topics: Sequence[Topic]) -> QWidget:
        row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        flow = Flow(row, gap=2)
        label = QLabel(title)
        label.setContentsMargins(0, 3, 4, 3)
        flow.addWidget(label)
        for topic in topics:
            link = LinkButton(topic.name)
            link.setAccessibleName(f"{title} {topic.name}")
            link.clicked.connect(
                lambda _checked=False, wanted=topic.id: self.topic_requested.emit(wanted)
            )
            flow.addWidget(link)
        return row


class _MapPage(QWidget):
    """The map above its key, which goes where it would leave the map no room."""

    def __init__(self, of_topic: QWidget, key: QWidget) -> None:
        super().__init__()
        self._key = key
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(of_topic, 1)
        column.addWidget(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the key if the map has most of the height all the same."""
        super().resizeEvent(event)
        needed = self._key.heightForWidth(self.width())
        self._key.setVisible(self.height() >= 3 * needed)
