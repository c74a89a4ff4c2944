"""A student searches everything from the top bar, and browses the bundled topics to their words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QTreeView, QWidget

from carrel.domain.ids import TopicId
from carrel.domain.search_filters import FilterName
from carrel.ui.navigator import PageName
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.words_list import WordsHeading, WordsList


class Search:
    """The search field and what hangs below it."""

    def __init__(self, journey, qtbot) -> None:
        self._journey = journey
        self._qtbot = qtbot
        self.field = journey.find(QLineEdit, "searchField")

    def type(self, text: str) -> None:
        self.field.setFocus()
        self._qtbot.keyClicks(self.field, text)
        self._journey.settle()

    def press(self, key: Qt.Key) -> None:
        self._qtbot.keyClick(self.field, key)
        self._journey.settle()

    @property
    def hits(self) -> WordsList:
        return self._journey.find(WordsList, "searchHits")

    def groups(self) -> list[str]:
        return [item.title for item in self.items() if isinstance(item, WordsHeading)]

    def rows_of_hits(self) -> list[int]:
        rows = enumerate(self.items())
        return [row for row, item in rows if not isinstance(item, WordsHeading)]

    def items(self) -> list[object]:
        model = self.hits.words
        return [model.item(model.index(row, 0)) for row in range(model.rowCount())]

    @property
    def is_open(self) -> bool:
        return self._journey.window.findChild(QFrame, "searchPopup").isVisible()


@pytest.fixture
def search(journey, qtbot):
    return Search(journey, qtbot)


def test_that_hits_come_as_one_types_grouped_by_kind(search):
    search.type("legitim")
    assert search.groups() == ["Topics", "Texts", "Claims", "Questions"]


def test_that_a_topic_is_opened_from_the_field_with_the_keyboard(journey, search):
    search.type("nato")
    assert search.hits.currentIndex().isValid()
    search.press(Qt.Key.Key_Return)
    assert not search.is_open
    assert journey.program.shell.page_in_front.place().topic == "macron-putin/nato"


def test_that_nothing_opens_below_a_field_that_was_left_while_typing(journey, search, qtbot):
    journey.window.activateWindow()
    search.field.setFocus()
    qtbot.keyClicks(search.field, "nato")
    journey.find(QWidget, "mainNavigation").setFocus()
    journey.settle()
    assert not search.is_open


def test_that_escape_closes_the_hits_then_empties_the_field_and_leaves_it(journey, search):
    search.type("nato")
    search.press(Qt.Key.Key_Escape)
    assert not search.is_open
    assert search.field.text() == "nato"
    search.press(Qt.Key.Key_Escape)
    assert search.field.text() == ""
    assert QApplication.focusWidget() is not search.field


def test_that_arrow_keys_walk_from_group_to_group(search):
    search.type("off-ramp")
    assert len(search.groups()) > 1
    chosen = []
    for _ in search.rows_of_hits():
        chosen.append(search.hits.currentIndex().row())
        search.press(Qt.Key.Key_Down)
    assert chosen == search.rows_of_hits()


def test_that_what_is_not_there_is_said(journey, search):
    search.type("zzzz")
    message = journey.find(QLabel, "searchMessage").text()
    assert message == "Nothing was found for “zzzz”. Try fewer letters or other words."


def test_that_a_search_that_only_leaves_out_is_told_to_look_for_something(journey, search):
    search.type("-nato")
    message = journey.find(QLabel, "searchMessage").text()
    assert message == "A minus only leaves out: type what to look for, too."


def test_that_the_hits_go_when_the_field_is_left(journey, search):
    search.type("nato")
    journey.program.shell.open_topic(TopicId("macron-putin/macron"))
    journey.settle()
    assert not search.is_open


def test_that_every_bundled_topic_can_be_chosen_and_leads_to_words(journey):
    journey.window.page_requested.emit(PageName.TOPICS)
    journey.settle()
    tree = journey.find(QTreeView, "topicTree")
    passages = journey.program.shell.page_in_front.view.detail.passages
    chosen = 0
    index = tree.model().index(0, 0)
    while index.isValid():
        if tree.model().entry(index) is not None:
            tree.setCurrentIndex(index)
            assert passages.words.rowCount() > 1, f"{index.data()} leads nowhere"
            chosen += 1
        index = tree.indexBelow(index)
    assert chosen == 81


def test_that_a_topic_opened_from_elsewhere_is_chosen_in_the_tree(journey):
    journey.program.shell.open_topic(TopicId("macron-putin/nato"))
    journey.settle()
    tree = journey.find(QTreeView, "topicTree")
    assert tree.currentIndex().data() == "NATO"


def marked_words(journey) -> str:
    """The words of the text that are marked because the student asked for them."""
    text = journey.find(DocumentView, "sectionText")
    (mark,) = text._layers["flash"]
    cursor = text.textCursor()
    cursor.setPosition(mark.start)
    cursor.setPosition(mark.end, cursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def test_that_a_hit_in_a_text_is_opened_with_its_words_marked(journey, search):
    search.type('"telephone calls"')
    assert search.groups()[0] == "Texts"
    search.press(Qt.Key.Key_Return)
    assert marked_words(journey) == "telephone calls"


def test_that_an_imported_text_is_browsed_from_a_topic_of_the_bundled_material(
    journey, tmp_path, qtbot
):
    file = tmp_path / "letter.txt"
    file.write_text("A letter\n\n🙂 On Monday NATO met again.\n", encoding="utf-8")
    journey.import_files(file)
    journey.window.page_requested.emit(PageName.TOPICS)
    journey.settle()
    filter_field = journey.find(QLineEdit, "topicFilter")
    qtbot.keyClicks(filter_field, "nato")
    tree = journey.find(QTreeView, "topicTree")
    tree.setCurrentIndex(tree.model().index_of(TopicId("macron-putin/nato")))
    journey.settle()
    passages = journey.find(WordsList, "topicPassages")
    while passages.words.canFetchMore(QModelIndex()):
        passages.words.fetchMore(QModelIndex())
    last = passages.words.index(passages.words.rowCount() - 1, 0)
    assert last.data() == "🙂 On Monday NATO met again."
    passages.setCurrentIndex(last)
    qtbot.keyClick(passages, Qt.Key.Key_Return)
    journey.settle()
    assert marked_words(journey) == "NATO"
    assert journey.find(DocumentView, "sectionText").toPlainText().strip().endswith("met again.")


def test_that_an_empty_field_explains_what_can_be_typed(journey, search, qtbot):
    journey.window.menus.search.trigger()
    journey.settle()
    titles = [item.title for item in search.items() if not isinstance(item, WordsHeading)]
    assert titles == [*(f"{name}:" for name in FilterName), ">"]
    search.press(Qt.Key.Key_Return)
    assert search.field.text() == "in:"
    assert search.groups()[0] == "in:"
    search.press(Qt.Key.Key_Escape)
    search.press(Qt.Key.Key_Escape)
    assert not search.is_open
    assert not search.field.hasFocus()


def test_that_a_filter_is_completed_by_keyboard_and_then_narrows(search):
    search.type("legitimacy topic:cri")
    assert search.groups()[0] == "topic:"
    search.press(Qt.Key.Key_Return)
    assert search.field.text() == 'legitimacy topic:"Critics of the dialogue" '
    assert search.is_open
    assert "topic:" not in search.groups()
    assert "Texts" in search.groups()


def test_that_a_filter_is_completed_by_mouse(journey, search, qtbot):
    search.type("in:")
    model = search.hits.words
    row = next(
        row
        for row in range(model.rowCount())
        if getattr(model.item(model.index(row, 0)), "title", "") == "in:claims"
    )
    place = search.hits.visualRect(model.index(row, 0)).center()
    qtbot.mouseClick(search.hits.viewport(), Qt.MouseButton.LeftButton, pos=place)
    journey.settle()
    assert search.field.text() == "in:claims "
    assert search.groups() == ["Claims"]


def test_that_a_filter_that_means_nothing_says_what_it_may_be(journey, search):
    search.type("nato in:books peace")
    search.press(Qt.Key.Key_Down)
    search.press(Qt.Key.Key_Return)
    assert search.field.text() == "nato in:sections peace"
    search.field.clear()
    search.type("nato colour:mauve peace")
    message = journey.find(QLabel, "searchMessage").text()
    assert message == (
        "Nothing here is “colour:mauve”. It may be: important, question, evidence, disagree."
    )


def test_that_a_typing_mistake_is_mended_with_one_key(search):
    search.type("legitmacy in:claims")
    rows = search.items()
    assert [row.title for row in rows] == ["Did you mean “legitimacy in:claims”?"]
    search.press(Qt.Key.Key_Return)
    assert search.field.text() == "legitimacy in:claims"
    assert search.groups() == ["Claims"]


def test_that_a_claim_says_whose_it_is_and_how_certain(search):
    search.type("in:claims enlargement threat")
    (row,) = [item for item in search.items() if not isinstance(item, WordsHeading)][:1]
    assert row.title == "Vladimir Putin · reported"


def test_that_the_words_of_a_picture_lead_to_it(journey, search, tmp_path):
    file = tmp_path / "water.md"
    file.write_text(
        "# Water\n\n🙂 Here is ![a sketch of fathoms](fathoms.png) again.\n", encoding="utf-8"
    )
    journey.import_files(file)
    # What the import has written is seen now, and not while the words are marked.
    journey.program.shell.look_for_foreign_changes()
    journey.window.activateWindow()
    journey.settle()
    search.type("fathoms")
    rows = [item for item in search.items() if not isinstance(item, WordsHeading)]
    assert [(row.text, row.detail) for row in rows] == [
        ("a sketch of fathoms", "in a picture or formula")
    ]
    search.press(Qt.Key.Key_Return)
    assert marked_words(journey) == "\ufffc"


def test_that_an_empty_library_says_what_to_do(journey, search):
    journey.program.desk.database.write("UPDATE material SET deleted_at = '2026'")
    search.type("nato")
    message = journey.find(QLabel, "searchMessage").text()
    assert message == "There is nothing to search yet: add something to read first."


def test_that_a_filter_that_can_be_nothing_yet_says_so(journey, search):
    search.type("tag:")
    message = journey.find(QLabel, "searchMessage").text()
    assert message == "There is nothing yet that “tag:” can be."
