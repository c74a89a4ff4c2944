"""The tray beside the text: proposals are looked at, accepted, changed and rejected by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QPushButton, QWidget

from carrel.domain.ids import SectionId
from carrel.domain.job_report import no_share_report
from carrel.domain.proposals.proposal import ProposalKind, Rule
from carrel.domain.reading import TextRange
from carrel.services.claim_browsing import ClaimBrowsing
from carrel.services.proposal_tray import ProposalTray
from carrel.services.proposing import Proposing
from carrel.services.undo import Undo
from carrel.storage.proposal_store import ProposalStore
from carrel.storage.question_store import QuestionStore
from carrel.storage.topic_store import TopicStore
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.reader.presenter import ReaderPresenter
from carrel.ui.pages.reader.proposals.words import proposal_words
from carrel.ui.widgets.claim_dialog import ClaimDialog
from carrel.ui.widgets.topic_form import TopicForm
from fakes import ImmediateTasks, RecordingNavigator
from proposed import (
    FEE,
    FERRY,
    FLOOD,
    HOLM,
    IN_FERRY,
    IN_MILL,
    MILL,
    RIVER,
    WHAT,
    WHEEL,
    YEAR,
    RulesByHand,
    add_river,
)
from sample_library import add_material, new_desk


class OpenNavigator(RecordingNavigator):
    """A navigator that opens places of the Read page there."""

    page: ReaderPresenter

    def go(self, place: Place) -> None:
        super().go(place)
        if place.page is PageName.READ:
            self.page.open(place)
            self.page.entered()


class Desk:
    """The Read page with the tray open on the section of the mill."""

    def __init__(self, qtbot, theme, *waiting, tasks=None) -> None:
        self.desk = new_desk()
        self.qtbot = qtbot
        add_river(self.desk)
        self.rules = RulesByHand(*(waiting or (*IN_MILL, *IN_FERRY)))
        if waiting:
            Proposing(self.desk, self.rules).propose(RIVER, no_share_report)
        self.navigator = OpenNavigator()
        context = PageContext(self.desk, self.navigator, tasks or ImmediateTasks(), theme)
        self.page = ReaderPresenter(context, lambda: self.rules, self.search)
        self.navigator.page = self.page
        self.desk.notice.listen(self.page.refresh)
        self.view = self.page.view
        qtbot.addWidget(self.view)
        self.view.resize(1280, 760)
        self.view.show()
        self.panel = self.view.proposals
        self.list = self.panel.list
        self.text = self.view.reading.text
        for group in self.page.actions.values():
            self.view.addActions(group)

    def search(self, _library, material, report, first) -> None:
        Proposing(self.desk, self.rules).propose(material, report, first)

    def open(self, section: SectionId = MILL) -> None:
        self.page.open(Place(PageName.READ, section=section))
        self.page.entered()
        self.action("read.proposals.toggle").setChecked(True)
        self.qtbot.waitExposed(self.view)

    def action(self, name: str) -> QAction:
        return next(
            one for group in self.page.actions.values() for one in group if one.objectName() == name
        )

    def press(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        self.qtbot.keyClick(self.view.focusWidget() or self.list, key, modifier)

    def click(self, name: str) -> None:
        button = self.panel.findChild(QPushButton, name)
        assert button.isVisible()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def marks(self, layer: str):
        return self.text._layers.get(layer, ())

    @property
    def listed(self):
        return self.list.rows.proposals if self.panel.is_listing else ()

    @property
    def topics(self):
        return [topic.name for topic in TopicStore(self.desk.database).topics(RIVER)]

    @property
    def instead(self) -> str:
        """What is said in place of a list."""
        assert not self.panel.is_listing
        return self.panel.instead.text


@pytest.fixture
def desk(qtbot, theme):
    return Desk(qtbot, theme, *IN_MILL, *IN_FERRY)


def test_that_the_tray_lists_what_waits_on_the_page_with_kind_words_and_reason(desk):
    desk.open()
    assert desk.listed == (YEAR, HOLM, WHEEL, FLOOD)
    rows = [
        desk.list.rows.data(desk.list.rows.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)
        for row in range(4)
    ]
    assert rows[0].startswith("Question · fill the gap. The old mill was built in ____")
    assert "✓ 1712" in rows[0]
    assert rows[1] == "Topic · person. Anna Holm. Also called Holm. Why: the text names it."
    assert "Claim · speculative. The wheel may last a century." in rows[2]
    assert "Held back by “may”" in rows[2]
    assert rows[2].endswith("Why: the text reports what somebody says: “argued”.")


def test_that_the_words_of_proposals_are_marked_and_those_in_front_named(desk):
    desk.open()
    desk.list.look_at(2)
    marks = desk.marks("proposals")
    assert len(marks) == 4
    (active,) = [mark for mark in marks if mark.is_active]
    span = desk.text.positions.span(TextRange(MILL, WHEEL.passage.start, WHEEL.passage.end))
    assert ((active.start, active.end), active.label) == (span, "Claim?")
    shapes = {mark.shape for mark in marks}
    assert len(shapes) == 3
    (cue,) = desk.marks("proposal cues")
    assert desk.text.document().toPlainText()[cue.start : cue.end] == "argued"


def test_that_a_click_on_marked_words_puts_their_proposal_in_front(desk):
    desk.open()
    span = desk.text.positions.span(TextRange(MILL, HOLM.passage.start, HOLM.passage.end))
    center = desk.text.word_box(*span).center()
    desk.qtbot.mouseClick(desk.text.viewport(), Qt.MouseButton.LeftButton, pos=center)
    assert desk.list.current == HOLM


def test_that_keys_accept_reject_and_take_back(desk):
    desk.open()
    desk.press(Qt.Key.Key_K)
    assert desk.list.current == HOLM
    desk.press(Qt.Key.Key_A)
    assert desk.topics == ["Anna Holm"]
    assert desk.listed == (YEAR, WHEEL, FLOOD)
    assert desk.list.current == WHEEL
    desk.press(Qt.Key.Key_X)
    assert desk.listed == (YEAR, FLOOD)
    desk.press(Qt.Key.Key_Z)
    desk.press(Qt.Key.Key_Z)
    assert desk.listed == (YEAR, HOLM, WHEEL, FLOOD)
    assert desk.topics == []
    desk.press(Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)


def test_that_the_buttons_say_their_keys_and_do_the_same(desk):
    desk.open()
    assert desk.panel.accept.text() == "Accept  A"
    desk.action("read.proposals.accept").setShortcut("Y")
    assert desk.panel.accept.text() == "Accept  Y"
    desk.list.look_at(1)
    desk.click("acceptProposal")
    desk.click("rejectProposal")
    assert desk.topics == ["Anna Holm"]
    assert desk.listed == (YEAR, FLOOD)


def test_that_several_are_chosen_and_decided_in_one_step(desk):
    desk.open()
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert desk.panel.accept.text() == "Accept 2 chosen  A"
    assert not desk.panel.edit.isEnabled()
    desk.press(Qt.Key.Key_A)
    assert desk.listed == (WHEEL, FLOOD)
    assert desk.navigator.messages == ["2 proposals were accepted."]
    desk.press(Qt.Key.Key_Z)
    assert len(desk.listed) == 4


def test_that_one_key_collects_proposals_apart_from_each_other(desk):
    desk.open()
    desk.press(Qt.Key.Key_S)
    assert desk.panel.accept.text() == "Accept 1 chosen  A"
    desk.press(Qt.Key.Key_K)
    desk.press(Qt.Key.Key_S)
    assert desk.list.chosen == (YEAR, WHEEL)
    assert desk.panel.reject.text() == "Reject 2 chosen  X"
    desk.press(Qt.Key.Key_X)
    assert desk.listed == (HOLM, FLOOD)


def test_that_all_that_is_listed_is_decided_at_once(desk):
    desk.open()
    desk.qtbot.mouseClick(desk.panel.filters[ProposalKind.CLAIM], Qt.MouseButton.LeftButton)
    assert desk.listed == (WHEEL, FLOOD)
    desk.action("read.proposals.reject_all").trigger()
    desk.qtbot.mouseClick(desk.panel.filters[None], Qt.MouseButton.LeftButton)
    assert desk.listed == (YEAR, HOLM)
    assert desk.navigator.messages == ["2 proposals were rejected."]


def test_that_all_of_one_rule_are_rejected_in_the_whole_text(desk):
    desk.open()
    desk.list.look_at(1)
    alike = desk.action("read.proposals.reject_alike")
    assert alike.text() == "Reject all in the whole text: names"
    alike.trigger()
    assert desk.listed == (YEAR, WHEEL, FLOOD)
    assert ProposalTray(desk.desk).decided_of(RIVER).decided == 1


def test_that_it_is_told_how_far_one_has_come(desk):
    desk.open()
    desk.press(Qt.Key.Key_X)
    assert desk.panel.told.text() == "1 of 4 decided on this page, 1 of 6 in the text."
    assert desk.panel.filters[None].text() == "All 3"
    assert desk.panel.filters[ProposalKind.CLAIM].text() == "Claims 2"


def test_that_the_next_section_opens_when_one_is_done_and_then_all_is_decided(desk):
    desk.open()
    for _ in range(4):
        desk.press(Qt.Key.Key_X)
    assert desk.navigator.places[-1].section == FERRY
    assert desk.listed == (FEE, WHAT)
    desk.press(Qt.Key.Key_A)
    desk.press(Qt.Key.Key_A)
    assert desk.instead.startswith("All is decided")
    assert "all 6 proposals" in desk.instead
    assert [one.id for one in QuestionStore(desk.desk.database).of_material(RIVER)]


def test_that_a_page_without_proposals_leads_to_the_next_ones(qtbot, theme):
    desk = Desk(qtbot, theme, *IN_FERRY)
    desk.open(MILL)
    assert "The next proposals are in “Ferry”: 2." in desk.instead
    desk.click("proposeHere")
    assert desk.listed == (FEE, WHAT)


def test_that_rules_go_through_the_text_when_they_are_asked_to(qtbot, theme):
    desk = Desk(qtbot, theme)
    desk.open()
    assert "rules can be wrong" in desk.instead
    assert desk.rules.texts == []
    desk.click("proposeHere")
    assert desk.listed == (YEAR, HOLM, WHEEL, FLOOD)
    assert desk.rules.texts == [(MILL, FERRY)]
    assert not desk.panel.running.isVisible()


def test_that_a_text_without_word_lists_is_told_so(qtbot, theme):
    desk = Desk(qtbot, theme)
    desk.desk.database.write("UPDATE material SET language = 'pl'")
    desk.open()
    assert "Carrel has no word lists for Polish yet" in desk.instead
    assert "It has word lists for English and French." in desk.instead


def test_that_a_topic_is_changed_in_its_form_and_accepted_there(desk):
    desk.open()
    desk.list.look_at(1)
    desk.press(Qt.Key.Key_F2)
    form = desk.view.findChild(TopicForm)
    field = form.findChild(QLineEdit, "topicName")
    assert field.text() == "Anna Holm"
    field.setText("A. Holm")
    form.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save).click()
    assert desk.topics == ["A. Holm"]
    assert HOLM not in desk.listed


def test_that_a_claim_is_changed_in_its_dialog_and_accepted_there(desk):
    desk.open()
    desk.list.look_at(2)
    desk.press(Qt.Key.Key_F2)
    dialog = desk.view.findChild(ClaimDialog)
    assert dialog.asserted_by.currentText() == "Anna Holm"
    dialog.statement.setPlainText("  ")
    ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    ok.click()
    assert dialog.isVisible()
    dialog.statement.setPlainText("Wheels last.")
    ok.click()
    (entry,) = ClaimBrowsing(desk.desk).ledger(RIVER).entries
    assert (entry.claim.statement, entry.asserter) == ("Wheels last.", "Anna Holm")
    assert desk.listed == (YEAR, FLOOD)


def test_that_a_question_is_changed_in_the_editor_and_accepted_there(desk):
    desk.open()
    desk.press(Qt.Key.Key_Return)
    ((draft, store),) = desk.navigator.drafts
    assert draft.passages[0].quote == YEAR.passage.quote
    store(draft)
    assert desk.listed == (HOLM, WHEEL, FLOOD)


def test_that_a_dialog_that_is_given_up_decides_nothing(desk):
    desk.open()
    desk.list.look_at(1)
    desk.press(Qt.Key.Key_F2)
    desk.view.findChild(QDialog).reject()
    assert len(desk.listed) == 4


def test_that_the_proposal_in_front_is_the_same_when_the_tray_is_opened_again(desk):
    desk.open()
    desk.list.look_at(2)
    desk.action("read.proposals.toggle").setChecked(False)
    assert ProposalStore(desk.desk.database).place(RIVER) == WHEEL.fingerprint
    desk.list.look_at(0)
    desk.action("read.proposals.toggle").setChecked(True)
    assert desk.list.current == WHEEL


def test_that_a_closed_tray_marks_nothing_and_leaves_keys_alone(desk):
    desk.open()
    closer = desk.panel.findChild(QWidget, "closeProposals")
    desk.qtbot.mouseClick(closer, Qt.MouseButton.LeftButton)
    assert not desk.panel.isVisible()
    assert desk.marks("proposals") == ()
    assert not desk.action("read.proposals.accept").isEnabled()
    desk.press(Qt.Key.Key_A)
    assert Undo(desk.desk).next_undo().label == "Import"


def test_that_the_end_of_a_page_without_questions_leads_to_the_tray(desk):
    desk.page.open(Place(PageName.READ, section=MILL))
    link = desk.view.findChild(QWidget, "proposeQuestions")
    assert not link.isHidden()
    link.click()
    assert desk.panel.isVisible()
    desk.press(Qt.Key.Key_A)
    assert link.isHidden()


def test_that_a_key_phrase_and_a_claim_say_how_they_came(desk):
    phrase = replace(FEE, rule=Rule.KEY_PHRASE, cue="12 ×")
    why = proposal_words(phrase).why
    assert why == "Why: this text uses these words far more than others do, 12\u00a0×."
    told = replace(FLOOD, proposed=replace(FLOOD.proposed, asserted_by=""))
    assert proposal_words(told).lines == ("The view of Officials, as the text tells it",)
    own = replace(FLOOD, proposed=replace(told.proposed, ascribed_to=""))
    assert proposal_words(own).lines == ("In the text’s own words",)


def test_that_the_marks_of_a_prompt_are_not_shown(desk):
    asked = replace(WHAT, proposed=replace(WHAT.proposed, prompt="Which *term* is it?\n\n> A fee"))
    assert proposal_words(asked).title == "Which term is it?\nA fee"


def test_that_a_search_that_was_cut_off_is_told_and_gone_on_with(desk):
    desk.desk.database.write("DELETE FROM proposal_search")
    desk.open()
    assert desk.listed
    assert desk.panel.partial.isVisible()
    desk.click("goOnProposing")
    assert desk.rules.texts == [(MILL, FERRY), (MILL, FERRY)]
    assert not desk.panel.partial.isVisible()


class HeldTasks(ImmediateTasks):
    """Tasks that wait until they are let go."""

    def __init__(self) -> None:
        self.held = []
        self.was_cancelled = False

    def run(self, *job, **details):
        self.held.append((job, details))
        return self

    def cancel(self) -> None:
        self.was_cancelled = True

    def let_go(self) -> None:
        for job, details in self.held:
            super().run(*job, **details)
        self.held.clear()


def test_that_a_running_search_tells_its_share_and_can_be_stopped(qtbot, theme):
    tasks = HeldTasks()
    desk = Desk(qtbot, theme, tasks=tasks)
    desk.open()
    desk.click("proposeHere")
    assert desk.panel.running.isVisible()
    assert "Go on reading" in desk.instead
    ((_owner, _work, _done, _failed, progress), details) = tasks.held[0]
    assert details == {"is_long": True}
    progress(0.25, "")
    assert desk.panel.running.text == "Going through the text: 25 %"
    desk.click("stopProposing")
    assert tasks.was_cancelled
    tasks.let_go()
    assert not desk.panel.running.isVisible()
    assert len(desk.listed) == 4


def test_that_one_text_is_gone_through_at_a_time(qtbot, theme):
    tasks = HeldTasks()
    desk = Desk(qtbot, theme, tasks=tasks)
    add_material(desk.desk, "sea", [("waves", 1, "The sea is wide and deep, and nobody owns it.")])
    desk.open()
    desk.click("proposeHere")
    desk.page.open(Place(PageName.READ, section=SectionId("sea/waves")))
    assert not desk.panel.running.isVisible()
    desk.action("read.proposals.search").trigger()
    assert len(tasks.held) == 1
    assert "Another text" in desk.navigator.messages[-1]
    tasks.let_go()
