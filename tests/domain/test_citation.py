"""How quoted words name their source."""

from __future__ import annotations

import pytest

from carrel.domain.citation import cited
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.materials import Material, Section

SECTION = Section(SectionId("m/a"), "The war", 1, "", "", 1, "")


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ((), "“they talk” (Talks, “The war”, ¶ 3)"),
        (("A. Rey",), "“they talk” (A. Rey, Talks, “The war”, ¶ 3)"),
        (("A. Rey", "王"), "“they talk” (A. Rey and 王, Talks, “The war”, ¶ 3)"),
    ],
)
def test_that_words_are_cited_with_their_place(authors, expected):
    material = Material(MaterialId("m"), "Talks", authors=authors)
    assert cited("they\ntalk", material, SECTION, paragraph=3) == expected


def test_that_words_of_a_printed_page_are_cited_with_its_number() -> None:
    material = Material(MaterialId("m"), "Talks")
    written = cited("they talk", material, SECTION, paragraph=3, page="xiv")
    assert written == "“they talk” (Talks, “The war”, p. xiv)"
