"""Topics are found where a text names them, as whole words and in no other place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.ids import MaterialId, TopicId
from carrel.domain.mentions import FoundMention, MentionFinder, finder_of
from carrel.domain.topics import Topic, TopicKind


def found(text: str, *names: str, language: str = "en") -> list[str]:
    """The words of ``text`` that are found for one topic with these names."""
    finder = MentionFinder({TopicId("t"): names}, language=language)
    return [text[mention.start : mention.end] for mention in finder.find(text)]


@pytest.mark.parametrize(
    ("text", "names", "words"),
    [
        ("Macron calls. Then Macron waits.", ["Macron"], ["Macron", "Macron"]),
        ("Macronism is no Macron.", ["Macron"], ["Macron"]),
        ("an anti-Macron, pro-putin press", ["Macron", "Putin"], ["Macron", "putin"]),
        ("Macron's and Macron’s", ["Macron"], ["Macron", "Macron"]),
        ("red lines and a red line", ["red line"], ["red lines", "red line"]),
        ("ally, allies, allied", ["ally"], ["ally", "allies"]),
        ("crises follow a crisis", ["crisis"], ["crises", "crisis"]),
        ("boxes, box", ["box"], ["boxes", "box"]),
        ("a back‑channel, a back channel", ["back-channel"], ["back‑channel", "back channel"]),
        ("the Elysee, the ÉLYSÉE", ["Élysée"], ["Elysee", "ÉLYSÉE"]),
        ("red\nline", ["red line"], []),
        ("The WAR in Ukraine", ["The war in Ukraine"], ["WAR in Ukraine"]),
        ("who listens to The Who", ["The Who"], ["The Who"]),
        ("C++ is not C", ["C++"], ["C++"]),
        ("in .NET and network", [".NET"], [".NET"]),
        ("the United Nations Charter", ["United Nations", "United Nations Charter"],
         ["United Nations Charter"]),
        ("UN Security Council", ["UN Security", "Security Council"], ["Security Council"]),
        ("nothing here", ["", " ", "-"], []),
    ],
)  # fmt: skip
def test_that_names_are_found_as_whole_words(text, names, words):
    assert found(text, *names) == words


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("NATO and nato and Nato", "NATO", ["NATO"]),
        ("WHO asks who", "WHO", ["WHO"]),
        ("they told us about the US", "US", ["US"]),
        ("NATO’s role, the NGOs", "NGO", ["NGOs"]),
        ("the u.s. and the U.S. too", "U.S.", ["U.S."]),
        ("the UN charter", "UN Charter", ["UN charter"]),
        ("all about Photosynthesis", "PHOTOSYNTHESIS", ["Photosynthesis"]),
    ],
)
def test_that_an_acronym_is_found_in_capitals_only(text, name, words):
    assert found(text, name) == words


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("普京和马克龙通电话", "马克龙", ["马克龙"]),
        ("プーチン大統領は", "大統領", ["大統領"]),
        ("한국은 크다", "한국", ["한국"]),
        ("ประเทศไทยมี", "ไทย", ["ไทย"]),
        ("北约NATO东扩", "NATO", ["NATO"]),
    ],
)
def test_that_scripts_without_spaces_need_no_word_boundary(text, name, words):
    assert found(text, name, language="") == words


def test_that_plural_endings_are_for_english_only():
    assert found("Die Tests und der Test", "Test", language="de") == ["Test"]


@pytest.mark.parametrize(
    "text",
    ["🙂 Macron", "e\u0301 Macron", "ﬁ½ Macron", "co\u00adop Macron", "שָׁלוֹם Macron"],
)
def test_that_places_count_code_points_of_the_text_as_it_is(text):
    start = text.index("Macron")
    finder = MentionFinder({TopicId("t"): ["Macron"]})
    assert finder.find(text) == [FoundMention(TopicId("t"), start, start + 6)]


def test_that_a_name_written_with_accents_apart_is_found_whole():
    text = "the E\u0301lyse\u0301"
    assert found(text, "Élysé") == ["E\u0301lyse\u0301"]


def test_that_names_of_different_topics_may_overlap():
    finder = MentionFinder({TopicId("un"): ["UN"], TopicId("law"): ["UN Charter"]})
    assert finder.find("the UN Charter") == [
        FoundMention(TopicId("un"), 4, 6),
        FoundMention(TopicId("law"), 4, 14),
    ]


def test_that_a_topic_is_found_by_its_name_and_by_its_aliases():
    topic = Topic(
        TopicId("m/eu"), MaterialId("m"), "European Union", TopicKind.ORGANISATION, aliases=("EU",)
    )
    finder = finder_of([topic], language="en-GB")
    text = "EU or European Union"
    assert [text[m.start : m.end] for m in finder.find(text)] == ["EU", "European Union"]


words = st.lists(st.sampled_from(["red", "line", "lines", "RED", "x", "État", "语言"]), min_size=1)


@given(st.lists(words.map(" ".join), max_size=4), words.map(" ".join))
def test_that_mentions_of_a_topic_never_overlap_and_none_is_missed(names, text):
    finder = MentionFinder({TopicId("t"): names})
    mentions = finder.find(text)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    for name in names:
        if name in text.split():
            assert mentions


@given(st.text(max_size=40), st.text(max_size=8))
def test_that_no_text_and_no_name_break_the_finder(text, name):
    for mention in MentionFinder({TopicId("t"): [name]}).find(text):
        assert 0 <= mention.start < mention.end <= len(text)


@given(st.text(max_size=30), st.sampled_from(["Macron", "état", "red line"]))
def test_that_a_name_between_spaces_is_found_wherever_it_stands(before, name):
    text = f"{before} {name} ."
    finder = MentionFinder({TopicId("t"): [name]})
    place = len(before) + 1
    assert FoundMention(TopicId("t"), place, place + len(name)) in finder.find(text)
