"""A student works on topics and claims over several days: what they said of them stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QWidget,
)

from carrel.domain.ids import ClaimId, MaterialId, SectionId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.questions.listing import QuestionFilter
from carrel.domain.reading import TextRange
from carrel.services.claim_browsing import ClaimBrowsing
from carrel.services.question_list import QuestionList
from carrel.services.quizzing import Quizzing
from carrel.services.topic_browsing import TopicBrowsing
from carrel.ui.navigator import PageName, Place
from carrel.ui.pages.claims.ledger_view import LedgerTable
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.words_list import WordsList

TALKS = MaterialId("macron-putin")
LEGITIMACY = SectionId("macron-putin/legitimacy")
PUTIN = TopicId("macron-putin/putin")
REPORTED = ClaimId("macron-putin/PP05")


@pytest.fixture
def ideas(journey):
    journey.window.resize(QSize(1280, 800))
    return journey


def press(journey, key, *modifiers) -> None:
    """Press a key where the focus is."""
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(QApplication.focusWidget() or journey.window, key, held)
    journey.settle()


def go_to_claims(journey) -> None:
    press(journey, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    journey.find(QTabWidget, "claimsTabs").setCurrentIndex(1)
    journey.settle()


def choose(journey, combo: str, text: str) -> None:
    box = journey.find(QComboBox, combo)
    box.setCurrentIndex(box.findText(text))
    journey.settle()


def made_questions(journey) -> set[str]:
    listed = QuestionList(journey.program.desk).listed(QuestionFilter(origin=Origin.GENERATED))
    return {one.id for one in listed}


def put_caret(journey, words: str) -> DocumentView:
    """Put the caret into words of the section that is read."""
    text = journey.find(DocumentView, "sectionText")
    plain = journey.program.desk.database.value(
        "SELECT text FROM section WHERE key = ?", (LEGITIMACY,)
    )
    start = plain.index(words)
    place = text.positions.span(TextRange(LEGITIMACY, start, start + len(words)))
    cursor = text.textCursor()
    cursor.setPosition(place[0] + 1)
    text.setTextCursor(cursor)
    text.setFocus()
    return text


def mentions_of_putin(journey) -> int:
    return TopicBrowsing(journey.program.desk).page(PUTIN).mentions


def test_that_a_wrong_mention_is_rejected_in_the_text_undone_and_stays_rejected(ideas):
    before = mentions_of_putin(ideas)
    ideas.program.shell.go(Place(PageName.READ, section=LEGITIMACY))
    ideas.settle()
    press(ideas, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    put_caret(ideas, "Putin")
    press(ideas, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    assert ideas.banner.startswith("These words no longer count as “Vladimir Putin”.")
    assert mentions_of_putin(ideas) == before - 1
    press(ideas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert mentions_of_putin(ideas) == before
    put_caret(ideas, "Putin")
    press(ideas, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    ideas.restart()
    assert mentions_of_putin(ideas) == before - 1


def test_that_a_topic_found_by_typing_leads_to_its_words_and_back(ideas, qtbot):
    press(ideas, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    field = ideas.find(QLineEdit, "topicFilter")
    field.setFocus()
    qtbot.keyClicks(field, "back chan")
    press(ideas, Qt.Key.Key_Return)
    press(ideas, Qt.Key.Key_Return)
    assert ideas.find(WordsList, "topicPassages").hasFocus()
    press(ideas, Qt.Key.Key_Return)
    assert ideas.program.shell.page_in_front.place().page is PageName.READ
    ideas.program.shell.go_back()
    ideas.settle()
    place = ideas.program.shell.page_in_front.place()
    assert place.topic is not None
    assert place.page is PageName.TOPICS


def test_that_exercises_from_the_ledger_are_quizzed_kept_and_never_doubled(ideas):
    go_to_claims(ideas)
    choose(ideas, "saidBy", "Critics of the dialogue")
    ideas.find(QPushButton, "claimExercises").click()
    ideas.settle()
    dialog = ideas.find(QDialog, "exerciseDialog")
    assert "About the 2 claims that are listed" in [
        button.text() for button in dialog.findChildren(QAbstractButton)
    ]
    ideas.find(QPushButton, "quizOnExercises").click()
    ideas.settle()
    assert ideas.program.shell.page_in_front.place().page is PageName.QUIZ
    made = made_questions(ideas)
    assert f"{TALKS}/CX11~holder" in made
    quizzing = Quizzing(ideas.program.desk)
    turn = quizzing.standing(quizzing.open_session().session).turn
    quizzing.answer(turn, turn.question.solution(part=turn.part), confidence=None, seconds=5)
    ideas.restart()
    go_to_claims(ideas)
    ideas.find(QPushButton, "claimExercises").click()
    ideas.settle()
    ideas.find(QPushButton, "addExercises").click()
    ideas.settle()
    assert made < made_questions(ideas)
    assert len(made_questions(ideas)) == 137 + 137 + 12
    assert ideas.program.desk.database.value("SELECT count(*) FROM review") == 1


def test_that_a_claim_is_hidden_and_brought_back_another_day(ideas):
    ideas.clock.advance(timedelta(days=1))
    go_to_claims(ideas)
    ideas.program.shell.go(Place(PageName.CLAIMS, claim=REPORTED))
    ideas.settle()
    ideas.find(QPushButton, "hideClaim").click()
    ideas.settle()
    ideas.clock.advance(timedelta(days=1))
    ideas.restart()
    assert len(ClaimBrowsing(ideas.program.desk).ledger(TALKS).entries) == 136
    go_to_claims(ideas)
    choose(ideas, "claimStanding", "Hidden by you")
    table = ideas.find(LedgerTable, "claimLedger")
    table.setFocus()
    press(ideas, Qt.Key.Key_Home)
    ideas.find(QPushButton, "bringBackClaim").click()
    ideas.settle()
    ideas.find(QPushButton, "clearClaimFilters").click()
    ideas.settle()
    assert "137 of 137 claims" in [label.text() for label in ideas.window.findChildren(QLabel)]


def test_that_the_claims_of_a_page_are_marked_by_hand_and_compared(ideas):
    ideas.program.shell.go(Place(PageName.READ, section=LEGITIMACY))
    ideas.settle()
    keys = Qt.KeyboardModifier
    press(ideas, Qt.Key.Key_W, keys.ControlModifier, keys.ShiftModifier)
    panel = ideas.find(QWidget, "claimsExercise")
    assert ideas.find(QComboBox, "exerciseHolder").hasFocus()
    press(ideas, Qt.Key.Key_Down)
    press(ideas, Qt.Key.Key_Tab)
    press(ideas, Qt.Key.Key_Space)
    ideas.find(QPushButton, "compareClaims").click()
    ideas.settle()
    texts = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("You marked 1 of 29 claims") for text in texts)
    press(ideas, Qt.Key.Key_W, keys.ControlModifier, keys.ShiftModifier)
    assert not panel.isVisible()
