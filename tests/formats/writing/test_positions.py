"""A positions table keeps its words in Markdown and in CSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.claims import Cell, Certainty, Claim, Holder
from carrel.domain.ids import ClaimId, MaterialId, TopicId
from carrel.domain.materials import Material
from carrel.domain.packs import Pack
from carrel.domain.topics import Topic, TopicKind
from carrel.formats.writing.csv_file import as_csv
from carrel.formats.writing.positions import Tellers, as_markdown

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
    lambda text: not text.lstrip("'").startswith(("=", "+", "-", "@"))
)


@given(st.lists(st.lists(words, min_size=3, max_size=3), min_size=1, max_size=4))
def test_that_csv_gives_every_cell_back(rows):
    read = csv.reader(io.StringIO(as_csv(rows).decode("utf-8-sig"), newline=""))
    assert list(read) == rows


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ('He said "no"', '"He said ""no"""'),
        ("war, peace", '"war, peace"'),
        ("two\nlines", '"two\nlines"'),
        ("=1+1", "'=1+1"),
        ("@cmd", "'@cmd"),
        ("'=", "''="),
    ],
)
def test_that_csv_quotes_what_would_end_a_cell_or_be_a_formula(cell, written):
    assert as_csv([[cell]]).decode("utf-8-sig") == f"{written}\r\n"


def test_that_markdown_keeps_bars_and_line_ends_from_breaking_the_table():
    assert as_markdown([["a|b", "c"], ["two\nlines", "*"]]) == (
        "| a\\|b | c |\n| --- | --- |\n| two lines | \\* |\n"
    )


AUTHOR, PUTIN = TopicId("m/author"), TopicId("m/putin")
HOLDER = Holder("putin", "Putin", (PUTIN,))


@pytest.mark.parametrize(
    ("asserters", "told"),
    [
        ([AUTHOR], "said only by The author"),
        ([AUTHOR, PUTIN], "said partly by The author"),
        ([PUTIN], ""),
        ([], ""),
    ],
)
def test_that_a_cell_says_who_fills_it_instead_of_its_holder(asserters, told):
    claims = tuple(
        Claim(ClaimId(f"m/{n}"), MaterialId("m"), "He waits.", None, by, PUTIN, Certainty.STATED)
        for n, by in enumerate(asserters)
    )
    topics = (Topic(AUTHOR, MaterialId("m"), "The author", TopicKind.PERSON),)
    pack = Pack(Material(MaterialId("m"), "M"), "", (), topics=topics, claims=claims)
    cell = Cell("putin", "Waits", tuple(claim.id for claim in claims))
    assert Tellers(pack).of(cell, HOLDER) == told
