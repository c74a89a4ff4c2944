"""The maps can be clicked, walked with the arrow keys, zoomed, and narrowed to groups."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from carrel.domain.changes import Change
from carrel.domain.ids import TopicId
from carrel.services.desk import Desk
from carrel.storage.database import open_in_memory
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.topics.map_view import TopicMapView
from carrel.ui.pages.topics.presenter import TopicsPresenter
from carrel.ui.theme import Scheme
from fakes import FrozenClock, ImmediateTasks, RecordingNavigator, SequenceIds
from topic_shelf import TopicShelf


@pytest.fixture
def desk():
    database = open_in_memory()
    yield Desk(database, FrozenClock(), SequenceIds())
    database.close()


@pytest.fixture
def shelf(desk):
    shelf = TopicShelf(desk.database)
    shelf.material("talks", context="Dialogue and a channel, says NATO. Macron nods.")
    shelf.topic("talks/dialogue", "Dialogue", group="Ideas")
    shelf.topic("talks/channel", "Channel", group="Ideas")
    shelf.topic("talks/nato", "NATO", kind="organisation", group="Alliances")
    shelf.topic("talks/macron", "Macron", kind="person")
    shelf.relate("talks/channel", "broader", "talks/dialogue")
    shelf.relate("talks/dialogue", "related", "talks/nato")
    shelf.find()
    return shelf


@pytest.fixture
def navigator():
    return RecordingNavigator()


@pytest.fixture
def page(desk, shelf, navigator, theme, qtbot):
    presenter = TopicsPresenter(PageContext(desk, navigator, ImmediateTasks(), theme))
    qtbot.addWidget(presenter.view)
    presenter.view.resize(1100, 700)
    presenter.view.show()
    presenter.open(Place(PageName.TOPICS))
    QApplication.processEvents()
    return presenter


def walk(view: TopicMapView, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(view, key)


def test_that_a_page_without_a_chosen_topic_maps_the_groups_of_the_material(page):
    assert set(page.view.whole.map.shown()) == {"talks/dialogue", "talks/channel", "talks/nato"}
    legend = page.view.whole.legend
    assert [legend.item(row).text() for row in range(legend.count())] == [
        "Ideas (2)",
        "Alliances (1)",
        "People (1)",
    ]


def test_that_ticking_a_group_draws_it(page):
    legend = page.view.whole.legend
    legend.item(0).setCheckState(Qt.CheckState.Unchecked)
    legend.item(2).setCheckState(Qt.CheckState.Checked)
    assert set(page.view.whole.map.shown()) == {"talks/nato", "talks/macron"}
    for row in (1, 2):
        legend.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert "Tick a group" in page.view.whole.message


def test_that_a_click_on_a_topic_opens_its_page(page, navigator, qtbot):
    whole = page.view.whole.map
    place = whole.place_of(TopicId("talks/nato")).toPoint()
    qtbot.mouseClick(whole.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert navigator.places == [Place(PageName.TOPICS, topic=TopicId("talks/nato"))]


def test_that_dragging_the_map_opens_nothing(page, navigator, qtbot):
    whole = page.view.whole.map
    place = whole.place_of(TopicId("talks/nato")).toPoint()
    qtbot.mousePress(whole.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseMove(whole.viewport(), place + place)
    qtbot.mouseRelease(whole.viewport(), Qt.MouseButton.LeftButton, pos=place + place)
    assert navigator.places == []


def test_that_arrow_keys_walk_the_neighbourhood_and_enter_opens(page, navigator):
    page.open(Place(PageName.TOPICS, topic=TopicId("talks/dialogue")))
    near = page.view.detail.map
    page.view.detail.tabs.setCurrentIndex(3)
    near.setFocus()
    near.choose(TopicId("talks/dialogue"))
    walk(near, Qt.Key.Key_Down)
    assert near.chosen() == "talks/channel"
    walk(near, Qt.Key.Key_Up, Qt.Key.Key_Right)
    assert near.chosen() == "talks/nato"
    walk(near, Qt.Key.Key_Return)
    assert navigator.places == [Place(PageName.TOPICS, topic=TopicId("talks/nato"))]


def test_that_a_topic_with_few_ties_is_shown_with_what_is_mentioned_beside_it(page):
    page.open(Place(PageName.TOPICS, topic=TopicId("talks/macron")))
    assert set(page.view.detail.map.shown()) == {
        "talks/macron",
        "talks/dialogue",
        "talks/channel",
        "talks/nato",
    }


def test_that_keys_zoom_and_show_all_again(page):
    whole = page.view.whole.map
    fitted = whole.transform().m11()
    walk(whole, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    assert whole.transform().m11() > fitted
    walk(whole, Qt.Key.Key_Minus, Qt.Key.Key_0)
    assert whole.transform().m11() == pytest.approx(fitted)


def test_that_a_map_survives_a_change_of_theme(page, theme):
    shown = page.view.whole.map.shown()
    theme.set_scheme(Scheme.DARK)
    QApplication.processEvents()
    assert page.view.whole.map.shown() == shown


def test_that_the_button_leads_from_a_topic_back_to_the_whole_map(page, qtbot):
    page.open(Place(PageName.TOPICS, topic=TopicId("talks/dialogue")))
    qtbot.mouseClick(page.view.show_whole, Qt.MouseButton.LeftButton)
    assert page.view.whole.isVisible()
    assert page.place().topic is None


def test_that_too_many_topics_are_not_drawn_but_said(page, desk, shelf):
    for number in range(200):
        shelf.topic(f"talks/n{number}", f"Number {number}", group="Numbers")
    page.refresh(frozenset({Change.TOPICS}))
    legend = page.view.whole.legend
    numbers = next(
        legend.item(row) for row in range(legend.count()) if "Numbers" in legend.item(row).text()
    )
    numbers.setCheckState(Qt.CheckState.Checked)
    assert page.view.whole.message.startswith("203 topics are too many")
