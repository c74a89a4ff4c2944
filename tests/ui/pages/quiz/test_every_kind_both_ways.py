"""Each kind is answered right, partly and wrong: once by keyboard alone and once by mouse.

Words are typed in both; everything else is done with the hand in question, the button included.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QListWidget, QWidget

from carrel.domain.reading import TextRange
from carrel.ui.answering.matching_rows import MatchChip, MatchRow
from carrel.ui.answering.ordering_input import OrderingInput
from carrel.ui.widgets.document_view import DocumentView
from question_samples import CATEGORIES, JUDGED, question
from quiz_shelf import REASON, TEXT, cited

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def shown(view: QWidget, kind: type) -> list:
    return [widget for widget in view.findChildren(kind) if widget.isVisible()]


def options(view: QWidget) -> list:
    return [one for one in view.findChildren(QWidget) if hasattr(one, "look") and one.isVisible()]


class Keyboard:
    """Does everything with keys."""

    def __init__(self, student, view) -> None:
        self.student, self.view = student, view

    def choose(self, words: str) -> None:
        row = next(row for row in options(self.view) if row.look.words == words)
        self.student.press(str(options(self.view).index(row) + 1))

    def type(self, words: str) -> None:
        while not self.student.focus.inherits("QLineEdit"):
            self.student.press(Qt.Key.Key_Tab)
        self.student.type(words)

    def match(self, left: str, right: str) -> None:
        row = next(row for row in shown(self.view, MatchRow) if row.left == left)
        while not row.hasFocus():
            self.student.press(Qt.Key.Key_Tab)
        chips = {chip.accessibleName().partition(": ")[2]: chip for chip in self._chips()}
        self.student.press(chips[right].accessibleName()[0])

    def put_in_order(self, items: list[str]) -> None:
        listed = self.view.findChild(QListWidget)
        for place, item in enumerate(items):
            row = [listed.item(n).text() for n in range(listed.count())].index(item)
            self.student.press(str(row + 1))
            for _ in range(row - place):
                self.student.press(Qt.Key.Key_Up, modifier=CONTROL)

    def select(self, words: str) -> None:
        for _ in TEXT[: TEXT.index(words)]:
            self.student.press(Qt.Key.Key_Right)
        for _ in words:
            self.student.press(Qt.Key.Key_Right, modifier=SHIFT)
        self.student.qtbot.keyRelease(self.student.focus, Qt.Key.Key_Shift)

    def advance(self) -> None:
        writes_lines = self.student.focus.inherits("QPlainTextEdit")
        self.student.press(Qt.Key.Key_Return, modifier=CONTROL if writes_lines else NO_MODIFIER)

    def go_on(self) -> None:
        self.student.press(Qt.Key.Key_Space)

    def _chips(self) -> list[MatchChip]:
        return shown(self.view, MatchChip)


class Mouse(Keyboard):
    """Does everything with the mouse but for writing words."""

    def choose(self, words: str) -> None:
        self._click(next(row for row in options(self.view) if row.look.words == words))

    def type(self, words: str) -> None:
        empty = [one for one in shown(self.view, QWidget) if one.inherits("QLineEdit")]
        self._click(next(one for one in empty if not one.text()))
        self.student.type(words)

    def match(self, left: str, right: str) -> None:
        row = next(row for row in shown(self.view, MatchRow) if row.left == left)
        chip = next(chip for chip in self._chips() if chip.accessibleName().endswith(right))
        self._click(row)
        self._click(chip)

    def put_in_order(self, items: list[str]) -> None:
        listed = self.view.findChild(QListWidget)
        order = self.view.findChild(OrderingInput)
        for place, item in enumerate(items):
            names = [listed.item(n).text() for n in range(listed.count())]
            row = names.index(item)
            box = listed.visualItemRect(listed.item(row))
            self.student.qtbot.mouseClick(listed.viewport(), LEFT, pos=box.center())
            for _ in range(row - place):
                self._click(order._up)

    def select(self, words: str) -> None:
        text = shown(self.view, DocumentView)[0]
        start = TEXT.index(words)
        span = text.positions.span(TextRange(cited().section, start, start + len(words)))
        first, last = text.word_box(span[0], span[0] + 1), text.word_box(span[1] - 1, span[1])
        ends = QPoint(first.left(), first.center().y()), QPoint(last.right() + 1, last.center().y())
        self.student.qtbot.mousePress(text.viewport(), LEFT, pos=ends[0])
        self.student.qtbot.mouseMove(text.viewport(), ends[1])
        self.student.qtbot.mouseRelease(text.viewport(), LEFT, pos=ends[1])

    def advance(self) -> None:
        self._click(self.view.primary)

    def go_on(self) -> None:
        self._click(self.view.primary)

    def _click(self, widget: QWidget) -> None:
        self.student.qtbot.mouseClick(widget, LEFT)


def choices(*words: str) -> Callable[[Keyboard], None]:
    def act(hand: Keyboard) -> None:
        for one in words:
            hand.choose(one)
        hand.advance()

    return act


def judged(*words: str) -> Callable[[Keyboard], None]:
    """Show the answer, then say what one's own had."""

    def act(hand: Keyboard) -> None:
        hand.advance()
        for one in words:
            hand.choose(one)
        hand.advance()

    return act


def gaps(chosen: str, typed: str) -> Callable[[Keyboard], None]:
    def act(hand: Keyboard) -> None:
        hand.choose(chosen)
        hand.type(typed)
        hand.advance()

    return act


def typed(words: str) -> Callable[[Keyboard], None]:
    def act(hand: Keyboard) -> None:
        hand.type(words)
        hand.advance()

    return act


def matches(*pairs: tuple[str, str]) -> Callable[[Keyboard], None]:
    def act(hand: Keyboard) -> None:
        for left, right in pairs:
            hand.match(left, right)
        hand.advance()

    return act


def ordered(*items: str) -> Callable[[Keyboard], None]:
    def act(hand: Keyboard) -> None:
        hand.put_in_order(list(items))
        hand.advance()

    return act


def selected(words: str) -> Callable[[Keyboard], None]:
    def act(hand: Keyboard) -> None:
        hand.select(words)
        hand.advance()

    return act


RIGHT, HALF, WRONG = "Right", "Partly right: 50 %", "Not right"
STANDING, CONTACT = "talk gives standing", "contact is not approval"
SCALE = {
    "stated": "Stated: the text says it as a fact",
    "inferred": "Inferred: the text concludes it, with words such as “seems”",
}
TABLE = [
    ("single_choice", RIGHT, choices("A war")),
    ("single_choice", WRONG, choices("Energy")),
    ("multiple_choice", RIGHT, choices("A ceasefire", "Withdrawal")),
    ("multiple_choice", HALF, choices("Withdrawal")),
    ("multiple_choice", WRONG, choices("A ceasefire", "New borders")),
    ("true_false", RIGHT, choices("False", "The author separates the two")),
    ("true_false", HALF, choices("False", "It is law")),
    ("true_false", WRONG, choices("True", "It is law")),
    ("cloze", RIGHT, gaps("split", "exploited")),
    ("cloze", HALF, gaps("split", "forgotten")),
    ("cloze", WRONG, gaps("delay", "forgotten")),
    ("short_answer", RIGHT, typed("kyiv")),
    ("short_answer", WRONG, typed("Paris")),
    ("judged", RIGHT, judged("names knowing", "names approval")),
    ("judged", HALF, judged("names approval")),
    ("judged", WRONG, judged()),
    ("matching", RIGHT, matches(("critics", STANDING), ("the author", CONTACT))),
    ("matching", HALF, matches(("critics", STANDING), ("the author", "silence is riskier"))),
    ("matching", WRONG, matches(("critics", CONTACT), ("the author", STANDING))),
    (
        "categories",
        "Partly right: 67 %",
        matches(("the war", "known"), ("the talks", "possible"), ("energy", "possible")),
    ),
    ("ordering", RIGHT, ordered("talk", "understand", "press", "way out")),
    ("ordering", "Partly right: 33 %", ordered("talk", "understand", "way out", "press")),
    ("ordering", WRONG, ordered("way out", "press", "understand", "talk")),
    ("certainty", RIGHT, choices(SCALE["inferred"])),
    ("certainty", WRONG, choices(SCALE["stated"])),
    ("evidence", RIGHT, selected(REASON)),
    ("evidence", "Partly right: 29 %", selected("A war")),
    ("evidence", WRONG, selected("Nobody knows")),
    ("flashcard", RIGHT, judged("Yes, I knew it")),
    ("flashcard", HALF, judged("Partly")),
    ("flashcard", WRONG, judged("No, I did not know it")),
]
OTHER_BODIES = {"judged": ("short_answer", JUDGED), "categories": ("matching", CATEGORIES)}


def put_in(student, kind: str) -> None:
    if kind in OTHER_BODIES:
        real, body = OTHER_BODIES[kind]
        student.shelf.add(question(real, body=body, passages=(cited(),)))
    else:
        student.shelf.ask(kind)


@pytest.mark.parametrize("hand", [Keyboard, Mouse])
@pytest.mark.parametrize(
    ("kind", "verdict", "act"), TABLE, ids=[f"{kind}-{verdict}" for kind, verdict, _ in TABLE]
)
def test_that_a_question_is_answered(student, kind, verdict, act, hand) -> None:
    put_in(student, kind)
    view = student.quiz_on(size=1)
    QApplication.processEvents()
    used = hand(student, view)
    act(used)
    assert student.verdict == verdict
    used.go_on()
    assert student.verdict == ""
