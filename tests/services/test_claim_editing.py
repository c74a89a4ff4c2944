"""A student adds, corrects and links claims, and takes each step back."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from carrel.domain.claim_ledger import NOBODY
from carrel.domain.claims import Certainty, LinkKind
from carrel.domain.errors import InputError, NotFound
from carrel.domain.ids import ClaimId, MaterialId, SectionId, TopicId
from carrel.domain.reading import TextRange
from carrel.services.claim_browsing import ClaimBrowsing
from carrel.services.claim_editing import ClaimEditing
from carrel.services.desk import Desk
from carrel.services.pack_installing import PackInstalling
from carrel.services.topic_browsing import TopicBrowsing
from carrel.services.undo import Undo
from carrel.storage.database import open_in_memory
from carrel.system.resources import bundled_packs
from fakes import FrozenClock

TALKS = MaterialId("macron-putin")
ABOUT = SectionId("macron-putin/about")
MACRON, PUTIN, AUTHOR = (TopicId(f"macron-putin/{name}") for name in ("macron", "putin", "author"))
PP07, CX07, CX14 = (ClaimId(f"macron-putin/{name}") for name in ("PP07", "CX07", "CX14"))


@pytest.fixture
def desk():
    database = open_in_memory()
    ids = itertools.count()
    desk = Desk(database, FrozenClock(), lambda: f"id-{next(ids)}")
    PackInstalling(desk).install_bundled(bundled_packs())
    yield desk
    database.close()


@pytest.fixture
def editing(desk):
    return ClaimEditing(desk)


@pytest.fixture
def browsing(desk):
    return ClaimBrowsing(desk)


def add(editing, statement="Macron is said to wait.", *, end=20, by=AUTHOR, of=MACRON):
    return editing.add(
        TextRange(ABOUT, 4, end),
        statement,
        asserted_by=by,
        ascribed_to=of,
        certainty=Certainty.INFERRED,
    )


def test_that_an_added_claim_stands_last_in_the_ledger_with_its_words(editing, browsing, desk):
    made = add(editing)
    entry = browsing.ledger(TALKS).entries[-1]
    assert entry.claim.id == made
    assert (entry.asserter, entry.holder) == ("The author of the article", "Emmanuel Macron")
    text = desk.database.value("SELECT text FROM section WHERE key = ?", (ABOUT,))
    assert entry.claim.passage.quote == text[4:20]
    Undo(desk).undo()
    assert len(browsing.ledger(TALKS).entries) == 137


def test_that_a_claim_of_nobody_known_says_so(editing, browsing):
    made = add(editing, by=TopicId(""), of=TopicId(""))
    assert browsing.page(made).entry.asserter == NOBODY


def test_that_a_claim_needs_a_statement_and_words(editing):
    with pytest.raises(InputError, match="statement is empty"):
        add(editing, " \n ")
    with pytest.raises(InputError, match="no words"):
        add(editing, end=4)


def test_that_a_correction_lies_over_the_packs_claim_and_is_undone(editing, browsing, desk):
    before = browsing.page(PP07).entry.claim
    editing.change(
        PP07,
        before.statement,
        asserted_by=PUTIN,
        ascribed_to=PUTIN,
        certainty=Certainty.REPORTED,
    )
    after = browsing.page(PP07).entry
    assert (after.claim.asserted_by, after.claim.certainty) == (PUTIN, Certainty.REPORTED)
    assert not after.is_ascribed
    fields = desk.database.rows("SELECT field FROM override WHERE thing_key = ?", (PP07,))
    assert {row["field"] for row in fields} == {"asserted_by", "certainty"}
    Undo(desk).undo()
    assert browsing.page(PP07).entry.claim == before
    assert desk.database.value("SELECT count(*) FROM override") == 0


def test_that_a_corrected_holder_moves_the_cell_out_of_others_words(editing, browsing):
    claim = browsing.page(CX14).entry.claim
    editing.change(
        CX14,
        claim.statement,
        asserted_by=MACRON,
        ascribed_to=MACRON,
        certainty=claim.certainty,
    )
    assert not browsing.positions(TALKS).rows[0].cells[0].is_told_by_others_only


def test_that_claims_are_linked_once_and_the_link_is_undone(editing, browsing, desk):
    editing.link(CX14, LinkKind.SUPPORTS, CX07, " It shows it. ")
    tie = browsing.page(CX07).ties[-1]
    assert (tie.other.claim.id, tie.kind, tie.why) == (CX14, LinkKind.SUPPORTS, "It shows it.")
    with pytest.raises(InputError, match="already"):
        editing.link(CX14, LinkKind.SUPPORTS, CX07)
    with pytest.raises(InputError, match="another claim"):
        editing.link(CX07, LinkKind.SUPPORTS, CX07)
    Undo(desk).undo()
    assert len(browsing.page(CX07).ties) == 2


def test_that_only_ones_own_claims_are_deleted(editing, browsing, desk):
    made = add(editing)
    editing.delete(made)
    with pytest.raises(NotFound):
        browsing.page(made)
    Undo(desk).undo()
    assert browsing.page(made).entry.claim.id == made
    with pytest.raises(InputError, match="hide it instead"):
        editing.delete(PP07)


def test_that_people_groups_and_states_can_speak(editing):
    names = [name for _topic, name in editing.speakers(TALKS)]
    assert "Vladimir Putin" in names
    assert "Leader-to-leader contact" not in names
    assert names == sorted(names, key=str.casefold)


def test_that_a_hidden_claim_leaves_ledger_and_positions_and_comes_back(editing, browsing, desk):
    desk.clock.advance(timedelta(minutes=1))
    editing.hide(CX14)
    ledger = browsing.ledger(TALKS)
    assert len(ledger.entries) == 136
    assert [entry.claim.id for entry in ledger.hidden] == [CX14]
    assert browsing.page(CX14).entry.is_hidden
    cell = browsing.positions(TALKS).rows[0].cells[0]
    assert CX14 not in {entry.claim.id for entry in cell.entries}
    editing.bring_back(CX14)
    assert len(browsing.ledger(TALKS).entries) == 137
    assert browsing.ledger(TALKS).hidden == ()


def test_that_hiding_is_one_step_that_is_undone(editing, browsing, desk):
    desk.clock.advance(timedelta(minutes=1))
    before = browsing.ledger(TALKS)
    editing.hide(CX14)
    Undo(desk).undo()
    assert browsing.ledger(TALKS) == before


def test_that_ones_own_claims_are_deleted_and_not_hidden(editing):
    with pytest.raises(InputError, match="delete it instead"):
        editing.hide(add(editing))


def test_that_a_claim_of_ones_own_is_tagged_and_stands_on_the_topics_page(editing, browsing, desk):
    made = add(editing)
    topics = TopicBrowsing(desk)
    energy = TopicId("macron-putin/energy-security")
    before = topics.page(energy).mentions
    editing.tag(made, [energy, MACRON])
    entry = browsing.page(made).entry
    assert entry.topics == ("Energy security", "Emmanuel Macron")
    assert made in {one.claim.id for one in browsing.about([energy])}
    assert topics.page(energy).mentions == before + 1
    editing.tag(made, [MACRON])
    assert browsing.page(made).entry.topics == ("Emmanuel Macron",)
    Undo(desk).undo()
    assert browsing.page(made).entry.topics == ("Energy security", "Emmanuel Macron")
    with pytest.raises(InputError, match="its author's"):
        editing.tag(PP07, [MACRON])


def test_that_links_of_student_and_author_are_taken_away_and_come_back(editing, browsing, desk):
    editing.link(CX14, LinkKind.SUPPORTS, CX07)
    before = browsing.page(CX07).ties
    for tie in before:
        editing.unlink(tie.link)
    assert browsing.page(CX07).ties == ()
    for _ in before:
        Undo(desk).undo()
    assert browsing.page(CX07).ties == before
    authors = before[0].link
    editing.unlink(authors)
    editing.link(authors.source, authors.kind, authors.target)
    assert before[0] in browsing.page(CX07).ties
