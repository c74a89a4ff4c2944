"""Rules go through a text: what they find waits, and what was decided does not come back."""

from __future__ import annotations

import pytest

from carrel.domain.errors import Cancelled, NotFound
from carrel.domain.ids import MaterialId
from carrel.domain.job_report import no_share_report
from carrel.domain.proposals.waiting import Decided, SearchProgress
from carrel.services import proposing
from carrel.services.proposal_tray import ProposalTray
from carrel.services.proposing import Proposing
from carrel.services.topic_editing import TopicDraft, TopicEditing
from carrel.storage.material_store import MaterialStore
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
from sample_library import new_desk


@pytest.fixture
def desk():
    desk = new_desk()
    add_river(desk)
    yield desk
    desk.database.close()


@pytest.fixture
def rules():
    return RulesByHand(*IN_MILL, *IN_FERRY)


@pytest.fixture
def proposing_by_hand(desk, rules):
    return Proposing(desk, rules)


def waiting(desk):
    return ProposalTray(desk).waiting(MaterialStore(desk.database).sections(RIVER))


def propose(desk, *proposals, version="1"):
    return Proposing(desk, RulesByHand(*proposals, version=version)).propose(RIVER, no_share_report)


def test_that_what_is_found_waits_and_the_material_counts_as_gone_through(desk, proposing_by_hand):
    assert proposing_by_hand.progress(RIVER) == SearchProgress(searched=0, total=2)
    assert not proposing_by_hand.progress(RIVER).is_begun
    assert proposing_by_hand.propose(RIVER, no_share_report) == 6
    assert waiting(desk) == (YEAR, HOLM, WHEEL, FLOOD, FEE, WHAT)
    assert proposing_by_hand.progress(RIVER).is_whole


def test_that_the_share_that_is_done_is_told(proposing_by_hand):
    shares = []
    proposing_by_hand.propose(RIVER, shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_that_going_through_again_gives_the_same(desk, proposing_by_hand):
    proposing_by_hand.propose(RIVER, no_share_report)
    rows = desk.database.rows("SELECT * FROM proposal ORDER BY id")
    proposing_by_hand.propose(RIVER, no_share_report)
    assert [tuple(row) for row in desk.database.rows("SELECT * FROM proposal ORDER BY id")] == [
        tuple(row) for row in rows
    ]


def test_that_what_was_decided_does_not_come_back_and_the_rules_know(desk, rules):
    propose(desk, *IN_MILL, *IN_FERRY)
    tray = ProposalTray(desk)
    tray.reject(RIVER, [FEE.fingerprint])
    tray.accept(RIVER, [WHAT.fingerprint])
    Proposing(desk, rules).propose(RIVER, no_share_report)
    assert waiting(desk) == (YEAR, HOLM, WHEEL, FLOOD)
    assert rules.decided == {FEE.fingerprint, WHAT.fingerprint}
    assert tray.decided_of(RIVER) == Decided(decided=2, total=6)


def test_that_what_rules_find_no_more_waits_no_more(desk):
    propose(desk, *IN_MILL, *IN_FERRY)
    propose(desk, HOLM, WHAT)
    assert waiting(desk) == (HOLM, WHAT)


def test_that_a_topic_that_is_there_already_is_not_proposed(desk):
    TopicEditing(desk).add(RIVER, TopicDraft("A. Holm", aliases=("anna holm",)))
    propose(desk, *IN_MILL)
    assert HOLM not in waiting(desk)


def test_that_what_was_found_before_the_student_stopped_it_is_kept(desk, proposing_by_hand):
    def stop(share):
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        proposing_by_hand.propose(RIVER, stop)
    assert waiting(desk) == (HOLM, WHEEL, FLOOD, FEE)
    assert not proposing_by_hand.progress(RIVER).is_whole
    ProposalTray(desk).reject(RIVER, [HOLM.fingerprint])
    proposing_by_hand.propose(RIVER, no_share_report)
    assert waiting(desk) == (YEAR, WHEEL, FLOOD, FEE, WHAT)


def test_that_a_text_or_rules_that_have_changed_are_to_be_gone_through_again(desk):
    propose(desk, *IN_MILL)
    assert not Proposing(desk, RulesByHand(version="2")).progress(RIVER).is_begun
    same = Proposing(desk, RulesByHand(version="1"))
    assert same.progress(RIVER).is_whole
    desk.database.write("UPDATE section SET content_hash = 'new' WHERE key = ?", (MILL,))
    assert not same.progress(RIVER).is_begun


def test_that_of_a_long_text_the_page_in_front_comes_first(desk, rules, monkeypatch):
    monkeypatch.setattr(proposing, "LONG_WORDS", 10)
    shares = []
    Proposing(desk, rules).propose(RIVER, shares.append, first=(FERRY,))
    assert rules.texts == [(FERRY,), (MILL, FERRY)]
    assert shares == sorted(shares)
    assert len(waiting(desk)) == 6


def test_that_a_short_text_is_gone_through_once(desk, rules):
    Proposing(desk, rules).propose(RIVER, no_share_report, first=(FERRY,))
    assert rules.texts == [(MILL, FERRY)]


def test_that_a_language_with_word_lists_is_known_by_its_first_subtag(proposing_by_hand):
    assert proposing_by_hand.has_words("en-GB")
    assert proposing_by_hand.has_words("FR")
    assert not proposing_by_hand.has_words("pl")
    assert not proposing_by_hand.has_words("")


def test_that_a_material_that_is_not_there_is_told(proposing_by_hand):
    with pytest.raises(NotFound):
        proposing_by_hand.propose(MaterialId("sea"), no_share_report)
