"""A student imports a text, has rules propose, decides by keys, and is asked what was accepted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QPushButton

from carrel.domain.proposals.proposal import ProposalKind, ProposedTopic
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.services.proposal_tray import ProposalTray
from carrel.services.quizzing import Quizzing
from carrel.services.reading import Reading
from carrel.storage.topic_store import TopicStore
from carrel.ui.navigator import PageName, Place
from carrel.ui.pages.reader.proposals.rows import ProposalsList
from carrel.ui.widgets.topic_form import TopicForm

ARTICLE = """\
# The mill on the Alm

The old mill on the river Alm was built in 1712. Anna Holm, the director of the museum, said that
the wheel may last another century. According to Anna Holm, visitors come from all over the country.

A millrace is a channel that brings water to the wheel of a mill. The millrace of the old mill was
dug by hand. In 1890 the town of Albury bought the mill from the Berg family.

Officials said that the flood of last year had damaged the wheel. Peter Lang, the mayor of Albury,
denied that the town had known of the damage. "The wheel was inspected every spring," Peter Lang
told the council.
"""


@pytest.fixture
def mill(journey, tmp_path):
    path = tmp_path / "mill.md"
    path.write_text(ARTICLE, encoding="utf-8")
    journey.import_files(path)
    journey.window.resize(QSize(1280, 800))
    listed = Reading(journey.program.desk).materials()
    (journey.material,) = {one.summary.material.id for one in listed} - {"macron-putin"}
    read(journey)
    return journey


def read(journey) -> None:
    journey.program.shell.go(Place(PageName.READ, material=journey.material))
    journey.settle()


def press(journey, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    # A dialog that closes leaves no window active where there is no window manager.
    journey.window.activateWindow()
    QApplication.processEvents()
    focused = QApplication.focusWidget() or journey.window.focusWidget()
    QTest.keyClick(focused or journey.window, key, modifier)
    journey.settle()


def open_tray(journey) -> None:
    press(
        journey,
        Qt.Key.Key_P,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )


def propose(journey) -> None:
    """Open the tray and let the rules go through the text."""
    open_tray(journey)
    journey.find(QPushButton, "proposeHere").click()
    journey.settle()


def listed(journey):
    return journey.find(ProposalsList, "proposalsList").rows.proposals


def look_at(journey, wanted) -> None:
    """Put a proposal in front, going from one to the next by key."""
    view = journey.find(ProposalsList, "proposalsList")
    for _ in listed(journey):
        press(journey, Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    for _ in listed(journey):
        if not wanted(view.current):
            press(journey, Qt.Key.Key_K)
    assert wanted(view.current)


def is_topic(name):
    return lambda one: isinstance(one.proposed, ProposedTopic) and one.proposed.name == name


def topics(journey) -> list[str]:
    found = TopicStore(journey.program.desk.database).topics(journey.material)
    return [topic.name for topic in found]


def test_that_proposals_are_decided_by_keys_and_stay_decided(mill) -> None:
    propose(mill)
    before = listed(mill)
    assert {one.kind for one in before} == set(ProposalKind)

    look_at(mill, is_topic("Anna Holm"))
    press(mill, Qt.Key.Key_A)
    assert topics(mill) == ["Anna Holm"]

    look_at(mill, is_topic("Peter Lang"))
    press(mill, Qt.Key.Key_F2)
    form = mill.find(TopicForm, "topicForm")
    form.findChild(QLineEdit, "topicName").setText("Mayor Lang")
    form.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save).click()
    mill.settle()
    assert topics(mill) == ["Anna Holm", "Mayor Lang"]

    rejected = listed(mill)[0]
    look_at(mill, lambda one: one == rejected)
    press(mill, Qt.Key.Key_X)
    press(mill, Qt.Key.Key_Z)
    assert rejected in listed(mill)
    look_at(mill, lambda one: one == rejected)
    press(mill, Qt.Key.Key_X)

    look_at(mill, lambda one: one.kind is ProposalKind.QUESTION)
    accepted = mill.find(ProposalsList, "proposalsList").current
    press(mill, Qt.Key.Key_A)
    left = listed(mill)

    mill.restart()
    read(mill)
    open_tray(mill)
    assert listed(mill) == left
    mill.program.shell.page_in_front.view.proposal_actions.search.trigger()
    mill.settle()
    assert rejected not in listed(mill)
    assert accepted not in listed(mill)

    mill.program.shell.start_quiz(Scope(ScopeKind.MATERIAL, mill.material))
    mill.settle()
    quizzing = Quizzing(mill.program.desk)
    turn = quizzing.standing(quizzing.open_session().session).turn
    assert turn.question.passages == (accepted.passage,)


def test_that_a_search_that_is_stopped_or_killed_leaves_what_was_decided(mill) -> None:
    propose(mill)
    look_at(mill, is_topic("Anna Holm"))
    press(mill, Qt.Key.Key_X)
    mill.program.desk.database.write("DELETE FROM proposal_search")
    mill.program.shell.page_in_front.view.proposal_actions.search.trigger()
    # No timer of a program that is killed goes off afterwards.
    mill.program.shell.page_in_front.left()
    mill.kill()
    mill.start(Place(PageName.READ, material=mill.material))
    tray = ProposalTray(mill.program.desk)
    assert tray.decided_of(mill.material).decided == 1
    open_tray(mill)
    mill.program.shell.page_in_front.view.proposal_actions.search.trigger()
    mill.settle()
    assert not any(map(is_topic("Anna Holm"), listed(mill)))
