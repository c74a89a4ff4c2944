"""Topics are changed from their page: by dialogs, menus and keys, each step told and undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
)

from carrel.domain.ids import TopicId
from carrel.services.desk import Desk
from carrel.services.topic_browsing import TopicBrowsing
from carrel.services.undo import Undo
from carrel.storage.database import open_in_memory
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import Menu, PageContext
from carrel.ui.pages.topics.presenter import TopicsPresenter
from fakes import FrozenClock, ImmediateTasks, RecordingNavigator, SequenceIds
from topic_shelf import TopicShelf


class EditingPage:
    """The page on a library in memory, with its menu and dialogs."""

    def __init__(self, desk: Desk, theme, qtbot) -> None:
        self.navigator = RecordingNavigator()
        self.presenter = TopicsPresenter(PageContext(desk, self.navigator, ImmediateTasks(), theme))
        self.view = self.presenter.view
        self._qtbot = qtbot
        self._browsing = TopicBrowsing(desk)
        qtbot.addWidget(self.view)
        desk.notice.listen(self.presenter.refresh)
        self.view.resize(1000, 700)
        self.view.show()

    def open(self, topic: str) -> None:
        self.presenter.open(Place(PageName.TOPICS, topic=TopicId(topic)))
        QApplication.processEvents()

    def action(self, text: str) -> QAction:
        actions = self.presenter.actions[Menu.EDIT]
        return next(action for action in actions if action.text() == text)

    def sub_menu(self, text: str) -> QMenu:
        menu = self.action(text).menu()
        menu.aboutToShow.emit()
        return menu

    @property
    def dialog(self) -> QDialog:
        (dialog,) = [one for one in self.view.findChildren(QDialog) if one.isVisible()]
        return dialog

    def field(self, kind: type, name: str):
        return self.dialog.findChild(kind, name)

    def press(self, button: QDialogButtonBox.StandardButton) -> None:
        self.dialog.findChild(QDialogButtonBox).button(button).click()
        QApplication.sendPostedEvents(None, 0)
        QApplication.processEvents()

    def names(self) -> list[str]:
        return [
            entry.topic.name
            for shelf in self._browsing.all_topics()
            for group in shelf.groups
            for entry in group.entries
        ]


@pytest.fixture
def desk():
    database = open_in_memory()
    yield Desk(database, FrozenClock(), SequenceIds())
    database.close()


@pytest.fixture
def page(desk, theme, qtbot):
    shelf = TopicShelf(desk.database)
    shelf.material("talks", context="Macron calls Putin from the Elysée. NATO watches.")
    shelf.material("news", today="A bloc.")
    shelf.topic("talks/macron", "Macron", "Elysée", kind="person")
    shelf.topic("talks/putin", "Putin", kind="person")
    shelf.topic("talks/nato", "NATO", kind="organisation", group="Alliances")
    shelf.topic("news/bloc", "Bloc")
    shelf.find()
    return EditingPage(desk, theme, qtbot)


SAVE = QDialogButtonBox.StandardButton.Save
OK = QDialogButtonBox.StandardButton.Ok


def test_that_a_new_topic_is_asked_for_and_shown(page):
    page.open("talks/nato")
    page.view.add_topic.click()
    page.field(QLineEdit, "topicName").setText("Phone calls")
    page.field(QPlainTextEdit, "topicAliases").setPlainText("calls\n\n")
    page.press(SAVE)
    assert "Phone calls" in page.names()
    (place,) = page.navigator.places
    page.open(place.topic)
    assert page.view.detail.passages.words.rowCount() == 2


def test_that_the_dialog_stays_open_and_says_what_is_missing(page):
    page.open("talks/nato")
    page.action("Edit this topic…").trigger()
    page.field(QLineEdit, "topicName").clear()
    page.press(SAVE)
    error = page.field(QLabel, "topicFormError")
    assert error.isVisible()
    assert error.text() == "A topic needs a name; write what it is called."
    page.field(QLineEdit, "topicName").setText("The Alliance")
    page.press(SAVE)
    assert "The Alliance" in page.names()
    assert page.presenter.trail()[-1].text == "The Alliance"


def test_that_a_topic_is_merged_into_one_found_by_typing_and_the_banner_takes_it_back(page, qtbot):
    page.open("talks/putin")
    page.action("Merge into another topic…").trigger()
    field = page.field(QLineEdit, "chooserField")
    qtbot.keyClicks(field, "macr")
    assert page.field(QListWidget, "chooserList").count() == 1
    page.press(OK)
    assert page.names() == ["NATO", "Macron", "Bloc"]
    assert page.navigator.places[-1].topic == "talks/macron"
    text, undo = page.navigator.offered
    assert text == "Undo"
    undo()
    assert "Putin" in page.names()


def test_that_a_merged_topic_can_be_parted_again(page, desk):
    page.open("talks/putin")
    page.action("Merge into another topic…").trigger()
    page.press(OK)
    page.open(page.navigator.places[-1].topic)
    (choice,) = page.sub_menu("Part from").actions()
    assert choice.text() == "Putin (Talks)"
    choice.trigger()
    assert "Putin" in page.names()


def test_that_a_name_is_split_off(page):
    page.open("talks/macron")
    page.action("Split a topic off…").trigger()
    offered = page.dialog.findChildren(QListWidget)[0]
    offered.item(0).setCheckState(Qt.CheckState.Checked)
    assert page.field(QLineEdit, "topicName").text() == "Elysée"
    page.press(SAVE)
    assert "Elysée" in page.names()


def test_that_topics_are_tied_and_untied(page):
    page.open("talks/nato")
    page.action("Tie to another topic…").trigger()
    page.field(QComboBox, "chooserManner").setCurrentIndex(1)
    page.press(OK)
    assert [topic.name for topic in page.presenter._page.broader] == ["Macron"]
    (choice,) = page.sub_menu("Untie from").actions()
    choice.trigger()
    assert page.presenter._page.broader == ()


def test_that_a_topic_is_joined_with_one_of_another_material(page):
    page.open("talks/nato")
    page.action("Join with a topic of another material…").trigger()
    assert page.field(QListWidget, "chooserList").item(0).text() == "Bloc  (concept · News)"
    page.press(OK)
    assert len(page.presenter._page.parts) == 2


def test_that_a_deleted_topic_leaves_the_page_and_comes_back_by_undo(page, desk):
    page.open("talks/nato")
    page.action("Delete this topic").trigger()
    assert "NATO" not in page.names()
    assert page.view.whole.isVisible()
    Undo(desk).undo()
    assert "NATO" in page.names()


def test_that_delete_says_that_words_are_not_about_the_topic(page, qtbot):
    page.open("talks/putin")
    passages = page.view.detail.passages
    passages.choose_first()
    page.view.detail.not_about.trigger()
    assert passages.words.rowCount() == 0
    assert page.navigator.messages == ["These words no longer count as “Putin”."]


def test_that_only_what_is_possible_is_offered(page):
    page.presenter.open(Place(PageName.TOPICS))
    assert not page.action("Edit this topic…").isEnabled()
    assert page.action("New topic…").isEnabled()
    page.open("talks/putin")
    assert page.action("Edit this topic…").isEnabled()
    assert not page.action("Split a topic off…").isEnabled()
    assert not page.action("Part from").isEnabled()
