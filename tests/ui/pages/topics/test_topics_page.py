"""The Topics page leads from groups to topics, and from a topic to the words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from carrel.domain.changes import Change
from carrel.domain.errors import NotFound
from carrel.domain.ids import SectionId, TopicId
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.services.desk import Desk
from carrel.storage.database import open_in_memory
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.topics.presenter import TopicsPresenter
from carrel.ui.widgets.words_list import WordsHeading, WordsList
from fakes import FrozenClock, ImmediateTasks, RecordingNavigator, SequenceIds
from topic_shelf import TopicShelf

CONTEXT = "🙂 Macron calls Putin. The door stays open. NATO watches."


class TopicsPage:
    """The page on a library in memory, as a student sees it."""

    def __init__(self, desk: Desk, theme, qtbot) -> None:
        self.navigator = RecordingNavigator()
        self.presenter = TopicsPresenter(PageContext(desk, self.navigator, ImmediateTasks(), theme))
        self.view = self.presenter.view
        qtbot.addWidget(self.view)
        self.view.resize(1000, 700)
        self.view.show()
        self.presenter.open(Place(PageName.TOPICS))
        self._qtbot = qtbot

    def open(self, topic: str) -> None:
        self.presenter.open(Place(PageName.TOPICS, topic=TopicId(topic)))
        QApplication.processEvents()

    def type(self, text: str) -> None:
        self._qtbot.keyClicks(self.view.filter_text, text)

    def tree(self, parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
        """The rows of the tree as they are indented, with their counts."""
        model, parent = self.view.model, parent or QModelIndex()
        rows = []
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            count = model.index(row, 1, parent).data()
            rows.append("  " * depth + f"{index.data()} {count}".rstrip())
            rows += self.tree(index, depth + 1)
        return rows

    def labels(self) -> list[str]:
        return [label.text() for label in self.view.findChildren(QLabel) if label.isVisible()]

    def rows(self, words: WordsList) -> list[str]:
        """The rows of a list, headings in brackets."""
        model = words.words
        items = [model.item(model.index(row, 0)) for row in range(model.rowCount())]
        return [
            f"[{item.title}]" if isinstance(item, WordsHeading) else item.text for item in items
        ]


@pytest.fixture
def desk():
    database = open_in_memory()
    yield Desk(database, FrozenClock(), SequenceIds())
    database.close()


@pytest.fixture
def shelf(desk):
    shelf = TopicShelf(desk.database)
    shelf.material("talks", context=CONTEXT, aims="Macron waits. He may meet Putin.")
    shelf.topic("talks/macron", "Emmanuel Macron", "Macron", kind="person")
    shelf.topic("talks/putin", "Vladimir Putin", "Putin", kind="person")
    shelf.topic("talks/nato", "NATO", kind="organisation", group="Alliances")
    shelf.topic("talks/dialogue", "Dialogue", definition="Talking.", group="Ideas")
    shelf.topic("talks/channel", "Keeping channels open", group="Ideas")
    shelf.relate("talks/channel", "broader", "talks/dialogue")
    shelf.question("talks/q1", "talks/aims", "waits", "talks/macron", prompt="*Who* waits?")
    shelf.note("n1", "talks/context", "Macron calls", "On the call")
    shelf.claim("talks/C1", "talks/aims", "He may meet Putin", "talks/macron", by="talks/putin")
    shelf.find()
    return shelf


@pytest.fixture
def page(desk, shelf, theme, qtbot):
    return TopicsPage(desk, theme, qtbot)


def test_that_topics_stand_below_their_groups_or_kinds_with_counts(page):
    QAbstractItemModelTester(
        page.view.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page.view
    )
    assert page.tree() == [
        "Alliances",
        "  NATO 1",
        "Ideas",
        "  Dialogue 0",
        "  Keeping channels open 0",
        "People",
        "  Emmanuel Macron 4",
        "  Vladimir Putin 2",
    ]


def test_that_typing_leaves_the_topics_that_answer_to_it(page):
    page.type("macr")
    assert page.tree() == ["People", "  Emmanuel Macron 4"]
    page.type("xx")
    assert page.tree() == []
    assert "No topic is called that. Try fewer letters or all kinds." in page.labels()


def test_that_kind_and_order_narrow_and_sort_the_list(page):
    page.view.order.setCurrentIndex(2)
    assert page.tree()[0] == "Emmanuel Macron 4"
    page.view.kind.setCurrentText("Organisations")
    assert page.tree() == ["NATO 1"]


def test_that_a_topic_is_reached_with_the_keyboard_and_leads_to_its_words(page, qtbot):
    page.view.filter_text.setFocus()
    page.type("putin")
    qtbot.keyClick(page.view.filter_text, Qt.Key.Key_Return)
    assert page.presenter.place().topic == "talks/putin"
    qtbot.keyClick(page.view.tree, Qt.Key.Key_Return)
    passages = page.view.detail.passages
    assert QApplication.focusWidget() is passages
    qtbot.keyClick(passages, Qt.Key.Key_Down)
    qtbot.keyClick(passages, Qt.Key.Key_Return)
    assert page.navigator.places == [
        Place(PageName.READ, section=SectionId("talks/aims"), start=26, end=31)
    ]


def test_that_a_click_on_words_opens_them_in_the_reader(page, qtbot):
    page.open("talks/nato")
    passages = page.view.detail.passages
    assert page.rows(passages) == ["[Context]", "NATO watches."]
    place = passages.visualRect(passages.words.index(1, 0)).center()
    qtbot.mouseClick(passages.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    (opened,) = page.navigator.places
    assert CONTEXT[opened.start : opened.end] == "NATO"


def test_that_choosing_in_the_tree_shows_the_topic_and_is_no_step_to_go_back_from(page):
    page.view.tree.setCurrentIndex(page.view.model.index_of(TopicId("talks/dialogue")))
    assert "Talking." in page.labels()
    assert page.navigator.places == []
    assert page.navigator.moves > 0
    assert [crumb.text for crumb in page.presenter.trail()] == ["Talks", "Ideas", "Dialogue"]


def test_that_a_related_topic_is_a_link_to_its_page(page, qtbot):
    page.open("talks/dialogue")
    (link,) = [
        button
        for button in page.view.detail.findChildren(QPushButton)
        if button.text() == "Keeping channels open"
    ]
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.navigator.places == [Place(PageName.TOPICS, topic=TopicId("talks/channel"))]


def test_that_a_topic_shows_its_questions_and_the_notes_on_its_words(page, qtbot):
    page.open("talks/macron")
    assert page.rows(page.view.detail.questions) == ["Who waits?"]
    assert page.rows(page.view.detail.notes) == ["On the call"]
    assert page.rows(page.view.detail.claims) == ["It is said that He may meet Putin"]
    qtbot.mouseClick(page.view.detail.quiz, Qt.MouseButton.LeftButton)
    assert page.navigator.places == [
        Place(PageName.QUIZ, scope=Scope(ScopeKind.TOPIC, "talks/macron"))
    ]


def test_that_a_topic_without_questions_offers_no_quiz(page):
    page.open("talks/nato")
    assert not page.view.detail.quiz.isEnabled()
    assert page.view.detail.quiz.toolTip() == "There are no questions about this topic yet."


def test_that_a_topic_of_other_materials_says_where_its_words_stand(page, shelf):
    shelf.material("news", today="NATO meets.")
    shelf.find()
    page.presenter.refresh(frozenset({Change.MATERIALS}))
    page.open("talks/nato")
    assert page.rows(page.view.detail.passages) == [
        "[Talks ▸ Context]",
        "NATO watches.",
        "[News ▸ Today]",
        "NATO meets.",
    ]


def test_that_the_same_topic_of_another_material_adds_its_definition(page, shelf):
    shelf.material("news", today="NATO meets.")
    shelf.topic("news/nato", "NATO", kind="organisation", definition="An alliance.")
    shelf.find()
    page.presenter.refresh(frozenset({Change.TOPICS}))
    page.open("talks/nato")
    assert "In “News”: An alliance." in page.labels()
    assert "Organisation · Alliances · Talks + News · mentioned 2 times" in page.labels()


def test_that_long_lists_are_made_as_they_are_looked_at(page, shelf):
    shelf.material("long", **{f"s{i}": f"Part {i} on Putin." for i in range(200)})
    shelf.find()
    page.open("talks/putin")
    passages = page.view.detail.passages
    shown = passages.words.rowCount()
    assert shown < 200
    passages.scrollToBottom()
    QApplication.processEvents()
    assert passages.words.rowCount() > shown


def test_that_a_missing_topic_is_told_to_who_asked(page):
    with pytest.raises(NotFound):
        page.open("talks/none")


def test_that_a_topic_that_is_gone_is_no_longer_shown(page, desk):
    page.open("talks/nato")
    desk.database.write("UPDATE topic SET deleted_at = '2026' WHERE key = 'talks/nato'")
    page.presenter.refresh(frozenset({Change.TOPICS}))
    assert page.presenter.place().topic is None
    assert page.view.whole.isVisible()


def test_that_a_library_without_topics_says_where_they_come_from(theme, qtbot):
    database = open_in_memory()
    page = TopicsPage(Desk(database, FrozenClock(), SequenceIds()), theme, qtbot)
    assert "No topics yet" in page.labels()
    database.close()
