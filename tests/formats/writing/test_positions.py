"""A positions table keeps its words in Markdown and in CSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.formats.writing.csv_file import as_csv
from carrel.formats.writing.positions import as_markdown

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
    lambda text: not text.startswith(("=", "+", "-", "@"))
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
    ],
)
def test_that_csv_quotes_what_would_end_a_cell_or_be_a_formula(cell, written):
    assert as_csv([[cell]]).decode("utf-8-sig") == f"{written}\r\n"


def test_that_markdown_keeps_bars_and_line_ends_from_breaking_the_table():
    assert as_markdown([["a|b", "c"], ["two\nlines", "*"]]) == (
        "| a\\|b | c |\n| --- | --- |\n| two lines | \\* |\n"
    )
