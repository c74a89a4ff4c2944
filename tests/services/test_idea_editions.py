"""What a student said about topics and claims stays when a newer edition of the pack comes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carrel.domain.claims import ClaimLink, LinkKind
from carrel.domain.ids import ClaimId, MaterialId, SectionId, TopicId
from carrel.domain.questions.from_claims import Exercise
from carrel.domain.topics import SectionSpan
from carrel.formats.pack.example import FILES
from carrel.services.claim_browsing import ClaimBrowsing
from carrel.services.claim_editing import ClaimEditing
from carrel.services.exercises import Exercises
from carrel.services.pack_installing import PackInstalling
from carrel.services.topic_browsing import TopicBrowsing
from carrel.services.topic_editing import TopicEditing
from carrel.storage.question_store import QuestionStore
from packs import write_pack
from sample_library import new_desk

TIDES, WHY = MaterialId("tides"), SectionId("tides/why")
C1, C2 = ClaimId("tides/c1"), ClaimId("tides/c2")
GRAVITY = TopicId("tides/gravity")


@pytest.fixture
def desk():
    desk = new_desk()
    yield desk
    desk.database.close()


class Editions:
    """The example pack: installed, and then installed again with another text."""

    def __init__(self, desk, folder) -> None:
        self._desk = desk
        self._folder = folder
        self._installing = PackInstalling(desk)
        self.install(1, {})

    def install(self, number: int, files: dict[str, str]) -> None:
        pack = FILES["pack.yaml"].replace("edition: 1", f"edition: {number}")
        folder = self._folder / f"edition-{number}"
        self._desk.clock.advance(timedelta(minutes=1))
        self._installing.install(write_pack(folder, {"pack.yaml": pack, **files}))
        self._desk.clock.advance(timedelta(minutes=1))

    def second(self, *, claims: str = FILES["claims.yaml"]) -> None:
        """An edition with words before all others, so that every place moves."""
        text = FILES["sections/01-tides.md"]
        end = text.index("\n", text.index("{#why}"))
        moved = f"{text[:end]}\n\nSome words come first in this edition.\n{text[end:]}"
        self.install(2, {"sections/01-tides.md": moved, "claims.yaml": claims})


@pytest.fixture
def editions(desk, tmp_path):
    return Editions(desk, tmp_path)


def span_of(desk, words: str) -> SectionSpan:
    text = desk.database.value("SELECT text FROM section WHERE key = ?", (WHY,))
    start = text.index(words)
    return SectionSpan(WHY, start, start + len(words))


def spoken(desk, topic: TopicId) -> set[str]:
    """The words that speak of a topic in the section."""
    text = desk.database.value("SELECT text FROM section WHERE key = ?", (WHY,))
    sections = TopicBrowsing(desk).page(topic).sections
    return {
        text[span.start : span.end]
        for section in sections
        for span in section.spans
        if span.section == WHY
    }


def test_that_a_rejected_mention_and_marked_words_stay_with_their_words(desk, editions):
    editing = TopicEditing(desk)
    (name,) = {words for words in spoken(desk, GRAVITY) if words.casefold() == "gravity"}
    editing.reject([GRAVITY], [span_of(desk, name)])
    editing.tag(GRAVITY, [span_of(desk, "the Moon")])
    before = spoken(desk, GRAVITY)
    assert name not in before
    assert "the Moon" in before
    editions.second()
    assert spoken(desk, GRAVITY) == before


def test_that_a_hidden_claim_stays_hidden(desk, editions):
    ClaimEditing(desk).hide(C1)
    editions.second()
    ledger = ClaimBrowsing(desk).ledger(TIDES)
    assert [entry.claim.id for entry in ledger.entries] == [C2]
    assert [entry.claim.id for entry in ledger.hidden] == [C1]
    ClaimEditing(desk).bring_back(C1)
    entry = ClaimBrowsing(desk).page(C1).entry
    assert entry.claim.passage.quote == "The main cause is the Moon"


def test_that_a_claim_that_an_edition_leaves_out_is_not_called_hidden(desk, editions):
    claims = FILES["claims.yaml"]
    only_second = "claims:\n" + claims[claims.index("  - id: c2") : claims.index("links:")]
    questions = FILES["questions/tides.yaml"].replace("    claims: [c1]\n", "")
    editions.install(2, {"claims.yaml": only_second, "questions/tides.yaml": questions})
    assert ClaimBrowsing(desk).ledger(TIDES).hidden == ()


def test_that_an_untied_link_of_the_author_stays_untied(desk, editions):
    ClaimEditing(desk).unlink(ClaimLink(C1, LinkKind.EXPLAINS, C2))
    editions.second()
    assert ClaimBrowsing(desk).page(C1).ties == ()


def test_that_a_link_that_the_author_now_makes_too_stays_the_students(desk, editions):
    ClaimEditing(desk).link(C2, LinkKind.SUPPORTS, C1, "It fits.")
    more = "  - {from: c2, relation: supports, to: c1, why: The author says so now.}\n"
    editions.second(claims=FILES["claims.yaml"] + more)
    ties = ClaimBrowsing(desk).page(C1).ties
    assert {(tie.kind, tie.why) for tie in ties} == {
        (LinkKind.EXPLAINS, "A current is water that the tide moves."),
        (LinkKind.SUPPORTS, "It fits."),
    }


def test_that_made_questions_follow_their_words_and_are_not_made_twice(desk, editions):
    exercises = Exercises(desk)
    made = exercises.make(TIDES, Exercise)
    assert made
    editions.second()
    store = QuestionStore(desk.database)
    for key in made:
        passage = store.get(key).passages[0]
        text = desk.database.value("SELECT text FROM section WHERE key = ?", (passage.section,))
        assert text[passage.start : passage.end] == passage.quote
    count = desk.database.value("SELECT count(*) FROM question")
    assert exercises.make(TIDES, Exercise) == made
    assert desk.database.value("SELECT count(*) FROM question") == count
