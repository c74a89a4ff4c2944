"""Every topic, person and term of the bundled material is reached by keyboard and by mouse."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from bundled_ideas import ACTORS, TERMS, TOPICS
from carrel.domain.ids import SectionId
from carrel.domain.topics import TopicKind
from carrel.services.desk import Desk
from carrel.services.pack_installing import PackInstalling
from carrel.services.topic_browsing import TopicBrowsing
from carrel.storage.database import open_in_memory
from carrel.storage.material_store import MaterialStore
from carrel.system.resources import bundled_packs
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.topics.presenter import TopicsPresenter
from fakes import FrozenClock, ImmediateTasks, RecordingNavigator

ALL = [
    *((name, f"macron-putin/{key}") for key, name in (*TOPICS, *ACTORS)),
    *((name, "") for name in TERMS),
]


@pytest.fixture(scope="module")
def desk():
    database = open_in_memory()
    ids = itertools.count()
    desk = Desk(database, FrozenClock(), lambda: f"id-{next(ids)}")
    PackInstalling(desk).install_bundled(bundled_packs())
    yield desk
    database.close()


class TopicsPage:
    """The page on the bundled material; every way to words ends at the navigator."""

    def __init__(self, desk: Desk, theme, qtbot) -> None:
        self.navigator = RecordingNavigator()
        self.presenter = TopicsPresenter(PageContext(desk, self.navigator, ImmediateTasks(), theme))
        self.view = self.presenter.view
        self.texts = MaterialStore(desk.database)
        self._qtbot = qtbot
        qtbot.addWidget(self.view)
        self.view.resize(1200, 760)
        self.view.show()
        self.presenter.open(Place(PageName.TOPICS))

    def walk_to(self, name: str, topic: str) -> None:
        """Type the name, go into the tree, and on with arrow keys until the topic is shown."""
        self.view.filter_text.setText(name)
        self._qtbot.keyClick(self.view.filter_text, Qt.Key.Key_Return)
        for _ in range(self.view.model.topic_count + 8):
            if self._is_at(name, topic):
                return
            self._qtbot.keyClick(self.view.tree, Qt.Key.Key_Down)
        pytest.fail(f"{name} is not reached by arrow keys")

    def click_on(self, name: str, topic: str) -> None:
        """Type the name and click on its row in the tree."""
        self.view.filter_text.setText(name)
        tree, model = self.view.tree, self.view.model
        QApplication.processEvents()
        for index in self._rows():
            entry = model.entry(index)
            if entry is not None and _is(entry.topic, name, topic):
                self._qtbot.mouseClick(
                    tree.viewport(),
                    Qt.MouseButton.LeftButton,
                    pos=tree.visualRect(index).center(),
                )
                return
        pytest.fail(f"{name} is not in the tree")

    def open_first_words(self, *, by_mouse: bool) -> str:
        """Open the first passage of the topic that is shown; returns the words."""
        words = self.view.detail.passages
        self.navigator.places.clear()
        if by_mouse:
            row = words.words.index(1, 0)  # after the heading with the section
            self._qtbot.mouseClick(
                words.viewport(), Qt.MouseButton.LeftButton, pos=words.visualRect(row).center()
            )
        else:
            self._qtbot.keyClick(self.view.tree, Qt.Key.Key_Return)
            assert words.hasFocus()
            self._qtbot.keyClick(words, Qt.Key.Key_Return)
        (place,) = self.navigator.places
        assert place.page is PageName.READ
        return self.texts.section(SectionId(place.section)).text[place.start : place.end]

    def _is_at(self, name: str, topic: str) -> bool:
        entry = self.view.model.entry(self.view.tree.currentIndex())
        shown = self.presenter.place().topic
        return entry is not None and shown == entry.topic.id and _is(entry.topic, name, topic)

    def _rows(self):
        waiting = [self.view.tree.rootIndex()]
        while waiting:
            above = waiting.pop()
            for row in range(self.view.model.rowCount(above)):
                index = self.view.model.index(row, 0, above)
                waiting.append(index)
                yield index


def _is(topic, name: str, key: str) -> bool:
    if key:
        return topic.id == key
    return topic.kind is TopicKind.TERM and topic.name == name


@pytest.fixture
def page(desk, theme, qtbot):
    return TopicsPage(desk, theme, qtbot)


def test_that_the_list_of_this_test_is_that_of_the_library(desk):
    (material,) = TopicBrowsing(desk).all_topics()
    topics = [entry.topic for group in material.groups for entry in group.entries]
    listed = [
        next((one.id for one in topics if _is(one, name, topic)), name) for name, topic in ALL
    ]
    assert sorted(listed) == sorted(one.id for one in topics)
    titles = {one.id: one.name for one in topics}
    assert {f"macron-putin/{key}": name for key, name in (*TOPICS, *ACTORS)}.items() <= (
        titles.items()
    )


def test_that_every_topic_leads_to_words_by_keyboard(page):
    for name, topic in ALL:
        page.walk_to(name, topic)
        assert page.open_first_words(by_mouse=False).strip(), name


def test_that_every_topic_leads_to_words_by_mouse(page):
    for name, topic in ALL:
        page.click_on(name, topic)
        QApplication.processEvents()
        assert page.open_first_words(by_mouse=True).strip(), name


def test_that_the_whole_map_fits_into_a_small_window_and_shows_its_groups_when_asked(page):
    page.view.resize(935, 582)  # what a window of 1024 by 640 leaves to the page
    QApplication.processEvents()
    whole = page.view.whole
    assert len(whole.map.shown()) == len(TOPICS)
    bars = (whole.map.verticalScrollBar(), whole.map.horizontalScrollBar())
    assert [bar.maximum() - bar.minimum() for bar in bars] == [0, 0]
    assert not whole.legend.isVisible()
    whole.groups.click()
    assert whole.legend.isVisible()
    page.view.resize(1400, 800)
    whole.groups.click()
    assert not whole.legend.isVisible()
