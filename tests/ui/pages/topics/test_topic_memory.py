"""The Topics page shows how the questions on each topic stand, and follows what is answered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from carrel.domain.ids import TopicId
from carrel.domain.memory_map import MemoryCounts
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.topics.presenter import TopicsPresenter
from carrel.ui.pages.topics.tree_model import MEMORY_COLUMN
from carrel.ui.widgets.share_column import MEMORY_ROLE
from fakes import ImmediateTasks, RecordingNavigator
from question_samples import question
from quiz_shelf import QuizShelf, cited
from topic_shelf import TopicShelf

WAR = TopicId("talks/war")


@pytest.fixture
def shelf(theme, qtbot):
    shelf = QuizShelf()
    topics = TopicShelf(shelf.desk.database)
    topics.material("talks", context="A war is fought. Peace is wished for.")
    topics.topic(WAR, "War")
    topics.topic("talks/peace", "Peace")
    for name in ("q001", "q002"):
        shelf.add(question("single_choice", name, passages=(cited(),), topics=(WAR,)))
    yield shelf
    shelf.close()


@pytest.fixture
def page(shelf, theme, qtbot):
    context = PageContext(shelf.desk, RecordingNavigator(), ImmediateTasks(), theme)
    presenter = TopicsPresenter(context)
    qtbot.addWidget(presenter.view)
    presenter.view.resize(1000, 700)
    presenter.view.show()
    shelf.desk.notice.listen(presenter.refresh)
    presenter.open(Place(PageName.TOPICS, topic=WAR))
    QApplication.processEvents()
    return presenter


def in_tree(page, topic: str):
    index = page.view.model.index_of(TopicId(topic))
    return (
        index.siblingAtColumn(MEMORY_COLUMN).data(MEMORY_ROLE),
        index.data(Qt.ItemDataRole.ToolTipRole),
    )


def test_that_a_topic_shows_how_its_questions_stand(page, shelf) -> None:
    line = page.view.detail.memory
    assert line.isVisible()
    assert line.words.text() == "2 never asked"
    assert in_tree(page, WAR)[0] == MemoryCounts(never_asked=2)
    session = shelf.start(size=1)
    shelf.answer(session, well=False)
    assert line.words.text() == "1 missed, 1 never asked"
    counts, words = in_tree(page, WAR)
    assert counts == MemoryCounts(missed=1, never_asked=1)
    assert words.endswith("questions: 1 missed, 1 never asked")


def test_that_a_topic_without_questions_shows_no_memory(page) -> None:
    page.open(Place(PageName.TOPICS, topic=TopicId("talks/peace")))
    assert not page.view.detail.memory.isVisible()
    counts, words = in_tree(page, "talks/peace")
    assert counts is None
    assert "questions" not in words
