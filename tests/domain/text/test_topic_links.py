"""Links to topics are read out of notes."""

from __future__ import annotations

import pytest

from carrel.domain.text.topic_links import linked_names, without_topic_links


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("See [[NATO]] and [[ Emmanuel  Macron ]].", ("NATO", "Emmanuel Macron")),
        ("[[NATO]], [[NATO|the alliance]]", ("NATO",)),
        ("[[]] [[ ]] [NATO] [[a\nb]] [[un[closed]]", ()),
        ("[[日本|🙂]]", ("日本",)),
    ],
)
def test_that_links_are_read(note, names):
    assert linked_names(note) == names


def test_that_a_note_without_its_links_has_their_words():
    assert without_topic_links("[[NATO]] or [[NATO|the alliance]]?") == "NATO or the alliance?"
