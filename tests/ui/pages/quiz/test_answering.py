"""Each kind of question is answered by keyboard and by mouse, and shows how it was marked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QListWidget, QPlainTextEdit

from carrel.domain.questions.body import Kind
from carrel.domain.reading import TextRange
from carrel.ui.answering.matching_rows import MIME, MatchChip, MatchRow
from carrel.ui.answering.option_row import CheckRow, RadioRow
from carrel.ui.answering.registry import INPUTS
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.flowing_text import FlowingText
from question_samples import JUDGED, question
from quiz_shelf import REASON, TEXT, cited

ENTER = Qt.Key.Key_Return


def rows(view, kind=RadioRow) -> list:
    """The options that can be seen, from the top."""
    return [row for row in view.findChildren(kind) if row.isVisible()]


def key_of(view, words: str, kind=RadioRow) -> str:
    """The key that chooses the option with these words."""
    row = next(row for row in rows(view, kind) if row.look.words == words)
    return str(rows(view, kind).index(row) + 1)


def click(student, view, words: str, kind=RadioRow) -> None:
    row = next(row for row in rows(view, kind) if row.look.words == words)
    student.qtbot.mouseClick(row, Qt.MouseButton.LeftButton)


def notes(view, kind=RadioRow) -> dict[str, str]:
    """What a screen reader says of each option."""
    return {row.look.words: row.accessibleName() for row in rows(view, kind)}


def test_that_every_kind_has_an_input() -> None:
    assert set(INPUTS) == set(Kind)


@pytest.mark.parametrize(
    ("words", "verdict"), [("A war", "Right"), ("A trade dispute", "Not right")]
)
@pytest.mark.parametrize("way", ["keyboard", "mouse"])
def test_that_a_single_choice_is_answered(student, words, verdict, way) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    if way == "keyboard":
        student.press(key_of(view, words), ENTER)
    else:
        click(student, view, words)
        student.qtbot.mouseClick(view.primary, Qt.MouseButton.LeftButton)
    assert student.verdict == verdict


def test_that_a_wrong_choice_says_why_and_which_one_is_right(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    student.press(key_of(view, "A trade dispute"), ENTER)
    said = notes(view)
    assert "Wrong, you chose this" in said["A trade dispute"]
    assert "It is not mentioned" in said["A trade dispute"]
    assert "This is right" in said["A war"]


def test_that_a_marked_option_cannot_be_changed(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    student.press(key_of(view, "A war"), ENTER)
    click(student, view, "Energy")
    assert [row.look.words for row in rows(view) if row.isChecked()] == ["A war"]


def test_that_nothing_can_be_answered_before_something_is_chosen(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    assert not view.primary.isEnabled()
    student.press(ENTER)
    assert student.verdict == ""


def test_that_a_multiple_choice_is_answered_in_part(student) -> None:
    student.shelf.ask("multiple_choice")
    view = student.quiz_on()
    student.press(key_of(view, "A ceasefire", CheckRow), ENTER)
    assert student.verdict == "Partly right: 50 %"


def test_that_a_second_press_lets_go_of_one_of_several(student) -> None:
    student.shelf.ask("multiple_choice")
    view = student.quiz_on()
    wrong = key_of(view, "New borders", CheckRow)
    student.press(wrong, wrong)
    click(student, view, "A ceasefire", CheckRow)
    click(student, view, "Withdrawal", CheckRow)
    student.press(ENTER)
    assert student.verdict == "Right"


def test_that_the_reasons_come_up_after_the_verdict(student) -> None:
    student.shelf.ask("true_false")
    view = student.quiz_on()
    assert len(rows(view)) == 2
    student.press("2")
    assert len(rows(view)) == 5
    assert not view.primary.isEnabled()
    student.press(key_of(view, "The author separates the two"), ENTER)
    assert student.verdict == "Right"


def test_that_a_right_verdict_for_a_wrong_reason_is_half_right(student) -> None:
    student.shelf.ask("true_false")
    view = student.quiz_on()
    click(student, view, "False")
    click(student, view, "It is law")
    student.press(ENTER)
    assert student.verdict == "Partly right: 50 %"
    assert "Law is not mentioned" in notes(view)["It is law"]


@pytest.mark.parametrize(
    ("chosen", "typed", "verdict"),
    [
        ("split", "exploited", "Right"),
        ("delay", "Exploited.", "Partly right: 50 %"),
        ("delay", "lost", "Not right"),
    ],
)
def test_that_a_cloze_is_chosen_and_typed(student, chosen, typed, verdict) -> None:
    student.shelf.ask("cloze")
    view = student.quiz_on()
    student.press(key_of(view, chosen))
    student.press(Qt.Key.Key_Tab)
    student.type(typed)
    student.press(ENTER)
    assert student.verdict == verdict


@pytest.mark.parametrize(
    ("typed", "verdict"), [("kiew", "Right"), ("Versaille", "Right"), ("Paris", "Not right")]
)
def test_that_a_short_answer_is_typed(student, typed, verdict) -> None:
    student.shelf.ask("short_answer")
    student.quiz_on()
    student.type(typed)
    student.press(ENTER)
    assert student.verdict == verdict


def test_that_letters_typed_into_an_answer_are_no_commands(student) -> None:
    student.shelf.ask("short_answer")
    view = student.quiz_on()
    student.type("zmsp 12")
    assert view.isVisible()
    assert not student.navigator.messages
    assert student.focus.text() == "zmsp 12"


@pytest.mark.parametrize(
    ("points", "verdict"), [("12", "Right"), ("2", "Partly right: 50 %"), ("", "Not right")]
)
def test_that_a_judged_answer_is_compared_with_the_model(student, points, verdict) -> None:
    student.shelf.add(question("short_answer", body=JUDGED))
    view = student.quiz_on()
    student.type("It is known")
    student.qtbot.mouseClick(view.primary, Qt.MouseButton.LeftButton)
    assert view.findChild(QPlainTextEdit).isReadOnly()
    student.press(*points, ENTER)
    assert student.verdict == verdict


@pytest.mark.parametrize(
    ("rights", "verdict"),
    [
        (["talk gives standing", "contact is not approval"], "Right"),
        (["talk gives standing", "silence is riskier"], "Partly right: 50 %"),
        (["contact is not approval", "talk gives standing"], "Not right"),
    ],
)
@pytest.mark.parametrize("way", ["keyboard", "click", "drag"])
def test_that_a_matching_is_answered(student, rights, verdict, way) -> None:
    student.shelf.ask("matching")
    view = student.quiz_on()
    chips = {chip.accessibleName().partition(": ")[2]: chip for chip in find(view, MatchChip)}
    for left, right in zip(("critics", "the author"), rights, strict=True):
        row = next(row for row in find(view, MatchRow) if row.left == left)
        row.setFocus()
        chip = chips[right]
        if way == "keyboard":
            student.press(chip.accessibleName()[0])
        elif way == "click":
            student.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
        else:
            drop(row, chip.right)
    student.press(ENTER)
    assert student.verdict == verdict


def find(view, kind) -> list:
    return [widget for widget in view.findChildren(kind) if widget.isVisible()]


def drop(row: MatchRow, right: int) -> None:
    """Let a chip that is dragged fall on a row."""
    data = QMimeData()
    data.setData(MIME, str(right).encode())
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(row, QDragEnterEvent(QPoint(9, 9), action, data, button, plain))
    QApplication.sendEvent(row, QDropEvent(QPointF(9, 9), action, data, button, plain))


def test_that_a_match_can_be_taken_back(student) -> None:
    student.shelf.ask("matching")
    view = student.quiz_on()
    student.press("1", "2")
    assert view.primary.isEnabled()
    student.press(Qt.Key.Key_Delete)
    assert not view.primary.isEnabled()


def order(view) -> list[str]:
    listed = view.findChild(QListWidget)
    return [listed.item(row).text() for row in range(listed.count())]


def test_that_an_ordering_is_put_right_by_keyboard(student) -> None:
    student.shelf.ask("ordering")
    view = student.quiz_on()
    assert order(view) != ["talk", "understand", "press", "way out"]
    for place, item in enumerate(("talk", "understand", "press", "way out")):
        row = order(view).index(item)
        student.press(str(row + 1))
        for _ in range(row - place):
            student.press(Qt.Key.Key_Up, modifier=Qt.KeyboardModifier.ControlModifier)
    assert order(view) == ["talk", "understand", "press", "way out"]
    student.press(ENTER)
    assert student.verdict == "Right"


def test_that_an_ordering_in_part_shows_the_right_order(student) -> None:
    student.shelf.ask("ordering")
    view = student.quiz_on()
    student.press(ENTER)
    assert student.verdict != "Right"
    shown = [text.plain_text for text in find(view, FlowingText)]
    assert "The right order:\ntalk\nunderstand\npress\nway out" in shown


@pytest.mark.parametrize(("key", "verdict"), [("3", "Right"), ("1", "Not right")])
def test_that_certainty_is_placed_on_the_scale(student, key, verdict) -> None:
    student.shelf.ask("certainty")
    student.quiz_on()
    student.press(key, ENTER)
    assert student.verdict == verdict


@pytest.mark.parametrize(
    ("words", "verdict"),
    [(REASON, "Right"), ("A war", "Partly right: 29 %"), ("Nobody knows", "Not right")],
)
def test_that_evidence_is_selected_with_the_mouse(student, words, verdict) -> None:
    student.shelf.ask("evidence")
    view = student.quiz_on()
    select(student, find(view, DocumentView)[0], words)
    student.press(ENTER)
    assert student.verdict == verdict


def select(student, text: DocumentView, words: str) -> None:
    start = TEXT.index(words)
    span = text.positions.span(TextRange(cited().section, start, start + len(words)))
    first, last = text.word_box(span[0], span[0] + 1), text.word_box(span[1] - 1, span[1])
    ends = QPoint(first.left(), first.center().y()), QPoint(last.right() + 1, last.center().y())
    viewport = text.viewport()
    student.qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=ends[0])
    student.qtbot.mouseMove(viewport, ends[1])
    student.qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=ends[1])


def test_that_evidence_is_selected_with_the_keyboard(student) -> None:
    student.shelf.ask("evidence")
    student.quiz_on()
    shift = Qt.KeyboardModifier.ShiftModifier
    for _ in TEXT[: TEXT.index(REASON)]:
        student.press(Qt.Key.Key_Right)
    for _ in REASON:
        student.press(Qt.Key.Key_Right, modifier=shift)
    student.qtbot.keyRelease(student.focus, Qt.Key.Key_Shift)
    student.press(ENTER)
    assert student.verdict == "Right"


@pytest.mark.parametrize(
    ("key", "verdict"), [("3", "Right"), ("2", "Partly right: 50 %"), ("1", "Not right")]
)
def test_that_a_flashcard_is_turned_and_judged(student, key, verdict) -> None:
    student.shelf.ask("flashcard")
    view = student.quiz_on()
    assert not rows(view)
    student.press(ENTER)
    student.press(key, ENTER)
    assert student.verdict == verdict
