"""The list of words fetches as it is looked at, walks past headings and marks code points."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from carrel.domain.text.snippets import Snippet
from carrel.ui.widgets.words_list import (
    FETCHED_AT_ONCE,
    WordsHeading,
    WordsList,
    WordsModel,
    WordsRow,
    snippet_row,
)


@pytest.fixture
def words(qtbot):
    made = WordsList()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    return made


def rows(count: int):
    return (WordsRow(f"words {n}", n) for n in range(count))


def test_that_the_model_keeps_the_rules_of_models_while_it_fetches(qtbot):
    model = WordsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_items([WordsHeading("One", "3"), *rows(2 * FETCHED_AT_ONCE)])
    assert model.rowCount() == FETCHED_AT_ONCE
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 2 * FETCHED_AT_ONCE + 1


def test_that_arrow_keys_pass_headings_and_enter_opens(words, qtbot):
    words.show_items([WordsHeading("A"), WordsRow("a", 1), WordsHeading("B"), WordsRow("b", 2)])
    words.setFocus()
    words.choose_first()
    qtbot.keyClick(words, Qt.Key.Key_Down)
    with qtbot.waitSignal(words.opened) as opened:
        qtbot.keyClick(words, Qt.Key.Key_Return)
    assert opened.args == [2]
    qtbot.keyClick(words, Qt.Key.Key_Up)
    qtbot.keyClick(words, Qt.Key.Key_Up)
    assert words.currentIndex().row() == 1


def test_that_walking_down_fetches_more(words):
    words.show_items(rows(FETCHED_AT_ONCE + 5))
    words.choose_first()
    for _ in range(FETCHED_AT_ONCE + 4):
        words.choose_next(1)
    assert words.currentIndex().row() == FETCHED_AT_ONCE + 4


def test_that_narrow_lists_wrap_their_words(words):
    words.show_items([WordsRow("many words " * 20, 1)])
    QApplication.processEvents()
    wide = words.visualRect(words.words.index(0, 0)).height()
    words.resize(150, 200)
    QApplication.processEvents()
    QApplication.sendPostedEvents()
    words.doItemsLayout()
    assert words.visualRect(words.words.index(0, 0)).height() > wide


def test_that_a_screen_reader_hears_title_and_words(words):
    words.show_items([WordsRow("the words", 1, title="Title", detail="place")])
    index = words.words.index(0, 0)
    heard = words.words.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Title. place. the words"


def test_that_marks_of_a_cut_snippet_stay_on_their_words():
    row = snippet_row(
        Snippet("Putin 🙂 calls", 100, 113, ((0, 5),), is_cut_before=True, is_cut_after=True), 1
    )
    assert row.text == "…\u00a0Putin 🙂 calls\u00a0…"
    ((start, end),) = row.marks
    assert row.text[start:end] == "Putin"


def test_that_pictures_and_line_ends_have_a_sign_in_a_row():
    row = snippet_row(Snippet("see\nmap \ufffc there", 0, 15, ((8, 9),)), None)
    assert row.text == "see map ▢ there"
    assert [row.text[start:end] for start, end in row.marks] == ["▢"]
