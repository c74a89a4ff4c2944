"""The student marks whose view claims are and how certain, and compares with the material."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from carrel.domain.ids import SectionId
from carrel.services.desk import Desk
from carrel.services.pack_installing import PackInstalling
from carrel.storage.database import open_in_memory
from carrel.system.resources import bundled_packs
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.reader.presenter import ReaderPresenter
from carrel.ui.theme import Scheme
from carrel.ui.widgets.text_marks import LineShape
from fakes import FrozenClock, ImmediateTasks, RecordingNavigator

PUTINS_VIEW = SectionId("macron-putin/putin-view")


class Exercise:
    """The Read page at Putin's view of the talks, where the first claims are the author's."""

    def __init__(self, desk: Desk, theme, qtbot) -> None:
        self.navigator = RecordingNavigator()
        self.presenter = ReaderPresenter(PageContext(desk, self.navigator, ImmediateTasks(), theme))
        self.view = self.presenter.view
        qtbot.addWidget(self.view)
        self.view.resize(1000, 700)
        self.view.show()
        self.presenter.open(Place(PageName.READ, section=PUTINS_VIEW))
        self.text, self.panel = self.view.reading.text, self.view.exercise
        self._qtbot = qtbot
        QApplication.processEvents()

    def action(self, text: str):
        actions = itertools.chain.from_iterable(self.presenter.actions.values())
        return next(action for action in actions if action.text() == text)

    def begin(self) -> None:
        self.action("Mark whose view and how certain, yourself").trigger()
        QApplication.processEvents()

    def marks(self, layer: str = "exercise"):
        return self.text._layers.get(layer, ())

    def label(self, number: int) -> str:
        return next(m.label for m in self.marks() if m.name == f"exercise:{number - 1}")

    def shape(self, number: int) -> LineShape:
        return next(m.shape for m in self.marks() if m.name == f"exercise:{number - 1}")

    def say(self, holder: str, certainty: str) -> None:
        """Answer by keyboard, and go to the next claim."""
        combo = self.panel.holder
        steps = combo.findText(holder, Qt.MatchFlag.MatchStartsWith) - combo.currentIndex()
        for _ in range(steps):
            self._qtbot.keyClick(combo, Qt.Key.Key_Down)
        button = self.view.findChild(QPushButton, f"exercise_{certainty}")
        self.press(button)
        self.press(self.panel.next)

    def press(self, widget) -> None:
        widget.setFocus()
        self._qtbot.keyClick(widget, Qt.Key.Key_Space)
        QApplication.processEvents()


@pytest.fixture(scope="module")
def desk():
    database = open_in_memory()
    ids = itertools.count()
    desk = Desk(database, FrozenClock(), lambda: f"id-{next(ids)}")
    PackInstalling(desk).install_bundled(bundled_packs())
    yield desk
    database.close()


@pytest.fixture
def exercise(desk, theme, qtbot):
    return Exercise(desk, theme, qtbot)


def test_that_the_claims_are_numbered_and_nothing_tells_the_answers(exercise):
    exercise.action("Claims in the text").trigger()
    assert exercise.marks("claims")
    exercise.begin()
    assert exercise.marks("claims") == ()
    assert not exercise.view.legend.isVisible()
    assert len(exercise.marks()) == 28
    assert {mark.shape for mark in exercise.marks()} == {LineShape.NONE}
    assert [exercise.label(number) for number in (1, 2, 28)] == ["1 ?", "2 ?", "28 ?"]
    assert exercise.panel.count.text() == "Claim 1 of 28"
    assert exercise.panel.holder.hasFocus()
    assert not exercise.panel.compare.isEnabled()


def test_that_what_the_student_says_stands_at_the_words(exercise):
    exercise.begin()
    exercise.say("The author", "stated")
    exercise.say("Emmanuel", "speculative")
    assert [exercise.label(number) for number in (1, 2, 3)] == ["1 TA", "2 EM", "3 ?"]
    assert (exercise.shape(1), exercise.shape(2)) == (LineShape.SOLID, LineShape.WAVY)
    assert exercise.panel.count.text() == "Claim 3 of 28"
    assert exercise.panel.hint.text().startswith("2 of 28 marked.")


def test_that_the_comparison_shows_sign_holder_and_certainty_of_each(exercise):
    exercise.begin()
    exercise.say("The author", "stated")
    exercise.say("Emmanuel", "speculative")
    exercise.press(exercise.panel.compare)
    assert exercise.label(1) == "1 ✓ TA"
    assert exercise.label(2) == "2 ✗ TA on VP"
    assert exercise.label(3) == "3 ? TA on VP"
    assert exercise.panel.hint.text() == (
        "You marked 2 of 28 claims: whose view as the material has it in 1, how certain in 1."
    )
    exercise.press(exercise.panel.before)
    assert exercise.panel.verdict.text() == (
        "The material: The author of the article, about the view of Vladimir Putin, stated."
        " The hedge: “often; perceived”. You: the view of Emmanuel Macron ✗, speculative ✗."
    )
    assert not exercise.panel.holder.isEnabled()


def test_that_it_can_be_tried_again_from_the_beginning(exercise):
    exercise.begin()
    exercise.say("The author", "stated")
    exercise.press(exercise.panel.compare)
    exercise.press(exercise.panel.again)
    assert exercise.panel.count.text() == "Claim 1 of 28"
    assert exercise.label(1) == "1 ?"
    assert exercise.panel.holder.isEnabled()


def test_that_a_click_on_the_words_chooses_their_claim(exercise):
    exercise.begin()
    exercise.text.mark_clicked.emit("exercise:4")
    assert exercise.panel.count.text() == "Claim 5 of 28"
    assert exercise.navigator.places == []


def test_that_the_exercise_ends_with_its_button_the_lens_or_another_page(exercise, qtbot):
    exercise.begin()
    qtbot.mouseClick(exercise.panel.close_button, Qt.MouseButton.LeftButton)
    assert not exercise.panel.isVisible()
    assert exercise.marks() == ()
    exercise.begin()
    exercise.action("Claims in the text").trigger()
    assert not exercise.panel.isVisible()
    assert len(exercise.marks("claims")) == 28
    exercise.view.findChild(QPushButton, "tryClaims").click()
    assert exercise.panel.isVisible()
    exercise.presenter.open(Place(PageName.READ, section=SectionId("macron-putin/context")))
    assert not exercise.panel.isVisible()


def test_that_marks_stay_when_the_text_is_set_anew(exercise, theme):
    exercise.begin()
    exercise.say("The author", "stated")
    theme.set_scheme(Scheme.DARK)
    QApplication.processEvents()
    assert exercise.label(1) == "1 TA"


def test_that_a_page_without_claims_says_so(exercise):
    exercise.presenter.open(Place(PageName.READ, section=SectionId("macron-putin/background")))
    exercise.begin()
    assert exercise.navigator.messages == ["No claims are marked on this page."]
    assert not exercise.panel.isVisible()
