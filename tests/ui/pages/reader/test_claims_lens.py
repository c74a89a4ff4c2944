"""The claims lens marks whose view words are and how certain, and leads to the claims."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel

from carrel.domain.ids import SectionId
from carrel.services.desk import Desk
from carrel.services.pack_installing import PackInstalling
from carrel.services.undo import Undo
from carrel.storage.database import open_in_memory
from carrel.system.resources import bundled_packs
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.reader.presenter import ReaderPresenter
from carrel.ui.theme import Scheme
from carrel.ui.widgets.claim_look import distinct_initials, initials
from carrel.ui.widgets.text_marks import LineShape
from fakes import FrozenClock, ImmediateTasks, RecordingNavigator


class Lens:
    """The Read page at Putin's view of the talks, with the lens."""

    def __init__(self, desk: Desk, theme, qtbot) -> None:
        self.navigator = RecordingNavigator()
        self.presenter = ReaderPresenter(PageContext(desk, self.navigator, ImmediateTasks(), theme))
        self.view = self.presenter.view
        qtbot.addWidget(self.view)
        self.view.resize(1000, 700)
        self.view.show()
        section = desk.database.value(
            "SELECT section.key FROM claim JOIN passage ON passage.id = passage_id"
            " JOIN section ON section.id = section_id WHERE claim.key = 'macron-putin/PP05'"
        )
        self.presenter.open(Place(PageName.READ, section=SectionId(section)))
        self.text = self.view.reading.text
        QApplication.processEvents()

    def toggle(self) -> None:
        self.action("Claims in the text").trigger()
        QApplication.processEvents()

    def action(self, text: str):
        actions = itertools.chain.from_iterable(self.presenter.actions.values())
        return next(action for action in actions if action.text() == text)

    def marks(self, layer: str = "claims"):
        return self.text._layers.get(layer, ())


@pytest.fixture(scope="module")
def desk():
    database = open_in_memory()
    ids = itertools.count()
    desk = Desk(database, FrozenClock(), lambda: f"id-{next(ids)}")
    PackInstalling(desk).install_bundled(bundled_packs())
    yield desk
    database.close()


@pytest.fixture
def lens(desk, theme, qtbot):
    return Lens(desk, theme, qtbot)


def test_that_the_lens_is_put_on_and_taken_off(lens):
    assert lens.marks() == ()
    assert not lens.view.legend.isVisible()
    lens.toggle()
    assert len(lens.marks()) == 28
    assert lens.view.legend.isVisible()
    lens.toggle()
    assert lens.marks() == ()
    assert not lens.view.legend.isVisible()


def test_that_what_the_author_says_of_putin_is_not_marked_as_putins_word(lens):
    lens.toggle()
    labels = [mark.label for mark in lens.marks()]
    assert labels.count("VP") == 1
    assert labels.count("TA on VP") == 7
    reported = next(mark for mark in lens.marks() if mark.label == "VP")
    assert reported.shape is LineShape.DASHED


def test_that_the_legend_counts_claims_by_certainty_and_says_whose_words_they_are(lens):
    lens.toggle()
    assert lens.view.legend.summary.text() == (
        "Of 28 claims here 12 are guesses (2 inferred, 10 speculative)."
        " The others: 15 stated, 1 reported."
        " 27 are in the words of: The author of the article; 7 tell another’s view."
    )
    assert "A on B: A says what B’s view is, not B." in lens.view.legend.notes.text()
    assert "VP = Vladimir Putin" in lens.view.legend.accessibleName()


def test_that_hedging_words_lie_on_a_ground(lens):
    lens.toggle()
    hedges = lens.marks("hedges")
    assert hedges
    assert all(mark.ground is not None for mark in hedges)


def test_that_the_claim_at_the_caret_opens(lens):
    lens.toggle()
    reported = next(mark for mark in lens.marks() if mark.label == "VP")
    cursor = lens.text.textCursor()
    cursor.setPosition(reported.start + 2)
    lens.text.setTextCursor(cursor)
    lens.action("Open the claim at the caret").trigger()
    place = lens.navigator.places[-1]
    assert (place.page, place.claim) == (PageName.CLAIMS, "macron-putin/PP05")


def test_that_the_lens_changes_its_inks_with_the_theme(lens, theme):
    lens.toggle()
    before = [mark.ink for mark in lens.marks()]
    theme.set_scheme(Scheme.DARK)
    QApplication.processEvents()
    after = [mark.ink for mark in lens.marks()]
    assert len(after) == len(before)
    assert all(new != old for new, old in zip(after, before, strict=True))


def test_that_selected_words_become_a_claim_that_the_lens_shows(lens, desk, qtbot):
    stop_listening = desk.notice.listen(lens.presenter.refresh)
    lens.toggle()
    reported = next(mark for mark in lens.marks() if mark.label == "VP")
    lens.text.select(reported.start, reported.start + 5)
    lens.action("Say what this claims…").trigger()
    dialog = lens.view.findChild(QDialog, "claimDialog")
    ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)
    assert "The statement is empty; say in a sentence what the words claim." in [
        label.text() for label in dialog.findChildren(QLabel)
    ]
    qtbot.keyClicks(dialog.statement, "Putin is named.")
    qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert len(lens.marks()) == 29
    Undo(desk).undo()
    assert len(lens.marks()) == 28
    stop_listening()


def test_that_a_claim_needs_words(lens):
    lens.action("Say what this claims…").trigger()
    assert lens.navigator.messages[-1].startswith("Select some words first")


@pytest.mark.parametrize(
    ("name", "short"),
    [("Emmanuel Macron", "EM"), ("Critics", "Cr"), ("EU / NATO", "EN"), ("", "")],
)
def test_that_names_have_initials(name, short):
    assert initials(name) == short


def test_that_no_two_holders_have_the_same_initials():
    names = ["Emmanuel Macron", "Elena Marin", "Elena Maris", "EM", "EM", "Eva Mo", "Ed Mo"]
    short = distinct_initials(names)
    assert len(set(short.values())) == len(set(names))
    assert short["Emmanuel Macron"] == "EM"
    assert short["Elena Marin"] == "EMa"
    assert short["Elena Maris"] == "EMar"
