"""Whatever happens to the questions of a session meanwhile, the page goes on and says how."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QTreeWidgetItemIterator, QWidget

from carrel.domain.changes import EVERYTHING
from carrel.domain.ids import MaterialId, QuestionId
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.domain.scheduling import Confidence
from carrel.services.collecting import Collecting
from carrel.services.question_states import QuestionStates
from carrel.services.question_writing import QuestionWriting
from carrel.services.shelf import Shelf
from carrel.services.undo import Undo
from carrel.ui.exam_dates.view import ExamDialog
from carrel.ui.navigator import PageName, Place
from question_samples import question
from quiz_shelf import cited

SPACE, ENTER = Qt.Key.Key_Space, Qt.Key.Key_Return
ONLY = QuestionId("book/q001")


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def put_away(student, how: str) -> None:
    """Do away with the only question, as another window or the list would."""
    states = QuestionStates(student.shelf.desk)
    {
        "deleted": lambda: states.delete([ONLY]),
        "suspended": lambda: states.suspend([ONLY], is_suspended=True),
        "buried": lambda: states.bury(ONLY),
        "its material removed": lambda: Shelf(student.shelf.desk).remove(MaterialId("book")),
        "its material archived": lambda: Shelf(student.shelf.desk).archive(MaterialId("book")),
    }[how]()
    student.page.refresh(EVERYTHING)


WAYS = ["deleted", "suspended", "buried", "its material removed", "its material archived"]


@pytest.mark.parametrize("how", WAYS)
def test_that_a_session_ends_when_its_last_question_vanishes_unanswered(student, how) -> None:
    student.shelf.ask("single_choice")
    student.quiz_on()
    put_away(student, how)
    assert words(student.page.view.summary)[0] == "Nothing was answered"
    Undo(student.shelf.desk).undo()
    student.page.refresh(EVERYTHING)
    assert student.page.view.is_asking


@pytest.mark.parametrize("how", WAYS)
def test_that_feedback_stays_when_its_question_vanishes_and_the_end_tells_of_it(
    student, how
) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    view.answer_requested.emit(0, None)
    put_away(student, how)
    assert student.verdict == "Right"
    student.page.view.question.primary.setFocus()
    student.press(SPACE)
    assert words(student.page.view.summary)[0] == "All right: 1 of 1"


def test_that_a_half_typed_answer_stays_when_something_else_changes(student) -> None:
    student.shelf.ask("short_answer", "cloze")
    student.quiz_on("q001")
    student.type("Ky")
    QuestionStates(student.shelf.desk).mark(["book/q002"], is_marked=True)
    student.page.refresh(EVERYTHING)
    student.type("iv")
    student.press(ENTER)
    assert student.verdict == "Right"


def test_that_a_half_typed_answer_is_there_again_after_leaving_the_quiz(student) -> None:
    student.shelf.ask("short_answer")
    student.quiz_on()
    student.type("Ky")
    student.shelf.desk.clock.advance(timedelta(seconds=10))
    student.press(Qt.Key.Key_Escape)
    student.shelf.desk.clock.advance(timedelta(hours=1))
    student.page.view.chooser.resume_button.click()
    student.type("iv")
    student.press(ENTER)
    assert student.verdict == "Right"
    assert student.shelf.desk.database.value("SELECT seconds FROM review") == 10


def test_that_an_edit_while_the_question_is_asked_asks_the_new_words(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    writing = QuestionWriting(student.shelf.desk)
    draft = writing.draft(ONLY)
    options = [{"text": "Peace"}, {"text": "War", "correct": True}]
    changed = type(draft)(draft.material, draft.kind, "Why?", {"options": options})
    writing.change(ONLY, changed)
    student.page.refresh(EVERYTHING)
    shown = view.findChild(QWidget, "quizPrompt")
    assert shown.plain_text == "Why?"
    view.answer_requested.emit(1, None)
    assert student.verdict == "Right"


def test_that_an_edit_at_the_feedback_shows_the_new_words_with_the_answer_given(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    view.answer_requested.emit(1, None)
    writing = QuestionWriting(student.shelf.desk)
    draft = writing.draft(ONLY)
    body = {"options": [{"text": "A war", "correct": True}, {"text": "A quarrel"}]}
    writing.change(ONLY, type(draft)(draft.material, draft.kind, "And why?", body))
    student.page.refresh(EVERYTHING)
    assert view.findChild(QWidget, "quizPrompt").plain_text == "And why?"
    assert student.verdict == "Not right"


def test_that_a_session_that_is_gone_leads_back_to_choosing(student) -> None:
    student.shelf.ask("single_choice")
    student.quiz_on()
    student.shelf.desk.database.write("DELETE FROM quiz_session")
    student.page.refresh(EVERYTHING)
    assert student.page.view.is_choosing
    assert student.navigator.errors


def test_that_a_session_of_one_question_is_asked_and_ends(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on(size=1)
    assert "Question 1 of 1" in words(view)
    view.answer_requested.emit(0, None)
    student.press(SPACE)
    assert words(student.page.view.summary)[0] == "All right: 1 of 1"


def test_that_five_hundred_questions_are_answered_to_the_end(student) -> None:
    student.shelf.ask(*["single_choice"] * 500)
    session = student.shelf.start(size=500)
    for _ in range(499):
        student.shelf.answer_and_go_on(session)
    student.open()
    student.page.view.chooser.resume_button.click()
    assert "Question 500 of 500" in words(student.page.view.question)
    student.page.view.question.answer_requested.emit(0, None)
    student.press(SPACE)
    assert words(student.page.view.summary)[0] == "All right: 500 of 500"


def test_that_a_quiz_can_be_chosen_on_a_collection(student) -> None:
    student.shelf.ask("single_choice")
    key = Collecting(student.shelf.desk).create("Exam", [MaterialId("book")])
    chooser = student.open().view.chooser
    scope = Scope(ScopeKind.COLLECTION, key)
    chooser.choose(scope)
    chooser.start_button.click()
    assert student.page.view.is_asking
    assert student.page.trail()[0].text == "Exam"


def test_that_an_empty_collection_is_shown_but_cannot_be_started(student) -> None:
    student.shelf.ask("single_choice")
    Collecting(student.shelf.desk).create("Empty")
    chooser = student.open().view.chooser
    items = QTreeWidgetItemIterator(chooser.tree)
    found = {}
    while items.value():
        found[items.value().text(0)] = items.value().isDisabled()
        items += 1
    assert found["Empty"] is True


@pytest.mark.parametrize(
    ("kind", "prepare"),
    [
        (ScopeKind.MISSED, lambda shelf: shelf.answer(shelf.start(size=1), well=False)),
        (
            ScopeKind.MARKED,
            lambda shelf: QuestionStates(shelf.desk).mark([ONLY], is_marked=True),
        ),
    ],
)
def test_that_what_was_missed_or_marked_can_be_chosen(student, kind, prepare) -> None:
    student.shelf.ask("single_choice", "cloze")
    prepare(student.shelf)
    chooser = student.open().view.chooser
    chooser.choose(Scope(kind))
    chooser.start_button.click()
    assert student.page.view.is_asking
    progress = student.shelf.standing(student.shelf.quizzing.open_session().session).progress
    assert progress.total == 1


def test_that_undo_at_the_end_asks_the_last_question_again(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    view.answer_requested.emit(0, None)
    student.press(SPACE, "z")
    assert student.page.view.is_asking
    assert student.verdict == ""


def test_that_all_passages_of_misses_are_read_again_one_after_the_other(student) -> None:
    student.shelf.ask("single_choice", "single_choice")
    student.shelf.ask("single_choice", section="two")
    session = student.shelf.start()
    while not student.shelf.standing(session).is_over:
        student.shelf.answer_and_go_on(session, well=False)
    student.open()
    student.page.view.chooser.resume_button.click()
    student.page.view.summary.read_button.click()
    places = student.navigator.places
    shown = [place.section for place in places]
    label, go_on = student.navigator.offered
    assert (len(shown), label) == (1, "Next passage")
    go_on()
    assert {place.section for place in places} == {"book/one", "book/two"}
    label, go_on = student.navigator.offered
    assert label == "Back to the quiz"
    go_on()
    assert places[-1] == Place(PageName.QUIZ)


def test_that_the_end_of_an_exam_says_why_and_shows_the_words(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on(is_exam=True, minutes=10)
    view.answer_requested.emit(1, Confidence.SURE)
    said = words(student.page.view.summary)
    assert "Right is: A war" in said
    assert any("A war is the main reason for them." in line for line in said)
    assert "You were sure of your answer." in said


def test_that_the_time_left_of_an_exam_is_announced_near_its_end(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on(is_exam=True, minutes=10)
    student.shelf.desk.clock.advance(timedelta(minutes=5))
    student.page._watch_exam()
    assert view.accessibleDescription() == "5 min left"


def test_that_each_state_is_announced(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on(asks_for_sentence=True)
    assert view.accessibleDescription() == ("Question 1 of 1. Single choice · new. What of q001?")
    view.answer_requested.emit(1, None)
    assert view.accessibleDescription().startswith("Not right yet")
    student.press(Qt.Key.Key_Down)
    assert view.finder.text.accessibleDescription() == "The talks go on."
    student.press(Qt.Key.Key_Down, ENTER)
    assert view.feedback.accessibleDescription() == "Not right. The author says it."
    student.press(SPACE)
    view.answer_requested.emit(0, None)
    student.press(SPACE)
    assert student.page.view.summary.accessibleDescription().startswith("0 of 1 right")


def test_that_a_moved_item_says_its_new_place(student) -> None:
    student.shelf.ask("ordering")
    view = student.quiz_on()
    items = view.findChild(QListWidget)
    name = items.currentItem().text()
    student.press(Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.ControlModifier)
    assert items.accessibleDescription() == f"{name}: place 2 of 4"


def test_that_a_turned_card_says_its_back_and_keeps_only_what_was_chosen(student) -> None:
    student.shelf.ask("flashcard")
    view = student.quiz_on(size=1)
    student.press(ENTER)
    card = view.findChild(QWidget, "quizPrompt").parentWidget()
    said = {child.accessibleDescription() for child in card.findChildren(QWidget)}
    assert "easing of tension" in said
    student.press("3", ENTER)
    rows = [row for row in view.findChildren(QWidget) if hasattr(row, "look") and row.isVisible()]
    assert [row.look.words for row in rows] == ["Yes, I knew it"]


def test_that_undoing_a_deletion_elsewhere_brings_the_question_back(student) -> None:
    student.shelf.ask("single_choice")
    student.quiz_on()
    put_away(student, "deleted")
    Undo(student.shelf.desk).undo()
    student.page.refresh(EVERYTHING)
    assert student.page.view.is_asking


def test_that_the_buttons_of_the_end_can_be_reached(student) -> None:
    student.shelf.add(question(passages=(cited(),)))
    view = student.quiz_on(is_exam=True, minutes=10)
    view.answer_requested.emit(1, None)
    summary = student.page.view.summary
    shown = {button.text() for button in summary.findChildren(QPushButton) if button.isVisible()}
    assert shown >= {"Read these again", "Try the misses again", "Done", "Show in the text"}


def test_that_a_question_says_why_it_is_asked_now(student) -> None:
    student.shelf.ask("single_choice")
    student.shelf.answer_and_go_on(student.shelf.start())
    student.shelf.pass_time(12)
    page = student.open()
    page.open(Place(PageName.QUIZ, scope=Scope(ScopeKind.MATERIAL, "book")))
    words = [label.text() for label in page.view.question.findChildren(QLabel)]
    assert any("answered 12 days ago, about 7" in text for text in words)


def test_that_an_exam_date_can_be_set_for_a_material_and_not_for_a_section(student) -> None:
    student.shelf.ask("single_choice")
    chooser = student.open().view.chooser
    chooser.choose(Scope(ScopeKind.MATERIAL, "book"))
    assert chooser.exam_button.isVisible()
    chooser.choose(Scope(ScopeKind.SECTION, "book/one"))
    assert not chooser.exam_button.isVisible()
    chooser.choose(Scope(ScopeKind.MATERIAL, "book"))
    student.qtbot.mouseClick(chooser.exam_button, Qt.MouseButton.LeftButton)
    dialog = student.page.view.findChild(ExamDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_that_any_scope_can_be_quizzed_for_some_minutes(student) -> None:
    student.shelf.ask(*["single_choice"] * 60)
    chooser = student.open().view.chooser
    sizes = chooser._size
    texts = [sizes.itemText(index) for index in range(sizes.count())]
    sizes.setCurrentIndex(texts.index("5 minutes"))
    plan = chooser.plan()
    assert (plan.size, plan.minutes, plan.is_exam) == (None, 5, False)
    chooser.start_button.click()
    session = student.shelf.quizzing.open_session().session
    assert 1 < student.shelf.standing(session).progress.total < 60


def test_that_an_exam_as_long_as_its_time_asks_what_that_holds(student) -> None:
    student.shelf.ask(*["single_choice"] * 60)
    chooser = student.open().view.chooser
    sizes = chooser._size
    sizes.setCurrentIndex(sizes.count() - 1)
    chooser._exam.setChecked(True)
    plan = chooser.plan()
    assert (plan.size, plan.minutes, plan.is_exam) == (None, 10, True)
