"""What a student accepts, changes and rejects of what was proposed, and takes back again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carrel.domain.changes import Change
from carrel.domain.claims import Certainty
from carrel.domain.errors import InputError, NotFound, QuestionError
from carrel.domain.ids import TopicId
from carrel.domain.proposals.proposal import ProposalKind, ProposedQuestion
from carrel.domain.proposals.waiting import Decided
from carrel.domain.questions.body import Kind
from carrel.domain.text.passage import passage_at
from carrel.domain.topics import TopicKind
from carrel.services.claim_browsing import ClaimBrowsing
from carrel.services.proposal_tray import Accepted, ClaimWords, ProposalTray
from carrel.services.proposed_holders import topic_draft
from carrel.services.topic_browsing import TopicBrowsing
from carrel.services.topic_editing import TopicDraft, TopicEditing
from carrel.services.undo import Undo
from carrel.storage.material_store import MaterialStore
from carrel.storage.material_update import update_material
from carrel.storage.question_store import QuestionStore
from carrel.storage.topic_store import TopicStore
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
    add_river,
    propose,
)
from sample_library import new_desk

STATED = ClaimWords("It was so.", TopicId(""), TopicId(""), Certainty.STATED)


@pytest.fixture
def desk():
    desk = new_desk()
    add_river(desk)
    propose(desk, *IN_MILL, *IN_FERRY)
    yield desk
    desk.database.close()


@pytest.fixture
def tray(desk):
    return ProposalTray(desk)


def waiting(desk, *sections):
    found = [MaterialStore(desk.database).section(one) for one in sections or (MILL, FERRY)]
    return ProposalTray(desk).waiting(found)


def topics(desk):
    return {topic.name: topic for topic in TopicStore(desk.database).topics(RIVER)}


def claims(desk):
    return ClaimBrowsing(desk).ledger(RIVER).entries


def questions(desk):
    return QuestionStore(desk.database).of_material(RIVER)


def everything(desk):
    return (topics(desk), claims(desk), questions(desk), waiting(desk))


def test_that_proposals_wait_in_the_order_of_the_text(desk):
    assert waiting(desk) == (YEAR, HOLM, WHEEL, FLOOD, FEE, WHAT)
    assert waiting(desk, FERRY) == (FEE, WHAT)


def test_that_nothing_that_waits_is_the_students(desk):
    assert everything(desk)[:3] == ({}, (), ())


def test_that_an_accepted_topic_is_an_ordinary_one_found_in_the_texts(desk, tray):
    assert tray.accept(RIVER, [HOLM.fingerprint]) == Accepted(1)
    topic = topics(desk)["Anna Holm"]
    assert (topic.kind, topic.aliases) == (TopicKind.PERSON, ("Holm",))
    assert TopicBrowsing(desk).page(topic.id).mentions == 3
    assert HOLM not in waiting(desk)


def test_that_an_accepted_claim_brings_the_topics_of_its_holders(desk, tray):
    tray.accept(RIVER, [FLOOD.fingerprint])
    (entry,) = claims(desk)
    assert (entry.asserter, entry.holder) == ("Officials", "Officials")
    assert entry.claim.passage.quote == "the flood had stopped it"
    officials = topics(desk)["Officials"]
    assert (officials.kind, officials.links_by_name) == (TopicKind.GROUP, False)
    Undo(desk).undo()
    assert everything(desk)[:2] == ({}, ())
    assert FLOOD in waiting(desk)


def test_that_a_holder_who_is_proposed_as_a_topic_is_accepted_with_the_claim(desk, tray):
    tray.accept(RIVER, [WHEEL.fingerprint])
    assert list(topics(desk)) == ["Anna Holm"]
    assert topics(desk)["Anna Holm"].aliases == ("Holm",)
    assert HOLM not in waiting(desk)
    (entry,) = claims(desk)
    assert (entry.asserter, entry.holder, entry.claim.hedge) == ("Anna Holm", "Anna Holm", "may")
    Undo(desk).undo()
    assert HOLM in waiting(desk)


def test_that_a_holder_who_is_a_topic_already_is_taken(desk, tray):
    made = TopicEditing(desk).add(RIVER, TopicDraft("A. Holm", aliases=("Holm", "Anna Holm")))
    tray.accept(RIVER, [WHEEL.fingerprint])
    assert claims(desk)[0].claim.asserted_by == made
    assert list(topics(desk)) == ["A. Holm"]


def test_that_an_accepted_question_is_about_the_topics_that_are_there(desk, tray):
    tray.accept(RIVER, [HOLM.fingerprint])
    tray.accept(RIVER, [YEAR.fingerprint])
    (question,) = questions(desk)
    assert question.topics == (topics(desk)["Anna Holm"].id,)
    assert question.answer_in_words == "1712"
    assert question.passages[0].quote == YEAR.passage.quote


def test_that_several_are_accepted_in_one_step_with_topics_first(desk, tray):
    chosen = [one.fingerprint for one in (*IN_MILL, *IN_FERRY)]
    heard = []
    desk.notice.listen(heard.append)
    assert tray.accept(RIVER, chosen) == Accepted(6)
    assert heard == [{Change.PROPOSALS, Change.TOPICS, Change.CLAIMS, Change.QUESTIONS}]
    assert sorted(topics(desk)) == ["Anna Holm", "Officials", "fee"]
    assert len(claims(desk)) == len(questions(desk)) == 2
    assert waiting(desk) == ()
    assert Undo(desk).next_undo().label == "Accept {n} proposals"
    Undo(desk).undo()
    assert everything(desk) == ({}, (), (), (YEAR, HOLM, WHEEL, FLOOD, FEE, WHAT))


def test_that_a_topic_that_is_there_already_is_not_made_twice(desk, tray):
    TopicEditing(desk).add(RIVER, TopicDraft("Fee", TopicKind.TERM))
    tray.accept(RIVER, [FEE.fingerprint])
    assert list(topics(desk)) == ["Fee"]
    assert FEE not in waiting(desk)


def test_that_of_several_a_faulty_one_is_left_waiting_and_told(desk, tray):
    faulty = replace(WHAT, proposed=ProposedQuestion(Kind.SHORT_ANSWER, {"accept": []}, "Why?"))
    propose(desk, HOLM, faulty)
    accepted = tray.accept(RIVER, [HOLM.fingerprint, faulty.fingerprint])
    assert accepted.count == 1
    assert len(accepted.refused) == 1
    assert waiting(desk) == (faulty,)
    with pytest.raises(QuestionError):
        tray.accept(RIVER, [faulty.fingerprint])


def test_that_a_rejected_proposal_is_gone_until_the_step_is_taken_back(desk, tray):
    assert tray.reject(RIVER, [HOLM.fingerprint, FEE.fingerprint]) == 2
    assert waiting(desk) == (YEAR, WHEEL, FLOOD, WHAT)
    propose(desk, *IN_MILL, *IN_FERRY)
    assert waiting(desk) == (YEAR, WHEEL, FLOOD, WHAT)
    Undo(desk).undo()
    assert HOLM in waiting(desk)


def test_that_what_was_decided_stays_when_rules_propose_anew(desk, tray):
    tray.accept(RIVER, [FEE.fingerprint])
    tray.reject(RIVER, [WHAT.fingerprint])
    propose(desk, HOLM, *IN_FERRY)
    assert waiting(desk) == (HOLM,)
    assert tray.decided_of(RIVER) == Decided(decided=2, total=3)


def test_that_it_is_told_how_many_are_decided_here_and_in_all(desk, tray):
    tray.reject(RIVER, [FEE.fingerprint])
    tray.accept(RIVER, [YEAR.fingerprint])
    assert tray.decided_in([FERRY]) == Decided(decided=1, total=2)
    assert tray.decided_of(RIVER) == Decided(decided=2, total=6)
    assert tray.decided_of(RIVER).waiting == 4


def test_that_the_next_section_with_proposals_is_found_from_any_other(desk, tray):
    found = tray.next_waiting(MILL, RIVER)
    assert (found.section, found.title, found.count) == (FERRY, "Ferry", 2)
    assert tray.next_waiting(FERRY, RIVER).section == MILL
    tray.reject(RIVER, [one.fingerprint for one in IN_MILL])
    assert tray.next_waiting(FERRY, RIVER).section == FERRY
    assert tray.next_waiting(FERRY, RIVER, [ProposalKind.CLAIM]) is None


def test_that_a_topic_is_accepted_as_the_student_has_changed_it(desk, tray):
    draft = replace(topic_draft(FEE.proposed), name="The fee", definition="A coin.")
    tray.accept_topic(FEE, draft)
    assert topics(desk)["The fee"].definition == "A coin."
    assert FEE not in waiting(desk)
    Undo(desk).undo()
    assert FEE in waiting(desk)
    assert topics(desk) == {}


def test_that_a_name_that_is_taken_leaves_the_topic_waiting(desk, tray):
    TopicEditing(desk).add(RIVER, TopicDraft("Toll", TopicKind.TERM))
    with pytest.raises(InputError, match="already"):
        tray.accept_topic(FEE, replace(topic_draft(FEE.proposed), name="toll"))
    assert FEE in waiting(desk)


def test_that_a_claim_is_accepted_as_the_student_has_changed_it(desk, tray):
    speakers = dict(tray.speakers(FLOOD))
    assert list(speakers.values()) == ["Officials"]
    (officials,) = speakers
    words = ClaimWords("Water  stopped it.", officials, TopicId(""), Certainty.INFERRED)
    tray.accept_claim(FLOOD, words)
    (entry,) = claims(desk)
    assert entry.claim.statement == "Water stopped it."
    assert entry.claim.asserted_by == topics(desk)["Officials"].id
    assert (entry.claim.ascribed_to, entry.claim.certainty) == ("", Certainty.INFERRED)
    Undo(desk).undo()
    assert (topics(desk), claims(desk)) == ({}, ())


def test_that_a_proposed_claim_names_its_holders_before_others(desk, tray):
    TopicEditing(desk).add(RIVER, TopicDraft("Bert", TopicKind.PERSON))
    tray.accept(RIVER, [HOLM.fingerprint])
    assert [name for _, name in tray.speakers(WHEEL)] == ["Anna Holm", "Bert"]
    holm = topics(desk)["Anna Holm"].id
    draft = tray.claim_draft(WHEEL)
    assert (draft.asserted_by, draft.ascribed_to) == (holm, holm)


def test_that_a_claim_without_words_of_its_own_is_refused(desk, tray):
    with pytest.raises(InputError, match="statement is empty"):
        tray.accept_claim(WHEEL, replace(STATED, statement="  "))
    assert WHEEL in waiting(desk)


def test_that_a_question_is_accepted_as_the_student_has_changed_it(desk, tray):
    draft = replace(tray.question_draft(WHAT), prompt="What is asked of guests?")
    tray.accept_question(WHAT, draft)
    assert questions(desk)[0].prompt == "What is asked of guests?"
    assert WHAT not in waiting(desk)
    with pytest.raises(NotFound, match="decided elsewhere"):
        tray.accept_question(WHAT, draft)


def test_that_proposals_follow_their_words_and_those_without_words_are_not_shown(desk, tray):
    text = MaterialStore(desk.database).section(FERRY).text
    with desk.quiet_change():
        desk.database.write(
            "UPDATE section SET text = ? WHERE key = ?",
            ("At dawn. " + text.partition(". The")[0] + ".", FERRY),
        )
    found = waiting(desk, FERRY)
    assert [one.passage.start for one in found] == [9, 9]
    desk.database.write("UPDATE section SET text = 'Gone.' WHERE key = ?", (FERRY,))
    assert waiting(desk, FERRY) == ()
    with pytest.raises(InputError, match="not in the text any more"):
        tray.accept(RIVER, [WHAT.fingerprint])


def test_that_the_place_in_the_tray_is_kept(desk, tray):
    assert tray.place(RIVER) == ""
    tray.keep_place(RIVER, FEE.fingerprint)
    tray.keep_place(RIVER, WHAT.fingerprint)
    assert tray.place(RIVER) == WHAT.fingerprint


def test_that_a_new_edition_takes_proposals_along_with_their_words(desk, tray):
    tray.reject(RIVER, [FEE.fingerprint])
    before = MaterialStore(desk.database).sections(RIVER)
    mill = "New words first. " + before[0].text.replace("may last a century", "will not last long")
    ferry = "The fee is what is asked of guests now. The ferry crosses at dawn."
    sections = [
        replace(section, markdown=text, text=text, content_hash=text)
        for section, text in zip(before, (mill, ferry), strict=True)
    ]
    with desk.database.transaction():
        material = MaterialStore(desk.database).material(RIVER)
        update_material(desk.database, material, sections, (), content_hash="2", at=desk.clock())
    found = waiting(desk)
    assert found == (
        replace(YEAR, passage=passage_at(MILL, mill, 17, 17 + len(YEAR.passage.quote))),
        replace(HOLM, passage=found[1].passage),
        replace(FLOOD, passage=found[2].passage),
    )
    assert all(mill[one.passage.start : one.passage.end] == one.passage.quote for one in found)
    propose(desk, FEE)
    assert waiting(desk, FERRY) == ()
