"""Pictures are found in short texts, and what they show is told where they cannot be seen."""

from __future__ import annotations

import pytest

from carrel.domain.text.pictures import (
    NamedPicture,
    pictures_in,
    pictures_replaced,
    without_pictures,
)

MAP = NamedPicture("A map", "assets/map.png")
CASES = [
    ("no picture", (), "no picture"),
    ("![A map](assets/map.png)", (MAP,), "A map"),
    ("Where? ![A map](assets/map.png)", (MAP,), "Where?"),
    ('![A map](<assets/map.png> "title") here', (MAP,), "here"),
    (
        "a ![A map](assets/map.png)\n\nb ![](x.png) c",
        (MAP, NamedPicture("", "x.png")),
        "a b c",
    ),
    ("[a link](x.png)", (), "[a link](x.png)"),
    ("wow![", (), "wow!["),
    ("![](x.png)", (NamedPicture("", "x.png"),), ""),
]


@pytest.mark.parametrize(("text", "pictures", "words"), CASES)
def test_that_pictures_are_told_from_words(text, pictures, words) -> None:
    assert pictures_in(text) == pictures
    assert without_pictures(text) == words


def test_that_a_picture_is_replaced_where_it_stands() -> None:
    text = "See ![A map](assets/map.png), then ![B](b.png)."
    assert pictures_replaced(text, lambda one: one.name) == "See assets/map.png, then b.png."
