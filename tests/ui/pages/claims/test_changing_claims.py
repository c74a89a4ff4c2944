"""The Claims page lets a student correct, link, hide, tag and sort claims, and take it back."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from carrel.domain.claims import Certainty
from carrel.domain.ids import SectionId, TopicId
from carrel.domain.reading import TextRange
from carrel.services.claim_editing import ClaimEditing
from carrel.services.undo import Undo
from carrel.ui.navigator import PageName, Place
from carrel.ui.widgets.buttons import LinkButton
from claims_page import AUTHOR, press_ok


def test_that_a_claim_is_corrected_and_the_correction_undone(page, qtbot, desk):
    page.open_claim("PP07")
    page.view.findChild(QPushButton, "correctClaim").click()
    press_ok(page, qtbot, "claimDialog", asserted_by="Vladimir Putin", certainty="reported")
    labels = page.labels()
    assert "Said by: Vladimir Putin" in labels
    assert "Certainty: reported (hedged by “often”)" in labels
    Undo(desk).undo()
    assert f"Said by: {AUTHOR}" in page.labels()


def test_that_a_corrected_claim_says_so_and_is_restored(page, qtbot, desk):
    page.open_claim("PP07")
    restore = page.view.findChild(QPushButton, "restoreClaim")
    assert not restore.isVisible()
    page.view.findChild(QPushButton, "correctClaim").click()
    press_ok(page, qtbot, "claimDialog", asserted_by="Vladimir Putin", certainty="reported")
    assert "You have corrected what the material says here." in page.labels()
    restore.click()
    assert f"Said by: {AUTHOR}" in page.labels()
    assert not restore.isVisible()
    assert desk.database.value("SELECT count(*) FROM override") == 0
    Undo(desk).undo()
    assert "Said by: Vladimir Putin" in page.labels()
    Undo(desk).undo()
    assert f"Said by: {AUTHOR}" in page.labels()


def test_that_a_claim_is_linked_with_another_once(page, qtbot, desk):
    page.open_claim("PP07")
    before = len(page.presenter.ledger.page.ties)
    page.view.findChild(QPushButton, "linkClaim").click()
    page.view.findChild(QDialog, "linkDialog").field.setText("direct touch more often")
    press_ok(page, qtbot, "linkDialog", kind="qualifies")
    assert len(page.presenter.ledger.page.ties) == before + 1
    page.view.findChild(QPushButton, "linkClaim").click()
    page.view.findChild(QDialog, "linkDialog").field.setText("direct touch more often")
    dialog = press_ok(page, qtbot, "linkDialog", kind="qualifies")
    assert "These two claims are linked in this way already." in [
        label.text() for label in dialog.findChildren(QLabel)
    ]
    dialog.reject()
    Undo(desk).undo()
    assert len(page.presenter.ledger.page.ties) == before


def test_that_only_claims_of_ones_own_offer_to_be_deleted(page):
    page.open_claim("PP07")
    assert not page.view.findChild(QPushButton, "deleteClaim").isVisible()


def test_that_a_claim_is_hidden_listed_as_hidden_and_brought_back(page, desk):
    desk.clock.advance(timedelta(minutes=1))
    page.go_to(page.ledger)
    page.open_claim("PP07")
    page.view.findChild(QPushButton, "hideClaim").click()
    assert "PP07" not in page.listed()
    assert "You have hidden this claim." in page.labels()
    page.choose(page.ledger.standing, "Hidden by you")
    assert page.listed() == ["PP07"]
    page.view.findChild(QPushButton, "bringBackClaim").click()
    page.ledger.clear.click()
    assert "PP07" in page.listed()
    Undo(desk).undo()
    Undo(desk).undo()


def test_that_a_banner_takes_the_hiding_back(page, desk):
    desk.clock.advance(timedelta(minutes=1))
    page.open_claim("PP07")
    page.view.findChild(QPushButton, "hideClaim").click()
    text, undo = page.navigator.offered
    assert text == "Undo"
    undo()
    assert "PP07" in page.listed()


def test_that_a_link_is_taken_away_by_menu_and_by_key(page, desk):
    page.open_claim("CX07")
    page.go_to(page.ledger)
    button = page.view.findChild(QPushButton, "unlinkClaim")
    button.menu().aboutToShow.emit()
    actions = button.menu().actions()
    assert actions[0].text().endswith(" supports this")
    actions[0].trigger()
    assert len(page.presenter.ledger.page.ties) == 1
    detail = page.ledger.detail
    detail.tabs.setCurrentIndex(1)
    detail.list.setFocus()
    page.press(detail.list, Qt.Key.Key_Delete)
    assert page.presenter.ledger.page.ties == ()
    assert not button.isVisible()
    Undo(desk).undo()
    Undo(desk).undo()
    assert len(page.presenter.ledger.page.ties) == 2


def test_that_a_claim_leads_to_its_topics_and_to_who_says_and_holds_it(page):
    page.open_claim("PP07")
    names = [
        link.text() for link in page.ledger.detail.findChildren(LinkButton) if link.isVisible()
    ]
    assert names[-2:] == [AUTHOR, "Vladimir Putin"]
    link = next(
        link for link in page.ledger.detail.findChildren(LinkButton) if link.text() == names[0]
    )
    link.click()
    assert page.navigator.places[-1].page is PageName.TOPICS


def test_that_columns_sort_the_ledger_and_the_chosen_claim_stays_chosen(page):
    page.go_to(page.ledger)
    page.open_claim("PP05")
    page.choose(page.ledger.order, "By who says it")
    assert page.listed()[-1] == "PP05"
    header = page.ledger.table.horizontalHeader()
    header.sectionClicked.emit(1)
    assert page.listed()[0] == "PP05"
    assert page.ledger.table.currentIndex().row() == 0
    header.sectionClicked.emit(4)
    assert page.ledger.order.currentText() == "Most linked first"
    links = [page.ledger.model.entry(page.ledger.model.index(row, 0)).links for row in range(137)]
    assert links == sorted(links, reverse=True)
    page.choose(page.ledger.order, "As in the text")
    assert page.listed()[0] == "IN01"


def test_that_all_filters_are_cleared_at_once(page):
    page.go_to(page.ledger)
    assert not page.ledger.clear.isEnabled()
    page.choose(page.ledger.certainty, "speculative")
    page.choose(page.ledger.standing, "In tension or opposed")
    assert 0 < len(page.listed()) < 137
    page.ledger.clear.click()
    assert len(page.listed()) == 137
    assert not page.ledger.clear.isEnabled()


def test_that_topics_of_an_own_claim_are_ticked_in_a_list(page, desk, qtbot):
    made = ClaimEditing(desk).add(
        TextRange(SectionId("macron-putin/about"), 4, 20),
        "A claim of mine.",
        asserted_by=TopicId("macron-putin/author"),
        ascribed_to=TopicId("macron-putin/author"),
        certainty=Certainty.STATED,
    )
    page.open_claim("CX07")
    assert not page.view.findChild(QPushButton, "tagClaim").isVisible()
    page.presenter.open(Place(PageName.CLAIMS, claim=made))
    page.view.findChild(QPushButton, "tagClaim").click()
    dialog = page.view.findChild(QDialog, "claimTopicsDialog")
    qtbot.keyClicks(dialog.field, "arms con")
    shown = [row for row in range(dialog.list.count()) if not dialog.list.item(row).isHidden()]
    assert [dialog.list.item(row).text() for row in shown] == [
        "Arms control  (concept)",
        "arms control  (term)",
    ]
    dialog.list.item(shown[0]).setCheckState(Qt.CheckState.Checked)
    press_ok(page, qtbot, "claimTopicsDialog")
    assert page.presenter.ledger.page.entry.topics == ("Arms control",)
    Undo(desk).undo()
    Undo(desk).undo()
