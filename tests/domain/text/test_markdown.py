"""Markdown becomes blocks, spans and the plain text that passages count in."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.text.commonmark import MAX_NESTING
from carrel.domain.text.document import Block, BlockKind, Document, Span, SpanKind
from carrel.domain.text.markdown import parse

GOLDEN = Path(__file__).parent / "golden"

SIGNS = st.text(
    alphabet="ab \t\n*_`~[]()<>!^$|\\#>-+1.:{}&;\"'é👩\u0301\u00a0\u2028\0", max_size=80
)


def brief(thing: Block | Span) -> dict[str, object]:
    """The fields that differ from their defaults, as the golden files hold them."""
    plain = asdict(thing)
    return {
        f.name: [brief(s) for s in thing.spans] if f.name == "spans" else plain[f.name]
        for f in fields(thing)
        if plain[f.name] != f.default
    }


@pytest.mark.parametrize("source", sorted(GOLDEN.glob("*.md")), ids=lambda path: path.stem)
def test_that_text_and_blocks_are_those_of_the_golden_files(source: Path) -> None:
    document = parse(source.read_text(encoding="utf-8"))

    expected = json.loads(source.with_suffix(".json").read_text(encoding="utf-8"))
    assert document.text == source.with_suffix(".txt").read_text(encoding="utf-8")
    assert json.loads(json.dumps([brief(block) for block in document.blocks])) == expected


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("", ""),
        ("\n \n", ""),
        ("a\tb  c\nd", "a b c d"),
        ("a\\\nb", "a\nb"),
        ("a  \n", "a"),
        ("a\r\nb\rc", "a b c"),
        ("e\u0301", "é"),
        ("a\u00a0b\u00a0 c", "a\u00a0b\u00a0 c"),
        ("a ** b", "a ** b"),
        ("a *b * c", "a *b * c"),
        ("x *a b* y", "x a b y"),
        ("# Title {#slug .outside-source}\n\ntext", "Title\ntext"),
        ("- a\n  - b\n- c", "a\nb\nc"),
        ("|a|b|\n|-|-|\n|c||", "a\tb\nc\t"),
        ("```\na\n\n b \n```", "a\n\n b "),
        ("```\n```", ""),
        ("<p>a</p>\n<p>b &amp; c</p>", "a\nb & c"),
        ("a<br>b<br/>", "a\nb"),
        ("a <script>x</script> b", "a b"),
        ("<script>\nx\n</SCRIPT >after", "after"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<!-- a", ""),
        ("a <b", "a <b"),
        ("$x$ costs $5 and $10", "\ufffc costs $5 and $10"),
        ("costs $5 and US$7 or 3$", "costs $5 and US$7 or 3$"),
        ("$\\$5$ and \\$x$ and $$y$$", "\ufffc and $x$ and \ufffc"),
        ("$ $ $$ $$", "$ $ $$ $$"),
        ("![alt](x.png)", "\ufffc"),
        ("a[^1].\n\n[^1]: note", "a.\nnote"),
        ("a [^1] b\n\n[^1]: note", "a b\nnote"),
        ("a\n\n---\n\nb", "a\nb"),
        ("a\0b\ud800", "a\ufffdb\ufffd"),
        ("\ufffc &#xfffc; `\ufffc`", "\ufffd \ufffd \ufffd"),
    ],
)
def test_that_plain_text_follows_its_definition(markdown: str, text: str) -> None:
    assert parse(markdown).text == text


@given(SIGNS)
def test_that_any_text_makes_a_consistent_document(markdown: str) -> None:
    document = parse(markdown)

    assert document.text == "\n".join(block.text for block in document.blocks)
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text
        assert list(block.spans) == sorted(block.spans, key=lambda s: (s.start, -s.end))
        for span in block.spans:
            is_mark = span.kind is SpanKind.FOOTNOTE_REFERENCE
            assert 0 <= span.start <= span.end <= len(block.text)
            assert (span.start == span.end) == is_mark
        if block.kind not in (BlockKind.CODE, BlockKind.TABLE_ROW):
            assert block.text
            assert block.text == block.text.strip(" \n")
            assert "  " not in block.text
        if block.row:
            cells = [block.text[cell.start : cell.end] for cell in block.row.cells]
            assert "\t".join(cells) == block.text


@given(SIGNS)
def test_that_every_object_in_the_text_has_a_span(markdown: str) -> None:
    for block in parse(markdown).blocks:
        objects = {span.start for span in block.spans_of(SpanKind.PICTURE, SpanKind.FORMULA)}
        assert {i for i, sign in enumerate(block.text) if sign == "\ufffc"} == objects


@pytest.mark.parametrize(
    "markdown",
    [
        ">" * 3_000 + " deep",
        "- " * 3_000 + "deep",
        "> - " * 2_000 + "deep",
        "\n".join("  " * depth + "- deep" for depth in range(300)),
        "[" * 3_000 + "deep",
        "[" * 2_000 + "deep" + "](x)" * 2_000,
        "^[" * 1_000 + "deep" + "]" * 1_000,
        "*" * 3_000 + "deep" + "*" * 3_000,
        "<!--deep" * 3_000 + "-->deep",
        "<" + "a" * 50_000 + "\n\ndeep",
        "<div>" * 3_000 + "deep",
        "[^a]\n\n[^a]: [^a] deep",
        "[^a]: [^b]: [^c]: deep\n\n[^a][^b][^c]",
    ],
    ids=lambda markdown: markdown[:6],
)
def test_that_hostile_nesting_loses_no_words(markdown: str) -> None:
    assert "deep" in parse(markdown).text


def test_that_pictures_nested_in_alternative_texts_are_bounded() -> None:
    assert parse("![" * 3_000 + "a" + "](x)" * 3_000).text


def test_that_text_below_too_deep_quotations_keeps_its_own_place() -> None:
    document = parse("> " * (MAX_NESTING + 9) + "deep\n\nafter")

    assert document.blocks[-1].text == "after"
    assert document.blocks[-1].quote_depth == 0


def test_that_unsafe_addresses_are_not_links() -> None:
    for address in ("javascript:x", "JaVaScRiPt:x", "file:///etc/passwd", "data:text/html,x"):
        (block,) = parse(f"[a](<{address}>)").blocks
        assert block.text == "a"
        assert block.spans == ()


def test_that_heading_attributes_leave_the_heading() -> None:
    (block,) = parse("### A *b {#x}* {#slug}").blocks
    assert (block.text, block.level) == ("A b {#x}", 3)
    (block,) = parse("### A `b` {#slug}").blocks
    assert block.spans == (Span(SpanKind.CODE, 2, 3),)


def test_that_every_code_point_belongs_to_one_block() -> None:
    document = Document.of([Block(BlockKind.PARAGRAPH, "ab"), Block(BlockKind.PARAGRAPH, "cd")])

    assert [document.index_at(position) for position in range(-1, 7)] == [0, 0, 0, 0, 1, 1, 1, 1]
    with pytest.raises(IndexError):
        parse("").index_at(0)


def test_that_hidden_words_are_alternative_texts_and_formulas() -> None:
    assert parse("![a map](m.png) and $x$").hidden_words == ("a map", "x")
