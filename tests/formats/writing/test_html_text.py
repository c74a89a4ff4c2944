"""Texts as HTML: the right elements, safe, well formed, with marks on the right words."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.text.markdown import parse
from carrel.formats.writing.html_text import HtmlStyle, Mark, html_of, html_of_markdown, mathml

ELEMENTS = [
    ("A *b* **c** `d` ~~e~~", "<p>A <em>b</em> <strong>c</strong> <code>d</code> <s>e</s></p>\n"),
    ("a < b & c", "<p>a &lt; b &amp; c</p>\n"),
    ("[x](http://a.b/?q=1&r=2)", '<p><a href="http://a.b/?q=1&amp;r=2">x</a></p>\n'),
    ("one\\\ntwo", "<p>one<br/>\ntwo</p>\n"),
    ("> q", "<blockquote>\n<p>q</p>\n</blockquote>\n"),
    ("- a\n- b", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n"),
    (
        "3. a\n   - b",
        '<ol start="3">\n<li><p>a</p>\n<ul>\n<li><p>b</p>\n</li>\n</ul>\n</li>\n</ol>\n',
    ),
    ("```py\na < b\n```", '<pre><code class="language-py">a &lt; b</code></pre>\n'),
    (
        "|b|\n|-:|",
        '<table>\n<tr><th style="text-align: right">b</th></tr>\n</table>\n',
    ),
    ("a\n\n---\n\nb", "<p>a</p>\n<hr/>\n<p>b</p>\n"),
    ("$x^2$", "<p>\\(x^2\\)</p>\n"),
    ("![a map](m.png)", "<figure><em>[a map]</em></figure>\n"),
    ("a <script>alert(1)</script> b <b>c</b>", "<p>a b <strong>c</strong></p>\n"),
]


@pytest.mark.parametrize(("markdown", "html"), ELEMENTS)
def test_that_each_thing_becomes_its_element(markdown, html):
    assert html_of(parse(markdown)) == html


def test_that_a_footnote_and_its_mark_know_each_other():
    made = html_of(parse("a[^1] b\n\n[^1]: note"), style=HtmlStyle(prefix="s1-"))
    assert '<a href="#s1-fn1">1</a>' in made
    assert '<aside class="footnote" id="s1-fn1">' in made


def test_that_formulas_become_mathml_and_nonsense_stays_as_written():
    style = HtmlStyle(formula=mathml)
    assert "<msup>" in html_of(parse("$x^2$"), style=style)
    assert html_of(parse(r"$\frac{$"), style=style) == "<p><code>\\frac{</code></p>\n"


def test_that_a_mark_covers_its_words_across_elements_and_carries_its_reference():
    made = html_of(parse("one *two* three"), marks=[Mark(4, 9, "evidence", id="n1", after="<i/>")])
    assert made == (
        '<p>one <mark class="evidence" id="n1"><em>two</em></mark>'
        '<mark class="evidence"> t</mark><i/>hree</p>\n'
    )


def test_that_a_single_paragraph_stands_without_its_tags():
    assert html_of_markdown("just *this*") == "just <em>this</em>"
    assert html_of_markdown("a\n\nb") == "<p>a</p>\n<p>b</p>"


PIECES = st.sampled_from(
    [
        "word ", "*a* ", "**b", "`c", "<d>", "&amp; ", "\n", "\n\n", "- ", "1. ", "> ", "    ",
        "| x | y |\n|---|---|\n| 1 | 2 |\n", "[l](u) ", "![p](q) ", "[^1]", "\n\n[^1]: n\n\n",
        "$x$ ", "# ", "```\n", "---\n", "é😀", "\\\n",
    ]
)  # fmt: skip


@given(
    st.lists(PIECES, max_size=25).map("".join),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4),
)
def test_that_any_text_with_any_marks_is_well_formed_and_keeps_its_words(markdown, places):
    document = parse(markdown)
    marks = [Mark(min(place), max(place), "x") for place in places if place[0] != place[1]]
    root = ET.fromstring(f"<x>{html_of(document, marks=marks)}</x>")
    shown = "".join("".join(root.itertext()).split())
    for block in document.blocks:
        if not block.spans:
            assert "".join(block.text.split()) in shown
