"""Everything in the library is found by its words, with the words marked and their place told."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carrel.domain.search_hits import HitKind
from carrel.services.desk import Desk
from carrel.services.searching import Searching
from carrel.storage.database import open_in_memory
from fakes import FrozenClock, SequenceIds
from topic_shelf import TopicShelf

CONTEXT = (
    "🙂 The talks go on. Macron and Putin negotiate in Zürich about the “red line”.\n"
    "A second paragraph says nothing of it."
)


@pytest.fixture(scope="module")
def library():
    database = open_in_memory()
    shelf = TopicShelf(database)
    shelf.material("talks", context=CONTEXT, aims="Negotiations have aims; C++ has none. O'Neil.")
    shelf.material("chinese", language="zh", one="普京和马克龙通电话。", two="他们等待。")
    shelf.topic("talks/mediator", "Mediator", "go-between", definition="One who helps others talk.")
    shelf.claim("talks/C1", "talks/context", "Macron and Putin negotiate", "talks/mediator")
    shelf.question("talks/q1", "talks/aims", "aims", prompt="What does a negotiation have?")
    shelf.note("n1", "talks/context", "red line", "Compare the Zurich agreement")
    yield database
    database.close()


@pytest.fixture(scope="module")
def searching(library):
    return Searching(Desk(library, FrozenClock(), SequenceIds()))


def found(searching: Searching, typed: str, *, is_unfinished: bool = False) -> set[str]:
    hits = searching.search(typed, limit=20, is_unfinished=is_unfinished)
    return {hit.id for group in hits.values() for hit in group}


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("putin", {"talks/context", "talks/C1"}),
        ("negotiations", {"talks/context", "talks/aims", "talks/C1", "talks/q1"}),
        ('"negotiations"', {"talks/aims"}),
        ("nego*", {"talks/context", "talks/aims", "talks/C1", "talks/q1"}),
        ("zurich", {"talks/context", "n1"}),
        ("Zürich -agreement", {"talks/context"}),
        ('"red line"', {"talks/context"}),
        ('"line red"', set()),
        ("aims OR paragraph", {"talks/aims", "talks/context"}),
        ("go-between", {"talks/mediator"}),
        ("mediators", {"talks/mediator"}),
        ("helps talk", {"talks/mediator"}),
        ("c++", {"talks/aims"}),
        ("o'neil", {"talks/aims"}),
        ("马克龙", {"chinese/one"}),
        ("普京 OR 等待", {"chinese/one", "chinese/two"}),
        ("-普京 等待", {"chinese/two"}),
        ("nothing-like-this", set()),
        ("-putin", set()),
        ("", set()),
    ],
)
def test_that_everything_is_found_by_its_words(searching, typed, ids):
    assert found(searching, typed) == ids


@pytest.mark.parametrize("typed", ["n", "negotiatio", "negotiation", "have negot"])
def test_that_hits_stay_while_a_word_is_being_typed(searching, typed):
    assert "talks/aims" in found(searching, typed, is_unfinished=True)


def test_that_a_hit_in_a_text_says_where_its_words_are(searching):
    (hit,) = searching.search("putin", limit=5)[HitKind.SECTION]
    assert CONTEXT[hit.start : hit.end] == "Putin"
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.marks] == ["Putin"]
    assert hit.snippet.text.startswith("Macron and")


def test_that_the_words_shown_are_those_with_most_of_what_was_asked(library):
    shelf = TopicShelf(library)
    shelf.material("long", far="An alpha alone. " + "Filler. " * 100 + "Beta meets alpha here.")
    searching = Searching(Desk(library, FrozenClock(), SequenceIds()))
    (hit,) = searching.search("alpha beta", limit=5)[HitKind.SECTION]
    assert hit.snippet.text == "Beta meets alpha here."


def test_that_a_hit_in_a_title_has_no_place_in_the_text(searching):
    hit = searching.search("context", limit=5)[HitKind.SECTION][0]
    assert (hit.start, hit.end) == (None, None)
    assert hit.title_marks == ((0, 7),)
    assert hit.snippet.text.startswith("🙂 The talks go on.")


def test_that_notes_claims_and_questions_lead_to_their_words(searching):
    for typed, words in [
        ("agreement", "red line"),
        ("said", "Macron and Putin negotiate"),
    ]:
        ((hit,),) = searching.search(typed, limit=5).values()
        assert CONTEXT[hit.start : hit.end] == words


def test_that_every_kind_is_among_the_best_hits(searching):
    kinds = [hit.kind for hit in searching.best("negotiate", limit=3)]
    assert kinds == [HitKind.SECTION, HitKind.CLAIM, HitKind.QUESTION]
    assert searching.best("negotiate", limit=0) == ()
    assert len(searching.best("negotiate", limit=20)) == 4


def test_that_what_is_removed_is_not_found(library):
    shelf = TopicShelf(library)
    shelf.material("gone", one="Evanescent words")
    searching = Searching(Desk(library, FrozenClock(), SequenceIds()))
    assert found(searching, "evanescent") == {"gone/one"}
    library.write("UPDATE material SET deleted_at = '2026' WHERE key = 'gone'")
    assert found(searching, "evanescent") == set()


def test_that_removed_texts_take_no_place_among_the_hits(library):
    shelf = TopicShelf(library)
    for number in range(12):
        shelf.material(f"crowd{number}", one="Ubiquitous ubiquitous.")
    shelf.material("kept", one="An ubiquitous word among several others.")
    library.write("UPDATE material SET deleted_at = '2026' WHERE key LIKE 'crowd%'")
    searching = Searching(Desk(library, FrozenClock(), SequenceIds()))
    (hit,) = searching.search("ubiquitous", limit=5)[HitKind.SECTION]
    assert hit.id == "kept/one"


def test_that_a_word_of_a_new_text_is_found_in_its_other_forms(library, searching):
    assert found(searching, "harvesting") == set()
    TopicShelf(library).material("farm", one="They harvest.")
    assert found(searching, "harvesting") == {"farm/one"}


HOSTILE = st.text(alphabet="\"'*-+OR AND NOT NEAR(){}:^\\%_;\x00\ud800aé中🙂", max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30) | HOSTILE, st.booleans())
def test_that_no_text_that_can_be_typed_is_an_error(searching, typed, is_unfinished):
    searching.search(typed, limit=3, is_unfinished=is_unfinished)
