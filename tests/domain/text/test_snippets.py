"""Snippets show the sentence around a place, and say where they cut it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.text.snippets import ROOM, snippet_around, snippets

LONG = "word " * 60


def around(text: str, words: str, room: int = ROOM) -> tuple[str, bool, bool]:
    start = text.index(words)
    snippet = snippet_around(text, start, start + len(words), room=room)
    return snippet.text, snippet.is_cut_before, snippet.is_cut_after


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("One. Two has it here. Three.", "it", "Two has it here."),
        ("It begins. So.", "It", "It begins."),
        ("“Has it?” she asked. No.", "she", "she asked."),
        ("A title\nThe block with that\nNext", "with", "The block with that"),
        ("首先。这里有它。最后。", "它", "这里有它。"),
        ("No end at all", "at", "No end at all"),
        ("Ends here.", "here.", "Ends here."),
    ],
)
def test_that_the_sentence_of_the_place_is_shown_whole(text, words, shown):
    assert around(text, words) == (shown, False, False)


def test_that_a_long_sentence_is_cut_between_words_and_says_so():
    text, is_cut_before, is_cut_after = around(f"{LONG}here {LONG}", "here", room=20)
    assert text == "word word word here word word word"
    assert is_cut_before
    assert is_cut_after


def test_that_places_in_the_same_words_share_a_snippet():
    text = "Macron calls Putin. " + LONG + "Then Putin calls Macron."
    places = [(0, 6), (13, 18), (text.rindex("Putin"), text.rindex("Putin") + 5)]
    first, second = snippets(text, places, room=40)
    assert first.marks == ((0, 6), (13, 18))
    assert [second.text[start:end] for start, end in second.marks] == ["Putin"]


@given(st.text(max_size=200), st.data(), st.integers(1, 50))
def test_that_a_snippet_is_a_part_of_the_text_that_holds_its_marks(text, data, room):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    snippet = snippet_around(text, start, end, room=room)
    assert snippet.text == text[snippet.start : snippet.end]
    ((first, last),) = snippet.marks
    assert snippet.text[first:last] == text[start:end]
    assert len(snippet.text) <= end - start + 2 * room + 3
