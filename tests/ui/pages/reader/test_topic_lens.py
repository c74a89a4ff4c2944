"""The lens marks what the text speaks of, says what it is, and leads to its page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLineEdit, QMenu, QToolTip

from carrel.domain.ids import MaterialId, SectionId, TopicId
from carrel.services.desk import Desk
from carrel.services.topic_browsing import TopicBrowsing
from carrel.services.topic_editing import TopicDraft, TopicEditing
from carrel.storage.database import open_in_memory
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.reader.presenter import ReaderPresenter
from carrel.ui.theme import Scheme
from fakes import FrozenClock, ImmediateTasks, RecordingNavigator, SequenceIds
from topic_shelf import TopicShelf

TEXT = "🦊 Macron calls Putin. NATO watches."
SECTION = SectionId("talks/context")


class Lens:
    """The Read page with the lens."""

    def __init__(self, desk: Desk, theme, qtbot) -> None:
        self.navigator = RecordingNavigator()
        self.presenter = ReaderPresenter(PageContext(desk, self.navigator, ImmediateTasks(), theme))
        desk.notice.listen(self.presenter.refresh)
        view = self.presenter.view
        qtbot.addWidget(view)
        view.resize(1000, 600)
        view.show()
        self.presenter.open(Place(PageName.READ, section=SECTION))
        QApplication.processEvents()
        self.view = view
        self.text = view.reading.text
        self._qtbot = qtbot
        actions = [one for group in self.presenter.actions.values() for one in group]
        self._actions = {action.text(): action for action in actions}

    def trigger(self, text: str) -> None:
        self._actions[text].trigger()
        QApplication.processEvents()

    def marked(self) -> list[str]:
        """The words with a topic's line, in the order of the text."""
        positions = self.text.positions
        found = []
        for mark in self.text._layers.get("topics", ()):
            first, last = positions.place(mark.start), positions.place(mark.end)
            found.append(TEXT[first.offset : last.offset])
        return found

    def menus(self) -> list[QMenu]:
        """The menus that are open at the text."""
        return [menu for menu in self.text.findChildren(QMenu, "topicMenu") if menu.isVisible()]

    def point_at(self, words: str):
        start = TEXT.index(words)
        at = self.text.positions.position(SECTION, start)
        end = self.text.positions.position(SECTION, start + len(words), is_end=True)
        return self.text.word_box(at, end).center()


@pytest.fixture
def desk():
    database = open_in_memory()
    shelf = TopicShelf(database)
    shelf.material("talks", context=TEXT, empty="Nothing.")
    shelf.topic("talks/macron", "Macron", kind="person", definition="President <of> France.")
    shelf.topic("talks/nato", "NATO", kind="organisation")
    shelf.topic("talks/calls", "Phone calls")
    shelf.find()
    yield Desk(database, FrozenClock(), SequenceIds())
    database.close()


@pytest.fixture
def lens(desk, theme, qtbot):
    return Lens(desk, theme, qtbot)


def test_that_the_lens_marks_the_words_of_topics_and_takes_the_marks_away(lens):
    assert lens.marked() == []
    lens.trigger("Topics in the text")
    assert lens.marked() == ["Macron", "NATO"]
    lens.trigger("Topics in the text")
    assert lens.marked() == []


def test_that_hovering_says_what_a_topic_is(lens, qtbot):
    lens.trigger("Topics in the text")
    lens.text.mark_hovered.emit("topic:0")
    assert "<b>Macron</b> · person" in QToolTip.text()
    assert "President &lt;of&gt; France." in QToolTip.text()
    QToolTip.hideText()


def test_that_a_click_on_the_words_opens_the_topic(lens, qtbot):
    lens.trigger("Topics in the text")
    where = lens.point_at("NATO")
    qtbot.mouseClick(lens.text.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert lens.navigator.places[-1].topic == "talks/nato"


def test_that_a_key_opens_the_topic_at_the_caret(lens):
    lens.trigger("Topics in the text")
    lens.text.select(*[lens.text.positions.position(SECTION, TEXT.index("Macron") + 2)] * 2)
    lens.trigger("Open the topic at the caret")
    assert lens.navigator.places[-1].topic == "talks/macron"


def test_that_marks_stay_when_the_text_is_set_anew(lens, theme):
    lens.trigger("Topics in the text")
    theme.set_scheme(Scheme.DARK)
    QApplication.processEvents()
    assert lens.marked() == ["Macron", "NATO"]


def test_that_selected_words_are_said_to_speak_of_a_topic(lens, desk, qtbot):
    lens.trigger("Topics in the text")
    start = TEXT.index("calls")
    positions = [lens.text.positions.position(SECTION, at) for at in (start, start + 5)]
    lens.text.select(*positions)
    lens.trigger("Say which topic this is about…")
    (dialog,) = [one for one in lens.view.findChildren(QDialog) if one.isVisible()]
    qtbot.keyClicks(dialog.findChild(QLineEdit, "chooserField"), "phone")
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()
    QApplication.processEvents()
    assert lens.marked() == ["Macron", "calls", "NATO"]
    assert TopicBrowsing(desk).page(TopicId("talks/calls")).mentions == 1


def test_that_without_a_selection_it_says_what_to_select(lens):
    lens.trigger("Say which topic this is about…")
    assert lens.navigator.messages[-1].startswith("Select some words first")


def test_that_a_page_without_topics_says_so(lens):
    lens.presenter.open(Place(PageName.READ, section=SectionId("talks/empty")))
    lens.trigger("Topics in the text")
    assert lens.navigator.messages == ["No topic is mentioned on this page."]


def test_that_a_wrong_mention_is_rejected_by_key_and_that_is_undone(lens, desk):
    lens.trigger("Topics in the text")
    lens.text.select(*[lens.text.positions.position(SECTION, TEXT.index("Macron") + 2)] * 2)
    lens.trigger("Not a mention of the topic here")
    assert lens.marked() == ["NATO"]
    assert TopicBrowsing(desk).page(TopicId("talks/macron")).mentions == 0
    text, undo = lens.navigator.offered
    assert text == "Undo"
    undo()
    assert lens.marked() == ["Macron", "NATO"]


def test_that_a_menu_at_the_words_opens_or_rejects_their_topic(lens):
    lens.trigger("Topics in the text")
    lens.text.customContextMenuRequested.emit(lens.point_at("NATO"))
    menu = lens.presenter.view.findChild(QMenu, "textMenu")
    entries = {action.text(): action for action in menu.actions()}
    entries["Open “NATO”"].trigger()
    assert lens.navigator.places[-1].topic == "talks/nato"
    entries["Not a mention of “NATO”"].trigger()
    assert lens.marked() == ["Macron"]
    menu.close()


def test_that_words_of_two_topics_are_asked_about(lens, desk):
    TopicEditing(desk).add(MaterialId("talks"), TopicDraft("Macron calls"))
    lens.text.select(*[lens.text.positions.position(SECTION, TEXT.index("Macron") + 2)] * 2)
    lens.trigger("Not a mention of the topic here")
    (menu,) = lens.menus()
    titles = [action.text() for action in menu.actions()]
    assert titles == ["Not a mention of “Macron calls”", "Not a mention of “Macron”"]
    menu.actions()[1].trigger()
    menu.close()
    lens.trigger("Topics in the text")
    assert lens.marked() == ["Macron calls", "NATO"]


def test_that_words_without_a_topic_say_what_to_do(lens):
    lens.text.select(*[lens.text.positions.position(SECTION, TEXT.index("watches"))] * 2)
    lens.trigger("Not a mention of the topic here")
    assert lens.navigator.messages[-1].startswith("No topic is mentioned here.")
